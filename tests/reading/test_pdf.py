"""PDF files give the author's paragraphs, and every odd file one error that says what it is."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from html import escape

import pytest
from converted import PAGE, as_fodt, convert, fodt, needs_office, paragraph, reports, rich, texts
from pdf_files import page, pdf, stream, text

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits
from fzlint.reading.pdf import extract
from fzlint.reading.pdf_glyphs import plain

SENTENCE = "全年开展执法检查三百一十二次立案十八件没有一件被复议撤销"


def bare(text_: str) -> list[str]:
    return [line for line in ("".join(line.split()) for line in text_.split("\n")) if line]


def read(data: bytes, **limits: int) -> Extract:
    found = extract(data, Limits(**limits))
    assert len(found.spots) == len(found.text.split("\n"))
    return found


def refused(data: bytes, **limits: int) -> ReadingError:
    start = time.perf_counter()
    with pytest.raises(ReadingError) as caught:
        extract(data, Limits(**limits))
    assert time.perf_counter() - start < 15
    return caught.value


@needs_office
@pytest.mark.parametrize("name", texts())
def test_paragraphs_are_those_the_author_wrote(name: str) -> None:
    """Lines and pages are joined, page numbers and running titles are gone, nothing else is lost."""
    assert bare(read(reports("pdf")[name]).text) == bare(texts()[name])


@needs_office
@pytest.mark.parametrize(
    "footer",
    [
        PAGE,
        f"第{PAGE}页",
        f"- {PAGE} -",
        f"第 {PAGE} 页 共 <text:page-count/> 页",
        f"{PAGE}/<text:page-count/>",
        "",
        f"·{PAGE}·",
    ],
)
def test_page_numbers_of_every_shape_go(footer: str) -> None:
    """And figures that stand alone in the text stay."""
    lines = [line for line in texts()["w1_10"].split("\n") if line.strip()]
    body = "".join(paragraph(escape(line.strip())) for line in [*lines[:9], "312", *lines[9:]])
    document = fodt(body, footer=footer, header="云溪县水务局文件")
    found = bare(read(convert({"a": document.encode()}, "fodt", "pdf")["a"]).text)
    assert found == ["".join(line.split()) for line in [*lines[:9], "312", *lines[9:]]]


@needs_office
def test_every_paragraph_has_its_page() -> None:
    found = read(reports("pdf")["w1_08"])
    pages = [spot.page for spot in found.spots if spot]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert len(set(pages)) > 4
    assert [spot.paragraph for spot in found.spots if spot] == list(range(1, len(pages) + 1))


@needs_office
def test_numbers_tables_and_notes() -> None:
    """Automatic numbers are text, a table's cells are lines with their place, notes stand at the end."""
    found = read(rich("pdf")[0])
    lines = found.text.split("\n")
    for wanted in (
        "一、主要举措和成效",
        "（二）推进政务公开",
        "公开信息96条，答复申请4件。",
        "2.1)案卷评查",
        "三、下一年度主要安排",
    ):
        assert wanted in lines
    assert "看不见的话" not in found.text
    cells = {spot.cell: line for line, spot in zip(lines, found.spots, strict=True) if spot and spot.cell}
    assert cells[1, 1, 1] == "项目"
    assert cells[1, 3, 1] == "行政检查，含联合检查以及上级部门统一部署的专项检查行动"
    assert cells[1, 3, 2] == "312次"


@needs_office
def test_columns_are_read_one_after_the_other() -> None:
    left = [
        f"第{number}项工作按照年初确定的任务分工逐条推进落实，责任到岗到人，" * 3 + "取得实效。"
        for number in "一二三四五六七八"
    ]
    body = "".join(paragraph(line, "Flat") for line in left)
    document = fodt(
        paragraph("工作简报", "Title") + f'<text:section text:style-name="Columns" text:name="s">{body}</text:section>'
    )
    found = read(convert({"c": document.encode()}, "fodt", "pdf")["c"])
    assert bare(found.text) == ["工作简报", *left]


@needs_office
def test_a_table_that_goes_on_and_prose_around_it_stay_in_order() -> None:
    lines = bare(read(rich("pdf")[0]).text)
    assert lines.index("二、存在的不足") < lines.index("项目") < lines.index("三、下一年度主要安排")


@needs_office
def test_a_password_is_asked_for() -> None:
    options = (
        'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"x"}}'
    )
    files = convert({"a": as_fodt(texts()["w1_01"]).encode()}, "fodt", options)
    assert refused(files["a"]).kind == "encrypted"


