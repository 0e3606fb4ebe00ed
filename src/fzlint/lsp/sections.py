"""The skeleton of a content that a report lacks, and where it belongs: what ``fzlint new`` would have written there.

A part that the report does not have becomes a section, numbered and indented as its neighbours are; one that it has
but that lacks a content gets the hint of what to write at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lsprotocol.types import TextEdit

from fzlint.checklist.model import LEVELS
from fzlint.lsp.analysis import Analysis
from fzlint.lsp.layout import Layout
from fzlint.report.parts import NEXT_YEAR, SHORTCOMINGS, PartWords, Section, heading_part
from fzlint.report.report import Report
from fzlint.report.structure import Heading
from fzlint.skeleton.building import Block, Kind, Request, build
from fzlint.text.view import View

_MIXED = "mixed"  # the part of a section on shortcomings and next year's arrangements
_BEFORE_OUTLINES = 2004  # a year of which no outline asks anything


class Insertion(NamedTuple):
    """Edits that put a skeleton in. ``heading``: of the section, new or there already (``is_new``)."""

    heading: str
    is_new: bool
    edits: list[TextEdit]


def insertion_for(code: str, analysis: Analysis) -> Insertion | None:
    """What to insert for a missing content; None when the skeleton knows no section for it, or its hint is there."""
    report = analysis.report
    sections = analysis.linter.checklist.section("skeleton")["sections"]
    number = next((at for at, section in enumerate(sections) if code in section["items"]), None)
    if number is None or report is None or not report.lines:
        return None
    return _Inserting(analysis, report).of(code, number)


class _Inserting:
    def __init__(self, analysis: Analysis, report: Report) -> None:
        self._checklist = analysis.linter.checklist
        self._report = report
        self._layout = Layout(analysis.authored, report)
        self._sections = self._checklist.section("skeleton")["sections"]
        self._words = PartWords.from_mapping(self._checklist.section("parts"))
        year = report.head.year
        self._parts = [heading_part(self._words, section["heading"], year, top=True) for section in self._sections]
        self._tops = [section for section in report.sections if section.parent is None and section.heading is not None]

    def of(self, code: str, number: int) -> Insertion | None:
        """What to insert for a content of the skeleton's section ``number``."""
        there = self._existing(self._parts[number])
        return self._hint(code, number, there) if there else self._section(number)

    def _existing(self, part: str | None) -> list[Section]:
        """The first sections in a row that play a part."""
        wanted = (part, _MIXED) if part in (SHORTCOMINGS, NEXT_YEAR) else (part,)
        found: list[Section] = []
        for section in self._report.sections:
            if section.heading is not None and section.part in wanted:
                found.append(section)
            elif found:
                break
        return found

    def _hint(self, code: str, number: int, there: Sequence[Section]) -> Insertion | None:
        """The hint for one content at the end of its part."""
        block = self._blocks(number, outline=False)[1 + self._sections[number]["items"].index(code)]
        told = self._report.view.text[there[0].start : there[-1].end]
        hints = self._words.hint_pattern.findall(told)
        if View(block.text).text in hints or (hints and self._sections[number].get("outline")):
            return None
        line = self._layout.last_line(there[-1].end)
        text = self._layout.paragraph(block.text)
        heading = self._report.headings[there[0].heading or 0]
        return Insertion(self._layout.words(heading), False, [self._layout.insert([text], line, is_section=False)])

    def _section(self, number: int) -> Insertion:
        """A section of its own, before the first that comes after it in the skeleton; those behind are renumbered."""
        follower = next((top for top in self._tops if self._rank(top.part) > number), None)
        if follower is None:
            line = self._layout.last_line(len(self._report.view.text))
        else:
            line = self._heading(follower).line - 1
        before = [self._heading(top) for top in self._tops if follower is None or top.start < follower.start]
        behind = [self._heading(top) for top in self._tops if follower is not None and top.start >= follower.start]
        heading, shifts = self._layout.heading(self._sections[number]["heading"], before, behind)
        _, *rest = self._blocks(number, outline=True)
        lines = [heading.line, *(self._line(block, heading.line) for block in rest)]
        edits = [self._layout.insert(lines, line, is_section=True), *shifts]
        return Insertion(heading.words, True, edits)

    def _line(self, block: Block, heading: str) -> str:
        if block.kind is Kind.HEADING_2:
            return self._layout.sub_heading(block.text, heading)
        return self._layout.paragraph(block.text)

    def _heading(self, section: Section) -> Heading:
        return self._report.headings[section.heading or 0]

    def _rank(self, part: str) -> int:
        part = SHORTCOMINGS if part == _MIXED else part
        return self._parts.index(part) if part in self._parts else -1

    def _blocks(self, number: int, *, outline: bool) -> list[Block]:
        """The skeleton's blocks of one section, its heading first."""
        head = self._report.head
        if outline and head.body_level is not None and head.year is not None:
            request = Request(head.body or "", head.body_level, head.year)
        else:
            request = Request("", LEVELS[0], _BEFORE_OUTLINES)
        return list(_nth_section(build(self._checklist, request).blocks, number))


def _nth_section(blocks: Sequence[Block], number: int) -> Iterator[Block]:
    at = -1
    for block in blocks:
        at += block.kind is Kind.HEADING_1
        if block.kind is Kind.BODY:
            return
        if at == number:
            yield block
