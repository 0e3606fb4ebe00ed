"""The subjects of which a shortcoming and an arrangement speak, found by the words of the checklist.

A subject is a *field* of work (mediation, contracts), a *means* that serves any field (equipment, coordination) or a
*lack* (staff, skill, stale forms). A shortcoming speaks of a subject in other words than an arrangement that makes it
good: hence words for either side.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, NamedTuple

from fzlint.checks.answering.pieces import LONGEST_READ
from fzlint.text.words import WordFinder

LACKING, ANSWERING, GENERAL, _IGNORED = 1, 2, 4, 8
_SIDES = {"named": LACKING | ANSWERING, "lacking": LACKING, "answering": ANSWERING, "general": GENERAL}
_SHORT = 2  # characters of the words that only stand by chance inside longer ones


class Subject(NamedTuple):
    """A subject of reports: a ``field`` of work, a ``lack``, or else a means; ``aside``: a field beside rule of law.

    ``weight``: how much it says that a shortcoming and an arrangement both speak of it.
    """

    name: str
    field: bool
    lack: bool
    weight: float
    aside: bool = False


class Mark(NamedTuple):
    """A word of a subject in a text: offsets, index of the subject, the sides (bits) for which it speaks."""

    start: int
    end: int
    subject: int
    side: int


class Subjects:
    """The subjects of a checklist ready to find.

    ``data``: the section ``subjects``; ``ignored``: names whose words say nothing. A word between slashes is a
    regular expression.
    """

    def __init__(self, data: Mapping[str, Any], ignored: tuple[str, ...] = ()) -> None:
        self.all = tuple(
            Subject(
                name,
                subject["kind"] in ("field", "aside"),
                subject["kind"] == "lack",
                float(subject.get("weight", 1.0)),
                subject["kind"] == "aside",
            )
            for name, subject in data.items()
        )
        self._patterns: list[tuple[re.Pattern[str], int, int]] = []
        words: dict[str, list[tuple[int, int]]] = {word: [(-1, _IGNORED)] for word in ignored}
        for index, subject in enumerate(data.values()):
            for key, side in _SIDES.items():
                for word in map(str, subject.get(key, ())):
                    if len(word) > 2 and word.startswith("/") and word.endswith("/"):
                        self._patterns.append((re.compile(word[1:-1]), index, side))
                    else:
                        words.setdefault(word, []).append((index, side))
        self._longest = max(map(len, words), default=0)
        self._finder = WordFinder(words)
        self._said = list(words.values())

    def marks(self, text: str, start: int, end: int) -> list[Mark]:
        """The words of subjects in ``text`` from ``start`` to ``end`` (read so far as ``LONGEST_READ``)."""
        found: list[Mark] = []
        skipped: list[tuple[int, int]] = []
        end = min(end, start + LONGEST_READ)
        if self._longest == 0 or end <= start:
            return found
        for begin, stop, which in self._finder.find(text[start:end]):
            for subject, side in self._said[which]:
                if side == _IGNORED:
                    skipped.append((start + begin, start + stop))
                else:
                    found.append(Mark(start + begin, start + stop, subject, side))
        for pattern, subject, side in self._patterns:
            hit = pattern.search(text, start, end)
            if hit:
                found.append(Mark(hit.start(), hit.end(), subject, side))
        if skipped:
            found = [mark for mark in found if not any(a <= mark.start and mark.end <= b for a, b in skipped)]
        return self._without_nested(found)

    def _without_nested(self, found: list[Mark]) -> list[Mark]:
        """Without words inside a longer word of a field or means that says at least as much (医疗 in 医疗美容)."""
        longer = [m for m in found if m.end - m.start > _SHORT and not self.all[m.subject].lack]
        if not longer:
            return found
        longer.sort(key=lambda mark: mark.end)
        ends = [mark.end for mark in longer]
        kept: list[Mark] = []
        for mark in found:
            at = bisect_right(ends, mark.end - 1)
            while at < len(longer) and ends[at] < mark.start + self._longest:
                if self._covers(longer[at], mark):
                    break
                at += 1
            else:
                kept.append(mark)
        return kept

    def _covers(self, longer: Mark, mark: Mark) -> bool:
        return (
            longer.start <= mark.start
            and mark.end <= longer.end
            and longer.end - longer.start > mark.end - mark.start
            and self.all[longer.subject].weight >= self.all[mark.subject].weight
            and longer.side & mark.side == mark.side
        )


class Reading:
    """The words of subjects in one text: each place is read once, however often it is asked for."""

    def __init__(self, subjects: Subjects, text: str) -> None:
        self.subjects = subjects
        self.text = text
        self._read: dict[tuple[int, int], list[Mark]] = {}

    def marks(self, start: int, end: int) -> list[Mark]:
        """As ``Subjects.marks``."""
        place = (start, end)
        if place not in self._read:
            self._read[place] = self.subjects.marks(self.text, start, end)
        return self._read[place]
