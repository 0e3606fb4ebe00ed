"""R1: what no longer held is flagged wherever it is used as law, and nowhere else."""

from __future__ import annotations

import time

import pytest
from citing_texts import flags, item, load, quotes, report, told
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checks.citing.register import gone_before

_DOCUMENTS = load("documents")["documents"]
_GONE = {title: entry for title, entry in _DOCUMENTS.items() if "repealed" in entry}
_YEARS = st.integers(2015, 2025)
_USES = [
    "严格执行{}，依法办理各项事务。",
    "依据{}作出处罚九件。",
    "我镇按照{}的规定受理群众申请，全部按期办结。",
    "认真贯彻落实{}。",
]
_ENDS = [
    "{}已于此前废止。",
    "原{}同时废止。",
    "对依据{}制定的文件开展清理。",
    "清理以{}为依据的规范性文件五份。",
    "新规定取代了{}。",
    "编印《〈旧法〉与{}对照读本》。",
]


@given(st.sampled_from(sorted(_DOCUMENTS)), _YEARS, st.sampled_from(_USES), st.booleans())
def test_exactly_what_was_gone_is_flagged(title: str, year: int, use: str, short: bool) -> None:
    """A document used as law is flagged in every year that began without it, and in no other."""
    cited = f"《{title.removeprefix('中华人民共和国') if short else title}》"
    entry = _DOCUMENTS[title]
    gone = "repealed" in entry and gone_before(entry["repealed"], year)
    assert quotes("R1", use.format(cited), year) == ([cited] if gone else [])


@given(st.sampled_from(sorted(_GONE)), st.sampled_from(_ENDS))
def test_naming_the_end_is_legitimate(title: str, sentence: str) -> None:
    """A document may be named because it ended, because old rules are reviewed, and in a collection's title."""
    nested = "读本" in sentence
    cited = f"〈{title}〉" if nested else f"《{title}》"
    assert quotes("R1", sentence.format(cited), 2025) == []


@pytest.mark.parametrize(
    ("words", "year", "found"),
    [
        ("依照婚姻法、继承法调解家事纠纷九件。", 2022, ["婚姻法"]),
        ("依照婚姻法、继承法调解家事纠纷九件。", 2020, []),
        ("依照劳动合同法处理欠薪。", 2022, []),
        ("合同法律关系复杂，依据合同法律知识讲解。", 2022, []),
        ("按照“七五”普法规划要求开展宣讲。", 2023, ["“七五”普法规划"]),
        ("总结“七五”普法成果。", 2023, []),
        ("房屋抵押纠纷依照《担保法》和《物权法》调处。", 2021, ["《担保法》", "《物权法》"]),
        ("出台《关于贯彻〈信访条例〉的实施细则》。", 2023, ["〈信访条例〉"]),
        ("2019年按照《信访条例》登记的旧案全部办结。", 2023, []),
        ("2019年以来严格按照《信访条例》办理。", 2023, ["《信访条例》"]),
        ("案件较2019年减少三成，均按照《信访条例》办理。", 2023, ["《信访条例》"]),
        ("2021年前依据《合同法》签订的协议逐份复核。", 2021, []),
        ("民法典施行前成立的合同，适用《合同法》。", 2022, []),
        ("对2020年签订的合同，依照当时的《合同法》调处。", 2023, []),
        ("严格依照《北川省信访条例》办理。", 2024, []),
        ("举办“从《婚姻法》到《民法典》”专题课。", 2023, []),
        ("依据建设部《城市房屋租赁管理办法》清理中介机构四十三家。", 2024, ["《城市房屋租赁管理办法》"]),
        ("以《合同法》为制定依据的，逐件清理。", 2021, []),
        ("对公务员违纪行为依照《行政机关公务员处分条例》处理。", 2025, []),
        ("对公务员违纪行为依照《行政机关公务员处分条例》处理。", 2026, ["《行政机关公务员处分条例》"]),
        ("依据《大气污染防治法》处罚九件。", 2026, []),
        ("依据《大气污染防治法》处罚九件。", 2027, ["《大气污染防治法》"]),
        ("执行《中国共产党党组工作条例（试行）》。", 2021, ["《中国共产党党组工作条例(试行)》"]),
        ("执行《中国共产党党组工作条例》。", 2021, []),
    ],
)
def test_kinds_of_sentences(words: str, year: int, found: list[str]) -> None:
    """Names without brackets, nested titles, history, comparison and local rules are told apart."""
    assert quotes("R1", words, year) == found


def test_the_message_names_what_holds_and_since_when() -> None:
    """The reader learns the day, the successor and its day, in both languages; or that there is no successor."""
    assert told("R1", "执行《信访条例》。", 2023) == [
        "《信访条例》自2022年5月1日起已不再施行，报告年度应当适用的是《信访工作条例》（2022年5月1日起施行）。"
    ]
    assert (
        "应当适用的是《中华人民共和国噪声污染防治法》（2022年6月5日起施行）"
        in told("R1", "执行《环境噪声污染防治法》。", 2024)[0]
    ), "what came after the report's year is not named"
    (english,) = told("R1", "执行《城乡个体工商户管理暂行条例》。", 2023, "en")
    assert "since 2011-11-01" in english
    assert "《促进个体工商户发展条例》" in english
    assert "也没有直接取代它的文件" in told("R1", "执行《流动人口计划生育工作条例》。", 2023)[0]


def test_a_report_without_a_year_is_not_judged() -> None:
    """Without the year nothing can be said to be gone."""
    assert flags("R1", "工作情况\n执行《信访条例》。") == []


@pytest.mark.parametrize(
    "words", ["《" * 200_000, "依据" * 200_000, "《信访条例》" * 3_000, "2019年" * 60_000 + "《信访条例》"]
)
def test_hostile_text_takes_no_time(words: str) -> None:
    """Brackets without end, cues without end and thousands of citations are read in linear time."""
    started = time.perf_counter()
    flags("R1", report(words))
    assert time.perf_counter() - started < 5


@given(st.text(alphabet="《》〈〉依据信访条例合同法废止2019年、,。\n原", max_size=80))
def test_any_text_is_read(words: str) -> None:
    """No text raises, and what is flagged lies within it."""
    raw = report(words)
    for flag in flags("R1", raw):
        assert 0 <= flag.start < flag.end <= len(raw)


@pytest.mark.parametrize("status", ["flagged", "clean"])
def test_examples(status: str) -> None:
    """The item's own examples hold."""
    for example in item("R1")["examples"][status]:
        assert bool(flags("R1", example)) == (status == "flagged"), example
