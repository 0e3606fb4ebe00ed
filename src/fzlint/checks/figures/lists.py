"""Lists of parts that a sentence opens: 其中…、…, 分别为…, in brackets behind a total, behind a colon."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.quantities import PERCENT, POINTS, Figures, Quantity, figures_of
from fzlint.checks.figures.wording import any_of, has_any

FARTHEST = 60  # characters between the word that opens a list and its first number


class PartList(NamedTuple):
    """Parts in order, and the quantities that may be their total, nearest first.

    ``kind``: among (其中), respectively (分别为), bracket, colon; ``closed``: a last part takes up the rest (其他);
    ``open_``: the list says that it is not all (等, 主要); ``loose``: its parts are set apart by commas, so that its
    end is uncertain.
    """

    parts: tuple[Quantity, ...]
    totals: tuple[Quantity, ...]
    kind: str
    closed: bool
    open_: bool
    loose: bool


def part_lists(context: Context) -> list[PartList]:
    """All lists of parts of the report; found once for all checks."""
    known: list[PartList] | None = context.shared.get("part_lists")
    if known is None:
        figures = figures_of(context)
        words = context.sections["figures"]
        known = []
        for quantities in figures.groups:
            known.extend(_lists_of(quantities, figures, words))
        context.shared["part_lists"] = known
    return known


def _lists_of(quantities: list[Quantity], figures: Figures, words: dict[str, list[str]]) -> list[PartList]:
    opening = any_of((*words["among"], *words["respectively"]))
    found: list[PartList] = []
    for position, quantity in enumerate(quantities):
        gap = quantity.gap
        kind = ""
        if opening.found(gap):
            kind = "among" if any_of(words["among"]).found(gap) else "respectively"
        elif position and quantity.depth > quantities[position - 1].depth:
            kind = "bracket" if gap.startswith("(") else ""
        elif position and gap.endswith(":" + quantity.clause) and gap.count(",") <= 1 and ";" not in gap:
            kind = "colon"
        if not kind or quantity.cls in (PERCENT, POINTS):
            continue
        before = list(reversed(quantities[:position])) or list(reversed(figures.previous(quantity)))
        if kind == "bracket" and position:
            before = before[:1]
        parts, loose, open_ = _gather(quantities, position, words)
        totals = tuple(q for q in before if q.cls == parts[0].cls and q.depth <= quantity.depth)[:4]
        if kind == "among" and not totals and position:
            totals = tuple(q for q in reversed(figures.previous(quantity)) if q.cls == parts[0].cls)[:2]
        if kind == "respectively" and not totals and parts[0].cls == "":
            totals = tuple(q for q in before if q.cls not in (PERCENT, POINTS))[:1]
        closed = len(parts) > 1 and has_any(words["rest"], parts[-1].words)
        found.append(PartList(tuple(parts), totals, kind, closed, open_, loose))
    return found


def _gather(quantities: list[Quantity], first: int, words: dict[str, list[str]]) -> tuple[list[Quantity], bool, bool]:
    """The parts from the quantity at ``first`` on, whether commas set them apart, and whether the list is left open."""
    openers = any_of((*words["among"], *words["respectively"]))
    stages = any_of(words["stages"])
    head = quantities[first]
    parts = [head]
    depth = head.depth
    style = ""
    staged = stages.found(head.clause)
    open_ = has_any(words["partial"], head.clause)
    previous = head
    for quantity in quantities[first + 1 :]:
        if quantity.depth > depth:
            previous = quantity
            continue
        gap = quantity.gap
        if quantity.depth < depth or (depth and gap.count(")") > gap.count("(")):
            break
        if quantity.cls in (PERCENT, POINTS):
            if not has_any(words["share"], gap):
                break
            previous = quantity
            continue
        if openers.found(gap):
            break
        separator = quantity.separator
        if not separator:
            separator = "、" if any_of(words["and"]).found(gap) else ""
        rest = has_any(words["rest"], quantity.clause)
        if not separator or separator in ":(" or gap.count(",") > 1 or gap.count("。"):
            break
        if quantity.cls != head.cls and not (head.cls == "" and previous is parts[-1]):
            break
        if not style:
            style = separator
        if separator != style and not (rest or separator == "、"):
            break
        if separator in ",;" and gap.find(",", gap.find(separator) + 1) >= 0:
            break  # another clause without a figure stands between
        if separator in ",;" and not staged and stages.opens(quantity.clause):
            break
        parts.append(quantity)
        previous = quantity
        if rest:
            break
    if head.cls == "" and len(parts) > 1 and parts[-1].cls:
        for part in parts:
            part.cls = parts[-1].cls
    open_ = open_ or has_any(words["and_so_on"], parts[-1].tail[:3])
    return parts, style in (",", ";"), open_


def chains(quantities: list[Quantity]) -> list[list[Quantity]]:
    """Runs of neighbouring quantities of one class on one level, set apart by 、 or a single comma."""
    runs: list[list[Quantity]] = []
    plain = [q for q in quantities if q.cls not in (PERCENT, POINTS, "")]
    for before, quantity in pairwise(plain):
        joined = (
            quantity.cls == before.cls
            and quantity.depth == before.depth
            and quantity.separator in ("、", ",", ";")
            and quantity.gap.count(",") + quantity.gap.count(";") <= 1
            and quantity.index == before.index + 1
        )
        if joined and runs and runs[-1][-1] is before:
            runs[-1].append(quantity)
        elif joined:
            runs.append([before, quantity])
    return runs
