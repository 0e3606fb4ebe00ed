"""The lines of a text as an editor counts them: lines from 0, columns in code units of the encoding agreed upon.

Only LF, CRLF and CR end a line there: a form feed or U+2028, at which ``str.splitlines`` would cut, does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from lsprotocol.types import Position, PositionEncodingKind, Range

UTF8, UTF16, UTF32 = (kind.value for kind in PositionEncodingKind)
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LAST_OF_ONE_UNIT = {UTF8: "\x7f", UTF16: "\uffff", UTF32: "\U0010ffff"}


def units(text: str, encoding: str) -> int:
    """How many code units ``text`` takes in utf-8, utf-16 or utf-32; half a pair of surrogates is a character."""
    if encoding == UTF32:
        return len(text)
    if encoding == UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, count: int, encoding: str) -> int:
    """How many characters the first ``count`` code units of ``text`` hold; one that is cut is left out."""
    if not text or max(text) <= _LAST_OF_ONE_UNIT[encoding]:
        return min(count, len(text))
    return bisect_right(list(accumulate(units(char, encoding) for char in text)), count)


def _split(text: str) -> list[str]:
    """Lines with their ends; the last has none and may be empty. Two halves of a character become one."""
    if _PAIR.search(text):
        text = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    lines = _LINE.findall(text)
    if len(lines) > 1 and not lines[-2].endswith(("\r", "\n")):
        lines.pop()  # the empty match behind a last line without an end
    return lines


class Lines:
    """The lines of a text that an editor changes piece by piece."""

    def __init__(self, text: str, encoding: str = UTF16) -> None:
        self.encoding = encoding
        self._lines = _split(text)

    def __len__(self) -> int:
        return len(self._lines)

    def __str__(self) -> str:
        return "".join(self._lines)

    def line(self, number: int) -> str:
        """The line of this number, counted from 0, without its end; empty behind the last."""
        return self._lines[number].rstrip("\r\n") if number < len(self) else ""

    def position(self, line: int, column: int) -> Position:
        """The position of the character ``column`` (code points from 0) of ``line``, within what the text has."""
        if line >= len(self):
            line, column = len(self) - 1, len(self.line(len(self) - 1))
        return Position(line, units(self.line(line)[: max(column, 0)], self.encoding))

    def range(self, line: int, column: int, end_line: int, end_column: int) -> Range:
        """From one character to another, both counted from 0 in code points, the second exclusive."""
        return Range(self.position(line, column), self.position(end_line, end_column))

    def place(self, position: Position) -> tuple[int, int]:
        """Line and column (code points from 0) of an editor's position.

        Behind a line's end it is the line's end, behind the text the text's end.
        """
        if position.line >= len(self):
            return len(self) - 1, len(self.line(len(self) - 1))
        return position.line, characters(self.line(position.line), position.character, self.encoding)

    def replace(self, range_: Range, text: str) -> None:
        """Put ``text`` in the place of a range of the editor's."""
        (line, column), (end_line, end_column) = sorted((self.place(range_.start), self.place(range_.end)))
        first, last = max(line - 1, 0), end_line + 2  # with both neighbours: CR and LF may meet there
        before = "".join(self._lines[first:line]) + self._lines[line][:column]
        rest = self._lines[end_line][end_column:] + "".join(self._lines[end_line + 1 : last])
        lines = _split(before + text + rest)
        if last < len(self):
            lines.pop()  # the empty line behind the end of the last neighbour
        self._lines[first:last] = lines
