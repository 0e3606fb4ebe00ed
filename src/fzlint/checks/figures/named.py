"""A number beside the things themselves: 制度4项,即《…》 with five titles, 调解、公证、援助等2个窗口.

Titles are counted exactly; words set apart by 、 and months only show that there are more than the number says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.quantities import Quantity, figures_of
from fzlint.checks.figures.wording import any_of, kept

Span = tuple[int, int]
_TITLE = r"《[^《》\n]{1,60}》(?:\([^()\n]{1,30}\))?"
_TITLES = re.compile(rf"{_TITLE}(?:(?:、|,|和|及|以及|与)?{_TITLE})*")
_TITLES_END = re.compile(rf"{_TITLE}(?:(?:、|,|和|及|以及|与)?{_TITLE})*$")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|\([^()]*\)")
_CLAUSE_END = ",;:。!?\n"
_REACH = 320  # characters before and behind a number that may name the things
_MONTHS = re.compile(r"(?<!\d)\d{1,2}月(?:\d{1,2}日)?(?:(?:、|和|及|以及)\d{1,2}月(?:\d{1,2}日)?)+")
_LONGEST_ITEM = 14
_BEFORE = frozenset("》等共")  # what stands right before the number of things named before it


class _Words:
    """The section ``named`` of the facts, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        told = data["named"]
        self.units = frozenset(told["units"])
        self.times = frozenset(told["times"])
        self.opens = re.compile(rf"(?:{'|'.join(told['nouns'])})?[,:(]?(?:{'|'.join(told['opens'])})?(?=《)")
        self.reach = max(map(len, told["nouns"])) + max(map(len, told["opens"])) + 2
        self.and_so_on = re.compile(r"(?:\)|,)?等")
        self.ends = re.compile(rf"(?:{'|'.join(told['ends'])})$")
        self.among = any_of(told["among"])
        self.into = any_of(told["into"])
        self.in_all = any_of(told["in_all"])


def named(context: Context) -> Iterator[tuple[Span, Span]]:
    """Pairs of places: the things named, and a number of them that cannot be right."""
    data = context.sections["facts"]
    parts = frozenset(data["parts"])
    told = kept(data, _Words)
    text = context.text
    titles, months = "《" in text, "月、" in text
    for quantities in figures_of(context).groups:
        for quantity in quantities:
            unit = quantity.unit
            if unit not in told.units and not (months and unit in told.times):
                continue
            if quantity.approx or not 0 < quantity.value <= 30 or quantity.part not in parts:
                continue
            if unit in told.units:
                before = text[quantity.start - 1 : quantity.start]
                if before == "等" and "、" in quantity.gap:
                    span = _listed(text, quantity, told)
                elif titles and before in _BEFORE:
                    span = _ahead(text, quantity, told)
                elif titles and text.find("《", quantity.end, quantity.end + told.reach) >= 0:
                    span = _behind(text, quantity, told)
                else:
                    continue
            else:
                span = _dated(text, quantities[0], quantity, told)
            if span:
                yield span, (quantity.start, quantity.end)


def _behind(text: str, quantity: Quantity, told: _Words) -> Span | None:
    """Titles right behind: 制度4项,即《…》《…》."""
    opens = told.opens.match(text, quantity.end)
    if not opens or told.among.found(quantity.clause):
        return None
    run = _TITLES.match(text, opens.end(), opens.end() + _REACH)
    if not run or run.end() - opens.end() >= _REACH - 60:
        return None
    count = run.group().count("《")
    if count > quantity.value:
        return run.span()
    partial = told.and_so_on.match(text, run.end()) or told.among.found(opens.group()) or count == 1
    return run.span() if count < quantity.value and not partial else None


def _ahead(text: str, quantity: Quantity, told: _Words) -> Span | None:
    """Titles right before: 《…》《…》等4项制度."""
    start = max(0, quantity.start - _REACH)
    ends = told.ends.search(text, start, quantity.start)
    end = ends.start() if ends else quantity.start
    run = _TITLES_END.search(text, start, end)
    if not run or run.start() - start < 60 < start or told.among.found(text[quantity.end : quantity.end + 2]):
        return None
    count = run.group().count("《")
    more = ends is not None and "等" in ends.group()
    return run.span() if count > quantity.value or (count < quantity.value and not more and count > 1) else None


def _listed(text: str, quantity: Quantity, told: _Words) -> Span | None:
    """More words set apart by 、 than the number says: 援助、公证、调解等2个窗口."""
    start = max(0, quantity.start - _REACH)
    line = _QUOTED.sub(lambda found: "某" * len(found.group()), text[start : quantity.start - 1])
    opens = max(line.rfind(mark) for mark in _CLAUSE_END) + 1
    items = line[opens:].split("、")
    for at in range(len(items) - 1, -1, -1):
        if told.into.found(items[at]):  # 围绕就业、教育在城南、城北等2个社区
            items = items[at:]
            break
    if len(items) <= quantity.value or any(not 1 < len(item) <= _LONGEST_ITEM for item in items[1:]):
        return None
    length = sum(map(len, items)) + len(items) - 1
    return quantity.start - 1 - length, quantity.start - 1


def _dated(text: str, first: Quantity, quantity: Quantity, told: _Words) -> Span | None:
    """More months than times: 于2月、5月、8月召开会议,全年共2次."""
    start = first.start - len(first.gap)
    runs = list(_MONTHS.finditer(text, start, quantity.start))
    if len(runs) != 1 or runs[0].group().count("月") <= quantity.value:
        return None
    between = text[runs[0].end() : quantity.start]
    if told.among.found(between) or not (told.in_all.found(quantity.clause) or "," not in between):
        return None
    return runs[0].span()
