"""The model holds all of the JSON, and counts it rightly."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_batch import HOSTILE, STATUS, batch, document, document_of, hostile, report

from fzlint.gap.model import CONTENTS, Batch
from fzlint.messages import LANGUAGES
from fzlint.output.stored import ShapeError


def test_every_report_is_there() -> None:
    """No file is dropped: judged, of another kind, or unreadable."""
    data = document()
    count = len(data["reports"])
    data["reports"][1]["kind"] = "plan"
    data["reports"].append({"path": "x.pdf", "error": {"kind": "binary", "message": "x.pdf 不是文本"}})
    found = batch(data)
    assert len(found.bodies) == count - 1
    assert {body.path for body in found.unjudged} == {data["reports"][1]["path"], "x.pdf"}


def test_matrix_holds_every_verdict() -> None:
    """A cell is the verdict of its report on its item."""
    data = document()
    found = batch(data)
    for row, told in zip(found.matrix, data["reports"], strict=True):
        cells = {item.id: cell for item, cell in zip(found.items, row.cells, strict=True) if cell}
        assert cells == {verdict["item"]: verdict["status"] for verdict in told["verdicts"]}


def test_most_often_missing_comes_first() -> None:
    """Counts of an item are those of the verdicts, in falling order."""
    found = batch()
    counts = [len(count.missing) for count in found.item_counts]
    assert counts == sorted(counts, reverse=True)
    for count in found.item_counts:
        assert len(count.missing) == sum(body.status(count.item.id) == "missing" for body in found.bodies)
        assert count.applicable + len(count.not_applicable) == len(found.bodies)


def test_rankings_are_within_levels_and_ties_share_a_rank() -> None:
    """A township is not ranked against a county."""
    scores = [(70.0, "township"), (90.0, "township"), (90.0, "township"), (10.0, "county"), (None, "township")]
    reports = [
        report(f"甲{i}", 2024, {"S1": "met"}, body_level=level, score={"value": value})
        for i, (value, level) in enumerate(scores)
    ]
    county, township = batch(document_of(*reports)).rankings
    assert (county.level, county.average) == ("county", 10.0)
    assert [rank for rank, _ in township.rows] == [1, 1, 3, 4]
    assert township.average == 83.3


def test_score_formula_gives_the_score() -> None:
    """The formula that is shown adds up to the score that is shown."""
    for page in batch().pages():
        assert page.body.score.value == pytest.approx(sum(part.points for part in page.score), abs=0.051)


def test_pages_tell_each_verdict_once() -> None:
    """Contents, outline and what does not apply together are all verdicts; each that does not apply has a reason."""
    for page in batch().pages():
        assert sorted(line.item.id for line in page.lines) == sorted(v.item for v in page.body.verdicts)
        assert all(line.item.group == CONTENTS for line in page.contents)
        assert all(line.reason for line in page.left_out)
        assert {line.status for line in page.gaps} <= {"missing", "weak"}
        told = len(page.findings) + sum(finding.code in page_items(page) for finding in page.body.findings)
        assert told == len(page.body.findings)


def page_items(page: Any) -> set[str]:
    """The items of a page."""
    return {line.item.id for line in page.lines}


def test_reasons() -> None:
    """Why an item was not asked: the year, or that this level may be silent on it."""
    items = {"O1.1": "not-applicable", "O3.1": "not-applicable"}
    of_2019, of_2023 = batch(document_of(report("甲镇", 2019, items), report("甲镇", 2023, items))).pages()
    assert {line.reason for line in of_2019.left_out} == {"year"}
    assert {line.item.id: line.reason for line in of_2023.left_out}["O3.1"] == "silent"


def test_doubts_are_told() -> None:
    """What was not recognised makes the verdicts less sure."""
    strange = report(None, None, {"S1": "met"}, body_level=None, kind="unknown", profile="general", broken=["C1"])
    (page,) = batch(document_of(strange)).pages()
    assert page.doubts == ("kind", "body", "level", "year", "broken")
    assert page.note


def test_items_of_another_checklist_are_kept() -> None:
    """Results of an older checklist may hold items that this one lacks."""
    found = batch(document_of(report("甲镇", 2023, {"S1": "met", "O99.1": "missing"})))
    assert [item.id for item in found.items] == ["S1", "O99.1"]
    assert found.page(found.bodies[0]).gaps[0].item.id == "O99.1"


def test_text_of_strangers_is_one_harmless_line() -> None:
    """No control character and no line end reaches a format."""
    found = batch(hostile())
    texts = [found.bodies[0].label, found.bodies[0].path, *(f.message for f in found.bodies[0].findings)]
    assert HOSTILE not in texts
    assert not any(char in text for text in texts for char in "\x1b\u202e\n\r\t")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("schema_version"),
        lambda d: d.update(schema_version=2),
        lambda d: d.update(reports={}),
        lambda d: d.update(reports=[1]),
        lambda d: d["reports"][0].update(path=None),
        lambda d: d["reports"][0].update(year="2024"),
        lambda d: d["reports"][0].update(year=True),
        lambda d: d["reports"][0].update(error="x"),
        lambda d: d["reports"][0]["verdicts"][0].update(status="good"),
        lambda d: d["reports"][0]["verdicts"][0].update(status=["met"]),
        lambda d: d["reports"][0]["verdicts"][0].update(evidence=[{"line": -1}]),
        lambda d: d["reports"][0]["findings"][0].update(severity="fatal"),
        lambda d: d["reports"][0]["findings"][0].update(related=[None]),
        lambda d: d["reports"][0]["answers"].append({"answered": "maybe"}),
        lambda d: d["reports"][0].update(score={"value": float("nan")}),
        lambda d: d["reports"][0].update(score={"value": 101}),
        lambda d: d["reports"][0].update(broken=7),
    ],
)
def test_other_json_is_refused(spoil: Any) -> None:
    """A stored file that is something else is told, not half read."""
    data = document()
    spoil(data)
    with pytest.raises(ShapeError):
        batch(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(data=st.data(), value=JSON)
def test_any_change_is_read_or_refused(data: st.DataObject, value: Any) -> None:
    """Whatever stands in the place of a value, the answer is a batch or a ShapeError."""
    one = document_of(copy.deepcopy(document()["reports"][0]))
    node: Any = one
    while True:
        keys = sorted(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            node[key] = value
            break
        node = node[key]
    try:
        found = batch(one)
    except ShapeError:
        return
    for page in found.pages():
        assert page.body in found.bodies


@given(st.lists(st.dictionaries(st.sampled_from(("S1", "S2", "O1.1")), st.sampled_from(STATUS)), max_size=8))
def test_counts_add_up(statuses: list[dict[str, str]]) -> None:
    """Every verdict is counted once, whatever they are."""
    found = batch(document_of(*(report(f"甲{i}", 2024, one) for i, one in enumerate(statuses))))
    told = sum(len(getattr(c, s)) for c in found.item_counts for s in ("met", "weak", "missing", "not_applicable"))
    assert told == sum(map(len, statuses))


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(language: str) -> None:
    """Titles are in the language asked for."""
    found: Batch = batch(language=language)
    assert any("一" <= char <= "鿿" for char in found.items[0].title) == (language == "zh")


def test_from_json_text() -> None:
    """The same documents give the same batch."""
    data = document()
    assert batch(data).bodies == batch(json.loads(json.dumps(data))).bodies
