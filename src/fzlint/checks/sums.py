"""Parts that do not add up to their stated total.

Looked at: lists behind 其中, 分别为, a colon or in brackets; totals behind their parts (合计); outcomes that exclude
each other (清理22件,废止5件、修改3件、保留14件); what is left over (受理120件,办结112件,剩余8件).
A list that need not be complete is not reckoned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from fzlint.checks.context import Context, Flag
from fzlint.checks.figures import PartList, Quantity, any_of, figures_of, has_any, kept, number_text, part_lists
from fzlint.checks.figures.families import Families
from fzlint.checks.figures.lists import chains
from fzlint.checks.figures.quantities import note_checked

_MOST_BEFORE = 8  # figures of a sentence before what is left over that are tried
_WITHIN = (0.5, 2.0)  # share of the total that parts of a complete list may reach for the list to be believed


def check(context: Context) -> Iterator[Flag]:
    """Totals that the parts stated with them do not reach, or exceed."""
    figures = figures_of(context)
    options = context.options
    flagged: set[int] = set()
    listed = part_lists(context)
    taken = {part.index for entry in listed for part in entry.parts}
    found: list[tuple[Quantity, Sequence[Quantity], bool]] = []
    for entry in listed:
        found.extend(_listed(entry, context))
    summed = not (any_of(options["grand_total"]).absent(context.text) and any_of(options["total"]).absent(context.text))
    left_over = not any_of(options["left_over"]).absent(context.text)
    for quantities in figures.groups:
        if len(quantities) >= 3:
            if summed:
                found.extend(_totals_behind(quantities, taken, options))
            found.extend(_outcomes(quantities, taken, options))
            found.extend(_unmarked(quantities, taken, options, context))
            if left_over:
                found.extend(_left_over(quantities, taken, options, context.text))
    for entry in listed:
        if entry.totals and not entry.open_:
            note_checked(context, (q.index for q in (*entry.parts, entry.totals[0])))
    for total, parts, likely in found:
        if total.index not in flagged:
            flagged.add(total.index)
            yield _flag(total, parts, context.sections["figures"]["worth"], likely)


def _flag(total: Quantity, parts: Sequence[Quantity], worths: Mapping[str, float], likely: bool) -> Flag:
    worth = worths.get(total.unit, 1)
    reckoning = " + ".join(number_text(part.value / worth) for part in parts)
    summed = sum(part.value for part in parts) / worth
    return Flag(
        min(total.start, parts[0].start),
        max(total.end, parts[-1].end),
        {
            "total": f"{number_text(total.value / worth)}{total.unit}",
            "parts": reckoning,
            "sum": f"{number_text(summed)}{total.unit}",
            "difference": f"{number_text(abs(summed - total.value / worth))}{total.unit}",
        },
        likely=likely,
    )


def _equal(total: Quantity, parts: Sequence[Quantity], summed: float | None = None) -> bool:
    """Whether the parts add up, allowing for the rounding of figures with decimals."""
    reached = sum(part.value for part in parts) if summed is None else summed
    step = max(total.step, *(part.step for part in parts))
    allowed = 1e-6 if step == 1 else 0.5 * step * (len(parts) + 1) + 1e-6
    return abs(reached - total.value) <= allowed


def _usable(quantities: Sequence[Quantity]) -> bool:
    return all(quantity.exact for quantity in quantities)


def _listed(entry: PartList, context: Context) -> Iterator[tuple[Quantity, Sequence[Quantity], bool]]:
    """A list of parts whose total stands before it."""
    options: Mapping[str, Any] = context.options
    parts = entry.parts
    if not entry.totals or not _usable(parts) or not entry.totals[0].exact:
        return
    nearest = entry.totals[0]
    if entry.kind == "respectively" and nearest.unit != parts[0].unit and parts[0].unit:
        return
    behind = context.text[parts[-1].end : parts[-1].end + options["look_behind"]]
    stated = context.text[nearest.start : parts[-1].end] + behind
    if has_any(options["overlap"], stated) or any(has_any(options["comparison"], part.words) for part in parts):
        return
    prefixes = list(accumulate(part.value for part in parts))
    for count, reached in enumerate(prefixes, start=1):
        if any(_equal(total, parts[:count], reached) for total in entry.totals if total.exact):
            return
    if len(parts) == 1:
        return
    best = (
        min(range(2, len(parts) + 1), key=lambda n: abs(prefixes[n - 1] - nearest.value)) if entry.loose else len(parts)
    )
    used = parts[:best]
    share = prefixes[best - 1] / nearest.value if nearest.value else 0.0
    complete = entry.closed and best == len(parts)
    complete = complete or entry.kind == "respectively" or _complete(used, options)
    if entry.kind in ("bracket", "colon"):
        if any(any_of(options["steps"]).found(part.lead) for part in used):
            return
        complete = complete or (entry.kind == "bracket" and not entry.open_)
    if complete and not (entry.open_ and share < 1):
        if _WITHIN[0] <= share <= _WITHIN[1]:
            yield nearest, used, False
        return
    if share > 1:
        limit = options["most_over_loose"] if entry.loose else options["most_over"]
        if share <= limit:
            yield nearest, used, False
    elif not entry.open_ and len(used) >= 2:
        least = options["least_of_two"] if len(used) == 2 else options["least_of_three"]
        least = options["least_of_many"] if len(used) > 3 else least
        if share >= least:
            yield nearest, used, len(used) == 2


def _complete(parts: Sequence[Quantity], options: Mapping[str, Any]) -> bool:
    families = kept(options, Families)
    return families.complete([families.told(part) for part in parts])


def _totals_behind(
    quantities: list[Quantity], taken: set[int], options: Mapping[str, Any]
) -> Iterator[tuple[Quantity, Sequence[Quantity], bool]]:
    """A total that stands behind its parts: …、…、…,合计…"""
    grand, summing = any_of(options["grand_total"]), any_of(options["total"])
    for position, total in enumerate(quantities):
        certain = grand.found(total.clause)
        if not (certain or summing.opens(total.clause)) or total.approx:
            continue
        opening = total
        if not total.separator and position:  # 两项合计56个
            position -= 1
            opening = quantities[position]
        if opening.separator not in (",", ";", "、", "("):
            continue
        parts: list[Quantity] = []
        for quantity in reversed(quantities[:position]):
            if quantity.depth > total.depth:
                continue
            if quantity.cls != total.cls and not (certain and quantity.cls in options["mixed"]):
                break
            parts.insert(0, quantity)
            if quantity.separator != "、" and len(parts) > 1 and parts[1].separator == "、":
                break
            if quantity.separator not in ("、", ","):
                break
        if len(parts) < 2 or not _usable(parts) or any(part.index in taken for part in parts):
            continue
        values = [part.value for part in parts]
        if any(_equal(total, parts[start:], sum(values[start:])) for start in range(len(parts) - 1)):
            continue
        if not certain and any(_equal(total, (quantity,)) for quantity in quantities[:position]):
            continue
        if len(parts) > 1 and any(part.separator != "、" for part in parts[1:]) and not certain:
            continue
        share = sum(values) / total.value if total.value else 0.0
        if _WITHIN[0] <= share <= _WITHIN[1] if certain else abs(share - 1) <= options["total_nearness"]:
            yield total, parts, not certain


def _outcomes(
    quantities: list[Quantity], taken: set[int], options: Mapping[str, Any]
) -> Iterator[tuple[Quantity, Sequence[Quantity], bool]]:
    """Outcomes of one family, behind the number of what was treated."""
    families = kept(options, Families)
    for run in chains(quantities):
        told = families.told_at_the_end(run[-_MOST_BEFORE:])
        for start in range(len(run) - len(told), len(run) - 1):
            parts = run[start:]
            if not families.complete(told[start - len(run) :]):
                continue
            position = parts[0].index - quantities[0].index
            before = [
                q for q in reversed(quantities[:position]) if _same_things(q, parts[0]) and q.depth <= parts[0].depth
            ]
            if not before or not _usable(parts) or parts[0].index in taken or not before[0].exact:
                break
            if any(_equal(total, parts) for total in before[:4]) or parts[0].separator == "、":
                break
            if any(has_any(options["carried"], quantity.clause) for quantity in (*before[:2], *parts)):
                break
            share = sum(part.value for part in parts) / before[0].value if before[0].value else 0.0
            if options["family_least"] <= share <= options["family_most"]:
                yield before[0], parts, False
            break


def _unmarked(
    quantities: list[Quantity], taken: set[int], options: Mapping[str, Any], context: Context
) -> Iterator[tuple[Quantity, Sequence[Quantity], bool]]:
    """Parts set apart by 、 behind their total, with no word that opens them: 办件95件,社保41件、民政24件、其他30件."""
    words = context.sections["figures"]
    for run in chains(quantities):
        for position, total in enumerate(run[:-2]):
            parts = [*run[position + 1 : position + 2]]
            for quantity in run[position + 2 :]:
                if quantity.separator != "、":
                    break
                parts.append(quantity)
            if len(parts) < 2 or run[position + 1].separator != "," or total.index in taken or parts[0].index in taken:
                continue
            if not _usable(parts) or not total.exact or not all(len(part.words) > 1 for part in parts):
                continue
            if any(any_of(words["stages"]).opens(p.clause) or has_any(options["comparison"], p.words) for p in parts):
                continue
            share = sum(part.value for part in parts) / total.value if total.value else 0.0
            if any(_equal(whole, parts) for whole in quantities if whole.index < parts[0].index):
                continue
            if has_any(words["rest"], parts[-1].words) and options["family_least"] <= share <= options["family_most"]:
                yield total, parts, False
            elif len(parts) > 2 and abs(share - 1) <= options["unmarked_nearness"]:
                yield total, parts, True


def _same_things(total: Quantity, part: Quantity) -> bool:
    return total.cls == part.cls or (part.cls == "ballot" and total.cls == "person")


def _explained(rest: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether what is left is one or several figures less one or several of those behind them (12 + 156 - 151)."""
    reached = [0.0, *accumulate(q.value for q in before)]
    count = len(before)
    return any(
        abs(2 * reached[middle] - reached[start] - reached[stop] - rest.value) < 1e-6
        for start in range(count)
        for middle in range(start + 1, count)
        for stop in range(middle + 1, count + 1)
    ) or any(abs(a.value - b.value - rest.value) < 1e-6 for i, a in enumerate(before) for b in before[i + 1 :])


def _left_over(
    quantities: list[Quantity], taken: set[int], options: Mapping[str, Any], text: str
) -> Iterator[tuple[Quantity, Sequence[Quantity], bool]]:
    """What is left when the part done is taken from the whole."""
    left = any_of(options["left_over"])
    for position, rest in enumerate(quantities):
        if not left.found(rest.clause[-options["left_over_reach"] :]) or rest.approx or rest.index in taken:
            continue
        before = [q for q in quantities[:position] if q.cls == rest.cls and q.depth <= rest.depth][-_MOST_BEFORE:]
        chain = [q for q in before if q.index not in taken]
        if len(chain) < 2 or not _usable(chain):
            continue
        if has_any(options["carried"], rest.clause) or _explained(rest, before):
            continue
        whole, done = chain[-2], chain[-1]
        if whole.value <= done.value or rest.index - done.index != 1 or done.index - whole.index != 1:
            continue
        share = (done.value + rest.value) / whole.value
        if options["family_least"] <= share <= options["family_most"] and not has_any(
            options["overlap"], text[whole.start : rest.end]
        ):
            yield whole, (done, rest), False
