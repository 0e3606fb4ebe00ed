"""The register of documents is whole and consistent, and finds a document by each of its names."""

from __future__ import annotations

import datetime
import re

import pytest
from citing_texts import load, register

from fzlint.checks.citing.citations import find_citations, sentence_around
from fzlint.checks.citing.register import gone_before

_DOCUMENTS = load("documents")["documents"]
_KINDS = {"law", "regulation", "party", "plan", "opinion", "rule"}
_KEYS = {"kind", "since", "short", "former", "local", "repealed", "replaced_by", "source", "checked", "not_checked"}
_FACTS = {"since", "former", "repealed", "replaced_by"}
_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")
_DAY = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


def test_there_are_enough_documents_of_every_kind() -> None:
    """Reports cite widely: the register must not be a sample."""
    assert len(_DOCUMENTS) >= 220
    for kind in _KINDS:
        assert sum(document["kind"] == kind for document in _DOCUMENTS.values()) >= 10, kind


@pytest.mark.parametrize("title", _DOCUMENTS)
def test_an_entry_is_whole(title: str) -> None:
    """Each entry has a kind, real dates in order, a source, and leads to documents of the register."""
    entry = _DOCUMENTS[title]
    assert set(entry) <= _KEYS
    assert entry["kind"] in _KINDS
    assert entry["source"].strip()
    days = [entry["since"], *entry.get("former", {}).values(), *([entry["repealed"]] if "repealed" in entry else [])]
    for day in days:
        assert _DAY.fullmatch(day), day
        datetime.date.fromisoformat((day + "-01-01")[:10] if len(day) < 10 else day)
    assert _MONTH.fullmatch(entry["checked"])
    assert set(entry.get("not_checked", ())) <= _FACTS & set(entry)
    if "repealed" in entry:
        assert entry["since"] < entry["repealed"]
    if "replaced_by" in entry:
        assert "repealed" in entry
        assert entry["replaced_by"] in _DOCUMENTS
        current = register().current(register().documents[title])
        assert current is not None
        assert current.repealed is None


@pytest.mark.parametrize("title", _DOCUMENTS)
def test_a_document_is_found_by_its_names(title: str) -> None:
    """The official title, that without 中华人民共和国, and each short name lead to the document."""
    known = register()
    document = known.documents[title]
    names = [title, title.removeprefix("中华人民共和国").removeprefix("中国共产党"), f"关于印发〈{title}〉的通知"]
    for name in [*names, *_DOCUMENTS[title].get("short", [])]:
        assert document in known.find(known.name(name)), name


@pytest.mark.parametrize(
    ("title", "day", "now"),
    [
        ("中华人民共和国婚姻法", "2021-01-01", "中华人民共和国民法典"),
        ("中华人民共和国侵权责任法", "2021-01-01", "中华人民共和国民法典"),
        ("中华人民共和国行政监察法", "2018-03-20", "中华人民共和国监察法"),
        ("中华人民共和国执业医师法", "2022-03-01", "中华人民共和国医师法"),
        ("中华人民共和国环境噪声污染防治法", "2022-06-05", "中华人民共和国生态环境法典"),
        ("信访条例", "2022-05-01", "信访工作条例"),
        ("中华人民共和国大气污染防治法", "2026-08-15", "中华人民共和国生态环境法典"),
        ("森林防火条例", "2026-01-01", "森林草原防灭火条例"),
        ("城市供水条例", "2026-06-01", "供水条例"),
        ("个体工商户条例", "2022-11-01", "促进个体工商户发展条例"),
        ("城乡个体工商户管理暂行条例", "2011-11-01", "促进个体工商户发展条例"),
        ("城市房屋拆迁管理条例", "2011-01-21", "国有土地上房屋征收与补偿条例"),
        ("无照经营查处取缔办法", "2017-10-01", "无证无照经营查处办法"),
        ("中华人民共和国公司登记管理条例", "2022-03-01", "中华人民共和国市场主体登记管理条例"),
        ("国家行政机关公文处理办法", "2012-07-01", "党政机关公文处理工作条例"),
        ("法治政府建设实施纲要(2015—2020年)", "2021-08", "法治政府建设实施纲要(2021—2025年)"),
    ],
)
def test_what_was_repealed_and_what_stands_in_its_place(title: str, day: str, now: str) -> None:
    """The well-known repeals have their day, and lead to what holds today, through all that came between."""
    document = register().documents[title]
    assert document.repealed == day
    current = register().current(document)
    assert current is not None
    assert current.title == now


