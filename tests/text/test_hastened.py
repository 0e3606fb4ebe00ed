"""A pattern made quicker finds what it found before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checklist.loading import shipped
from fzlint.text.patterns import compiled, hastened

_PIECE = st.sampled_from(
    ["法", "治", "[政府]", r"\d", "[一二三]?", "(?:法治|政府)", "(?:依法)?", "法*", "^", "$", "(?<!不)", "(?=府)",
     "[^法]", ".", r"\]", "[0-9-]", "(?:法|)", "(?P<a>治)", r"\\", "[^]", "(?i:a)", "政{2}", r"\b", r"\s"]
)  # fmt: skip
_TEXT = st.text(alphabet="法治政府依不一二三0-9]^\\aA \n", max_size=40)


def _patterns(node: object) -> list[str]:
    """Every string of the checklist that is a regular expression and not a plain word."""
    if isinstance(node, dict):
        return [found for value in node.values() for found in _patterns(value)]
    if isinstance(node, list | tuple):
        return [found for value in node for found in _patterns(value)]
    return [node] if isinstance(node, str) and re.search(r"[\\\[(|?*+]", node) else []


@given(st.lists(st.lists(_PIECE, max_size=4).map("".join), min_size=1, max_size=3).map("|".join), _TEXT)
def test_the_same_is_found(pattern: str, text: str) -> None:
    """Wherever it is looked for, in whatever text."""
    try:
        plain = re.compile(pattern, re.MULTILINE)
    except re.error:
        return
    quick = re.compile(hastened(pattern), re.MULTILINE)
    assert [(m.span(), m.groups()) for m in quick.finditer(text)] == [
        (m.span(), m.groups()) for m in plain.finditer(text)
    ]


def test_the_same_is_found_by_the_checklist() -> None:
    """Its own patterns find the same in its own examples."""
    sections = shipped().data["sections"]
    text = "\n".join(str(value) for value in sections["examples"].values())[:60_000]
    patterns = {
        found for name in ("answering", "facts", "rates", "head", "parts") for found in _patterns(sections[name])
    }
    hastened_ones = 0
    for pattern in sorted(patterns):
        try:
            plain = re.compile(pattern)
        except re.error:
            continue
        source = hastened(pattern)
        hastened_ones += source != pattern
        found = [m.span() for m in re.finditer(source, text)]
        assert found == [m.span() for m in plain.finditer(text)], pattern
    assert hastened_ones > 40


@pytest.mark.parametrize(
    ("pattern", "quick"),
    [
        ("法治|政府", "法治|政府"),
        ("(?<!不)合格", "(?=[合])(?:(?<!不)合格)"),
        (".法", ".法"),
        ("法?", "法?"),
        ("(", "("),
    ],
)
def test_where_a_match_begins(pattern: str, quick: str) -> None:
    """A test is put in front only where Python makes none itself and a match cannot begin with anything."""
    assert hastened(pattern) == quick


def test_what_is_asked_for_often_is_made_quicker() -> None:
    """And is the same pattern to whoever asks."""
    forms = {compiled("(?<!不)合乎规矩").pattern for _ in range(100)}
    assert forms == {"(?<!不)合乎规矩", "(?=[合])(?:(?<!不)合乎规矩)"}
    assert compiled("(?<!不)合乎规矩").search("合乎规矩")
