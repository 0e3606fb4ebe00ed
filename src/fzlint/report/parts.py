"""The part that each heading, paragraph and sentence of a report plays: measures, shortcomings, next year and so on.

Three things tell a part, strongest first: a heading that names it; a sentence that opens it (in a section that
plays two parts, and in reports without headings); the position.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from fzlint.report.lines import Line
from fzlint.report.structure import Heading
from fzlint.text.patterns import compiled

PREAMBLE, MEASURES, FIRST = "preamble", "measures", "first-responsible"
SHORTCOMINGS, NEXT_YEAR, SIGN_OFF = "shortcomings", "next-year", "sign-off"
PART_NAMES = (PREAMBLE, MEASURES, FIRST, SHORTCOMINGS, NEXT_YEAR, SIGN_OFF)
HEADING = "heading"  # a heading that only says which part begins; evidence of nothing
_MIXED = "mixed"
LONGEST_PREAMBLE = 4  # paragraphs


@dataclass(frozen=True)
class PartWords:
    """How to tell the parts: for each part its patterns for headings, sub-headings, openers; from ``parts.yaml``."""

    headings: Mapping[str, str]
    sub_headings: Mapping[str, str]
    not_headings: Mapping[str, str]
    openers: Mapping[str, str]
    hidden: str
    closers: str
    announcements: str
    lacking: str
    hint: str

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> PartWords:
        """Build from the ``parts`` mapping of the compiled checklist."""

        def joined(key: str) -> dict[str, str]:
            return {name: "|".join(part[key]) for name, part in data["roles"].items() if part.get(key)}

        return cls(
            joined("headings"),
            joined("sub_headings"),
            joined("not_headings"),
            joined("openers"),
            "|".join(data["hidden_shortcomings"]),
            "|".join(data["closers"]),
            "|".join(data["announcements"]),
            "|".join(data["lacking_leads"]),
            "|".join(data["hints"]),
        )

    @property
    def hidden_pattern(self) -> re.Pattern[str]:
        """A shortcoming admitted in passing, inside another part."""
        return compiled(self.hidden)

    @property
    def hint_pattern(self) -> re.Pattern[str]:
        """What a skeleton tells the writer to write (【请填写:…】): no statement of the report."""
        return compiled(self.hint)

    @property
    def announcing_pattern(self) -> re.Pattern[str]:
        """A sentence that ends the preamble (现将有关情况报告如下)."""
        return compiled(self.announcements)

    @property
    def lacking_pattern(self) -> re.Pattern[str]:
        """A heading or first sentence that states a shortcoming."""
        return compiled(self.lacking)

    @property
    def closing_pattern(self) -> re.Pattern[str]:
        """A sentence that only closes the report."""
        return compiled(self.closers)

    def pattern(self, kind: str, part: str, year: int | None) -> re.Pattern[str] | None:
        """The pattern of ``kind`` for ``part``, with the year after ``year`` filled in."""
        source = getattr(self, kind).get(part)
        if source is None:
            return None
        return compiled(_of_year(source, year))


_FIRST_SENTENCE = re.compile(
    r"(?:^|(?<=[\n;。:]))(?:[一二三四五六七八九十]是|\([一二三四五六七八九十]\)|第[一二三四五六七八九十],|\d\.)[^。;\n]{4,80}"
)


@lru_cache(maxsize=256)
def _of_year(source: str, year: int | None) -> str:
    return source.replace("{next_year}", _year_pattern(year))


def _year_pattern(year: int | None) -> str:
    if year is None:
        return r"20\d\d"
    following = str(year + 1)
    han = "".join("[〇零○]" if digit == "0" else "零一二三四五六七八九"[int(digit)] for digit in following)
    return f"(?:{following}|{han})"


class Section(NamedTuple):
    """A heading (None before the first) with the text up to the next; offsets in the view."""

    heading: int | None
    level: int
    parent: int | None
    part: str
    start: int
    end: int


def heading_part(words: PartWords, heading: str, year: int | None, *, top: bool) -> str | None:
    """The part that a heading's words name; ``mixed`` for shortcomings and next year in one; None if none."""

    def names(part: str) -> bool:
        pattern = words.pattern("headings" if top else "sub_headings", part, year)
        if pattern is None or not pattern.search(heading):
            return False
        refused = words.pattern("not_headings", part, year)
        return refused is None or not refused.search(heading)

    lacking, coming = names(SHORTCOMINGS), names(NEXT_YEAR)
    if lacking and coming:
        return _MIXED
    if lacking or coming:
        return SHORTCOMINGS if lacking else NEXT_YEAR
    if names(FIRST):
        return FIRST
    return MEASURES if names(MEASURES) else None


