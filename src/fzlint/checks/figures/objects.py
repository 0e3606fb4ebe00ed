"""The same act on the same object, told twice in one paragraph (处罚夜间施工39宗 … 查处夜间施工5宗)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fzlint.checks.context import Context
from fzlint.checks.figures.facts import FactWords, Mention, clauses_of, is_blocked, other_years
from fzlint.checks.figures.quantities import PERCENT, POINTS, figures_of
from fzlint.checks.figures.wording import has_any, kept


def object_mentions(context: Context) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions of one paragraph that tell the same act on the same object with two figures."""
    words = kept(context.sections["facts"], FactWords)
    data = words.data
    by_object: dict[tuple[int, str, str], list[Mention]] = {}
    if words.object_acts.absent(context.text):
        return
    years = other_years(context.report.head.year)
    for quantities in figures_of(context).groups:
        for quantity in quantities:
            if words.object_mark not in quantity.clause:
                continue
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
