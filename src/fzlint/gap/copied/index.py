"""Which paragraphs are worth comparing: those that share sampled runs of characters.

A run of ``RUN`` characters is kept when its checksum falls into one of ``SAMPLE`` classes: the same runs are kept in
every paragraph, wherever they stand, so that order and neighbours do not matter (Schleimer, Wilkerson and Aiken,
“Winnowing”, SIGMOD 2003, call it fingerprinting 0 mod p).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from zlib import crc32

RUN = 4  # characters
SAMPLE = 4  # one run in so many is kept
MOST_RUNS = 400  # of one paragraph
MOST_HOLDERS = 48  # a run that stands in more paragraphs tells nothing and is asked for no more
FEWEST_SHARED = 2  # kept runs that two paragraphs have in common at least
MOST_CANDIDATES = 6
_WIDTH = 4  # bytes of a character


def runs(words: Iterable[str]) -> Iterator[int]:
    """The checksums of the kept runs."""
    for sentence in words:
        data = sentence.encode("utf-32-le", "surrogatepass")
        for at in range(0, len(data) - _WIDTH * (RUN - 1), _WIDTH):
            value = crc32(data[at : at + _WIDTH * RUN])
            if value % SAMPLE == 0:
                yield value


def kept_runs(words: Iterable[str]) -> tuple[int, ...]:
    """The distinct kept runs of a paragraph."""
    return tuple(dict.fromkeys(run for _, run in zip(range(MOST_RUNS), runs(words), strict=False)))


class Index:
    """Numbers of paragraphs by kept run."""

    def __init__(self) -> None:
        # A run of one paragraph maps to its number, of several to a list: most runs stand in one paragraph.
        self._holders: dict[int, int | list[int]] = {}

    def add(self, number: int, kept: Iterable[int]) -> None:
        """Enter a paragraph."""
        holders = self._holders
        for run in kept:
            found = holders.get(run)
            if found is None:
                holders[run] = number
            elif isinstance(found, int):
                holders[run] = [found, number]
            elif len(found) <= MOST_HOLDERS:
                found.append(number)

    def candidates(self, kept: Iterable[int]) -> list[int]:
        """The paragraphs that share most runs, best first."""
        shared: Counter[int] = Counter()
        for run in kept:
            found = self._holders.get(run)
            if found is None:
                continue
            if isinstance(found, int):
                shared[found] += 1
            elif len(found) <= MOST_HOLDERS:
                shared.update(found)
        best = sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_CANDIDATES]
        return [number for number, count in best if count >= FEWEST_SHARED]
