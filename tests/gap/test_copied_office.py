"""Copied text and the comparison in the workbook and in the letter, opened again."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from copied_batch import copied_batch, hostile_batch, many_bodies, one_body
from office_batches import converted, messages
from sample_batch import HOSTILE
from test_copied_outputs import FORMULA

from fzlint.gap.letter import write_letter
from fzlint.gap.letter_summary import MOST_BODIES
from fzlint.gap.workbook import write_workbook

openpyxl = pytest.importorskip("openpyxl", reason="pip install openpyxl")
docx = pytest.importorskip("docx", reason="pip install python-docx")
from docx.oxml.ns import qn  # noqa: E402 -- only where python-docx is there

SHEETS = ["文字沿用雷同", "相同段落对照", "多单位共有段落", "年度对比", "逐年情况"]


@pytest.fixture(scope="module")
def book_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook."""
    batch, comparison = copied_batch()
    path = tmp_path_factory.mktemp("office") / "gap.xlsx"
    write_workbook(batch, path, messages(), comparison)
    return path


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document on all bodies."""
    batch, comparison = copied_batch()
    path = tmp_path_factory.mktemp("office") / "all.docx"
    write_letter(batch, path, messages(), comparison=comparison)
    return path


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letter to one body."""
    batch, comparison = one_body()
    path = tmp_path_factory.mktemp("office") / "one.docx"
    write_letter(batch, path, messages(), comparison=comparison)
    return path


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of the sheet's table by the heads of its columns."""
    (table,) = sheet.tables.values()
    head, *found = [[cell.value for cell in row] for row in sheet[table.ref]]
    assert head == [column.name for column in table.tableColumns]
    return [dict(zip(head, row, strict=True)) for row in found]


