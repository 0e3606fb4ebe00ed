"""How near an arrangement comes to a shortcoming: by the subjects of which both speak, and by rare words they share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fzlint.checks.answering.subjects import ANSWERING, GENERAL, LACKING, Subjects

ON, OFF, OPEN = "on", "off", "open"  # of the same subject, of another, no telling
LONGEST_TITLE = 24  # characters of an arrangement that say what it is about
_HAN = re.compile(r"[一-鿿]+")


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of the item's options: see ``checks-answers.yaml``."""

    answered: float
    partly: float
    detail: float
    cause: float
    conflict: float
    off_subject: float
    beside_most: float
    not_key: float
    telling: float
    specific: float
    common: float
    common_least: float
    general: float
    rare: Mapping[int, float]
    rare_most: float
    rare_subject: float
    in_turn: float
    in_turn_from: float
    in_turn_signs: float
    seldom: float
    same_place: float
    taken: float


@dataclass(slots=True)
class Said:
    """What a text says: strength (0 to 1) by subject, those of its title, its pairs of characters by strength, its words."""

    subjects: dict[int, float] = field(default_factory=dict)
    title: set[int] = field(default_factory=set)
    general: set[int] = field(default_factory=set)
    pairs: dict[str, float] = field(default_factory=dict)
    words: str = ""


def said_lacking(subjects: Subjects, text: str, spans: list[tuple[int, int, float]], stop: frozenset[str]) -> Said:
    """What a shortcoming says; ``spans`` are its title, details and causes with their strength, title first."""
    said = Said()
    for index, (start, end, strength) in enumerate(spans):
        for mark in subjects.marks(text, start, end):
            if mark.side & LACKING:
                said.subjects[mark.subject] = max(said.subjects.get(mark.subject, 0.0), strength)
                if index == 0:
                    said.title.add(mark.subject)
        _pairs(said.pairs, text, start, end, strength, stop)
    said.words = "\n".join(text[start:end] for start, end, _ in spans)
    return said


def said_answering(subjects: Subjects, text: str, spans: list[tuple[int, int]], stop: frozenset[str]) -> Said:
    """What an arrangement says."""
    said = Said()
    for start, end in spans:
        for mark in subjects.marks(text, start, end):
            if mark.side & ANSWERING:
                said.subjects[mark.subject] = 1.0
                if mark.start < spans[0][0] + LONGEST_TITLE and mark.end <= spans[0][1]:
                    said.title.add(mark.subject)
            elif mark.side & GENERAL:
                said.general.add(mark.subject)
        _pairs(said.pairs, text, start, end, 1.0, stop)
    said.general -= said.subjects.keys()
    said.words = "\n".join(text[start:end] for start, end in spans)
    return said


def _pairs(into: dict[str, float], text: str, start: int, end: int, strength: float, stop: frozenset[str]) -> None:
    for run in _HAN.finditer(text, start, end):
        word = run.group()
        for at in range(len(word) - 1):
            pair = word[at : at + 2]
            if pair[0] not in stop and pair[1] not in stop and pair not in stop and into.get(pair, 0.0) < strength:
                into[pair] = strength


class Nearness:
    """Compares shortcomings with arrangements of one report.

    ``common``: for each subject the share of the report's shortcomings and arrangements that speak of it; a field
    that nearly all of them speak of (医疗 in a health bureau's report) tells little.
    """

    def __init__(self, subjects: Subjects, weights: Weights, text: str, common: Mapping[int, float]) -> None:
        self._weights = weights
        self._text = text
        self._counts: dict[str, int] = {}
        self._fields = frozenset(i for i, subject in enumerate(subjects.all) if subject.field)
        self._specific = frozenset(i for i in self._fields if subjects.all[i].weight >= weights.specific)
        self._weight = [subject.weight for subject in subjects.all]
        self._worth = list(self._weight)
        for index, share in common.items():
            if index in self._fields:
                self._worth[index] *= max(weights.common_least, min(1.0, weights.common - share))

    def of(self, lacking: Said, plan: Said) -> tuple[float, str]:
        """From 0: nothing in common; and whether the plan speaks of what the shortcoming is about (ON, OFF, OPEN)."""
        weights = self._weights
        about = self._about(lacking)
        answered = plan.subjects.keys() | plan.general
        on_subject = not about or bool(about & answered)
        other_field = bool(about & self._fields) and not on_subject and bool(self._specific & plan.subjects.keys())
        titled = beside = 0.0
        for index in lacking.subjects.keys() & answered:
            amount = self._worth[index] * lacking.subjects[index] * plan.subjects.get(index, weights.general)
            if other_field and index not in self._fields:
                amount *= weights.conflict
            if index in lacking.title:
                titled += amount
            else:
                beside += amount
        key = self._key(lacking.title & about)
        if key is not None and key not in answered:
            titled *= weights.not_key
        most = weights.beside_most if lacking.title & about else weights.answered
        near = titled + min(beside, most)
        shared = self._shared(lacking, plan)
        same = key in answered if key is not None else bool(about & answered)
        relation = ON if same or shared >= weights.rare_subject else OPEN
        if relation == OPEN and about and self._specific & plan.subjects.keys():
            relation = OFF
        elsewhere = not on_subject and (other_field or not about & self._specific)
        near = (near * weights.off_subject if elsewhere else near) + shared
        if about & plan.title & self._specific and (key is None or key in plan.title):
            near = max(near, weights.partly)  # a plan for the very field, however little it says
        return near, relation

    def _about(self, lacking: Said) -> set[int]:
        """What a shortcoming is about: the telling fields of its title, else what is lacking, else its other fields."""
        fields = self._specific & lacking.title
        return set(fields or lacking.title - self._fields or self._specific & lacking.subjects.keys())

    def _key(self, about: set[int]) -> int | None:
        """The subject of ``about`` that tells most in this report; None when all of them are broad."""
        return max(
            (index for index in about if self._weight[index] >= self._weights.telling),
            key=lambda index: (self._worth[index], -index),
            default=None,
        )

    def _shared(self, lacking: Said, plan: Said) -> float:
        total = 0.0
        for pair in lacking.pairs.keys() & plan.pairs.keys():
            if pair not in self._counts:
                self._counts[pair] = self._text.count(pair)
            elsewhere = self._counts[pair] - lacking.words.count(pair) - plan.words.count(pair)
            total += lacking.pairs[pair] * next((g for most, g in self._weights.rare.items() if elsewhere <= most), 0.0)
        return min(total, self._weights.rare_most)

    def sign(self, lacking: Said, plan: Said) -> float:
        """What single characters that both use add (章, 犬, 船): too little to answer, enough to see an order by."""
        ones, others = set("".join(lacking.pairs)), set("".join(plan.pairs))
        seldom = sum(self._text.count(one) <= self._weights.seldom for one in ones & others)
        return self._weights.in_turn_signs * seldom
