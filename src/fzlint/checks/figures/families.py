"""Families of outcomes that exclude each other (废止、修改、保留): what parts of one family leave nothing out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

from fzlint.checks.figures.quantities import Quantity
from fzlint.checks.figures.wording import WordLists


class Families:
    """Families of outcomes that exclude each other, compiled: groups that must all occur, and all members."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        lists: list[list[str]] = []
        self._families: list[tuple[int, list[int]]] = []  # the bits of all members, and of each group that must occur
        for family in options["families"]:
            needs = [1 << (len(lists) + number) for number in range(len(family["needs"]))]
            lists.extend([*family["needs"], [*(word for words in family["needs"] for word in words), *family["also"]]])
            self._families.append((1 << (len(lists) - 1), needs))
        self._members = reduce(or_, (members for members, _ in self._families), 0)
        self._lists = WordLists(lists)

    def told(self, part: Quantity) -> int:
        """The groups of outcomes (bits) that the words of a part tell of."""
        return self._lists.of(part.words)

    def told_at_the_end(self, run: Sequence[Quantity]) -> list[int]:
        """What the last parts of a run tell of, as many as are outcomes of one family."""
        told: list[int] = []
        common = self._members
        for part in reversed(run):
            told.insert(0, self.told(part))
            common &= told[0]
            if not common:
                return told[1:]
        return told

    def complete(self, told: Sequence[int]) -> bool:
        """Whether parts that tell of these outcomes are of one family and leave no other outcome."""
        common = reduce(and_, told)
        for members, needs in self._families:
            if not common & members:
                continue
            groups = [{number for number, bits in enumerate(told) if bits & need} for need in needs]
            if all(groups) and len(set().union(*groups)) >= len(groups):
                return True
        return False
