"""Cuts the shortcomings of a report one from the other, and next year's arrangements likewise.

A shortcoming is a numbered heading with its body, a run-in item (一是, 第一,), a paragraph, or a part of a sentence;
openers (“in spite of all results…”), causes and vague sentences are none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fzlint.report.parts import NEXT_YEAR, SHORTCOMINGS
from fzlint.report.report import Report, Statement

_CN = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"[(（]?(?P<is>[{_CN}]{{1,2}})是(?!否)|第(?P<ord>[{_CN}]{{1,2}})(?:[,、:]|是|个方面)"
    rf"|其(?P<its>[{_CN}]{{1,2}})(?:[,:]|是)|(?P<kind>[{_CN}])(?:样|则|要|来)[,:]"
    rf"|\((?P<bracket>[{_CN}]{{1,3}}|\d{{1,2}})\)[、.]?|(?P<digit>\d{{1,2}})(?:[.、](?!\d)|\))|(?P<circled>[①-⑩])|[●○■◆▶►▪•]"
)
_INSIDE = re.compile(
    rf"(?<=[,:。;])(?:[{_CN}]{{1,2}}是(?!否)|第[{_CN}][,、]|其[{_CN}][,:]|\((?:[{_CN}]|\d{{1,2}})\)|[①-⑩])"
)
_FIRST_NUMBERS = ("一", "1", "①")
_CLAUSE = re.compile(r"[,:;。!?]")
LONGEST_TITLE = 40  # characters of a shortcoming that count as what it is about
LONGEST_PAIR = 48  # characters of a sentence that states two shortcomings alike
MOST_SHORTCOMINGS = 60  # a report that states more is hostile or no report
MOST_ARRANGEMENTS = 150


@dataclass(slots=True)
class Shortcoming:
    """A stated shortcoming. Offsets in the view: ``start``, ``end`` before its cause, ``title`` end of its first words.

    ``causes``: places of its causes; ``section`` and ``paragraph`` where it stands; ``hidden``: admitted elsewhere
    than in the part on shortcomings; ``headed``: it has a heading of its own.
    """

    start: int
    end: int
    title: int
    section: int
    paragraph: int
    hidden: bool = False
    headed: bool = False
    causes: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Arrangement:
    """An arrangement for next year: its whole place, and its statements (offsets in the view); ``slogan``: one of many calls."""

    start: int
    end: int
    section: int
    paragraph: int
    pieces: list[tuple[int, int]] = field(default_factory=list)
    slogan: bool = False


class Phrases:
    """The phrases of the section ``answering`` as patterns."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        def any_of(key: str) -> re.Pattern[str]:
            return re.compile("|".join(data[key]) or r"(?!)")

        self.opener = any_of("openers")
        self.container = any_of("containers")
        self.causes_heading = any_of("cause_headings")
        self.cause = any_of("causes")
        self.cause_inside = any_of("causes_inside")
        self.cause_lead = any_of("causes_leading")
        self.parallel = any_of("parallel_ends")
        self.planned = any_of("planned")
        self.slogan = any_of("slogans")
        self.also = any_of("also")
        self.lacks = any_of("lacks")
        self.vague_plan = any_of("vague_plans")


def marker_at(text: str, at: int) -> re.Match[str] | None:
    """The marker of an item (一是, 第一, (1)) that stands at ``at``."""
    return _MARKER.match(text, at)