def text_of(path: Path) -> str:
    """All words of a Word document."""
    body = docx.Document(str(path)).element.body
    return "\n".join("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def test_sheets_can_be_filtered_and_printed(book_path: Path) -> None:
    """Real tables under frozen heads, landscape A4 as wide as a page."""
    book = openpyxl.load_workbook(book_path)
    assert [name for name in book.sheetnames if name in SHEETS] == SHEETS
    for name in SHEETS[:4]:
        sheet = book[name]
        (table,) = sheet.tables.values()
        first = int(re.sub(r"\D", "", table.ref.partition(":")[0]))
        assert table.autoFilter.ref == table.ref
        assert sheet.freeze_panes.lstrip("ABCD") == str(first + 1)
        assert sheet.print_title_rows == f"${first}:${first}"
    for name in SHEETS:
        assert (book[name].page_setup.orientation, book[name].page_setup.paperSize) == ("landscape", 9)


def test_shares_have_bars(book_path: Path) -> None:
    """Shares are numbers with a bar from nothing to all; every report is there, also without copies."""
    sheet = openpyxl.load_workbook(book_path)["文字沿用雷同"]
    batch, _ = copied_batch()
    assert batch.copied is not None
    found = rows(sheet)
    assert [row["单位"] for row in found] == [body.label for body in batch.bodies]
    for row in found:
        assert row["相同文字比例"] == pytest.approx(batch.copied.bodies[row["文件"]].share)
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert [rule.type for rule in rules] == ["dataBar"] * 3
    assert all([point.val for point in rule.dataBar.cfvo] == [0, 1] for rule in rules)


def test_pairs_show_what_differs(book_path: Path) -> None:
    """Both paragraphs in full, what differs as a run of its own look; whose it is and where."""
    book = openpyxl.load_workbook(book_path, rich_text=True)
    batch, _ = copied_batch()
    assert batch.copied is not None
    found = rows(book["相同段落对照"])
    pairs = [pair for body in batch.bodies for pair in batch.copied.bodies[body.path].pairs(batch.copied.most_pairs)]
    assert len(found) == len(pairs)
    for row, pair in zip(found, pairs, strict=True):
        for column, side in (("本报告文字", pair.own), ("对照报告文字", pair.other)):
            pieces = row[column] if isinstance(row[column], list) else [row[column]]
            assert "".join(map(str, pieces)) == "".join(text for text, _ in side.segments)
            marked = [str(piece) for piece in pieces if not isinstance(piece, str)]
            assert marked == [text for text, differs in side.segments if differs]
        assert row["字数"] == pair.characters
    assert {row["情形"] for row in found} == {"沿用以前年度", "与其他单位相同"}


def test_shared_paragraphs_have_a_row_for_each_place(book_path: Path) -> None:
    """One number for a paragraph, as many rows as bodies have it."""
    found = rows(openpyxl.load_workbook(book_path)["多单位共有段落"])
    assert [row["共有段落编号"] for row in found] == [1] * 4 + [2] * 4
    assert {row["单位数"] for row in found} == {4}


def test_years_have_a_chart(book_path: Path) -> None:
    """Each change by kind, the bodies without a report before, and the years as lines."""
    book = openpyxl.load_workbook(book_path)
    batch, comparison = copied_batch()
    found = rows(book["年度对比"])
    assert {row["报告单位"] for row in found} == {body.label for body in batch.bodies}
    mended = {row["报告单位"]: row["项数"] for row in found if row["变化"] == "已补上"}
    assert mended == {change.after.label: len(change.mended) for change in comparison.changes if change.mended}
    assert sum(row["变化"] == "没有以前的报告" for row in found) == len(comparison.only_now)
    (chart,) = book["逐年情况"]._charts
    assert len(chart.series) == 3
    cells = [[cell.value for cell in row[:5]] for row in book["逐年情况"].iter_rows(min_row=5)]
    assert [row[0] for row in cells if row[0]][: len(comparison.trend)] == [f"{p.year}年" for p in comparison.trend]


def test_english(tmp_path: Path) -> None:
    """Heads of tables and names of sheets have no Chinese; letters are headed in English."""
    batch, comparison = copied_batch("en")
    write_workbook(batch, tmp_path / "gap.xlsx", messages("en"), comparison)
    book = openpyxl.load_workbook(tmp_path / "gap.xlsx")
    heads = [column.name for sheet in book for table in sheet.tables.values() for column in table.tableColumns]
    assert len(book.sheetnames) == 11
    assert all(text.isascii() for text in (*book.sheetnames, *heads))
    write_letter(batch, tmp_path / "all.docx", messages("en"), comparison=comparison)
    document = docx.Document(str(tmp_path / "all.docx"))
    named = {body.label for body in batch.bodies}
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1" and p.text not in named]
    assert all(head.isascii() for head in heads)


def test_same_results_same_bytes(book_path: Path, summary: Path, tmp_path: Path) -> None:
    """No clock and no chance in either file."""
    batch, comparison = copied_batch()
    write_workbook(batch, tmp_path / "gap.xlsx", messages(), comparison)
    assert (tmp_path / "gap.xlsx").read_bytes() == book_path.read_bytes()
    write_letter(batch, tmp_path / "all.docx", messages(), comparison=comparison)
    assert (tmp_path / "all.docx").read_bytes() == summary.read_bytes()


def test_letter_of_all(summary: Path) -> None:
    """Shares, shared paragraphs, years and changes in the overview; both sides on the pages of each body."""
    whole = text_of(summary)
    batch, comparison = copied_batch()
    assert batch.copied is not None
    for body in batch.copied.ranked:
        assert body.label in whole
        pair = body.pairs(1)[0]
        assert "".join(text for text, _ in pair.other.segments)[:60] in whole
    for change in comparison.changes:
        assert change.after.label in whole
    for head in (
        "文字沿用和雷同情况",
        "多个单位共有的段落",
        "与以前年度比较",
        "逐年情况（全部报告）",
        "没有以前的报告可比的单位",
    ):
        assert head in whole


def test_letter_to_one(letter: Path) -> None:
    """What its own report has in common with last year's, others by name only, underlined what differs."""
    whole = text_of(letter)
    assert "与你单位以前年度报告的文字相同或高度相近" in whole
    assert "请结合本年度实际核对" in whole
    assert "等3个单位" in whole
    assert ".txt" not in whole
    document = docx.Document(str(letter))
    (table,) = [t for t in document.tables if t.rows[0].cells[0].text == "本报告文字"]
    batch, _ = one_body()
    assert batch.copied is not None
    (body,) = batch.copied.bodies.values()
    wanted = [text for pair in body.pairs(12) for side in (pair.own, pair.other) for text, d in side.segments if d]
    underlined = [
        "".join(part.text or "" for part in run.iter(qn("w:t")))
        for run in table._tbl.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:u')}") is not None
    ]
    assert underlined == wanted


def test_rows_of_long_text_go_on_on_the_next_page(letter: Path) -> None:
    """A row of two paragraphs may be split, the line that names it stays with it, the head is repeated."""
    document = docx.Document(str(letter))
    (table,) = [t for t in document.tables if t.rows[0].cells[0].text == "本报告文字"]
    head, *found = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    for name, text in zip(found[::2], found[1::2], strict=True):
        assert name.trPr.find(qn("w:cantSplit")) is not None
        assert all(p.pPr.find(qn("w:keepNext")) is not None for p in name.iter(qn("w:p")))
        assert text.trPr.find(qn("w:cantSplit")) is None
    for other in document.tables:
        if other._tbl is not table._tbl:
            assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in other._tbl.tr_lst)


