"""Kinds of contradiction known by how they are told: taken up again, none and yet some, named, dated, more than all."""

from __future__ import annotations

import pytest
from figures_texts import LACKING, codes, flags, han
from hypothesis import assume, given
from hypothesis import strategies as st

_RETOLD = [
    ("召开镇党委会专题研究法治政府建设工作{}次。", "全年镇党委会专题研究法治政府建设工作{}次。"),
    ("建成村级公共法律服务工作室{}个。", "依托{}个村级公共法律服务工作室开展培训。"),
    ("开展行政执法案卷评查{}次。", "从全年{}次行政执法案卷评查看，说理不足较为普遍。"),
    ("先后开展法治督察反馈问题核查{}次。", "组织法治督察反馈问题核查{}次。"),
    ("选聘“法治带头人”{}名。", "组织{}名“法治带头人”全员轮训。"),
    ("依法办理行政赔偿案件{}件。", "全年办理行政赔偿案件{}件。"),
]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("热线受理诉求1204件，满意率92.4%。", "通过平台受理诉求1204件，满意率90.4%。"),
        ("开展“法律六进”活动26场次，发放宣传资料3000余份。", "开展“法律六进”活动26场次，发放宣传资料2000余份。"),
        ("群众安全感满意度达96.8%。", "平安建设成效显著，群众安全感满意度94.2%。"),
        ("制定制度4项，即《甲规程》《乙规程》《丙办法》《丁办法》《戊细则》。", ""),
        ("设立援助、公证、人民调解、司法鉴定、法律咨询等4个窗口。", ""),
        ("于2月、5月、8月、11月组织会前学法，全年共3次。", ""),
        ("镇综合行政执法队于2024年3月挂牌成立。", "镇综合行政执法队2024年5月才挂牌成立。"),
        ("9月印发《行政规范性文件管理办法》。", "10月公布《行政规范性文件管理办法》。"),
        ("3月12日，镇党委召开法治建设工作会议，部署全年任务。", "3月21日，召开法治建设工作会议，部署全年任务。"),
        ("全镇辖11个行政村。", "为全镇9个行政村统一聘请法律顾问。"),
        ("全年受理行政复议案件58件。", "办结的63件复议案件均以书面审理为主。"),
        ("全年调解矛盾纠纷312件。", "镇村两级组织全年调解矛盾纠纷321件。"),
    ],
)
def test_kinds(first: str, second: str) -> None:
    """Each kind is flagged once, as probable, with the other place beside it."""
    (found,) = flags("C3", first + "\n" + second)
    assert found.likely
    assert len(found.related) == 1


@pytest.mark.parametrize(
    ("none", "some"),
    [
        ("全年未发生行政复议和行政诉讼案件。", "办理行政复议案件1件。"),
        ("涉企行政执法零投诉。", "全年收到涉企行政执法投诉2件。"),
        ("全年未发生较大以上生产安全事故。", "8月份发生较大生产安全事故1起。"),
        ("全年未举行听证。", "依法举行听证5次。"),
        ("30个单位均已完成裁量权基准制定。", "仍有9个单位未制定裁量权基准。"),
        ("反馈的12个问题整改完成率100%。", "反馈的3个问题整改滞后，尚未完成。"),
        ("全县12个司法所规范化建设全部达标。", "有4个司法所规范化建设不达标。"),
    ],
)
def test_none_and_yet_some(none: str, some: str) -> None:
    """What there is none of is counted elsewhere; what all do some do not."""
    (found,) = flags("C3", none + LACKING + "一是基础薄弱。" + some)
    assert found.likely


@pytest.mark.parametrize(
    "text",
    [
        "召开镇党委会专题研究法治工作4次。\n镇长主持召开政府常务会专题研究法治工作3次。",
        "县司法局开展行政执法案卷评查3次，镇里配合开展行政执法案卷评查2次。",
        "上半年开展行政执法案卷评查3次。\n下半年开展行政执法案卷评查2次。",
        "一季度受理诉求1204件，满意率92.4%。\n二季度受理诉求1318件，满意率90.4%。",
        "全年未发生行政复议案件。\n全年办理行政诉讼案件1件。",
        "未发生较大以上生产安全事故。\n发生一般生产安全事故1起。",
        "全年未发生群体性事件。\n去年发生群体性事件1起。",
        "涉企行政执法零投诉。\n收到噪声扰民投诉2件。",
        "出台制度4项，包括《甲规程》《乙规程》等。\n学习《行政处罚法》《行政复议法》等12部法律，印发《手册》500份。",
        "围绕就业、教育、医疗在城南、城北等2个社区开展走访。\n深入企业、学校等4类场所普法。",
        "于3月、6月、9月召开调度会，研究重点事项，开展专项督导2次。",
        "《决策程序实施细则》11月8日经常务会议审议通过，12月6日印发施行。\n3月印发《方案》，9月印发《方案》。",
        "3月12日，召开法治建设工作会议，部署任务。\n7月8日，召开法治建设工作会议，研究应诉工作。",
        "全镇11个行政村均聘请法律顾问。\n全镇有9个行政村建成法治广场。",
        "全年受理行政复议案件58件，上年结转7件。\n办结的63件复议案件均未超期。",
        "以市政府为被告的行政诉讼案件6件，市政府均胜诉；以市直部门为被告的案件41件，败诉3件。",
        "现有行政执法人员35人。\n仅有5名行政执法人员具有法学背景。",
        "持有执法证12人，全部取得执法证。\n协管员中有2名未取得上岗证。",
        "群众满意率由94.2%提高到96.8%。\n省测评群众安全感满意度96.8%，市测评群众安全感满意度95.1%。",
    ],
)
def test_near_misses_pass(text: str) -> None:
    """Another body, period, act, kind or thing; what was carried over; what may be more than is named."""
    assert flags("C3", text) == []
    first, _, second = text.partition("\n")
    assert flags("C3", first + LACKING + "一是基础薄弱。" + second) == []
    assert "C3" not in codes(first)


@given(st.sampled_from(_RETOLD), st.integers(10, 99), st.integers(10, 99), st.booleans())
def test_the_same_count_in_other_words(told: tuple[str, str], first: int, second: int, chinese: bool) -> None:
    """Light verbs, order and words for the year do not hide what is counted; figures of another size are not it."""
    assume(first != second)
    number = han if chinese else str
    text = told[0].format(number(first)) + "\n" + told[1].format(number(second))
    assert bool(flags("C3", text)) == (max(first, second) <= 2.5 * min(first, second))
    assert flags("C3", told[0].format(number(first)) + "\n" + told[1].format(number(first))) == []


def test_a_flag_says_where_the_other_place_is() -> None:
    """A clerk who reads of another place looks elsewhere; titles and their number stand in one sentence."""
    (together,) = flags("C3", "制定《合同管理办法》《印章管理办法》《公务接待办法》等2项制度。")
    assert (together.fields["second"], together.fields["where"]) == ("2项", "同一句中的")
    (apart,) = flags("C3", "全年未发生行政复议案件。\n全年办理行政复议案件1件。")
    assert apart.fields["where"] == "另一处"
