"""One fact told twice with two figures or outcomes is flagged; other scopes, periods, kinds and stages are not."""

from __future__ import annotations

import pytest
from figures_texts import LACKING, codes, flags, han
from hypothesis import assume, given
from hypothesis import strategies as st

_TOLD = [
    ("全年立案查处违法案件{}件。", "今年立案的{}件案件中，部分案卷不够规范。"),
    ("市县两级政府收到行政复议申请9999件，受理{}件。", "全年受理的{}件行政复议案件集中在征收领域。"),
    ("全县一审行政诉讼案件{}件。", "今年{}件一审行政诉讼案件多数涉及征地。"),
    ("配备专职人民调解员{}名。", "全镇仅有{}名专职人民调解员，力量薄弱。"),
    ("全镇共有行政执法人员{}名。", "全镇行政执法人员仅{}名。"),
    ("承接县级下放行政处罚权{}项。", "承接的{}项行政处罚权多数没有行使。"),
    ("全年办理12345热线工单{}件。", "全年受理的{}件热线工单中，噪音类占三成。"),
    ("全年拆除违法建设{}处。", "拆除的{}处违法建设中，部分出现反弹。"),
    ("全年制定行政规范性文件{}件。", "制定的{}件规范性文件公众参与不充分。"),
]
_NUMBERS = st.integers(3, 9000)


@given(st.sampled_from(_TOLD), _NUMBERS, _NUMBERS, st.booleans(), st.booleans())
def test_two_figures_of_one_fact(
    told: tuple[str, str], first: int, second: int, chinese: bool, same_part: bool
) -> None:
    """The same figure passes; another one is flagged once, with the other place beside it."""
    assume(first != second)
    number = han if chinese else str
    between = "\n" if same_part else LACKING + "一是"
    same = told[0].format(number(first)) + between + told[1].format(number(first))
    other = told[0].format(number(first)) + between + told[1].format(number(second))
    assert flags("C3", same) == []
    (found,) = flags("C3", other)
    assert len(found.related) == 1
    assert number(second) in str(found.fields["second"])
    assert number(first) in str(found.fields["first"])


@given(st.sampled_from(_TOLD), _NUMBERS, _NUMBERS, st.sampled_from(["约{}", "近{}", "{}余"]))
def test_approximate_figures_pass(told: tuple[str, str], first: int, second: int, form: str) -> None:
    """A rounded figure contradicts no exact one."""
    text = told[0].format(first) + LACKING + "一是" + told[1].format(form.format(second))
    assert flags("C3", text) == []


@pytest.mark.parametrize(
    ("well", "badly"),
    [
        ("行政诉讼案件5件，均胜诉。", "有1件行政诉讼案件败诉。"),
        ("行政诉讼案件5件，法院全部驳回原告诉讼请求。", "1件行政处罚案件被法院判决撤销。"),
        ("行政诉讼零败诉。", "全年行政诉讼败诉2件，多数输在程序上。"),
        ("行政机关败诉率为零。", "行政诉讼中有1件被确认违法。"),
        ("被申请行政复议案件4件，全部维持。", "有1件行政复议案件被复议机关撤销。"),
        ("负责人出庭应诉率100%。", "有2件行政诉讼案件负责人未出庭。"),
        ("办理依申请公开41件，无一逾期。", "依申请公开办理不及时，3件答复逾期。"),
        ("全年新收二审案件4件，均胜诉。", "二审案件中存在1宗败诉案件。"),
    ],
)
def test_outcomes(well: str, badly: str) -> None:
    """All went well in one place, some did not in another: flagged, in either order."""
    (found,) = flags("C3", well + LACKING + "一是" + badly)
    assert len(found.related) == 1
    assert flags("C3", badly + "\n" + well)


@pytest.mark.parametrize(
    ("well", "badly"),
    [
        ("二审案件4件，均胜诉。", "一审案件中有1件败诉。"),
        ("行政诉讼案件5件，均胜诉。", "去年行政诉讼败诉2件的教训吸取不深。"),
        ("行政诉讼案件5件，均胜诉。", "被申请行政复议案件中有1件被撤销。"),
        ("行政诉讼案件5件，均胜诉。", "一些单位败诉风险意识不强，2023年败诉2件。"),
        ("依申请公开41件，均按期答复。", "个别项目整改逾期2件。"),
        ("行政诉讼案件5件，均由负责人出庭。", "应诉案件中有1件败诉。"),
    ],
)
def test_other_outcomes_pass(well: str, badly: str) -> None:
    """Another instance, another year, another procedure contradict nothing."""
    assert flags("C3", well + LACKING + "一是" + badly) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年立案256件。上半年立案120件。食品领域立案87件。第三季度立案61件。",
        "一审行政诉讼案件41件，二审行政诉讼案件12件。",
        "收到行政复议申请268件，受理241件，审结226件。作为被申请人的行政复议案件7件。",
        "配备专职人民调解员26名，每个村配备专职人民调解员1名，新增专职人民调解员4名。",
        "全县共有行政执法人员1245人。\n县城管局执法人员86人。",
        "开展执法检查126次，立案86件。开展专项行动，立案查处23件。",
        "全年受理热线工单2310件，其中受理噪音类工单426件。",
        "县委书记主持会议专题研究法治工作6次。县长主持会议专题研究法治工作4次。",
    ],
)
def test_other_scopes_pass(text: str) -> None:
    """Periods, kinds, instances, stages of work, bodies and persons are kept apart."""
    assert codes(text) == set()


