"""Facts of the whole year: what is counted, with which act, and how many; so that two tellings can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.quantities import Quantity, figures_of
from fzlint.checks.figures.subjects import Subjects
from fzlint.checks.figures.wording import WordLists, Words, any_of, kept
from fzlint.text.words import WordFinder

_CLAUSE_END = re.compile(r"[,;:。!?\n()]")
ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十],|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.])"
)
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


class Telling(NamedTuple):
    """One telling of a fact."""

    quantity: Quantity
    clause: Clause
    fact: _Fact


class FactWords:
    """The section ``facts`` of the checklist, prepared once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        named = [(word, name) for name, words in data["subjects"].items() for word in words]
        self._others = len(named)
        named.extend((word, "") for word in data["other_subjects"])
        self._finder = WordFinder(word for word, _ in named)
        self._subjects = [name for _, name in named]
        self.scope = any_of(data["scope"])
        self.blocked = any_of(data["blocked"])
        self.narrows = any_of(data["narrows"])
        self.only = any_of(data["narrows_after"])
        self.every = any_of(data["every"])
        self.definite = any_of(data["definite"])
        self.after_act: int = data["after_act"]
        self.parts = frozenset(data["parts"])
        self.object_acts = any_of(data["object_acts"])
        self.object_mark = min(set(data["object_acts"][0]).intersection(*data["object_acts"]), default="")
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

    def subjects_in(self, text: str) -> tuple[Subjects, Subjects]:
        """Where the text names a subject (行政复议, 行政诉讼 …), or something else."""
        subjects: list[tuple[int, int, str]] = []
        others: list[tuple[int, int, str]] = []
        for start, end, word in self._finder.find(text):
            (subjects if word < self._others else others).append((start, end, self._subjects[word]))
        return Subjects(subjects), Subjects(others)

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


def told_facts(context: Context) -> dict[tuple[str, ...], list[Telling]]:
    """The tellings of known facts that speak of the whole year and body, by fact, class of unit and stage."""
    told: dict[tuple[str, ...], list[Telling]] = {}
    for key, telling in _tellings(context):
        told.setdefault(key, []).append(telling)
    return told


def mentions_of(context: Context, told: Mapping[tuple[str, ...], Sequence[Telling]]) -> Iterator[list[Mention]]:
    """The mentions of each fact that is told with several figures."""
    words = kept(context.sections["facts"], FactWords)
    for key, tellings in told.items():
        if len({telling.quantity.value for telling in tellings}) > 1:
            yield [mention_of(key, telling, words) for telling in tellings]


def mention_of(key: tuple[str, ...], telling: Telling, words: FactWords) -> Mention:
    """A telling with the words that narrow its fact."""
    quantity, clause, fact = telling
    return Mention((*key, _narrower(clause, fact, words)), quantity, clause.start, clause.end)


def _tellings(context: Context) -> Iterator[tuple[tuple[str, ...], Telling]]:
    """Every telling of a known fact: fact, class of unit and stage; its figure, its clause and the fact."""
    words = kept(context.sections["facts"], FactWords)
    years = other_years(context.report.head.year)
    facts = words.facts_in(context.text)
    subjects, others = words.subjects_in(context.text)
    clauses = clauses_of(context)
    last = subjects.last
    for quantities in figures_of(context).groups:
        subject = stage = ""
        for quantity in quantities:
            clause = clauses[quantity.index]
            own = last(clause.start, clause.end) or ""
            lead = quantity.start - len(quantity.gap)
            if own:
                stage = words.stage(clause.before + clause.after) or (stage if own == subject else "")
                subject = own
            else:  # clauses without a figure before this: 审理行政复议案件,全年受理58件
                named = last(lead, clause.start) if lead < clause.start else None
                if named:
                    subject, stage = named, words.stage(context.text[lead : clause.start])
                if subject and others.named(clause.start if named else lead, clause.end):
                    subject = ""
            if quantity.approx or quantity.depth or not quantity.value or quantity.part not in words.parts:
                continue
            about = own or subject  # another subject's facts it cannot tell
            for fact in chain(facts.get((quantity.cls, about), ()), facts.get((quantity.cls, ""), ()) if about else ()):
                if _tells(fact, clause, own, subject, quantity.part, words) and not is_blocked(clause, words, years):
                    yield (fact.name, quantity.cls, stage if fact.stages else ""), Telling(quantity, clause, fact)


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
    after = quantity.tail
    end = quantity.end + len(after)
    if text[end : end + 1] == "、":  # a tail ends with it, a clause does not
        following = quantities[position + 1].start if position + 1 < len(quantities) else len(text)
        limit = min(quantity.end + _TAIL, following)
        stop = _CLAUSE_END.search(text, end, limit) if end < limit else None
        end = stop.start() if stop else limit
        after = text[quantity.end : end]
    elif len(after) > _TAIL:
        after = after[:_TAIL]
        end = quantity.end + _TAIL
    return Clause(quantity.start - len(before), end, before, after)


@cache
def other_years(year: int | None) -> re.Pattern[str]:
    """A pattern that finds a year that is not the report's."""
    return re.compile(rf"(?:19|20)(?<!\d\d\d)\d\d(?<!{year or 0:04})(?=年)")


def is_blocked(clause: Clause, words: FactWords, years: re.Pattern[str]) -> bool:
    """Whether the figure is of another period, a part, a plan, or one of several like bodies."""
    spoken = clause.before + clause.after[: words.after_act]
    return bool(words.blocked.found(clause.before) or words.blocked.found(spoken) or years.search(clause.before))


def _narrower(clause: Clause, fact: _Fact, words: FactWords) -> str:
    """What the words say beyond the fact itself: a narrower kind, a place, an office."""
    spoken = clause.before
    found = fact.names.pattern.search(clause.after)
    if found:
        spoken += clause.after[: found.start()]
        if words.only.found(clause.before) and words.narrows.opens(clause.after[found.end() :]):
            return clause.after
    left = _not_words().sub("", fact.strip.pattern.sub("", ITEM.sub("", spoken)))
    return left if len(left) > 1 else ""


@cache
def _not_words() -> re.Pattern[str]:
    return re.compile(r"\d+年?|[^一-鿿]+")
