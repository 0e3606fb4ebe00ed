"""The Excel workbook, opened again: sheets, tables, colours, print settings, safe text, the same bytes."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_batches import batch_of, converted, documents, hostile_documents, messages

from fzlint.gap.office import MissingLibraryError
from fzlint.gap.workbook import write_workbook
from fzlint.gap.workbook_cells import MOST_CHARACTERS, cell_text
from fzlint.gap.workbook_sheets import lines_in, sheet_name

openpyxl = pytest.importorskip("openpyxl", reason="pip install openpyxl")

SHEETS = ["总览", "对照表", "内容和原文", "问题清单", "不足与安排", "未审查和存疑的文件"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the constructed reports."""
    path = tmp_path_factory.mktemp("workbook") / "gap.xlsx"
    write_workbook(batch_of(documents()), path, messages())
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    """The workbook, opened again."""
    return openpyxl.load_workbook(path)


def _rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of the sheet's table by the heads of its columns."""
    (table,) = sheet.tables.values()
    head, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_sheets(book: Any) -> None:
    """All sheets are there, with names that Excel takes."""
    assert book.sheetnames == SHEETS
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_every_report_is_in_the_matrix(book: Any) -> None:
    """The matrix has a row for each report judged and a column for each item, with a word in each cell."""
    batch = batch_of(documents())
    rows = _rows(book["对照表"])
    assert [row["单位"] for row in rows] == [body.label for body in batch.bodies]
    words = {"met": "有", "weak": "弱", "missing": "缺", "not-applicable": "免", None: "—"}
    for row, line in zip(rows, batch.matrix, strict=True):
        assert [row[item.id] for item in batch.items] == [words[status] for status in line.cells]
        assert row["得分"] == line.body.score.value


@pytest.mark.parametrize("name", SHEETS[1:])
def test_tables(book: Any, name: str) -> None:
    """Each sheet holds a real table with filters, under panes that stay, and words are coloured by rules."""
    sheet = book[name]
    (table,) = sheet.tables.values()
    assert table.autoFilter.ref == table.ref
    first = int(table.ref.partition(":")[0].lstrip("A"))
    assert sheet.freeze_panes.lstrip("ABC") == str(first + 1)
    assert sheet.conditional_formatting
    columns = [column.name for column in table.tableColumns]
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("name", SHEETS)
def test_print_settings(book: Any, name: str) -> None:
    """Landscape A4, as wide as a page; the head of a table is repeated."""
    sheet = book[name]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    if name != SHEETS[0]:
        assert sheet.print_title_rows


def test_counts_agree_with_the_results(book: Any) -> None:
    """The overview counts what the other sheets list; each chart has data."""
    batch = batch_of(documents())
    sheet = book["总览"]
    told = {row[1].value: row[2].value for row in sheet.iter_rows(min_row=1, max_row=12)}
    found = _rows(book["问题清单"])
    assert told["审查的报告（份）"] == len(batch.bodies)
    assert told["错误（个）"] == sum(row["程度"] == "错误" for row in found)
    assert told["列出的不足（条）"] == len(_rows(book["不足与安排"]))
    assert len(sheet._charts) == 2
    assert all(series.val.numRef.f for chart in sheet._charts for series in chart.series)


def test_evidence_and_answers_are_quoted(book: Any) -> None:
    """What is met or weak comes with the words that show it; a missing item says that nothing was found."""
    rows = _rows(book["内容和原文"])
    assert {row["结论"] for row in rows} == {"符合", "不完整", "缺失", "不适用"}
    assert all(row["原文"] for row in rows if row["结论"] == "符合")
    assert all(row["说明"] for row in rows if row["结论"] in ("缺失", "不适用") and not row["原文"])
    assert any(row["对应情况"] == "没有对应安排" and row["下一年度安排"] is None for row in _rows(book["不足与安排"]))


def test_files_not_judged_are_told(book: Any) -> None:
    """A file that could not be read and a report of another kind are listed with the reason."""
    rows = _rows(book["未审查和存疑的文件"])
    assert {row["文件"] for row in rows} >= {"missing.txt", "plan.txt"}
    assert all(row["原因"] for row in rows)


