"""A sheet with one real Excel table: filters, frozen panes, repeated head, colours beside words, safe text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fzlint.gap.workbook_cells import Cells, Marked, Value, cell_text
from fzlint.messages import Messages
from fzlint.output.width import text_width

MOST_ROWS = 1_048_576  # in a sheet of Excel
_MOST_NAME = 31  # characters in the name of a sheet
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_BAR = "8EA9DB"
# Light grounds under black text: they differ in grey, too.
FILLS = {
    "met": "E2F0D9",
    "weak": "FFE699",
    "missing": "F4B183",
    "not-applicable": "EDEDED",
    "error": "F4B183",
    "warning": "FFE699",
    "note": "DDEBF7",
}
_LINE_HEIGHT, _SMALL_LINE = 14.0, 11.5  # points, of a line in the fonts above
_MOST_HEIGHT = 409.0  # points, of a row of Excel
_HEAD_HEIGHT = 32.0  # points: a line and the button below it
_NARROW = 5.0  # width of a column that gets small heads
_CHINESE = 0.87  # columns of width that half a Chinese character takes in the font above
_A4 = 9  # as Excel numbers paper
_PADDING = 1.2  # characters of a column's width that hold no text


@dataclass(frozen=True, slots=True)
class Column:
    """Head, width in characters of Latin letters (a Chinese one takes two), whether its cells are centred or shares."""

    head: str
    width: float
    centred: bool = False
    share: bool = False

    @property
    def look(self) -> str:
        """The look of its cells."""
        return "share" if self.share else "centred" if self.centred else "text"


def lines_in(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column this wide: programs do not all fit rows to their text themselves."""
    room = max(width - _PADDING, 1.0)
    return sum(max(1, math.ceil(text_width(line) * _CHINESE / room)) for line in text.split("\n"))


def sheet_name(name: str, taken: Iterable[str]) -> str:
    """``name`` as Excel allows it, unlike those taken."""
    base = _NOT_IN_NAME.sub(" ", name).strip("' ")[:_MOST_NAME] or "Sheet"
    known = {other.casefold() for other in taken}
    found, count = base, 1
    while found.casefold() in known:
        count += 1
        found = f"{base[: _MOST_NAME - len(str(count)) - 1]} {count}"
    return found