@needs_office
def test_a_file_cut_anywhere_is_damaged_not_shorter() -> None:
    data = reports("pdf")["w1_01"]
    for share in (0.2, 0.5, 0.9, 0.99):
        assert refused(data[: int(len(data) * share)]).kind == "damaged"


@needs_office
def test_limits() -> None:
    data = reports("pdf")["w1_08"]
    error = refused(data, pages=2)
    assert (error.kind, error.params["limit"]) == ("too-many-pages", 2)
    assert refused(data, characters=100).kind == "too-large"
    assert refused(data, unpacked_bytes=2000).kind == "too-large"


def test_predefined_encoding_of_chinese_fonts() -> None:
    found = read(page(text(SENTENCE) + text("存在的不足主要有以下几个方面", y=600)))
    assert found.text.split("\n") == [SENTENCE, "存在的不足主要有以下几个方面"]


def test_bold_by_printing_twice_is_text_once() -> None:
    assert read(page(text(SENTENCE) + text(SENTENCE, x=80.4))).text == SENTENCE


def test_shading_is_no_table_and_thin_boxes_are() -> None:
    lines = text(SENTENCE) + text("存在的不足主要有以下几个方面", y=600)
    shading = b"".join(b"0.9 g %d 690 100 40 re f %d 590 100 40 re f\n" % (x, x) for x in (80, 180, 280, 380))
    assert read(page(shading + b"0 g " + lines)).text.split("\n") == [SENTENCE, "存在的不足主要有以下几个方面"]
    thin = b"".join(b"%d 500 0.5 40 re f\n" % x for x in (80, 180, 280)) + b"80 500 200 0.5 re f 80 540 200 0.5 re f\n"
    found = read(page(lines + thin + text("行政处罚", x=90, y=515) + text("18件", x=190, y=515)))
    assert found.text.split("\n")[-2:] == ["行政处罚", "18件"]
    assert [spot.cell for spot in found.spots if spot][-2:] == [(1, 1, 1), (1, 1, 2)]


def test_a_turned_watermark_is_no_text() -> None:
    mark = b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm <%s> Tj ET\n" % "内部资料".encode("utf-16-be").hex().encode()
    assert read(page(mark + text(SENTENCE))).text == SENTENCE


def test_radicals_and_ligatures_become_letters() -> None:
    assert plain("⼀、⾏政执法⻓效机制 oﬃce ⺠生") == "一、行政执法长效机制 office 民生"
    assert plain("（一）１２％①㎡“”") == "（一）１２％①㎡“”"


@pytest.mark.parametrize("content", [b"", b"q 595 0 0 842 0 0 cm /I Do Q", text("第1页")])
def test_a_file_without_text_is_a_scan(content: bytes) -> None:
    image = {
        6: stream(
            b"\0" * 300, b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceRGB/BitsPerComponent 8"
        )
    }
    assert refused(page(content, b"/XObject<</I 6 0 R>>", image)).kind == "scanned"


def test_a_text_layer_of_unknown_characters_is_none() -> None:
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000>>"
    )
    font = {4: b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[%s]>>" % descendant}
    assert refused(page(text(SENTENCE), more=font)).kind == "scanned"


def test_hostile_files_end_in_one_error_soon() -> None:
    """Loops, forms within forms, floods and depth: no hang, no flood of memory, no other exception."""
    assert refused(b"%PDF-1.7\n").kind == "damaged"
    loop = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>",
        3: b"<</Type/Pages/Kids[2 0 R]>>",
    }
    assert refused(pdf(loop)).kind == "damaged"
    forms = {
        number: stream(
            b"/X Do " * 12,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1),
        )
        for number in range(6, 30)
    }
    assert refused(page(b"/X Do", b"/XObject<</X 6 0 R>>", forms), seconds=2).kind in ("damaged", "scanned")
    assert refused(page(b"0 " * 150_000_000)).kind == "too-large"
    assert refused(page(b"[" * 300_000)).kind in ("damaged", "scanned")
    twice = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%s\nendstream"
    import zlib

    bomb = zlib.compress(zlib.compress(b"0" * 300_000_000, 9), 9)
    assert refused(page(b"", more={5: twice % (len(bomb), bomb)})).kind == "too-large"


def test_reading_says_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    read(page(text(SENTENCE) + b"/Nope gs 1 2 3 4 5 sc BX EX " + text(SENTENCE, y=500)))
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pdfminer").getEffectiveLevel() > logging.WARNING


def test_other_readers_do_not_load_pdfminer() -> None:
    code = "import sys, fzlint.reading.source; print('pdfminer' in sys.modules, 'lxml' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )
