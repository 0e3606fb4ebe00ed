"""Fingerprints survive edits elsewhere, renumbering, other line ends and a move; no two findings share one."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fzlint.checklist.loading import shipped
from fzlint.fingerprints import copy_of, document_id, document_of, finding_id, in_document, words_of
from fzlint.linting import Linter
from fzlint.reading.source import Source
from fzlint.result import Finding, Result

ROOT = Path(__file__).parents[2]
REPORTS = [*sorted((ROOT / "examples").glob("*.txt")), *sorted((ROOT / "tests/data/constructed").glob("*.txt"))]
TEXTS = [path.read_text(encoding="utf-8-sig").replace("\r\n", "\n") for path in REPORTS]
NAMELESS = """2024年度法治政府建设情况报告

2024年，我镇认真落实上级部署，全年受理调解案件{cases}件，调解成功{settled}件。现将有关情况报告如下。

一、主要举措和成效

我镇组织干部学法4次，开展普法讲座12场，受众860人次。办理行政处罚案件31件，全部录入平台。

二、存在的不足

一是执法人员力量不足，持证人员仅有3人，主要原因是编制空缺。二是普法形式单一，群众参与度不高。

三、下一步工作安排

2025年，我镇将招录执法人员2名，创新普法形式，开展巡回宣讲20场。
"""
# Words that no item asks for and in which there is nothing to find fault with.
PLAIN = st.text(alphabet="山水风云日月星河草木春夏秋冬晨昏远近", min_size=5, max_size=40).map(
    lambda words: f"{words}。"
)
HAN = "一二三四五六七八九十"
TOP = re.compile(r"^([\s#]*)([一二三四五六七八九])(?=、)", re.M)
SUB = re.compile(r"^([\s#]*[(（])([一二三四五六七八九])(?=[)）])", re.M)
RUN_IN = re.compile(r"(?<=[。；：，\n　 ])()([一二三四五六七八九])(?=是)")
reports = st.sampled_from(TEXTS)


@cache
def linter() -> Linter:
    return Linter(shipped())


@cache
def lint(text: str, path: str = "report.txt") -> Result:
    return linter().lint(Source(path, text, "utf-8"))


def fingerprints(text: str, path: str = "report.txt", *, without: tuple[str, ...] = ()) -> Counter[str]:
    return Counter(f.fingerprint for f in lint(text, path).findings if f.code not in without)


def lost(before: str, after: str) -> list[Finding]:
    """Findings that are still made, on the same words and with the same message, but have another fingerprint.

    What an edit mends or turns into something else (a number that is no longer left out) is none of them.
    """
    there = fingerprints(after)
    still = {(f.code, words_of(f.place.quote), f.message) for f in lint(after).findings}
    return [
        finding
        for finding in lint(before).findings
        if finding.fingerprint not in there and (finding.code, words_of(finding.place.quote), finding.message) in still
    ]


def places_in(text: str) -> list[int]:
    """Lines of the body before which a paragraph can be put: behind the title, before the sign-off."""
    report = linter().read(Source("report.txt", text, "utf-8"))
    fixed = {*report.head.sign_off_lines, *report.furniture.lines, *report.head.title_lines}
    starts = [report.view.line_of(line.start) - 1 for at, line in enumerate(report.lines) if at not in fixed]
    return starts[1:]


def renumbered(text: str, by: int) -> str:
    """The numbers of headings and run-in items raised by ``by``: 一、 becomes 二、."""

    def raised(found: re.Match[str]) -> str:
        return found[1] + HAN[min(HAN.index(found[2]) + by, 9)]

    for pattern in (TOP, SUB, RUN_IN):
        text = pattern.sub(raised, text)
    return text


@settings(max_examples=80, deadline=None)
@given(reports, st.lists(PLAIN, min_size=1, max_size=3), st.data())
def test_paragraphs_put_in_elsewhere(text: str, paragraphs: list[str], data: st.DataObject) -> None:
    """A paragraph that is put in changes no fingerprint of a finding that is still there."""
    at = data.draw(st.sampled_from(places_in(text)))
    lines = text.split("\n")
    changed = "\n".join([*lines[:at], *paragraphs, *lines[at:]])
    assert lost(text, changed) == []
    kept = (fingerprints(text) & fingerprints(changed)).total()
    assert kept >= 0.8 * len(lint(text).findings)


@settings(max_examples=40, deadline=None)
@given(reports, st.integers(1, 3))
def test_headings_and_items_renumbered(text: str, by: int) -> None:
    """Findings on headings and items with other numbers are known again; D2 speaks of the numbers themselves."""
    changed = renumbered(text, by)
    assert changed != text or not TOP.search(text)
    assert fingerprints(text, without=("D2",)) - fingerprints(changed) == Counter()


@settings(max_examples=40, deadline=None)
@given(
    reports | st.just(NAMELESS.format(cases=96, settled=94)),
    st.sampled_from(["\r\n", "\r", "\n\n"]),
    st.sampled_from(["稿二.txt", "别处/年报.txt", "-", "/a b/定稿.md"]),
)
def test_moved_with_other_line_ends(text: str, end: str, path: str) -> None:
    """Another name, another folder, other line ends: every fingerprint stays, whether the body has a name or not."""
    assert fingerprints(text.replace("\n", end), path) == fingerprints(text)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in REPORTS])
def test_no_two_findings_share_one(text: str) -> None:
    """Within a report every fingerprint is there once, and all begin with the document's name."""
    result = lint(text)
    assert [name for name, count in fingerprints(text).items() if count > 1] == []
    assert {document_of(finding.fingerprint) for finding in result.findings} <= {result.document}
    assert re.fullmatch("[0-9a-f]{12}", result.document)


