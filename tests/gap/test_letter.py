"""The Word letter, opened again: what it tells, the layout of GB/T 9704, tables that break well, safe text."""

from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_batches import batch_of, converted, documents, hostile_documents, messages, one_document

from fzlint.gap.letter import inner, write_letter
from fzlint.gap.letter_layout import chinese_number
from fzlint.gap.letter_tables import clean
from fzlint.gap.office import MissingLibraryError

docx = pytest.importorskip("docx", reason="pip install python-docx")
from docx.oxml.ns import qn  # noqa: E402 -- only where python-docx is there

REPORT = "w1_03"  # a department's: one content missing, a contradiction, a shortcoming without an answer
JARGON = re.compile(r"(?<![A-Za-z])(?:[SCDRT]\d|O\d{1,2}\.\d)(?![A-Za-z\d])|fzlint|profile|JSON|met\b|township")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letter to one body."""
    path = tmp_path_factory.mktemp("letter") / "letter.docx"
    write_letter(batch_of(one_document(REPORT)), path, messages())
    return path


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The summary of all constructed reports."""
    path = tmp_path_factory.mktemp("letter") / "summary.docx"
    write_letter(batch_of(documents()), path, messages())
    return path


def _texts(path: Path) -> list[str]:
    """All paragraphs, those of tables too, in their order."""
    body = docx.Document(str(path)).element.body
    return ["".join(text.text or "" for text in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def _style_fonts(path: Path, name: str) -> tuple[str, float]:
    style = docx.Document(str(path)).styles[name]
    return style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")), style.font.size.pt


def test_reads_like_a_letter(path: Path) -> None:
    """Title, addressee, what was received, headings in order, signature lines."""
    texts = [text for text in _texts(path) if text]
    assert texts[0] == "关于宁溪县市场监督管理局2023年度法治政府建设年度报告的审查意见"
    assert texts[1] == "宁溪县市场监督管理局："
    assert texts[2].startswith("你单位《宁溪县市场监督管理局2023年度法治政府建设情况报告》收悉。")
    heads = [text for text in texts if re.match(r"[一二三四五六]、", text) and len(text) < 24]
    document = docx.Document(str(path))
    first = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [head[0] for head in first] == list("一二三四五六")
    assert set(first) <= set(heads)
    assert [text for text in texts if "审查人：" in text and "复核人：" in text]
    assert "审查单位（盖章）" in texts


def test_tells_all_findings_and_gaps(path: Path) -> None:
    """Every finding with message, words, basis and remedy; every gap with what to add; every answer; the formula."""
    batch = batch_of(one_document(REPORT))
    page = batch.page(batch.bodies[0])
    whole = "\n".join(_texts(path))
    assert page.findings
    assert page.gaps
    assert page.left_out
    for line in page.findings:
        assert line.finding.message in whole
        assert line.finding.remedy in whole
        assert all(basis in whole for basis in line.finding.basis)
        assert inner(line.finding.place.quote)[:20] in whole
    for gap in page.gaps:
        assert gap.item.title in whole
        assert gap.item.remedy in whole
    for answer in page.answers:
        assert answer.place.quote[:20] in whole
    assert "五项内容：60分×4÷5项＝48分" in whole
    assert "没有对应安排" in whole


def test_no_jargon(path: Path, summary: Path) -> None:
    """No codes and no names of ours in what a bureau sends."""
    for text in (*_texts(path), *_texts(summary)):
        assert not JARGON.search(text), text


def test_layout(path: Path) -> None:
    """A4, margins, fonts and sizes of the standard; page numbers between dashes on the outer side."""
    section = docx.Document(str(path)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert _style_fonts(path, "Title") == ("方正小标宋简体", 22)
    assert _style_fonts(path, "Normal") == ("仿宋_GB2312", 16)
    assert _style_fonts(path, "Heading 1") == ("黑体", 16)
    assert _style_fonts(path, "Heading 2") == ("楷体_GB2312", 16)
    assert _style_fonts(path, "Table Text") == ("仿宋_GB2312", 14)
    for footer in (section.footer, section.even_page_footer):
        runs = "".join(text.text or "" for text in footer._element.iter(qn("w:t")))
        assert runs == "— 1 —"
        assert [field.get(qn("w:instr")).strip() for field in footer._element.iter(qn("w:fldSimple"))] == ["PAGE"]


def test_tables_break_well(path: Path, summary: Path) -> None:
    """Heads are repeated, rows are not split, columns add up to the width of the text."""
    for file in (path, summary):
        tables = docx.Document(str(file)).tables
        assert len(tables) >= 4
        for table in tables:
            rows = table._tbl.tr_lst
            assert rows[0].trPr.find(qn("w:tblHeader")) is not None
            assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
            assert abs(sum(widths) - 156 / 25.4 * 1440) < 20


def test_coverage_is_not_by_colour_alone(path: Path) -> None:
    """The bars of the outline have a word in each coloured cell."""
    table = next(t for t in docx.Document(str(path)).tables if t.rows[0].cells[0].text == "部分")
    words = set()
    for row in table._tbl.tr_lst[1:]:
        for cell in row.tc_lst:
            shade = cell.tcPr.find(qn("w:shd"))
            text = "".join(part.text or "" for part in cell.iter(qn("w:t")))
            assert shade is None or text
            words.add(text if shade is not None else "")
    assert {"有", "缺", "免"} <= words
    assert len(table.rows) == 11


def test_summary(summary: Path) -> None:
    """Of many bodies: each in the overview and on a page of its own, files not judged with the reason."""
    batch = batch_of(documents())
    texts = [text for text in _texts(summary) if text]
    assert texts[0] == f"关于{len(batch.bodies)}个单位法治政府建设年度报告的审查情况"
    for body in batch.bodies:
        assert texts.count(body.label) >= 2
    assert "plan.txt" in texts
    document = docx.Document(str(summary))
    breaks = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [p.text for p in breaks] == [body.label for body in batch.bodies]


def test_one_body_of_many(tmp_path: Path) -> None:
    """Each body of a batch can be written to by itself, as of a batch of one."""
    batch = batch_of(documents())
    for body in batch.bodies[:3]:
        path = tmp_path / "letter.docx"
        write_letter(batch, path, messages(), body)
        assert [text for text in _texts(path) if text][1] == f"{body.name}："
        other = tmp_path / "alone.docx"
        write_letter(replace(batch, bodies=(body,), unjudged=()), other, messages())
        assert other.read_bytes() == path.read_bytes()


def test_same_results_same_bytes(path: Path, tmp_path: Path) -> None:
    """No clock and no chance in the file."""
    again = tmp_path / "again.docx"
    write_letter(batch_of(one_document(REPORT)), again, messages())
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("word", ["<w:p/>&amp;]]>", "{body}|{0}%s", "\x00\x1b[31m\u202e\ud800红", "法" * 100_000, "|"])
def test_text_is_data(word: str, tmp_path: Path) -> None:
    """Hostile text changes nothing but the words; no link, no field of a report's making."""
    for data in (hostile_documents(word), [{**d, "reports": d["reports"][:1]} for d in hostile_documents(word)]):
        path = tmp_path / "letter.docx"
        write_letter(batch_of(data), path, messages())
        texts = _texts(path)
        assert texts
        assert not re.search("[\x00-\x08\x1b\u202e\ud800]", "".join(texts))
        with zipfile.ZipFile(path) as archive:
            whole = archive.read("word/document.xml").decode()
        assert "w:hyperlink" not in whole
        assert "instrText" not in whole


@pytest.mark.parametrize("reports", [[], ["plan.txt"]])
def test_nothing_judged(reports: list[str], tmp_path: Path) -> None:
    """Without a report to tell of, the document says so and names the files."""
    (document,) = documents()
    some = [report for report in document["reports"] if report["path"] in reports]
    path = tmp_path / "letter.docx"
    write_letter(batch_of([{**document, "reports": some}]), path, messages())
    whole = "".join(_texts(path))
    assert "没有可以审查的年度报告" in whole
    assert all(name in whole for name in reports)


def test_unknown_body_and_year(tmp_path: Path) -> None:
    """A report that does not say whose it is still gets a letter, and the letter says so."""
    (document,) = one_document(REPORT)
    nameless = {**document["reports"][0], "body": None, "title": None, "year": None, "body_level": None}
    path = tmp_path / "letter.docx"
    write_letter(batch_of([{**document, "reports": [nameless]}]), path, messages())
    whole = "".join(_texts(path))
    assert "从报告中看不出是哪个单位的报告" in whole
    assert "None" not in whole


def test_english(tmp_path: Path) -> None:
    """The letter in English, numbered in its own way."""
    path = tmp_path / "letter.docx"
    data = documents("en")
    data[0]["reports"] = [report for report in data[0]["reports"] if REPORT in report["path"]]
    write_letter(batch_of(data, "en"), path, messages("en"))
    headings = [p.text for p in docx.Document(str(path)).paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "1. Summary"
    assert all(heading.isascii() for heading in headings)


def test_told_how_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without python-docx one line says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(MissingLibraryError, match="pip install"):
        write_letter(batch_of(documents()), tmp_path / "letter.docx", messages())


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九"), (100, "100")],
)
def test_numbers_of_headings(number: int, told: str) -> None:
    """Headings are numbered in Chinese up to ninety-nine."""
    assert chinese_number(number) == told


@given(st.text(max_size=80))
def test_cleaned_text_is_one_line_of_xml(text: str) -> None:
    """Whatever the text, what is written is one line that XML can hold."""
    found = clean(text)
    assert "\n" not in found
    element: Any = docx.oxml.OxmlElement("w:t")
    element.text = found
    assert element.text == found or not found


@pytest.mark.parametrize("name", ["path", "summary"])
def test_libreoffice_prints_it(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Another program opens the document and sets it on A4 with numbered pages."""
    path: Path = request.getfixturevalue(name)
    try:
        pdf = converted(path, "pdf", tmp_path)
    except (FileNotFoundError, subprocess.SubprocessError) as error:
        pytest.skip(f"apt-get install libreoffice-writer: {error}")
    from pdfminer.high_level import extract_pages, extract_text

    pages = list(extract_pages(pdf))
    assert {(round(page.width), round(page.height)) for page in pages} == {(595, 842)}
    assert 4 <= len(pages) <= (10 if name == "path" else 5 * 14 + 6)
    assert re.search(r"—\s*2\s*—", extract_text(pdf, page_numbers=[1]))
