"""What was mended, what is new, what stayed; and the years side by side."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_batch import STATUS, batch, document_of, report

from fzlint.gap.compare import Change, compare

KINDS = {
    ("missing", "met"): "mended", ("weak", "met"): "mended", ("missing", "weak"): "better",
    ("missing", "missing"): "unchanged", ("weak", "weak"): "unchanged", ("weak", "missing"): "worse",
    ("met", "missing"): "new", ("met", "weak"): "new", ("not-applicable", "weak"): "newly_asked",
    ("weak", "not-applicable"): "no_longer_asked", ("met", "met"): None, ("met", "not-applicable"): None,
}  # fmt: skip
NAMES = ("mended", "better", "unchanged", "worse", "new", "newly_asked", "no_longer_asked")


def of(*reports: dict[str, Any]) -> Any:
    """A batch of these reports."""
    return batch(document_of(*reports))


def kinds(change: Change) -> dict[str, str]:
    """Item by kind of change."""
    return {item.id: name for name in NAMES for item in getattr(change, name)}


@pytest.mark.parametrize(("pair", "kind"), KINDS.items())
def test_kind_of_change(pair: tuple[str, str], kind: str | None) -> None:
    """Each pair of verdicts is one kind of change."""
    before, after = of(report("甲镇", 2022, {"S1": pair[0]})), of(report("甲镇", 2023, {"S1": pair[1]}))
    (change,) = compare(after, [before]).changes
    assert kinds(change) == ({"S1": kind} if kind else {})


@given(st.dictionaries(st.sampled_from(("S1", "S2", "S3", "O1.1")), st.tuples(*[st.sampled_from((*STATUS, None))] * 2)))
def test_every_gap_is_in_one_kind(pairs: dict[str, tuple[str | None, str | None]]) -> None:
    """No gap, before or after, is lost or told twice."""
    before = of(report("甲镇", 2022, {item: pair[0] for item, pair in pairs.items() if pair[0]}))
    after = of(report("甲镇", 2023, {item: pair[1] for item, pair in pairs.items() if pair[1]}))
    (change,) = compare(after, [before]).changes
    told = [item.id for name in NAMES for item in getattr(change, name)]
    assert len(told) == len(set(told))
    assert set(told) == {item for item, pair in pairs.items() if {"weak", "missing"} & set(pair)}


def test_bodies_are_known_by_name() -> None:
    """Blanks and the traditional script are no other name; who has no counterpart is told."""
    before = of(
        report("禾湳鎮人民政府", 2022, {"S1": "met"}), report("乙镇", 2022, {"S1": "met"}), report(None, 2022, {})
    )
    after = of(report("禾湳镇 人民政府", 2023, {"S1": "met"}), report("丙镇", 2023, {"S1": "met"}))
    found = compare(after, [before])
    assert [change.after.name for change in found.changes] == ["禾湳镇 人民政府"]
    assert [body.name for body in found.only_now] == ["丙镇"]
    assert [body.name for body in found.only_before] == ["乙镇"]


def test_short_name_joins_the_one_long_name() -> None:
    """A street that left out its district last year is the same; with two candidates none is taken."""
    before = of(report("望潮街道办事处", 2022, {"S1": "met"}))
    one = of(report("东陵区望潮街道办事处", 2023, {"S1": "met"}))
    two = of(report("东陵区望潮街道办事处", 2023, {"S1": "met"}), report("港东区望潮街道办事处", 2023, {"S1": "met"}))
    assert len(compare(one, [before]).changes) == 1
    assert compare(two, [before]).changes == ()
    assert len(compare(two, [before]).only_before) == 1


def test_short_name_of_another_level_is_another_body() -> None:
    """A county bureau's name may end with words that name another body."""
    before = of(report("江县", 2022, {"S1": "met"}, body_level="county"))
    assert compare(of(report("临江县", 2023, {"S1": "met"})), [before]).changes == ()


def test_latest_is_compared_with_the_one_before() -> None:
    """Of several years the nearest counts, in whatever order they are given."""
    runs = [of(report("甲镇", year, {"S1": "missing"})) for year in (2022, 2020, 2021)]
    found = compare(of(report("甲镇", 2023, {"S1": "met"})), runs)
    assert [change.before.year for change in found.changes] == [2022]
    assert [point.year for point in found.trend] == [2020, 2021, 2022, 2023]


def test_years_within_one_batch() -> None:
    """A folder with several years compares them without --compare."""
    found = compare(of(report("甲镇", 2023, {"S1": "met"}), report("甲镇", 2022, {"S1": "weak"})), [])
    assert kinds(found.changes[0]) == {"S1": "mended"}


def test_revision_of_the_same_year() -> None:
    """A draft and its revision are two runs on one year."""
    found = compare(of(report("甲镇", 2023, {"S1": "met"})), [of(report("甲镇", 2023, {"S1": "weak"}))])
    assert kinds(found.changes[0]) == {"S1": "mended"}
    assert [(point.year, point.run) for point in found.trend] == [(2023, 0), (2023, 1)]


def test_trend_of_all_and_of_the_same_bodies() -> None:
    """A body that came late must not be taken for progress."""
    before = of(report("甲镇", 2022, {"S1": "missing"}, score={"value": 40.0}))
    after = of(
        report("甲镇", 2023, {"S1": "missing"}, score={"value": 40.0}),
        report("乙镇", 2023, {"S1": "met"}, score={"value": 100.0}),
    )
    found = compare(after, [before])
    assert [point.average for point in found.trend] == [40.0, 70.0]
    assert [point.average for point in found.steady] == [40.0, 40.0]
    assert [point.contents for point in found.trend] == [(0, 1), (1, 2)]


def test_checklists_of_other_versions_are_told() -> None:
    """A verdict may change because the checklist did."""
    other = document_of(report("甲镇", 2022, {"S1": "met"})) | {"checklist": {"id": "x", "version": "0"}}
    assert len(compare(of(report("甲镇", 2023, {"S1": "met"})), [batch(other)]).versions) == 2
