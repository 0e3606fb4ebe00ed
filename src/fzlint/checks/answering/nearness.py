"""How near an arrangement comes to a shortcoming: by the subjects of which both speak, and by rare words they share.

Rare words are pairs of neighbouring characters that the rest of the report hardly uses. Words segmented by jieba were
measured in their place (121 shortcomings of answers_pairs.yaml told answered or not): pairs 119, jieba with its own
dictionary (1.2 s to load) 117, with a dictionary of the checklist's words 116, no words at all 108.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from fzlint.checks.answering.pieces import LONGEST_READ
from fzlint.checks.answering.subjects import ANSWERING, GENERAL, LACKING, Reading, Subjects

ON, OFF, OPEN = "on", "off", "open"  # a plan on the shortcoming's subject, on another, no telling
_LONGEST_TITLE = 24  # characters of an arrangement that say what it is about
_LONGEST_REPORT = 100_000  # characters in which words are counted
_HAN = re.compile(r"[一-鿿]+")


class Weights(NamedTuple):
    """The numbers among the item's options; ``checks-answers.yaml`` says what each does."""

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
    rare_detail: float
    in_turn: float
    in_turn_from: float
    in_turn_signs: float
    seldom: float
    same_place: float
    taken: float

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Weights:
        """From the item's options."""
        numbers = {key: float(options[key]) for key in cls._fields if key != "rare"}
        rare = {int(most): float(gain) for most, gain in options["rare"].items()}
        return cls(rare=dict(sorted(rare.items())), **numbers)


@dataclass(slots=True)
class Said:
    """What a text says.

    ``subjects``: strength (0 to 1) by subject; ``title``: subjects of its first words; ``general``: subjects that
    it only promises to mind; ``pairs``: its pairs of characters with their strength; ``words``: the text itself.
    """

    subjects: dict[int, float] = field(default_factory=dict)
    title: set[int] = field(default_factory=set)
    general: set[int] = field(default_factory=set)
    pairs: dict[str, float] = field(default_factory=dict)
    words: str = ""


def said_lacking(reading: Reading, spans: list[tuple[int, int, float]], stop: frozenset[str], beside: float) -> Said:
    """What a shortcoming says; ``spans`` are its title, details and causes with their strength, title first.

    ``beside``: factor for pairs of characters behind the title, where more of them are shared by chance.
    """
    text = reading.text
    said = Said(words="\n".join(text[start : min(end, start + LONGEST_READ)] for start, end, _ in spans))
    for index, (start, end, strength) in enumerate(spans):
        for mark in reading.marks(start, end):
            if mark.side & LACKING:
                said.subjects[mark.subject] = max(said.subjects.get(mark.subject, 0.0), strength)
                if index == 0:
                    said.title.add(mark.subject)
        _pairs(said.pairs, text, start, end, strength if index == 0 else strength * beside, stop)
    return said


def said_answering(reading: Reading, spans: list[tuple[int, int]], stop: frozenset[str]) -> Said:
    """What an arrangement says; ``spans`` are its statements, a heading first."""
    text = reading.text
    said = Said(words="\n".join(text[start : min(end, start + LONGEST_READ)] for start, end in spans))
    title = min(spans[0][0] + _LONGEST_TITLE, spans[0][1])
    for start, end in spans:
        for mark in reading.marks(start, end):
            if mark.side & ANSWERING:
                said.subjects[mark.subject] = 1.0
                if mark.start < title and mark.end <= spans[0][1]:
                    said.title.add(mark.subject)
            elif mark.side & GENERAL:
                said.general.add(mark.subject)
        _pairs(said.pairs, text, start, end, 1.0, stop)
    said.general -= said.subjects.keys()
    return said


def _pairs(into: dict[str, float], text: str, start: int, end: int, strength: float, stop: frozenset[str]) -> None:
    for run in _HAN.finditer(text, start, min(end, start + LONGEST_READ)):
        word = run.group()
        for first, second in pairwise(word):
            if first not in stop and second not in stop:
                pair = first + second
                if pair not in stop and into.get(pair, 0.0) < strength:
                    into[pair] = strength