@pytest.mark.parametrize("word", [HOSTILE, FORMULA, "\x00\x07\x9b31m\u202e\ufffe红", "]]>&amp;_x000D_"])
def test_text_is_data(word: str, tmp_path: Path) -> None:
    """No formula, link, field, macro or control character comes from words, names and files."""
    batch = hostile_batch(word)
    book, letter = tmp_path / "gap.xlsx", tmp_path / "gap.docx"
    write_workbook(batch, book, messages())
    cells = [cell for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in ("f", "e") or cell.hyperlink]
    begins = [cell for cell in cells if isinstance(cell.value, str) and cell.value[:1] in tuple("=+-@＝＋－＠")]
    assert all(cell.quotePrefix for cell in begins)
    write_letter(batch, letter, messages())
    control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
    assert not control.search("".join(str(cell.value) for cell in cells))
    assert not control.search(text_of(letter))
    for path in (book, letter):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            whole = b"".join(archive.read(name) for name in names if "sheet" in name or "document" in name)
        assert not [name for name in names if "externalLink" in name or "vba" in name]
        assert b"<f>" not in whole
        assert b"w:hyperlink" not in whole
        assert b"instrText" not in whole


def test_a_body_with_sixty_copies(tmp_path: Path) -> None:
    """The letter shows a dozen and counts the rest; the table shows a hundred."""
    batch = hostile_batch("龙", times=60)
    alone = batch.alone(batch.bodies[0])
    write_letter(alone, tmp_path / "one.docx", messages())
    whole = text_of(tmp_path / "one.docx")
    assert re.search(r"另有48处（共\d+字）较短，没有列出。", whole)
    write_workbook(alone, tmp_path / "one.xlsx", messages())
    assert len(rows(openpyxl.load_workbook(tmp_path / "one.xlsx")["相同段落对照"])) == 60


def test_very_many_bodies_have_no_pages_of_their_own(tmp_path: Path) -> None:
    """A document of thousands of pages opens nowhere: it says so, and how to write to each."""
    batch = many_bodies(6)
    bodies = (*batch.bodies, *(replace(batch.bodies[0], path=f"{n}.txt") for n in range(6, MOST_BODIES + 1)))
    write_letter(replace(batch, bodies=bodies), tmp_path / "many.docx", messages())
    document = docx.Document(str(tmp_path / "many.docx"))
    assert not [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert f"报告超过{MOST_BODIES}份" in text_of(tmp_path / "many.docx")


@pytest.mark.parametrize("name", ["book_path", "summary", "letter"])
def test_libreoffice_opens_them(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Another program prints them."""
    import subprocess

    try:
        pdf = converted(request.getfixturevalue(name), "pdf", tmp_path)
    except (FileNotFoundError, subprocess.SubprocessError) as error:
        pytest.skip(f"apt-get install libreoffice: {error}")
    from pdfminer.high_level import extract_text

    text = "".join(extract_text(pdf).split())
    assert "沿用以前年度" in text
    assert "高度相近" in text
