"""Results as bytes: what is read back is what was stored, and what is no stored result is told so."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.gate import stored as module
from fzlint.gate.running.linting import Outcome
from fzlint.gate.stored import Restorer, Stored, StoredError, store
from fzlint.result import Answer, Failure, Finding, Result, Score, Verdict
from fzlint.text.places import Place, Spot

TEXT = st.text(st.characters(), max_size=20)  # lone surrogates too: bytes of a file name in a message
MAYBE = st.none() | TEXT
NUMBER = st.integers(0, 2**53)
SPOT = st.builds(Spot, TEXT, st.none() | NUMBER, st.none() | NUMBER, st.none() | st.tuples(NUMBER, NUMBER, NUMBER))
PLACE = st.builds(Place, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, MAYBE, st.none() | SPOT)
PLACES = st.lists(PLACE, max_size=3).map(tuple)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
FINDING = st.builds(Finding, TEXT, TEXT, TEXT, TEXT, TEXT, TEXTS, PLACE, PLACES, TEXT)
RESULT = st.builds(
    Result,
    path=TEXT,
    error=st.none() | st.builds(Failure, TEXT, TEXT),
    kind=MAYBE,
    title=MAYBE,
    body=MAYBE,
    body_level=MAYBE,
    year=st.none() | st.integers(),
    profile=MAYBE,
    script=MAYBE,
    format=TEXT,
    document=TEXT,
    verdicts=st.lists(st.builds(Verdict, TEXT, TEXT, PLACES), max_size=3).map(tuple),
    findings=st.lists(FINDING, max_size=3).map(tuple),
    answers=st.lists(st.builds(Answer, PLACE, TEXT, st.none() | PLACE), max_size=3).map(tuple),
    broken=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    figures=st.tuples(NUMBER, NUMBER),
    score=st.builds(Score, st.none() | st.floats(allow_nan=False), st.dictionaries(TEXT, NUMBER, max_size=3)),
)
# What is set after linting: by --select, by waivers and by the baseline.
AFTER = {Result: {"selected"}, Finding: {"waived", "known"}}


@given(RESULT, TEXT)
def test_what_is_restored_is_what_was_stored(result: Result, path: str) -> None:
    """All but the path comes back, whatever it is."""
    restorer = Restorer()
    assert restorer.result(store(result), path) == dataclasses.replace(result, path=path)
    lean = Outcome(dataclasses.replace(result, path=path)).lean().result
    assert restorer.result(store(result), path, evidence=False) == lean


@given(RESULT, st.data())
def test_places_as_ci_knows_them_come_back(result: Result, data: st.DataObject) -> None:
    """The located result differs from the other in the places of its findings only."""
    places = data.draw(st.lists(PLACE, min_size=len(result.findings), max_size=len(result.findings)))
    findings = [dataclasses.replace(f, place=place) for f, place in zip(result.findings, places, strict=True)]
    located = dataclasses.replace(result, findings=tuple(findings))
    restorer = Restorer()
    kept = store(result, located)
    assert restorer.located(kept, restorer.result(kept, result.path)) == located


@pytest.mark.parametrize("kind", [Result, Finding, Verdict, Answer, Failure, Score, Place, Spot])
def test_no_field_is_forgotten(kind: type[Any]) -> None:
    """A new field must be stored, or be known to be set after linting: this list is looked over then."""
    fields = {field.name for field in dataclasses.fields(kind)} - AFTER.get(kind, set())
    assert len(fields) == {Result: 17, Finding: 9, Verdict: 3, Answer: 3, Failure: 2, Score: 2, Place: 7, Spot: 4}[kind]


@given(RESULT, st.data())
def test_damaged_bytes_are_told(result: Result, data: st.DataObject) -> None:
    """A torn part is a StoredError, and a changed one raises nothing else."""
    kept = store(result)
    at = data.draw(st.integers(0, len(kept.brief) - 1))
    torn = Stored(kept.brief[:at], kept.evidence)
    with pytest.raises(StoredError):
        Restorer().result(torn, "a.txt")
    flipped = bytearray(kept.brief)
    flipped[at] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(StoredError):
        Restorer().result(Stored(bytes(flipped), kept.evidence), "a.txt")


@pytest.mark.parametrize(
    "data", [None, [], {}, 7, "x", [[]] * 7, [None, [None] * 9, 3, [], [], [0, 0], [None, {}]], [1, 2, 3, 4, 5, 6, 7]]
)
def test_json_of_another_shape_is_told(data: object) -> None:
    """Another program's JSON, or one of another version, is no result."""
    packed = zlib.compress(json.dumps(data).encode())
    with pytest.raises(StoredError):
        Restorer().result(Stored(packed, packed), "a.txt")


def test_a_part_that_unpacks_to_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that would fill the memory are not unpacked."""
    monkeypatch.setattr(module, "MOST_BYTES", 10_000)
    bomb = zlib.compress(b"[" + b" " * 1_000_000 + b"]")
    with pytest.raises(StoredError):
        Restorer().result(Stored(bomb, bomb), "a.txt")


def test_deeply_nested_json_is_told() -> None:
    """No stack of the interpreter is exhausted."""
    packed = zlib.compress(b"[" * 200_000)
    with pytest.raises(StoredError):
        Restorer().result(Stored(packed, packed), "a.txt")


def test_words_of_many_results_are_held_once() -> None:
    """Thousands of results share their remedies and bases."""
    place = Place(1, 1, 1, 1, "")
    finding = Finding("S4", "first", "error", "没有写", "写上", ("规定",), place, (), "f")
    kept = store(Result("a.txt", findings=(finding,)))
    restorer = Restorer()
    first, second = (restorer.result(kept, name).findings[0] for name in ("a.txt", "b.txt"))
    assert first.remedy is second.remedy
    assert first.basis is second.basis
