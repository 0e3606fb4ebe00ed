"""Numbers of headings and of run-in items that leave one out, stand twice, or have another level's style.

Headings are lines that begin with 第一部分, 一、, (一), 1., (1) or ①; each style counts by itself under its parent, and
a new parent may restart the count or let it run on. Run-in items (一是…二是…) restart with each paragraph or run over
paragraphs. Unnumbered headings, bullets, decimals, dates and lists inside quotations are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from fzlint.checks.context import Context, Flag
from fzlint.checks.numbered.headings import heading_flags
from fzlint.checks.numbered.run_in import run_in_flags

MOST = 100  # flags in a report


def check(context: Context) -> Iterator[Flag]:
    """Flag what follows a gap, the second of two same numbers, and a heading in another level's style."""
    return islice(chain(heading_flags(context), run_in_flags(context)), MOST)
