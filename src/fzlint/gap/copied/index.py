"""Which paragraphs are worth comparing: those that share sampled runs of characters.

A run of ``RUN`` characters is kept when its checksum falls into one of ``SAMPLE`` classes: the same runs are kept in
every paragraph, wherever they stand, so that order and neighbours do not matter (Schleimer, Wilkerson and Aiken,
“Winnowing”, SIGMOD 2003, call it fingerprinting 0 mod p).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from zlib import crc32

RUN = 4  # characters
SAMPLE = 6  # one run in so many is kept
MOST_RUNS = 400  # of one paragraph
MOST_HOLDERS = 48  # a run that stands in more paragraphs tells nothing
MOST_STEPS = 256  # along one chain: bounds what many paragraphs with one run can cost
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
    """Numbers of paragraphs by kept run: a hash table of chains in plain arrays.

    Dictionaries and lists of Python would take ten times the 12 bytes that an entry takes here, and there are some
    600 entries for each report.
    """

    def __init__(self) -> None:
        self._heads = array("i", [-1]) * 1024  # for each bucket the entry that its chain begins with
        self._next = array("i")  # for each entry the next one of its chain
        self._runs = array("I")
        self._holders = array("i")

    def add(self, number: int, kept: Iterable[int]) -> None:
        """Enter a paragraph."""
        for run in kept:
            self._runs.append(run)
            self._holders.append(number)
            self._next.append(-1)
            self._link(len(self._runs) - 1)
        if len(self._runs) > 2 * len(self._heads):
            self._heads = array("i", [-1]) * (4 * len(self._heads))
            for entry in range(len(self._runs)):
                self._link(entry)

    def _link(self, entry: int) -> None:
        bucket = self._runs[entry] // SAMPLE % len(self._heads)
        self._next[entry] = self._heads[bucket]
        self._heads[bucket] = entry

    def _holding(self, run: int) -> list[int]:
        """The paragraphs with this run, the latest first; none when there are too many."""
        found: list[int] = []
        entry = self._heads[run // SAMPLE % len(self._heads)]
        for _ in range(MOST_STEPS):
            if entry < 0:
                return found
            if self._runs[entry] == run:
                if len(found) == MOST_HOLDERS:
                    return []
                found.append(self._holders[entry])
            entry = self._next[entry]
        return found

    def candidates(self, kept: Iterable[int]) -> list[int]:
        """The paragraphs that share most runs, best first."""
        shared: Counter[int] = Counter()
        for run in kept:
            shared.update(self._holding(run))
        enough = [entry for entry in shared.items() if entry[1] >= FEWEST_SHARED]
        best = nsmallest(MOST_CANDIDATES, enough, key=lambda entry: (-entry[1], entry[0]))
        return [number for number, _ in best]
