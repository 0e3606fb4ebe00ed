"""What the screen can show: colour, signs, columns."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

COLOURS = ("auto", "always", "never")
PLAIN_COLUMNS = 100  # where no terminal says how wide it is
_FEWEST, _MOST = 40, 120  # a line longer than 60 Chinese characters is hard to read
_CODES = {
    "error": "31;1",
    "warning": "33;1",
    "note": "36",
    "met": "32",
    "weak": "33",
    "missing": "31",
    "strong": "1",
}
_SIGNS = {"met": "✔", "weak": "△", "missing": "✘", "not-applicable": "－"}
_ASCII_SIGNS = {"met": "+", "weak": "~", "missing": "x", "not-applicable": "-"}
_BARS = {"met": "█", "weak": "▒", "missing": "░"}
_ASCII_BARS = {"met": "#", "weak": "=", "missing": "."}


@dataclass(frozen=True, slots=True)
class Screen:
    """Columns to fill, whether ANSI colours are wanted, and whether more than plain signs can be shown."""

    columns: int = PLAIN_COLUMNS
    colour: bool = False
    signs: bool = True

    def paint(self, text: str, style: str) -> str:
        """``text`` in the colour of ``style`` (a severity, a status, ``strong``, ``faint``)."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and style in _CODES else text

    def sign(self, status: str) -> str:
        """The sign of a status."""
        return (_SIGNS if self.signs else _ASCII_SIGNS)[status]

    def bar(self, statuses: Mapping[str, int]) -> str:
        """A bar of one cell for each item: met, weak, missing."""
        cells = _BARS if self.signs else _ASCII_BARS
        return "".join(
            self.paint(cells[status] * statuses.get(status, 0), status) for status in cells if statuses.get(status)
        )


def screen_for(stream: TextIO, colour: str, environ: Mapping[str, str] | None = None) -> Screen:
    """What ``stream`` can show. ``colour``: auto, always or never.

    ``auto``: NO_COLOR (no-color.org) forbids, FORCE_COLOR (force-color.org) demands, else a terminal that is not
    ``dumb`` decides. COLUMNS, where set, says how wide it is.
    """
    environ = os.environ if environ is None else environ
    terminal = _is_terminal(stream)
    if colour == "auto":
        wanted = not environ.get("NO_COLOR") and (
            bool(environ.get("FORCE_COLOR")) or (terminal and environ.get("TERM") != "dumb" and _understands(environ))
        )
    else:
        wanted = colour == "always"
    return Screen(_columns(stream, terminal, environ), wanted, _can_show(stream))


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # a closed stream
        return False


def _understands(environ: Mapping[str, str]) -> bool:
    """Whether a terminal takes ANSI sequences: every one but the old Windows console."""
    return sys.platform != "win32" or any(
        environ.get(name) for name in ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON")
    )


def _columns(stream: TextIO, terminal: bool, environ: Mapping[str, str]) -> int:
    columns = 0
    told = environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and len(told) < 6:
        columns = int(told)
    if not columns and terminal:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            columns = 80
    return max(_FEWEST, min(columns or PLAIN_COLUMNS, _MOST))


def _can_show(stream: TextIO) -> bool:
    try:
        "".join((*_SIGNS.values(), *_BARS.values())).encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
