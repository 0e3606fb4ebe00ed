"""Markdown's marks go, its words and lines stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.reading.markdown import plain


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("# 云溪县2024年法治政府建设年度报告", "云溪县2024年法治政府建设年度报告"),
        ("## 一、主要举措 ##", "一、主要举措"),
        ("##一、主要举措", "一、主要举措"),
        ("### **（一）学习宣传**", "（一）学习宣传"),
        ("**一是**加强领导，*二是*强化培训。", "一是加强领导，二是强化培训。"),
        ("***重点***和__要点__", "重点和要点"),
        ("- 一是加强领导", "一是加强领导"),
        ("* 开展检查312次", "开展检查312次"),
        ("  + 立案18件", "  立案18件"),
        ("- [x] 完成整改", "完成整改"),
        ("1. 完善制度", "1. 完善制度"),
        ("> 引用的话", "引用的话"),
        ("见[实施纲要](https://example.org/a_b)第三条", "见实施纲要第三条"),
        ("见[实施纲要][1]", "见实施纲要"),
        ("[1]: https://example.org", ""),
        ("![印章](seal.png)县政府", "印章县政府"),
        ("| 项目 | 数量 |", "项目\t数量"),
        ("|---|:--:|", ""),
        ("---", ""),
        ("`代码`里的字", "代码里的字"),
        ("~~删去~~", "删去"),
        ("<br>换行", "换行"),
        (r"\*次 \# 号", "*次 # 号"),
        # what is no mark
        ("全年开展*次检查", "全年开展*次检查"),
        ("面积12*3平方米，另有4*5", "面积12*3平方米，另有4*5"),
        ("-3%的降幅", "-3%的降幅"),
        ("—— 结束 ——", "—— 结束 ——"),
        ("#3号楼", "#3号楼"),
        ("文号：云政发[2024]3号（见附件）", "文号：云政发[2024]3号（见附件）"),
        ("file_name_a 与 a_b", "file_name_a 与 a_b"),
        ("《条例》<第三条>", "《条例》<第三条>"),
        ("一、成效", "一、成效"),
    ],
)
def test_marks(marked: str, wanted: str) -> None:
    assert plain(marked) == wanted


def test_fences_go_and_what_is_in_them_stays() -> None:
    assert plain("甲\n```text\n# 一\n*乙*\n```\n**丙**") == "甲\n\n# 一\n*乙*\n\n丙"
    assert plain("~~~\n```\n~~~\n# 丙") == "\n```\n\n丙"


def test_a_table_without_outer_pipes() -> None:
    assert plain("项目 | 数量\n--- | ---\n处罚 | 18件\n完") == "项目 | 数量\n\n处罚\t18件\n完"


@given(st.text(alphabet="#*_-+>|`~[]()!<>\\ \t\r\n一二abc1.：。", max_size=200))
def test_lines_stay_where_they_were(text: str) -> None:
    """As many lines, with their own ends, whatever is in them; and nothing is added."""
    found = plain(text)
    assert found.count("\n") == text.count("\n")
    assert found.count("\r") == text.count("\r")
    assert all(found.count(char) <= text.count(char) for char in "一二abc1：。")


@pytest.mark.parametrize(
    "piece", ["*", "_", "[", "](", "`", "~", "|", "| -", "> ", "# ", "\\", "<", "![", "-", "**a", "* "]
)
def test_a_line_of_a_million_characters(piece: str) -> None:
    start = time.perf_counter()
    plain(piece * (1_000_000 // len(piece)))
    plain("# " + piece + " " * 500_000 + "x")
    assert time.perf_counter() - start < 5
