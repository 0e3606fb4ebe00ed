"""A report read: head, headings, sections, and its sentences with the part that each plays."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from fzlint.report.furniture import Furniture, find_furniture
from fzlint.report.head import Head, read_head
from fzlint.report.lines import Line, lines_of
from fzlint.report.parts import HEADING, SHORTCOMINGS, Parts, PartWords, Section, sections_of
from fzlint.report.structure import LONGEST_LEAD, Heading, find_headings, item_marker
from fzlint.report.words import HeadWords
from fzlint.text.places import Place
from fzlint.text.view import View

_END = re.compile(r"[。!?;][”’)》]*")
_ITEM_INSIDE = re.compile(r"(?<=[:,。;])(?=[一二三四五六七八九十]是)")
_HAS_FIGURE = re.compile(r"\d")


class Statement:
    """A sentence or a part of one between semicolons or run-in items. Offsets in the view.

    ``part``: the part it plays; ``section``: index into ``Report.sections``; ``paragraph``: index into
    ``Report.lines``; ``sentence``: number of its full sentence; ``lead``: it only names what its paragraph is about.
    """

    __slots__ = ("end", "lead", "paragraph", "part", "section", "sentence", "start")

    def __init__(
        self, start: int, end: int, part: str, section: int, paragraph: int, sentence: int, lead: bool
    ) -> None:
        self.start = start
        self.end = end
        self.part = part
        self.section = section
        self.paragraph = paragraph
        self.sentence = sentence
        self.lead = lead

    def __repr__(self) -> str:
        return f"Statement({self.start}, {self.end}, {self.part!r}, lead={self.lead})"


@dataclass(frozen=True)
class ReportWords:
    """All words that reading a report needs."""

    head: HeadWords
    parts: PartWords


@dataclass(frozen=True)
class Report:
    """A report: view, head, furniture, headings, sections (the first precedes any heading), statements."""

    view: View
    lines: list[Line]
    furniture: Furniture
    head: Head
    headings: list[Heading]
    sections: list[Section]
    statements: list[Statement]

    def parts(self) -> frozenset[str]:
        """The parts that occur."""
        return frozenset(statement.part for statement in self.statements)

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    @cached_property
    def _headings_shown(self) -> dict[int, str | None]:
        return {}

    def heading_at(self, offset: int) -> str | None:
        """The words of the heading that the view's ``offset`` stands under; None before the first heading."""
        section = max(bisect_right(self._section_starts, offset) - 1, 0)
        if section not in self._headings_shown:
            self._headings_shown[section] = self.heading_text(section)
        return self._headings_shown[section]

    def place(self, start: int, end: int) -> Place:
        """The author's place of the view's characters, with the heading that they stand under."""
        known = self._places.get((start, end))
        if known is None:
            known = self._places[start, end] = self.view.place(start, end, self.heading_at(start))
        return known

    @cached_property
    def _places(self) -> dict[tuple[int, int], Place]:
        return {}

    def heading_text(self, section: int) -> str | None:
        """The words of a section's heading in the author's characters; None before the first heading."""
        index = self.sections[section].heading
        if index is None:
            return None
        heading = self.headings[index]
        return self.view.place(heading.start, heading.end).quote


def read_report(view: View, words: ReportWords) -> Report:
    """Read the structure of the document in ``view``."""
    lines = lines_of(view)
    furniture = find_furniture(view, lines, words.head)
    head = read_head(view, lines, furniture, words.head)
    skip = furniture.lines | head.title_lines | head.sign_off_lines
    if head.addressee_line is not None:
        skip |= {head.addressee_line}
    headings = find_headings(view.text, lines, skip)
    sections = sections_of(view.text, headings, words.parts, head.year, len(view.text))
    statements = _statements(view.text, lines, skip, headings, sections, words.parts, head.year)
    return Report(view, lines, furniture, head, headings, sections, statements)


def _statements(
    text: str,
    lines: list[Line],
    skip: frozenset[int],
    headings: list[Heading],
    sections: list[Section],
    words: PartWords,
    year: int | None,
) -> list[Statement]:
    found: list[Statement] = []
    by_line = {heading.line: position for position, heading in enumerate(headings)}
    hints = [hint.span() for hint in words.hint_pattern.finditer(text)]
    hint_ends = [end for _, end in hints]
    parts = Parts(words, year, headed=any(not h.run_in or h.level == 1 for h in headings))
    section = sentence = 0
    for index, line in enumerate(lines):
        if index in skip:
            continue
        start = line.start
        position = by_line.get(index)
        if position is not None:
            section = position + 1
            heading = headings[position]
            sentence += 1
            part = sections[section].part
            lead = Statement(heading.text, heading.end, part, section, index, sentence, True)
            found.append(lead)
            parts.enter_paragraph(section, part)
            parent = sections[section].parent
            if parent is None or sections[parent].part != part:
                lead.part = HEADING
            elif part == "mixed":
                lead.part = SHORTCOMINGS
            if not heading.run_in:
                continue
            start = heading.end + 1
        else:
            parts.enter_paragraph(section, sections[section].part)
        first = position is None
        for begin, end, closes in _without(hints, hint_ends, _split(text, start, line.end)):
            if first or closes:
                sentence += 1
            lead_like = (first or item_marker(text, begin) > 0) and _is_lead(text, begin, end, line.end)
            first = False
            part = parts.part_of(text[begin:end])
            found.append(Statement(begin, end, part, section, index, sentence, lead_like))
    return found


def _split(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Statements between ``start`` and ``end``: offsets, and whether a new full sentence begins with it."""
    cuts: list[tuple[int, bool]] = []
    for stop in _END.finditer(text, start, end):
        cuts.append((stop.end(), text[stop.start()] != ";"))
    inside = [(cut.start(), False) for cut in _ITEM_INSIDE.finditer(text, start + 1, end)]
    if inside:
        known = {at for at, _ in cuts}
        cuts = sorted(cuts + [cut for cut in inside if cut[0] not in known])
    pieces: list[tuple[int, int, bool]] = []
    begin, new = start, False
    for at, full in cuts:
        if at > begin:
            pieces.append((begin, at, new))
            begin, new = at, full
    if begin < end:
        pieces.append((begin, end, new))
    return pieces


def _without(
    hints: list[tuple[int, int]], ends: list[int], pieces: list[tuple[int, int, bool]]
) -> list[tuple[int, int, bool]]:
    """The pieces without what lies in hints; a rest of a single character (the stop behind a hint) goes too."""
    if not hints:
        return pieces
    found: list[tuple[int, int, bool]] = []
    for begin, end, new in pieces:
        at = bisect_right(ends, begin)
        while at < len(hints) and hints[at][0] < end:
            if hints[at][0] - begin > 1:
                found.append((begin, hints[at][0], new))
            begin = hints[at][1]
            at += 1
        if end - begin > 1:
            found.append((begin, end, new))
    return found


def _is_lead(text: str, start: int, end: int, line_end: int) -> bool:
    """A short first sentence without figure or comma, with text behind it, only names the subject."""
    if end - start > LONGEST_LEAD or line_end - end < 12 or text[end - 1] not in "。":
        return False
    return not _HAS_FIGURE.search(text, start, end) and text.find(",", start, end) < 0
