"""Where body and date of the sign-off stand, after GB/T 9704—2012 for documents without seal."""

from __future__ import annotations

from unicodedata import east_asian_width

_DATE_SHIFT = 2  # characters that the date begins to the right of the body


def width(text: str) -> float:
    """The width of ``text`` in Chinese characters; a Latin letter or digit takes half of one."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def right_indents(body: str, date: str, least: float) -> tuple[float, float]:
    """How far body and date end from the right margin, in characters, the longer line ``least`` of them.

    The date begins two characters to the right of the body.
    """
    over = width(body) - width(date) - _DATE_SHIFT
    return (least, least + over) if over >= 0 else (least - over, least)
