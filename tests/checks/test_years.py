"""Years: what is stale, what plans under the wrong year, and everything that rightly names another year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source

_LINTER = Linter(shipped())
_REPORT = """云门镇人民政府{year}年度法治政府建设情况报告
县人民政府:
{year}年,云门镇以依法行政为主线,各项工作稳步推进。{preamble}现将情况报告如下:
一、主要举措和成效
(一)规范执法。全年检查商户412家次,立案19件。
{done}
二、存在的不足
执法人员偏少,主要原因是编制多年没有增加。
{plan_heading}
{plan}
云门镇人民政府
{following}年1月18日
"""


def _quotes(*, year: int = 2022, done: str = "", plan: str = "", preamble: str = "", heading: str = "") -> list[str]:
    text = _REPORT.format(
        year=year,
        following=year + 1,
        done=done,
        preamble=preamble,
        plan=plan or "补充两名执法人员。",
        plan_heading=heading or f"三、{year + 1}年工作安排",
    )
    return [
        finding.place.quote for finding in _LINTER.lint(Source("r.txt", text, "utf-8")).findings if finding.code == "C4"
    ]


STALE = [
    "2021年,镇里共调解纠纷63件,出具调解协议书61份。",
    "2021年度,综合执法队累计巡查河道210次,制止非法采砂7起。",
    "二是2021年全年开展宪法宣讲26场,受众3200人次。",
    "办结率保持稳定。2021年共受理热线工单812件,按期办结806件。",
    "镇司法所2021年累计审核合同47份,提出修改意见102条。",
    "2021年1—12月,便民窗口办理各类事项5120件。",
    "截至2021年底,全镇已培育“法律明白人”86名,调解纠纷140件。",
    "二〇二一年,镇里共举办法治讲座十二场,发放资料三千份。",
    "2021年,在县委、县政府的坚强领导下,我镇深入推进依法行政。",
    "2021年,镇党委坚持把法治建设摆在全局工作的突出位置,扎实推进各项任务。",
    "2021年6月,镇政府组织执法人员培训3期,参训46人次。",
    "2020年,镇里共排查矛盾纠纷95件,化解92件。",
    "2023年,镇里共办理行政处罚案件21件,罚款3.6万元。",
]

PLANS = [
    "2022年,我镇将从三个方面持续用力。",
    "2022年,云门镇将继续深化综合执法改革。",
    "一是补充力量。计划2022年三季度前招录两名队员。",
    "一是补充力量。力争2022年底前配齐法制审核员。",
    "2021年,镇政府将进一步完善决策程序。",
    "二〇二二年,镇里要抓好三件事。",
    "2022年工作总体思路是:补短板、强弱项。",
]

CLEAN = [
    "受理投诉128件,较2021年的157件下降18.5%。",
    "调解成功率由2021年的91.2%提高到95.4%。",
    "信访总量同2021年相比减少三成。",
    "2021年,全镇信访总量为220件,今年降到143件。",
    "2020年调解81件、2021年调解96件,2022年调解120件,逐年上升。",
    "2021年以来,镇里连续两年没有发生行政败诉案件。",
    "自2020年起,每季度公布一次执法数据。",
    "对2019年以来制发的21份文件逐份清理,废止6份。",
    "对2021年出台的集镇停车方案开展实施后评估。",
    "对2021年定下的三件民生实事逐一回访。",
    "落实《法治政府建设实施纲要(2021—2025年)》和县里清单。",
    "编制《云门镇矛盾化解三年行动方案(2021—2023年)》。",
    "按照国办发〔2021〕17号文件要求,清理证明事项8项。",
    "镇司法所2021年获评全省模范司法所。",
    "云门村2020年获评省级民主法治示范村,今年通过复核。",
    "镇综治中心2021年度被评为全县先进集体。",
    "2021年,云门镇荣获全县平安建设先进单位称号。",
    "2021年结转的4件行政复议案件全部审结。",
    "办结2021年遗留的土地权属争议2件。",
    "2021年12月招录的两名队员今年正式上岗。",
    "2023年1月5日召开述法会,16名村居干部述法。",
    "余下的集镇垃圾站搬迁转入2023年续办。",
    "热线受理群众诉求2034件,2021件按期办结。",
    "投入资金2021万元,改造管网20公里。",
    "镇综合执法队成立于2019年,现有队员11名。",
    "2019年,云门镇在全县率先设立综合执法队,如今已有队员11名。",
    "按照《中华人民共和国行政处罚法》(2021年修订)更新文书格式。",
    "“十四五”以来,全镇累计化解积案46件。",
    "2021年底县里下达的26项任务全部完成。",
    "印发《2022年法治工作要点》,分解任务29项;传阅2021年度案卷评查通报。",
    "年初在县政府网站公布2021年度法治政府建设情况报告。",
    "2021年县政府考核反馈的5个问题全部改完。",
    "上半年集中整治燃气隐患,下半年开展“回头看”,全年整改隐患96处。",
    "2022年6月,镇政府组织执法人员培训3期。",
    "2022年,云门镇将法治建设纳入村级考核,权重占8%。",
    "国家宪法日期间,旁听2021年一起行政案件的庭审录像。",
    "2021年7月15日新修订的行政处罚法施行后,镇里换发文书样式38种。",
    "2021年,两户人家因一堵墙闹翻,镇司法所先后调解6次。",
    "三是村民李某2021年拖欠的工程款28万元年内付清。",
]

CLEAN_PLANS = [
    "2022年,我们在执法办案上栽了两回跟头。明年补上这一课。",
    "2022年,因资金缺口停下的两条路,2023年要全部修完。",
    "2023年,我镇将抓好以下工作。",
    "2022年未办结的6件积案,2023年6月底前全部化解。",
    "针对2022年度案卷评查发现的问题,逐条整改。",
    "在2022年试点的基础上,把“说事长廊”推广到各村。",
    "巩固2022年省级示范村创建成果。",
    "2024年6月底前建成预警平台,2025年底前完成三年行动。",
    "上半年完成招录,下半年组织轮训。",
    "2022年,全镇法治建设虽然取得一定成绩,但基础仍不牢。2023年,我镇将继续努力。",
    "继续执行2021年出台的奖惩办法,对2020年以来的文件开展清理。",
    "把2022年度考核结果同评先评优挂钩。",
]


@pytest.mark.parametrize("sentence", STALE)
def test_a_statement_of_work_under_another_year_is_flagged(sentence: str) -> None:
    """Text kept from another year's report is found in many wordings."""
    found = _quotes(done=sentence)
    assert len(found) == 1
    assert found[0][:2] in sentence


