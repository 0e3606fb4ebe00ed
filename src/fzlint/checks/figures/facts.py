"""Facts of the whole year: what is counted, with which act, and how many; so that two tellings can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.quantities import PERCENT, POINTS, Figures, Quantity, figures_of
from fzlint.checks.figures.wording import any_of, has_any

_CLAUSE_END = re.compile(r"[,;:。!?\n()]")
_TAIL = 24  # characters behind a unit that are looked at
_NOT_WORDS = re.compile(r"[^一-鿿]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of a fact: its key (fact, class of unit, stage, narrower words), its clause and its figure."""

    key: tuple[str, ...]
    quantity: Quantity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """The clause of a quantity: the words before the number, behind the unit; whether it starts the sentence."""

    start: int
    end: int
    before: str
    after: str


def mentions_of(context: Context, knowledge: Mapping[str, Any]) -> Iterator[Mention]:
    """Every telling of a known fact that speaks of the whole year and body."""
    figures = figures_of(context)
    years = _other_years(context.report.head.year)
    for quantities in figures.by_sentence.values():
        subject = ""
        scoped = False
        stage = ""
        for position, quantity in enumerate(quantities):
            clause = _clause(context.text, quantities, position)
            words = clause.before + clause.after
            own = _subject(words, knowledge)
            if own:
                stage = _stage(words, knowledge) or (stage if own == subject else "")
                subject = own
                scoped = bool(any_of(knowledge["scope"]).search(clause.before))
            elif any_of(knowledge["other_subjects"]).search(words):
                subject = ""
            elif any_of(knowledge["scope"]).search(clause.before):
                scoped = True
            if not quantity.exact or quantity.cls in ("", PERCENT, POINTS) or quantity.part not in knowledge["parts"]:
                continue
            if quantity.depth or quantity.value == 0 or _blocked(clause, knowledge, years):
                continue
            yield from _mentions(quantity, clause, (own, subject, stage, scoped), figures, knowledge)


def _mentions(
    quantity: Quantity,
    clause: _Clause,
    known: tuple[str, str, str, bool],
    figures: Figures,
    knowledge: Mapping[str, Any],
) -> Iterator[Mention]:
    own, inherited, stage, scoped = known
    definite = bool(any_of(knowledge["definite"]).search(clause.before))
    in_shortcomings = quantity.part == "shortcomings"
    scope_here = bool(any_of(knowledge["scope"]).search(clause.before))
    for name, fact in knowledge["facts"].items():
        if quantity.cls not in fact["units"]:
            continue
        subject = own or (inherited if fact.get("inherits") else "")
        if fact.get("subject") and subject != fact["subject"]:
            continue
        if fact.get("thing") and not any_of(fact["thing"]).search(clause.before + clause.after):
            continue
        if not fact.get("subject") and not fact.get("thing") and own:
            continue
        near = clause.after[: knowledge["after_act"]]
        act = any_of(fact["act"]).search(clause.before) or any_of(fact["act"]).match(near) if fact.get("act") else None
        if fact.get("act") and not act:
            continue
        refused = any_of(fact["not"]) if fact.get("not") else None
        if refused and (refused.search(clause.before) or refused.match(near)):
            continue
        if fact.get("grounded") and not (scope_here or definite or (in_shortcomings and own)):
            continue
        if fact.get("inherits") and not own and not (scoped or stage or fact["subject"]):
            continue
        narrower = _narrower(clause, fact, knowledge)
        yield Mention(
            (name, quantity.cls, stage if fact.get("stages") else "", narrower), quantity, clause.start, clause.end
        )


def _clause(text: str, quantities: Sequence[Quantity], position: int) -> _Clause:
    quantity = quantities[position]
    before = quantity.clause
    following = quantities[position + 1].start if position + 1 < len(quantities) else len(text)
    limit = min(quantity.end + _TAIL, following)
    stop = _CLAUSE_END.search(text, quantity.end, limit)
    end = stop.start() if stop else limit
    return _Clause(quantity.start - len(before), end, before, text[quantity.end : end])


def _subject(words: str, knowledge: Mapping[str, Any]) -> str:
    """The subject that the words name (行政复议, 行政诉讼 …); the one named last counts."""
    found = ""
    at = -1
    for name, patterns in knowledge["subjects"].items():
        for match in any_of(patterns).finditer(words):
            if match.start() > at:
                found, at = name, match.start()
    return found


def _stage(words: str, knowledge: Mapping[str, Any]) -> str:
    return next((stage for stage in knowledge["stages"] if stage in words), "")


def _other_years(year: int | None) -> re.Pattern[str]:
    own = str(year) if year else "0000"
    return re.compile(rf"(?<!\d)(?!{own})(?:19|20)\d\d(?=年)")


def _blocked(clause: _Clause, knowledge: Mapping[str, Any], years: re.Pattern[str]) -> bool:
    """Whether the figure is of another period, a part, a plan, or one of several like bodies."""
    words = clause.before + clause.after[: knowledge["after_act"]]
    return bool(any_of(knowledge["blocked"]).search(words) or years.search(clause.before))


def _narrower(clause: _Clause, fact: Mapping[str, Any], knowledge: Mapping[str, Any]) -> str:
    """What the words say beyond the fact itself: a narrower kind, a place, an office."""
    words = clause.before
    thing = any_of([*fact.get("thing", []), *knowledge["subjects"].get(fact.get("subject", ""), [])])
    found = thing.search(clause.after)
    if found:
        words += clause.after[: found.start()]
    for pattern in (
        thing,
        any_of(fact.get("act", [])),
        any_of(knowledge["scope"]),
        any_of(knowledge["stages"]),
        any_of([*knowledge["fillers"], *fact.get("fillers", [])]),
    ):
        words = pattern.sub("", words)
    words = _NOT_WORDS.sub("", re.sub(r"\d+年?", "", words))
    return words if len(words) > 1 else ""


def object_mentions(context: Context, knowledge: Mapping[str, Any]) -> Iterator[tuple[Mention, Mention]]:
    """In one paragraph, the same act on the same object with two figures (处罚夜间施工39宗 … 查处夜间施工5宗)."""
    figures = figures_of(context)
    acts = any_of(knowledge["object_acts"])
    scope = any_of(knowledge["scope"])
    dull = any_of([*knowledge["fillers"], *knowledge["dull_objects"]])
    by_object: dict[tuple[int, str, str], list[Mention]] = {}
    years = _other_years(context.report.head.year)
    for quantities in figures.by_sentence.values():
        for position, quantity in enumerate(quantities):
            opening = scope.match(quantity.clause)
            act = acts.match(quantity.clause, opening.end() if opening else 0)
            if not act or not quantity.exact or quantity.depth or quantity.cls in (PERCENT, POINTS, "money"):
                continue
            object_ = quantity.clause[act.end() :]
            if not knowledge["shortest_object"] <= len(object_) <= 20 or len(dull.sub("", object_)) < 3:
                continue
            clause = _clause(context.text, quantities, position)
            if _blocked(clause, knowledge, years) or quantity.part not in knowledge["parts"]:
                continue
            mention = Mention((object_,), quantity, clause.start, clause.end)
            by_object.setdefault((quantity.paragraph, object_, quantity.cls), []).append(mention)
    for mentions in by_object.values():
        if len(mentions) != 2:
            continue
        for first, second in pairwise(mentions):
            between = context.text[first.end : second.start]
            if first.quantity.value != second.quantity.value and not has_any(knowledge["new_topic"], between):
                yield first, second
