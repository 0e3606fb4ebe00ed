"""Cells of a workbook: looks as named styles, text that is always text, pieces of text that are marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fzlint.gap.office import fit


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in pieces, each with whether it is marked."""

    segments: Sequence[tuple[str, bool]]


Value = str | int | float | Marked | None

MOST_CHARACTERS = 32_767  # in a cell of Excel
# Excel reads _x000D_ in a cell as the character of that number; _x005F_ is an underscore that stays one.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FONT = "Microsoft YaHei"
_SIZE, _SMALL_SIZE = 9, 8
_HEAD, _HEAD_TEXT, _LINE = "1F4E79", "FFFFFF", "BFBFBF"
_DIFFERS = "C00000"
_SIGNS = tuple("=+-@'＝＋－＠")  # what a spreadsheet may take for the beginning of a formula
_LOOK = "fzlint "


def cell_text(text: str) -> str:
    """``text`` as a cell of Excel can hold it."""
    return _ESCAPE.sub("_x005F_", fit(text, MOST_CHARACTERS // 8))


def add_looks(workbook: Any) -> None:
    """Add the looks of cells as named styles: a cell gets one by its name, which keeps large sheets fast and small."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    side = Side(style="thin", color=_LINE)
    border = Border(left=side, right=side, top=side, bottom=side)
    text, small = Font(name=_FONT, size=_SIZE), Font(name=_FONT, size=_SMALL_SIZE)
    strong = Font(name=_FONT, size=_SIZE, bold=True)
    heads = [Font(name=_FONT, size=size, bold=True, color=_HEAD_TEXT) for size in (_SIZE, _SMALL_SIZE)]
    ground = PatternFill("solid", fgColor=_HEAD)
    for name, font, across, down, lined, fill in (
        ("title", Font(name=_FONT, size=16, bold=True), None, "center", False, None),
        ("heading", strong, None, "center", False, None),
        ("line", text, None, "center", False, None),
        ("remark", small, None, "top", False, None),
        ("text", text, None, "top", True, None),
        ("centred", text, "center", "top", True, None),
        ("share", text, "center", "top", True, None),
        ("row", text, None, "center", True, None),
        ("figure", text, "center", "center", True, None),
        ("strong", strong, "center", "center", True, None),
        ("top", small, "center", "bottom", True, None),
        ("head", heads[0], "center", "top", True, ground),
        ("small-head", heads[1], "center", "top", True, ground),
    ):
        style = NamedStyle(name=_LOOK + name, font=font)
        style.alignment = Alignment(horizontal=across, vertical=down, wrap_text=lined or name == "remark")
        if lined:
            style.border = border
        if fill is not None:
            style.fill = fill
        if name == "share":
            style.number_format = "0%"
        workbook.add_named_style(style)


class Cells:
    """Makes the cells of one sheet. Rows are written at once, so that a sheet of any length takes little memory."""

    def __init__(self, workbook: Any, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._workbook, self._sheet = workbook, sheet
        self._make = WriteOnlyCell
        self._styles: dict[tuple[str, bool], Any] = {}

    def cell(self, value: Value, look: str) -> Any:
        """A cell with its look; text is always text, whatever sign it begins with."""
        cell = self._make(self._sheet)
        quoted = False
        if isinstance(value, Marked):
            cell.value = rich_text(value)
            quoted = cell_text("".join(text for text, _ in value.segments))[:1] in _SIGNS
        elif isinstance(value, str):
            text = cell_text(value)
            cell.value = text
            if cell.data_type != "s":  # openpyxl takes “=…” for a formula and “#N/A” for an error
                cell.data_type = "s"
            quoted = text[:1] in _SIGNS
        elif value is not None:
            cell.value = value
        cell._style = self._style(look, quoted)
        return cell

    def _style(self, look: str, quoted: bool) -> Any:
        """A look; ``quoted``: of text that stays text when it is edited in Excel."""
        style = self._styles.get((look, quoted))
        if style is None:
            cell = self._make(self._sheet)
            cell.style = _LOOK + look
            if quoted:
                cell.quotePrefix = True
            style = self._styles[look, quoted] = cell._style
        return style


def rich_text(value: Marked) -> Any:
    """A text whose marked pieces are underlined and red."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    font = InlineFont(rFont=_FONT, sz=_SIZE, u="single", color=_DIFFERS)
    pieces = [(cell_text(text), marked) for text, marked in value.segments]
    return CellRichText([TextBlock(font, text) if marked else text for text, marked in pieces if text])
