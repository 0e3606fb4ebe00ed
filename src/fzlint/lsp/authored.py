"""A document as the linter reads it, and the way back from there to the characters in the editor.

Half a pair of surrogates becomes U+FFFD, one character for one. Markdown is read without its marks: there a place is
looked up in the author's line by the words that both have.
"""

from __future__ import annotations

import re

from lsprotocol.types import Range

from fzlint.lsp.documents import Snapshot
from fzlint.lsp.positions import Lines
from fzlint.reading.markdown import plain
from fzlint.reading.source import Source
from fzlint.text.places import Place

_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST = 5000  # characters of a line in which every character is followed back


class Authored:
    """What a document holds at one moment: its lines, and its text as the linter reads it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.uri = snapshot.uri
        self.version = snapshot.version
        self.name = snapshot.name
        self.path = snapshot.path
        self.markdown = snapshot.is_markdown
        self.end = "\r\n" if "\r\n" in snapshot.text else "\n"
        self.lines = Lines(snapshot.text, snapshot.encoding)
        clean = _SURROGATE.sub("\ufffd", snapshot.text)
        self.text = plain(clean) if self.markdown else clean
        self._read = Lines(self.text, snapshot.encoding) if self.markdown else self.lines

    @property
    def source(self) -> Source:
        """The document as the linter takes it."""
        return Source(self.path or self.name, self.text, "utf-8")

    def range(self, place: Place) -> Range:
        """The editor's range of a place."""
        return self.lines.range(*self.span(place))

    def span(self, place: Place) -> tuple[int, int, int, int]:
        """Line and column where a place begins and ends in the author's text, from 0, in code points."""
        line, end_line = place.line - 1, place.end_line - 1
        column, end_column = place.column - 1, place.end_column - 1
        if not self.markdown:
            return line, column, end_line, end_column
        if line == end_line:
            column, end_column = self._columns(line, column, end_column)
        else:
            column, _ = self._columns(line, column, len(self._read.line(line)))
            _, end_column = self._columns(end_line, 0, end_column)
        return line, column, end_line, end_column

    def _columns(self, line: int, start: int, end: int) -> tuple[int, int]:
        """Where the characters ``start`` to ``end`` of a line that was read stand in the author's line."""
        return columns(self.lines.line(line), self._read.line(line), start, end)


def columns(line: str, read: str, start: int, end: int) -> tuple[int, int]:
    """Where ``read[start:end]`` stands in ``line``, of which marks were left out to give ``read``.

    The very words where they stand there without a mark between them, else everything from the first to the last.
    """
    if line == read:
        return start, end
    end = min(end, len(read))
    if len(line) > _LONGEST:
        at = line.find(read[start:end])
        return (at, at + end - start) if at >= 0 else (0, len(line))
    earliest = _earliest(line, read)
    latest = [len(line) - 1 - column for column in reversed(_earliest(line[::-1], read[::-1]))]
    if start >= end:
        at = max(latest[start], 0) if start < len(read) else len(line)
        return at, at
    low, high = earliest[start], latest[end - 1] + 1
    at = line.find(read[start:end], low, high)
    return (at, at + end - start) if at >= 0 else (low, max(low, high))


def _earliest(line: str, read: str) -> list[int]:
    """The first column in ``line`` that each character of ``read`` can come from.

    A tab between the cells of a table stands for what parts them; it comes from where the next cell can begin.
    """
    found: list[int] = []
    at = 0
    for char in read:
        column = line.find(char, at) if char != "\t" or line[at : at + 1] == "\t" else -1
        found.append(at if column < 0 else column)
        at = at if column < 0 else column + 1
    return found
