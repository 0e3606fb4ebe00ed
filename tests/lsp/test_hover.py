"""What is shown under the pointer: all that is known of the findings there, and nothing that a report could forge."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from editor import Editor, session
from hypothesis import example, given
from hypothesis import strategies as st
from judged import judged
from lsprotocol import types
from markdown_it import MarkdownIt

from fzlint.lsp.hover import escaped, hover_at
from fzlint.output.neutral import neutral

CLEAN = (Path(__file__).parents[1] / "data/clean.txt").read_text(encoding="utf-8")
WRONG = CLEAN.replace("公开政府信息327条。", "公开政府信息327条。落实《法治政府建设与责任落实督查工作规定》。")
LINE = 5


def column_of(words: str) -> int:
    """Where words begin in the line that was made wrong."""
    return WRONG.split("\n")[LINE].index(words)


def shown(text: str, line: int, column: int, *, markdown: bool = True, language: str = "zh") -> str | None:
    """The text under the pointer."""
    found = hover_at(judged(text, language=language), types.Position(line, column), markdown=markdown)
    if found is None:
        return None
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


def test_all_that_is_known_of_a_finding() -> None:
    """Code, title and severity; message, basis, remedy; the command that says more."""
    text = shown(WRONG, LINE, column_of("督查"))
    assert text is not None
    assert text.split("\n\n---\n\n")[0].split("\n") == [
        "**R2 引用文件的名称有误或者不完整（警告）**",
        "",
        "《法治政府建设与责任落实督查工作规定》与公布的名称不一致，应为《法治政府建设与责任落实督察工作规定》。",
        "",
        "- 依据：《法治政府建设与责任落实督察工作规定》；《法治政府建设实施纲要(2021—2025年)》",
        "- 建议：对照公布的文本核对名称，改正错字、补上漏字或者起止年份；用简称的，先写一次全称并注明“以下简称”。",
        "- 说明和示例：在终端运行 `fzlint explain R2`",
    ]


def test_only_where_a_finding_stands() -> None:
    """Both ends of the words belong to it; what lies beside does not."""
    start, end = column_of("《法治"), column_of("工作规定》") + len("工作规定》")
    told = [shown(WRONG, LINE, column) or "" for column in (start - 1, start, end, end + 1)]
    assert ["**R2 " in text for text in told] == [False, True, True, False]


def test_many_findings_in_one_place() -> None:
    """At a heading some are told in full, the most severe first, all others in a line each."""
    text = shown(CLEAN.replace("四、2025年主要安排", "四、2026年主要安排"), 4, 2)
    assert text is not None
    assert text.count("- 建议：") == 3
    found = judged(CLEAN).findings
    assert all(finding.code in text for range_, finding in found if range_.start.line == 4)


def test_plain_text_and_english() -> None:
    """An editor that shows no Markdown gets no marks; English where it is asked for."""
    text = shown(WRONG, LINE, column_of("督查"), markdown=False, language="en")
    assert text is not None
    assert text.startswith("R2 A wrong or incomplete title of a cited document (warning)\n")
    assert "run fzlint explain R2 in a terminal" in text


@pytest.mark.parametrize("formats", [[types.MarkupKind.Markdown], [types.MarkupKind.PlainText], None])
def test_in_an_editor(tmp_path: Path, formats: list[types.MarkupKind] | None) -> None:
    """The editor says what it can show."""
    uri = (tmp_path / "a.txt").as_uri()
    document = types.TextDocumentClientCapabilities(hover=types.HoverClientCapabilities(content_format=formats))

    async def work(editor: Editor) -> None:
        editor.open(uri, WRONG)
        text = await editor.hover(uri, LINE, column_of("督查"))
        assert text is not None
        assert ("**" in text) is (formats == [types.MarkupKind.Markdown])
        assert await editor.hover(uri, 2, 0) is None
        assert await editor.hover(uri, 999, 999) is None

    session(work, tmp_path, capabilities=types.ClientCapabilities(text_document=document))


def as_shown(markdown: str) -> str:
    """The characters that a reader of rendered Markdown sees; markup of any kind is an error."""
    renderer = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    rendered = renderer.render(markdown)
    found = re.fullmatch(r"<p>(.*)</p>\n", rendered, re.DOTALL)
    assert found is not None, rendered
    assert "<" not in found[1], rendered
    return html.unescape(found[1])


@given(st.text(alphabet="一二 *_`[]()<>#!|~\\-+=&;:/.@$^{}123ahtpsw\n\t\u202e\x1b\u200b'\"", min_size=1, max_size=30))
@example("![x](http://a.cn)")
@example("<b>x</b><!-- -->")
@example("1. x")
@example("- x")
@example("&lt;b&gt;")
@example("# x")
@example("===")
@example("| a | b |")
def test_text_of_a_report_stays_text(text: str) -> None:
    """Whatever a report holds, it is shown as it is: no markup, no picture, no tag."""
    plain = neutral(text).strip()
    if plain:
        assert as_shown(escaped(text)) == plain


@given(st.sampled_from(["https://a.cn/b", "www.a.cn", "HTTP://A.CN", "a@b.cn", "ftp://a.cn"]))
def test_addresses_make_no_links(address: str) -> None:
    """Editors make links of addresses: not of those in a report."""
    assert not re.search(r"(?i)\w://|www\.|\w@\w", escaped(f"见{address}。"))


def test_a_report_that_forges_markup() -> None:
    """A shortcoming that is quoted in a message with markup in it."""
    text = CLEAN.replace("二是普法形式单一", "二是档案<b>管理</b>[点此](command:evil)混乱").replace(
        "普法短视频12期", "台历12本"
    )
    text = text.replace("公开政府信息327条。", "公开政府信息327条。落实《关于**加强**[点此](command:evil)和》。")
    found = judged(text)
    quoted = [range_ for range_, finding in found.findings if "[点此](command" in finding.message]
    assert quoted
    for range_ in quoted:
        told = hover_at(found, range_.start)
        assert told is not None
        assert isinstance(told.contents, types.MarkupContent)
        assert not re.search(r"(?<!\\)\]\(", told.contents.value)
        assert not re.search(r"(?<!\\)<", told.contents.value)
