"""R2: an official title passes in all its forms, one that can only be a mistake is flagged, all else is left alone."""

from __future__ import annotations

import time

import pytest
from citing_texts import flags, item, load, quotes, register, report, told
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fzlint.checks.citing.deviations import Limits, nearest
from fzlint.checks.citing.register import Register

_DOCUMENTS = load("documents")["documents"]
_PLACES = tuple(item("R2")["options"]["place_heads"])
_WITH_ISSUER = [d for d in register().documents.values() if d.kind in ("opinion", "party", "plan") and not d.prefix]
_ISSUED = [d.title for d in _WITH_ISSUER if len(d.core) >= item("R2")["options"]["lengths"]["issued"]]
_ISSUERS = ["国务院办公厅", "中共中央办公厅、国务院办公厅", "中办、国办", "国务院"]
_ADDED = ["全面", "进一步", "严格", "切实", "持续"]
_CONFUSED = [
    (document.title, wrong, right)
    for document in register().documents.values()
    for group in item("R2")["options"]["confused"]
    for right in group
    for wrong in group
    if len(document.core) >= item("R2")["options"]["lengths"]["word_changed"]
    and wrong != right
    and right in document.core[:-2]
    and not document.core.endswith(right)
]
# laws differ from each other by a character, so that only their being known tells them apart
_LEFT_OUT = [title for title, entry in _DOCUMENTS.items() if entry["kind"] != "law" and entry["kind"] != "rule"]
_FORMS = [
    lambda title: title,
    lambda title: title.removeprefix("中华人民共和国"),
    lambda title: title.replace("—", "-"),
    lambda title: title.replace("—", "～").replace("(", "（").replace(")", "）"),
    lambda title: title.replace("年)", ")"),
    lambda title: f"关于印发〈{title}〉的通知",
]


def _years(title: str) -> str:
    period = register().documents[title].period
    return f"({period[0]}—{period[1]}年)" if period else ""


@given(st.sampled_from(sorted(_DOCUMENTS)), st.integers(0, 10), st.sampled_from(_FORMS))
@settings(max_examples=400)
def test_official_titles_pass(title: str, later: int, form: object) -> None:
    """With and without 中华人民共和国, with another dash, in other width, in each year from its start on."""
    year = min(max(int(_DOCUMENTS[title]["since"][:4]), 2012) + later, 2026)
    assert callable(form)
    assert quotes("R2", f"认真学习《{form(title)}》，逐条落实。", year) == []


@given(st.sampled_from(sorted(_DOCUMENTS)), st.data(), st.booleans())
@settings(max_examples=400)
def test_a_character_lost_or_exchanged_is_flagged(title: str, data: st.DataObject, lost: bool) -> None:
    """One character dropped, or exchanged with its neighbour, unless that makes another title or one of a place."""
    known = register()
    document = known.documents[title]
    core = document.core
    assume(len(core) >= 5 or (document.prefix and len(core) >= 3))
    at = data.draw(st.integers(0, len(core) - (1 if lost else 2)))
    wrong = core[:at] + core[at + 1 :] if lost else core[:at] + core[at + 1] + core[at] + core[at + 2 :]
    name = known.name(wrong)
    assume(not known.find(name) and not known.is_real(name))
    assume(document.prefix or not wrong.startswith(_PLACES))
    cited = f"《{document.prefix}{wrong}{_years(title)}》"
    assert quotes("R2", f"严格执行{cited}。", 2025) == [cited]


@given(st.sampled_from(sorted(_ISSUED)), st.data(), st.sampled_from(_ISSUERS))
@settings(max_examples=300)
def test_a_word_lost_is_flagged_where_the_issuer_is_named(title: str, data: st.DataObject, issuer: str) -> None:
    """Two characters lost within a title that a national body issued, unless that makes another title."""
    known = register()
    core = known.documents[title].core
    at = data.draw(st.integers(1, len(core) - 3))
    wrong = core[:at] + core[at + 2 :]
    name = known.name(wrong)
    assume(not known.find(name) and not known.is_real(name) and name.core == wrong)
    years = _years(title)
    assert quotes("R2", f"落实{issuer}印发的《{wrong}{years}》。", 2025) == [f"《{wrong}{years}》"]