def test_the_same_words_twice() -> None:
    """Findings on the same words are told apart, and a third one changes neither of the first two."""
    text, twice, thrice = (NAMELESS.format(cases=96, settled="XX件，其中XX"[:end]) for end in (2, 8, 8))
    thrice = thrice.replace("12场", "XX场")
    found = [[f.fingerprint for f in lint(t).findings if f.code == "T1"] for t in (text, twice, thrice)]
    assert [len(set(names)) for names in found] == [1, 2, 3]
    assert found[0] == found[1][:1]
    assert found[1] == found[2][:2]


def test_reports_without_a_name_are_told_apart() -> None:
    """Two reports that name no body, with the same findings, share no fingerprint."""
    one, other = NAMELESS.format(cases=96, settled=94), NAMELESS.format(cases=140, settled=139)
    assert (lint(one).body, lint(other).body, lint(one).title) == (None, None, lint(other).title)
    codes = [[finding.code for finding in lint(text).findings] for text in (one, other)]
    assert codes[0] == codes[1] != []
    assert fingerprints(one) & fingerprints(other) == Counter()


@settings(max_examples=30, deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=2), st.data())
def test_edits_of_a_report_without_a_name(paragraphs: list[str], data: st.DataObject) -> None:
    """A report that names no body is known again after paragraphs were put in and items renumbered."""
    text = NAMELESS.format(cases=96, settled=94)
    at = data.draw(st.sampled_from(places_in(text)))
    lines = text.split("\n")
    changed = renumbered("\n".join([*lines[:at], *paragraphs, *lines[at:]]), 1)
    assert lint(changed).document == lint(text).document


def test_another_year_or_body_is_another_document() -> None:
    """The year and the body are part of every fingerprint; blanks in a name are not."""
    names = {document_id(body, year) for body in ("青溪镇", "芦港镇") for year in (2023, 2024, None)}
    assert len(names) == 6
    assert document_id("青溪镇 人民政府", 2024) == document_id("青溪镇人民政府", 2024)


def test_a_verdict_that_gets_worse_has_another_fingerprint() -> None:
    """What was weak and is missing now is not what was known."""
    found = {f.code: f for text in TEXTS for f in lint(text).findings if f.code == "S3"}
    assert found
    texts = [text for text in TEXTS if any(f.code == "S3" for f in lint(text).findings)]
    statuses = {v.status: next(f for f in lint(t).findings if f.code == "S3") for t in texts
                for v in lint(t).verdicts if v.item == "S3"}  # fmt: skip
    assert set(statuses) == {"weak", "missing"}
    assert in_document(statuses["weak"].fingerprint) != in_document(statuses["missing"].fingerprint)


@given(st.text(max_size=60))
@example("一、")
@example("(一)")
@example("。。。")
def test_words_are_never_empty_where_there_are_any(quote: str) -> None:
    """A marker that is all there is stays; blanks and what follows the first sentence go."""
    words = words_of(quote).partition("\0")[2]
    assert bool(words) == bool("".join(quote.split()))
    assert words_of(f" {quote}\n") == words_of(quote)


@pytest.mark.parametrize(
    "quote",
    ["三、规范执法", "（三）规范执法", "(12) 规范执法", "3.规范执法", "3、规范执法", "③规范执法", "## 三、规范执法",
     "第三部分 规范执法", "三是规范执法", "其三，规范执法", "规范执法。县里抽查的5份案卷有缺页。"],
)  # fmt: skip
def test_numbers_and_explanations_are_no_words(quote: str) -> None:
    """A heading or an item is known again by what it says."""
    assert words_of(quote) == words_of("规范执法")


@pytest.mark.parametrize("quote", ["2024年规范执法", "一些规范执法", "98.1%规范执法", "三百件规范执法"])
def test_figures_are_words(quote: str) -> None:
    """A number that is no marker belongs to what is said."""
    assert words_of(quote) != words_of("规范执法")


@given(st.integers(1, 5), st.integers(1, 5))
def test_copies_have_fingerprints_of_their_own(one: int, other: int) -> None:
    """The second finding of a name gets another one, of the same document."""
    fingerprint = document_id("青溪镇", 2024) + finding_id("S4", "x")
    names = copy_of(fingerprint, one), copy_of(fingerprint, other)
    assert (names[0] == names[1]) == (one == other)
    assert all(re.fullmatch("[0-9a-f]{32}", name) and document_of(name) == fingerprint[:12] for name in names)
