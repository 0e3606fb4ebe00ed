"""Small helpers for words: alternations compiled once, numbers written for a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

Built = TypeVar("Built")

NEVER = re.compile(r"(?!)")
_MOST_KEPT = 4096
_kept: dict[int, tuple[list[str], re.Pattern[str]]] = {}


@lru_cache(maxsize=512)
def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True))) if words else NEVER


def any_of(words: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of ``words`` (small regular expressions, longest first); compiled once.

    A list is one of the checklist's and is known again by its identity; one made for the occasion is given as a tuple.
    """
    if isinstance(words, tuple):
        return _compiled(words)
    known = _kept.get(id(words))
    if known is None or known[0] is not words:
        if len(_kept) > _MOST_KEPT:
            _kept.clear()
        known = _kept[id(words)] = (words, _compiled(tuple(words)))  # keeping the list keeps its identity
    return known[1]


_built: dict[tuple[int, Callable[..., Any]], tuple[Mapping[str, Any], Any]] = {}


def kept(data: Mapping[str, Any], build: Callable[[Mapping[str, Any]], Built]) -> Built:
    """What ``build`` makes of a section of the checklist; built once for each checklist."""
    key = (id(data), build)
    known = _built.get(key)
    if known is None or known[0] is not data:
        if len(_built) > 32:
            _built.clear()
        known = _built[key] = (data, build(data))
    result: Built = known[1]
    return result


def has_any(words: Sequence[str], text: str) -> bool:
    """Whether ``text`` contains any of ``words`` (literals)."""
    return any(word in text for word in words)


def number_text(value: float) -> str:
    """A number as a reader writes it: 231, 0.5, 92.1."""
    nearest = round(value)
    if abs(value - nearest) < 1e-6:
        return str(nearest)
    return f"{value:.4f}".rstrip("0").rstrip(".")
