"""Text of a report made harmless."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.output.neutral import neutral, quoted

HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]|::|##\\w*\\["
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("结案率86.8%", "结案率86.8%"),
        ("第一行\n　　第二行\t末", "第一行 第二行 末"),
        ("\x1b[31m红\x1b[0m字", "红字"),
        ("\x1b]0;标题\x07正文", "正文"),
        ("\x1b]8;;http://a\x1b\\链接\x1b]8;;\x1b\\", "链接"),
        ("\x9b2J清屏", "清屏"),
        ("\x1b未完", "\ufffd未完"),
        ("响\x07铃\x00", "响\ufffd铃\ufffd"),
        ("反\u202e向\u2066", "反向"),
        ("::error file=a::坏", ": :error file=a: :坏"),
        ("##[error]坏 ##vso[task]", "## [error]坏 ## vso[task]"),
        (":::x", ": : :x"),
        ("名\udcff\udc80", "名\\xff\\x80"),
        ("\ud800", "\ufffd"),
        ("## 标题", "## 标题"),
        ("８：３０", "８：３０"),
    ],
)
def test_shown(text: str, shown: str) -> None:
    """What each kind of harmful text becomes; harmless text stays as it is."""
    assert neutral(text) == shown


@given(st.text(st.one_of(st.sampled_from("\x1b[]#:;0m\x07\\\x9b\x9d法 \n"), st.characters()), max_size=80))
def test_nothing_harmful_is_left(text: str) -> None:
    """Whatever a report holds, nothing that steers a terminal or a CI is left, and it can be written as UTF-8."""
    shown = neutral(text)
    assert not HARMFUL.search(shown)
    assert neutral(shown) == shown
    shown.encode()


@given(st.text(max_size=400), st.integers(12, 100))
def test_quotes_are_short(text: str, most: int) -> None:
    """A quote is one line of bounded length."""
    assert len(quoted(text, most)) <= most + 2
    assert "\n" not in quoted(text, most)


def test_a_long_quote_shows_its_beginning_and_end() -> None:
    """Both ends of a long quote can be found in the report."""
    shown = quoted("开头的话，" + "中间" * 100 + "，末尾的话。")
    assert shown.startswith("开头的话，")
    assert shown.endswith("，末尾的话。")
    assert "……" in shown


def test_a_million_characters_are_quick() -> None:
    """A line of a million characters is looked at only as far as it is shown."""
    start = time.perf_counter()
    for text in ("字" * 1_000_000, "\x1b[" * 500_000, "\x1b]" * 500_000, ":" * 1_000_000, " " * 1_000_000):
        quoted(text)
    assert time.perf_counter() - start < 1
