"""Facts of the whole year: what is counted, with which act, and how many; so that two tellings can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.quantities import PERCENT, POINTS, Quantity, figures_of
from fzlint.checks.figures.wording import any_of, has_any, kept

_CLAUSE_END = re.compile(r"[,;:。!?\n()]")
_TAIL = 24  # characters behind a unit that are looked at
_NOT_WORDS = re.compile(r"\d+年?|[^一-鿿]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of a fact: its key (fact, class of unit, stage, narrower words), its clause and its figure."""

    key: tuple[str, ...]
    quantity: Quantity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a quantity: the words before the number and behind the unit."""

    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact of the checklist, compiled; ``strip``: all words that do not narrow it."""

    name: str
    units: frozenset[str]
    subject: str
    inherits: bool
    thing: re.Pattern[str] | None
    act: re.Pattern[str] | None
    refused: re.Pattern[str] | None
    grounded: bool
    stages: bool
    names: re.Pattern[str]
    strip: re.Pattern[str]


class FactWords:
    """The section ``facts`` of the checklist, compiled once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.subjects = [(name, re.compile("|".join(words))) for name, words in data["subjects"].items()]
        self.any_subject = re.compile("|".join("|".join(words) for words in data["subjects"].values()))
        self.other_subjects = any_of(data["other_subjects"])
        self.scope = any_of(data["scope"])
        self.blocked = any_of(data["blocked"])
        self.definite = any_of(data["definite"])
        self.after_act: int = data["after_act"]
        self.parts = frozenset(data["parts"])
        self.object_acts = any_of(data["object_acts"])
        self.dull = any_of((*data["fillers"], *data["dull_objects"]))
        self.by_unit: dict[str, list[_Fact]] = {}
        for name, fact in data["facts"].items():
            for unit in fact["units"]:
                self.by_unit.setdefault(unit, []).append(self._fact(name, fact))

    def _fact(self, name: str, fact: Mapping[str, Any]) -> _Fact:
        def pattern(key: str) -> re.Pattern[str] | None:
            return any_of(tuple(fact[key])) if fact.get(key) else None

        names = (*fact.get("thing", ()), *self.data["subjects"].get(fact.get("subject", ""), ()))
        words = (*names, *fact.get("act", ()), *fact.get("fillers", ()))
        common = (*self.data["scope"], *self.data["stages"], *self.data["fillers"])
        return _Fact(
            name,
            frozenset(fact["units"]),
            fact.get("subject", ""),
            bool(fact.get("inherits")),
            pattern("thing"),
            pattern("act"),
            pattern("not"),
            bool(fact.get("grounded")),
            bool(fact.get("stages")),
            any_of(names),
            any_of((*words, *common)),
        )

    def subject(self, words: str) -> str:
        """The subject that the words name (行政复议, 行政诉讼 …); the one named last counts."""
        if not self.any_subject.search(words):
            return ""
        found, at = "", -1
        for name, pattern in self.subjects:
            for match in pattern.finditer(words):
                if match.start() > at:
                    found, at = name, match.start()
        return found

    def stage(self, words: str) -> str:
        """The instance (一审, 二审) that the words name."""
        return next((stage for stage in self.data["stages"] if stage in words), "")


def mentions_of(context: Context) -> Iterator[Mention]:
    """Every telling of a known fact that speaks of the whole year and body."""
    words = kept(context.sections["facts"], FactWords)
    years = other_years(context.report.head.year)
    for quantities in figures_of(context).groups:
        subject = stage = ""
        for position, quantity in enumerate(quantities):
            clause = clause_of(context.text, quantities, position)
            spoken = clause.before + clause.after
            own = words.subject(spoken)
            lead = quantity.gap[: len(quantity.gap) - len(clause.before)]
            if lead and not own:  # clauses without a figure before this one: 审理行政复议案件,全年受理58件
                named = words.subject(lead)
                if named:
                    subject, stage = named, words.stage(lead)
                elif subject and words.other_subjects.search(lead):
                    subject = ""
            if own:
                stage = words.stage(spoken) or (stage if own == subject else "")
                subject = own
            elif subject and words.other_subjects.search(spoken):
                subject = ""
            if quantity.approx or quantity.depth or not quantity.value or quantity.part not in words.parts:
                continue
            for fact in words.by_unit.get(quantity.cls, ()):
                if _tells(fact, clause, own, subject, quantity.part, words) and not is_blocked(clause, words, years):
                    key = (fact.name, quantity.cls, stage if fact.stages else "", _narrower(clause, fact))
                    yield Mention(key, quantity, clause.start, clause.end)


def _tells(fact: _Fact, clause: Clause, own: str, inherited: str, part: str, words: FactWords) -> bool:
    """Whether the clause tells this fact."""
    if fact.subject:
        if fact.subject != (own or (inherited if fact.inherits else "")):
            return False
    elif own and not fact.thing:
        return False
    if fact.thing and not fact.thing.search(clause.before + clause.after):
        return False
    near = clause.after[: words.after_act]
    if fact.act and not (fact.act.search(clause.before) or fact.act.match(near)):
        return False
    if fact.refused and (fact.refused.search(clause.before) or fact.refused.match(near)):
        return False
    if fact.refused and not fact.act and fact.refused.search(clause.after.partition("中")[0]):
        return False
    if not fact.grounded:
        return True
    if words.scope.search(clause.before) or words.definite.search(clause.before):
        return True
    return part == "shortcomings" and bool(own)


def clause_of(text: str, quantities: Sequence[Quantity], position: int) -> Clause:
    """The clause in which the quantity at ``position`` of its group stands."""
    quantity = quantities[position]
    before = quantity.clause
    following = quantities[position + 1].start if position + 1 < len(quantities) else len(text)
    limit = min(quantity.end + _TAIL, following)
    stop = _CLAUSE_END.search(text, quantity.end, limit)
    end = stop.start() if stop else limit
    return Clause(quantity.start - len(before), end, before, text[quantity.end : end])


def other_years(year: int | None) -> re.Pattern[str]:
    """A pattern that finds a year that is not the report's."""
    return re.compile(rf"(?<!\d)(?!{year or 0:04})(?:19|20)\d\d(?=年)")