def test_same_act_on_the_same_object() -> None:
    """In one paragraph the same act on the same object with two figures is probably one of them wrong."""
    (found,) = flags("C3", "处罚夜间超时施工39宗，罚款35万元；处罚泥浆洒漏8宗；查处夜间超时施工5宗，罚款4万元。")
    assert found.likely


_CLAIMED = [
    ("全镇17个村（社区）均配备法律顾问。", "仍有{}个村没有法律顾问。"),
    ("行政执法人员持证上岗率100%。", "尚有{}名执法人员未取得行政执法证。"),
    ("12345热线工单办结率达100%。", "仍有{}件热线工单逾期未办结。"),
    ("规范性文件均进行合法性审查并备案。", "有{}件规范性文件未经合法性审查即印发。"),
    ("建成村级公共法律服务工作室17个，实现全覆盖。", "还有{}个村未建立公共法律服务工作室。"),
    ("检查发现问题284个，全部整改到位。", "检查发现的284个问题中尚有{}个未整改。"),
    ("信访件按期办结率100%。", "有{}件信访事项未按期办结。"),
    ("行政处罚案件信息全部公示。", "有{}件行政处罚案件信息没有公示。"),
]


@given(st.sampled_from(_CLAIMED), st.integers(1, 15), st.booleans())
def test_all_and_yet_not_all(told: tuple[str, str], number: int, chinese: bool) -> None:
    """A claim of all is contradicted by a count of those that are not; told once, as probable."""
    claim, exception = told
    told_number = han(number) if chinese else number
    (found,) = flags("C3", claim + LACKING + "一是工作不够扎实。" + exception.format(told_number))
    assert found.likely
    assert str(told_number) in str(found.fields["second"])
    assert flags("C3", claim + LACKING + "一是工作不够扎实，部分村办法不多。") == []


@pytest.mark.parametrize(
    ("claim", "shortcoming"),
    [
        ("全镇17个村（社区）均配备法律顾问。", "有3个村全年未邀请法律顾问参与重大事项。"),
        ("行政执法人员持证上岗率100%。", "5名新入职人员尚未独立办理过案件。"),
        ("热线工单办结率100%。", "有12件工单群众未评价。"),
        ("发现问题84个，全部整改到位。", "去年反馈的4个问题中有2个年初尚未整改。"),
        ("建成村级公共法律服务工作室17个，实现全覆盖。", "6个村的工作室没有专职人员值守。"),
        ("规范性文件均经合法性审查并按时备案。", "有2件规范性文件未及时清理。"),
        ("行政机关负责人出庭应诉率100%。", "3名出庭负责人没有实质发言。"),
        ("全镇12个村全部建立公共法律服务工作室。", "2个社区尚未建立公共法律服务工作室。"),
        ("依法公开行政许可、行政处罚信息，公示率100%。", "2个栏目全年未更新。"),
        ("全年办结信访件46件，按期答复率100%。", "尚有3件历史积案未化解。"),
    ],
)
def test_a_shortcoming_of_something_else(claim: str, shortcoming: str) -> None:
    """Another act, another thing, another bearer or last year: no contradiction."""
    assert flags("C3", claim + LACKING + "一是工作不够扎实。" + shortcoming) == []


_STOCKS = ["持证执法人员", "专职人民调解员", "法制审核骨干", "驻村法律顾问", "调解工作志愿者"]


@given(st.sampled_from(_STOCKS), st.integers(2, 500), st.integers(2, 500))
def test_all_there_is_told_twice(noun: str, first: int, second: int) -> None:
    """现有 and 仅有 tell of all there is, whatever it is; before and behind the number alike."""
    told = f"全镇现有{noun}{first}名。" + LACKING + f"一是力量薄弱，全镇仅有{second}名{noun}，难以满足需要。"
    assert bool(flags("C3", told)) == (first != second)


@pytest.mark.parametrize(
    ("stock", "shortcoming"),
    [
        ("现有持证执法人员14人。", "法学专业背景的仅有3人。"),
        ("全镇现有专职网格员46名。", "城区仅有专职网格员5名。"),
        ("设立调解室8个，现有专职调解员6名。", "15个村仅有专职调解员6名。"),
        ("为每个村配备1台执法记录仪，共有执法记录仪17台。", "执法车辆只有2辆。"),
        ("现有行政执法人员14人。", "持证执法人员仅有9人，法制审核人员只有1名。"),
    ],
)
def test_a_narrower_stock(stock: str, shortcoming: str) -> None:
    """A part of the body, or a narrower kind, is no second telling."""
    assert flags("C3", stock + LACKING + "一是力量薄弱。" + shortcoming) == []
