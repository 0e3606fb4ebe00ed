"""None of them, and yet some: 未发生行政复议案件, 涉企执法零投诉 beside a count of the very same thing.

What there is none of is told in the words that follow 未发生 (or stand around 零); a count contradicts it when the same
words stand right beside its number. The words are the checklist's (section ``facts``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.facts import FactWords, clauses_of, other_years
from fzlint.checks.figures.quantities import Quantity, figures_of
from fzlint.checks.figures.wording import any_of, has_any, kept
from fzlint.report.report import Statement

Span = tuple[int, int]


class _Words:
    """The section ``zeros`` of the facts, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        told = data["zeros"]
        self.gate = [(word, tuple(word + more for more in behind)) for word, behind in told["gate"].items()]
        self.claims = [re.compile(pattern) for pattern in told["claims"]]
        self.apart = re.compile("|".join(told["apart"]))
        self.strip = any_of(told["fillers"])
        self.ends = any_of(told["ends"])
        self.classes = frozenset(told["units"])
        self.blocked = any_of(told["blocked"])
        self.denied = any_of(told["denied"])
        self.shortest: int = told["shortest"]
        self.before: int = told["before"]
        self.behind: int = told["behind"]

    def things(self, found: re.Match[str]) -> Iterator[str]:
        """What there is none of, each thing in its own words."""
        for thing in self.apart.split("".join(part for part in found.groups() if part)):
            words = self.bare(thing)
            if len(words) >= self.shortest:
                yield words

    def bare(self, words: str) -> str:
        """The words that say what it is."""
        return self.ends.pattern.sub("", self.strip.pattern.sub("", words))


def zeros(context: Context) -> Iterator[tuple[Span, Span]]:
    """Pairs of places: where there is none of a thing, and where there are some."""
    data = context.sections["facts"]
    words, told = kept(data, FactWords), kept(data, _Words)
    claims: list[tuple[Span, str]] = []
    years = other_years(context.report.head.year)
    for statement in _gated(context, told):
        spoken = context.words(statement)
        if statement.part not in words.parts or told.blocked.found(spoken) or years.search(spoken):
            continue
        for pattern in told.claims:
            for found in pattern.finditer(spoken):
                span = (statement.start + found.start(), statement.start + found.end())
                claims.extend((span, thing) for thing in told.things(found))
    if not claims:
        return
    seen: set[Span] = set()
    for quantity, (before, behind), span in _counts(context, words, told, [thing[:2] for _, thing in claims]):
        for claim, thing in claims:
            if claim in seen or claim[0] <= quantity.start < claim[1]:
                continue
            if quantity.cls == "time":  # 行政诉讼培训3次 is no 行政诉讼
                beside = before.endswith(thing)
            else:
                beside = thing in before[-len(thing) - told.before :] or thing in behind[: len(thing) + told.behind]
            if beside:
                seen.add(claim)
                yield claim, span
                break


def _gated(context: Context, told: _Words) -> Iterator[Statement]:
    """The statements that may say that there is none of something."""
    text = context.text
    places = []
    for word, whole in told.gate:
        at = text.find(word)
        while at >= 0:
            if text.startswith(whole, at):
                places.append(at)
            at = text.find(word, at + 1)
    last = -1
    for place in sorted(places):
        if place >= last and (statement := context.statement_at(place)):
            last = statement.end
            yield statement


def _counts(
    context: Context, words: FactWords, told: _Words, openings: list[str]
) -> Iterator[tuple[Quantity, tuple[str, str], Span]]:
    """The counts, with the words before and behind each, and where it stands."""
    years = other_years(context.report.head.year)
    for quantities in figures_of(context).groups:
        lead = context.text[quantities[0].start - len(quantities[0].gap) : quantities[0].start]
        for quantity in quantities:
            if (
                quantity.cls not in told.classes
                or quantity.depth
                or not quantity.value
                or quantity.part not in words.parts
            ):
                continue
            clause = clauses_of(context)[quantity.index]
            spoken = clause.before + clause.after
            if not has_any(openings, spoken):
                continue
            if told.denied.found(lead) or told.denied.found(spoken) or years.search(lead):
                continue
            beside = told.bare(clause.before), told.strip.pattern.sub("", clause.after)
            yield quantity, beside, (clause.start, clause.end)
