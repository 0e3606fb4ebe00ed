# ruff: noqa: E501  # markup stands in lines as programs write it
"""OpenDocument texts are read as a reader sees them, and hostile ones end in one error."""

from __future__ import annotations

import io
import zipfile

import pytest
from converted import convert, fodt, needs_office, paragraph, reports, rich, texts

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits
from fzlint.reading.opendocument import extract

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def read(data: bytes) -> Extract:
    found = extract(data, Limits())
    assert len(found.spots) == len(found.text.split("\n"))
    return found


def odt(body: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def packed(parts: dict[str, str]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return into.getvalue()


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(ReadingError) as caught:
        extract(data, Limits(**limits))
    return caught.value.kind


@needs_office
@pytest.mark.parametrize("name", texts())
def test_paragraphs_are_those_of_the_text(name: str) -> None:
    lines = [line.strip() for line in texts()[name].split("\n") if line.strip()]
    assert ["".join(line.split()) for line in read(reports("odt")[name]).text.split("\n") if line] == [
        "".join(line.split()) for line in lines
    ]


@needs_office
def test_what_a_reader_sees() -> None:
    """Numbers as displayed, changes accepted, hidden text out; box, note and cells as lines with their places."""
    found = read(rich("odt")[0])
    lines = found.text.split("\n")
    assert lines == [
        "云溪县水务局2024年度法治政府建设情况报告", "一、主要举措和成效", "（一）学习法治思想", "全年集中学习6次（新增）。",
        "执法检查312次，立案18件。", "（二）推进政务公开", "公开信息96条，答复申请4件。", "1.完善制度", "2.强化监督", "2.1)案卷评查",
        "2.2)专项检查", "二、存在的不足", "第一行", "第二行   有空格", "项目", "数量", "行政处罚案件", "18件",
        "行政检查，含联合检查以及上级部门统一部署的专项检查行动", "312次", "三、下一年度主要安排", "继续加强培训。", "文本框里的话", "云溪县水务局",
        "2025年1月20日", "含部门网站发布的信息。",
    ]  # fmt: skip
    spots = dict(zip(lines, found.spots, strict=True))
    parts = {line: spot.part for line, spot in spots.items() if spot and spot.part != "body"}
    assert parts["文本框里的话"] == "text-box"
    assert parts["含部门网站发布的信息。"] == "footnote"
    cell, second = spots["312次"], spots["第二行   有空格"]
    assert cell is not None
    assert cell.cell == (1, 3, 2)
    assert second is not None
    assert second == spots["第一行"]


@needs_office
def test_lists_that_go_on_and_begin_anew() -> None:
    def item(text: str, more: str = "") -> str:
        return f"<text:list-item{more}><text:p>{text}</text:p></text:list-item>"

    first = f'<text:list text:style-name="Numbers" xml:id="l1">{item("甲")}{item("乙")}</text:list>'
    goes_on = f'<text:list text:style-name="Numbers" text:continue-numbering="true">{item("丙")}</text:list>'
    anew = f'<text:list text:style-name="Numbers">{item("丁")}{item("戊", " text:start-value=" + chr(34) + "9" + chr(34))}</text:list>'
    document = fodt(first + paragraph("中间") + goes_on + paragraph("之后") + anew)
    found = read(convert({"a": document.encode()}, "fodt", "odt")["a"])
    assert found.text.split("\n") == ["1.甲", "2.乙", "中间", "3.丙", "之后", "1.丁", "9.戊"]


def test_hidden_sections_paragraphs_and_circles_of_styles() -> None:
    styles = (
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
        '<style:style style:name="H" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        '<text:p text:style-name="A">看得见</text:p><text:p text:style-name="H">看不见</text:p>'
        '<text:section text:display="none"><text:p>也看不见</text:p></text:section><text:section><text:p>看得见</text:p></text:section>'
    )
    assert read(odt(body, styles)).text == "看得见\n看得见"


def test_empty_document_has_one_empty_line() -> None:
    assert read(odt("")) == Extract("", (None,))


def test_hostile_files() -> None:
    assert refused(packed({"content.xml": "<x/>"})) == "damaged"
    assert refused(packed({"other.xml": "<x/>"})) == "damaged"
    assert refused(odt("<text:p>") + b"") == "damaged"
    assert refused(odt("<text:section>" * 240 + "</text:section>" * 240)) == "damaged"
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert refused(packed({"content.xml": entity})) == "damaged"
    assert refused(odt("<text:p>" + "字" * 5000 + "</text:p>"), characters=1000) == "too-large"
    assert refused(packed({"content.xml": "<x>" + " " * 3_000_000 + "</x>"})) == "too-large"
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": "\x01"}
    assert refused(packed(manifest)) == "encrypted"


def test_claims_of_size_are_bounded() -> None:
    found = read(odt('<text:p>甲<text:s text:c="999999999"/>乙</text:p>'))
    assert len(found.text) < 2000
