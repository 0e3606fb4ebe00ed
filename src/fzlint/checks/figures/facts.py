"""Facts of the whole year: what is counted, with which act, and how many; so that two tellings can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.quantities import PERCENT, POINTS, Quantity, figures_of
from fzlint.checks.figures.wording import WordLists, Words, any_of, has_any, kept

_CLAUSE_END = re.compile(r"[,;:。!?\n()]")
_TAIL = 24  # characters behind a unit that are looked at


class Mention(NamedTuple):
    """One telling of a fact: its key (fact, class of unit, stage, narrower words), its clause and its figure."""

    key: tuple[str, ...]
    quantity: Quantity
    start: int
    end: int


class Clause(NamedTuple):
    """The clause of a quantity: the words before the number and behind the unit."""

    start: int
    end: int
    before: str
    after: str


class _Fact(NamedTuple):
    """A fact of the checklist; ``strip``: all words that do not narrow it."""

    name: str
    subject: str
    inherits: bool
    thing: Words | None
    act: Words | None
    refused: Words | None
    grounded: bool
    stages: bool
    names: Words
    strip: Words


class FactWords:
    """The section ``facts`` of the checklist, prepared once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.subjects = [(name, any_of(words)) for name, words in data["subjects"].items()]
        self._named = WordLists(data["subjects"].values())
        self.other_subjects = any_of(data["other_subjects"])
        self.scope = any_of(data["scope"])
        self.blocked = any_of(data["blocked"])
        self.definite = any_of(data["definite"])
        self.after_act: int = data["after_act"]
        self.parts = frozenset(data["parts"])
        self.object_acts = any_of(data["object_acts"])
        self.dull = any_of((*data["fillers"], *data["dull_objects"]))
        self._facts = [(self._fact(name, fact), fact["units"]) for name, fact in data["facts"].items()]
        self._things = WordLists(fact.get("thing", ()) for fact in data["facts"].values())

    def _fact(self, name: str, fact: Mapping[str, Any]) -> _Fact:
        def listed(key: str) -> Words | None:
            return any_of(tuple(fact[key])) if fact.get(key) else None

        names = (*fact.get("thing", ()), *self.data["subjects"].get(fact.get("subject", ""), ()))
        words = (*names, *fact.get("act", ()), *fact.get("fillers", ()))
        common = (*self.data["scope"], *self.data["stages"], *self.data["fillers"])
        return _Fact(
            name,
            fact.get("subject", ""),
            bool(fact.get("inherits")),
            listed("thing"),
            listed("act"),
            listed("not"),
            bool(fact.get("grounded")),
            bool(fact.get("stages")),
            any_of(names),
            any_of((*words, *common)),
        )

    def subject(self, words: str) -> str:
        """The subject that the words name (行政复议, 行政诉讼 …); the one named last counts."""
        bits = self._named.of(words)
        if bits & (bits - 1) == 0:
            return self.subjects[bits.bit_length() - 1][0] if bits else ""
        named = [subject for number, subject in enumerate(self.subjects) if bits >> number & 1]
        found, at = "", -1
        for name, subject in named:
            for match in subject.pattern.finditer(words):
                if match.start() > at:
                    found, at = name, match.start()
        return found

    def facts_in(self, text: str) -> dict[tuple[str, str], list[_Fact]]:
        """The facts by class of unit and subject, without those whose thing the whole text does not name."""
        named = self._things.of(text)
        facts: dict[tuple[str, str], list[_Fact]] = {}
        for number, (fact, units) in enumerate(self._facts):
            if fact.thing is None or named >> number & 1:
                for unit in units:
                    facts.setdefault((unit, fact.subject), []).append(fact)
        return facts

    def stage(self, words: str) -> str:
        """The instance (一审, 二审) that the words name."""
        return next((stage for stage in self.data["stages"] if stage in words), "")


def mentions_of(context: Context) -> Iterator[Mention]:
    """The tellings of known facts that speak of the whole year and body, of each fact that has several figures."""
    told: dict[tuple[str, ...], list[tuple[Quantity, Clause, _Fact]]] = {}
    for key, quantity, clause, fact in _tellings(context):
        told.setdefault(key, []).append((quantity, clause, fact))
    for key, tellings in told.items():
        if len({quantity.value for quantity, _, _ in tellings}) > 1:
            for quantity, clause, fact in tellings:
                yield Mention((*key, _narrower(clause, fact)), quantity, clause.start, clause.end)


