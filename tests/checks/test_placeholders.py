"""Blanks left to fill are found in any spelling; the same signs in other uses are left alone."""

from __future__ import annotations

import pytest
from form_texts import SIGNED, TEXT, TITLE, flags, quotes, report
from hypothesis import given
from hypothesis import strategies as st

_BLANKS = ["XX", "xx", "××", "XXX", "ＸＸ", "**", "＊＊", "*", "X", "×", "____", "（ ）", "__"]
_UNITS = ["次", "件", "场", "人次", "万元", "%", "户"]


@given(st.sampled_from(_BLANKS), st.sampled_from(_UNITS), st.sampled_from(["全年开展宣传", "累计办理", "投入", "覆盖"]))
def test_a_blank_before_a_unit(blank: str, unit: str, verb: str) -> None:
    """Whatever stands for the figure is reported once, at itself."""
    assert quotes("T1", report(f"{verb}{blank}{unit}，成效明显。")) == [blank]


@given(st.integers(0, 99_999), st.sampled_from(_UNITS))
def test_a_figure_is_no_blank(figure: int, unit: str) -> None:
    """The filled-in sentence passes."""
    assert not flags("T1", report(f"全年开展宣传{figure}{unit}，成效明显。"))


@pytest.mark.parametrize(
    "text",
    [
        "20XX年，全镇推进工作。",
        "20**年工作完成。",
        "XX镇党委推进工作。",
        "某某县委书记讲话。",
        "○○镇开展普法。",
        "受众（数据待补充）人次。",
        "（待核实）",
        "投入经费待定，由财政安排。",
        "【】为工作重点。",
        "制定《》等制度。",
        "TODO：补充数据",
        "（请填写具体数字）",
        "（此处插入执法数据表）",
        "完成任务…次。",
        "办理行政复议??件。",
    ],
)
def test_other_placeholders(text: str) -> None:
    """Names, years, remarks to the writer, empty brackets."""
    assert flags("T1", report(text))


def test_a_date_with_a_blank_day() -> None:
    """A sign-off whose day is still to be filled in."""
    assert flags("T1", "\n".join((TITLE, TEXT, SIGNED.replace("12日", " 日"))))


@pytest.mark.parametrize(
    "text",
    [
        "X射线机房12间，X光机2台，CT-X设备1台。",
        "县道X017线塌方3处，国道G316线畅通。",
        "某小区、某企业、某市民反映的问题已办结。",
        "当事人张某某与李××、王**因土地发生纠纷。",
        "宣传栏3×5米，7×24小时值守，3*4米。",
        "“1+N”“4+X”“5+X+Y”机制。",
        "生态环境部用*严格制度、*严密法治保护环境。",
        "二〇〇八年建成，二○○九年扩建，一○○周年。",
        "机制有待完善，力量有待补充，线索待核实，待遇尚待落实。",
        "AXX系统、MAX型记录仪、XXL号防护服、iPhoneX。",
        "*注：数据截至12月底。",
        "坚决守护群众利益……切实做好工作。",
        "指导企业填写申报表，在此处设置红绿灯。",
    ],
)
def test_the_same_signs_in_other_uses(text: str) -> None:
    """Terms, road numbers, hidden names, sizes, formulas, filters, numerals, verbs."""
    assert not flags("T1", report(text))


def test_emphasis_of_markdown_is_none() -> None:
    """Asterisks in pairs around words are an emphasis."""
    assert not flags("T1", report("**一、主要工作**", "**学习情况**：开展学习12次。"))
