"""How an author lays a report out: numbers and marks of headings, indents, empty lines; and new text laid out so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from lsprotocol.types import TextEdit

from fzlint.lsp.authored import Authored
from fzlint.report.parts import SIGN_OFF
from fzlint.report.report import Report
from fzlint.report.structure import Heading
from fzlint.skeleton.building import numeral
from fzlint.text.script import simplified

_INDENT = re.compile("[ \t\u3000]*")
_MARKS_BEHIND = re.compile(r"[*_]{0,3}[ \t]*#*[ \t]*")
_HASHES = re.compile(r"^[ ]{0,3}#+")
_HAN = re.compile("[〇零一二三四五六七八九十]+")
_DIGITS = re.compile("[0-9]+|[０-９]+")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_MOST_HAN = 19  # what ``numeral`` writes
_LOOKED_AT = 50  # paragraphs that tell the indent
_SHARE = 0.1  # of a Traditional text's characters that have another form


class NewHeading(NamedTuple):
    """A heading as its line is written, and its words with its number."""

    line: str
    words: str


class Layout:
    """The layout of a report. Numbers of lines are indices into ``report.lines``."""

    def __init__(self, authored: Authored, report: Report) -> None:
        self._authored = authored
        self._report = report
        self._view = report.view

    # -- where

    def last_line(self, end: int) -> int:
        """The last line of what ends at the view's offset ``end``, before the sign-off and what closes the report."""
        report = self._report
        signed = [index for index in report.head.sign_off_lines if index > self._body_from]
        line = min([len(report.lines), *signed]) - 1
        while line > 0 and (report.lines[line].start >= end or line in self._closing):
            line -= 1
        return line

    @cached_property
    def _body_from(self) -> int:
        """A line that a sign-off at the end stands behind; body and date may stand under the title instead."""
        return max((heading.line for heading in self._report.headings), default=len(self._report.lines) // 2)

    @cached_property
    def _closing(self) -> frozenset[int]:
        """Lines that are no part of the text: furniture, and sentences such as 特此报告。"""
        parts: dict[int, set[str]] = {}
        for statement in self._report.statements:
            parts.setdefault(statement.paragraph, set()).add(statement.part)
        closing = {line for line, played in parts.items() if played == {SIGN_OFF}}
        return frozenset(closing | self._report.furniture.lines | self._report.head.sign_off_lines)

    def insert(self, lines: Sequence[str], line: int, *, is_section: bool) -> TextEdit:
        """New lines behind the report's line ``line``, -1 for the beginning of the document."""
        end = self._authored.end
        gap = end * 2 if self._is_airy or (is_section and self._parts_sections) else end
        text = (end * 2 if self._is_airy else end).join(self._in_script(new) for new in lines)
        if line < 0:
            return TextEdit(self._authored.lines.range(0, 0, 0, 0), text + gap)
        number = self._number(line)
        behind = len(self._authored.lines.line(number))
        return TextEdit(self._authored.lines.range(number, behind, number, behind), gap + text)

    def _number(self, line: int) -> int:
        """The author's line (from 0) of the report's."""
        return self._view.line_of(self._report.lines[line].start) - 1

    # -- how

    def words(self, heading: Heading) -> str:
        """A heading in the author's characters."""
        return self._view.place(heading.start, heading.end).quote

    def paragraph(self, text: str) -> str:
        """A paragraph with the indent of the others."""
        return self._indent + text

    def sub_heading(self, text: str, above: str) -> str:
        """A heading of the second level, ``above`` being the line of the one above it."""
        hashes = _HASHES.match(above)
        return f"{hashes[0]}# {text}" if hashes else self._indent + text

    def heading(
        self, words: str, before: Sequence[Heading], behind: Sequence[Heading]
    ) -> tuple[NewHeading, list[TextEdit]]:
        """A heading of the first level between others, and the edits that put up the numbers of those behind it."""
        model = _model(before, behind)
        if model is None:
            mark = "## " if self._authored.markdown else self._indent
            return NewHeading(mark + words, words), []
        number = (model.number or 0) + 1 if model in before else model.number or 1
        marker = self._marker(model)
        new = renumbered(marker, number) if model.number is not None else marker
        shifts = self._shifts([heading for heading in behind if heading.style == model.style], number) if new else []
        words = (new or "") + words
        start, end = self._around(model)
        return NewHeading(start + words + end, words.strip()), shifts

    def _marker(self, heading: Heading) -> str:
        """A heading's marker in the author's characters, with the blanks behind it."""
        view = self._view
        return view.raw[view.raw_offset(heading.start) : view.raw_offset(heading.text)]

    def _around(self, heading: Heading) -> tuple[str, str]:
        """What stands before a heading in its line, and the marks behind it."""
        line, start, _, end = self._authored.span(self._view.place(heading.start, heading.end))
        text = self._authored.lines.line(line)
        return text[:start], text[end:] if _MARKS_BEHIND.fullmatch(text[end:]) else ""

    def _shifts(self, behind: Sequence[Heading], number: int) -> list[TextEdit]:
        """The edits that put up by one the numbers that run on from ``number``."""
        edits = []
        for heading in behind:
            place = self._view.place(heading.start, heading.text)
            new = renumbered(place.quote, number + 1)
            if heading.number != number or new is None:
                break
            edits.append(TextEdit(self._authored.range(place), new))
            number += 1
        return edits

    @cached_property
    def _indent(self) -> str:
        """The blanks before most paragraphs."""
        titles = {heading.line for heading in self._report.headings}
        lines = dict.fromkeys(s.paragraph for s in self._report.statements if s.paragraph not in titles)
        found = Counter(self._blanks(line) for line in list(lines)[:_LOOKED_AT])
        return found.most_common(1)[0][0] if found else ""

    def _blanks(self, line: int) -> str:
        found = _INDENT.match(self._authored.lines.line(self._number(line)))
        return found[0] if found else ""

    @cached_property
    def _is_airy(self) -> bool:
        """Whether empty lines part most paragraphs, those before a heading of the first level apart."""
        tops = {heading.line for heading in self._report.headings if heading.level == 1}
        lines = sorted({statement.paragraph for statement in self._report.statements})
        followers = [line for before, line in pairwise(lines) if line == before + 1 and line not in tops]
        return self._is_apart(followers) or (self._authored.markdown and not followers)

    @cached_property
    def _parts_sections(self) -> bool:
        """Whether an empty line stands before most headings of the first level."""
        lines = [heading.line for heading in self._report.headings if heading.level == 1 and heading.line > 0]
        return self._is_apart(lines)

    def _is_apart(self, lines: Sequence[int]) -> bool:
        """Whether an empty line stands before most of these lines."""
        apart = sum(self._number(line) - self._number(line - 1) > 1 for line in lines)
        return 2 * apart > len(lines)

    def _in_script(self, text: str) -> str:
        """Text of the skeleton in the report's script."""
        if not self._is_traditional:
            return text
        from opencc import OpenCC

        return str(OpenCC("s2t").convert(text))

    @cached_property
    def _is_traditional(self) -> bool:
        if not self._view.traditional:
            return False
        raw = self._view.raw
        other = sum(one != two for one, two in zip(raw, simplified(raw), strict=True))
        return other > _SHARE * len(raw)


def _model(before: Sequence[Heading], behind: Sequence[Heading]) -> Heading | None:
    """The heading that a new one between these is written like: the nearest of the most frequent numbered style."""
    numbered = Counter(heading.style for heading in (*before, *behind) if heading.number is not None)
    style = numbered.most_common(1)[0][0] if numbered else None
    wanted = [*reversed(before), *behind]
    return next((heading for heading in wanted if style is None or heading.style == style), None)


def renumbered(marker: str, number: int) -> str | None:
    """A heading's marker (三、 第三部分 3. （3）) with another number, written the same way; None if it has none."""
    found = _HAN.search(marker)
    if found is not None:
        new = numeral(number) if 0 < number <= _MOST_HAN else None
    else:
        found = _DIGITS.search(marker)
        if found is None:
            return None
        new = str(number) if found[0].isascii() else str(number).translate(_WIDE)
    return None if new is None else marker[: found.start()] + new + marker[found.end() :]
