"""Values out of stored JSON: each is what it should be, or ShapeError names where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fzlint.output.neutral import neutral, shortened
from fzlint.text.places import Place, Spot

MOST_QUOTE = 300  # characters of a quote that are kept
MOST_PARAGRAPH = 200_000  # characters of a paragraph that is kept as it stands
_MOST_LINE = 1000  # characters of any other text


class ShapeError(ValueError):
    """JSON that is not what ``fzlint check -f json`` writes; ``where`` names the place in it."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def mapping(data: Any, where: str) -> Mapping[str, Any]:
    """An object."""
    if not isinstance(data, Mapping):
        raise ShapeError(where)
    return data


def entries(data: Mapping[str, Any], key: str, where: str) -> list[Any]:
    """An array; none is an empty one."""
    found = data.get(key, [])
    if not isinstance(found, list):
        raise ShapeError(where + key)
    return found


def line(found: Any, where: str) -> str:
    """A text, made one harmless line."""
    if not isinstance(found, str):
        raise ShapeError(where)
    return shortened(neutral(found[: 8 * _MOST_LINE]), _MOST_LINE)


def text(data: Mapping[str, Any], key: str, where: str) -> str:
    """A text that must be there."""
    return line(data.get(key), where + key)


def optional(data: Mapping[str, Any], key: str) -> str | None:
    """A text that may be missing or null."""
    return None if data.get(key) is None else line(data[key], key)


def one_of(data: Mapping[str, Any], key: str, words: tuple[str, ...], where: str) -> str:
    """One of a few words."""
    found = data.get(key)
    if found not in words:
        raise ShapeError(where + key)
    return str(found)


def number(found: Any, where: str) -> int:
    """A whole number from 0."""
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found < 10**12:
        raise ShapeError(where)
    return found


def share(found: Any, where: str) -> float:
    """A number from 0 to 1."""
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
        raise ShapeError(where)
    return float(found)


def year(data: Mapping[str, Any]) -> int | None:
    """A year, if it is known."""
    return None if data.get("year") is None else number(data["year"], "year")


def place(data: Any, where: str, *, whole: bool = False) -> Place:
    """A place; its quote one harmless line that is shortened, or ``whole`` as the author wrote it."""
    data = mapping(data, where)
    at = [number(data.get(key), f"{where}.{key}") for key in ("line", "column", "end_line", "end_column")]
    quote = data.get("quote", "")
    if not isinstance(quote, str):
        raise ShapeError(f"{where}.quote")
    known = mapping(data.get("place", {}), f"{where}.place")
    quote = quote[:MOST_PARAGRAPH] if whole else shortened(neutral(quote[: 8 * MOST_QUOTE]), MOST_QUOTE)
    return Place(at[0], at[1], at[2], at[3], quote, optional(known, "section"), _spot(known, where))


def _spot(known: Mapping[str, Any], where: str) -> Spot | None:
    """Where it stands in a Word, PDF or web file; None for a text file."""
    if "part" not in known:
        return None
    paragraph, page = (None if known.get(k) is None else number(known[k], where) for k in ("paragraph", "page"))
    cell = known.get("cell")
    part = text(known, "part", where)
    if cell is None:
        return Spot(part, paragraph, page)
    if not isinstance(cell, list | tuple) or len(cell) != 3:
        raise ShapeError(f"{where}.cell")
    table, row, column = (number(entry, where) for entry in cell)
    return Spot(part, paragraph, page, (table, row, column))
