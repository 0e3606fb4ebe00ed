"""What a waiver file says."""

from __future__ import annotations

from dataclasses import dataclass

from fzlint.reading.ignore import Rules
from fzlint.result import Waiver


@dataclass(frozen=True, slots=True)
class Entry:
    """One waiver: findings of ``codes`` are let pass in reports of ``body`` (as ``naming.flat`` makes it; None: of
    any), in files that ``files`` matches (None: in any), on ``year`` (None: on any).

    ``named``: body or files as written, ``item``: the word that means the codes; ``line``: where it stands in ``file``.
    """

    waiver: Waiver
    item: str
    codes: frozenset[str]
    file: str
    line: int
    named: str
    body: str | None = None
    files: Rules | None = None
    year: int | None = None
