"""Foreign bodies: names that stand in the place of the own body, and the many names that rightly stand beside it."""

from __future__ import annotations

import pytest
from foreign_texts import COUNTY, STREET, TOWN, linted, quotes
from hypothesis import given
from hypothesis import strategies as st

_DISTRICT = "岭安市翠屏区人民政府"
_BUREAU = "怀溪县卫生健康局"
_CITY_BUREAU = "岭安市文化广电和旅游局"


FOREIGN = [
    (STREET, "芦塘街道12个社区全部建成调解工作室。"),
    (STREET, "一是抓调解。新桥里街道党工委坚持把矛盾化解在楼道单元。"),
    (STREET, "枣林街道出动执法人员400余人次,清理占道经营312处。"),
    (STREET, "2023年,芦塘街道深入推进综合执法改革,立案46件。"),
    (STREET, "芦塘街道办事处每季度研究一次法治工作。"),
    (STREET, "在芦塘街道党工委的坚强领导下,各项任务顺利完成。"),
    (STREET, "清河镇组织网格员入户宣传2300户。"),
    (STREET, "为芦塘街道高质量发展提供坚实法治保障。"),
    (STREET, "我镇配齐执法人员12名。"),
    (TOWN, "白鹭镇持续规范执法程序,全年评查案卷46宗。"),
    (TOWN, "(一)白鹭镇辖区18个村全部聘请法律顾问。"),
    (TOWN, "全年,石湾乡共化解矛盾纠纷126件。"),
    (TOWN, "推动白鹭镇经济社会持续健康发展。"),
    (TOWN, "我街道审核合同63份。"),
    (TOWN, "我乡把述法列入年终考核。"),
    (COUNTY, "梅岭县坚持把行政复议作为化解争议的主渠道。"),
    (COUNTY, "梅岭县司法局组织评查案卷320宗。"),
    (COUNTY, "在梅岭县委、县政府的坚强领导下,全县法治建设取得新成效。"),
    (COUNTY, "我局全年审核文件36件。"),
    (_DISTRICT, "江北区委、区政府带头尊法学法,区政府常务会议学法12次。"),
    (_BUREAU, "沁川县卫生健康局全年立案137件,办结131件。"),
    (_BUREAU, "沁川县推进医疗机构依法执业,签订承诺书214份。"),
    (_CITY_BUREAU, "涂川市文化广电和旅游局门户网站全年发布信息1093条。"),
]

