"""Numbers of run-in items: 一是…二是…, 一要…, 第一,…, 其一,… inside a paragraph or over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fzlint.checks.context import Context, Flag
from fzlint.checks.numbered.counts import HAN, Count, han, said
from fzlint.report.lines import Line
from fzlint.text.numerals import chinese_number

_ITEM = re.compile(
    rf"(?=[{HAN}第其])(?:(?P<number>[{HAN}]{{1,2}})(?P<verb>是|要(?![素点件务]))"
    rf"|(?P<before>[第其])(?P<ordinal>[{HAN}]{{1,2}})[是,:])"
)
_BEFORE = ",。;:!?”)"  # what an item inside a line stands behind
_STOP = re.compile(r"[。!?;]")
_SHOWN = 16  # characters shown behind the marker
_FAR = 5  # a larger jump is no numbering
_QUOTATION = 200  # characters of a quotation
_REACH = 20_000  # characters looked through for a number that seems left out


class _Series:
    """The items of one kind (是, 要, 第, 其), an item's own items on top of it."""

    def __init__(self) -> None:
        self.open: list[Count] = []
        self.nested: tuple[int, int] | None = None  # a first item right behind a first item
        self.opens_line = False  # the item before began its line

    def taken(self, number: int) -> bool:
        """Count ``number`` where it goes on with an open count."""
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].takes(number):
                self.open[at].take(number)
                del self.open[at + 1 :]
                self.nested = None
                return True
        return False

    def begin(self, at: tuple[int, int], *, new: bool) -> None:
        """A first item; in a ``new`` paragraph it begins a series."""
        if new:
            self.open.clear()
        self.nested = at if self.open and self.open[-1].last == 1 else None
        self.open.append(Count(1))


def run_in_flags(context: Context) -> Iterator[Flag]:
    """What is wrong with the numbers of run-in items; a heading begins them anew, a paragraph may."""
    text, report = context.text, context.report
    skip = report.furniture.lines | report.head.title_lines | report.head.sign_off_lines
    numbered = {heading.line for heading in report.headings if heading.style not in ("plain", "bullet")}
    series: dict[str, _Series] = {}
    region = 0
    for index, line in enumerate(report.lines):
        if index in skip:
            continue
        if index in numbered:
            series.clear()
            region = line.start
        begun: set[str] = set()
        for found in _ITEM.finditer(text, line.start, line.end):
            at = found.start()
            if (at > line.start and text[at - 1] not in _BEFORE) or _quoted(text, line.start, at):
                continue
            kind = found["verb"] or found["before"]
            number = chinese_number(found["number"] or found["ordinal"]) or 0
            yield from _item(
                context, series.setdefault(kind, _Series()), number, found.span(), line, kind not in begun, region
            )
            begun.add(kind)


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether ``at`` stands inside a quotation that began shortly before on its line."""
    start = max(start, at - _QUOTATION)
    return text.rfind("“", start, at) > text.rfind("”", start, at)


def _item(
    context: Context, series: _Series, number: int, at: tuple[int, int], line: Line, new: bool, region: int
) -> Iterator[Flag]:
    """Count one item; ``new``: it is the first of its kind in its paragraph."""
    own_lines = series.opens_line and at[0] == line.start
    series.opens_line = at[0] == line.start
    if number == 1:
        series.begin(at, new=new)
        return
    if series.taken(number):
        return
    last = series.open[-1].last if series.open else 0
    if new and number <= last and not own_lines:  # a series of its own, without its beginning
        last, region = 0, line.start
    if number <= last:
        yield _flag(context, at, line, "repeat", number)
        series.open[-1].repeat(number)
        return
    missing = range(last + 1, number)
    if len(missing) <= _FAR and not _spoken(context, context.text[max(region, at[0] - _REACH) : at[0]], missing):
        if series.nested and number == 3 and not new:
            yield _flag(context, series.nested, line, "repeat", 1)
        else:
            yield _flag(context, at, line, "gap" if last else "start", last or number, missing)
    if last:
        series.open[-1].jump(number)
    else:
        series.open[:] = [Count(number)]
    series.nested = None


def _flag(
    context: Context, at: tuple[int, int], line: Line, reason: str, before: int, missing: Sequence[int] = ()
) -> Flag:
    start, end = at
    marker = context.text[start:end]
    stop = _STOP.search(context.text, end, line.end)
    shown = min(stop.start() if stop else line.end, end + _SHOWN)
    return Flag(start, shown, said(context, reason, marker, "".join(c for c in marker if c in HAN), before, missing))


def _spoken(context: Context, before: str, numbers: Sequence[int]) -> bool:
    """Whether all ``numbers`` of a run-in series stand in the words before, if only in another way."""
    for number in numbers:
        digit = han(number)
        forms = [f"{digit}是", f"{digit}要", f"第{digit}", f"其{digit}", f"({digit})", f"{digit},", f"{digit}、"]
        if number == 1:
            forms += context.options["first_words"]
        if not any(form in before for form in forms):
            return False
    return True