def _tellings(context: Context) -> Iterator[tuple[tuple[str, ...], Quantity, Clause, _Fact]]:
    """Every telling of a known fact: fact, class of unit and stage; its figure, its clause and the fact."""
    words = kept(context.sections["facts"], FactWords)
    years = other_years(context.report.head.year)
    facts = words.facts_in(context.text)
    clauses = clauses_of(context)
    for quantities in figures_of(context).groups:
        subject = stage = ""
        for quantity in quantities:
            clause = clauses[quantity.index]
            spoken = clause.before + clause.after
            own = words.subject(spoken)
            lead = quantity.gap[: len(quantity.gap) - len(clause.before)]
            if lead and not own:  # clauses without a figure before this one: 审理行政复议案件,全年受理58件
                named = words.subject(lead)
                if named:
                    subject, stage = named, words.stage(lead)
                elif subject and words.other_subjects.found(lead):
                    subject = ""
            if own:
                stage = words.stage(spoken) or (stage if own == subject else "")
                subject = own
            elif subject and words.other_subjects.found(spoken):
                subject = ""
            if quantity.approx or quantity.depth or not quantity.value or quantity.part not in words.parts:
                continue
            about = own or subject  # another subject's facts it cannot tell
            for fact in chain(facts.get((quantity.cls, about), ()), facts.get((quantity.cls, ""), ()) if about else ()):
                if _tells(fact, clause, own, subject, quantity.part, words) and not is_blocked(clause, words, years):
                    yield (fact.name, quantity.cls, stage if fact.stages else ""), quantity, clause, fact


def _tells(fact: _Fact, clause: Clause, own: str, inherited: str, part: str, words: FactWords) -> bool:
    """Whether the clause tells this fact."""
    if fact.subject:
        if fact.subject != (own or (inherited if fact.inherits else "")):
            return False
    elif own and not fact.thing:
        return False
    if fact.thing and not fact.thing.found(clause.before + clause.after):
        return False
    near = clause.after[: words.after_act]
    if fact.act and not (fact.act.found(clause.before) or fact.act.opens(near)):
        return False
    if fact.refused and (fact.refused.found(clause.before) or fact.refused.opens(near)):
        return False
    if fact.refused and not fact.act and fact.refused.found(clause.after.partition("中")[0]):
        return False
    if not fact.grounded:
        return True
    if words.scope.found(clause.before) or words.definite.found(clause.before):
        return True
    return part == "shortcomings" and bool(own)


def clauses_of(context: Context) -> list[Clause]:
    """The clause in which each quantity of the report stands, by the quantity's index; read once for all checks."""
    known: list[Clause] | None = context.shared.get("clauses")
    if known is None:
        text = context.text
        groups = figures_of(context).groups
        known = [_clause_of(text, quantities, position) for quantities in groups for position in range(len(quantities))]
        context.shared["clauses"] = known
    return known


def _clause_of(text: str, quantities: Sequence[Quantity], position: int) -> Clause:
    quantity = quantities[position]
    before = quantity.clause
    following = quantities[position + 1].start if position + 1 < len(quantities) else len(text)
    limit = min(quantity.end + _TAIL, following)
    stop = _CLAUSE_END.search(text, quantity.end, limit)
    end = stop.start() if stop else limit
    return Clause(quantity.start - len(before), end, before, text[quantity.end : end])


@cache
def other_years(year: int | None) -> re.Pattern[str]:
    """A pattern that finds a year that is not the report's."""
    return re.compile(rf"(?:19|20)(?<!\d\d\d)\d\d(?<!{year or 0:04})(?=年)")


def is_blocked(clause: Clause, words: FactWords, years: re.Pattern[str]) -> bool:
    """Whether the figure is of another period, a part, a plan, or one of several like bodies."""
    spoken = clause.before + clause.after[: words.after_act]
    return bool(words.blocked.found(clause.before) or words.blocked.found(spoken) or years.search(clause.before))


def _narrower(clause: Clause, fact: _Fact) -> str:
    """What the words say beyond the fact itself: a narrower kind, a place, an office."""
    spoken = clause.before
    found = fact.names.pattern.search(clause.after)
    if found:
        spoken += clause.after[: found.start()]
    left = _not_words().sub("", fact.strip.pattern.sub("", spoken))
    return left if len(left) > 1 else ""


@cache
def _not_words() -> re.Pattern[str]:
    return re.compile(r"\d+年?|[^一-鿿]+")


def object_mentions(context: Context) -> Iterator[tuple[Mention, Mention]]:
    """In one paragraph, the same act on the same object with two figures (处罚夜间施工39宗 … 查处夜间施工5宗)."""
    words = kept(context.sections["facts"], FactWords)
    data = words.data
    by_object: dict[tuple[int, str, str], list[Mention]] = {}
    years = other_years(context.report.head.year)
    for quantities in figures_of(context).groups:
        for quantity in quantities:
            opening = words.scope.pattern.match(quantity.clause)
            act = words.object_acts.pattern.match(quantity.clause, opening.end() if opening else 0)
            if not act or quantity.approx or quantity.depth or quantity.cls in (PERCENT, POINTS, "money"):
                continue
            object_ = quantity.clause[act.end() :]
            if not data["shortest_object"] <= len(object_) <= data["longest_object"]:
                continue
            clause = clauses_of(context)[quantity.index]
            if len(words.dull.pattern.sub("", object_)) < 3 or quantity.part not in words.parts:
                continue
            if is_blocked(clause, words, years):
                continue
            mention = Mention((object_,), quantity, clause.start, clause.end)
            by_object.setdefault((quantity.paragraph, object_, quantity.cls), []).append(mention)
    for mentions in by_object.values():
        if len(mentions) != 2:
            continue
        for first, second in pairwise(mentions):
            between = context.text[first.end : second.start]
            if first.quantity.value != second.quantity.value and not has_any(data["new_topic"], between):
                yield first, second
