"""Two scripts in one report, and characters that a conversion between the scripts got wrong (機製, 全麵, 谘詢).

The script of a report is the one that most of its telling characters belong to. The author's characters are looked at,
not the normalised view. Every wrong word is flagged once, at its first place; its other places are related ones.
"""

from __future__ import annotations

import re
from collections import Counter
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
_SIGNS_BEYOND = "—·〇•"  # signs of reports that the Simplified character set lacks
_FIRST_IDEOGRAPH = "\u3400"
_LONGEST_QUOTED = 12  # a name in quotation marks may keep its own script


def check(context: Context) -> Iterator[Flag]:
    """Flag runs of the other script, and in Traditional text the words of the list of wrong conversions."""
    report, options = context.report, context.options
    if not report.view.traditional and _is_gb2312(report.view.text):
        return
    text = _author(report.view, 0, len(report.view.text))
    lines = [line for index, line in enumerate(report.lines) if index not in report.furniture.lines]
    used = set(text)
    traditional = _beyond_gb2312(used) & traditional_characters()
    if not traditional:
        return
    simple = (used & _simplified()) - frozenset(options["fine_in_traditional"])
    traditional -= frozenset(options["fine_in_simplified"])
    counts = Counter(text)
    is_traditional = sum(counts[char] for char in traditional) > sum(counts[char] for char in simple)
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


def _is_gb2312(text: str) -> bool:
    """Whether all ideographs are of the Simplified character set of 1980, by a quick test that may miss it."""
    missing = len(text) - len(text.encode("gb2312", "ignore").decode("gb2312"))
    return missing == sum(map(text.count, _SIGNS_BEYOND)) or not _beyond_gb2312(set(text))


def _beyond_gb2312(characters: set[str]) -> set[str]:
    """The ideographs that the Simplified character set of 1980 lacks; where there is none, none is Traditional only."""
    known = "".join(characters).encode("gb2312", "ignore").decode("gb2312")
    return {char for char in characters.difference(known) if char >= _FIRST_IDEOGRAPH}


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


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
    return not (opened >= 0 and closed >= 0 and closed - opened <= _LONGEST_QUOTED)


@cache
def _shapes(words: tuple[str, ...], character: str) -> tuple[frozenset[str], tuple[tuple[int, int], ...]]:
    """``words`` with where ``character`` stands in them and how long they are, the longest first."""
    shapes = {(word.index(character), len(word)) for word in words}
    return frozenset(words), tuple(sorted(shapes, key=lambda shape: (-shape[1], shape[0])))


def _around(text: str, at: int, words: Sequence[str], character: str) -> tuple[int, int] | None:
    """The longest of ``words`` that stands where its ``character`` is at ``at``."""
    known, shapes = _shapes(tuple(words), character)
    for offset, length in shapes:
        if at >= offset and text[at - offset : at - offset + length] in known:
            return at - offset, at - offset + length
    return None


def _wrong(text: str, lines: Sequence[Line], entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int, str]]:
    """Wrong words with what is right: start, end, right."""
    used = [entry for entry in entries if entry["has"] in text]
    for line in lines if used else ():
        for entry in used:
            character = entry["has"]
            at = text.find(character, line.start, line.end)
            while at >= 0:
                place = _around(text, at, entry["in"], character) if "in" in entry else None
                if place is None and entry.get("everywhere"):
                    before = at > line.start and "一" <= text[at - 1] <= "鿿"
                    place = (at - 1, at + 1) if before else (at, min(line.end, at + 2))
                if place and not ("right" in entry and _around(text, at, entry["right"], character)):
                    yield *place, text[slice(*place)].replace(character, entry["for"])
                at = text.find(character, at + 1, line.end)
