"""The same words with another figure: what is counted once and taken up again (审查文件128件 … 审查的182件文件).

A count is known again by its words without those that say nothing of what is counted (全年, 共, 各类), and by its act,
which may stand before or behind them and has several words (制定, 出台). Counts that stand beside the same figure twice
(受理诉求1204件,满意率92.4% … 受理诉求1204件,满意率90.4%) need fewer words in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.facts import ITEM, Clause, FactWords, Mention, clauses_of, is_blocked, other_years
from fzlint.checks.figures.quantities import PERCENT, Quantity, figures_of
from fzlint.checks.figures.wording import any_of, kept
from fzlint.report.parts import FIRST

_BACK = frozenset("的这")
_FIRST_SIGN = 0xE000
_SHORTEST_NOUN, _LONGEST_NOUN = 2, 14  # characters
_LARGE = 100  # figures from here on whose digits are only exchanged are taken for a slip of the hand


class _Retold:
    """The words that recognising a retold count needs, compiled once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        told = data["retold"]
        self.classes = frozenset(told["units"])
        self.shortest: int = told["shortest"]
        self.shortest_scoped: int = told["shortest_scoped"]
        self.shortest_plain: int = told["shortest_plain"]
        self.shortest_half: int = told["shortest_half"]
        self.rate_ends = tuple(told["rate_ends"])
        self.shortest_rate: int = told["shortest_rate"]
        self.shortest_beside: int = told["shortest_beside"]
        self.common_beside: int = told["common_beside"]
        self.least_beside: int = told["least_beside"]
        self.least_beside_short: int = told["least_beside_short"]
        self.most_times: float = told["most_times"]
        self._noun = re.compile(
            rf"的?([一-鿿“”]{{{_SHORTEST_NOUN},{_LONGEST_NOUN}}}?)(?:{'|'.join(told['noun_ends'])}|[^一-鿿“”]|$)"
        )
        # Each act has a sign of its own (private use area), which stands for its words in a form.
        signs = {name: chr(_FIRST_SIGN + number) for number, name in enumerate(told["acts"])}
        self._acts = [(word, signs[name]) for name, words in told["acts"].items() for word in words]
        self._acts.sort(key=lambda act: -len(act[0]))
        self._signs = frozenset(signs.values())
        self._strip = any_of((*data["scope"], *told["fillers"]))
        self.items = re.compile(rf"^(?:{ITEM.pattern[1:]}[{told['openers']}]?|[{told['openers']}])")
        self.openings = frozenset(f"一二三四五六七八九十第(0123456789{told['openers']}")
        self._any_sign = re.compile(f"[{''.join(signs.values())}]")
        self.scope = any_of(told["scope"])
        self.actors = any_of(told["actors"])
        self.leaders = any_of(told["leaders"])
        self.leading = any_of(told["leading"])
        self.common_rates = any_of(told["common_rates"])

    def bare_all(self, clauses: list[str]) -> tuple[list[str], list[str]]:
        """The words of each clause that say what is counted: with a sign for each act, and without."""
        words = "\n".join(clauses)
        for word, sign in self._acts:
            if word in words:
                words = words.replace(word, sign)
        words = self._strip.pattern.sub("", words)
        return words.split("\n"), self._any_sign.sub("", words).split("\n")

    def acts(self, form: str) -> frozenset[str]:
        """The signs of acts in bare words."""
        return self._signs.intersection(form)

    def noun(self, after: str) -> str:
        """What is counted, right behind a unit: some characters up to a word that ends a noun; else nothing."""
        found = self._noun.match(after)
        return found[1] if found else ""


class _Telling(NamedTuple):
    """A count in certain words; ``definite``: it takes up a known thing."""

    quantity: Quantity
    clause: Clause
    acts: frozenset[str]
    definite: bool

    def mention(self, form: str) -> Mention:
        return Mention((form, self.quantity.cls), self.quantity, self.clause.start, self.clause.end)


class _Counts:
    """The counts and rates of a report by their words; the words of each, its acts with it."""

    def __init__(self, context: Context, parts: frozenset[str], told: _Retold) -> None:
        self._told = told
        self._clauses = clauses_of(context)
        self.quantities = [
            quantity
            for quantities in figures_of(context).groups
            for quantity in quantities
            if quantity.cls in told.classes and not quantity.depth and quantity.value and quantity.part in parts
        ]
        befores = [quantity.clause for quantity in self.quantities]
        befores = [told.items.sub("", before) if before[:1] in told.openings else before for before in befores]
        self._definite = [len(before) > 1 and before[-1] in _BACK for before in befores]
        self._signed, self.forms = told.bare_all(befores)
        self._add_nouns()

    def _add_nouns(self) -> None:
        """What stands behind the unit, where the words before the number do not say what is counted."""
        lacking = [at for at, quantity in enumerate(self.quantities) if self._definite[at] or not self.forms[at]]
        afters = [self._told.noun(self._clauses[self.quantities[at].index].after) for at in lacking]
        for at, signed, noun in zip(lacking, *self._told.bare_all(afters), strict=False):
            self._signed[at] += signed
            self.forms[at] = self.forms[at].removesuffix("这") + noun

    def telling(self, at: int) -> _Telling:
        quantity = self.quantities[at]
        acts = self._told.acts(self._signed[at])
        return _Telling(quantity, self._clauses[quantity.index], acts, self._definite[at])


