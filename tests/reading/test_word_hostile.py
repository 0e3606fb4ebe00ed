"""Whatever a Word file holds, the answer is its text or an error of reading, soon and in little memory."""

from __future__ import annotations

import io
import itertools
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import LIMITS, W, document, level, lists, numbered, p, packed, r, text_of, unpacked

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Limits
from fzlint.reading.word import extract


def kind_of(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(ReadingError) as caught:
        extract(data, limits)
    return caught.value.kind


class TestHostileFiles:
    """Whatever the file, the answer is its text or an error of reading, soon and in little memory."""

    def test_not_whole(self) -> None:
        """A file cut anywhere is damaged."""
        data = document(p("甲") * 50)
        for at in (30, len(data) // 2, len(data) - 30):
            assert kind_of(data[:at]) == "damaged"

    @pytest.mark.parametrize("xml", ["<w:document", "", "not xml", f'<a xmlns="{W}"/>', "<w:p/>"])
    def test_no_document(self, xml: str) -> None:
        """A main part that is no Word document is damaged."""
        assert kind_of(packed({"word/document.xml": xml})) == "damaged"
        assert kind_of(packed({"word/other.xml": xml})) == "damaged"

    def test_entities(self) -> None:
        """Entities that unfold, and such that name a file, are not read."""
        names = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
        bomb = f'<!DOCTYPE w:document [<!ENTITY a0 "aaaaaaaaaa">{names}]>'
        outside = '<!DOCTYPE w:document [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
        for head in (bomb, outside):
            xml = f'{head}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
            begin = time.process_time()
            assert kind_of(packed({"word/document.xml": xml})) == "damaged"
            assert time.process_time() - begin < 2

    def test_bombs(self) -> None:
        """Parts that unpack to far more than they take, or too many of them, are refused before they are unpacked."""
        zeros = document(p("甲"), extra={"word/media/a.bin": bytes(50 * 1024 * 1024)})
        assert kind_of(zeros) == "too-large"
        assert kind_of(document(p("甲")), Limits(unpacked_bytes=500)) == "too-large"
        assert kind_of(document(p("甲"), extra={f"x/{i}": b"" for i in range(40)}), Limits(entries=30)) == "too-large"
        assert kind_of(document(p("甲" * 100)), Limits(characters=50)) == "too-large"

    def test_a_size_that_lies(self) -> None:
        """A part that unpacks to more or less than the directory says is damaged."""
        data = document(p("甲" * 2000))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = archive.getinfo("word/document.xml").file_size
        assert data.count(size.to_bytes(4, "little")) == 2
        for claimed in (10, size * 2):
            assert kind_of(data.replace(size.to_bytes(4, "little"), claimed.to_bytes(4, "little"))) == "damaged"

    @pytest.mark.parametrize("name", ["../../etc/x", "/abs", "a\\b", "C:x", "a/../../b"])
    def test_names_that_lead_out(self, name: str) -> None:
        """A part whose name leads out of the archive makes the file damaged."""
        assert kind_of(document(p("甲"), extra={name: b"x"})) == "damaged"

    def test_encrypted(self) -> None:
        """A part with a password is told as such."""
        data = bytearray(document(p("甲")))
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        assert kind_of(bytes(data)) == "encrypted"

    def test_nesting(self) -> None:
        """Tables and runs nested as nobody nests them end in an error or in text, never in an overflow."""
        deep = "<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000
        assert kind_of(document(deep)) == "damaged"
        some = "<w:tbl><w:tr><w:tc>" * 80 + p("底") + "</w:tc></w:tr></w:tbl>" * 80
        assert text_of(some) == "底"
        links = "<w:hyperlink>" * 240 + r("链") + "</w:hyperlink>" * 240
        assert text_of(p(links)) == "链"

    def test_styles_and_lists_in_circles(self) -> None:
        """Styles based on one another, and damaged side parts, cost no text."""
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
            for a, b in itertools.pairwise("ABCA")
        )
        assert text_of(p("甲", '<w:pStyle w:val="A"/>'), styles=styles) == "甲"
        parts = unpacked(document(numbered("甲", 1), numbering="", styles=""))
        parts["word/numbering.xml"] = b"<broken"
        assert extract(packed(parts), LIMITS).text == "甲"

    def test_outside_relations_are_not_followed(self) -> None:
        """A template or picture on a server is nobody's business."""
        parts = unpacked(document(p("甲")))
        parts["word/_rels/document.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
            b'Type="x/styles" Target="http://127.0.0.1:9/a.xml" TargetMode="External"/></Relationships>'
        )
        assert extract(packed(parts), LIMITS).text == "甲"

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_altered_bytes(self, data: st.DataObject) -> None:
        """Any bytes changed anywhere give a text or an error of reading."""
        raw = bytearray(document(p("甲乙") + numbered("丙", 1), numbering=lists([level(0, "decimal", "%1.")])))
        for _ in range(data.draw(st.integers(1, 8))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        try:
            found = extract(bytes(raw), LIMITS)
        except ReadingError:
            return
        assert len(found.spots) == len(found.text.split("\n"))

    def test_large_documents_take_linear_time(self) -> None:
        """Twenty thousand numbered paragraphs are read within seconds."""
        body = "".join(numbered(f"x{hash((n, 1)) % 10**9}", 1) for n in range(20_000))
        begin = time.process_time()
        found = text_of(body, numbering=lists([level(0, "decimal", "%1.")]))
        assert found.count("\n") == 19_999
        assert "\n20000.x" in found
        assert time.process_time() - begin < 5
