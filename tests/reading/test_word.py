"""A Word file gives the text its reader sees, and is judged like the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import (
    CONSTRUCTED,
    LIMITS,
    W,
    convert,
    document,
    level,
    lines_of,
    lists,
    numbered,
    p,
    packed,
    r,
    text_of,
    unpacked,
)

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import read_source
from fzlint.reading.word import extract, read_word
from fzlint.result import Result


class TestWhatIsSeen:
    """The text is what a reader sees with all changes accepted."""

    def test_tracked_changes(self) -> None:
        """Insertions stay; deletions, moved-away text and deleted rows go; a deleted paragraph mark joins two."""
        gone = "<w:rPr><w:del w:id='9' w:author='x'/></w:rPr>"
        body = (
            p(r("办理") + f'<w:del w:id="1" w:author="x"><w:r><w:delText>12</w:delText></w:r></w:del>'
              f'<w:ins w:id="2" w:author="x">{r("15")}</w:ins>' + r("件"))
            + p(f'<w:moveFrom w:id="3" w:author="x">{r("旧处")}</w:moveFrom>'
                f'<w:moveTo w:id="4" w:author="x">{r("新处")}</w:moveTo>')
            + p("前半", gone) + p("后半")
            + p('<w:del w:id="5" w:author="x"><w:r><w:delText>整段</w:delText></w:r></w:del>', gone) + p("末段")
            + f'<w:tbl><w:tr><w:trPr><w:del w:id="6" w:author="x"/></w:trPr><w:tc>{p("删行")}</w:tc></w:tr>'
              f'<w:tr><w:tc>{p("留行")}</w:tc></w:tr></w:tbl>'
        )  # fmt: skip
        assert lines_of(body) == ["办理15件", "新处", "前半后半", "末段", "留行"]

    def test_fields(self) -> None:
        """Results stay, instructions go; contents tables and page numbers go whole, over paragraphs and nested."""

        def mark(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        def code(text: str) -> str:
            return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

        inner = mark("begin") + code("PAGEREF x") + mark("separate") + r("3") + mark("end")
        body = (
            p(mark("begin") + code(" TOC \\o ") + mark("separate") + r("一、目录项") + inner)
            + p(r("二、目录项") + inner)
            + p(mark("end"))
            + p(r("见") + mark("begin") + code("REF a") + mark("separate") + r("附件1") + mark("end") + r("。"))
            + p(f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>'
                f'<w:fldSimple w:instr="DOCPROPERTY x">{r("某镇")}</w:fldSimple>')
        )  # fmt: skip
        assert [line for line in lines_of(body) if line] == ["见附件1。", "某镇"]

    def test_hidden_text(self) -> None:
        """Hidden text goes, hidden itself or by a style; a style's hiding can be switched off."""
        styles = (
            '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
        )
        shown = r("现", '<w:vanish w:val="0"/>')
        body = p(r("甲") + r("乙", "<w:vanish/>") + r("丙", '<w:rStyle w:val="C"/>') + r("丁")) + p(
            r("藏") + shown, '<w:pStyle w:val="P"/><w:rPr><w:vanish w:val="0"/></w:rPr>'
        )
        assert lines_of(body + p("整段藏", '<w:pStyle w:val="P"/>') + p("末"), styles=styles) == ["甲丁", "现", "末"]

    def test_breaks_and_signs(self) -> None:
        """A line break ends a line; tabs, hyphens, symbols and phonetic guides are read as they look."""
        ruby = f"<w:r><w:ruby><w:rt>{r('fa')}</w:rt><w:rubyBase>{r('法')}</w:rubyBase></w:ruby></w:r>"
        body = p(
            r("甲") + "<w:r><w:br/><w:tab/><w:noBreakHyphen/><w:softHyphen/>"
            '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("乙") + ruby
        )
        assert lines_of(body) == ["甲", "\t-☑乙法"]

    def test_blanks_at_the_edge_that_word_does_not_show(self) -> None:
        """Without xml:space, blanks around a text are no part of it."""
        assert text_of(p("<w:r><w:t>\n  甲 乙\n  </w:t></w:r>" + r(" 丙"))) == "甲 乙 丙"

    def test_text_boxes_once_and_notes_and_furniture(self) -> None:
        """A text box told twice is read once, a note behind its paragraph, the first page's header before the body."""
        box = "<w:txbxContent>" + p("框中字") + "</w:txbxContent>"
        twice = (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
            + box
            + "</wps:txbx></w:drawing>"
            "</mc:Choice><mc:Fallback><w:pict><v:textbox>" + box + "</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        page = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        body = (
            p(r("正文") + twice + '<w:r><w:footnoteReference w:id="2"/></w:r>')
            + p("后文")
            + "<w:sectPr><w:headerReference w:type='default' r:id='header1'/><w:footerReference w:type='default' "
            "r:id='footer1'/></w:sectPr>"
        )
        note = f'<w:footnote w:id="2">{p("注文")}</w:footnote><w:footnote w:id="3">{p("未引用")}</w:footnote>'
        data = document(body, footnotes=note, header1=p("某镇人民政府"), footer1=p("<w:r/>" + r("— ") + page + r(" —")))
        found = extract(data, LIMITS)
        assert found.text.split("\n") == ["某镇人民政府", "正文", "框中字", "注文", "后文"]
        assert [spot.part for spot in found.spots if spot] == ["header", "body", "text-box", "footnote", "body"]

    def test_tables_cell_by_cell(self) -> None:
        """Each cell's paragraphs are lines with their cell; covered cells of a merge are not seen."""
        inner = f"<w:tbl><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>"
        table = (
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("一")}{p("二")}</w:tc>'
            f"<w:tc>{p('三')}</w:tc></w:tr>"
            f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('盖')}</w:tc><w:tc>{p('四')}{inner}{p()}</w:tc></w:tr></w:tbl>"
        )
        found = extract(document(p("前") + table + p("后")), LIMITS)
        assert found.text.split("\n") == ["前", "一", "二", "三", "四", "内", "", "后"]
        cells = [spot.cell for spot in found.spots if spot]
        assert cells == [None, (1, 1, 1), (1, 1, 1), (1, 1, 3), (1, 2, 2), (2, 1, 1), (1, 2, 2), None]
        assert [spot.paragraph for spot in found.spots if spot] == [1, 1, 2, 3, 4, 5, 6, 2]

    def test_pages(self) -> None:
        """Pages are those Word noted; where it noted none, breaks are counted; without a break nothing is claimed."""
        rendered = (
            p("甲") + p("<w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>") + p('<w:r><w:br w:type="page"/></w:r>')
        )
        assert [spot.page for spot in extract(document(rendered), LIMITS).spots if spot][:3] == [1, 2, 2]
        counted = p("甲") + p(r("乙") + '<w:r><w:br w:type="page"/></w:r>' + r("丙")) + p("丁", "<w:pageBreakBefore/>")
        assert [spot.page for spot in extract(document(counted), LIMITS).spots if spot] == [1, 1, 2, 3]
        assert [spot.page for spot in extract(document(p("甲")), LIMITS).spots if spot] == [None]

    def test_the_strict_form_of_the_standard(self) -> None:
        """The strict namespace reads like the transitional one."""
        parts = unpacked(document(p("甲") + numbered("乙", 1), numbering=lists([level(0, "chineseCounting", "%1、")])))
        strict = {name: part.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
                  for name, part in parts.items()}  # fmt: skip
        assert extract(packed(strict), LIMITS).text == "甲\n一、乙"

    def test_a_macro_file_is_read_like_any_other(self) -> None:
        """Macros are a part that nobody opens."""
        assert extract(document(p("甲"), macros=True, extra={"word/vbaProject.bin": b"\xd0\xcf"}), LIMITS).text == "甲"

    @given(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=12), max_size=6
        )
    )
    def test_pieces_lead_back_to_the_elements(self, texts: list[str]) -> None:
        """Every character of a line is found in the element that its piece names, at the offset it names."""
        word = read_word(document(p("<w:r/>" + "".join(map(r, texts))) + p("末")), LIMITS)
        assert word.lines[0].text.replace("\u2028", " ").replace("\u2029", " ") == "".join(texts).replace(
            "\u2028", " "
        ).replace("\u2029", " ")
        for piece in word.lines[0].pieces:
            shown = word.lines[0].text[piece.start : piece.end]
            inner = piece.element.text[piece.offset : piece.offset + len(shown)]
            assert shown == inner.replace("\u2028", " ").replace("\u2029", " ")


