"""More done than there was to do (受理58件 … 办结的63件均…), and a part larger than its whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fzlint.checks.context import Context
from fzlint.checks.figures.facts import FactWords, Mention, Telling, mention_of
from fzlint.checks.figures.wording import any_of, kept


def beyond(context: Context, told: Mapping[tuple[str, ...], Sequence[Telling]]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions: what there is of a thing in all, and a figure that cannot be larger but is."""
    data = context.sections["facts"]
    words = kept(data, FactWords)
    beyond_all = data["beyond"]
    by_name = {key[0]: key for key in told if not key[2]}
    carried = any_of(beyond_all["carried"])
    for done, taken in beyond_all["pairs"]:
        if done not in by_name or taken not in by_name or carried.found(context.text):
            continue
        least = [mention_of(by_name[taken], telling, words) for telling in told[by_name[taken]]]
        whole = [mention for mention in least if not mention.key[-1]]
        if len({mention.quantity.value for mention in whole}) != 1:
            continue
        for telling in told[by_name[done]]:
            more = mention_of(by_name[done], telling, words)
            taken_up = words.definite.found(telling.clause.before) or words.every.opens(telling.clause.after)
            if (
                taken_up
                and not more.key[-1]
                and more.quantity.value > whole[0].quantity.value
                and more.quantity.sentence != whole[0].quantity.sentence
            ):
                yield whole[0], more
                break


def parts_beyond(mentions: Sequence[Mention], most_times: float) -> tuple[Mention, Mention] | None:
    """Of the mentions of one fact, the whole and a narrower one whose figure is larger; figures of one size only."""
    whole = [mention for mention in mentions if not mention.key[-1]]
    if len({mention.quantity.value for mention in whole}) != 1:
        return None
    first = whole[0]
    for mention in mentions:
        value = mention.quantity.value
        if mention.key[-1] and first.quantity.value < value <= most_times * first.quantity.value:
            return (first, mention) if first.quantity.sentence != mention.quantity.sentence else None
    return None
