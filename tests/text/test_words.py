"""Many words in one pass: every occurrence that a search word by word finds, at the same places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.text.words import WordFinder

_SIGNS = st.text(alphabet="法治政府建。, \n𠀀\x00", max_size=30)
_WORDS = st.lists(st.text(alphabet="法治政府建。𠀀\x00", min_size=1, max_size=4), unique=True, max_size=12)


def _one_by_one(words: list[str], text: str) -> set[tuple[int, int, int]]:
    return {
        (at, at + len(word), number)
        for number, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    }


@given(_WORDS, _SIGNS)
def test_all_occurrences_are_found(words: list[str], text: str) -> None:
    """Nested and overlapping words too, in the order of their ends; offsets are code points."""
    found = list(WordFinder(words).find(text))
    assert len(found) == len(set(found))
    assert set(found) == _one_by_one(words, text)
    assert [end for _, end, _ in found] == sorted(end for _, end, _ in found)


def test_half_a_surrogate_pair_moves_nothing() -> None:
    """A broken document may hold one; the words around it are found where they stand."""
    assert list(WordFinder(["法治", "政府"]).find("法治\ud800政府\udc00")) == [(0, 2, 0), (3, 5, 1)]


@given(_WORDS, st.integers(1, 12), _SIGNS)
def test_a_long_text_is_looked_through_in_pieces(words: list[str], piece: int, text: str) -> None:
    """Where it is cut changes nothing, neither what is found nor the order."""
    finder = WordFinder(words)
    with pytest.MonkeyPatch.context() as patch:
        whole = list(finder.find(text))
        patch.setattr("fzlint.text.words._PIECE", piece)
        assert list(finder.find(text)) == whole
