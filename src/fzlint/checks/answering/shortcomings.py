"""Cuts the shortcomings of a report one from the other.

A shortcoming is a numbered heading with its body, a run-in item (一是, 第一,), a paragraph, or a part of a sentence;
openers (“in spite of all results…”), causes and vague sentences are none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fzlint.checks.answering.pieces import (
    LONGEST_READ,
    MOST_SHORTCOMINGS,
    Phrases,
    Shortcoming,
    first_item,
    marker_at,
    number_of,
    split_items,
    title_end,
)
from fzlint.report.parts import HEADING, NEXT_YEAR, SHORTCOMINGS
from fzlint.report.report import Report, Statement

_MIXED = "mixed"
_FIRST_NUMBERS = ("一", "1", "①")
_FOLLOWING = dict(zip("一二三四五六七八九", "二三四五六七八九十", strict=True))
_PIECE = re.compile(r"[^,;、。:]+")
_LONGEST_OPENER = 30  # characters of a sentence that only announces a list
_SHORTEST = 5  # characters of a shortcoming
_LONGEST_PAIR = 48  # characters of a sentence that states two shortcomings alike
_NONE, _SENTENCE, _ITEM = "", "sentence", "item"  # how far a cause that was begun reaches


class ShortcomingCutter:
    """Walks the statements on shortcomings and gathers them into items.

    ``subjects_of(start, end)``: of which subjects a shortcoming at this place speaks.
    """

    def __init__(self, report: Report, phrases: Phrases, subjects_of: Callable[[int, int], frozenset[int]]) -> None:
        self._report = report
        self._text = report.view.text
        self._phrases = phrases
        self._subjects_of = subjects_of
        self._parents = {section.parent for section in report.sections}
        self._by_line = {heading.line: index + 1 for index, heading in enumerate(report.headings)}
        self._found: list[Shortcoming] = []
        self._causes_under: int | None = None  # level of a heading under which only causes stand
        self._close()

    def _close(self) -> None:
        self._open: Shortcoming | None = None
        self._cause = _NONE
        self._number: str | None = None  # of the open item's marker, by which a list of causes inside it is told
        self._led = False  # the open item's first sentence names it, the rest tells more

    def cut(self) -> list[Shortcoming]:
        """The shortcomings in order."""
        paragraph = previous = -1
        for index, statement in enumerate(self._report.statements):
            if statement.part == HEADING and self._report.sections[statement.section].part in (SHORTCOMINGS, _MIXED):
                paragraph, previous = statement.paragraph, index
                self._enter_paragraph()
                self._heading(statement)
                continue
            if statement.part != SHORTCOMINGS:
                if statement.part == NEXT_YEAR or self._open is None or not self._open.hidden:
                    self._close()
                continue
            section = self._report.sections[statement.section]
            hidden = section.part not in (SHORTCOMINGS, _MIXED) and section.heading is not None
            if hidden and previous != index - 1:
                self._close()
            previous = index
            if statement.paragraph != paragraph:
                paragraph = statement.paragraph
                self._enter_paragraph()
                if self._heading(statement):
                    continue
            if self._causes_under is None and not self._phrases.planned.match(
                self._text, statement.start, statement.end
            ):
                for start, end in split_items(self._text, statement.start, statement.end):
                    self._piece(statement, start, end, hidden)
            if len(self._found) >= MOST_SHORTCOMINGS:
                break
        return [item for item in self._found[:MOST_SHORTCOMINGS] if item.end - item.start >= _SHORTEST]

    def _enter_paragraph(self) -> None:
        if self._cause == _SENTENCE or (self._open and not self._open.headed and self._number is None):
            self._close()
        self._cause = _ITEM if self._cause and self._open else _NONE

    def _heading(self, statement: Statement) -> bool:
        """Whether the statement is a heading, read herewith; opens an item where the heading names one."""
        index = self._by_line.get(statement.paragraph)
        if index is None or statement.start != self._report.headings[index - 1].text:
            return False
        heading, section = self._report.headings[index - 1], self._report.sections[index]
        self._close()
        if self._causes_under is not None:
            if heading.level > self._causes_under:
                return True
            self._causes_under = None
        phrases = self._phrases
        words = self._text[heading.text : heading.end]
        if phrases.cause_headings.search(words):
            self._causes_under = heading.level
            return True
        top = section.parent is None or self._report.sections[section.parent].part not in (SHORTCOMINGS, _MIXED)
        if top and not (heading.style == "plain" and phrases.lacks.search(words)):
            return True
        if index in self._parents or phrases.containers.search(words) or phrases.causes.match(words):
            return True
        if not self._subjects_of(heading.text, heading.end) and self._lists(section.start, section.end):
            return True  # words without a subject over a list of items
        self._start(statement, heading.start, heading.end, hidden=False).headed = True
        return True

    def _lists(self, start: int, end: int) -> bool:
        """Whether the body of a heading lists items that are not causes."""
        item = first_item(self._text, start, end)
        if item is None:
            return False
        cause = self._phrases.causes_inside.search(self._text, start, end)
        return cause is None or cause.start() > item

    def _start(self, statement: Statement, start: int, end: int, *, hidden: bool) -> Shortcoming:
        self._close()
        title = title_end(self._text, start, end, self._phrases)
        item = Shortcoming(start, end, title, statement.section, statement.paragraph, hidden)
        self._found.append(item)
        self._open = item
        return item

    def _piece(self, statement: Statement, start: int, end: int, hidden: bool) -> None:
        text, phrases, item = self._text, self._phrases, self._open
        read = min(end, start + LONGEST_READ)
        marker = marker_at(text, start)
        if marker and self._nested(marker, text[start - 1 : start]):
            marker = None
        closes = text[end - 1] in "。!?"
        if item is not None and marker is None and self._cause == _SENTENCE:
            item.causes.append((start, end))
            self._cause = _ITEM if closes else _SENTENCE
            return
        if phrases.causes.match(text, marker.end() if marker else start, read) and (marker is None or item is not None):
            if item is not None:
                item.causes.append((start, end))
                self._cause = _ITEM if closes else _SENTENCE
            return
        if marker is None and self._opens(start, read, text[end - 1]):
            if item is None or not item.headed:
                self._close()
            for begin, stop in self._listed(start, read):
                self._begin(statement, begin, stop, hidden, None)
            return
        if marker is None and item is not None and self._belongs(item, start, read):
            self._extend(item, start, end)
            return
        self._begin(statement, start, end, hidden, number_of(marker))
        second = self._second(start, end)
        if second is not None and self._cause == _NONE:
            number = self._number
            self._found[-1].end = second
            self._found[-1].title = min(self._found[-1].title, second)
            self._begin(statement, second, end, hidden, number)

    def _opens(self, start: int, end: int, last: str) -> bool:
        """Whether the words only open the part (“in spite of all results there are still some problems:”)."""
        openers = self._phrases.openers
        if last == ":" and end - start <= _LONGEST_OPENER:
            return True
        if self._open is None or last == ":":
            return openers.search(self._text, start, end) is not None
        return openers.match(self._text, start, end) is not None

    def _belongs(self, item: Shortcoming, start: int, end: int) -> bool:
        """Whether words without a marker tell more of the open item, rather than state another."""
        also = self._phrases.also.match(self._text, start, end) is not None
        if item.headed or self._number is not None:
            return not also or item.headed or self._cause == _NONE
        if not self._phrases.lacks.search(self._text, start, end):
            return True
        if also:
            return False
        if self._cause:
            return True
        if self._text[start - 1] == ";":
            return False
        if self._led:
            return True
        one, other = self._subjects_of(start, end), self._subjects_of(item.start, item.end)
        return not one or not other or bool(one & other)

    def _begin(self, statement: Statement, start: int, end: int, hidden: bool, number: str | None) -> None:
        item = self._start(statement, start, end, hidden=hidden)
        self._number = number
        self._led = statement.lead
        self._extend(item, start, end)
        item.title = min(item.title, item.end)

    def _extend(self, item: Shortcoming, start: int, end: int) -> None:
        """The item goes on to ``end``, or to where its cause begins."""
        if self._cause:
            item.causes.append((start, end))
            return
        cause = self._phrases.causes_inside.search(self._text, start, min(end, start + LONGEST_READ))
        if cause is None or cause.start() <= start:
            item.end = end
            return
        item.end = cause.start()
        item.causes.append((cause.start(), end))
        self._cause = _ITEM if self._text[end - 1] in "。!?" else _SENTENCE

    def _second(self, start: int, end: int) -> int | None:
        """Where the second of two shortcomings begins that one sentence states alike (A还不够强,B还不到位。)."""
        if end - start > _LONGEST_PAIR or self._text.count(",", start, end) != 1:
            return None
        comma = self._text.index(",", start, end)
        ends = self._phrases.parallel_ends
        if not ends.search(self._text, start, comma) or not ends.search(self._text, comma + 1, end - 1):
            return None
        one, other = self._subjects_of(start, comma), self._subjects_of(comma + 1, end)
        return comma + 1 if one and other and not one & other else None

    def _listed(self, start: int, end: int) -> list[tuple[int, int]]:
        """The shortcomings that an opener itself lists (主要表现为A、B、C); none when it lists none."""
        text, phrases = self._text, self._phrases
        found: list[tuple[int, int]] = []
        for piece in _PIECE.finditer(text, start, end):
            begin, stop = piece.span()
            subjects = self._subjects_of(begin, stop)
            if not subjects or not phrases.lacks.search(text, begin, stop) or phrases.openers.search(text, begin, stop):
                continue
            if found and text[found[-1][1]] == "," and not subjects - self._subjects_of(*found[-1]):
                found[-1] = (found[-1][0], stop)
            else:
                found.append((begin, stop))
        return found

    def _nested(self, marker: re.Match[str], before: str) -> bool:
        """Whether the marker belongs to a list of causes inside the open item."""
        if self._open is None or not self._cause:
            return False
        if self._open.headed:
            return marker.lastgroup not in ("bracket", "digit")
        number = number_of(marker)
        alike = self._text[self._open.start] == marker.group()[0]
        if alike and self._number and number == _FOLLOWING.get(self._number) and before == ";":
            return False  # 其一…；其二…: the open item's own series goes on behind its cause
        if self._cause == _SENTENCE and before != "。":
            return True
        return number in _FIRST_NUMBERS and (self._cause == _SENTENCE or self._number is not None)