@given(st.sampled_from(sorted(_ISSUED)), st.sampled_from(_ADDED), st.data())
@settings(max_examples=200)
def test_a_word_put_in_is_flagged_where_the_issuer_is_named(title: str, added: str, data: st.DataObject) -> None:
    """A word more than the title has."""
    known = register()
    core = known.documents[title].core
    at = data.draw(st.integers(1, len(core) - 1))
    wrong = core[:at] + added + core[at:]
    name = known.name(wrong)
    assume(not known.find(name) and not known.is_real(name) and name.core == wrong)
    years = _years(title)
    assert quotes("R2", f"落实国务院办公厅《{wrong}{years}》。", 2025) == [f"《{wrong}{years}》"]


@given(st.sampled_from(sorted(_CONFUSED)))
@settings(max_examples=300)
def test_a_word_written_for_another_is_flagged(case: tuple[str, str, str]) -> None:
    """One word written for another that means nearly the same, in the title of what no place issues."""
    title, wrong, right = case
    known = register()
    document = known.documents[title]
    cited = document.core.replace(right, wrong, 1)
    name = known.name(cited)
    assume(not known.find(name) and not known.is_real(name) and not cited.startswith(_PLACES))
    years = _years(title)
    assert quotes("R2", f"落实国务院办公厅印发的《{cited}{years}》。", 2025) == [f"《{cited}{years}》"]


@given(st.sampled_from(sorted(_DOCUMENTS)), st.data(), st.sampled_from(["北川省", "云岭市", "青石县", "我市《"]))
@settings(max_examples=300)
def test_titles_of_a_place_are_left_alone(title: str, data: st.DataObject, place: str) -> None:
    """A place names its own rules after national ones, with and without a word less; it makes no laws."""
    core = register().documents[title].core
    assume(not place.endswith("《") or _DOCUMENTS[title]["kind"] != "law")
    assume(len(core) > 4)
    at = data.draw(st.integers(1, len(core) - 4))
    local = core[:at] + core[at + data.draw(st.sampled_from([0, 2])) :]
    assume(len(local) > 4)
    own = f"{place}{local}》" if place.endswith("《") else f"《{place}{local}》"
    assert quotes("R2", f"认真执行{own}。", 2025) == []


@given(st.sampled_from(sorted(_DOCUMENTS)), st.sampled_from(["实施办法", "实施细则", "实施意见", "实施方案"]))
@settings(max_examples=200)
def test_titles_that_carry_a_national_one_out_are_left_alone(title: str, kind: str) -> None:
    """Measures that carry a law out, by its whole title or by its stem."""
    core = register().documents[title].core
    for words in (f"{core}{kind}", f"{core[:-2]}{kind}", f"实施〈{core}〉办法", f"关于贯彻〈{title}〉的若干措施"):
        assert quotes("R2", f"认真执行《{words}》。", 2025) == []


@given(st.sampled_from(sorted(_LEFT_OUT)), st.booleans())
@settings(max_examples=120)
def test_a_title_unknown_to_the_register_is_no_mistake_for_another(title: str, issued: bool) -> None:
    """A real document that the register lacks is not taken for one that it has, save its own forerunner."""
    documents = {other: entry for other, entry in _DOCUMENTS.items() if other != title}
    titles = {**load("documents")["document_titles"]}
    titles["real"] = [real for real in titles["real"] if real != title]
    less = Register(documents, titles)
    name = less.name(title)
    assume(not less.find(name))
    found = nearest(less, name, Limits.from_options(item("R2")["options"]), issued)
    assert (
        found is None
        or found.document.replaced_by == title
        or found.document.title == _DOCUMENTS[title].get("replaced_by")
    )


@given(st.sampled_from(sorted(t for t in _DOCUMENTS if t.startswith("中华人民共和国"))), st.integers(0, 6))
def test_a_character_lost_in_the_prefix_is_flagged(title: str, at: int) -> None:
    """The name of the state is part of the title."""
    cited = f"《{title[:at]}{title[at + 1 :]}》"
    assume(register().name(cited[1:-1]).core != register().documents[title].core)
    assert quotes("R2", f"严格执行{cited}。") == [cited]