CLEAN = [
    (STREET, "与相邻的金沙街道签订联合执法备忘录,金沙街道每月派员会商。"),
    (STREET, "会同芦塘街道、金沙街道开展交界路段整治。"),
    (STREET, "同芦塘街道共用一条界河,两街道按月轮流巡查。"),
    (STREET, "金沙街道党工委一行来我街道考察学习。"),
    (STREET, "赴金沙街道学习综合执法经验。"),
    (STREET, "较金沙街道相比,我街道人均办案数偏少。"),
    (STREET, "依托街道综治中心开展调解,全年调成126件。"),
    (STREET, "指导街道各科室开展自查,督促街道执法队整改。"),
    (STREET, "当年以街道为被告的行政诉讼案件3件。"),
    (STREET, "柏林桥街道坚持每月学法,街道办事处带头述法。"),
    (STREET, "翠屏区司法局派员评查案卷20宗,区城管局派驻11人。"),
    (STREET, "在翠屏区委、区政府的坚强领导下,街道各项任务完成。"),
    (STREET, "市、区两级下派执法人员26名,街道统一指挥。"),
    (STREET, "古井社区组织居民议事46次,河东社区全部建成调解室。"),
    (STREET, "芦塘派出所、翠屏区人民法院参与联调。"),
    (STREET, "芦塘街道、金沙街道、柏林桥街道三地互设专窗。"),
    (STREET, "转发《芦塘街道坚持和发展“枫桥经验”的做法》供社区参考。"),
    (STREET, "我区推行综合查一次,我市出台新办法,街道均已落实。"),
    (STREET, "主干街道全面亮化,背街小巷、老街道路完成硬化。"),
    (STREET, "主要街道坚持每日清扫,沿街商户签订承诺书。"),
    (TOWN, "建设经济强镇组织招商12场,领导干部坐镇指挥。"),
    (TOWN, "与邻近的白鹭镇相比,我镇办案数明显偏少。"),
    (TOWN, "隔壁石湾乡的歌师也过来同台对唱。"),
    (TOWN, "毗邻的石湾乡派出护林员与我镇联防。"),
    (TOWN, "深入乡镇开展调研,推动乡镇赋权事项落地。"),
    (TOWN, "送法下乡组织到村46场,返乡务工人员受益。"),
    (TOWN, "怀溪县人民政府每季度通报一次,县财政局拨付经费12万元。"),
    (TOWN, "建成集镇停车位120个,整治古镇占道经营46处。"),
    (TOWN, "三河村组织村民说事,云门社区实行网格管理。"),
    (TOWN, "撤并后的白鹭镇档案全部移交县档案馆。"),
    (TOWN, "云门镇坚持依法行政,全镇没有发生败诉案件。"),
    (COUNTY, "石马镇组织宣讲46场,河东街道坚持说事议事。"),
    (COUNTY, "县司法局坚持每月评查,县教育局组织法治副校长进校。"),
    (COUNTY, "与隔江相望的梅岭县签订跨界水域执法协议,梅岭县派员参加。"),
    (COUNTY, "梅岭县、云岭县、临沧江县三地实现跨域通办。"),
    (COUNTY, "打造全县样板,推动示范县建设。老旧小区改造开工12个。"),
    (COUNTY, "接待梅岭县考察团3批,介绍执法监督经验。"),
    (_DISTRICT, "高新区管委会坚持告知承诺,经济开发区推行区域评估。"),
    (_DISTRICT, "景区全面推行非现场执法,城区划定禁停区。"),
    (_BUREAU, "与毗邻的沁川县卫生健康局开展异地交叉执法2次。"),
    (_BUREAU, "县市场监管局牵头,县医保局、县公安局参与,我局抽调12人。"),
    (_BUREAU, "云门镇卫生院全面推行知情同意,石湾乡开展义诊。"),
    (_BUREAU, "我县、我市先后出台配套办法,我局逐条落实。"),
    (_CITY_BUREAU, "涂川市文化广电和旅游局与我局签订协作备忘录。"),
    (_CITY_BUREAU, "各县区全面推行告知承诺,南湾县文旅局先行先试。"),
]


@pytest.mark.parametrize(("body", "sentence"), FOREIGN)
def test_a_foreign_body_in_the_place_of_the_own_is_flagged(body: str, sentence: str) -> None:
    """Text pasted from another unit's report is found for every kind of body."""
    assert len(quotes(body, sentence)) == 1


@pytest.mark.parametrize(("body", "sentence"), CLEAN)
def test_other_places_and_bodies_are_not_flagged(body: str, sentence: str) -> None:
    """Partners, neighbours, superiors, subordinates, titles and ordinary words stay untouched."""
    assert quotes(body, sentence) == []


def test_arrangements_are_read_too() -> None:
    """A foreign name in next year's arrangements is found as well."""
    assert len(quotes(STREET, plan="2024年,芦塘街道将继续规范执法。")) == 1


def test_a_report_without_a_named_body_is_not_judged() -> None:
    """Without an own name there is nothing to compare with."""
    text = "法治政府建设年度报告\n一、主要举措\n2023年,全面推进依法行政。芦塘街道坚持每月学法。\n"
    assert not [f for f in linted(text).findings if f.code == "C6"]


@given(
    stem=st.sampled_from(["芦塘", "新桥里", "枣林", "石矶渡", "双龙", "南湖", "五星"]),
    verb=st.sampled_from(["坚持", "组织", "开展", "建立", "全年"]),
)
def test_a_name_is_flagged_unless_it_is_the_own(stem: str, verb: str) -> None:
    """The same sentence is flagged in another street's report and clean in the street's own."""
    sentence = f"{stem}街道{verb}矛盾排查46次。"
    assert len(quotes(STREET, sentence)) == 1
    assert quotes(f"岭安市翠屏区{stem}街道办事处", sentence) == []


@given(st.text(alphabet="芦塘街道镇乡县区市我局与坚持组织在为,。、一是(《》“”2个社区\n", max_size=300))
def test_any_text_is_read(noise: str) -> None:
    """No order of these characters makes the check fail, and what is flagged stands in the text."""
    assert all(quote in noise for quote in quotes(STREET, noise))
