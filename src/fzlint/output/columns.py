"""Rows as columns aligned as a terminal shows them, where Chinese characters are two cells wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fzlint.output.width import pad, text_width

_GAP = "  "


def columns(rows: Iterable[Sequence[str]]) -> str:
    """The rows as lines; each column is as wide as its widest cell, the last one is not filled up."""
    listed = [tuple(row) for row in rows]
    widths = [max(map(text_width, column)) for column in zip(*listed, strict=True)]
    lines = []
    for row in listed:
        cells = [pad(cell, most) for cell, most in zip(row[:-1], widths, strict=False)]
        lines.append(_GAP.join([*cells, row[-1]]).rstrip())
    return "".join(f"{line}\n" for line in lines)
