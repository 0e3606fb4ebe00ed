"""Which arrangement answers which shortcoming of one report."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from fzlint.checks.answering.nearness import OFF, ON, Nearness, Said, Weights, said_answering, said_lacking
from fzlint.checks.answering.pieces import Arrangement, Shortcoming
from fzlint.checks.answering.subjects import LACKING, Reading, Subjects

Answer = tuple[str, tuple[int, int] | None]  # yes, partly or no; the place that answers
_FEW = 4  # pieces of a report below which no field can be called common in it


class Matcher:
    """Matches the shortcomings of one report (``text``: its view) with its arrangements."""

    def __init__(self, text: str, subjects: Subjects, stop: frozenset[str], weights: Weights) -> None:
        self._text = text
        self._subjects = subjects
        self._reading = Reading(subjects, text)
        self._stop = stop
        self._weights = weights
        self._pieces: dict[tuple[int, int], Said] = {}

    def subjects_of(self, start: int, end: int) -> frozenset[int]:
        """The subjects of which a shortcoming at this place speaks."""
        return frozenset(mark.subject for mark in self._reading.marks(start, end) if mark.side & LACKING)

    def match(self, shortcomings: Sequence[Shortcoming], arrangements: Sequence[Arrangement]) -> list[Answer]:
        """For each shortcoming whether it is answered, and where."""
        if not shortcomings or not arrangements:
            return [("no", None) for _ in shortcomings]
        lacking = [self._lacking(item) for item in shortcomings]
        plans = [said_answering(self._reading, plan.pieces, self._stop) for plan in arrangements]
        nearness = Nearness(self._subjects, self._weights, self._text, _shares([*lacking, *plans]))
        near = [[nearness.of(said, plan) for plan in plans] for said in lacking]

        def sign(i: int, j: int) -> float:
            return nearness.sign(lacking[i], plans[j])

        idle = frozenset(j for j, plan in enumerate(plans) if arrangements[j].slogan or nearness.aside(plan))
        answers: list[Answer] = []
        for said, row in zip(lacking, self._with_order(near, sign, idle, shortcomings, arrangements), strict=True):
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
        return said_lacking(self._reading, spans, self._stop, weights.rare_detail)

    def _with_order(
        self,
        near: list[list[tuple[float, str]]],
        sign: Callable[[int, int], float],
        idle: frozenset[int],
        shortcomings: Sequence[Shortcoming],
        arrangements: Sequence[Arrangement],
    ) -> list[list[float]]:
        """Nearness with what the order says: plans tend to follow the order of the shortcomings."""
        weights = self._weights
        sure = self._sure(near, arrangements)
        taken = set(sure.values())
        gains = self._gains(near, sign, idle, sure)
        final: list[list[float]] = []
        for i, row in enumerate(near):
            amounts = []
            for j, (value, relation) in enumerate(row):
                amount = value + gains.get((i, j), 0.0)
                if j in taken and sure.get(i) != j and value < weights.answered and relation != ON:
                    amount *= weights.taken
                if _same_place(shortcomings[i], arrangements[j]):
                    amount += weights.same_place
                amounts.append(amount)
            final.append(amounts)
        return final

    def _sure(self, near: list[list[tuple[float, str]]], arrangements: Sequence[Arrangement]) -> dict[int, int]:
        """Shortcomings with the plan that clearly answers them: each the other's best."""
        tops = [max(row[j][0] for row in near) for j in range(len(arrangements))]
        sure: dict[int, int] = {}
        for i, row in enumerate(near):
            j = max(range(len(row)), key=lambda k: (row[k][0], -k))
            if row[j][0] >= max(self._weights.partly, tops[j]) and not arrangements[j].slogan:
                sure[i] = j
        return sure

    def _gains(
        self,
        near: list[list[tuple[float, str]]],
        sign: Callable[[int, int], float],
        idle: frozenset[int],
        sure: Mapping[int, int],
    ) -> dict[tuple[int, int], float]:
        """What the order adds: a plan between the answers to a shortcoming's neighbours is likely its answer.

        Behind the last sure answer stand plans that answer nothing; there a plan gains only with a sign of its own
        and when it is not about another subject. Each plan gains for one shortcoming only.
        """
        weights = self._weights
        if not sure or any(a >= b for a, b in itertools.pairwise(sure[i] for i in sorted(sure))):
            return {}
        best: dict[int, tuple[float, int]] = {}
        low = -1
        for i, row in enumerate(near):
            if i in sure:
                low = sure[i]
                continue
            high = min((sure[k] for k in sure if k > i), default=len(row))
            last = high == len(row)
            for j in range(low + 1, high):
                value, relation = row[j]
                if j in idle or (last and relation == OFF):
                    continue
                told = value + sign(i, j)
                if (last or relation == OFF) and told < weights.in_turn_from:
                    continue
                if j not in best or told > best[j][0]:
                    best[j] = (told, i)
        return {(i, j): weights.in_turn + told - near[i][j][0] for j, (told, i) in best.items()}

    def _piece(self, nearness: Nearness, lacking: Said, plan: Arrangement) -> tuple[int, int]:
        """The statement of ``plan`` that answers best."""
        if len(plan.pieces) == 1:
            return plan.pieces[0]
        said = [self._said(piece) for piece in plan.pieces]
        return max(zip(said, plan.pieces, strict=True), key=lambda entry: nearness.of(lacking, entry[0])[0])[1]

    def _said(self, piece: tuple[int, int]) -> Said:
        """What one statement of an arrangement says; read once, however many shortcomings it may answer."""
        if piece not in self._pieces:
            self._pieces[piece] = said_answering(self._reading, [piece], self._stop)
        return self._pieces[piece]


def _shares(pieces: Sequence[Said]) -> dict[int, float]:
    """For each subject the share of the pieces that speak of it; empty when they are too few to tell."""
    if len(pieces) < _FEW:
        return {}
    counts = Counter(index for said in pieces for index in said.subjects)
    return {index: count / len(pieces) for index, count in counts.items()}


def _same_place(item: Shortcoming, plan: Arrangement) -> bool:
    """Whether the plan stands right behind the shortcoming, in its paragraph or under its own heading."""
    return plan.start > item.start and (
        plan.paragraph == item.paragraph or (item.headed and plan.section == item.section)
    )
