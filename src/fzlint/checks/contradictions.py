"""The same fact told twice with different figures, or with outcomes that exclude each other.

A fact is a counted thing with an act (行政复议 + 受理), found in two places with different exact figures. Only
statements about the whole year and the whole body are compared: parts (其中), months, other years, plans, other places
and narrower kinds are not. Outcomes: 均胜诉 beside 败诉1件.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import Any

from fzlint.checks.context import Context, Flag
from fzlint.checks.figures.beyond import beyond, parts_beyond
from fzlint.checks.figures.dated import dated
from fzlint.checks.figures.exceptions import exceptions
from fzlint.checks.figures.facts import Mention, mentions_of, told_facts
from fzlint.checks.figures.named import named
from fzlint.checks.figures.objects import object_mentions
from fzlint.checks.figures.outcomes import clashes
from fzlint.checks.figures.quantities import note_checked
from fzlint.checks.figures.retold import retold
from fzlint.checks.figures.stocks import places, stocks
from fzlint.checks.figures.zeros import zeros


def check(context: Context) -> Iterator[Flag]:
    """Pairs of statements that cannot both be true."""
    knowledge: Mapping[str, Any] = context.sections["facts"]
    flagged: set[int] = set()
    pairs: list[tuple[Mention, Mention, bool]] = []
    facts = told_facts(context)
    by_fact: dict[tuple[str, ...], list[Mention]] = {}
    for mentions in mentions_of(context, facts):
        for mention in mentions:
            by_fact.setdefault(mention.key, []).append(mention)
        if larger := parts_beyond(mentions, knowledge["beyond"]["most_times"]):
            pairs.append((*larger, True))
    for mentions in by_fact.values():
        if len(mentions) > 1:
            note_checked(context, (mention.quantity.index for mention in mentions))
        values = {mention.quantity.value for mention in mentions}
        if not 2 <= len(values) <= context.options["most_values"]:
            continue  # many different figures are figures of different things
        pair = _first_pair(mentions)
        if pair:
            pairs.append((*pair, len(values) > 2))
    pairs.extend((first, second, True) for first, second in object_mentions(context))
    pairs.extend((first, second, True) for first, second in beyond(context, facts))
    pairs.extend(retold(context))
    pairs.extend((first, second, True) for first, second in chain(stocks(context), places(context)))
    for first, second, likely in sorted(pairs, key=lambda pair: pair[1].quantity.start):
        if second.quantity.start in flagged:
            continue
        flagged.add(second.quantity.start)
        yield _flag(context, (first.start, first.end), (second.start, second.end), likely=likely)
    told = set()
    for winning, losing in clashes(context, knowledge["outcomes"]):
        told.add(losing)
        yield _clash(context, winning, losing, likely=False)
    for claim, exception in chain(
        exceptions(context, knowledge["exceptions"]), zeros(context), named(context), dated(context)
    ):
        if not any(exception[0] < end and start < exception[1] for start, end in told):
            yield _clash(context, claim, exception, likely=True)


def _clash(context: Context, one: tuple[int, int], other: tuple[int, int], *, likely: bool) -> Flag:
    return _flag(context, min(one, other), max(one, other), likely=likely)


def _flag(context: Context, first: tuple[int, int], second: tuple[int, int], *, likely: bool) -> Flag:
    """The flag at the second of two places, which says whether the first stands in the same sentence."""
    together = context.statement_at(first[0]) is context.statement_at(second[0])
    fields = {
        "first": context.text[slice(*first)],
        "second": context.text[slice(*second)],
        "where": context.options["where"]["together" if together else "apart"],
    }
    return Flag(*second, fields, related=(first,), likely=likely)


def _first_pair(mentions: list[Mention]) -> tuple[Mention, Mention] | None:
    """The first two mentions, in order, that stand in different sentences and differ."""
    for first, second in combinations(mentions, 2):
        if first.quantity.value != second.quantity.value and first.quantity.sentence != second.quantity.sentence:
            return first, second
    return None
