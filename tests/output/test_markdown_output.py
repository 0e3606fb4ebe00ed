"""Markdown as a site renders it: a table for each report, and text of reports stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_result import RESULT
from sample_run import hostile, large, run

from fzlint.output import markdown
from fzlint.output.run import Run


def tokens(of: Run) -> list[Any]:
    """All tokens of the rendered document, inline ones too."""
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
    found = []
    for token in parser.parse(markdown.render(of)):
        found += [token, *(token.children or ())]
    return found


def test_a_table_for_each_report() -> None:
    """Four columns; errors and warnings in one table, notes folded away in another."""
    found = tokens(run(RESULT))
    assert next(token.content for token in found if token.type == "text") == "法治政府建设年度报告检查结果"
    assert sum(token.type == "table_open" for token in found) == 2
    assert sum(token.type == "tr_open" for token in found) == 2 + len(RESULT.findings)
    assert sum(token.type == "td_open" for token in found) == 4 * len(RESULT.findings)
    assert "<details><summary>提示（3个）</summary>" in markdown.render(run(RESULT))


def test_hostile_text_stays_text() -> None:
    """No link, picture, code or HTML but ours; the tables keep their columns."""
    found = tokens(hostile())
    html = {token.content.strip() for token in found if token.type.startswith("html_")}
    folded = "<details><summary>已豁免（N个）</summary>"
    assert {re.sub(r"\d+", "N", piece) for piece in html} <= {"<br>", "</details>", folded}
    assert not {token.type for token in found} & {"link_open", "image", "code_inline", "fence", "em_open", "code_block"}
    rows = sum(token.type == "tr_open" for token in found)
    heads = sum(token.type == "table_open" for token in found)
    assert sum(token.type == "td_open" for token in found) == 4 * (rows - heads)


def test_nobody_is_called() -> None:
    """Names, numbers and addresses of a report become neither mentions nor references nor links."""
    shown = markdown.cell("@admin #12 %v1 www.evil.example https://evil.example user@mail.example 86.8%的 a&lt;")
    assert not re.search(r"@\w|(?<!&)#\w|%v|www\.e|://e", shown)
    assert "86.8%" in shown
    assert "&amp;" in shown
    assert "&#8203;" not in markdown.cell("结案率为86.8%，比上年提高3个百分点")


@given(st.text(st.one_of(st.sampled_from("|\\`*_[]<>!~$@#&:/\n a"), st.characters()), max_size=80))
@settings(deadline=None)
def test_any_text_stays_in_its_cell(text: str) -> None:
    """Whatever the text, the row has four cells, and what is shown is what neutral() leaves of it."""
    from fzlint.output.neutral import neutral

    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    rows = f"| a | b | c | d |\n| --- | --- | --- | --- |\n| {markdown.cell(text)} | 2 | 3 | 4 |\n"
    cells = [t for t in parser.parse(rows) if t.type == "inline"][4:]
    assert [t.content for t in cells[1:]] == ["2", "3", "4"]
    assert "".join(c.content for c in cells[0].children).replace("\u200b", "") == neutral(text)


@pytest.mark.parametrize("most", [300, 2_000, 60_000, 900_000])
def test_length_is_bounded(most: int) -> None:
    """A summary beyond GitHub's limit would vanish: it is cut between rows and says so."""
    of = large(3_000)
    shown = markdown.render(of, most, lambda text: len(text.encode()))
    assert len(shown.encode()) <= most + 300
    left = re.search(r"另有(\d+)个问题没有列出", shown)
    assert shown.count("| 错误 |") + (int(left[1]) if left else 0) == 3_000


def test_many_reports_are_bounded_too() -> None:
    """Reports that have no room are counted, not named."""
    shown = markdown.render(run(*(replace(RESULT, path=f"{n}.txt") for n in range(500))))
    assert len(shown) < 60_500
    assert "个问题没有列出" in shown
    assert shown.count("<details>") == shown.count("</details>")
