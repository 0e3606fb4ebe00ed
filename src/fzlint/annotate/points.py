"""Points between the characters of a Word file, and marks put there.

A run is split where a mark stands inside it; nothing else of the file changes. Marks stand only where the standard
allows them (in paragraphs, links and kept insertions); at text in other constructions they stand around these.
"""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from fzlint.reading.wordml.lines import Line
from fzlint.reading.wordml.names import child, local

_HOLDERS = frozenset({"hyperlink", "ins", "moveTo", "fldSimple", "smartTag", "customXml", "dir", "bdo"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARTED = frozenset({"t"})  # elements of a run that can be split between characters


@dataclass(slots=True)
class _Marks:
    """Marks at one point: those that end something before it, those that begin something after it."""

    ends: list[Any] = field(default_factory=list)
    starts: list[Any] = field(default_factory=list)


class Points:
    """Collects marks for points, then puts them all in place (:meth:`apply`)."""

    def __init__(self) -> None:
        self._runs: dict[Any, dict[tuple[int, int], _Marks]] = defaultdict(lambda: defaultdict(_Marks))
        self._before: dict[Any, list[Any]] = defaultdict(list)
        self._after: dict[Any, list[Any]] = defaultdict(list)
        self._first: dict[Any, list[Any]] = defaultdict(list)
        self._last: dict[Any, list[Any]] = defaultdict(list)

    def start(self, line: Line, column: int, mark: Any) -> None:
        """Put ``mark`` before the character at ``column`` (from 0) of a line in the body."""
        piece = next((piece for piece in line.pieces if piece.end > column), None)
        if piece is None:
            self.start_paragraph(line.paragraph, mark)
            return
        node = _outermost(piece.element)
        if node is not piece.element.getparent() or _bound(piece.element):
            self._before[node].append(mark)
            return
        at = piece.offset + max(0, column - piece.start)
        self._runs[node][node.index(piece.element), at].starts.append(mark)

    def end(self, line: Line, column: int, mark: Any) -> None:
        """Put ``mark`` behind the character before ``column`` (from 0) of a line in the body."""
        piece = next((piece for piece in reversed(line.pieces) if piece.start < column), None)
        if piece is None:
            self.end_paragraph(line.paragraph, mark)
            return
        node = _outermost(piece.element)
        if node is not piece.element.getparent() or _bound(piece.element):
            self._after[node].append(mark)
            return
        at = piece.offset + min(column, piece.end) - piece.start
        self._runs[node][node.index(piece.element), at].ends.append(mark)

    def start_paragraph(self, paragraph: Any, mark: Any) -> None:
        """Put ``mark`` at the beginning of a paragraph."""
        self._first[paragraph].append(mark)

    def end_paragraph(self, paragraph: Any, mark: Any) -> None:
        """Put ``mark`` at the end of a paragraph."""
        self._last[paragraph].append(mark)

    def apply(self) -> None:
        """Put all marks in place."""
        for node, marks in self._before.items():
            for mark in marks:
                node.addprevious(mark)
        for node, marks in self._after.items():
            for mark in reversed(marks):
                node.addnext(mark)
        for run, points in self._runs.items():
            # From the last point to the first: what stands behind a point is not touched again.
            for (index, at), found in sorted(points.items(), key=lambda point: point[0], reverse=True):
                _put(run, index, at, [*found.ends, *found.starts])
        for paragraph, marks in self._first.items():
            at = 0 if child(paragraph, "pPr") is None else paragraph.index(child(paragraph, "pPr")) + 1
            paragraph[at:at] = marks
        for paragraph, marks in self._last.items():
            paragraph.extend(marks)


def _bound(element: Any) -> bool:
    """Whether blanks at the edge of a text are not shown: split, they could be."""
    text = element.text or ""
    return element.get(_SPACE) != "preserve" and text != text.strip(" \t\r\n")


def _outermost(element: Any) -> Any:
    """What a mark at ``element`` may stand beside: its run, or the construction that allows no marks inside."""
    path: list[Any] = []
    node = element
    while node is not None and local(node.tag) != "p":
        path.append(node)
        node = node.getparent()
    for node in reversed(path):
        if local(node.tag) not in _HOLDERS:
            return node
    return path[-1]


def _put(run: Any, index: int, at: int, marks: list[Any]) -> None:
    """Put marks into a run at the character ``at`` of its child ``index``."""
    inner = run[index]
    parted = local(inner.tag) in _PARTED
    length = len(inner.text or "") if parted else 1
    first = 0 if child(run, "rPr") is None else run.index(child(run, "rPr")) + 1
    if at <= 0 and index == first:
        for mark in marks:
            run.addprevious(mark)
        return
    if at < length or index + 1 < len(run):
        _split(run, index, at, length)
    for mark in reversed(marks):
        run.addnext(mark)


def _split(run: Any, index: int, at: int, length: int) -> None:
    """Split a run in two of the same look."""
    right = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    properties = child(run, "rPr")
    if properties is not None:
        right.append(deepcopy(properties))
    moved = list(run[index + 1 :])
    inner = run[index]
    if at <= 0:
        moved.insert(0, inner)
    elif at < length:
        text = inner.text
        rest = inner.makeelement(inner.tag, dict(inner.attrib), inner.nsmap)
        inner.text, rest.text = text[:at], text[at:]
        for part in (inner, rest):
            if part.text != part.text.strip():
                part.set(_SPACE, "preserve")
        right.append(rest)
    for element in moved:
        right.append(element)
    run.addnext(right)
