"""Columns of a PDF's page: where a blank strip parts full lines on both sides, the left side is read first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fzlint.reading.pdf_glyphs import Glyph

_GUTTER = 1.0  # of the size: the least gap between two columns
_ROWS = 6  # rows that two columns must share
_CROSSING = 0.3  # share of rows that may run over the gutter (titles)
_FULL = 0.6  # share of left sides that must be full: a list of keys and values has short ones
_BIN = 12  # points


def in_columns(rows: Sequence[list[Glyph]], gutter: float | None) -> list[tuple[list[Glyph], float | None]]:
    """The rows of a page in reading order, each with how far right of the first column it stands.

    None instead for a row over the whole width, as all are on a page with one column.
    """
    if gutter is None:
        return [(row, None) for row in rows]
    x0 = min((row[0].x0 for row in rows), default=0.0)
    shift = min((glyph.x0 for row in rows for glyph in row if glyph.x0 >= gutter), default=x0) - x0
    found: list[tuple[list[Glyph], float | None]] = []
    left: list[tuple[list[Glyph], float | None]] = []
    right: list[tuple[list[Glyph], float | None]] = []
    for row in rows:
        if _crosses(row, gutter):  # a title over both columns
            found += [*left, *right, (row, None)]
            left, right = [], []
            continue
        first = [glyph for glyph in row if glyph.x1 <= gutter]
        second = [glyph for glyph in row if glyph.x0 >= gutter]
        if first:
            left.append((first, 0.0))
        if second:
            right.append((second, shift))
    return [*found, *left, *right]


def gutter_of(rows: Sequence[list[Glyph]], known: float | None) -> float | None:
    """The gutter of a page; that of an earlier page (``known``) where the rows are too few to show their own."""
    found = _find(rows)
    if found is None and known is not None and sum(_crosses(row, known) for row in rows) <= _CROSSING * len(rows):
        return known
    return found


def _find(rows: Sequence[list[Glyph]]) -> float | None:
    """The middle of the strip between two columns, None when the page has one."""
    if len(rows) < _ROWS:
        return None
    x0 = min(row[0].x0 for row in rows)
    x1 = max(row[-1].x1 for row in rows)
    gaps: Counter[int] = Counter()
    for row in rows:
        for before, after in pairwise(row):
            if after.x0 - before.x1 >= _GUTTER * max(before.size, after.size):
                middle = (before.x1 + after.x0) / 2
                if x0 + 0.3 * (x1 - x0) < middle < x1 - 0.3 * (x1 - x0):
                    gaps[round(middle / _BIN)] += 1
    if not gaps:
        return None
    at = gaps.most_common(1)[0][0]
    middle = float(at * _BIN)
    both = [row for row in rows if row[0].x1 < middle < row[-1].x0 and not _crosses(row, middle)]
    crossing = sum(_crosses(row, middle) for row in rows)
    if gaps[at - 1] + gaps[at] + gaps[at + 1] < _ROWS or len(both) < _ROWS or crossing > len(rows) * _CROSSING:
        return None
    full = sum(max(glyph.x1 for glyph in row if glyph.x1 <= middle) > middle - 3 * row[0].size for row in both)
    return middle if full > len(both) * _FULL else None


def _crosses(row: Sequence[Glyph], gutter: float) -> bool:
    """Whether a row's text runs over the gutter: there is no gap in it that is wide enough."""
    if any(glyph.x0 < gutter < glyph.x1 for glyph in row):
        return True
    return any(
        before.x1 <= gutter <= after.x0 and after.x0 - before.x1 < 0.8 * _GUTTER * max(before.size, after.size)
        for before, after in pairwise(row)
    )