def is_blocked(clause: Clause, words: FactWords, years: re.Pattern[str]) -> bool:
    """Whether the figure is of another period, a part, a plan, or one of several like bodies."""
    spoken = clause.before + clause.after[: words.after_act]
    return bool(words.blocked.search(clause.before) or words.blocked.search(spoken) or years.search(clause.before))


def _narrower(clause: Clause, fact: _Fact) -> str:
    """What the words say beyond the fact itself: a narrower kind, a place, an office."""
    spoken = clause.before
    found = fact.names.search(clause.after)
    if found:
        spoken += clause.after[: found.start()]
    left = _NOT_WORDS.sub("", fact.strip.sub("", spoken))
    return left if len(left) > 1 else ""


def object_mentions(context: Context) -> Iterator[tuple[Mention, Mention]]:
    """In one paragraph, the same act on the same object with two figures (处罚夜间施工39宗 … 查处夜间施工5宗)."""
    words = kept(context.sections["facts"], FactWords)
    data = words.data
    by_object: dict[tuple[int, str, str], list[Mention]] = {}
    years = other_years(context.report.head.year)
    for quantities in figures_of(context).groups:
        for position, quantity in enumerate(quantities):
            opening = words.scope.match(quantity.clause)
            act = words.object_acts.match(quantity.clause, opening.end() if opening else 0)
            if not act or quantity.approx or quantity.depth or quantity.cls in (PERCENT, POINTS, "money"):
                continue
            object_ = quantity.clause[act.end() :]
            if not data["shortest_object"] <= len(object_) <= data["longest_object"]:
                continue
            clause = clause_of(context.text, quantities, position)
            if len(words.dull.sub("", object_)) < 3 or quantity.part not in words.parts:
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
