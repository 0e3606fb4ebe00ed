"""The comparison over the years in the workbook: each body's changes, and the years with a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fzlint.gap.compare import KINDS, Comparison, TrendPoint
from fzlint.gap.wording import Wording
from fzlint.gap.workbook_cells import Cells, Value
from fzlint.gap.workbook_sheets import FILLS, Column, Sheet, set_page, sheet_name

if TYPE_CHECKING:
    from fzlint.messages import Messages

_TREND_WIDTHS = (14, 10, 12, 16, 16, 2, 14, 14, 14, 14, 14)
_CHART_WIDTH, _CHART_HEIGHT = 17.5, 9.0  # centimetres
_COLOURS = ("1F4E79", "C55A11", "548235")  # score, contents, outline
_NOTHING: tuple[Value, ...] = (None, None, None)
_MARKS = ("circle", "square", "triangle")  # lines can be told apart without colour


def add_comparison(comparison: Comparison, workbook: Any, messages: Messages) -> None:
    """Add the sheet of changes, and of the years where there are several."""
    _add_changes(comparison, workbook, messages)
    if len(comparison.trend) > 1:
        _Trend(comparison, workbook, messages).fill()


def _add_changes(comparison: Comparison, workbook: Any, messages: Messages) -> None:
    """A row for each body and kind of change, so that both can be filtered for."""
    wording = Wording(messages)
    columns = [
        Column(messages(f"gap.{name}"), width, centred=width < 10)
        for name, width in (("body", 26.0), ("year", 6.5), ("before", 8.0), ("score-before", 8.0), ("score", 7.0),
                            ("change-column", 8.0), ("change-kind", 16.0), ("count", 6.5), ("items", 72.0),
                            ("file-before", 18.0))
    ]  # fmt: skip
    sheet = Sheet(workbook, messages, messages("office.sheet.changes"), "Changes", columns)
    if len(comparison.versions) > 1:
        sheet.add_lines([messages("gap.versions", versions=wording.comma(comparison.versions))])

    def rows() -> Iterator[list[Value]]:
        for change in comparison.changes:
            before, after = change.before, change.after
            start: list[Value] = [after.label, after.year, before.year, before.score.value, after.score.value,
                                  change.score_change]  # fmt: skip
            told = [(kind, getattr(change, kind)) for kind in KINDS if getattr(change, kind)]
            for kind, items in told:
                yield [*start, messages(f"gap.short.{kind}"), len(items), wording.titles(items), before.path]
            if not told:
                yield [*start, messages("gap.short.no-change"), 0, None, before.path]
        for body in comparison.only_now:
            yield [body.label, body.year, None, None, body.score.value, None, messages("gap.short.only-now"), *_NOTHING]
        for body in comparison.only_before:
            yield [body.label, None, body.year, body.score.value, None, None, messages("gap.short.only-before"),
                   None, None, body.path]  # fmt: skip

    sheet.add_table(rows(), frozen_columns=1)
    fills = {"mended": "met", "better": "met", "new": "missing", "worse": "missing", "unchanged": "weak"}
    sheet.colour({messages(f"gap.short.{name}"): FILLS[fill] for name, fill in fills.items()}, first=7, last=7)


class _Trend:
    """The sheet of the years: a table for all reports, one for the bodies with a report at each point, charts."""

    def __init__(self, comparison: Comparison, workbook: Any, messages: Messages) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        self._comparison, self._messages = comparison, messages
        self._sheet = workbook.create_sheet(sheet_name(messages("office.sheet.trend"), workbook.sheetnames))
        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._sheet.sheet_view.showGridLines = False
        for number, width in enumerate(_TREND_WIDTHS, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._cells = Cells(workbook, self._sheet)
        self._row = 0

    def fill(self) -> None:
        """Tables and charts."""
        comparison, messages = self._comparison, self._messages
        tables = [("gap.trend-all", comparison.trend)]
        if len(comparison.steady) > 1 and comparison.steady != comparison.trend:
            tables.append(("gap.trend-steady", comparison.steady))
        self._append([(messages("gap.trend"), "title")])
        self._sheet.row_dimensions[1].height = 30
        for key, points in tables:
            self._append([])
            self._append([(messages(key), "heading")])
            heads = ("gap.year", "gap.reports", "gap.average-head", "gap.contents-rate", "gap.outline-rate")
            self._append([(messages(head), "head") for head in heads])
            head = self._row
            for point in points:
                self._append(self._cells_of(point))
            self._add_chart(messages(key), head, len(points))
            while self._row < head + 19:  # room for the chart beside the table
                self._append([])
        set_page(self._sheet, messages)

    def _append(self, values: Sequence[tuple[Value, str]]) -> None:
        self._sheet.append([self._cells.cell(value, look) for value, look in values])
        self._row += 1

    def _cells_of(self, point: TrendPoint) -> list[tuple[Value, str]]:
        rates = [round(100 * met / asked, 1) if asked else None for met, asked in (point.contents, point.outline)]
        return [(Wording(self._messages).point(point), "row"), (point.bodies, "figure"), (point.average, "figure"),
                *((rate, "figure") for rate in rates)]  # fmt: skip

    def _add_chart(self, title: str, head: int, count: int) -> None:
        from openpyxl.chart import LineChart, Reference

        chart = LineChart()
        chart.title = self._messages("gap.trend") + self._messages("gap.at", place=title)
        chart.style, chart.width, chart.height = 10, _CHART_WIDTH, _CHART_HEIGHT
        data = Reference(self._sheet, min_col=3, max_col=5, min_row=head, max_row=head + count)
        chart.add_data(data, titles_from_data=True)
        chart.set_categories(Reference(self._sheet, min_col=1, min_row=head + 1, max_row=head + count))
        for line, colour, mark in zip(chart.series, _COLOURS, _MARKS, strict=True):
            line.graphicalProperties.line.solidFill = colour
            line.graphicalProperties.line.width = 25_000
            line.marker.symbol, line.marker.size = mark, 7
            line.marker.graphicalProperties.solidFill = line.marker.graphicalProperties.line.solidFill = colour
            line.smooth = False
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.legend.position = "b"
        self._sheet.add_chart(chart, f"G{head - 1}")