def sections_of(text: str, headings: Sequence[Heading], words: PartWords, year: int | None, end: int) -> list[Section]:
    """The sections of a report, each with its part (``mixed`` where sentences decide)."""
    sections = [Section(None, 0, None, PREAMBLE, 0, headings[0].start if headings else end)]
    stack: list[int] = []
    for index, heading in enumerate(headings):
        while stack and sections[stack[-1]].level >= heading.level:
            stack.pop()
        parent = stack[-1] if stack else None
        inherited = sections[parent].part if parent is not None else MEASURES
        own = heading_part(words, text[heading.text : heading.end], year, top=parent is None)
        if parent is not None and inherited in (NEXT_YEAR, FIRST):
            own = None
        if parent is not None and inherited == SHORTCOMINGS and own != NEXT_YEAR:
            own = None
        if parent is not None and inherited == _MIXED and own not in (SHORTCOMINGS, NEXT_YEAR):
            own = None
        following = headings[index + 1].start if index + 1 < len(headings) else end
        sections.append(Section(index, heading.level, parent, own or inherited, heading.start, following))
        stack.append(len(sections) - 1)
    return _by_content(text, headings, sections, words)


def _by_content(text: str, headings: Sequence[Heading], sections: list[Section], words: PartWords) -> list[Section]:
    """Where no heading names the shortcomings, the late section that mostly states some plays that part."""
    parts = {section.part for section in sections}
    if SHORTCOMINGS in parts or _MIXED in parts:
        return sections
    tops = [i for i, s in enumerate(sections) if s.heading is not None and s.parent is None and s.part == MEASURES]
    for top in reversed(tops[-2:] if len(tops) > 2 else tops[1:]):
        last = top
        while last + 1 < len(sections) and sections[last + 1].level > sections[top].level:
            last += 1
        body = text[headings[top - 1].end : sections[last].end]
        firsts = [found.group() for found in _FIRST_SENTENCE.finditer(body)]
        lacking = sum(words.lacking_pattern.search(first) is not None for first in firsts)
        if len(firsts) >= 2 and lacking * 2 > len(firsts):
            for index in range(top, last + 1):
                s = sections[index]
                sections[index] = Section(s.heading, s.level, s.parent, SHORTCOMINGS, s.start, s.end)
            break
    return sections


class Parts:
    """Walks the sentences of a report in order and tells the part of each."""

    def __init__(self, words: PartWords, year: int | None, *, headed: bool) -> None:
        self._words = words
        self._headed = headed
        self._lacking = words.pattern("openers", SHORTCOMINGS, year)
        self._coming = words.pattern("openers", NEXT_YEAR, year)
        self._first = words.pattern("openers", FIRST, year)
        self._hidden = words.hidden_pattern
        self._closing = words.closing_pattern
        self._mode = PREAMBLE
        self._section: int | None = None
        self._base = PREAMBLE
        self._paragraphs = 0
        self._mixed = False
        self._sticky: str | None = None
        self._opening = False
        self._announced = False
        self._in_section = 0
        self._come = False

    def enter_paragraph(self, section: int, part: str) -> None:
        """A paragraph begins; ``part`` is its section's."""
        self._paragraphs += 1
        if section != self._section:
            self._section = section
            self._in_section = 0
            self._come = False
            self._base = SHORTCOMINGS if part == _MIXED else part
            self._mixed = part == _MIXED
            self._sticky = None
        if self._base == PREAMBLE and (
            self._announced or self._paragraphs > LONGEST_PREAMBLE or (not self._headed and self._paragraphs == 2)
        ):
            self._base = MEASURES
        self._in_section += 1
        self._mode = self._sticky or self._base
        self._opening = True

    def part_of(self, sentence: str) -> str:
        """The part of the next sentence of the paragraph."""
        opening, self._opening = self._opening, False
        if self._closing.match(sentence):
            return SIGN_OFF
        if self._mode == PREAMBLE and self._words.announcing_pattern.search(sentence):
            self._announced = True
        if self._mode == NEXT_YEAR:
            if self._opens(self._coming, sentence):
                self._come = True
            looks_back = not self._come and self._in_section == 1 and self._opens(self._lacking, sentence)
            return SHORTCOMINGS if looks_back else NEXT_YEAR
        if (self._mixed or self._base == SHORTCOMINGS or opening) and self._opens(self._coming, sentence):
            self._mode = NEXT_YEAR
            if opening or sentence.endswith(":"):  # in the middle it answers this paragraph's shortcoming only
                self._sticky = NEXT_YEAR
            return NEXT_YEAR
        if self._mode != SHORTCOMINGS:
            if self._opens(self._lacking, sentence):
                self._mode = SHORTCOMINGS
                if opening and not self._headed:
                    self._sticky = SHORTCOMINGS
            elif self._hidden.search(sentence):
                return SHORTCOMINGS
        return self._mode

    @staticmethod
    def _opens(pattern: re.Pattern[str] | None, sentence: str) -> bool:
        return pattern is not None and pattern.search(sentence) is not None


def paragraph_start(heading: Heading | None, line: Line) -> int:
    """Where the text of a line begins, behind its run-in heading."""
    return heading.end + 1 if heading and heading.run_in else line.start
