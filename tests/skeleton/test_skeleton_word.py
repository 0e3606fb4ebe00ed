"""The Word form, read back: paper, margins, fonts, sizes, line heights and indents of GB/T 9704—2012."""

from __future__ import annotations

import io
from typing import Any

import pytest
from skeletons import CASES, WORDS, skeleton

from fzlint.skeleton.building import Kind
from fzlint.skeleton.word import as_word

docx = pytest.importorskip("docx")
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING  # noqa: E402 -- only where python-docx is there
from docx.oxml.ns import qn  # noqa: E402

FONTS = {  # style: Chinese font, Latin font, size in points, exact line height in points
    "Title": ("方正小标宋简体", "Times New Roman", 22, 33),
    "Normal": ("仿宋_GB2312", "Times New Roman", 16, 28.95),
    "Heading 1": ("黑体", "Times New Roman", 16, 28.95),
    "Heading 2": ("楷体_GB2312", "Times New Roman", 16, 28.95),
    "Footer": ("宋体", "宋体", 14, 28.95),
}


def _read(level: str = "township", year: int = 2025, **more: str) -> Any:
    return docx.Document(io.BytesIO(as_word(skeleton(level, year, **more), WORDS)))


def _indent(paragraph: Any, name: str) -> int:
    return int(paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{name}")))


@pytest.mark.parametrize(("level", "year"), CASES)
def test_words_are_those_of_the_skeleton(level: str, year: int) -> None:
    """Word and text differ in looks only."""
    texts = [paragraph.text for paragraph in _read(level, year).paragraphs if paragraph.text]
    assert [text.replace("\n", "") for text in texts] == [block.text for block in skeleton(level, year).blocks]


def test_page() -> None:
    """A4 with the standard's margins."""
    section = _read().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    lines = (297 - 37 - 35) / 25.4 * 72 / WORDS["page"]["line"]
    assert 22 <= lines < 22.1


@pytest.mark.parametrize("name", FONTS)
def test_fonts(name: str) -> None:
    """Each style names its fonts for Chinese and Latin characters; no theme goes before them."""
    east_asian, latin, size, line = FONTS[name]
    style = _read().styles[name]
    fonts = style.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == east_asian
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == latin
    assert not [key for key in fonts.attrib if "Theme" in key]
    assert style.font.size.pt == size
    assert not style.font.bold
    assert not style.font.italic
    assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert style.paragraph_format.line_spacing.pt == line


def test_28_characters_fill_a_line() -> None:
    """Characters stand so close that 28 of them fit between the margins, and a 29th does not."""
    spacing = int(_read().styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    line = (210 - 28 - 26) / 25.4 * 72
    assert 28 * (16 + spacing) <= line < 29 * (16 + spacing)


def test_paragraphs() -> None:
    """Paragraphs begin two characters in; the addressee does not; run-in headings are bold; hints are grey."""
    document = _read()
    blocks = {block.text: block for block in skeleton("township", 2025).blocks}
    for paragraph in document.paragraphs:
        block = blocks.get(paragraph.text.replace("\n", ""))
        if block is None:
            assert not paragraph.text
            continue
        if block.kind in (Kind.HEADING_1, Kind.HEADING_2, Kind.HEADING_3, Kind.TEXT):
            assert _indent(paragraph, "firstLineChars") == 200
            assert _indent(paragraph, "firstLine") == 640
        elif block.kind is Kind.ADDRESSEE:
            assert paragraph._p.pPr is None or paragraph._p.pPr.find(qn("w:ind")) is None
        runs = [run for run in paragraph.runs if run.text.strip()]
        for run, made in zip(runs, block.runs, strict=True):
            assert run.text == made.text
            assert bool(run.font.bold) == made.heading
            assert (str(run.font.color.rgb) == "808080") == made.hint


def test_sign_off() -> None:
    """Body and date stand on the right, the date two characters further right than the body."""
    body, date = _read().paragraphs[-2:]
    assert (body.text, date.text) == ("青石镇人民政府", "2026年　月　日")
    assert body.alignment == date.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert (_indent(body, "rightChars"), _indent(date, "rightChars")) == (400, 200)
    assert date._p.getprevious().getprevious().find(qn("w:r")) is None


def test_a_long_title_breaks_between_words() -> None:
    """A title wider than the line ends its line behind the body; a short one stays on one line."""
    assert _read().paragraphs[0].text == "青石镇人民政府\n关于2025年度法治政府建设情况的报告"
    assert _read(body="青石镇").paragraphs[0].text == "青石镇关于2025年度法治政府建设情况的报告"


def test_page_numbers() -> None:
    """— 1 — in 4号 on the outer side: right on odd pages, left on even ones."""
    document = _read()
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side, alignment in (
        (section.footer, "right", WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, "left", WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph.alignment == alignment
        assert _indent(paragraph, f"{side}Chars") == 100
        assert [element.text for element in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_fonts_that_may_stand_for_a_lacking_one() -> None:
    """方正小标宋 and the GB2312 fonts are not on every computer: the file says what to take instead."""
    part = next(part for part in _read().part.package.iter_parts() if str(part.partname) == "/word/fontTable.xml")
    table = docx.oxml.parse_xml(part.blob)
    names = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in table}
    assert "华文中宋" in names["方正小标宋简体"].get(qn("w:val"))
    assert names["仿宋_GB2312"].get(qn("w:val")).startswith("仿宋,")


def test_the_file_says_whose_it_is() -> None:
    """Nothing of the template's own properties is left."""
    properties = _read().core_properties
    assert properties.title == "青石镇人民政府关于2025年度法治政府建设情况的报告"
    assert properties.author == properties.last_modified_by == "青石镇人民政府"
    assert not properties.comments
