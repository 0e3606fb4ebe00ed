"""Whether a paragraph is a copy: how much of its own words stands in another one, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from fzlint.gap.copied.documents import Document, Paragraph
from fzlint.gap.copied.index import kept_runs
from fzlint.gap.copied.masking import Sentence

_NOTHING = 0.5  # sentences as alike as this say nothing


@dataclass(frozen=True)
class Thresholds:
    """From when on text counts as copied: the section ``copied`` of the checklist says what each number means."""

    own_words: int
    alike: float
    sure: float
    statistic: float
    order: float
    share: float

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Thresholds:
        """Build from ``copied.thresholds``."""
        kinds = (float(data[name]) for name in ("alike", "sure", "statistic", "order", "share"))
        return cls(int(data["own_words"]), *kinds)


class Prepared:
    """A paragraph ready for comparing: its sentences with own words."""

    def __init__(self, document: Document, paragraph: Paragraph, sentences: Sequence[Sentence]) -> None:
        self.document = document
        self.paragraph = paragraph
        self.sentences = tuple(sentences)
        self._neighbours: list[frozenset[str]] | None = None
        self.weight = sum(sentence.weight for sentence in sentences)

    def neighbours(self) -> list[frozenset[str]]:
        """The pairs of neighbouring characters of each sentence, kept until ``forget``: they take much room."""
        if self._neighbours is None:
            self._neighbours = [neighbours(sentence.words) for sentence in self.sentences]
        return self._neighbours

    def forget(self) -> None:
        """Keep no more than is needed: what can be made again takes ten times the room of the words."""
        self._neighbours = None
        self.__dict__.pop("runs", None)

    @cached_property
    def runs(self) -> tuple[int, ...]:
        """The runs by which it is looked up."""
        return kept_runs(sentence.words for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What of a paragraph stands in others. ``alike``: how alike (0 to 1) the sentences are that agree.

    ``share``: their share of the own words; ``spans``: where they stand in the paragraph's text; ``best``: which of
    the others holds most of them (index).
    """

    alike: float
    share: float
    weight: int
    spans: tuple[tuple[int, int], ...]
    best: int


def neighbours(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    return frozenset(map("".join, pairwise(words)))


def compare(one: Prepared, others: Sequence[Prepared], thresholds: Thresholds) -> Agreement | None:
    """How ``one`` agrees with paragraphs of another document; None when it is no copy of them."""
    from rapidfuzz.fuzz import partial_ratio, ratio

    joined = ["".join(sentence.words for sentence in other.sentences) for other in others]
    theirs = [neighbours(words) for words in joined]
    found: list[tuple[Sentence, float, int]] = []
    open_weight = one.weight
    for sentence, own in zip(one.sentences, one.neighbours(), strict=True):
        alike, best = max((len(own & pairs) / len(own), -at) for at, pairs in enumerate(theirs))
        if alike >= (thresholds.statistic if sentence.statistic else thresholds.alike):
            whole = joined[-best]
            fitting = partial_ratio if len(whole) >= len(sentence.words) else ratio
            if fitting(sentence.words, whole, score_cutoff=100 * thresholds.order):
                found.append((sentence, alike, -best))
                continue
        open_weight -= sentence.weight
        if open_weight < thresholds.own_words or open_weight < thresholds.share * one.weight:
            return None
    if not found:
        return None
    weights = [0] * len(others)
    for sentence, _, at in found:
        weights[at] += sentence.weight
    weight = sum(weights)
    mean = sum(alike * sentence.weight for sentence, alike, _ in found) / weight
    if weight * (mean - _NOTHING) < thresholds.own_words * (thresholds.sure - _NOTHING):
        return None
    spans = _joined([(sentence.start, sentence.end) for sentence, _, _ in found])
    return Agreement(mean, weight / one.weight, weight, spans, weights.index(max(weights)))


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Neighbouring spans as one."""
    made: list[tuple[int, int]] = []
    for start, end in spans:
        if made and made[-1][1] == start:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return tuple(made)
