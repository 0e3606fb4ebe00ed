"""Tables of a Word document, built element by element: python-docx takes seconds for large ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from fzlint.gap.office import fit

HEAD_GROUND = "D9D9D9"
_TWIPS = 1440 / 25.4  # in a millimetre
_MOST_TEXT = 2000  # characters of a paragraph or cell
_MARGIN = 57  # twips left and right of a cell's text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text, ground (RRGGBB), whether it is centred, how many columns it spans, whether text is bold.

    ``keep``: its row stays with the next; ``marked``: a paragraph of its own below the text, in pieces, each with
    whether it is underlined.
    """

    text: str
    ground: str | None = None
    centred: bool = False
    span: int = 1
    bold: bool = False
    keep: bool = False
    marked: Sequence[tuple[str, bool]] = ()


def clean(text: str) -> str:
    """``text`` as one line of a paragraph."""
    return fit(text, _MOST_TEXT).replace("\n", " ").strip(" ")


def table_of(
    widths: Sequence[float],
    head: Sequence[Cell | str],
    rows: Iterable[Sequence[Cell | str]],
    *,
    width: float,
    style: str,
    whole: bool,
    split: bool,
) -> Any:
    """A table ``width`` millimetres wide, its columns in proportion to ``widths``; paragraphs have the ``style``.

    ``whole``: a page does not end within it; ``split``: it may end within a row, but for those that stay
    with the next.
    """
    from docx.oxml import OxmlElement

    scale = width / sum(widths) * _TWIPS
    twips = [round(column * scale) for column in widths]
    table = OxmlElement("w:tbl")
    properties = sub(table, "w:tblPr")
    sub(properties, "w:tblW", w=sum(twips), type="dxa")
    sub(properties, "w:jc", val="center")
    borders = sub(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        sub(borders, f"w:{side}", val="single", sz=4, space=0, color="000000")
    sub(properties, "w:tblLayout", type="fixed")
    margins = sub(properties, "w:tblCellMar")
    for side in ("left", "right"):
        sub(margins, f"w:{side}", w=_MARGIN, type="dxa")
    grid = sub(table, "w:tblGrid")
    for column in twips:
        sub(grid, "w:gridCol", w=column)
    first = [_cell(cell, ground=HEAD_GROUND, centred=True, bold=True) for cell in head]
    _add_row(table, twips, first, style, keep=True, head=True)
    for row in rows:
        _add_row(table, twips, [_cell(cell) for cell in row], style, keep=whole, split=split)
    return table


def _add_row(
    table: Any,
    twips: Sequence[int],
    cells: Sequence[Cell],
    style: str,
    *,
    keep: bool,
    head: bool = False,
    split: bool = False,
) -> None:
    row = sub(table, "w:tr")
    properties = sub(row, "w:trPr")
    if not split or any(cell.keep for cell in cells):
        sub(properties, "w:cantSplit")
    if head:
        sub(properties, "w:tblHeader")
    at = 0
    for cell in cells:
        entry = sub(row, "w:tc")
        look = sub(entry, "w:tcPr")
        sub(look, "w:tcW", w=sum(twips[at : at + cell.span]), type="dxa")
        if cell.span > 1:
            sub(look, "w:gridSpan", val=cell.span)
        if cell.ground:
            sub(look, "w:shd", val="clear", color="auto", fill=cell.ground)
        sub(look, "w:vAlign", val="top" if split else "center")
        _fill(entry, cell, style, keep=keep)
        at += cell.span


def _fill(entry: Any, cell: Cell, style: str, *, keep: bool) -> None:
    for line in cell.text.split("\n"):
        _add_run(_paragraph(entry, cell, style, keep=keep), clean(line), "w:b" if cell.bold else None)
    if cell.marked:
        paragraph = _paragraph(entry, cell, style, keep=keep)
        for piece, underlined in cell.marked:
            _add_run(paragraph, fit(piece, _MOST_TEXT).replace("\n", " "), "w:u" if underlined else None)


def _paragraph(entry: Any, cell: Cell, style: str, *, keep: bool) -> Any:
    paragraph = sub(entry, "w:p")
    look = sub(paragraph, "w:pPr")
    sub(look, "w:pStyle", val=style)
    if keep or cell.keep:
        sub(look, "w:keepNext")
    sub(look, "w:jc", val="center" if cell.centred else "left")
    return paragraph


def _add_run(paragraph: Any, words: str, look: str | None) -> None:
    run = sub(paragraph, "w:r")
    if look:
        sub(sub(run, "w:rPr"), look, **({"val": "single"} if look == "w:u" else {}))
    text = sub(run, "w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _cell(cell: Cell | str, **looks: Any) -> Cell:
    return Cell(cell, **looks) if isinstance(cell, str) else cell


@cache
def _named(tag: str) -> str:
    from docx.oxml.ns import qn

    name: str = qn(tag)
    return name


def sub(parent: Any, tag: str, **attributes: object) -> Any:
    """A new last child of ``parent``; attributes are of Word's own vocabulary."""
    element = parent.makeelement(_named(tag), {_named(f"w:{name}"): str(value) for name, value in attributes.items()})
    parent.append(element)
    return element


def set_attributes(element: Any, **attributes: object) -> None:
    """Set attributes of Word's own vocabulary."""
    for name, value in attributes.items():
        element.set(_named(f"w:{name}"), str(value))
