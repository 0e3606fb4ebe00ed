"""Findings as CI marks them: what is missing at the heading where it belongs, paths as CI knows them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.output.located import located, shared_path
from fzlint.reading.source import Source
from fzlint.result import Finding

TEXT = """青石镇人民政府2024年度法治政府建设情况报告

一、2024年工作情况
（一）学习宣传
镇党委会议专题学习习近平法治思想4次，举办宪法宣传活动12场。
（二）行政执法
全年办理行政处罚案件36件，立案36宗，结案18宗，结案率为93.5%。
二、存在的不足
一是部分干部运用法治思维的能力不强，执法不规范。
三、2025年工作安排
一是开展执法培训4期，着力解决执法不规范的问题。
"""


def findings(text: str) -> dict[str, Finding]:
    """The located findings of a report by code."""
    linter = Linter(shipped())
    source = Source("a.txt", text, "utf-8")
    result = linter.lint(source)
    shown = located(result, linter.read(source), linter.checklist)
    assert [f.fingerprint for f in shown.findings] == [f.fingerprint for f in result.findings]
    assert [f.place.quote for f in shown.findings] == [f.place.quote for f in result.findings]
    return {finding.code: finding for finding in shown.findings}


def test_what_is_missing_is_marked_where_it_belongs() -> None:
    """An outline item at the heading of the measures, a content of no single part at the title."""
    found = findings(TEXT)
    mediation = found["O7.1"].place
    assert (mediation.line, mediation.quote, mediation.section) == (3, "", "一、2024年工作情况")
    first = found["S4"].place
    assert (first.line, first.quote, first.section) == (1, "", None)


def test_places_know_the_headings_above_them() -> None:
    """The section of a place is the path from the highest heading down."""
    place = findings(TEXT)["C2"].place
    assert place.line == 7
    assert place.section == "一、2024年工作情况 / （二）行政执法"


def test_without_headings() -> None:
    """A report without headings has its missing contents at the title."""
    plain = "\n".join(line for line in TEXT.splitlines() if "、" not in line[:2] and not line.startswith("（"))
    for finding in findings(plain).values():
        assert finding.place.line >= 1
        assert finding.place.section is None


@pytest.mark.parametrize(
    "text", ["青石镇人民政府2024年度法治政府建设情况报告", "一、\n二、\n" * 50, "x", "（一）" * 400]
)
def test_hardly_a_report(text: str) -> None:
    """Whatever the document is, every finding has a line that exists."""
    lines = len(text.splitlines())
    assert all(1 <= finding.place.line <= lines for finding in findings(text).values())


def test_paths_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative to the workspace whatever the working folder is; what lies elsewhere stays as it is."""
    (tmp_path / "repo" / "年报").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo" / "年报")
    root = str(tmp_path / "repo")
    assert shared_path("a.txt", root) == "年报/a.txt"
    assert shared_path(str(tmp_path / "repo" / "b.txt"), root) == "b.txt"
    assert shared_path("./x/../a.txt", os.curdir) == "a.txt"
    assert shared_path("../../c.txt", root) == "../../c.txt"
    assert shared_path("/elsewhere/d.txt", root) == "/elsewhere/d.txt"
    assert shared_path("-", root) == "-"
    assert shared_path("a\0b", root) == "a\0b"
