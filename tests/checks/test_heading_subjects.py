"""Headings against text: subjects that the text never treats, and the many ways in which it treats them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source

_LINTER = Linter(shipped())
_TITLE = "云门镇人民政府2023年度法治政府建设情况报告"

STREETS = (
    "以人居环境整治为抓手,动员党员、公益岗清理房前屋后柴草垛,累计清运垃圾1900余吨,改造厕所138座,栽植绿化苗木4万株。"
)
HARVEST = "引进中药材加工企业2家,新增种植面积1200亩,带动合作社农户户均增收3600元,农产品销售额突破800万元。"
RESCUE = "修订防汛预案3个,组织演练6次,7月暴雨期间转移危险区群众126人,储备救生衣、沙袋等物资,未发生人员伤亡。"
CASES = "全年立案查处违法占地18件,罚款12万元,拆除违法建筑46处,案卷全部经过评查,处罚决定书说理充分,当事人均已履行。"
TALKS = "院坝里摆龙门阵,老党员、老教师出面劝和,全年说和邻里争执126起,调解成功率98%,没有一起上访。"
PARTY = "严格落实三会一课,开展主题党日12次,发展党员6名,党支部书记讲党课14次,整顿软弱涣散党组织1个。"
LESSONS = "宪法宣传周期间进校园、进市场宣讲26场,拍摄短视频12部,播放量30万,法律明白人培训两期,受众6000人次。"

MISMATCHED = [
    ("(一)规范决策程序", STREETS),
    ("(一)健全行政决策制度体系", CASES),
    ("(一)严格落实重大行政决策程序", LESSONS),
    (
        "(一)强化决策执行与后评估",
        "选聘三名律师担任法律顾问,任期三年,全年审查合同56份、参与谈判11次、代理案件4件,出具法律意见42条。",
    ),
    ("(一)推进政务诚信建设", RESCUE),
    ("(一)加强政务诚信", TALKS),
    ("(一)全面推进政务公开", TALKS),
    ("(一)严格规范公正文明执法", PARTY),
    ("(一)化解矛盾纠纷", HARVEST),
    ("(一)加强行政调解工作", LESSONS),
    ("(一)健全应急体系", HARVEST),
    ("(一)加强行政规范性文件管理", TALKS),
    ("(一)深化普法宣传", CASES),
    ("(一)做好行政应诉工作", STREETS),
    ("(一)发挥行政复议主渠道作用", PARTY),
    ("(一)优化营商环境", LESSONS.replace("进市场", "进村庄")),
    ("(一)推进信息化建设", TALKS),
    ("(一)加强法治队伍建设", "公交线路优化5条,新增新能源公交车20台。"),
    ("(一)加强执法人员培训", HARVEST),
    ("(一)健全法律顾问制度", "完成春运客运量36万人次,新开通公交线路2条,新增候车亭18个。"),
    ("(一)加强党对法治建设的领导", "引进工业项目23个,完成固定资产投资56亿元,外贸进出口增长9%。"),
    ("(一)深化简政放权", "举办邻里联欢会6场,组织合唱、书画比赛,丰富业余生活。"),
    ("(一)推进行政执法三项制度", "开展送温暖活动,走访困难职工23人,组织文体比赛3场。"),
]

MATCHED = [
    (
        "(一)规范决策程序",
        "村庄规划草案张榜征求意见,请两位工程师论证,经班子会讨论后实施,并向县里报备,全年没有一件半途而废。",
    ),
    ("(一)科学民主决策", "办大事先让大伙儿商量,十二件实事都开过听证会,三件因群众反对暂缓,其余九件经集体表决后办成。"),
    ("(一)依法决策", "“三重一大”事项全部上会,法律顾问列席21次,对26个议题提出书面意见,9条被采纳后改变了原方案。"),
    (
        "(一)强化决策执行与后评估",
        "对去年实施的停车收费方案请第三方问卷调查,评估后把收费时段缩短两小时,商户和居民反响都好。",
    ),
    (
        "(一)推进政务诚信建设",
        "历年欠施工单位的五笔尾款共一百三十七万元,年内全部付清;招商时答应企业的八件事,件件办到,没有反悔。",
    ),
    (
        "(一)全面推进政务公开",
        "低保名单、征地补偿、工程招标一律上墙,村民微信群同步推送,全年发出204条,依申请答复6件,均在期限内。",
    ),
    (
        "(一)严格规范公正文明执法",
        "七名队员全部持证,佩戴记录仪上岗;对首次摆摊越线的以提醒为主,全年发提醒卡113张,没有罚一户商贩。",
    ),
    ("(一)化解矛盾纠纷", TALKS),
    ("(一)加强信访工作", "领导每周三坐班接待,对12件多年的老案逐件包干,年底只剩1件,来访批次比去年少四成,没有发生集访。"),
    (
        "(一)健全应急体系",
        "台风来临前两天通知渔船回港,转移低洼地居民320人,灾后一周恢复供水供电,房屋受损户全部得到安置。",
    ),
    ("(一)防灾减灾", RESCUE),
    ("(一)加强行政规范性文件管理", "以政府名义发文前先由司法所过一遍,全年退回重写3件,报县里备案8件,旧的21份废止6份。"),
    ("(一)深化普法宣传", LESSONS),
    (
        "(一)做好行政应诉工作",
        "镇长出庭3次,副镇长出庭2次,判后逐案复盘,法院发来的两份建议一个月内书面答复,没有败诉案件。",
    ),
    ("(一)参与行政复议", "配合县政府办理复议案件2件,答复材料均在十日内提交,一件维持,一件经协商由申请人撤回。"),
    (
        "(一)优化营商环境",
        "为6家加工厂协调用电扩容,把开店要跑的四个章并成一个,年内帮商户追回货款43万元,没有一次无计划检查。",
    ),
    (
        "(一)推进信息化建设",
        "禁牧区卡口装上摄像头,影像实时回传综治中心,越界放牧一有苗头就派人劝返,护草员每天少跑四十公里。",
    ),
    ("(一)接受各方监督", "县人大代表来看了两回,提的十一条意见逐条面复;纪委查补贴发放,追回违规资金3.2万元,两人被处分。"),
    (
        "(一)加强执法监督",
        "请县里法制科的同志翻了40本卷,挑出7处毛病,当面讲、限期改,改完再评查一遍,合格率从八成升到满分。",
    ),
    ("(一)加强理论学习", "中心组每季度一个专题,先看原文再谈办过的事,村支书轮流领学,年底闭卷答题,八十六人全部及格。"),
    ("(一)加强法律服务", "三名律师每周二在综治中心坐班,接待来人412名,为老人写诉状26份,为农民工讨回工钱18万元。"),
    ("(一)加强执法监督", CASES.replace("案卷全部经过评查,", "")),
    ("(一)增强干部法治思维", "组织旁听庭审2次,领导干部带头讲法,年底闭卷考试。"),
    ("(一)增强群众法治意识", "发放宣传单3200份,放映法治电影12场,在广场演出节目。"),
    ("(一)强化社会监督", "居民代表对老旧小区改造、停车位建设等现场打分。"),
    ("(一)推进诚信建设", "惠农补贴足额发放到户,道路工程款按期结清。"),
    ("(一)提升依法行政能力", "合同审查36份,道路硬化工程按程序招标,没有败诉案件。"),
    ("(一)推进行政裁决", "对两村争了十几年的一片林子,调档案、量界桩,按图裁断,双方都在勘界书上签了字,没有再起争执。"),
]

NOT_JUDGED = [
    ("(一)把好关口", STREETS),
    ("(一)拧紧责任链条", HARVEST),
    ("(一)当好“店小二”", CASES),
    ("(一)夯实基层基础", LESSONS),
    ("(一)坚持党建引领", STREETS),
    ("(一)规范决策程序", "环境整洁,群众满意,工作扎实。"),
    ("(一)贯彻上级决策部署", STREETS),
    ("(一)加强市场监督管理所建设", HARVEST),
]


def _quotes(heading: str, body: str, *, run_in: bool = False) -> list[str]:
    joint = "。" if run_in else "\n"
    text = f"{_TITLE}\n一、主要举措和成效\n{heading}{joint}{body}\n二、存在的不足\n人手偏少。\n"
    result = _LINTER.lint(Source("r.txt", text, "utf-8"))
    assert result.broken == ()
    return [finding.place.quote for finding in result.findings if finding.code == "C7"]


@pytest.mark.parametrize(("heading", "body"), MISMATCHED)
@pytest.mark.parametrize("run_in", [False, True])
def test_a_heading_over_another_subject_is_flagged(heading: str, body: str, run_in: bool) -> None:
    """A heading of its own line or run in with its text is flagged when the text treats something else."""
    assert len(_quotes(heading, body, run_in=run_in)) == 1


@pytest.mark.parametrize(("heading", "body"), MATCHED)
@pytest.mark.parametrize("run_in", [False, True])
def test_a_subject_told_in_other_words_is_clean(heading: str, body: str, run_in: bool) -> None:
    """The heading's words need not recur: a text in plain speech treats its subject."""
    assert _quotes(heading, body, run_in=run_in) == []