def test_rows_are_as_high_as_their_text(book: Any) -> None:
    """No row cuts its text: its height holds as many lines as the widest cell needs."""
    sheet = book["问题清单"]
    assert max(sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)) > 40
    assert lines_in("法" * 40, 20) >= 4
    assert lines_in("", 20) == 1


def test_same_results_same_bytes(path: Path, tmp_path: Path) -> None:
    """No clock and no chance in the file."""
    again = tmp_path / "again.xlsx"
    write_workbook(batch_of(documents()), again, messages())
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "＝", "#N/A", "'="])
def test_no_formula_from_a_report(begin: str, tmp_path: Path) -> None:
    """A body, a quote or a message that looks like a formula or an error is text, in every sheet."""
    word = begin + 'HYPERLINK("http://x.example","点")'
    path = tmp_path / "gap.xlsx"
    write_workbook(batch_of(hostile_documents(word)), path, messages())
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in ("f", "e") or cell.hyperlink]
    shown = [cell for cell in cells if isinstance(cell.value, str) and "HYPERLINK" in cell.value]
    assert len({cell.parent.title for cell in shown}) >= 4
    assert all(cell.quotePrefix for cell in shown if cell.value[0] in "=+-@＝'")
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name]
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name) and "worksheets" in name]


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=60))
def test_any_text_fits_a_cell(text: str) -> None:
    """Text of any characters can be written and read again as it was made fit, and names no character by number."""
    fit = cell_text(text)
    assert len(fit) <= MOST_CHARACTERS
    book = openpyxl.Workbook()
    cell = book.active.cell(1, 1)
    cell.value, cell.data_type = fit, "s"
    file = io.BytesIO()
    book.save(file)
    read = openpyxl.load_workbook(file).active.cell(1, 1).value
    assert (read or "").strip() == fit.strip()


def test_limits_of_excel() -> None:
    """Long cells are cut, numbered characters stay text, sheet names are made fit and differ."""
    assert len(cell_text("法" * 10**6)) <= MOST_CHARACTERS
    assert cell_text("_x000D_") == "_x005F_x000D_"
    assert sheet_name("a[b]:c*d?e/f\\g" + "长" * 40, []) == ("a b  c d e f g" + "长" * 40)[:31]
    assert sheet_name("总览", ["总览"]) == "总览 2"
    assert sheet_name("'?'", []) == "Sheet"


@pytest.mark.parametrize("count", [0, 1])
def test_few_reports(count: int, tmp_path: Path) -> None:
    """No report or one: the workbook opens all the same, sheets without rows say so."""
    path = tmp_path / "gap.xlsx"
    some = [{**documents()[0], "reports": documents()[0]["reports"][:count]}]
    write_workbook(batch_of(some), path, messages())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == SHEETS
    assert book["未审查和存疑的文件"]["A2"].value == "无"


def test_english(tmp_path: Path) -> None:
    """The workbook in English has no Chinese in the heads of its tables."""
    path = tmp_path / "gap.xlsx"
    write_workbook(batch_of(documents("en"), "en"), path, messages("en"))
    book = openpyxl.load_workbook(path)
    heads = [column.name for sheet in book for table in sheet.tables.values() for column in table.tableColumns]
    assert heads
    assert all(head.isascii() for head in heads)


def test_told_how_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without openpyxl one line says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingLibraryError, match="pip install"):
        write_workbook(batch_of(documents()), tmp_path / "gap.xlsx", messages())


def test_libreoffice_reads_it(path: Path, tmp_path: Path) -> None:
    """Another program opens the workbook and prints it, with the names of the bodies."""
    try:
        pdf = converted(path, "pdf", tmp_path)
    except (FileNotFoundError, subprocess.SubprocessError) as error:
        pytest.skip(f"apt-get install libreoffice-calc: {error}")
    from pdfminer.high_level import extract_text

    text = "".join(extract_text(pdf, maxpages=4).split())
    assert "法治政府建设年度报告审查情况" in text
    assert batch_of(documents()).bodies[0].label in text
