"""How many there are of a thing in all, told twice: 现有持证执法人员14人 … 仅有9名持证执法人员; 全局87名持证执法人员.

What is counted is any noun of some length, right behind the unit or right before the number. Two words make a telling
one of all there is: 现有, 共有, 仅有, or 全局, 全镇. A shortcoming that says 仅有 is compared with any plain count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.facts import Clause, FactWords, Mention, clauses_of, is_blocked, other_years
from fzlint.checks.figures.quantities import Quantity, figures_of
from fzlint.checks.figures.wording import any_of, kept
from fzlint.report.parts import SHORTCOMINGS

_NOT_HAN = re.compile(r"[^一-鿿]")


class _Words:
    """The section ``stock`` of the facts, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        told = data["stock"]
        self.only = any_of(told["only"])
        self.all = any_of((*told["only"], *told["whole"]))
        self.whole = any_of(told["whole"])
        self.ends = any_of(told["noun_ends"])
        self.narrows = any_of(data["narrows"])
        self.lead = any_of(told["lead"])
        self.classes = frozenset(told["units"])
        self.shortest: int = told["shortest"]
        self.longest: int = told["longest"]
        self.place_unit: str = told["place_unit"]
        self.before_places = re.compile("|".join(told["places_before"]))
        self.places = re.compile(rf"({'|'.join(told['places'])})(?:{'|'.join(told['places_behind'])})")


class _Telling(NamedTuple):
    """A count; ``noun``: what there is in all, nothing when the clause does not say that it is all."""

    quantity: Quantity
    clause: Clause
    noun: str
    only: bool

    def mention(self, noun: str) -> Mention:
        return Mention((noun, self.quantity.cls), self.quantity, self.clause.start, self.clause.end)


def stocks(context: Context) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions that tell different numbers of all there is of a thing."""
    data = context.sections["facts"]
    words, told = kept(data, FactWords), kept(data, _Words)
    if told.whole.absent(context.text):
        return
    clauses = clauses_of(context)
    tellings = [
        _telling(quantity, clauses[quantity.index], told)
        for quantities in figures_of(context).groups
        for quantity in quantities
        if quantity.cls in told.classes
        and not (quantity.approx or quantity.depth or not quantity.value)
        and quantity.part in words.parts
    ]
    years = other_years(context.report.head.year)
    for at, second in enumerate(tellings):
        if not second.noun or (is_blocked(second.clause, words, years) and not second.only):
            continue
        for first in tellings[:at]:
            if _differ(first, second) and not is_blocked(first.clause, words, years):
                yield first.mention(second.noun), second.mention(second.noun)
                break


def places(context: Context) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions that tell different numbers of a body's villages or other places (全镇11个行政村)."""
    data = context.sections["facts"]
    words, told = kept(data, FactWords), kept(data, _Words)
    clauses = clauses_of(context)
    years = other_years(context.report.head.year)
    found: dict[str, list[Mention]] = {}
    for quantities in figures_of(context).groups:
        for quantity in quantities:
            if quantity.approx or quantity.depth or quantity.part not in words.parts:
                continue
            if quantity.unit != told.place_unit:
                continue
            place = told.places.match(context.text, quantity.end)
            clause = clauses[quantity.index]
            if place and told.before_places.search(clause.before) and not is_blocked(clause, words, years):
                end = max(clause.end, place.end(1))
                found.setdefault(place[1], []).append(Mention((place[1], quantity.cls), quantity, clause.start, end))
    for mentions in found.values():
        if len({mention.quantity.value for mention in mentions}) == 2:
            first = mentions[0]
            yield first, next(mention for mention in mentions if mention.quantity.value != first.quantity.value)


def _differ(first: _Telling, second: _Telling) -> bool:
    """Whether the two tell of the same thing, and differently."""
    one, two = first.quantity, second.quantity
    if one.cls != two.cls or one.value == two.value or one.sentence == two.sentence:
        return False
    if first.noun == second.noun:
        return True
    if not (second.only and two.part == SHORTCOMINGS and one.part != SHORTCOMINGS and one.value > two.value):
        return False
    before = _NOT_HAN.sub("", first.clause.before)
    return before.endswith(second.noun) or first.clause.after.startswith(second.noun)


def _telling(quantity: Quantity, clause: Clause, told: _Words) -> _Telling:
    if not told.all.found(clause.before):
        return _Telling(quantity, clause, "", False)
    before = told.lead.pattern.sub("", clause.before)
    noun = before
    if not before:  # 仅有9名持证执法人员
        end = told.ends.pattern.search(clause.after)
        noun = clause.after[: end.start()] if end else clause.after
        if end and told.only.found(clause.before) and told.narrows.opens(end.group()):
            noun = ""  # 仅有5名执法人员具有法学背景
    if not told.shortest <= len(noun) <= told.longest or _NOT_HAN.search(noun):
        noun = ""
    return _Telling(quantity, clause, noun, bool(told.only.found(clause.before)))