def set_page(sheet: Any, messages: Messages, *, title_rows: str | None = None) -> None:
    """Landscape A4, as wide as the page, page numbers, the head repeated."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text = "&A"
    sheet.oddFooter.center.text = messages("office.page")
    if title_rows:
        sheet.print_title_rows = title_rows


class Sheet:
    """A sheet that is filled from the top: lines of text, titles over the columns, then the table."""

    def __init__(self, workbook: Any, messages: Messages, name: str, table: str, columns: Sequence[Column]) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        self.sheet = workbook.create_sheet(sheet_name(name, workbook.sheetnames))
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._cells = Cells(workbook, self.sheet)
        self._messages, self._table, self._columns = messages, table, columns
        self._above: list[list[Any]] = []  # rows over the table: where the panes are frozen is told before them
        self._tops: int | None = None
        self._last: int | None = None
        self._first_data = 1
        for number, column in enumerate(columns, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = column.width

    def add_lines(self, lines: Iterable[str]) -> None:
        """Lines of text over the table."""
        self._above += [[self._cells.cell(line, "line")] for line in lines]

    def add_tops(self, tops: Sequence[Value]) -> None:
        """What stands over the heads of the columns, small and broken into short lines."""
        self._above.append([None if top is None else self._cells.cell(top, "top") for top in tops])
        titles = [(str(top), column.width) for top, column in zip(tops, self._columns, strict=True) if top is not None]
        lines = max((lines_in(title, width) for title, width in titles), default=1)
        self._tops = len(self._above)
        self.sheet.row_dimensions[self._tops].height = min(lines * _SMALL_LINE + 4, _MOST_HEIGHT)

    def add_table(self, rows: Iterable[Sequence[Value]], *, frozen_columns: int = 0) -> None:
        """The table: head, rows (as many as a sheet holds), filters; without rows a line that says so."""
        from openpyxl.utils import get_column_letter

        sheet, head = self.sheet, len(self._above) + 1
        sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{head + 1}"
        sheet.row_dimensions[head].height = _HEAD_HEIGHT
        for above in self._above:
            sheet.append(above)
        # Excel's button to filter stands in the corner below: what a head says stays above it
        looks = ["small-head" if column.width < _NARROW else "head" for column in self._columns]
        cells = zip(self._columns, looks, strict=True)
        sheet.append([self._cells.cell(column.head, look) for column, look in cells])
        left_out = 0
        row = head
        for values in rows:
            if row >= MOST_ROWS - 1:
                left_out += 1
                continue
            row += 1
            self._add_row(row, values)
        self._first_data = head + 1
        if row > head:
            self._last = row
            self._make_table(f"A{head}:{get_column_letter(len(self._columns))}{row}")
        else:
            sheet.append([self._cells.cell(self._messages("office.nothing"), "line")])
        if left_out:
            sheet.append([self._cells.cell(self._messages("office.rows-left-out", count=left_out), "line")])
        set_page(sheet, self._messages, title_rows=f"{self._tops or head}:{head}")

    def _add_row(self, row: int, values: Sequence[Value]) -> None:
        lines = 1
        cells = []
        for column, value in zip(self._columns, values, strict=True):
            cells.append(self._cells.cell(value, column.look))
            if isinstance(value, Marked):
                value = "".join(text for text, _ in value.segments)
            if isinstance(value, str):
                lines = max(lines, lines_in(value, column.width))
        self.sheet.row_dimensions[row].height = min(lines * _LINE_HEIGHT + 2, _MOST_HEIGHT)
        self.sheet.append(cells)
        del self.sheet.row_dimensions[row]  # it is written

    def _make_table(self, area: str) -> None:
        from openpyxl.worksheet.filters import AutoFilter
        from openpyxl.worksheet.table import Table, TableStyleInfo

        table = Table(displayName=self._table, ref=area)
        table.autoFilter = AutoFilter(ref=area)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        table._initialise_columns()
        for column, told in zip(self._columns, table.tableColumns, strict=True):
            told.name = cell_text(column.head)
        self.sheet.tables.add(table)  # not add_table: it warns that columns have names, which they have

    def _area(self, first: int, last: int) -> str | None:
        """The cells of the table in the columns ``first`` to ``last`` (from 1)."""
        from openpyxl.utils import get_column_letter

        if self._last is None or last < first:
            return None
        return f"{get_column_letter(first)}{self._first_data}:{get_column_letter(last)}{self._last}"

    def colour(self, fills: Mapping[str, str], *, first: int, last: int) -> None:
        """Colour the cells of the columns ``first`` to ``last`` (from 1) that hold one of these words."""
        from openpyxl.formatting.rule import CellIsRule
        from openpyxl.styles import PatternFill

        if area := self._area(first, last):
            for word, colour in fills.items():
                formula = '"' + cell_text(word).replace('"', '""') + '"'
                fill = PatternFill("solid", bgColor=colour)
                self.sheet.conditional_formatting.add(area, CellIsRule(operator="equal", formula=[formula], fill=fill))

    def bars(self, *, first: int, last: int) -> None:
        """A bar from 0 to 1 in each cell of these columns."""
        from openpyxl.formatting.rule import DataBarRule

        for column in range(first, last + 1):
            if area := self._area(column, column):
                rule = DataBarRule(start_type="num", start_value=0, end_type="num", end_value=1, color=_BAR,
                                   minLength=0, maxLength=100)  # fmt: skip
                self.sheet.conditional_formatting.add(area, rule)
