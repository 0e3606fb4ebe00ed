"""The own words of a paragraph: what remains when formulas, titles, names, numbers and punctuation are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_SENTENCES = 120  # of one paragraph that are compared
LONGEST_SENTENCE = 600  # characters; what is longer is cut into pieces of this length
_SENTENCE = re.compile(rf"[^。!?;]{{1,{LONGEST_SENTENCE}}}[。!?;”’)》]{{0,3}}")
_RUN_IN = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.)是]|\(?\d{1,2}[、.)]\)?|第[一二三四五六七八九十]{1,2}[,、]|[其首再最][一二三四次后先]{1,2}[,、是])"
)
_TITLE = re.compile(r"《[^《》]{1,80}》")
_OTHER = re.compile(r"[^\w#@]+|_+")
_SHORTEST_NAME = 2
_SHORT = 3  # characters of a place's name without the places above it (清河镇)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets in its paragraph's text; ``words``: its own words, numbers as #, names as @.

    ``weight``: how many characters of own words it counts for; a figure takes some away, because the skeletons of
    statistics are alike everywhere (“受理#件,办结#件”). ``statistic``: it is one of those.
    """

    start: int
    end: int
    words: str
    weight: int
    statistic: bool


class Masker:
    """Takes away what is nobody's own words, as the checklist's section ``copied`` says."""

    def __init__(self, knowledge: Mapping[str, Any], titles: Sequence[str]) -> None:
        """``titles``: official wording that needs no entry among the formulas (the titles of the outline's items)."""
        formulas = [*knowledge["formulas"], *map(re.escape, sorted(titles, key=len, reverse=True))]
        self._formulas = re.compile("|".join(formulas))
        self._fillers = re.compile("|".join(sorted(knowledge["fillers"], key=len, reverse=True)))
        self._own = re.compile("|".join(knowledge["own"]))
        self._numbers = re.compile(
            r"\d[\d.,]*%?|[零一二三四五六七八九十百千万亿]{2,}|[一二两三四五六七八九十几](?=(?:"
            + "|".join(sorted(knowledge["counted"], key=len, reverse=True))
            + "))"
        )
        self._endings = tuple(sorted(knowledge["endings"], key=len, reverse=True))
        self._places = tuple(knowledge["places"])
        thresholds = knowledge["thresholds"]
        self._shortest = int(thresholds["sentence"])
        self._per_figure = int(thresholds["per_figure"])
        self._figure = int(thresholds["figure"])
        self._general = float(thresholds["general"])
        self._formula = float(thresholds["formula"])

    def names(self, names: Sequence[str]) -> re.Pattern[str] | None:
        """The pattern of a body's names, with and without their endings; None when it has none."""
        every: set[str] = set()
        for name in names:
            every.add(name)
            for ending in self._endings:
                if name.endswith(ending):
                    every.add(name.removesuffix(ending))
            every |= {short[-_SHORT:] for short in list(every) if len(short) > _SHORT and short.endswith(self._places)}
        found = sorted((name for name in every if len(name) > _SHORTEST_NAME), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, found))) if found else None

    def sentences(self, text: str, names: re.Pattern[str] | None) -> Iterator[Sentence]:
        """The sentences of a paragraph with enough own words to be recognised."""
        for position, found in enumerate(_SENTENCE.finditer(text)):
            if position >= MOST_SENTENCES:
                return
            words, empty = self._words(found.group(), names)
            figures = words.count("#")
            weight = len(words) - words.count("@") - figures * (1 + self._figure) - empty
            if weight >= self._shortest and (figures or empty < self._general * len(words)):
                statistic = len(words) < figures * self._per_figure
                yield Sentence(found.start(), found.end(), words, weight, statistic)

    def _words(self, sentence: str, names: re.Pattern[str] | None) -> tuple[str, int]:
        """The own words (empty when the sentence is a formula), and how many characters of them carry nothing."""
        marker = _RUN_IN.match(sentence)
        whole = _TITLE.sub("", sentence[marker.end() :] if marker else sentence)
        rest = self._formulas.sub("", whole)
        if len(rest) <= len(whole) * (1 - self._formula):
            return "", 0
        empty = sum(map(len, self._fillers.findall(rest)))
        if names:
            rest = names.sub("@", rest)
        return _OTHER.sub("", self._numbers.sub("#", self._own.sub("@", rest))), empty
