"""Widths, padding and line breaking."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.output.width import char_width, pad, text_width, wrap

TEXTS = st.text(
    st.one_of(
        st.sampled_from("法治政府建设2024年，。、；：（）《》“”abcXYZ .,:%-/"),
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")),
    ),
    max_size=200,
)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("fzlint", 6),
        ("法治", 4),
        ("２０２４", 8),
        ("“放管服”", 8),
        ("e\u0301", 1),
        ("ｶﾅ", 2),
        ("😀", 2),
        ("…", 1),
    ],
)
def test_width_of(text: str, columns: int) -> None:
    """Chinese counts as two columns, combining marks as none."""
    assert text_width(text) == columns


@given(TEXTS, st.integers(0, 300))
def test_padding_fills_the_columns(text: str, columns: int) -> None:
    """A padded text is as wide as asked, or as it was."""
    assert text_width(pad(text, columns)) == max(columns, text_width(text))


@given(TEXTS, st.integers(10, 60))
def test_lines_fit_and_nothing_is_lost(text: str, columns: int) -> None:
    """No line is too wide, and all characters but blanks come out in their order."""
    lines = wrap(text, columns, first="  1. ", rest="     ")
    assert all(text_width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(("1." + text).split())


@given(TEXTS.filter(lambda text: not text.startswith(tuple("，。、；：）》”.,:%"))), st.integers(30, 60))
def test_closing_punctuation_does_not_begin_a_line(text: str, columns: int) -> None:
    """Up to four closing signs stay with what they close."""
    for before, line in zip(wrap(text, columns), wrap(text, columns)[1:], strict=False):
        if line.startswith(("，", "。", "、", "；", "）", "》")):
            assert before[-1:] in "，。、；：）》”（《“.,:%-/"


@pytest.mark.parametrize("text", ["结案率为86.8%。", "2021—2025年", "checklist-format.md"])
def test_numbers_and_words_stay_whole(text: str) -> None:
    """A number is never broken over two lines."""
    for columns in range(24, 40):
        joined = "\n".join(wrap("一二三四五六七" + text, columns))
        for whole in ("86.8%", "2021", "2025", "checklist-format.md"):
            assert whole not in text or whole in joined


def test_hostile_lengths_are_quick() -> None:
    """A word, a row of brackets or a row of blanks of any length costs no more than its length."""
    start = time.perf_counter()
    for text in ("a" * 300_000, "（" * 300_000, " " * 300_000, "。" * 300_000, "\u0301" * 300_000):
        assert wrap(text, 80)
    assert time.perf_counter() - start < 10


def test_every_character_has_a_width() -> None:
    """No code point raises."""
    assert {char_width(chr(code)) for code in range(0x110000)} == {0, 1, 2}
