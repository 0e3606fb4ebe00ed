"""OpenDocument text (.odt) as a reader sees it: numbers and signs as displayed, changes accepted, no hidden text.

Source of names: OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from typing import Any

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits, Spot
from fzlint.reading.odf_lists import Lists
from fzlint.reading.odf_names import DRAW, OFFICE, TABLE, TEXT, attribute
from fzlint.reading.odf_styles import Styles
from fzlint.reading.packed import damaged, open_packed, parse_xml

_MOST_SPACES = 1000  # of one text:s, which may claim any number
_DEEP = 200
_ENCRYPTED = b"encryption-data"
_FRAMES = frozenset(f"{DRAW}{name}" for name in ("frame", "custom-shape", "g", "rect", "ellipse", "a"))
# Elements whose text is not part of the line: notes and frames have lines of their own, the rest is not shown.
_UNSHOWN = frozenset(
    {
        f"{TEXT}tracked-changes", f"{TEXT}hidden-text", f"{OFFICE}annotation", f"{OFFICE}annotation-end",
        f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{OFFICE}forms",
        f"{TEXT}number", f"{TEXT}ruby-text", f"{DRAW}object", f"{DRAW}object-ole", f"{DRAW}image",
        f"{OFFICE}event-listeners",
        f"{TEXT}table-of-content-source", f"{TEXT}index-title-template", f"{OFFICE}binary-data", f"{DRAW}title",
        f"{DRAW}desc",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    }
)  # fmt: skip


def extract(data: bytes, limits: Limits) -> Extract:
    """The text of the .odt file ``data``: a paragraph a line, the cells of tables included.

    The lines of a text box follow the paragraph it is anchored in, footnotes and endnotes follow the text. Raises
    :class:`ReadingError`: encrypted, damaged, too-large.
    """
    packed = open_packed(data, limits)
    if _ENCRYPTED in (packed.get("META-INF/manifest.xml") or b""):
        raise ReadingError("encrypted")
    content = parse_xml(packed.read("content.xml"))
    other = packed.get("styles.xml")
    roots = [parse_xml(other), content] if other else [content]
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise damaged()
    styles = Styles(roots)
    walk = _Walk(styles, Lists(roots, styles), limits)
    try:
        walk.blocks(body, "body", 0)
        walk.notes()
    except (RecursionError, ValueError):
        raise damaged() from None
    return Extract("\n".join(walk.lines), tuple(walk.spots) or (None,))


class _Walk:
    """Gathers the lines of the body, with their spots."""

    def __init__(self, styles: Styles, lists: Lists, limits: Limits) -> None:
        self.lines: list[str] = []
        self.spots: list[Spot | None] = []
        self._styles = styles
        self._lists = lists
        self._limits = limits
        self._left = limits.characters
        self._counted: dict[str, int] = {}
        self._tables = 0
        self._cell: tuple[int, int, int] | None = None
        self._frames: list[Any] = []
        self._notes: list[Any] = []

    def notes(self) -> None:
        """The lines of the notes met so far."""
        for note in self._notes:  # grows while it is read, should a note hold notes
            body = note.find(f"{TEXT}note-body")
            if body is not None:
                self.blocks(body, "footnote", 0)

    def blocks(self, parent: Any, part: str, depth: int) -> None:
        """The paragraphs, lists, tables and sections in ``parent``."""
        if depth > _DEEP:
            raise damaged()
        for element in parent:
            tag = element.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(element, part, "", depth)
            elif tag == f"{TEXT}list":
                self._list(element, part, depth, ())
            elif tag == f"{TABLE}table":
                self._table(element, depth)
            elif tag in _UNSHOWN or self._styles.section_hidden(element):
                continue
            elif tag in _FRAMES:  # anchored to the page, or one in another
                self.blocks(element, "text-box", depth + 1)
            else:  # sections, indexes and their bodies, text boxes
                self.blocks(element, part, depth + 1)

    def _add(self, text: str, spot: Spot) -> None:
        self._left -= len(text) + 1
        if self._left < 0:
            limit = self._limits.characters
            raise ReadingError("too-large", {"limit": f"{limit:,}", "limit_bytes": limit})
        self.lines.append(text)
        self.spots.append(spot)

    def _paragraph(self, element: Any, part: str, label: str, depth: int) -> None:
        if self._styles.paragraph_hidden(element):
            return
        if element.tag == f"{TEXT}h" and not label and attribute(element, TEXT, "is-list-header") != "true":
            label = self._lists.heading(element)
        text = self._inline(element, 0)
        shown = text.strip("\n")
        if shown.strip():
            self._counted[part] = self._counted.get(part, 0) + 1
            for line in (label + shown).split("\n"):
                self._add(line, Spot(part, self._counted[part], None, self._cell if part == "table" else None))
        self._boxes(depth)

    def _boxes(self, depth: int) -> None:
        frames, self._frames = self._frames, []
        for frame in frames:
            self.blocks(frame, "text-box", depth + 1)

    def _inline(self, element: Any, depth: int) -> str:
        if depth > _DEEP:
            raise damaged()
        pieces = [element.text or ""]
        for child in element:
            tag = child.tag
            if tag == f"{TEXT}s":
                count = attribute(child, TEXT, "c") or "1"
                pieces.append(" " * (min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() else 1))
            elif tag == f"{TEXT}tab":
                pieces.append("\t")
            elif tag == f"{TEXT}line-break":
                pieces.append("\n")
            elif tag == f"{TEXT}note":
                if len(child):
                    self._notes.append(child)
            elif tag in _FRAMES:
                self._frames.append(child)
            elif tag not in _UNSHOWN and not self._styles.text_hidden(child):
                pieces.append(self._inline(child, depth + 1))
            pieces.append(child.tail or "")
        return "".join(pieces)

    def _list(self, element: Any, part: str, depth: int, above: tuple[str, ...]) -> None:
        if depth > _DEEP:
            raise damaged()
        level = self._lists.begin(element, above)
        for item in element:
            first = item.tag == f"{TEXT}list-item"
            if not first and item.tag != f"{TEXT}list-header":
                continue
            for child in item:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    label = self._lists.label(level, item, child) if first else ""
                    self._paragraph(child, part, label, depth)
                    first = False
                elif child.tag == f"{TEXT}list":
                    self._list(child, part, depth + 1, level)
                elif child.tag == f"{TABLE}table":
                    self._table(child, depth)

    def _table(self, table: Any, depth: int) -> None:
        self._tables += 1
        number, outer = self._tables, self._cell
        for row, element in enumerate(_rows(table, depth), 1):
            cells = (cell for cell in element if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"))
            for column, cell in enumerate(cells, 1):
                self._cell = (number, row, column)
                self.blocks(cell, "table", depth + 1)
        self._cell = outer


def _rows(table: Any, depth: int) -> list[Any]:
    """The rows of a table, those of groups and headers included."""
    if depth > _DEEP:
        raise damaged()
    found: list[Any] = []
    for element in table:
        if element.tag == f"{TABLE}table-row":
            found.append(element)
        elif element.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            found += _rows(element, depth + 1)
    return found
