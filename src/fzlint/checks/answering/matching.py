"""Which arrangement answers which shortcoming of one report."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fzlint.checks.answering.nearness import OFF, ON, Nearness, Said, Weights, said_answering, said_lacking
from fzlint.checks.answering.segments import Arrangement, Shortcoming
from fzlint.checks.answering.subjects import LACKING, Subjects

FEW = 4  # pieces of a report below which no field can be called common in it
Answer = tuple[str, tuple[int, int] | None]


def weights_of(options: Mapping[str, Any]) -> Weights:
    """The weights of the item's options."""
    numbers = {key: float(options[key]) for key in Weights.__dataclass_fields__ if key != "rare"}
    rare = {int(most): float(gain) for most, gain in sorted(options["rare"].items(), key=lambda entry: int(entry[0]))}
    return Weights(rare=rare, **numbers)


class Matcher:
    """Matches the shortcomings of one report with its arrangements."""

    def __init__(self, text: str, subjects: Subjects, stop: frozenset[str], options: Mapping[str, Any]) -> None:
        self._text = text
        self._subjects = subjects
        self._stop = stop
        self._weights = weights_of(options)

    def fields(self, start: int, end: int) -> frozenset[int]:
        """The fields of work of which a shortcoming at this place speaks."""
        return frozenset(mark.subject for mark in self._subjects.marks(self._text, start, end) if mark.side & LACKING)

    def match(self, shortcomings: Sequence[Shortcoming], arrangements: Sequence[Arrangement]) -> list[Answer]:
        """For each shortcoming whether it is answered (yes, partly, no), and the place that does."""
        if not shortcomings or not arrangements:
            return [("no", None) for _ in shortcomings]
        plans = [said_answering(self._subjects, self._text, plan.pieces, self._stop) for plan in arrangements]
        lacking = [self._lacking(item) for item in shortcomings]
        common = Counter(index for said in (*plans, *lacking) for index in said.subjects)
        total = len(plans) + len(lacking)
        shares = {index: count / total for index, count in common.items()} if total >= FEW else {}
        nearness = Nearness(self._subjects, self._weights, self._text, shares)
        near = [[nearness.of(said, plan) for plan in plans] for said in lacking]

        def sign(i: int, j: int) -> float:
            return nearness.sign(lacking[i], plans[j])

        answers: list[Answer] = []
        for said, row in zip(lacking, self._by_order(near, sign, shortcomings, arrangements), strict=True):
            best = max(range(len(row)), key=lambda j: (row[j], -j))
            if row[best] < self._weights.partly:
                answers.append(("no", None))
                continue
            answered = "yes" if row[best] >= self._weights.answered else "partly"
            answers.append((answered, self._piece(nearness, said, arrangements[best])))
        return answers

    def _lacking(self, item: Shortcoming) -> Said:
        weights = self._weights
        spans = [(item.start, item.title, 1.0), (item.title, item.end, weights.detail)]
        spans += [(start, end, weights.cause) for start, end in item.causes]
        return said_lacking(self._subjects, self._text, spans, self._stop)

    def _by_order(
        self,
        near: list[list[tuple[float, str]]],
        sign: Callable[[int, int], float],
        shortcomings: Sequence[Shortcoming],
        arrangements: Sequence[Arrangement],
    ) -> list[list[float]]:
        """Nearness with what the order says: plans tend to follow the order of the shortcomings."""
        weights = self._weights
        sure: dict[int, int] = {}
        for i, row in enumerate(near):
            j = max(range(len(row)), key=lambda k: (row[k][0], -k))
            if row[j][0] >= weights.partly and not arrangements[j].slogan and all(other[j][0] <= row[j][0] for other in near):
                sure[i] = j
        taken = set(sure.values())
        ordered = [sure[i] for i in sorted(sure)]
        in_order = bool(sure) and all(a < b for a, b in itertools.pairwise(ordered))
        gain = self._gains(near, sign, arrangements, sure) if in_order else {}
        final: list[list[float]] = []
        for i, row in enumerate(near):
            adjusted = []
            for j, (value, relation) in enumerate(row):
                amount = value + gain.get((i, j), 0.0)
                if j in taken and sure.get(i) != j and value < weights.answered and relation != ON:
                    amount *= weights.taken
                if _same_place(shortcomings[i], arrangements[j]):
                    amount += weights.same_place
                adjusted.append(amount)
            final.append(adjusted)
        return final

    def _gains(
        self,
        near: list[list[tuple[float, str]]],
        sign: Callable[[int, int], float],
        arrangements: Sequence[Arrangement],
        sure: Mapping[int, int],
    ) -> dict[tuple[int, int], float]:
        """What the order adds: a plan between the answers to a shortcoming's neighbours is likely its answer.

        Behind the last sure answer stand plans that answer nothing; there a plan gains only with a sign of its own.
        Each plan gains for one shortcoming only.
        """
        weights = self._weights
        best: dict[int, tuple[float, int]] = {}
        for i, row in enumerate(near):
            if i in sure:
                continue
            low = max((sure[k] for k in sure if k < i), default=-1)
            high = min((sure[k] for k in sure if k > i), default=len(row))
            for j in range(low + 1, high):
                value, relation = row[j]
                if arrangements[j].slogan:
                    continue
                told = value + sign(i, j)
                if (relation == OFF or high == len(row)) and told < weights.in_turn_from:
                    continue
                if relation == OFF and high == len(row):
                    continue
                if j not in best or told > best[j][0]:
                    best[j] = (told, i)
        return {(i, j): weights.in_turn + told - near[i][j][0] for j, (told, i) in best.items()}

    def _piece(self, nearness: Nearness, lacking: Said, plan: Arrangement) -> tuple[int, int]:
        """The statement of ``plan`` that answers best."""
        if len(plan.pieces) == 1:
            return plan.pieces[0]
        said = [said_answering(self._subjects, self._text, [piece], self._stop) for piece in plan.pieces]
        return max(zip(said, plan.pieces, strict=True), key=lambda entry: nearness.of(lacking, entry[0])[0])[1]


def _same_place(item: Shortcoming, plan: Arrangement) -> bool:
    """Whether the plan stands right behind the shortcoming, in its paragraph or under its own heading."""
    return plan.start > item.start and (
        plan.paragraph == item.paragraph or (item.headed and plan.section == item.section)
    )
