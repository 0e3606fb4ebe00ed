"""Ruled tables of a PDF's page: the grid that its horizontal and vertical rules form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_NEAR = 3.0  # points: rules so close are one
_LEAST = 8.0  # points: shorter ones are strokes of underlining or drawings
_MOST_TABLES = 20


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: ``xs`` from left to right, ``ys`` from the foot up."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.xs[0]

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.xs[-1]

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.xs) - 1

    def holds(self, x0: float, x1: float, y: float) -> bool:
        """Whether a character between ``x0`` and ``x1`` at the height ``y`` stands in the grid."""
        return self.xs[0] <= (x0 + x1) / 2 <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row (from 0, from the top) and column of a place in the grid."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), self.columns - 1)
        rows = len(self.ys) - 1
        return rows - 1 - min(max(bisect_right(self.ys, y) - 1, 0), rows - 1), column

    def top(self, row: int) -> float:
        """The height of the upper edge of ``row``."""
        return self.ys[len(self.ys) - 1 - row]


def find_tables(rules: Sequence[tuple[float, float, float, float]]) -> list[Table]:
    """The tables that ``rules`` (x0, y0, x1, y1) draw: at least two columns and one row, from the top down."""
    across = [rule for rule in rules if rule[2] - rule[0] >= _LEAST and rule[3] - rule[1] <= _NEAR]
    down = [rule for rule in rules if rule[3] - rule[1] >= _LEAST and rule[2] - rule[0] <= _NEAR]
    if len(across) < 2 or len(down) < 3:
        return []
    found: list[Table] = []
    for y0, y1 in _reaches([(rule[1], rule[3]) for rule in down])[:_MOST_TABLES]:
        xs = _places([(rule[0] + rule[2]) / 2 for rule in down if rule[1] >= y0 - _NEAR and rule[3] <= y1 + _NEAR])
        ys = _places([rule[1] for rule in across if y0 - _NEAR <= rule[1] <= y1 + _NEAR])
        if len(xs) > 2 and len(ys) > 1:
            found.append(Table(xs, ys))
    return sorted(found, key=lambda table: -table.ys[-1])


def _reaches(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans joined where they touch."""
    joined: list[list[float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + _NEAR:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return [(start, end) for start, end in joined]


def _places(values: list[float]) -> tuple[float, ...]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return tuple(places)