def _judgement(result: Result) -> object:
    findings = [(f.code, f.severity, f.message, f.place.quote) for f in result.findings]
    return [(v.item, v.status) for v in result.verdicts], findings, result.score, result.title, result.year


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(shipped())


class TestTheSameJudgement:
    """A report is judged the same whatever file it stands in."""

    def test_libreoffice_files(self, tmp_path: Path, linter: Linter) -> None:
        """Texts that LibreOffice saved as .docx get the findings and the score of the text."""
        convert(CONSTRUCTED, "docx", tmp_path)
        assert CONSTRUCTED
        for path in CONSTRUCTED:
            word = read_source(str(tmp_path / f"{path.stem}.docx"))
            assert word.format == "docx"
            assert _judgement(linter.lint(word)) == _judgement(linter.lint(read_source(str(path)))), path.stem

    def test_numbers_header_and_page_numbers(self, tmp_path: Path, linter: Linter) -> None:
        """Headings numbered by Word instead of by hand, with a header, a page number and a text box, change nothing."""
        han = "一二三四五六七八九十"
        numbering = lists([level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")])
        page = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        furniture = "<w:sectPr><w:footerReference w:type='default' r:id='footer1'/></w:sectPr>"
        for path in CONSTRUCTED:
            body, seen = "", [0, 0]
            for line in path.read_text(encoding="utf-8").split("\n"):
                one, two = f"{han[seen[0] % 10]}、", f"（{han[seen[1] % 10]}）"
                if seen[0] < 10 and line.startswith(one):
                    seen = [seen[0] + 1, 0]
                    body += numbered(line.removeprefix(one), 1, 0)
                elif seen[0] and seen[1] < 10 and line.startswith(two):
                    seen[1] += 1
                    body += numbered(line.removeprefix(two), 1, 1)
                else:
                    body += p(line) if line else p()
            file = tmp_path / "a.docx"
            file.write_bytes(document(body + furniture, numbering=numbering, footer1=p("<w:r/>" + page)))
            assert _judgement(linter.lint(read_source(str(file)))) == _judgement(linter.lint(read_source(str(path))))
