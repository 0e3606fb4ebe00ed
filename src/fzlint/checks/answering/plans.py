"""Cuts next year's arrangements one from the other."""

from __future__ import annotations

import re

from fzlint.checks.answering.segments import MOST_ARRANGEMENTS, Arrangement, Phrases, _pieces, marker_at
from fzlint.report.parts import NEXT_YEAR, SHORTCOMINGS
from fzlint.report.report import Report, Statement

_CLAUSE = re.compile(r"[^,;。]{4,}")


def cut_arrangements(report: Report, phrases: Phrases) -> list[Arrangement]:
    """The arrangements in order: headings with their bodies, run-in items, else single sentences."""
    text = report.view.text
    by_line = {heading.line: index + 1 for index, heading in enumerate(report.headings)}
    found: list[Arrangement] = []
    open_: Arrangement | None = None
    headed = False
    paragraph = -1
    for statement in report.statements:
        if statement.part == SHORTCOMINGS and phrases.planned.match(text, statement.start, statement.end):
            found.append(_single(statement, statement.start, statement.end))
            open_ = None
            continue
        if statement.part != NEXT_YEAR:
            open_ = None
            continue
        new_paragraph = statement.paragraph != paragraph
        paragraph = statement.paragraph
        section = by_line.get(paragraph)
        if new_paragraph and section is not None and statement.start == report.headings[section - 1].text:
            heading = report.headings[section - 1]
            parent = report.sections[section].parent
            open_ = None
            headed = False
            if parent is not None and report.sections[parent].part in (NEXT_YEAR, "mixed"):
                open_ = Arrangement(heading.start, heading.end, section, paragraph, [(heading.text, heading.end)])
                found.append(open_)
                headed = True
            continue
        if new_paragraph and not headed and not (open_ and marker_at(text, open_.start)):
            open_ = None
        for start, end in _pieces(text, statement.start, statement.end):
            marker = marker_at(text, start)
            if headed and marker is not None and start == statement.start and marker.lastgroup in ("bracket", "digit"):
                headed = False  # the next item of the list that a short first item began as if it were a heading
            if open_ is not None and (marker is None or headed):
                open_.pieces.append((start, end))
                open_.end = end
                continue
            if marker is None and (text[end - 1] in ":" or phrases.vague_plan.match(text, start, end)):
                continue
            if len(found) >= MOST_ARRANGEMENTS:
                return found
            if marker is None and phrases.slogan.search(text, start, end):
                found += [
                    _single(statement, *clause.span(), slogan=True) for clause in _CLAUSE.finditer(text, start, end)
                ]
                continue
            arrangement = _single(statement, start, end)
            found.append(arrangement)
            open_ = arrangement if marker is not None else None
    return found


def _single(statement: Statement, start: int, end: int, *, slogan: bool = False) -> Arrangement:
    return Arrangement(start, end, statement.section, statement.paragraph, [(start, end)], slogan)
