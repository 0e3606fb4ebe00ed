"""The way back from what the linter read to the author's characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Range

from fzlint.lsp.authored import Authored, columns
from fzlint.lsp.documents import Document
from fzlint.lsp.positions import UTF16
from fzlint.reading.markdown import plain
from fzlint.report.lines import lines_of
from fzlint.text.view import View

MARKED = [
    "## 一、主要**举措**和成效 ##",
    "**一是**坚持[依法](a.md)行政。",
    "| 项目 | **件数** | 412 |",
    "- [ ] <b>br年</b>内完成",
    "> > （一）学习*习近平法治思想*4次",
    "\\*次，`代码`，~~删去~~，![图](b.png)",
    "<https://example.cn> 2024年",
]


@pytest.mark.parametrize("line", MARKED)
def test_words_between_marks_are_found(line: str) -> None:
    """Every run of words without a mark between them is found where it stands."""
    read = plain(line)
    for start in range(len(read)):
        for end in range(start + 1, len(read) + 1):
            first, last = columns(line, read, start, end)
            if read[start:end] in line:
                assert line[first:last] == read[start:end] or read.count(read[start:end]) > 1 or "\t" in read[:end]
            assert 0 <= first < last <= len(line)
            assert line[first] == read[start] or read[start] == "\t"
            assert line[last - 1] == read[end - 1] or read[end - 1] == "\t"


@given(st.text(alphabet="一二年#*_`[]()<>b|\\!~ -\t😀", max_size=24), st.data())
def test_places_lie_in_the_line(line: str, data: st.DataObject) -> None:
    """Whatever marks there are, a place is one of the author's line, its beginning before its end."""
    read = plain(line)
    start = data.draw(st.integers(0, len(read)))
    end = data.draw(st.integers(start, len(read)))
    first, last = columns(line, read, start, end)
    assert 0 <= first <= last <= max(len(line), len(read))


@given(st.text(alphabet="\r\n 　\t一法治機製。\u2028\ufeff😀\ud800", max_size=40), st.booleans())
def test_whole_lines_of_the_view_come_back(text: str, markdown: bool) -> None:
    """The range of a line that the linter knows holds the author's characters, whatever script, blanks or halves."""
    document = Document("file:///a.md" if markdown else "file:///a.txt", "", 1, text)
    authored = Authored(document.snapshot())
    view = View(authored.text)
    for line in lines_of(view):
        place = view.place(line.start, line.end)
        range_ = authored.range(place)
        (start_line, start), (end_line, end) = authored.lines.place(range_.start), authored.lines.place(range_.end)
        assert start_line == end_line
        found = authored.lines.line(start_line)[start:end]
        assert found.replace("\ud800", "\ufffd") == place.quote


def test_astral_characters_before_a_place() -> None:
    """Columns of an editor that counts UTF-16, and of one that counts bytes."""
    text = "\ufeff标题\r\n　𠮷县😀人民政府"
    for encoding, first in ((UTF16, 6), ("utf-8", 14), ("utf-32", 4)):
        document = Document("file:///a.txt", "", 1, text, encoding)
        authored = Authored(document.snapshot())
        view = View(authored.text)
        at = view.text.index("人民")
        range_ = authored.range(view.place(at, at + 2))
        width = 6 if encoding == "utf-8" else 2
        assert (range_.start.line, range_.start.character, range_.end.character) == (1, first, first + width)
        assert isinstance(range_, Range)
