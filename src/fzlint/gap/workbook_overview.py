"""The first sheet of the workbook: counts, scores by level, items most often missing, kinds of findings, two charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fzlint.gap.workbook_cells import Cells, Value
from fzlint.gap.workbook_sheets import set_page, sheet_name

if TYPE_CHECKING:
    from fzlint.gap.model import Batch
    from fzlint.messages import Messages

_WIDTHS = (9, 44, 10, 10, 10, 10, 2, 14, 14, 14, 14, 14, 14)  # the last six are room for the charts
_CHARTED = 12  # items in the chart
_LABEL = 16  # characters of an item's title in the chart
_CHART_WIDTH, _ITEMS_HEIGHT, _LEVELS_HEIGHT = 17.5, 11.0, 7.5  # centimetres
_CHART_COLUMN = "H"
_LEVELS_AT, _ITEMS_AT = 3, 19  # rows
_HIDDEN = 30  # first column of the charts' own labels, outside of what is printed
_COLOURS = {"missing": "C55A11", "weak": "FFC000", "level": "2E75B6"}


def add_overview(batch: Batch, workbook: Any, messages: Messages) -> None:
    """Add the sheet."""
    _Overview(batch, workbook, messages).fill()


class _Overview:
    def __init__(self, batch: Batch, workbook: Any, messages: Messages) -> None:
        from openpyxl.worksheet.properties import PageSetupProperties

        self._batch, self._messages, self._workbook = batch, messages, workbook
        self._found: dict[tuple[int, int], tuple[Value, str]] = {}  # by row and column, to be written in their order
        self._sheet = workbook.create_sheet(sheet_name(messages("office.sheet.overview"), workbook.sheetnames))
        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._row = 1

    def fill(self) -> None:
        """Title, counts, tables, charts."""
        from openpyxl.utils import get_column_letter

        sheet, messages = self._sheet, self._messages
        for number, width in enumerate(_WIDTHS, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        self._put(1, 1, messages("office.overview.title"), "title")
        sheet.row_dimensions[1].height = 30
        self._row = 3
        self._add_counts()
        self._add_levels()
        self._add_items()
        self._add_kinds()
        sheet.sheet_view.showGridLines = False
        self._write()
        set_page(sheet, messages)
        last = max(self._row, _ITEMS_AT + 24)
        sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{last}"

    def _put(self, row: int, column: int, value: Value, look: str) -> None:
        self._found[row, column] = value, look

    def _write(self) -> None:
        cells = Cells(self._workbook, self._sheet)
        rows: dict[int, dict[int, Any]] = {}
        for (row, column), (value, look) in self._found.items():
            rows.setdefault(row, {})[column] = cells.cell(value, look)
        for row in range(1, max(rows) + 1):
            found = rows.get(row, {})
            self._sheet.append([found.get(column) for column in range(1, max(found, default=0) + 1)])

    def _add_counts(self) -> None:
        batch, messages = self._batch, self._messages
        severities = [finding.severity for body in batch.bodies for finding in body.findings]
        answers = [answer.answered for body in batch.bodies for answer in body.answers]
        scores = [body.score.value for body in batch.bodies if body.score.value is not None]
        counts: dict[str, Value] = {
            "bodies": len(batch.bodies),
            "unjudged": len(batch.unjudged),
            "average": round(sum(scores) / len(scores), 1) if scores else messages("office.nothing"),
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "notes": severities.count("note"),
            "answers": len(answers),
            "unanswered": answers.count("no"),
        }
        if batch.copied:
            counts["copied"] = len(batch.copied.ranked)
        for name, value in counts.items():
            self._put(self._row, 2, messages(f"office.overview.{name}"), "row")
            self._put(self._row, 3, value, "strong")
            self._row += 1
        self._put(self._row, 2, messages("office.overview.score-note"), "remark")
        self._sheet.row_dimensions[self._row].height = 26
        self._row += 1

    def _add_levels(self) -> None:
        messages = self._messages
        rows: list[list[Value]] = []
        for ranking in self._batch.rankings:
            level = "office.level.none" if ranking.level is None else f"text.level.{ranking.level}"
            scores = [body.score.value for _, body in ranking.rows if body.score.value is not None]
            nothing = messages("office.sign.unasked")
            figures: list[Value] = [ranking.average, max(scores), min(scores)] if scores else [nothing] * 3
            rows.append([None, messages(level), len(ranking.rows), *figures])
        first = self._add_table("levels", ("", "level", "reports", "average", "highest", "lowest"), rows)
        if rows:
            self._add_chart("levels", first, len(rows), {4: "level"}, 2, _LEVELS_AT, _LEVELS_HEIGHT)

    def _add_items(self) -> None:
        from openpyxl.utils import get_column_letter

        counts = self._batch.item_counts
        rows: list[list[Value]] = [
            [count.item.id, count.item.title, len(count.missing), len(count.weak), len(count.met), count.applicable]
            for count in counts
        ]
        heads = ("item", "item-title", "missing", "weak", "met", "applicable")
        first = self._add_table("items", heads, rows)
        charted = sum(bool(count.missing or count.weak) for count in counts[:_CHARTED])
        for position, count in enumerate(counts[:charted]):
            self._put(first + position, _HIDDEN, f"{count.item.id} {count.item.title}"[:_LABEL], "line")
        if charted:
            self._sheet.column_dimensions[get_column_letter(_HIDDEN)].hidden = True
            parts = {3: "missing", 4: "weak"}
            self._add_chart("items", first, charted, parts, _HIDDEN, _ITEMS_AT, _ITEMS_HEIGHT)

    def _add_kinds(self) -> None:
        rows: list[list[Value]] = [
            [kind.code, kind.title, kind.count, len(kind.bodies)] for kind in self._batch.finding_counts
        ]
        self._add_table("kinds", ("item", "kind", "count", "bodies"), rows)

    def _add_table(self, name: str, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> int:
        """A heading and a table below it; the row of its first line."""
        messages = self._messages
        self._row += 1
        self._put(self._row, 2, messages(f"office.overview.{name}"), "heading")
        self._row += 1
        for number, head in enumerate(heads, start=1):
            if head:
                key = f"text.status.{head}" if head in ("met", "weak", "missing") else f"office.column.{head}"
                self._put(self._row, number, messages(key), "head")
        self._row += 1
        first = self._row
        for values in rows or [[None, messages("office.nothing")]]:
            for number, value in enumerate(values, start=1):
                if value is not None:
                    self._put(self._row, number, value, "row" if number == 2 else "figure")
            self._row += 1
        return first

    def _add_chart(
        self, name: str, first: int, count: int, series: dict[int, str], labels: int, row: int, height: float
    ) -> None:
        """A chart of lying bars beside the tables; ``series``: columns and their colours."""
        from openpyxl.chart import BarChart, Reference

        chart = BarChart()
        chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
        chart.style, chart.gapWidth = 10, 40
        chart.title = self._messages(f"office.chart.{name}")
        for column, colour in series.items():
            chart.add_data(
                Reference(self._sheet, min_col=column, min_row=first - 1, max_row=first + count - 1),
                titles_from_data=True,
            )
            chart.series[-1].graphicalProperties.solidFill = _COLOURS[colour]
        chart.set_categories(Reference(self._sheet, min_col=labels, min_row=first, max_row=first + count - 1))
        _set_axes(chart, legend=len(series) > 1, most=100 if name == "levels" else None)
        chart.visible_cells_only = False
        chart.width, chart.height = _CHART_WIDTH, height
        self._sheet.add_chart(chart, f"{_CHART_COLUMN}{row}")


def _set_axes(chart: Any, *, legend: bool, most: float | None) -> None:
    """The first bar on top, values from 0, figures on the bars."""
    from openpyxl.chart.label import DataLabelList

    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, most
    chart.y_axis.majorGridlines = None
    chart.y_axis.crosses = "max"  # with the order turned round this is at the bottom
    chart.title.tx.rich.p[0].r[0].rPr = _small_bold()
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    chart.dataLabels.numFmt = "General;;;"  # no figure where there is nothing
    for part in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, part, False)
    if legend:
        chart.legend.position = "b"
    else:
        chart.legend = None


def _small_bold() -> Any:
    from openpyxl.drawing.text import CharacterProperties

    return CharacterProperties(sz=1100, b=True)