@pytest.mark.parametrize(
    ("cited", "official"),
    [
        ("法治政府建设与责任落实督查工作规定", "法治政府建设与责任落实督察工作规定"),
        ("法治政府建设与落实责任督察工作规定", "法治政府建设与责任落实督察工作规定"),
        ("重大行政决策暂行条例", "重大行政决策程序暂行条例"),
        ("重大行政决策程序条例", "重大行政决策程序暂行条例"),
        ("重大行政决策程序暂行办法", "重大行政决策程序暂行条例"),
        ("法治政府建设实施刚要(2021—2025年)", "法治政府建设实施纲要(2021—2025年)"),
        ("中华人民共和国行政处法罚", "中华人民共和国行政处罚法"),
        ("中华人民共和国乡村振兴法", "中华人民共和国乡村振兴促进法"),
        ("反电信诈骗法", "中华人民共和国反电信网络诈骗法"),
        ("固体废物污染防治法", "中华人民共和国固体废物污染环境防治法"),
        ("优化营商环境管理条例", "优化营商环境条例"),
        ("保障农民工工资条例", "保障农民工工资支付条例"),
        ("党政主要负责人履行推进法治建设第一责任人职责", "党政主要负责人履行推进法治建设第一责任人职责规定"),
        ("法治社会建设实施纲要(2021—2025年)", "法治社会建设实施纲要(2020—2025年)"),
        ("法治政府建设实施纲要", "法治政府建设实施纲要(2021—2025年)"),
        ("国务院办公厅关于规范涉企行政检查的意见", "国务院办公厅关于严格规范涉企行政检查的意见"),
        ("国务院关于规范和监督罚款设定与实施的指导意见", "国务院关于进一步规范和监督罚款设定与实施的指导意见"),
        (
            "国务院办公厅关于进一步规范行政裁量权基准管理工作的意见",
            "国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见",
        ),
        (
            "国务院办公厅关于全面推行行政规范性文件合法性审查机制的指导意见",
            "国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见",
        ),
        (
            "国务院办公厅关于印发提升行政执法三年行动计划（2023—2025年）的通知",
            "提升行政执法质量三年行动计划(2023—2025年)",
        ),
        ("党政主要负责人履行促进法治建设第一责任人职责规定", "党政主要负责人履行推进法治建设第一责任人职责规定"),
        ("公安机关办理案件程序规定", "公安机关办理行政案件程序规定"),
    ],
)
def test_mistakes_and_what_is_meant(cited: str, official: str) -> None:
    """Wrong, lost and added words, wrong and lost years: the message names the official title."""
    (message,) = told("R2", f"严格执行《{cited}》，逐项对照落实。")
    assert f"《{official}》" in message


@pytest.mark.parametrize(
    "words",
    [
        "学习《宪法》《民法典》《未保法》《固废法》《反家暴法》。",
        "落实《提升行政执法质量三年行动计划》。",
        "市里出台《重大行政决策程序暂行规定》。",
        "印发《重大行政决策程序暂行办法》，完善《优化营商环境促进条例》。",
        "落实《北川省优化营商环境条例》《北川省法治政府建设实施纲要》《云岭市城市供热条例》。",
        "执行《城市供热条例》《养老服务条例》《燃气管理条例》《市政公用设施管理条例》《文明行为促进条例》。",
        "执行《重大行政决策程序暂行条例实施细则》《云岭县重大行政决策程序规则》。",
        "排演小戏《一张网》，编印《青石人学法》《民法典百问》，拍摄《安全生产课》，开设《以案说法》专栏。",
        "学习《习近平法治思想学习纲要》《习近平谈治国理政》。",
        "就《中华人民共和国治安管理处罚法（修订草案）》提出意见。",
        "培训《行政复议法（2023年修订）》。",
        "修订《生产安全事故应急预案》《突发事件应急预案》，举办《重大行政决策程序》专题讲座。",
        "落实《信访工作责任制实施细则》《法治政府建设与责任落实督察工作实施办法》《法治政府建设实施方案（2021—2025年）》。",
        "执行《安全生产条例》《噪声污染防治条例》《未成年人保护条例》《法律援助条例》《居住证条例》。",
        "落实《关于加强行政应诉工作的意见》《关于进一步规范行政裁量权基准制定和管理工作的通知》。",
        "送达《行政处罚决定书》《责令改正通知书》。",
        "执行《残疾人保障办法》《文物保护管理办法》《高层建筑消防安全管理规定》《建筑垃圾管理办法》。",
        "落实《关于规范涉企行政检查的意见》《关于加强法治乡镇建设的意见》。",
        "落实《国务院关于加强数字政府建设的指导意见》《国务院办公厅关于推行行政执法责任制的若干意见》。",
        "落实国务院办公厅《关于加强行政应诉工作的通知》，执行《市场监督管理投诉举报处理办法》。",
        "学习《中国共产党纪律处分条例》，开展《条例》测试。",
        "《北川省行政执法监督条例》（以下简称《条例》）施行，学习《条例》。",
        "学习中国共产党纪律处分条例，逐条领会《条例》精神。",
        "对照《法治政府建设实施纲要（2021—2025年）》自评，《法治政府建设实施纲要》任务全部完成。",
        "落实《法治政府建设实施纲要》（2021—2025年）。",
        "谋划《法治政府建设实施纲要（2026—2030年）》《关于开展法治宣传教育的第九个五年规划（2026—2030年）》。",
        "出台《关于贯彻〈法治政府建设实施纲要（2021-2025年）〉的若干措施》。",
        "传达《国务院关于进一步贯彻实施〈中华人民共和国行政处罚法〉的通知》。",
    ],
)
def test_what_is_left_alone(words: str) -> None:
    """Short names, forms of writing, titles of a place, books, plays, forms and defined short names."""
    assert quotes("R2", words) == []


