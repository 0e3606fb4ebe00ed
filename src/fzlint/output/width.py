"""Text in columns of a terminal: how wide it is, padding, and lines that break where Chinese allows it.

Widths follow Unicode's East Asian Width (UAX #11); ambiguous characters (“”, —, █) count as one column, as terminals
show them unless told otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

_CLOSING = "，。、；：？！）》〉」』”’】〕…,.;:?!)]}%‰℃"
_OPENING = "（《〈「『“‘【〔(\\[{"
# What stays on one line: a number or word of Latin letters, with the brackets and punctuation that belong to it.
# The bounds keep hostile text from making one atom of everything.
_ATOM = re.compile(
    rf"[{_OPENING}]{{0,4}}(?:[./-]?[A-Za-z0-9][A-Za-z0-9_./%+*=#@-]{{0,60}}|.)(?:[{re.escape(_CLOSING)}](?![A-Za-z0-9])){{0,4}}",
    re.S,
)


def char_width(char: str) -> int:
    """Columns of one character: 0, 1 or 2."""
    if " " <= char <= "~":
        return 1
    if "\u4e00" <= char <= "\u9fff":
        return 2
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    """Columns of a text without line ends and control characters."""
    if text.isascii():
        return len(text)
    return _short_width(text) if len(text) <= _SHORT else sum(map(char_width, text))


# The same few thousand pieces and labels make up all texts, and the same bases and remedies stand under the findings of
# many reports: what was measured or broken once is remembered.
_SHORT, _LONGEST = 80, 600  # characters of what is remembered


@lru_cache(maxsize=20_000)
def _short_width(text: str) -> int:
    return sum(map(char_width, text))


def pad(text: str, columns: int) -> str:
    """``text`` with blanks behind it up to ``columns``."""
    return text + " " * (columns - text_width(text))


def wrap(text: str, columns: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """``text`` as lines of at most ``columns`` columns; ``first`` begins the first, ``rest`` (blanks) the others.

    A line never begins with closing punctuation, nor ends with an opening bracket; a word or number is only cut when
    no line can hold it. At least one line.
    """
    if len(text) > _LONGEST:
        return _wrapped(text, columns, first, rest)
    return list(_remembered(text, columns, first, rest))


@lru_cache(maxsize=5_000)
def _remembered(text: str, columns: int, first: str, rest: str | None) -> tuple[str, ...]:
    return tuple(_wrapped(text, columns, first, rest))


def _wrapped(text: str, columns: int, first: str, rest: str | None) -> list[str]:
    rest = " " * text_width(first) if rest is None else rest
    lines: list[str] = []
    line, used = first, text_width(first)
    fresh = True  # nothing stands behind the line's prefix
    for atom in _atoms(text, max(2, columns - max(used, text_width(rest)))):
        wide = _short_width(atom)
        if not fresh and used + wide > columns:
            if atom == " ":
                continue
            lines.append(line.rstrip())
            line, used, fresh = rest, text_width(rest), True
        if fresh and atom == " " and lines:
            continue
        line += atom
        used += wide
        fresh = False
    lines.append(line.rstrip())
    return lines


def _atoms(text: str, most: int) -> Iterator[str]:
    """The pieces of ``text`` that stay whole, none wider than ``most`` columns (at least 2)."""
    for found in _ATOM.finditer(text):
        atom = found[0]
        if _short_width(atom) <= most:
            yield atom
            continue
        piece, used = "", 0
        for char in atom:
            wide = char_width(char)
            if piece and used + wide > most:
                yield piece
                piece, used = "", 0
            piece += char
            used += wide
        yield piece