@pytest.mark.parametrize("sentence", PLANS)
def test_arrangements_under_a_past_year_are_flagged(sentence: str) -> None:
    """Next year's arrangements that name the report's own year or an earlier one are found."""
    assert len(_quotes(plan=sentence, heading="三、下一步工作打算")) == 1


@pytest.mark.parametrize("sentence", CLEAN)
def test_another_year_with_a_reason_is_not_flagged(sentence: str) -> None:
    """Comparisons, honours, documents, beginnings, carried-over cases and plain numbers stay untouched."""
    assert _quotes(done=sentence) == []


@pytest.mark.parametrize("sentence", CLEAN_PLANS)
def test_arrangements_may_look_back_and_ahead(sentence: str) -> None:
    """Arrangements may name what the past year left, and later deadlines."""
    assert _quotes(plan=sentence) == []


@pytest.mark.parametrize("heading", ["三、2022年工作打算", "三、2022年度法治政府建设工作计划", "三、2021年工作安排"])
def test_a_heading_of_arrangements_with_the_wrong_year_is_flagged(heading: str) -> None:
    """The heading over next year's arrangements must name next year."""
    assert len(_quotes(heading=heading)) == 1


@pytest.mark.parametrize(
    "heading", ["三、2023年工作打算", "三、存在问题整改和2023年打算", "三、下一步工作安排", "三、“十四五”后三年安排"]
)
def test_a_heading_of_arrangements_with_the_right_year_is_clean(heading: str) -> None:
    """Right years, and headings without a year, are not flagged."""
    assert _quotes(heading=heading) == []


@pytest.mark.parametrize(
    "preamble",
    ["2021年是“十四五”开局之年。", "以上是云门镇2021年法治建设的基本情况。"],
)
def test_the_report_names_itself_under_another_year(preamble: str) -> None:
    """A sentence that names the report's own period must give the title's year."""
    assert len(_quotes(preamble=preamble)) == 1


def test_a_half_year_report_is_flagged() -> None:
    """A half-year's text handed in as an annual report is found by what it says of its own period."""
    assert _quotes(preamble="现将2022年上半年法治政府建设工作情况汇报如下。")
    assert _quotes(heading="三、下半年工作打算")
    assert _quotes(done="(二)上半年工作情况\n调解纠纷41件,办结信访事项12件,组织普法活动9场,审核合同30份,清理文件8份。")


@given(year=st.integers(2019, 2027), other=st.integers(-1, 1), count=st.integers(2, 900))
def test_the_year_of_the_report_is_the_one_that_is_right(year: int, other: int, count: int) -> None:
    """The same sentence is clean under the report's year and flagged under its neighbours."""
    found = _quotes(year=year, done=f"{year + other}年,镇里共调解纠纷{count}件,签订协议{count}份。")
    assert bool(found) == (other != 0)


@given(st.text(alphabet="20123年月,。一二三、是将共的《》“”()镇我底至—比以来\n", max_size=300))
def test_any_text_is_read(noise: str) -> None:
    """No order of these characters makes the check fail, and the same text gives the same findings."""
    assert _quotes(done=noise) == _quotes(done=noise)