@pytest.mark.parametrize(
    ("title", "year", "then"),
    [
        ("中华人民共和国环境噪声污染防治法", 2024, "中华人民共和国噪声污染防治法"),
        ("中华人民共和国环境噪声污染防治法", 2026, "中华人民共和国噪声污染防治法"),
        ("中华人民共和国环境噪声污染防治法", 2027, "中华人民共和国生态环境法典"),
        ("全面推进依法行政实施纲要", 2018, "法治政府建设实施纲要(2015—2020年)"),
        ("全面推进依法行政实施纲要", 2024, "法治政府建设实施纲要(2021—2025年)"),
        ("工商行政管理部门处理消费者投诉办法", 2023, "市场监督管理投诉举报处理暂行办法"),
        ("工商行政管理部门处理消费者投诉办法", 2027, "市场监督管理投诉举报处理办法"),
        ("行政机关公务员处分条例", 2026, None),
    ],
)
def test_what_stood_in_its_place_in_a_year(title: str, year: int, then: str | None) -> None:
    """A report is told what held in its own year, not what came after it."""
    known = register()
    current = known.current(known.documents[title], year)
    assert (current.title if current else None) == then


@pytest.mark.parametrize(
    "core",
    ["行政处罚法", "政府信息公开条例", "种子法", "农村土地承包法", "公司法", "住房公积金管理条例"],
)
def test_what_was_only_revised_still_holds(core: str) -> None:
    """A law that was amended under its old title is not repealed."""
    assert [document.repealed for document in register().find(register().name(core))] == [None]


def test_when_a_year_began_without_a_document() -> None:
    """What ended on a year's first day was gone in it; what ended within it was not; months count by their year."""
    assert gone_before("2021-01-01", 2021)
    assert not gone_before("2021-01-02", 2021)
    assert gone_before("2021-08", 2022)
    assert not gone_before("2021-08", 2021)
    assert not gone_before("2021", 2021)


@pytest.mark.parametrize(
    "written", ["(2021-2025年)", "(2021—2025)", "(2021~2025年)", "2021至2025年", "(2021年—2025年)", "(20212025年)"]
)
def test_forms_of_a_period(written: str) -> None:
    """The years of a plan are read in every form in which they are written or come out of a web page."""
    name = register().name(f"法治政府建设实施纲要{written}")
    assert (name.core, name.period) == ("法治政府建设实施纲要", (2021, 2025))


def test_titles_inside_titles() -> None:
    """A nested title is a citation of its own that knows the title around it; brackets left open hide nothing."""
    text = "《关于贯彻〈民法典〉的意见》《甲《乙》办法》《没有关\n《丙》"
    found = {citation.words: citation.outer for citation in find_citations(text)}
    assert found == {
        "关于贯彻〈民法典〉的意见": None,
        "民法典": "关于贯彻〈民法典〉的意见",
        "甲《乙》办法": None,
        "乙": "甲《乙》办法",
        "丙": None,
    }


def test_the_sentence_around_a_place() -> None:
    """A sentence ends at its full stop and is cut where it is endless."""
    assert sentence_around("甲。乙丙丁;戊", 3, 4) == ("乙", "丁")
    before, behind = sentence_around("一" * 1000, 500, 501)
    assert len(before) < 200
    assert len(behind) < 200