class Nearness:
    """Compares shortcomings with arrangements of one report.

    ``common``: for each subject the share of the report's shortcomings and arrangements that speak of it; a field
    of which nearly all of them speak (医疗 in a health bureau's report) tells little.
    """

    def __init__(self, subjects: Subjects, weights: Weights, text: str, common: Mapping[int, float]) -> None:
        self._weights = weights
        self._text = text[:_LONGEST_REPORT]
        self._counts: dict[str, int] = {}
        self._fields = frozenset(i for i, subject in enumerate(subjects.all) if subject.field)
        self._specific = frozenset(i for i in self._fields if subjects.all[i].weight >= weights.specific)
        self._aside = frozenset(i for i, subject in enumerate(subjects.all) if subject.aside)
        self._telling = frozenset(i for i, subject in enumerate(subjects.all) if subject.weight >= weights.telling)
        self._worth = [subject.weight for subject in subjects.all]
        for index in self._fields & common.keys():
            self._worth[index] *= max(weights.common_least, min(1.0, weights.common - common[index]))

    def of(self, lacking: Said, plan: Said) -> tuple[float, str]:
        """From 0: nothing in common; and whether the plan is about what the shortcoming is about (ON, OFF, OPEN)."""
        weights = self._weights
        answered = plan.subjects.keys() | plan.general
        about = self._about(lacking)
        key = self._key(about & lacking.title)
        met = bool(about & answered)
        plan_fields = bool(self._specific & plan.subjects.keys())
        other_field = bool(about & self._fields) and not met and plan_fields
        near = self._agreement(lacking, plan, about, key, other_field=other_field)
        if about and not met and (other_field or not about & self._specific):
            near *= weights.off_subject
        shared = self._shared(lacking, plan)
        near += shared
        if about & plan.title & self._specific and (key is None or key in plan.title):
            near = max(near, weights.partly)  # a plan for the very field, however little it says
        if shared >= weights.rare_subject or (key in answered if key is not None else met):
            return near, ON
        return near, OFF if about and plan_fields else OPEN

    def aside(self, plan: Said) -> bool:
        """Whether the plan is only about what reports arrange beside the rule of law (harvests, sports, roads)."""
        fields = self._specific & plan.title or self._specific & plan.subjects.keys()
        return bool(fields) and fields <= self._aside

    def _agreement(self, lacking: Said, plan: Said, about: set[int], key: int | None, *, other_field: bool) -> float:
        """What the subjects add of which both speak."""
        weights = self._weights
        answered = plan.subjects.keys() | plan.general
        titled = beside = 0.0
        for index in sorted(lacking.subjects.keys() & answered):
            amount = self._worth[index] * lacking.subjects[index] * plan.subjects.get(index, weights.general)
            if other_field and index not in self._fields:
                amount *= weights.conflict
            if index in lacking.title:
                titled += amount
            else:
                beside += amount
        if key is not None and key not in answered:
            titled *= weights.not_key
        return titled + min(beside, weights.beside_most if about & lacking.title else weights.answered)

    def _about(self, lacking: Said) -> set[int]:
        """What a shortcoming is about: the telling fields of its title, else what is lacking, else its other fields."""
        fields = self._specific & lacking.title
        return set(fields or lacking.title - self._fields or self._specific & lacking.subjects.keys())

    def _key(self, about: set[int]) -> int | None:
        """The subject of ``about`` that tells most in this report; None when all of them are broad."""
        return max(about & self._telling, key=lambda index: (self._worth[index], -index), default=None)

    def _shared(self, lacking: Said, plan: Said) -> float:
        """What shared pairs of characters add: the more the seldomer the rest of the report uses them."""
        total = 0.0
        for pair in sorted(lacking.pairs.keys() & plan.pairs.keys()):
            elsewhere = self._count(pair) - lacking.words.count(pair) - plan.words.count(pair)
            gain = next((gain for most, gain in self._weights.rare.items() if elsewhere <= most), 0.0)
            total += lacking.pairs[pair] * gain
        return min(total, self._weights.rare_most)

    def sign(self, lacking: Said, plan: Said) -> float:
        """What single characters that both use add (章, 犬, 船): too little to answer, enough to see an order by."""
        both = set("".join(lacking.pairs)) & set("".join(plan.pairs))
        return self._weights.in_turn_signs * sum(self._count(one) <= self._weights.seldom for one in both)

    def _count(self, word: str) -> int:
        if word not in self._counts:
            self._counts[word] = self._text.count(word)
        return self._counts[word]