@pytest.mark.parametrize(("heading", "body"), NOT_JUDGED)
def test_headings_without_a_subject_are_not_judged(heading: str, body: str) -> None:
    """Figures of speech, general headings and texts too short to show a subject are left alone."""
    assert _quotes(heading, body) == []


def test_run_in_items_are_judged() -> None:
    """二是……。 names the subject of the sentences up to the next item."""
    paragraph = f"一是严格执法。{CASES}二是规范决策程序。{STREETS}三是普法宣传。{LESSONS}"
    assert [quote.removeprefix("二是") for quote in _quotes("(一)依法行政", paragraph)] == ["规范决策程序。"]


def test_sub_headings_of_another_part_are_flagged_at_their_heading() -> None:
    """A heading whose sub-headings all announce another part is flagged, whatever words their texts hold."""
    below = f"加大重点领域执法力度。{CASES}\n完善行政执法程序。{CASES}经集体讨论决策。\n创新行政执法方式。{CASES}"
    assert len(_quotes("(一)健全行政决策制度体系", below)) == 1


def test_shortcomings_and_arrangements_are_not_judged() -> None:
    """Only the report on work done promises work under its headings."""
    text = f"{_TITLE}\n一、主要举措\n{CASES}\n二、存在的不足\n(一)决策程序不够规范\n{STREETS}\n"
    assert not [f for f in _LINTER.lint(Source("r.txt", text, "utf-8")).findings if f.code == "C7"]


@given(st.text(alphabet="规范决策程序执法普公开诚信一二是()、。,人居环境整治垃圾\n", max_size=300))
def test_any_text_is_read(noise: str) -> None:
    """No order of these characters makes the check fail, and what is flagged are headings of the text."""
    assert all(quote in "(一)规范决策程序\n" + noise for quote in _quotes("(一)规范决策程序", noise))
