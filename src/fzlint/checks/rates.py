"""A stated rate, share or growth that its own figures contradict.

A rate is reckoned only with figures that its name fits (办结率 with 办结 and 受理), in its own sentence or the one
before; with several possible wholes it is right when any fits. Right means within one unit of the last digit given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from fzlint.checks.context import Context, Flag
from fzlint.checks.figures import Figures, Quantity, any_of, figures_of, has_any, number_text, part_lists
from fzlint.checks.figures.quantities import PERCENT, POINTS, note_checked

_FARTHEST = 8  # quantities before a rate that are looked at


class Ratio(NamedTuple):
    """A rate with the two figures that it should rest on."""

    part: Quantity
    whole: Quantity
    percent: float
    reckoning: str


def check(context: Context) -> Iterator[Flag]:
    """Rates that differ from what their figures make."""
    figures = figures_of(context)
    knowledge: Mapping[str, Any] = context.sections["rates"]
    margin = Margin(float(context.options["tolerance"]))
    listed = {part.index for entry in part_lists(context) for part in entry.parts}
    for quantities in figures.groups:
        for position, stated in enumerate(quantities):
            if (stated.cls != PERCENT and stated.cls != POINTS) or not stated.exact:
                continue
            ratio = _growth(quantities, position, knowledge, margin)
            if ratio is None and stated.cls == PERCENT:
                ratio = _share(quantities, position, knowledge, margin) or _rate(
                    quantities, position, figures, listed, knowledge, margin
                )
            if ratio is not None:
                margin.agreed.add(stated.index)
                yield _flag(stated, ratio)
            elif stated.cls == PERCENT and stated.value > 100 and _bounded(stated, knowledge):
                yield Flag(
                    stated.start - len(stated.clause),
                    stated.end,
                    {"stated": f"{number_text(stated.value)}%", "reckoning": "≤ 100%", "computed": "100%"},
                )

    note_checked(context, margin.agreed)


class Margin:
    """How far a rate may be from what its figures make, in units of its last digit; which rates could be reckoned."""

    def __init__(self, digits: float) -> None:
        self._digits = digits
        self.agreed: set[int] = set()

    def holds(self, stated: Quantity, difference: float, spread: float = 0.0) -> bool:
        """Whether a difference is within the margin, and within the rounding of the figures (``spread``)."""
        holds = abs(difference) < self._digits * stated.step + spread + 1e-9
        if holds:
            self.agreed.add(stated.index)
        return holds


def _flag(stated: Quantity, ratio: Ratio) -> Flag:
    decimals = max(1, len(number_text(stated.step).partition(".")[2]))
    unit = "%" if stated.cls == PERCENT else stated.unit
    start = min(ratio.part.start, ratio.whole.start, stated.start)
    end = max(ratio.part.end, ratio.whole.end, stated.end)
    return Flag(
        start,
        end,
        {
            "stated": f"{number_text(stated.value)}{unit}",
            "reckoning": ratio.reckoning,
            "computed": f"{ratio.percent:.{decimals}f}{unit}",
        },
    )


def _divided(part: Quantity, whole: Quantity) -> Ratio:
    reckoning = f"{number_text(part.value)} ÷ {number_text(whole.value)}"
    return Ratio(part, whole, 100 * part.value / whole.value, reckoning)


def _fits(stated: Quantity, part: float, whole: float, margin: Margin, step: float = 1.0) -> bool:
    """Whether part ÷ whole is the rate stated, within one unit of its last digit and the rounding of both figures."""
    if whole <= 0:
        return True
    ratio = 100 * part / whole
    spread = 0.0 if step == 1.0 else 100 * step / whole
    if stated.value == 100 and part != whole and spread == 0:
        return False
    return margin.holds(stated, ratio - stated.value, spread)


@lru_cache(maxsize=8)
def _named(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"([一-鿿“”]{{1,14}}?)(?:{'|'.join(words)})([一-鿿:]{{0,6}})$")


def _name(stated: Quantity, knowledge: Mapping[str, Any]) -> tuple[str, str] | None:
    """The name of the rate (办结 of 办结率) and the words behind it; None when the figure is no named rate."""
    if not has_any(knowledge["names"], stated.clause):
        return None
    found = _named(tuple(knowledge["names"])).search(stated.clause)
    return (found[1], found[2]) if found else None


def _bounded(stated: Quantity, knowledge: Mapping[str, Any]) -> bool:
    name = _name(stated, knowledge)
    if name is None or has_any(knowledge["unbounded"], stated.clause):
        return False
    return any(name[0].endswith(tuple(kind["done"])) for kind in knowledge["kinds"])


def _rate(
    quantities: list[Quantity],
    position: int,
    figures: Figures,
    listed: set[int],
    knowledge: Mapping[str, Any],
    margin: Margin,
) -> Ratio | None:
    stated = quantities[position]
    name = _name(stated, knowledge)
    if name is None or has_any(knowledge["outside"], stated.clause):
        return None
    stem = name[0].strip("“”")
    if has_any(knowledge["several"], name[1]) or has_any(knowledge["not_ratios"], stem):
        return None
    kind = next((kind for kind in knowledge["kinds"] if any_of(kind["done"]).found(stem)), None)
    before = [*figures.previous(stated), *quantities[:position]][-_FARTHEST:]
    after = _behind(quantities, position, stem, kind)
    near = [q for q in (*before, *after) if q.cls not in (PERCENT, POINTS, "") and not _foreign(q, knowledge)]
    limits = [word for word in knowledge["limits"] if word in stem]
    alone = after[0] if len(after) == 1 and after[0].depth > stated.depth else None
    done = [q for q in near if _names(q, stem, kind) or q is alone]
    if not done:
        return None
    best: Ratio | None = None
    for part in done:
        wholes = [q for q in near if q.cls == part.cls and q is not part]
        if not wholes:
            continue
        if _any_fits(stated, part, done, wholes, margin):
            return None
        whole = _whole_of(part, wholes, listed, kind, after, stated)
        if whole is not None and not all(word in part.words + whole.words for word in limits):
            continue
        if whole is not None and part.exact and whole.exact and part.sentence == stated.sentence:
            best = _divided(part, whole)
    return best


def _behind(quantities: list[Quantity], position: int, stem: str, kind: Mapping[str, Any] | None) -> list[Quantity]:
    """Figures behind the rate that belong to it: in brackets (优秀率85%(17宗)), or named for it in the next clause."""
    stated = quantities[position]
    found: list[Quantity] = []
    for quantity in quantities[position + 1 : position + 3]:
        if quantity.cls == PERCENT:
            break
        if quantity.depth > stated.depth:
            found.append(quantity)
        elif found and found[-1].depth > stated.depth:
            break
        elif quantity.separator in (",", "") and quantity.gap.count(",") <= 1 and ";" not in quantity.gap:
            found.append(quantity)
    if found and found[0].depth == stated.depth and not any(_names(q, stem, kind) for q in found):
        return []
    return found


def _any_fits(
    stated: Quantity, part: Quantity, done: Sequence[Quantity], wholes: Sequence[Quantity], margin: Margin
) -> bool:
    """Whether any reasonable reading of the figures gives the rate."""
    parts = {part.value, sum(q.value for q in done if q.cls == part.cls)}
    values = [q.value for q in wholes]
    sums = [a + b for i, a in enumerate(values) for b in values[i + 1 :]]
    if any(_fits(stated, p, w, margin, part.step) for p in parts for w in (*values, *sums)):
        return True
    # done at once and done later make the done together: 当场整改95处,限期整改25处
    return any(_fits(stated, part.value + v, w, margin) for v in values for w in values if w > v)


def _whole_of(
    part: Quantity,
    wholes: Sequence[Quantity],
    listed: set[int],
    kind: Mapping[str, Any] | None,
    after: Sequence[Quantity],
    stated: Quantity,
) -> Quantity | None:
    """The figure of which ``part`` is a share: the nearest before it whose words say so, or its direct neighbour."""
    large = [q for q in wholes if q.value >= part.value > 0]
    named = any_of(kind["of"] if kind else ())
    for whole in reversed([q for q in large if q.index < part.index]):
        if whole.index in listed and part.index not in listed:
            continue
        if named.found(whole.words):
            return whole
        adjacent = whole.sentence == part.sentence and part.index - whole.index <= (
            2 if any(part is q for q in after) else 1
        )
        if adjacent and not (kind and kind.get("strict")):
            return whole
        break
    between = [q for q in large if part.index < q.index < stated.index and q.sentence == part.sentence]
    return next((whole for whole in between if whole.index == part.index + 1 and named.found(whole.words)), None)


def _names(quantity: Quantity, stem: str, kind: Mapping[str, Any] | None) -> bool:
    """Whether the words beside a figure say that it counts what the rate is named for."""
    words = quantity.words
    if kind and any(word in words and word not in stem for word in kind.get("not", [])):
        return False
    if stem in words or (len(stem) > 2 and stem[-2:] in words):
        return True
    return kind is not None and bool(any_of(kind["done"]).found(words))


def _foreign(quantity: Quantity, knowledge: Mapping[str, Any]) -> bool:
    return has_any(knowledge["foreign"], quantity.clause) and not has_any(knowledge["carried"], quantity.clause)


def _share(quantities: list[Quantity], position: int, knowledge: Mapping[str, Any], margin: Margin) -> Ratio | None:
    """占93.4% behind a part and its whole."""
    stated = quantities[position]
    if position < 2 or not any_of(knowledge["share"]).found(stated.clause):
        return None
    if has_any(knowledge["outside"], stated.clause):
        return None
    part = quantities[position - 1]
    if part.cls in (PERCENT, POINTS, "", "money", "area") or has_any(knowledge["foreign"], part.clause):
        return None
    wholes = [q for q in quantities[: position - 1] if q.cls == part.cls]
    if not wholes or not part.exact:
        return None
    values = [q.value for q in wholes]
    sums = [sum(values[i:]) for i in range(len(values))] + [sum(values[i:]) + part.value for i in range(len(values))]
    if any(_fits(stated, part.value, whole, margin, part.step) for whole in (*values, *sums)):
        return None
    whole = wholes[-1] if part.index - wholes[-1].index == 1 else None
    plain = any_of(knowledge["plain_share"]).pattern.fullmatch(stated.clause) is not None
    if plain or any_of(knowledge["among"]).found(part.gap):
        larger = [q for q in wholes if q.value >= part.value]
        if whole is not None and whole.exact and whole.value >= part.value and len(larger) == len(wholes):
            return _divided(part, whole)
    return None


def _growth(quantities: list[Quantity], position: int, knowledge: Mapping[str, Any], margin: Margin) -> Ratio | None:
    """Growth from one stated figure to another."""
    stated = quantities[position]
    if position < 2:
        return None
    first, last = quantities[position - 2], quantities[position - 1]
    if first.cls != last.cls or not any_of(knowledge["growth"]).found(stated.clause):
        return None
    if stated.cls == POINTS:
        if last.cls != PERCENT or not _from_to(first, last, knowledge):
            return None
        change = abs(last.value - first.value)
        if not (first.exact and last.exact) or margin.holds(stated, change - stated.value, first.step):
            return None
        return Ratio(last, first, change, f"{number_text(last.value)} − {number_text(first.value)}")
    if last.cls in (PERCENT, POINTS, "", *knowledge["real_terms"]):
        return None
    if not (first.exact and last.exact) or any_of(knowledge["foreign_growth"]).found(last.words + stated.clause):
        return None
    by = any_of(knowledge["change"]).pattern.search(last.clause)
    if by:
        return _change(stated, first, last, margin, falls=by["sign"] in knowledge["falls"])
    if _from_to(first, last, knowledge):
        old, new = first, last
    elif any_of(knowledge["than"]).found(last.clause) and not any_of(knowledge["than"]).found(first.clause):
        old, new = last, first
    elif any_of(knowledge["last_year"]).found(first.clause) and any_of(knowledge["this_year"]).found(last.clause):
        old, new = first, last
    else:
        return None
    if old.value <= 0:
        return None
    change = 100 * abs(new.value - old.value) / old.value
    spread = 100 * sum(q.step for q in (old, new) if q.step != 1.0) / old.value
    if margin.holds(stated, change - stated.value, spread):
        return None
    higher, lower = sorted((number_text(new.value), number_text(old.value)), key=float, reverse=True)
    return Ratio(new, old, change, f"({higher} − {lower}) ÷ {number_text(old.value)}")


def _change(stated: Quantity, now: Quantity, by: Quantity, margin: Margin, *, falls: bool) -> Ratio | None:
    """98件,同比减少14件,下降12.5%: the figure before is now's with the change undone."""
    old = now.value + by.value if falls else now.value - by.value
    if old <= 0 or now.step != 1.0 or by.index - now.index != 1:
        return None
    change = 100 * by.value / old
    if margin.holds(stated, change - stated.value):
        return None
    return Ratio(by, now, change, f"{number_text(by.value)} ÷ {number_text(old)}")


def _from_to(first: Quantity, last: Quantity, knowledge: Mapping[str, Any]) -> bool:
    return bool(any_of(knowledge["from"]).found(first.clause) and any_of(knowledge["to"]).found(last.clause))
