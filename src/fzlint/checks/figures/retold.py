"""The same words with another figure: what is counted once and taken up again (审查文件128件 … 审查的182件文件).

A count is known again by its words without those that say nothing of what is counted (全年, 共, 各类), and by its act,
which may stand before or behind them and has several words (制定, 出台). Counts that stand beside the same figure twice
(受理诉求1204件,满意率92.4% … 受理诉求1204件,满意率90.4%) need fewer words in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.facts import Clause, FactWords, Mention, clauses_of, is_blocked, other_years
from fzlint.checks.figures.quantities import PERCENT, Quantity, figures_of
from fzlint.checks.figures.wording import any_of, kept

_BACK = frozenset("的这")
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十],|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.])")
_SHORTEST_NOUN, _LONGEST_NOUN = 2, 14  # characters
_LARGE = 100  # figures from here on whose digits are only exchanged are taken for a slip of the hand

Key = tuple[str, str]


class _Retold:
    """The words that recognising a retold count needs, compiled once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        told = data["retold"]
        self.classes = frozenset(told["units"])
        self.shortest: int = told["shortest"]
        self.shortest_scoped: int = told["shortest_scoped"]
        self.shortest_plain: int = told["shortest_plain"]
        self.shortest_beside: int = told["shortest_beside"]
        self.least_beside: int = told["least_beside"]
        self.most_times: float = told["most_times"]
        self._noun_ends = tuple(told["noun_ends"])
        self._acts = {word: name for name, words in told["acts"].items() for word in words}
        self._strip = any_of((*data["scope"], *told["fillers"], *self._acts))
        self.scope = any_of(told["scope"])
        self.actors = any_of(told["actors"])
        self.leaders = any_of(told["leaders"])
        self.leading = any_of(told["leading"])
        self.common_rates = any_of(told["common_rates"])

    def core(self, words: str) -> tuple[str, set[str]]:
        """The words that say what is counted, and its acts."""
        acts: set[str] = set()
        left, at = "", 0
        for found in self._strip.pattern.finditer(words):
            act = self._acts.get(found.group())
            if act:
                acts.add(act)
            left += words[at : found.start()]
            at = found.end()
        return left + words[at:], acts

    def noun(self, after: str) -> str:
        """What is counted, right behind a unit: some characters up to a word that ends a noun; else nothing."""
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
    acts: set[str]
    definite: bool
    sentence: int

    def mention(self, form: str) -> Mention:
        return Mention((form, self.quantity.cls), self.quantity, self.clause.start, self.clause.end)


def retold(context: Context) -> Iterator[tuple[Mention, Mention, bool]]:
    """Pairs of mentions in the same words with different figures, and whether that is only probable."""
    data = context.sections["facts"]
    words, told = kept(data, FactWords), kept(data, _Retold)
    by_words = _tellings(context, words, told)
    years = other_years(context.report.head.year)
    beside = _beside(by_words, told)
    for (form, cls), tellings in by_words.items():
        if len(tellings) < 2 or len({telling.quantity.value for telling in tellings}) == 1:
            continue
        tellings = [telling for telling in tellings if not is_blocked(telling.clause, words, years)]
        for one, two in pairwise(tellings):
            if one.quantity.value != two.quantity.value and (one.quantity.sentence, two.quantity.sentence) in beside:
                yield one.mention(form), two.mention(form), True
        tellings = [telling for telling in tellings if not telling.quantity.approx]
        if cls == PERCENT or len({telling.quantity.value for telling in tellings}) != 2:
            continue
        first = tellings[0]
        second = next(telling for telling in tellings if telling.quantity.value != first.quantity.value)
        if first.quantity.sentence == second.quantity.sentence:
            continue
        if first.acts and second.acts and first.acts != second.acts:
            continue
        length = len(form) + 2 * len(first.acts | second.acts)
        likely = _contradict(first, second, length, context.text, told) if length >= told.shortest else None
        if likely is not None:
            yield first.mention(form), second.mention(form), likely


def _tellings(context: Context, words: FactWords, told: _Retold) -> dict[Key, list[_Telling]]:
    """The counts and rates of the report by their words."""
    clauses = clauses_of(context)
    found: dict[Key, list[_Telling]] = {}
    for quantities in figures_of(context).groups:
        sentence = quantities[0].start - len(quantities[0].gap)
        for quantity in quantities:
            if quantity.cls not in told.classes or quantity.depth or not quantity.value:
                continue
            if quantity.part not in words.parts:
                continue
            clause = clauses[quantity.index]
            before = _ITEM.sub("", clause.before)
            definite = len(before) > 1 and before[-1] in _BACK
            form, acts = told.core(before[:-1] if definite else before)
            if definite or not form:
                noun, more = told.core(told.noun(clause.after))
                form += noun
                acts |= more
            if len(form) >= told.shortest_beside:
                telling = _Telling(quantity, clause, acts, definite, sentence)
                found.setdefault((form, quantity.cls), []).append(telling)
    return found


def _beside(by_words: Mapping[Key, list[_Telling]], told: _Retold) -> set[tuple[int, int]]:
    """Pairs of sentences that tell one large figure in the same words: they speak of the same."""
    pairs: set[tuple[int, int]] = set()
    same: dict[tuple[str, str, float], list[int]] = {}
    for (form, cls), tellings in by_words.items():
        if cls != PERCENT and len(form) >= told.shortest:
            for telling in tellings:
                if telling.quantity.value >= told.least_beside:
                    ending = (form[-told.shortest :], cls, telling.quantity.value)
                    same.setdefault(ending, []).append(telling.quantity.sentence)
    for sentences in same.values():
        if len(sentences) == 2 and sentences[0] != sentences[1]:
            pairs.add((sentences[0], sentences[1]))
    return pairs


def _contradict(first: _Telling, second: _Telling, length: int, text: str, told: _Retold) -> bool | None:
    """None when the two may count different things; else whether the contradiction is only probable."""
    if first.definite != second.definite:
        return False
    if any(told.leading.found(telling.clause.before) for telling in (first, second)):
        return None
    for telling in (first, second):
        if told.leaders.found(telling.clause.before):
            return None
    doers = [sorted(set(told.actors.pattern.findall(text, t.sentence, t.quantity.start))) for t in (first, second)]
    if doers[0] != doers[1]:
        return None
    one, two = first.quantity.value, second.quantity.value
    scoped = [told.scope.found(telling.clause.before) for telling in (first, second)]
    if _exchanged(one, two):
        return not all(scoped)
    if all(scoped) and length >= told.shortest_scoped:
        return True
    near = max(one, two) <= told.most_times * min(one, two)
    return True if near and length >= told.shortest_plain else None


def _exchanged(first: float, second: float) -> bool:
    """Whether two figures have the same digits in another order."""
    return min(first, second) >= _LARGE and sorted(str(int(first))) == sorted(str(int(second)))
