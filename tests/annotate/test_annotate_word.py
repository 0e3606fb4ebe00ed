"""Word comments stand at the words they are about, and nothing else of the file changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import (
    CONSTRUCTED,
    LIMITS,
    NAMESPACES,
    W,
    convert,
    document,
    from_text,
    level,
    lists,
    numbered,
    p,
    r,
    unpacked,
)

from fzlint.annotate.comments import MARK
from fzlint.annotate.remarks import Remark, remarks_of
from fzlint.annotate.word import annotate_word
from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source
from fzlint.reading.word import read_word
from fzlint.text.places import Place

TOUCHED = re.compile(r"word/document\.xml|word/comments\w*\.xml|word/_rels/document\.xml\.rels|\[Content_Types\]\.xml")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def remark(text: str, words: str, *, head: str = "C1 甲", at: int = 0) -> Remark:
    """A remark at the first occurrence of ``words`` from ``at`` on."""
    start = text.index(words, at)
    end = start + len(words)
    line, end_line = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
    column, end_column = start - text.rfind("\n", 0, start), end - text.rfind("\n", 0, end)
    return Remark(Place(line, column, end_line, end_column, words), "C1", "error", head, ("不符。", "建议：核对。"))


def annotated(data: bytes, *words: str, author: str = "fzlint") -> bytes:
    word = read_word(data, LIMITS)
    return annotate_word(word, [remark(word.text, found, head=f"C1 {found}") for found in words], author)


def commented(data: bytes) -> dict[str, str]:
    """The first paragraph of each comment, and the words of the body between its marks."""
    parts = unpacked(data)
    root = etree.fromstring(parts["word/document.xml"])
    heads = {
        comment.get(w("id")): "".join(t.text or "" for t in comment[0].iter(w("t")))
        for comment in etree.fromstring(parts["word/comments.xml"])
    }
    found: dict[str, str] = {}
    open_: set[str] = set()
    texts: dict[str, str] = {}
    for element in root.iter():
        id_ = element.get(w("id"))
        if element.tag == w("commentRangeStart"):
            open_.add(id_)
            texts[id_] = ""
        elif element.tag == w("commentRangeEnd"):
            open_.remove(id_)
            found[heads[id_]] = texts[id_]
        elif element.tag == w("t"):
            for id_ in open_:
                texts[id_] += element.text or ""
    assert not open_
    references = [element.get(w("id")) for element in root.iter(w("commentReference"))]
    assert sorted(references) == sorted(heads)
    return found


class TestPlaces:
    """A comment's range holds the words of its finding, wherever they stand."""

    def test_inside_a_run_and_over_runs(self) -> None:
        """Runs are split where a range begins and ends; the look of each half is that of the whole."""
        body = p(r("全年办理案件", "<w:b/>") + r("236", "<w:i/>") + r("件，调解成功229件。"))
        after = annotated(document(body), "案件236件", "成功229", "236")
        assert commented(after) == {"C1 案件236件": "案件236件", "C1 成功229": "成功229", "C1 236": "236"}
        root = etree.fromstring(unpacked(after)["word/document.xml"])
        looks = [
            ("".join(t.text for t in run.iter(w("t"))), [e.tag for e in run.find(w("rPr"))])
            for run in root.iter(w("r"))
            if run.find(w("t")) is not None and run.find(w("rPr")) is not None
        ]
        assert looks == [("全年办理", [w("b")]), ("案件", [w("b")]), ("236", [w("i")])]
        assert read_word(after, LIMITS).text == "全年办理案件236件，调解成功229件。"

    def test_behind_an_automatic_number(self) -> None:
        """A number that Word prints is no text of the file: the range begins at the first word."""
        data = document(numbered("加强执法", 1), numbering=lists([level(0, "chineseCounting", "%1、")]))
        assert commented(annotated(data, "一、加强")) == {"C1 一、加强": "加强"}

    def test_in_links_insertions_fields_and_other_constructions(self) -> None:
        """Ranges go into links and kept insertions, around controls and formulas; a reference stands outside all."""
        control = f"<w:sdt><w:sdtContent>{r('控件中字')}</w:sdtContent></w:sdt>"
        body = p(
            f'<w:hyperlink w:anchor="a">{r("链接文字")}</w:hyperlink>'
            f'<w:ins w:id="7" w:author="x">{r("插入文字")}</w:ins>'
            + control + '<w:fldSimple w:instr="REF a"><w:r><w:t>域的文字</w:t></w:r></w:fldSimple>'
            + "<m:oMath><m:r><m:t>式子</m:t></m:r></m:oMath>"
        )  # fmt: skip
        after = annotated(document(body), "接文", "入文", "件中", "的文", "式")
        found = commented(after)
        assert [found[f"C1 {x}"] for x in ("接文", "入文", "件中", "的文")] == ["接文", "入文", "控件中字", "的文"]
        root = etree.fromstring(unpacked(after)["word/document.xml"])
        assert {e.getparent().getparent().tag for e in root.iter(w("commentReference"))} == {w("p")}
        assert read_word(after, LIMITS).text == read_word(document(body), LIMITS).text

    def test_over_paragraphs_and_out_of_a_cell(self) -> None:
        """A range may span paragraphs, but ends in the table cell where it begins."""
        table = f"<w:tbl><w:tr><w:tc>{p('格一')}</w:tc><w:tc>{p('格二')}</w:tc></w:tr></w:tbl>"
        after = annotated(document(p("前段") + p("后段") + table), "段\n后", "一\n格二")
        assert commented(after) == {"C1 段\n后": "段后", "C1 一\n格二": "一"}

    def test_where_word_has_no_comments(self) -> None:
        """Findings in text boxes, notes and headers are put at the paragraph these are fixed to, or at the title."""
        box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框中字')}</w:txbxContent></v:textbox></w:pict></w:r>"
        body = (
            p() + p("标题") + p(r("第一段") + box) + p(r("第二段") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
            + "<w:sectPr><w:headerReference w:type='default' r:id='header1'/></w:sectPr>"
        )  # fmt: skip
        data = document(body, header1=p("页眉字"), footnotes=f'<w:footnote w:id="2">{p("注中字")}</w:footnote>')
        assert read_word(data, LIMITS).text == "页眉字\n\n标题\n第一段\n框中字\n第二段\n注中字"
        after = annotated(data, "框中", "注中", "页眉")
        found = commented(after)
        assert found["C1 注中"] == "第二段"
        assert found["C1 页眉"] == "标题"
        assert found["C1 框中"].startswith("第一段")

    def test_blanks_that_word_does_not_show_stay_unseen(self) -> None:
        """A text whose edge blanks are not shown is not split: they would be."""
        data = document(p("<w:r><w:t>  甲乙丙  </w:t></w:r>" + r("丁")))
        after = annotated(data, "乙")
        assert read_word(after, LIMITS).text == "甲乙丙丁"
        assert commented(after)["C1 乙"].strip() == "甲乙丙"

    @settings(max_examples=120, deadline=None)
    @given(
        st.lists(st.sampled_from(["甲", "乙丙", "丁 ", " 戊己", "\t", "\n", "庚辛壬"]), min_size=1, max_size=9),
        st.data(),
    )
    def test_any_ranges_in_any_runs(self, pieces: list[str], data: st.DataObject) -> None:
        """Whatever the runs and ranges, the text stays the same, each range holds its words, and twice is as once."""
        tags = {"\t": "<w:tab/>", "\n": "<w:br/>"}
        joined, runs = data.draw(st.lists(st.booleans(), min_size=9, max_size=9)), ""
        for index, piece in enumerate(pieces):
            inner = tags.get(piece) or f'<w:t xml:space="preserve">{piece}</w:t>'
            runs += inner if joined[index] and index else f"{'</w:r>' if index else ''}<w:r>{inner}"
        original = document(p(runs + "</w:r>"))
        text = read_word(original, LIMITS).text
        offsets = st.integers(0, len(text) - 1)
        spans = [sorted((data.draw(offsets), data.draw(offsets))) for _ in range(data.draw(st.integers(1, 4)))]

        def at(index: int, start: int, end: int) -> Remark:
            return remark(text, text[start : end + 1], head=f"C{index}", at=start)

        remarks = [at(index, *span) for index, span in enumerate(spans) if text[span[0]] != "\n" != text[span[1]]]
        once = annotate_word(read_word(original, LIMITS), remarks, "fzlint")
        assert read_word(once, LIMITS).text == text
        shown = {one.head: one.place.quote.replace("\n", "").replace("\t", "") for one in remarks}
        assert commented(once) == shown
        assert annotate_word(read_word(once, LIMITS), remarks, "fzlint") == once


def _linted(data: bytes, linter: Linter) -> bytes:
    word = read_word(data, LIMITS)
    source = Source("a.docx", word.text, "utf-8", 0, "docx", word.spots)
    found = remarks_of(linter.lint(source), linter.read(source), linter.checklist, linter.messages)
    return annotate_word(word, found, "fzlint")


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(shipped())


class TestTheRestOfTheFile:
    """What is not a comment of ours stays as it was."""

    OTHERS = (
        '<w:comment w:id="4" w:author="王科长" w:initials="王"><w:p w14:paraId="00000004">'
        "<w:r><w:t>请核实</w:t></w:r></w:p></w:comment>"
    )

    def test_other_parts_are_untouched(self) -> None:
        """Parts other than the text, the comments and what leads to them are the same bytes, macros too."""
        extra = {
            "word/media/a.bin": bytes(range(256)),
            "customXml/item1.xml": b"<?mso x?><a> <b/></a>",
            "word/vba.bin": b"x",
        }
        before = document(p("甲乙"), extra=extra, numbering=lists([level(0, "decimal", "%1")]), macros=True)
        after = unpacked(annotated(before, "乙"))
        old = unpacked(before)
        assert {name: part for name, part in after.items() if not TOUCHED.fullmatch(name)} == {
            name: part for name, part in old.items() if not TOUCHED.fullmatch(name)
        }
        assert [name for name in after if name in old] == list(old)
        assert set(after) - set(old) == {"word/comments.xml"}

    def test_nothing_of_the_text_changes_but_marks(self) -> None:
        """With our marks taken out and halves of runs joined, the text part is what it was: changes, fields, tables."""
        body = (
            p(r("甲乙丙", "<w:b/>") + '<w:del w:id="1" w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del>')
            + f'<w:tbl><w:tblPr/><w:tr><w:tc>{p("丁")}</w:tc></w:tr></w:tbl>'
            + p('<w:bookmarkStart w:id="0" w:name="b"/><w:r><w:drawing/></w:r><w:bookmarkEnd w:id="0"/>')
            + '<w:sectPr><w:pgSz w:w="11906"/></w:sectPr>'
        )  # fmt: skip
        before = document(body)
        root = etree.fromstring(unpacked(annotated(before, "乙", "丁"))["word/document.xml"])
        for mark in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"))):
            mark.getparent().remove(mark)
        for mark in list(root.iter(w("commentReference"))):
            mark.getparent().getparent().remove(mark.getparent())
        halves = [run for run in root.iter(w("r")) if run.find(w("t")) is not None][:3]
        halves[0].find(w("t")).text = "".join(half.find(w("t")).text for half in halves)
        for half in halves[1:]:
            half.getparent().remove(half)
        old = etree.fromstring(unpacked(before)["word/document.xml"])
        assert etree.tostring(root, method="c14n") == etree.tostring(old, method="c14n")

    def test_comments_of_others_stay(self) -> None:
        """A colleague's comment keeps its number, words and place; ours get numbers of their own."""
        body = p(
            '<w:commentRangeStart w:id="4"/>'
            + r("甲乙丙")
            + '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
        )
        once = annotated(document(body, comments=self.OTHERS), "乙")
        twice = annotated(once, "丙")
        assert commented(once) == {"请核实": "甲乙丙", "C1 乙": "乙"}
        assert commented(twice) == {"请核实": "甲乙丙", "C1 丙": "丙"}
        comments = etree.fromstring(unpacked(twice)["word/comments.xml"])
        assert [(c.get(w("author")), c.get(w("initials"))) for c in comments] == [("王科长", "王"), ("fzlint", MARK)]
        assert comments[0][0].get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId") == "00000004"

    def test_an_answer_to_a_comment_of_ours_stays(self) -> None:
        """When our comment is replaced, a colleague's answer to it stays, as a comment of its own."""
        paragraph = f'<w:p w14:paraId="0000000A">{r("旧")}</w:p>'
        ours = f'<w:comment w:id="0" w:author="fzlint" w:initials="{MARK}">{paragraph}</w:comment>'
        answers = (
            '<w15:commentEx w15:paraId="0000000A"/><w15:commentEx w15:paraId="00000004" w15:paraIdParent="0000000A"/>'
        )
        marks = "".join(
            f'<w:commentRangeStart w:id="{i}"/><w:commentRangeEnd w:id="{i}"/>'
            f'<w:r><w:commentReference w:id="{i}"/></w:r>'
            for i in (0, 4)
        )
        data = document(p(r("甲乙") + marks), comments=ours + self.OTHERS, commentsExtended=answers)
        after = annotated(data, "乙")
        assert set(commented(after)) == {"请核实", "C1 乙"}
        extended = unpacked(after)["word/commentsExtended.xml"]
        assert b"00000004" in extended
        assert b"0000000A" not in extended

    def test_twice_is_as_once_for_reports(self, linter: Linter) -> None:
        """The comments on a report do not pile up."""
        for path in CONSTRUCTED:
            once = _linted(from_text(path.read_text(encoding="utf-8")), linter)
            assert _linted(once, linter) == once, path.stem

    def test_strict_files_get_strict_comments(self) -> None:
        """In the strict form all names are of its own namespace."""
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        import word_files

        parts = {
            name: part.replace(W.encode(), strict.encode()) for name, part in unpacked(document(p("甲乙"))).items()
        }
        after = unpacked(annotated(word_files.packed(parts), "乙"))
        assert strict.encode() in after["word/comments.xml"]
        assert W.encode() not in after["word/comments.xml"] + after["word/document.xml"]
        assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]
        assert NAMESPACES  # the other prefixes stay declared
        assert b"markup-compatibility" in after["word/document.xml"]