def _number(marker: re.Match[str]) -> str:
    return marker.group(marker.lastgroup) if marker.lastgroup else ""


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The statement cut before items that follow a comma or colon inside it."""
    begin = start
    for cut in _INSIDE.finditer(text, start + 1, end):
        yield begin, cut.start()
        begin = cut.start()
    yield begin, end


def title_end(text: str, start: int, end: int, phrases: Phrases) -> int:
    """Where the first words of an item end: its first clause, with the second when the first is short or a cause."""
    marker = marker_at(text, start)
    at = marker.end() if marker else start
    lead = phrases.cause_lead.match(text, at, end)
    at = lead.end() if lead else at
    limit = min(end, at + LONGEST_TITLE)
    for stop in _CLAUSE.finditer(text, at, limit):
        if stop.start() - at >= 6:
            return stop.start()
    return limit


class ShortcomingCutter:
    """Walks the statements on shortcomings and gathers them into items."""

    def __init__(self, report: Report, phrases: Phrases, fields: Callable[[int, int], frozenset[int]]) -> None:
        self._report = report
        self._text = report.view.text
        self._phrases = phrases
        self._fields = fields  # the fields of work of which a place speaks
        self._parents = {section.parent for section in report.sections}
        self._by_line = {heading.line: index + 1 for index, heading in enumerate(report.headings)}
        self._found: list[Shortcoming] = []
        self._open: Shortcoming | None = None
        self._cause = ""  # "", "sentence" (a list of causes until the full stop) or "item" (until the item ends)
        self._outer: str | None = None  # marker of the open item, by which a list of causes inside is told
        self._causes_until: int | None = None  # level of a heading under which only causes stand
        self._headed = False  # the open item was opened by a heading
        self._led = False  # the open item's first sentence names it, the rest tells more

    def cut(self) -> list[Shortcoming]:
        """The shortcomings in order."""
        paragraph = -1
        previous = -1
        for index, statement in enumerate(self._report.statements):
            if statement.part != SHORTCOMINGS:
                if statement.part == NEXT_YEAR or self._open is None or not self._open.hidden:
                    self._close()
                continue
            hidden = self._report.sections[statement.section].part not in (SHORTCOMINGS, "mixed") and (
                self._in_body(statement)
            )
            if hidden and previous != index - 1:
                self._close()
            previous = index
            if statement.paragraph != paragraph:
                paragraph = statement.paragraph
                self._enter(statement)
                if self._heading(statement):
                    continue
            if self._causes_until is not None or self._phrases.planned.match(
                self._text, statement.start, statement.end
            ):
                continue
            for start, end in _pieces(self._text, statement.start, statement.end):
                self._piece(statement, start, end, hidden)
            if len(self._found) >= MOST_SHORTCOMINGS:
                break
        self._close()
        return [item for item in self._found if item.end - item.start >= 5]

    def _in_body(self, statement: Statement) -> bool:
        """Whether the statement stands under a heading, so that its part was told by a sentence alone."""
        return self._report.sections[statement.section].heading is not None

    def _close(self) -> None:
        if self._open is not None:
            self._open.title = min(self._open.title, self._open.end)
        self._open = None
        self._cause = ""
        self._outer = None
        self._headed = False
        self._led = False

    def _enter(self, statement: Statement) -> None:
        """A paragraph begins."""
        if self._cause == "sentence" or (self._open and not self._headed and self._outer is None):
            self._close()
        self._cause = "item" if self._cause and self._open else ""

    def _heading(self, statement: Statement) -> bool:
        """Whether the statement is a heading that needs no more reading; opens an item where it names one."""
        section = self._by_line.get(statement.paragraph)
        if section is None or statement.start != self._report.headings[section - 1].text:
            return False
        heading = self._report.headings[section - 1]
        self._close()
        if self._causes_until is not None:
            if heading.level > self._causes_until:
                return True
            self._causes_until = None
        words = self._text[heading.text : heading.end]
        if self._phrases.causes_heading.search(words):
            self._causes_until = heading.level
            return True
        parent = self._report.sections[section].parent
        top = parent is None or self._report.sections[parent].part not in (SHORTCOMINGS, "mixed")
        named = not top or (heading.style == "plain" and self._phrases.lacks.search(words) is not None)
        if section in self._parents or not named or self._phrases.container.search(words):
            return True
        if self._phrases.cause.match(words):
            return True
        if not self._fields(heading.text, heading.end) and self._has_items(section):
            return True  # a heading without a subject over a list of items
        self._start(statement, heading.start, heading.end, hidden=False)
        self._headed = True
        if self._open is not None:
            self._open.headed = True
        return True

    def _has_items(self, section: int) -> bool:
        here = self._report.sections[section]
        found = _INSIDE.search(self._text, here.start, here.end) or re.search(
            rf"\n[{_CN}]是", self._text[here.start : here.end]
        )
        if not found:
            return False
        cause = self._phrases.cause_inside.search(self._text, here.start, here.end)
        return cause is None or cause.start() > here.start + (
            found.start() - (0 if found.re is not _INSIDE else here.start)
        )

    def _start(self, statement: Statement, start: int, end: int, *, hidden: bool) -> None:
        self._close()
        self._open = Shortcoming(
            start, end, title_end(self._text, start, end, self._phrases), statement.section, statement.paragraph, hidden
        )
        self._found.append(self._open)

    def _piece(self, statement: Statement, start: int, end: int, hidden: bool) -> None:
        text, phrases = self._text, self._phrases
        marker = marker_at(text, start)
        if marker and self._nested(marker, text[start - 1 : start]):
            marker = None
        at = marker.end() if marker else start
        if marker is None and self._cause == "sentence":
            self._add_cause(start, end)
            if text[end - 1] in "。!?":
                self._cause = "item"
            return
        if phrases.cause.match(text, at, end) and (marker is None or self._open is not None):
            self._add_cause(start, end)
            self._cause = "item" if text[end - 1] in "。!?" and not _INSIDE.search(text, start, end) else "sentence"
            return
        if (
            marker is None
            and phrases.opener.search(text, start, end)
            and (self._open is None or text[end - 1] in ":" or phrases.opener.match(text, start, end))
        ):
            if not self._headed:
                self._close()
            inside = self._listed(start, end)
            if inside is not None:
                for begin, stop in inside:
                    self._begin(statement, begin, stop, hidden, None)
            return
        if marker is None and self._open is not None:
            also = phrases.also.match(text, start, end)
            if self._headed or self._outer is not None:
                if also is None or self._headed or self._cause == "":
                    self._extend(start, end)
                    return
            elif not self._is_new(start, end, also is not None):
                self._extend(start, end)
                return
        self._begin(statement, start, end, hidden, marker)
        second = self._parallel(start, end)
        if second is not None and not self._cause:
            outer = self._outer
            self._open_end(second)
            self._begin(statement, second, end, hidden, None)
            self._outer = outer

    def _open_end(self, at: int) -> None:
        assert self._open is not None
        self._open.end = at
        self._open.title = min(self._open.title, at)

    def _parallel(self, start: int, end: int) -> int | None:
        """Where the second of two shortcomings begins that one sentence states alike (A还不够强,B还不到位。)."""
        if end - start > LONGEST_PAIR or self._text.count(",", start, end) != 1:
            return None
        comma = self._text.index(",", start, end)
        ends = self._phrases.parallel
        if not ends.search(self._text, start, comma) or not ends.search(self._text, comma + 1, end - 1):
            return None
        one, other = self._fields(start, comma), self._fields(comma + 1, end)
        return comma + 1 if one and other and not one & other else None

    def _listed(self, start: int, end: int) -> list[tuple[int, int]] | None:
        """The shortcomings that an opener itself lists (主要表现为A、B、C); None when it lists none."""
        text = self._text
        listing = re.compile(r"(?:表现为|表现在|体现在|体现为|主要是|主要有|如|比如|,)").search(text, start, end)
        found: list[tuple[int, int]] = []
        if listing is None:
            return None
        begin = start
        for piece in re.finditer(r"[^,;、。:]+", text[start:end]):
            begin, stop = start + piece.start(), start + piece.end()
            if (
                self._phrases.lacks.search(text, begin, stop)
                and not self._phrases.opener.search(text, begin, stop)
                and self._fields(begin, stop)
            ):
                if found and text[found[-1][1]] == "," and not (self._fields(begin, stop) - self._fields(*found[-1])):
                    found[-1] = (found[-1][0], stop)
                else:
                    found.append((begin, stop))
        return found or None

    def _is_new(self, start: int, end: int, also: bool) -> bool:
        """Whether a further sentence of a paragraph without markers is a shortcoming of its own."""
        assert self._open is not None
        if not self._phrases.lacks.search(self._text, start, end):
            return False
        if also:
            return True
        if self._cause:
            return False
        if self._text[start - 1] == ";":
            return True
        if self._led:
            return False
        fields, others = self._fields(start, end), self._fields(self._open.start, self._open.end)
        return bool(fields) and bool(others) and not fields & others

    def _begin(self, statement: Statement, start: int, end: int, hidden: bool, marker: re.Match[str] | None) -> None:
        self._start(statement, start, start, hidden=hidden)
        self._outer = _number(marker) if marker else None
        self._led = statement.lead
        assert self._open is not None
        self._open.end = start
        self._extend(start, end)
        self._open.title = title_end(self._text, start, self._open.end, self._phrases)

    def _extend(self, start: int, end: int) -> None:
        """The open item goes on to ``end``, or to where a cause begins."""
        assert self._open is not None
        cause = None if self._cause else self._phrases.cause_inside.search(self._text, start, end)
        if self._cause:
            self._open.causes.append((start, end))
        elif cause is not None and cause.start() > start:
            self._open.end = cause.start()
            self._open.causes.append((cause.start(), end))
            self._cause = "item" if self._text[end - 1] in "。!?" else "sentence"
        else:
            self._open.end = end

    def _add_cause(self, start: int, end: int) -> None:
        if self._open is not None:
            self._open.causes.append((start, end))

    def _nested(self, marker: re.Match[str], before: str) -> bool:
        """Whether the marker belongs to a list of causes inside the open item."""
        if self._open is None or not self._cause:
            return False
        if self._headed:
            return marker.lastgroup not in ("bracket", "digit")
        number = _number(marker)
        if self._cause == "sentence" and (before != "。" or number in _FIRST_NUMBERS):
            return True
        return number in _FIRST_NUMBERS and self._outer is not None
