"""Cuts next year's arrangements one from the other: headings with their bodies, run-in items, else sentences."""

from __future__ import annotations

import re

from fzlint.checks.answering.pieces import MOST_ARRANGEMENTS, Arrangement, Phrases, marker_at, split_items
from fzlint.report.parts import NEXT_YEAR, SHORTCOMINGS
from fzlint.report.report import Report, Statement

_MIXED = "mixed"
_CALL = re.compile(r"[^,;。]{4,}")
_LIST_MARKERS = ("bracket", "digit")


class _PlanCutter:
    """Walks the statements on next year and gathers them into arrangements."""

    def __init__(self, report: Report, phrases: Phrases) -> None:
        self._report = report
        self._text = report.view.text
        self._phrases = phrases
        self._by_line = {heading.line: index + 1 for index, heading in enumerate(report.headings)}
        self.found: list[Arrangement] = []
        self._open: Arrangement | None = None
        self._headed = False  # the open arrangement was opened by a heading

    def read(self, statement: Statement, *, first: bool) -> None:
        """A statement on next year; ``first`` of its paragraph."""
        if first and self._heading(statement):
            return
        if first and not self._headed and not (self._open and marker_at(self._text, self._open.start)):
            self._open = None
        for start, end in split_items(self._text, statement.start, statement.end):
            self._piece(statement, start, end)

    def planned(self, statement: Statement) -> None:
        """A statement among the shortcomings that says what will be done."""
        self._open = None
        if self._phrases.planned.match(self._text, statement.start, statement.end):
            self.found.append(_single(statement, statement.start, statement.end))

    def close(self) -> None:
        """Another part begins."""
        self._open = None

    def _heading(self, statement: Statement) -> bool:
        index = self._by_line.get(statement.paragraph)
        if index is None or statement.start != self._report.headings[index - 1].text:
            return False
        heading, parent = self._report.headings[index - 1], self._report.sections[index].parent
        self._open = None
        self._headed = parent is not None and self._report.sections[parent].part in (NEXT_YEAR, _MIXED)
        if self._headed:
            pieces = [(heading.text, heading.end)]
            self._open = Arrangement(heading.start, heading.end, index, statement.paragraph, pieces)
            self.found.append(self._open)
        return True

    def _piece(self, statement: Statement, start: int, end: int) -> None:
        text, phrases = self._text, self._phrases
        marker = marker_at(text, start)
        if marker and start == statement.start and marker.lastgroup in _LIST_MARKERS:
            self._headed = False  # the next item of a list whose short first item looked like a heading
        if self._open is not None and (marker is None or self._headed):
            self._open.add(start, end)
            return
        if marker is None and (text[end - 1] == ":" or phrases.vague_plans.match(text, start, end)):
            return
        if marker is None and phrases.slogans.search(text, start, end):
            calls = (_single(statement, *call.span(), slogan=True) for call in _CALL.finditer(text, start, end))
            for call, _ in zip(calls, range(MOST_ARRANGEMENTS), strict=False):
                self.found.append(call)
            return
        arrangement = _single(statement, start, end)
        self.found.append(arrangement)
        self._open = arrangement if marker is not None else None


def cut_arrangements(report: Report, phrases: Phrases) -> list[Arrangement]:
    """The arrangements of ``report`` in order."""
    cutter = _PlanCutter(report, phrases)
    paragraph = -1
    for statement in report.statements:
        if statement.part == NEXT_YEAR:
            cutter.read(statement, first=statement.paragraph != paragraph)
        elif statement.part == SHORTCOMINGS:
            cutter.planned(statement)
        else:
            cutter.close()
        paragraph = statement.paragraph
        if len(cutter.found) >= MOST_ARRANGEMENTS:
            break
    return cutter.found[:MOST_ARRANGEMENTS]


def _single(statement: Statement, start: int, end: int, *, slogan: bool = False) -> Arrangement:
    return Arrangement(start, end, statement.section, statement.paragraph, [(start, end)], slogan)
