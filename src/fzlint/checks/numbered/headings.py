"""Numbers of lines that begin with 第一部分, 一、, (一), 1., (1) or ①.

Each style counts by itself under its parent; a new parent may restart the count or let it run on. A number counts as
there when it stands anywhere between its neighbours, also inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from fzlint.checks.context import Context, Flag
from fzlint.checks.numbered.counts import HAN, Count, circled, han, said
from fzlint.report.lines import Line
from fzlint.text.numerals import chinese_number

_MARKER = re.compile(
    r"[#*>·●■◆★]{0,4}(?:"
    rf"第(?P<part>[{HAN}]{{1,3}})(?P<unit>部分|章|节|篇)"
    rf"|(?P<han>[{HAN}]{{1,3}})[、.](?![{HAN}\d])"
    rf"|\(?(?P<han_bracket>[{HAN}]{{1,3}})\)(?!是)"
    r"|(?P<digit>\d{1,2})(?:[.、](?!\d)|\))"
    r"|\((?P<digit_bracket>\d{1,2})\)"
    r"|(?P<circled>[①-⑳]))"
)
_RANKS = {"part": 0, "han": 1, "han_bracket": 2, "digit": 3, "digit_bracket": 4, "circled": 5}
_STOP = re.compile(r"[。!?;]")
_LONGEST = 60  # characters shown of a heading
_FAR = 9  # a larger jump is no numbering
_REACH = 20_000  # characters looked through for a number that seems left out
_AHEAD = 40  # numbered lines looked at to tell a wrong style from a gap
_QUOTED_LINES = 8  # lines that a quotation may run over


class Item(NamedTuple):
    """A numbered line. Offsets in the view: ``start``, ``digits`` (its number), ``behind`` its marker, ``end`` shown.

    ``kind`` is the style without a part's unit, ``rank`` how deep it stands; ``apart``: an unnumbered heading stands
    between it and the item before.
    """

    style: str
    kind: str
    rank: int
    number: int
    start: int
    digits: tuple[int, int]
    behind: int
    end: int
    apart: bool


@dataclass(slots=True)
class _Level:
    """An open level: its style, its count, and the item that began it."""

    style: str
    rank: int
    count: Count
    first: Item


def _quoted_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """Lines (indices) that go on with a quotation begun in a line before and closed in one of the next few."""
    quoted: set[int] = set()
    opened: int | None = None
    for index, line in enumerate(lines):
        opens, closes = text.find("“", line.start, line.end), text.find("”", line.start, line.end)
        if opened is not None and (
            index - opened > _QUOTED_LINES or 0 <= opens < (closes if closes >= 0 else line.end)
        ):
            opened = None
        if opened is not None and closes >= 0:
            quoted.update(range(opened + 1, index + 1))
            opened = None
        if opens >= 0 and text.rfind("“", line.start, line.end) > text.rfind("”", line.start, line.end):
            opened = index
    return quoted


def items_of(context: Context) -> list[Item]:
    """The numbered lines of the text, in order."""
    report, text = context.report, context.text
    skip = report.furniture.lines | report.head.title_lines | report.head.sign_off_lines
    skip |= _quoted_lines(text, report.lines)
    plain = {heading.line for heading in report.headings if heading.style in ("plain", "bullet")}
    appended = tuple(context.options["appended"])
    found: list[Item] = []
    apart = listed = False  # listed: in a list of attachments
    for index, line in enumerate(report.lines):
        if index in skip:
            listed = listed or text.startswith(appended, line.start, line.end)
            continue
        marker = _MARKER.match(text, line.start, min(line.end, line.start + 16))
        if marker is None:
            apart = apart or index in plain
            listed = text.startswith(appended, line.start, line.end)
        if marker is None or listed:
            continue
        kind = next(name for name in _RANKS if marker[name])
        digits = marker[kind]
        number = ord(digits) - ord("①") + 1 if kind == "circled" else chinese_number(digits) or 0
        if kind.startswith("digit"):
            number = int(digits)
        if number:
            stop = _STOP.search(text, marker.end(), line.end)
            end = max(marker.end(), min(stop.start() if stop else line.end, line.start + _LONGEST))
            style = kind + (marker["unit"] or "")
            found.append(
                Item(style, kind, _RANKS[kind], number, line.start, marker.span(kind), marker.end(), end, apart)
            )
            apart = False
    top = found[0].style if found else ""
    if any(item.style == top and item.number == 2 for item in found):  # the report's own top level, whatever its style
        found = [item._replace(rank=-1) if item.style == top else item for item in found]
    return found


@cache
def _anywhere(kind: str, number: int) -> re.Pattern[str]:
    """A number of this style at the beginning of a line or inside it."""
    forms = {
        "part": rf"第{han(number)}(?:部分|章|节|篇)",
        "han": rf"{han(number)}[、.,:]",
        "han_bracket": rf"[(〔【]?{han(number)}[)〕】]",
        "digit": rf"^{number}[.、)]|(?<![\d.(]){number}[.、)](?!\d*[%万亿元余个件])",
        "digit_bracket": rf"\({number}\)",
        "circled": re.escape(circled(number)),
    }
    return re.compile(forms[kind], re.MULTILINE)


class _Walk:
    """Goes through the numbered lines with the levels that are open."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.items = items_of(context)
        self.open: list[_Level] = []
        self.last: dict[str, Item] = {}  # the item before of each style
        self.next: list[int | None] = [None] * len(self.items)  # position of the next item of the same style
        seen: dict[str, int] = {}
        for position in range(len(self.items) - 1, -1, -1):
            self.next[position] = seen.get(self.items[position].style)
            seen[self.items[position].style] = position

    def flag(self, item: Item, reason: str, before: int, missing: Sequence[int] = ()) -> Flag:
        """The flag at ``item``."""
        marker, digits = self.text[item.start : item.behind], self.text[slice(*item.digits)]
        return Flag(item.start, item.end, said(self.context, reason, marker, digits, before, missing))

    def there(self, item: Item, numbers: Sequence[int]) -> bool:
        """Whether all ``numbers`` stand between the item before of this style and ``item``."""
        begin = self.last[item.style].behind if item.style in self.last else 0
        begin = max(begin, item.start - _REACH)
        return all(_anywhere(item.kind, number).search(self.text, begin, item.start) for number in numbers)

    def run(self) -> Iterator[Flag]:
        """What is wrong, in order."""
        for position, item in enumerate(self.items):
            at = next((k for k in range(len(self.open) - 1, -1, -1) if self.open[k].style == item.style), None)
            fits = at is not None and self.open[at].count.takes(item.number)
            other = None if fits or item.number == 1 else self._other_level(position, at)
            if other is not None:
                yield self.flag(item, "level", item.number)
                self.open[other].count.take(item.number)
                del self.open[other + 1 :]
                continue
            yield from self._enter(item) if at is None else self._go_on(position, at)
            self.last[item.style] = item

    def _enter(self, item: Item) -> Iterator[Flag]:
        """A style that is not open begins."""
        dropped: _Level | None = None
        while self.open and self.open[-1].rank > item.rank:
            dropped = self.open.pop()
        number = item.number
        before = self.last.get(item.style)
        runs_on = before is not None and before.number + 1 == number
        if number != 1 and not runs_on and number <= _FAR and not self.there(item, range(1, number)):
            if number == 2 and dropped and dropped.count.size == dropped.count.last == 1:
                yield self.flag(dropped.first, "level", 1)
            else:
                yield self.flag(item, "start", number, range(1, number))
        self.open.append(_Level(item.style, item.rank, Count(number), item))

    def _go_on(self, position: int, at: int) -> Iterator[Flag]:
        """The style is open at ``at``: its count goes on, restarts or breaks."""
        item, count = self.items[position], self.open[at].count
        number = item.number
        innermost = at == len(self.open) - 1
        del self.open[at + 1 :]
        if count.takes(number):
            count.take(number)
        elif number == 1:
            behind = self.next[position]
            coming = self.items[behind].number if behind is not None else 0
            if count.last == 1 and coming in (2, 3) and innermost and not item.apart:
                yield self.flag(item, "repeat", 1)
                count.repeat(1)
            else:
                self.open[at] = _Level(item.style, item.rank, Count(1), item)
        elif number > count.last + _FAR:
            return
        elif number > count.last:
            missing = range(count.last + 1, number)
            if not self.there(item, missing):
                yield self.flag(item, "gap", count.last, missing)
            count.jump(number)
        else:
            yield self.flag(item, "repeat", number)
            count.repeat(number)

    def _other_level(self, position: int, at: int | None) -> int | None:
        """The open level of another style that the number belongs to, as what follows shows; None if none does."""
        item, own = self.items[position], self.next[position]
        own_next = self.items[own].number if own is not None else None
        before = self.last.get(item.style)
        runs_on = before is not None and before.number + 1 == item.number
        ahead = self.items[position + 1 : position + _AHEAD]
        for index in range(len(self.open) - 1, -1, -1):
            level = self.open[index]
            if level.style == item.style or level.count.last + 1 != item.number:
                continue
            coming = next((other.number for other in ahead if other.style == level.style), None)
            if coming == item.number + 1 and own_next != item.number + 1:
                return index
            if at is not None:
                last = self.open[at].count.last
                if item.number > last + 1 == own_next and coming in (None, 1, item.number + 1):
                    return index
            elif (
                coming is None and own_next in (None, 1) and level.rank < item.rank and item.number > 2 and not runs_on
            ):
                return index
        return None


def heading_flags(context: Context) -> Iterator[Flag]:
    """What is wrong with the numbers of numbered lines."""
    return _Walk(context).run()
