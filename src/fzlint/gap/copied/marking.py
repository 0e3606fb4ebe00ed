"""Two paragraphs side by side: what of each stands in the other, and what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

Segments = tuple[tuple[str, bool], ...]  # pieces of a text, each with whether it differs from the other text
_Run = tuple[int, int, int]  # what agrees: offset in the one, offset in the other, length

_TOKEN = re.compile(r"\d[\d.,%]*|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。；！？;]*[。；！？;]|[^。；！？;]+$")
_IN_ORDER = 0.85  # of the shorter text: where so much agrees, its sentences were not put in another order
_ALIKE = 0.55  # from here on two sentences are one and the same, reworded
_MOST_SENTENCES = 40  # of one text that are compared with each of the other
_ISLAND, _SEA = 2, 8  # so few characters that agree, with so many about them that differ, agree by chance


def side_by_side(one: str, other: str) -> tuple[Segments, Segments]:
    """Both texts in pieces that agree (False) or differ (True).

    Where sentences were put in another order, each is compared with the one that it was; not without rapidfuzz.
    """
    runs = _common(one, other)
    if _length(runs) < _IN_ORDER * min(len(one), len(other)):
        runs = max(runs, _by_sentence(one, other), key=_length)
    return (
        _segments(one, sorted((at, length) for at, _, length in runs)),
        _segments(other, sorted((at, length) for _, at, length in runs)),
    )


def _common(one: str, other: str) -> list[_Run]:
    """The runs that both texts have in the same order, but for islands; a number is the same as a whole or not."""
    ours, theirs = _TOKEN.findall(one), _TOKEN.findall(other)
    at, there = ([0, *accumulate(map(len, tokens))] for tokens in (ours, theirs))
    runs = [(at[start], there[other_start], at[end] - at[start]) for start, end, other_start in _equal(ours, theirs)]
    ends = [(0, 0), *((a + length, b + length) for a, b, length in runs)]
    starts = [*((a, b) for a, b, _ in runs), (len(one), len(other))]
    kept = []
    for position, run in enumerate(runs):
        a, b, length = run
        before = max(a - ends[position][0], b - ends[position][1])
        after = max(starts[position + 1][0] - a, starts[position + 1][1] - b) - length
        if length > _ISLAND or not before or not after or before + after < _SEA:
            kept.append(run)
    return kept


def _equal(ours: list[str], theirs: list[str]) -> list[tuple[int, int, int]]:
    """Where both agree: start and end in the one, start in the other."""
    try:
        from rapidfuzz.distance import Indel
    except ImportError:  # stored results are shown where nothing can be searched for
        from difflib import SequenceMatcher

        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        return [(block.a, block.a + block.size, block.b) for block in blocks if block.size]
    codes = Indel.opcodes(ours, theirs)
    return [(code.src_start, code.src_end, code.dest_start) for code in codes if code.tag == "equal"]


def _by_sentence(one: str, other: str) -> list[_Run]:
    """The runs that each sentence has in common with the one that it is most like."""
    try:
        from rapidfuzz.fuzz import ratio
    except ImportError:
        return []
    ours, theirs = ([found.span() for found in _SENTENCE.finditer(text)] for text in (one, other))
    if not 1 < max(len(ours), len(theirs)) <= _MOST_SENTENCES:
        return []
    likeness = [
        (alike, -i, -j)
        for i, (start, end) in enumerate(ours)
        for j, (from_, to) in enumerate(theirs)
        if (alike := ratio(one[start:end], other[from_:to], score_cutoff=100 * _ALIKE))
    ]
    runs: list[_Run] = []
    taken: set[tuple[str, int]] = set()
    for _, i, j in sorted(likeness, reverse=True):
        if ("one", i) in taken or ("other", j) in taken:
            continue
        taken |= {("one", i), ("other", j)}
        (start, end), (from_, to) = ours[-i], theirs[-j]
        runs += [(start + a, from_ + b, length) for a, b, length in _common(one[start:end], other[from_:to])]
    return runs


def _length(runs: Iterable[_Run]) -> int:
    return sum(length for _, _, length in runs)


def _segments(text: str, same: Sequence[tuple[int, int]]) -> Segments:
    """``text`` in pieces; ``same``: where it agrees, each as offset and length, in order."""
    made: list[tuple[str, bool]] = []
    at = 0
    for start, length in [*same, (len(text), 0)]:
        if at < start:
            made.append((text[at:start], True))
        if length:
            if made and not made[-1][1]:
                made[-1] = (made[-1][0] + text[start : start + length], False)
            else:
                made.append((text[start : start + length], False))
        at = start + length
    return tuple(made)
