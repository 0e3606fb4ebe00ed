"""What holds for every lint: one broken check costs nothing else, the score's arithmetic, fingerprints."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fzlint.linting as linting
from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source
from fzlint.result import Result

REPORT = (Path(__file__).parent / "data" / "constructed" / "w1_05.txt").read_text(encoding="utf-8")


@cache
def linter() -> Linter:
    return Linter(shipped())


def lint(text: str, path: str = "report.txt") -> Result:
    return linter().lint(Source(path, text, "utf-8"))


def test_broken_check_is_told_and_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that raises is named; verdicts and the other findings are given all the same."""
    whole = lint(REPORT)
    load = linting.load_check

    def broken(context: object) -> list[object]:
        raise RuntimeError("out of order")

    monkeypatch.setattr(linting, "load_check", lambda name: broken if name == "placeholders" else load(name))
    result = lint(REPORT)
    assert [item for item, _ in result.broken] == ["T1"]
    assert result.verdicts == whole.verdicts
    assert result.findings == tuple(f for f in whole.findings if f.code != "T1")


def test_score_is_what_its_formula_says() -> None:
    """60 for the contents and 40 for the outline, by credits over what applies."""
    result = lint(REPORT)
    credit = {"met": 1.0, "weak": 0.5, "missing": 0.0}
    value = 0.0
    for prefix, weight in (("S", 60), ("O", 40)):
        asked = [v for v in result.verdicts if v.item.startswith(prefix) and v.status != "not-applicable"]
        value += weight * sum(credit[v.status] for v in asked) / len(asked)
    assert result.score.value == round(value, 1)
    assert sum(result.score.coverage.values()) == len(result.verdicts) == 38


def test_outline_is_not_asked_before_2021() -> None:
    """A report on 2020 is judged by the five contents only, and its score is theirs alone."""
    result = lint(REPORT.replace("2022年度", "2020年度"))
    assert result.year == 2020
    assert {v.status for v in result.verdicts if v.item.startswith("O")} == {"not-applicable"}
    assert result.profile == "township-before-2021"


def fingerprints(result: Result) -> set[str]:
    return {finding.fingerprint for finding in result.findings if finding.place.quote}


def test_fingerprints_are_unique() -> None:
    """Two findings never share a fingerprint."""
    result = lint(REPORT)
    assert len({finding.fingerprint for finding in result.findings}) == len(result.findings)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3), st.sampled_from(["a/b.txt", "别处/报告.txt"]))
def test_fingerprints_survive_edits_elsewhere_and_a_move(blank_lines: int, path: str) -> None:
    """Blank lines, a sentence elsewhere and another path leave every quoted finding its fingerprint."""
    edited = REPORT.replace("（三）规范行政执法", "\n" * blank_lines + "（三）规范行政执法", 1)
    edited = edited.replace("培训2期58人次", "培训2期58人次，结业考核全部通过", 1)
    assert fingerprints(lint(REPORT)) <= fingerprints(lint(edited, path))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400) | st.lists(st.sampled_from(REPORT.split("\n")), max_size=12).map("\n".join))
def test_any_text_gives_a_result_with_places_inside(text: str) -> None:
    """No text raises, and every place quotes what stands there."""
    result = lint(text)
    assert not result.broken
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in result.findings:
        place = finding.place
        if place.quote and place.line == place.end_line and "*" not in place.quote:
            assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == place.quote


def test_share_of_figures_that_could_be_checked() -> None:
    """The parts and total of a sum and a rate with its figures count as checked, a lone figure does not."""
    head = "青石镇人民政府2024年度法治政府建设情况报告\n一、主要举措和成效\n"
    assert lint(head + "排查隐患168处，整改161处，整改率95.8%。").figures == (1, 3)
    assert lint(head + "办件1476件，其中社保类702件、草原类519件、户籍类255件。").figures == (4, 4)
    assert lint(head + "走访企业512家。").figures == (0, 1)
