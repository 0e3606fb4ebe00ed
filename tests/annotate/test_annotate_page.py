"""The web page shows the author's text with its words marked, and no character of it acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from fzlint.annotate.page import annotate_page
from fzlint.annotate.remarks import Remark
from fzlint.messages import Messages
from fzlint.text.places import Place

MESSAGES = Messages({}, "zh")


def on_line(line: int, start: int, end: int, severity: str = "error", head: str = "C1 甲") -> Remark:
    return Remark(Place(line, start + 1, line, end + 1, ""), "C1", severity, head, ("不符。",))


class _Page(HTMLParser):
    """Collects the text of the paragraphs (without the numbers of remarks), the marked words, and all tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "link"):
            self._open.append(tag)
        if tag == "p":
            self.lines.append("")
        if tag == "mark":
            self.marked.append((dict(attrs)["class"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "p" in self._open and "sup" not in self._open:
            self.lines[-1] += data
            if "mark" in self._open:
                self.marked[-1] = (self.marked[-1][0], self.marked[-1][1] + data)


def test_marks_and_remarks() -> None:
    """Each finding's words are marked and numbered, the remark stands beside their line, the summary first."""
    summary = Remark(Place(1, 1, 1, 1, ""), "", "", "结果", ("共1个错误。",))
    text = "标题\n全年办理236件。"
    page = annotate_page(text, [summary, on_line(2, 4, 8)], MESSAGES, "页")
    found = _Page(page)
    assert found.lines == ["标题", "全年办理236件。"]
    assert found.marked == [("error", "236件")]
    assert page.index("结果") < page.index("标题")
    row = re.search(r'<div class="row"><p>全年.*?</aside></div>', page)
    assert row
    assert '<div class="error" id="r1"><b>1. C1 甲</b><span>不符。</span></div>' in row[0]
    assert '<sup><a href="#r1">1</a></sup>' in row[0]


def test_overlapping_marks_show_the_gravest() -> None:
    """Where findings overlap, the words are marked once, by the most serious."""
    page = annotate_page("甲乙丙丁戊", [on_line(1, 0, 3, "note"), on_line(1, 2, 5, "error")], MESSAGES, "")
    assert _Page(page).marked == [("note", "甲乙"), ("error", "丙"), ("error", "丁戊")]


def test_a_finding_over_lines() -> None:
    """A finding that spans lines marks its words on each."""
    remark = Remark(Place(1, 2, 3, 2, ""), "C1", "warning", "C1", ())
    assert _Page(annotate_page("甲乙\r\n丙\r\n丁戊", [remark], MESSAGES, "")).marked == [
        ("warning", "乙"), ("warning", "丙"), ("warning", "丁"),
    ]  # fmt: skip


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """The page refers to nothing outside itself and holds no script, whatever the text says."""
    hostile = "<script>alert(1)</script><img src=http://x onerror=y>\n\"'>&amp;$title</style>\x00\u202e"
    remark = on_line(1, 0, 8, head="<b onclick=x>")
    page = annotate_page(hostile, [remark], MESSAGES, "</title><script>")
    found = _Page(page)
    assert not {"script", "img", "link", "iframe"} & set(found.tags)
    assert "\x00" not in page
    assert "\u202e" not in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?!#)", re.sub(r"<p>.*?</p>", "", page))
    assert "default-src 'none'" in page


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"], exclude_characters="\ufffe\uffff"), max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=5),
)
def test_the_text_is_shown_whole(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever is marked, the page's text is the author's, and its tags close in order."""
    remarks = [on_line(1, min(span), max(span)) for span in spans]
    found = _Page(annotate_page(text, remarks, MESSAGES, "页"))
    assert found.lines == [text]
    covered = {at for start, end in map(sorted, spans) for at in range(start, end)}
    assert "".join(words for _, words in found.marked) == "".join(c for at, c in enumerate(text) if at in covered)
