"""The same words with another figure: what is counted once and taken up again (审查文件128件 … 审查的182件文件)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.facts import Clause, FactWords, Mention, clauses_of, is_blocked, other_years
from fzlint.checks.figures.quantities import Quantity, figures_of
from fzlint.checks.figures.wording import any_of, kept

_BACK = frozenset("的这")
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十],|[(（]?[一二三四五六七八九十][)）、])")
_SHORTEST_NOUN, _LONGEST_NOUN = 2, 10  # characters
_LARGE = 100  # figures from here on whose digits are only exchanged are taken for a slip of the hand


class _Retold:
    """The words that recognising a retold count needs, compiled once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        told = data["retold"]
        self.classes = frozenset(told["units"])
        self.shortest: int = told["shortest"]
        self.shortest_scoped: int = told["shortest_scoped"]
        self._noun_ends = tuple(told["noun_ends"])
        self.strip = any_of((*data["scope"], *told["fillers"]))
        self.scope = any_of(told["scope"])
        self.actors = any_of(told["actors"])

    def noun(self, after: str) -> str:
        """What is counted, right behind a unit: two to ten characters up to a word that ends a noun; else nothing."""
        for at in range(_LONGEST_NOUN + 1):
            ended = at == len(after) or not ("一" <= after[at] <= "鿿" or after[at] in "“”")
            if at >= _SHORTEST_NOUN and (ended or after.startswith(self._noun_ends, at)):
                return after[:at]
            if ended:
                break
        return ""


class _Telling(NamedTuple):
    """A count in certain words; ``definite``: it takes up a known thing; ``sentence``: where its sentence begins."""

    quantity: Quantity
    clause: Clause
    definite: bool
    sentence: int

    def mention(self, form: str) -> Mention:
        return Mention((form, self.quantity.cls), self.quantity, self.clause.start, self.clause.end)


def retold(context: Context) -> Iterator[tuple[Mention, Mention, bool]]:
    """Pairs of mentions in the same words with different figures, and whether that is only probable."""
    data = context.sections["facts"]
    words, told = kept(data, FactWords), kept(data, _Retold)
    clauses = clauses_of(context)
    by_words: dict[tuple[str, str], list[_Telling]] = {}
    for quantities in figures_of(context).groups:
        sentence = quantities[0].start - len(quantities[0].gap)
        for quantity in quantities:
            if quantity.cls not in told.classes or quantity.approx or quantity.depth or not quantity.value:
                continue
            if quantity.part not in words.parts:
                continue
            clause = clauses[quantity.index]
            before = _ITEM.sub("", clause.before)
            definite = len(before) > 1 and before[-1] in _BACK
            form = told.strip.pattern.sub("", before[:-1] if definite else before)
            if definite or not form:
                form += told.strip.pattern.sub("", told.noun(clause.after))
            if len(form) >= told.shortest:
                by_words.setdefault((form, quantity.cls), []).append(_Telling(quantity, clause, definite, sentence))
    years = other_years(context.report.head.year)
    for (form, _), tellings in by_words.items():
        if len(tellings) < 2:
            continue
        tellings = [telling for telling in tellings if not is_blocked(telling.clause, words, years)]
        if len({telling.quantity.value for telling in tellings}) != 2:
            continue
        first = tellings[0]
        second = next(telling for telling in tellings if telling.quantity.value != first.quantity.value)
        if first.quantity.sentence == second.quantity.sentence:
            continue
        likely = _contradict(first, second, form, context.text, told)
        if likely is not None:
            yield first.mention(form), second.mention(form), likely


def _contradict(first: _Telling, second: _Telling, form: str, text: str, told: _Retold) -> bool | None:
    """None when the two may count different things; else whether the contradiction is only probable."""
    if first.definite != second.definite:
        return False
    doers = [sorted(set(told.actors.pattern.findall(text, t.sentence, t.quantity.start))) for t in (first, second)]
    if doers[0] != doers[1]:
        return None
    scoped = all(told.scope.found(telling.clause.before) for telling in (first, second))
    if _exchanged(first.quantity.value, second.quantity.value):
        return not scoped
    return True if scoped and len(form) >= told.shortest_scoped else None


def _exchanged(first: float, second: float) -> bool:
    """Whether two figures have the same digits in another order."""
    return min(first, second) >= _LARGE and sorted(str(int(first))) == sorted(str(int(second)))
