"""Lines of text with the elements their characters come from: what reading gives and annotating goes back by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fzlint.reading.extract import Spot

# Characters that would end a line (or confuse a place) become blanks, one for one.
_BLANKS = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` (columns from 0) of a line: those of ``element`` (a w:t, w:tab …) from
    ``offset`` on."""

    start: int
    end: int
    element: Any
    offset: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. A label of automatic numbering at its beginning comes from no element.

    ``paragraph``: the paragraph element; ``anchor``: the paragraph of the document's body that it belongs to (itself
    in the body and in tables; for a text box or a footnote the one it is fixed to), None for headers and footers.
    """

    text: str
    spot: Spot
    pieces: tuple[Piece, ...]
    paragraph: Any
    anchor: Any


@dataclass(slots=True)
class Builder:
    """A paragraph being read: its lines so far, and what is known of it."""

    spot: Spot
    paragraph: Any
    anchor: Any
    lines: list[tuple[list[str], list[Piece], int | None]] = field(default_factory=list)
    label: str = ""
    length: int = 0  # of the last line
    dropped: bool = False  # text was left out: contents tables, page numbers, hidden text

    def add(self, text: str, element: Any, offset: int, page: int | None) -> None:
        """Characters of an element, on a page."""
        if not text:
            return
        if not self.lines:
            self.lines.append(([], [], page))
        chars, pieces, first = self.lines[-1]
        if not chars and first != page:
            self.lines[-1] = (chars, pieces, page)
        chars.append(text.translate(_BLANKS))
        pieces.append(Piece(self.length, self.length + len(text), element, offset))
        self.length += len(text)

    def end_line(self, page: int | None) -> None:
        """A line break inside the paragraph."""
        if not self.lines:
            self.lines.append(([], [], page))
        self.lines.append(([], [], page))
        self.length = 0

    @property
    def empty(self) -> bool:
        """Whether there is no visible text."""
        return not any("".join(chars).strip() for chars, _, _ in self.lines)

    def finished(self) -> list[Line]:
        """The lines; one at least."""
        out: list[Line] = []
        for position, (chars, pieces, page) in enumerate(self.lines or [([], [], self.spot.page)]):
            label = self.label if position == 0 else ""
            shift = len(label)
            if shift:
                pieces = [Piece(p.start + shift, p.end + shift, p.element, p.offset) for p in pieces]
            spot = Spot(self.spot.part, self.spot.paragraph, page, self.spot.cell)
            out.append(Line(label + "".join(chars), spot, tuple(pieces), self.paragraph, self.anchor))
        return out