def retold(context: Context) -> Iterator[tuple[Mention, Mention, bool]]:
    """Pairs of mentions in the same words with different figures, and whether that is only probable."""
    data = context.sections["facts"]
    words, told = kept(data, FactWords), kept(data, _Retold)
    counts = _Counts(context, words.parts, told)
    by_words: dict[tuple[str, str], list[int]] = {}
    anchors: dict[tuple[str, str, float], list[int]] = {}
    shortest = told.shortest
    for at, (form, quantity) in enumerate(zip(counts.forms, counts.quantities, strict=False)):
        if len(form) >= told.shortest_beside:
            by_words.setdefault((form, quantity.cls), []).append(at)
            least = told.least_beside if len(form) >= shortest else told.least_beside_short
            if quantity.value >= least and quantity.cls != PERCENT:
                anchors.setdefault((form[-shortest:], quantity.cls, quantity.value), []).append(at)
    years = other_years(context.report.head.year)
    for pair in anchors.values():
        if len(pair) == 2:
            yield from _beside(counts, pair, words, told, years)
    for (form, _), places in by_words.items():
        if len(places) < 2 or len({counts.quantities[at].value for at in places}) == 1:
            continue
        tellings = [telling for at in places if not (telling := counts.telling(at)).quantity.approx]
        tellings = [telling for telling in tellings if not is_blocked(telling.clause, words, years)]
        if len({telling.quantity.value for telling in tellings}) != 2:
            continue
        first = tellings[0]
        second = next(telling for telling in tellings if telling.quantity.value != first.quantity.value)
        if first.quantity.sentence == second.quantity.sentence:
            continue
        if first.acts and second.acts and first.acts != second.acts:
            continue
        likely = _contradict(first, second, form, context, told)
        if likely is not None:
            yield first.mention(form), second.mention(form), likely


def _beside(
    counts: _Counts, anchors: list[int], words: FactWords, told: _Retold, years: re.Pattern[str]
) -> Iterator[tuple[Mention, Mention, bool]]:
    """Counts and rates that differ in two sentences which tell one large figure in the same words."""
    sentences = [counts.quantities[at].sentence for at in anchors]
    if sentences[0] == sentences[1]:
        return
    places = [[at for at, one in enumerate(counts.quantities) if one.sentence == sentence] for sentence in sentences]
    for at, other in product(*places):
        one, two = counts.quantities[at], counts.quantities[other]
        form = counts.forms[at]
        common = min(max(len(form), told.common_beside), told.shortest)
        if one.cls != two.cls or one.value == two.value or len(form) < common:
            continue
        if form[-common:] == counts.forms[other][-common:]:
            tellings = counts.telling(at), counts.telling(other)
            if not any(is_blocked(telling.clause, words, years) for telling in tellings):
                yield tellings[0].mention(form), tellings[1].mention(form), True


def _contradict(first: _Telling, second: _Telling, form: str, context: Context, told: _Retold) -> bool | None:
    """None when the two may count different things; else whether the contradiction is only probable."""
    length = len(form) + 2 * len(first.acts | second.acts)
    if first.quantity.cls == PERCENT:
        if not form.endswith(told.rate_ends) or len(told.common_rates.pattern.sub("", form)) < told.shortest_rate:
            return None
    elif length < told.shortest:
        return None
    if first.definite != second.definite:
        return False
    if any(told.leading.found(telling.clause.before) for telling in (first, second)):
        return None
    for telling in (first, second):
        if telling.quantity.part != FIRST and told.leaders.found(telling.clause.before):
            return None
    actors = told.actors.pattern
    own = set(actors.findall(form))
    doers = []
    for quantity in (first.quantity, second.quantity):
        opening = figures_of(context).groups[quantity.sentence][0]
        lead = context.text[opening.start - len(opening.gap) : quantity.start]
        doers.append(set(actors.findall(lead)) - own)
    if doers[0] != doers[1]:
        return None
    one, two = first.quantity.value, second.quantity.value
    scoped = [told.scope.found(telling.clause.before) for telling in (first, second)]
    if _exchanged(one, two):
        return not all(scoped)
    if all(scoped) and length >= told.shortest_scoped:
        return True
    near = max(one, two) <= told.most_times * min(one, two)
    apart = any(scoped) or first.quantity.part != second.quantity.part
    return True if near and length >= (told.shortest_half if apart else told.shortest_plain) else None


def _exchanged(first: float, second: float) -> bool:
    """Whether two figures have the same digits in another order."""
    return min(first, second) >= _LARGE and sorted(str(int(first))) == sorted(str(int(second)))
