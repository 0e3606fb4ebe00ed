"""The subjects of which a shortcoming and an arrangement speak, found by the words of the checklist.

A subject is a *field* of work (mediation, contracts), a *means* that serves any field (equipment, coordination) or a
*lack* (staff, skill, stale forms). A
shortcoming speaks of a lack in other words than an arrangement that makes it good: hence words for either side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick

LACKING, ANSWERING, GENERAL, IGNORED = 1, 2, 4, 8
_SIDES = {"named": LACKING | ANSWERING, "lacking": LACKING, "answering": ANSWERING, "general": GENERAL}


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of reports. ``field``: a field of work; ``lack``: what is wanting; else a means; ``weight``: what one agreement on it says."""

    name: str
    field: bool
    lack: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a subject in a text: offsets, index of the subject, the sides (bits) for which it speaks."""

    start: int
    end: int
    subject: int
    side: int


class Subjects:
    """The subjects of a checklist, ready to find; ``data`` is the section ``subjects``, ``ignored`` are names to skip."""

    def __init__(self, data: Mapping[str, Any], ignored: tuple[str, ...] = ()) -> None:
        self.all = tuple(
            Subject(name, subject["kind"] == "field", subject["kind"] == "lack", float(subject.get("weight", 1.0)))
            for name, subject in data.items()
        )
        self._weights = tuple(subject.weight for subject in self.all)
        self._patterns: list[tuple[re.Pattern[str], int, int]] = []
        words: dict[str, list[tuple[int, int]]] = {word: [(-1, IGNORED)] for word in ignored}
        for index, subject in enumerate(data.values()):
            for key, side in _SIDES.items():
                for word in map(str, subject.get(key, ())):
                    if len(word) > 2 and word.startswith("/") and word.endswith("/"):
                        self._patterns.append((re.compile(word[1:-1]), index, side))
                    else:
                        words.setdefault(word, []).append((index, side))
        self._automaton: Any = ahocorasick.Automaton()
        for word, said in words.items():
            self._automaton.add_word(word, (len(word), tuple(said)))
        if words:
            self._automaton.make_automaton()

    def marks(self, text: str, start: int, end: int) -> list[Mark]:
        """The words of subjects in ``text`` from ``start`` to ``end``, without those inside ignored names."""
        found: list[Mark] = []
        skipped: list[tuple[int, int]] = []
        if not self.all:
            return found
        for last, (length, said) in self._automaton.iter(text, start, end):
            begin = last + 1 - length
            for subject, side in said:
                if side == IGNORED:
                    skipped.append((begin, last + 1))
                else:
                    found.append(Mark(begin, last + 1, subject, side))
        for pattern, subject, side in self._patterns:
            hit = pattern.search(text, start, end)
            if hit:
                found.append(Mark(hit.start(), hit.end(), subject, side))
        if skipped:
            found = [mark for mark in found if not any(a <= mark.start and mark.end <= b for a, b in skipped)]
        return self._without_nested(found)

    def _without_nested(self, found: list[Mark]) -> list[Mark]:
        """Without words of fields inside a longer word of a field that says at least as much (医疗 in 医疗美容)."""
        weights = self._weights
        fields = [mark for mark in found if not self.all[mark.subject].lack and mark.end - mark.start > 2]
        if not fields:
            return found
        return [
            mark
            for mark in found
            if not any(
                longer.start <= mark.start
                and mark.end <= longer.end
                and longer.end - longer.start > mark.end - mark.start
                and weights[longer.subject] >= weights[mark.subject]
                and longer.side & mark.side == mark.side
                for longer in fields
                if longer.start <= mark.start
            )
        ]
