"""A word typed twice in a row: 进一步进一步, 全面全面, 的的.

Two characters must be a word of their own (in 构建共建共治 they are not). Lists in the options tell rhetorical doubling
(一件一件), words that meet at a boundary (党组织组织党员), single characters of different words (目的的, 为了了解).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from fzlint.checks.context import Context, Flag

MOST = 100  # flags in a report
MOST_LOOKED_UP = 20  # units of two characters in a report
_TWICE = re.compile(r"([一-鿿]{2,8})\1")
_NUMERAL = re.compile(r"[零一二三四五六七八九十百千万亿两]+")
_CELLS = re.compile(r"[\t\u3000]|\s{2}")


@cache
def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _pattern(patterns: Sequence[str]) -> re.Pattern[str]:
    return _either(tuple(patterns))


def check(context: Context) -> Iterator[Flag]:
    """Flag both copies of a word that stands twice."""
    return islice(_flags(context), MOST)


def _flags(context: Context) -> Iterator[Flag]:
    report, text = context.report, context.text
    single = tuple(pattern for char, pattern in context.options["single"].items() if char + char in text)
    looked_up: set[str] = set()
    for index, line in enumerate(report.lines):
        if index in report.furniture.lines:
            continue
        found = _TWICE.search(text, line.start, line.end)
        while found:
            short = len(found[1]) == 2 and len(set(found[1])) == 2
            if short and len(looked_up) < MOST_LOOKED_UP:
                looked_up.add(found[1])
            if short and not (found[1] in looked_up and is_word(found[1])):  # parts of neighbours: 构建|共建|共治
                found = _TWICE.search(text, found.start() + 1, line.end)
                continue
            if not _may_stand(context, found):
                yield Flag(*found.span(), {"word": found[1], "found": found.group()})
            found = _TWICE.search(text, found.end(), line.end)
        for found in _either(single).finditer(text, line.start, line.end) if single else ():
            yield Flag(*found.span(), {"word": found.group()[0], "found": found.group()})


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether jieba's dictionary has ``word``: its file is searched as it stands, which only a suspicion costs."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        return True
    return f"\n{word} ".encode() in b"\n" + Path(package.origin).with_name("dict.txt").read_bytes()


def _may_stand(context: Context, found: re.Match[str]) -> bool:
    """Whether the word may stand twice here."""
    text, options = context.text, context.options
    word, start, end = found[1], found.start(), found.end()
    if len(set(word)) == 1 or _NUMERAL.fullmatch(word) or word in options["allowed"]:
        return True
    if _pattern(options["each"]).match(word):
        return True
    following = text[end : end + 4]
    if word in options["verbs"] and not (
        "一" <= following[:1] <= "鿿" and not following.startswith(tuple(options["after"]))
    ):
        return True
    if following.startswith(tuple(options["suffixes"])):
        return True
    boundary = options["boundaries"].get(word)
    if boundary and all(
        (
            text.endswith(tuple(boundary.get("behind", ("",))), max(0, start - 6), start),
            following.startswith(tuple(boundary.get("before", ("",)))),
        )
    ):
        return True
    middle = start + len(word)
    first, second = context.report.view.raw_offset(middle - 1), context.report.view.raw_offset(middle)
    return _CELLS.search(context.report.view.raw, first + 1, second) is not None  # two cells of a table
