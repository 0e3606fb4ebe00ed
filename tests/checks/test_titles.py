"""R2: an official title passes in all its forms, one that can only be a mistake is flagged, all else is left alone."""

from __future__ import annotations

import time

import pytest
from citing_texts import flags, item, load, quotes, register, report, told
from hypothesis import assume, given, settings
from hypothesis import strategies as st

_DOCUMENTS = load("documents")["documents"]
_PLACES = tuple(item("R2")["options"]["place_heads"])
_FORMS = [
    lambda title: title,
    lambda title: title.removeprefix("中华人民共和国"),
    lambda title: title.replace("—", "-"),
    lambda title: title.replace("—", "～").replace("(", "（").replace(")", "）"),
    lambda title: title.replace("年)", ")"),
    lambda title: f"关于印发〈{title}〉的通知",
]


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
    years = f"({document.period[0]}—{document.period[1]}年)" if document.period else ""
    cited = f"《{document.prefix}{wrong}{years}》"
    assert quotes("R2", f"严格执行{cited}。", 2025) == [cited]


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
