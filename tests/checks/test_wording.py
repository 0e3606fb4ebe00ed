"""Words looked up as they stand are found exactly where the pattern of all of them finds them, however often asked."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from fzlint.checks.figures.wording import Words

_LITERALS = st.text("办结案件,", min_size=1, max_size=3)
_EXPRESSIONS = st.sampled_from(["办(?!结)", "结.?案", "件$", "^案", "(?<=结)件", "[办结]{2}"])


@given(st.lists(_LITERALS | _EXPRESSIONS, max_size=5), st.lists(st.text("办结案件,", max_size=6), max_size=5))
def test_words_are_found_as_their_pattern_finds_them(words: list[str], texts: list[str]) -> None:
    """Literals and small expressions, alone and mixed: the same answer as the alternation of them all."""
    listed = Words(tuple(words))
    pattern = re.compile("|".join(words) or r"(?!)")
    for text in texts:
        assert listed.found(text) == bool(pattern.search(text))
        assert listed.opens(text) == bool(pattern.match(text))


def test_answers_stay_when_words_are_asked_for_often() -> None:
    """From some hundreds of uses on one pattern takes the place of the search word by word."""
    listed = Words(("办结", "结.案"))
    for _ in range(1000):
        assert listed.found("已办结")
        assert listed.found("审结一案")
        assert not listed.found("受理")
        assert listed.opens("办结率")
        assert not listed.opens("已办结")


def test_no_words_are_nowhere() -> None:
    """An empty list finds nothing, as words and as a pattern."""
    assert not Words(()).found("办结")
    assert not Words(()).opens("")
    assert Words(()).pattern.search("办结") is None
