"""A word typed twice is found; rhetoric, verbs said twice, and words that meet at a boundary are not."""

from __future__ import annotations

import pytest
from form_texts import flags, quotes, report
from hypothesis import given
from hypothesis import strategies as st

_WORDS = [
    "进一步",
    "全面",
    "推动",
    "深入",
    "扎实",
    "切实",
    "不断",
    "法治",
    "工作",
    "建设",
    "开展",
    "加强",
    "矛盾纠纷",
    "行政复议",
    "规范性文件",
    "第一责任人",
    "政务公开",
    "宣传",
    "执法人员",
    "习近平法治思想",
]


@given(
    st.sampled_from(_WORDS),
    st.sampled_from(["，", "镇党委", "认真", "我镇"]),
    st.sampled_from(["有关事项", "了相关要求", "，成效明显"]),
)
def test_a_word_twice_is_one_finding(word: str, before: str, after: str) -> None:
    """Both copies are shown; once is right."""
    assert quotes("T2", report(f"2023年{before}{word}{word}{after}。")) == [word + word]
    assert not flags("T2", report(f"2023年{before}{word}{after}。"))


@pytest.mark.parametrize(
    "text", ["群众的的获得感", "开展了了普法", "是是重点", "在在各村设点", "学习和和宣传", "加强对对人员的培训"]
)
def test_one_character_twice(text: str) -> None:
    """Only particles and prepositions that never stand twice."""
    assert len(flags("T2", report(f"{text}，有关工作。"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "党组织组织活动，社会组织组织志愿者，人大代表代表群众发言。",
        "主要领导领导有方，分管领导领导专班。",
        "一件一件办，一户一户走，每件每件查，逐条逐条对，一村一策一村一档。",
        "人人参与、家家受益、件件有回音、层层压实、处处留痕。",
        "高高兴兴、明明白白、起起落落、时时刻刻、方方面面。",
        "不了了之，目的的确定，为了了解情况，的的确确，是是非非，和和美美。",
        "平安和和谐，调解和和解，在在建项目，于是是否，问题存在在哪里，面对对手。",
        "大家商量商量、研究研究再定。",
        "法律服务服务基层，依法行政行政执法水平，行政执法执法证件。",
        "县人民政府政府网站，幸福社区社区民警，民营企业企业家。",
        "制度制度化，一百一百地数，二十二十一件。",
        "边学边干、边干边改，讲法讲理，用身边人教身边人，能调则调、能调尽调。",
        "构建共建共治共享格局，互学互鉴互促，群防群治，联防联控联防联治，共商共建共管共享。",
        "河南龙成成飞置业有限公司，能力力争上游。",
        "组织部组织学习，宣传部宣传政策，管理人员管好队伍。",
    ],
)
def test_what_may_stand_twice(text: str) -> None:
    """Boundaries, distributives, doubled forms, idioms, numerals, names."""
    assert not flags("T2", report(text))


def test_a_word_behind_its_own_last_character() -> None:
    """The copies are found where the word begins, not where the same characters first repeat."""
    assert quotes("T2", report("从各方面全面全面推进工作。")) == ["全面全面"]


def test_two_cells_of_a_table_are_no_word_twice() -> None:
    """A wide gap between the copies is a column; a single blank is a slip of the hand."""
    assert not flags("T2", report("合计", "服务\t服务", "宣传  宣传活动"))
    assert len(flags("T2", report("推进 推进有关工作。"))) == 1
