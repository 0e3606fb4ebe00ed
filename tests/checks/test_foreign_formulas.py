"""Foreign names inside sentences: objects of the report's own acts, its own plans, its superior, its sign-off."""

from __future__ import annotations

import pytest
from foreign_texts import COUNTY, STREET, TOWN, quotes
from hypothesis import given
from hypothesis import strategies as st

_ROADS = "怀溪县交通运输局"
_HOUSING = "岭安市住房和城乡建设局"


OWN_MATTERS = [
    (TOWN, "多措并举,有效提升了石湾镇依法治理水平。"),
    (TOWN, "为石湾镇乡村振兴提供法治保障。"),
    (TOWN, "在石湾镇形成办事依法的浓厚氛围。"),
    (TOWN, "当前石湾镇普法工作的针对性不强。"),
    (TOWN, "印发《石湾镇“八五”普法规划》,分解任务22项。"),
    (TOWN, "《怀溪县石湾镇国土空间规划》同期获批。"),
    (TOWN, "镇长定期听取石湾镇信访工作汇报。"),
    (TOWN, "全部合同由石湾镇司法所先行审核。"),
    (TOWN, "石湾镇共受理群众来信来访48件次。"),
    (TOWN, "石湾镇镇长带头出庭应诉1次。"),
    (TOWN, "奋力谱写现代化新石湾镇建设篇章。"),
    (TOWN, "在南湾县委的坚强领导下,各项工作有序开展。"),
    (TOWN, "认真落实南湾县委依法治县办工作部署。"),
    (STREET, "进一步理顺芦塘街道综合执法体制。"),
    (STREET, "芦塘街道社会大局保持稳定。"),
    (STREET, "结合芦塘街道工作实际,制定学法清单。"),
    (COUNTY, "修订《梅岭县人民政府工作规则》,把审查列为必经程序。"),
    (COUNTY, "梅岭县各级领导干部法治思维明显增强。"),
    (COUNTY, "全面提升梅岭县行政执法质量。"),
    (_HOUSING, "服务涂川市高质量发展大局。"),
]

OTHERS_MATTERS = [
    (TOWN, "旁听石湾镇行政诉讼案件庭审1次。"),
    (TOWN, "参照《石湾镇重大行政决策程序规定》,制定配套办法。"),
    (TOWN, "与石湾镇签订《石湾镇 云门镇界河管护协议》。"),
    (TOWN, "在石湾镇法治广场参加全县宣誓活动。"),
    (TOWN, "推动中心镇高质量发展,服务茶乡经济社会发展。"),
    (TOWN, "推进石湾水库库区社会治理,消除隐患5处。"),
    (TOWN, "石湾镇群众来我镇办事可异地受理。"),
    (TOWN, "在怀溪县委、县政府的坚强领导下,落实怀溪县委依法治县办部署。"),
    (STREET, "凝聚辖区街道社会治理合力,年底前完成街道合同管理办法修订。"),
    (STREET, "2022年从芦塘街道划入3个社区,执法范围随之调整。"),
    (TOWN, "系统谋划镇法治工作,扎牢镇社会治理网格,书写镇高质量发展新篇章。"),
    (TOWN, "由三个部门组成镇综治中心,成立镇综合行政执法队,提交镇党委会研究。"),
    (STREET, "统一指挥街道执法力量,遵循街道“三重一大”制度。"),
    (COUNTY, "聚力县经济社会发展,筑牢县营商环境根基。"),
    (COUNTY, "推动山区县高质量发展,服务大湾区经济社会发展。"),
    (COUNTY, "梅岭县法院管辖的涉我县行政案件败诉率下降。"),
    (COUNTY, "认真落实岭安市委、市政府决策部署。"),
    (_HOUSING, "涂川市住房和城乡建设局函告的挂靠案已办结。"),
    (_HOUSING, "南湾县住房和城乡建设局持续规范处罚裁量。"),
]

OFFICES = [
    (_ROADS, "县水利局高度重视法治政府建设,成立了领导小组。"),
    (_ROADS, "市生态环境局党组坚持先论证后决定。"),
    (_ROADS, "制定《怀溪县教育局合同审查办法》,审查合同22份。"),
    (_ROADS, "着力增强水利系统干部法治意识。"),
    (_ROADS, "持续优化自然资源领域营商环境。"),
    (_ROADS, "我局水政执法大队巡河240公里。"),
    (_ROADS, "推动县林业局法治建设再上新台阶。"),
    (_ROADS, "水利行政执法队伍建设不断加强。"),
    (_HOUSING, "全市教育系统依法治理能力不断提高。"),
]

OWN_OFFICES = [
    (_ROADS, "县交通局高度重视法治建设,交通系统干部法治意识增强。"),
    (_ROADS, "县司法局充分肯定我局普法工作,邀请我局作介绍。"),
    (_ROADS, "县教育局、县公安局与我局联合印发校车管理办法。"),
    (_ROADS, "配合卫生健康系统做好急救车辆通行保障。"),
    (_ROADS, "与水利、自然资源领域执法协作不够紧密。"),
    (_ROADS, "落实县发展和改革局《项目审批指南》,压缩时限。"),
    (_ROADS, "借鉴水利系统执法信息化经验,建设执法平台。"),
    (_HOUSING, "推动建设领域行政执法规范化,市住建局坚持学法。"),
    ("怀溪县司法局", "推动教育系统依法治理,指导水利领域行政执法。"),
    (COUNTY, "县水利局高度重视行政应诉,教育系统依法治理水平提高。"),
]


@pytest.mark.parametrize(("body", "sentence"), [*OWN_MATTERS, *OFFICES])
def test_a_name_that_fills_the_place_of_the_own_is_flagged(body: str, sentence: str) -> None:
    """What only the own body has or issues is not told of another."""
    assert len(quotes(body, sentence)) == 1


@pytest.mark.parametrize(("body", "sentence"), [*OTHERS_MATTERS, *OWN_OFFICES])
def test_dealings_with_others_are_not_flagged(body: str, sentence: str) -> None:
    """Models, neighbours, superiors, visits, transfers, short forms and ordinary words stay untouched."""
    assert quotes(body, sentence) == []


def test_a_sign_off_of_another_place_is_flagged() -> None:
    """A report signed by another place than its title names was pasted; a shorter form of the own is no other."""
    assert quotes(TOWN, signed="石湾镇人民政府") == ["石湾镇"]
    assert quotes(TOWN, signed="云门镇人民政府") == []
    assert quotes(STREET, signed="翠屏区街道办事处") == []
    assert quotes(COUNTY, signed="岭安市临沧江县司法局") == []


@given(
    lead=st.sampled_from(["提升了", "推动", "切实维护", "进一步优化"]),
    matter=st.sampled_from(["依法行政水平", "法治建设", "营商环境", "社会大局稳定"]),
    own=st.booleans(),
)
def test_the_object_of_an_act_is_flagged_unless_it_is_the_own(lead: str, matter: str, own: bool) -> None:
    """The same words are clean of the own body and flagged of another."""
    name = "云门镇" if own else "石湾镇"
    assert len(quotes(TOWN, f"通过系列举措,{lead}{name}{matter}。")) == (0 if own else 1)


@given(st.text(alphabet="县水利局教育系统领域我镇石湾云门法治提升推动的在为,。、(《》“”印发\n", max_size=300))
def test_any_text_is_read(noise: str) -> None:
    """No order of these characters makes the check fail in a department's or a town's report."""
    for body in (_ROADS, TOWN):
        assert all(quote in noise or quote in body for quote in quotes(body, noise))