def test_the_issuing_body_is_named_where_the_report_named_it() -> None:
    """国务院办公厅《关于…》 is as right as 《国务院办公厅关于…》: the message keeps the form."""
    (message,) = told("R2", "落实国务院办公厅《关于规范涉企行政检查的意见》。", 2025)
    assert "应为《关于严格规范涉企行政检查的意见》" in message
    (message,) = told("R2", "落实《国务院办公厅关于规范涉企行政检查的意见》。", 2025)
    assert "应为《国务院办公厅关于严格规范涉企行政检查的意见》" in message


def test_bare_names_are_told_of_once() -> None:
    """《条例》 with nothing behind it is one flag with its further places; likely when a fitting title comes later."""
    (flag,) = flags("R2", report("学习《条例》。宣讲《条例》。检查《条例》执行情况。"))
    assert len(flag.related) == 2
    assert not flag.likely
    (flag,) = flags("R2", report("学习《条例》。随后学习《中国共产党纪律处分条例》，再学《条例》。"))
    assert flag.likely
    assert flag.related == []


def test_an_earlier_outline_makes_the_years_needed() -> None:
    """A name that two documents bore needs its years only since there were two."""
    assert quotes("R2", "落实《法治政府建设实施纲要》。", 2018) == []
    assert quotes("R2", "落实《法治政府建设实施纲要》。", 2022) == ["《法治政府建设实施纲要》"]


def test_a_title_broken_off() -> None:
    """A title that ends in the middle of a phrase."""
    assert quotes("R2", "印发《关于进一步规范行政执法行为的》。") == ["《关于进一步规范行政执法行为的》"]


@pytest.mark.parametrize(
    "words",
    ["《" * 200_000, "《条例》" * 20_000, "条例" * 100_000 + "《条例》", "《甲乙丙丁条例》" * 3_000, "《〈" * 50_000],
)
def test_hostile_text_takes_no_time(words: str) -> None:
    """Brackets without end and thousands of citations are read in linear time."""
    started = time.perf_counter()
    flags("R2", report(words))
    assert time.perf_counter() - started < 5


@given(st.text(alphabet="《》〈〉法治政府建设实施纲要条例(2021—5年)中华人民共和国行处罚的\n", max_size=80))
def test_any_text_is_read(words: str) -> None:
    """No text raises, and what is flagged lies within it."""
    raw = report(words)
    for flag in flags("R2", raw):
        assert 0 <= flag.start < flag.end <= len(raw)


@pytest.mark.parametrize("status", ["flagged", "clean"])
def test_examples(status: str) -> None:
    """The item's own examples hold."""
    for example in item("R2")["examples"][status]:
        assert bool(flags("R2", example)) == (status == "flagged"), example