class TestRealPrograms:
    """Programs that write and read Word files take ours."""

    def test_libreoffice_opens_what_was_annotated(self, tmp_path: Path, linter: Linter) -> None:
        """Files of LibreOffice, annotated, become PDFs in it, and read again they hold the same text."""
        before, after = tmp_path / "before", tmp_path / "after"
        after.mkdir()
        chosen = CONSTRUCTED[:4]
        convert(chosen, "docx", before)
        for path in sorted(before.glob("*.docx")):
            (after / path.name).write_bytes(_linted(path.read_bytes(), linter))
            old = read_word(path.read_bytes(), LIMITS).text
            assert read_word((after / path.name).read_bytes(), LIMITS).text == old
        convert(sorted(after.glob("*.docx")), "pdf", after)
        pdfs = sorted(after.glob("*.pdf"))
        assert len(pdfs) == len(chosen)
        assert all(pdf.read_bytes().startswith(b"%PDF") for pdf in pdfs)
        convert(sorted(after.glob("*.docx")), "txt:Text (encoded):UTF8", after)
        for path in chosen:
            text = (after / f"{path.stem}.txt").read_text(encoding="utf-8-sig")
            assert text.split() == path.read_text(encoding="utf-8").split()

    def test_files_of_python_docx(self, tmp_path: Path, linter: Linter) -> None:
        """A file that python-docx wrote, with a table, a picture and a header, is annotated, and opens there again."""
        docx = pytest.importorskip("docx", reason="python-docx makes the Word file of this test")
        made = docx.Document()
        made.add_heading("临江县青石镇人民政府2023年法治政府建设年度报告", 0)
        made.sections[0].header.paragraphs[0].text = "青石镇人民政府"
        made.add_paragraph("一、主要举措和成效")
        made.add_paragraph("全年调解纠纷236件，成功229件，成功率为91.0%。")
        table = made.add_table(2, 2)
        table.cell(0, 0).text = "指标"
        made.add_paragraph("列表项", style="List Number")
        file = tmp_path / "a.docx"
        made.save(file)
        before = file.read_bytes()
        assert "1.列表项" in read_word(before, LIMITS).text
        after = _linted(before, linter)
        assert any(head.startswith("C2") for head in commented(after))
        again = tmp_path / "b.docx"
        again.write_bytes(after)
        assert [x.text for x in docx.Document(again).paragraphs] == [x.text for x in made.paragraphs]
        assert len(list(docx.Document(again).comments)) == len(commented(after))
        old, new = unpacked(before), unpacked(after)
        assert [n for n in old if old[n] != new[n] and not TOUCHED.fullmatch(n)] == []
