"""Patterns of a checklist: what must stand in a match, and that none can run away."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checklist.patterns import PatternError, gates_of, refuse_bad


@pytest.mark.parametrize(
    ("pattern", "gates"),
    [
        ("代办.{0,9}点", ("代办",)),
        ("(?:甲乙|丙丁).{0,3}戊", ("丙丁", "甲乙")),
        ("[县区]镇长", ("镇长",)),
        ("(?<!不)应诉", ("应诉",)),
        ("(?:甲乙){1,3}丙", ("甲乙",)),
        ("[甲乙].", ("乙", "甲")),
    ],
)
def test_gates(pattern: str, gates: tuple[str, ...]) -> None:
    """The automaton looks for these literals before the pattern is tried at all."""
    assert gates_of(pattern) == gates


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("甲(", "pattern-invalid"),
        ("甲(?<=a|bc)", "pattern-invalid"),
        ("(" * 2400 + "甲" + ")" * 2400, "pattern-invalid"),
        ("甲" * 5001, "pattern-too-long"),
        ("甲.*乙", "pattern-unbounded"),
        ("甲(?:乙丙)+", "pattern-unbounded"),
        ("甲.{0,1001}乙", "pattern-unbounded"),
        ("甲(?:.{1,10}){1,10}乙", "pattern-runaway"),
        ("甲(?:乙?.{1,3}){20}丙", "pattern-runaway"),
        ("甲(?:..|.|...){0,30}丙", "pattern-runaway"),
        ("甲.{0,90}.{0,90}.{0,90}乙", "pattern-runaway"),
        (".{0,3}", "pattern-without-literal"),
        ("甲?", "pattern-without-literal"),
    ],
)
def test_refused(pattern: str, reason: str) -> None:
    """A pattern that is wrong, or slow on a hostile report, never reaches a report."""
    with pytest.raises(PatternError) as caught:
        gates_of(pattern)
    assert caught.value.reason == f"checklist.{reason}"


@pytest.mark.parametrize(
    "pattern",
    ["甲(?:乙|丙|丁){0,30}戊", "甲(?:、[一-鿿]{4}){0,9}乙", "(?:我|本)(?:局|镇|街道)?长", "甲.{0,40}乙.{0,40}丙"],
)
def test_harmless_repeats_pass(pattern: str) -> None:
    """Repeats whose turns can be told apart are not refused."""
    refuse_bad(pattern)


def test_unbounded_is_allowed_where_the_text_is_short() -> None:
    """Patterns on titles and headings may use * and +, but must be patterns."""
    refuse_bad("甲.*乙.*丙", bounded=False)
    with pytest.raises(PatternError):
        refuse_bad("甲(", bounded=False)


@given(st.from_regex(r"\A甲(?:(?:\(\?:)?[乙.]\{[0-3],[4-9]\}\)?(?:\{1,[2-9]\})?){0,5}丙\Z"))
def test_what_passes_is_fast(pattern: str) -> None:
    """Any pattern that is let through gives up on a text made to keep it busy within a moment."""
    try:
        gates_of(pattern)
    except PatternError:
        return
    begun = time.perf_counter()
    re.search(pattern, "甲" + "乙" * 200)
    assert time.perf_counter() - begun < 1.0
