# ruff: noqa: E501  # markup stands in lines as programs write it
"""Files as real programs write them: LibreOffice turns documents that the tests describe into every format."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

import pytest

from fzlint.reading.office import find_program

CONSTRUCTED = Path(__file__).parents[1] / "data" / "constructed"
HINT = "LibreOffice is not installed: install it (soffice on the path) to test with files of a real program"
needs_office = pytest.mark.skipif(find_program() is None, reason=HINT)

# Without punctuation that hangs in the margin: LibreOffice 7.4 leaves such marks out of its PDFs.
_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:default-style style:family="paragraph"><style:paragraph-properties style:punctuation-wrap="simple"/><style:text-properties
  style:font-name-asian="Noto Serif CJK SC"
  fo:font-size="16pt" style:font-size-asian="16pt"/></style:default-style>
 <style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
  <style:text-properties fo:font-size="22pt" style:font-size-asian="22pt"/></style:style>
 <style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-indent="32pt"
  fo:text-align="justify" fo:line-height="28pt"/></style:style>
 <style:style style:name="Flat" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="12pt"
  fo:text-align="justify"/></style:style>
 <style:style style:name="Signed" style:family="paragraph"><style:paragraph-properties fo:text-align="end"
  fo:margin-right="32pt"/></style:style>
 <style:style style:name="Middle" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
 <text:outline-style style:name="Outline">
  <text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
  <text:outline-level-style text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>
 </text:outline-style>
</office:styles>
<office:automatic-styles>
 <style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
 <style:style style:name="Columns" style:family="section"><style:section-properties><style:columns fo:column-count="2"
  fo:column-gap="1cm"/></style:section-properties></style:style>
 <style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/>
 </style:style>
 <text:list-style style:name="Numbers">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=")" text:display-levels="2"/>
 </text:list-style>
 <style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
  fo:margin-top="25mm" fo:margin-bottom="20mm" fo:margin-left="28mm" fo:margin-right="26mm"/>
  <style:header-style><style:header-footer-properties fo:min-height="8mm"/></style:header-style>
  <style:footer-style><style:header-footer-properties fo:min-height="8mm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
 <style:header>{header}</style:header>
 <style:footer><text:p text:style-name="Middle">{footer}</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""
PAGE = '<text:page-number text:select-page="current"/>'


def fodt(body: str, *, footer: str = f"— {PAGE} —", header: str = "") -> str:
    """A flat OpenDocument text; ``body`` is its XML."""
    line = f'<text:p text:style-name="Middle">{header}</text:p>' if header else ""
    return _FODT.format(body=body, footer=footer, header=line)


def paragraph(text: str, style: str = "Body") -> str:
    """A paragraph of a flat OpenDocument text; ``text`` is XML."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def as_fodt(text: str, *, style: str = "Body", header: str = "") -> str:
    """A plain text report as an office would lay it out: centred title, sign-off to the right, page numbers."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    pieces = [paragraph(escape(lines[0]), "Title")]
    for position, line in enumerate(lines[1:], 1):
        signed = position >= len(lines) - 2 and len(line) < 30
        pieces.append(paragraph(escape(line), "Signed" if signed else style))
    return fodt("".join(pieces), header=header)


def convert(files: Mapping[str, bytes], suffix: str, target: str) -> dict[str, bytes]:
    """``files`` (name → content, of the format ``suffix``) as ``target`` (which may name a filter and its options), in one start."""
    program = find_program()
    assert program is not None, HINT
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for file, content in files.items():
            (folder / "in" / f"{file}.{suffix}").write_bytes(content)
        subprocess.run(
            [program, f"-env:UserInstallation={(_workshop() / 'profile').as_uri()}", "--headless", "--convert-to", target,
             "--outdir", str(folder / "out"), *map(str, sorted((folder / "in").iterdir()))],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        made = target.partition(":")[0]
        return {file: (folder / "out" / f"{file}.{made}").read_bytes() for file in files}


@cache
def _workshop() -> Path:
    folder = tempfile.mkdtemp(prefix="fzlint-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def texts() -> dict[str, str]:
    """The constructed reports by name."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(CONSTRUCTED.glob("*.txt"))}


@cache
def reports(target: str) -> dict[str, bytes]:
    """The constructed reports in a format: odt, docx, pdf, html, doc or rtf. Layouts differ from report to report."""
    if target == "fodt":
        layouts = ({"style": "Body"}, {"style": "Flat"}, {"style": "Body", "header": "内部资料  注意保存"})
        return {
            name: as_fodt(text, **layouts[at % len(layouts)]).encode()
            for at, (name, text) in enumerate(texts().items())
        }
    before = "fodt" if target in ("odt", "docx", "pdf") else "docx"
    return convert(reports(before), before, target)


RICH = fodt(
    '<text:tracked-changes><text:changed-region text:id="d1"><text:deletion><office:change-info><dc:creator>甲</dc:creator>'
    "<dc:date>2025-01-01T00:00:00</dc:date></office:change-info><text:p>已经删去的话</text:p></text:deletion>"
    '</text:changed-region><text:changed-region text:id="i1"><text:insertion><office:change-info><dc:creator>甲'
    "</dc:creator><dc:date>2025-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>"
    "</text:tracked-changes>"
    + paragraph("云溪县水务局2024年度法治政府建设情况报告", "Title")
    + '<text:h text:outline-level="1">主要举措和成效</text:h>'
    + '<text:h text:outline-level="2">学习法治思想</text:h>'
    + paragraph(
        "全年集中学习6次<text:change-start text:change-id='i1'/>（新增）<text:change-end text:change-id='i1'/>。"
    )
    + paragraph(
        "执法检查<text:change text:change-id='d1'/>312次，<text:span text:style-name='Hidden'>看不见的话</text:span>立案18件。"
    )
    + '<text:h text:outline-level="2">推进政务公开</text:h>'
    + paragraph(
        "公开信息96条<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>含部门网站发布的信息。</text:p></text:note-body></text:note>，答复申请4件。"
    )
    + '<text:list text:style-name="Numbers"><text:list-item><text:p>完善制度</text:p></text:list-item><text:list-item>'
    "<text:p>强化监督</text:p><text:list><text:list-item><text:p>案卷评查</text:p></text:list-item><text:list-item>"
    "<text:p>专项检查</text:p></text:list-item></text:list></text:list-item></text:list>"
    + '<text:h text:outline-level="1">存在的不足</text:h>'
    + paragraph("第一行<text:line-break/>第二行<text:s text:c='3'/>有空格")
    + '<table:table><table:table-column table:number-columns-repeated="2"/>'
    + "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="Cell" office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in (
            ("项目", "数量"),
            ("行政处罚案件", "18件"),
            ("行政检查，含联合检查以及上级部门统一部署的专项检查行动", "312次"),
        )
    )
    + "</table:table>"
    + '<text:h text:outline-level="1">下一年度主要安排</text:h>'
    + paragraph(
        '<draw:frame text:anchor-type="paragraph" svg:width="6cm" svg:height="2cm"><draw:text-box>'
        "<text:p>文本框里的话</text:p></draw:text-box></draw:frame>继续加强培训。"
    )
    + paragraph("云溪县水务局", "Signed")
    + paragraph("2025年1月20日", "Signed")
)


@cache
def rich(target: str) -> tuple[bytes, ...]:
    """A document with numbered headings, lists, a table, a footnote, a text box, changes and hidden text."""
    before = "fodt" if target in ("odt", "docx", "pdf") else "docx"
    content = RICH.encode() if before == "fodt" else rich("docx")[0]
    return (convert({"rich": content}, before, target)["rich"],)
