"""Two scripts in one report, and characters that a conversion between the scripts got wrong (機製, 全麵, 谘詢).

The script of a report is the one that most of its telling characters belong to. The author's characters are looked at,
not the normalised view. Every wrong word is flagged once, at its first place; its other places are related ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from fzlint.checks.context import Context, Flag
from fzlint.report.lines import Line
from fzlint.text.script import has_traditional, simplified, traditional_characters
from fzlint.text.view import View

MOST = 30  # flags in a report
MOST_RELATED = 50
_GAP = 6  # neutral characters inside a run of the other script
_LONGEST_QUOTED = 12  # a name in quotation marks may keep its own script


def check(context: Context) -> Iterator[Flag]:
    """Flag runs of the other script, and in Traditional text the words of the list of wrong conversions."""
    report, options = context.report, context.options
    if not report.view.traditional and not _beyond_gb2312(report.view.text):
        return
    text = _author(report.view, 0, len(report.view.text))
    lines = [line for index, line in enumerate(report.lines) if index not in report.furniture.lines]
    used = set(text)
    traditional = used & _traditional()
    if not traditional:
        return
    simple = (used & _simplified()) - frozenset(options["fine_in_traditional"])
    traditional -= frozenset(options["fine_in_simplified"])
    counted = {char: text.count(char) for char in traditional | simple}
    is_traditional = sum(counted[c] for c in traditional) > sum(counted[c] for c in simple)
    places: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    if is_traditional:
        for start, end, right in _wrong(text, lines, options["wrong"]):
            places.setdefault((text[start:end], right, "wrong"), []).append((start, end))
    foreign = simple if is_traditional else traditional
    for start, end in _runs(text, lines, foreign) if foreign else ():
        if is_traditional or _belongs_to_text(text, start, end):
            word = text[start:end]
            right = word if is_traditional else simplified(word)
            places.setdefault((word, right, "simplified" if is_traditional else "traditional"), []).append((start, end))
    for (word, right, reason), found in sorted(places.items(), key=lambda item: item[1][0])[:MOST]:
        yield Flag(*found[0], _said(options, reason, word, right, len(found)), found[1 : MOST_RELATED + 1])


def _said(options: Mapping[str, Any], reason: str, word: str, right: str, count: int) -> dict[str, str]:
    return {
        f"reason_{language}": words.format(word=word, right=right, count=count)
        for language, words in options["reasons"][reason].items()
    }


def _beyond_gb2312(text: str) -> bool:
    """Whether a text holds characters that the Simplified character set of 1980 lacks: it costs little to ask."""
    return len(text.encode("gb2312", "ignore").decode("gb2312")) != len(text)


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _traditional() -> frozenset[str]:
    """Characters of Traditional script only: they have a Simplified form, and Simplified character sets lack them."""
    return frozenset(char for char in traditional_characters() if not _encodes(char, "gb2312"))


@cache
def _simplified() -> frozenset[str]:
    """Characters of Simplified script only: forms of Traditional ones that the Traditional character set lacks."""
    forms = {simplified(char) for char in traditional_characters()}
    return frozenset(char for char in forms if _encodes(char, "gb2312") and not _encodes(char, "big5"))


def _author(view: View, start: int, end: int) -> str:
    """The author's characters for the view's from ``start`` to ``end``, one for one (the view drops blanks)."""
    if end <= start:
        return ""
    first, last = view.raw_offset(start), view.raw_offset(end - 1)
    if last - first == end - 1 - start:
        return view.raw[first : last + 1]
    middle = (start + end) // 2
    return _author(view, start, middle) + _author(view, middle, end)


def _runs(text: str, lines: Sequence[Line], foreign: set[str]) -> Iterator[tuple[int, int]]:
    """Runs of ``foreign`` characters, with few characters common to both scripts between."""
    one = "[" + re.escape("".join(sorted(foreign))) + "]"
    pattern = re.compile(rf"{one}(?:[一-鿿]{{0,{_GAP}}}{one})*")
    for line in lines:
        for found in pattern.finditer(text, line.start, line.end):
            yield found.span()


def _belongs_to_text(text: str, start: int, end: int) -> bool:
    """Whether Traditional characters in a Simplified text are its own words, not the name of a person or a firm."""
    run = text[start:end]
    if len(run) == 1 and not has_traditional(run):
        return False
    opened = max(text.rfind(mark, max(0, start - _LONGEST_QUOTED), start) for mark in "“《「『")
    closed = min((at for mark in "”》」』" if (at := text.find(mark, end, end + _LONGEST_QUOTED)) >= 0), default=-1)
    return not (0 <= opened and 0 <= closed and closed - opened <= _LONGEST_QUOTED)


@cache
def _wrong_words(words: tuple[str, ...], characters: str) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(f"{listed}|[{characters}]" if characters else listed)


def _wrong(text: str, lines: Sequence[Line], entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int, str]]:
    """Wrong words with what is right: start, end, right."""
    by_character = {entry["has"]: entry for entry in entries}
    words = tuple(word for entry in entries for word in entry.get("in", ()))
    everywhere = "".join(entry["has"] for entry in entries if entry.get("everywhere"))
    for line in lines:
        for found in _wrong_words(words, everywhere).finditer(text, line.start, line.end):
            entry = next(by_character[char] for char in found.group() if char in by_character)
            at = found.start() + found.group().index(entry["has"])
            if any(_stands(text, word, entry["has"], at) for word in entry.get("right", ())):
                continue
            start, end = found.span()
            if end - start == 1:
                start, end = (
                    (start - 1, end) if "一" <= text[start - 1 : start] <= "鿿" else (start, min(line.end, end + 1))
                )
            yield start, end, text[start:end].replace(entry["has"], entry["for"])


def _stands(text: str, word: str, character: str, at: int) -> bool:
    """Whether ``word`` stands where its ``character`` is at ``at``."""
    return text.startswith(word, max(0, at - word.index(character))) and at >= word.index(character)
