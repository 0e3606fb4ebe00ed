"""Headings of a report: where they stand, of which style and level, and whether text runs on behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fzlint.report.lines import Line
from fzlint.text.numerals import chinese_number

_CN = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"(?P<part>第[{_CN}]{{1,3}}(?:部分|章|节|篇)[、:,.]?)"
    rf"|(?P<han>[{_CN}]{{1,3}}[、.])"
    rf"|(?P<han_bracket>\([{_CN}]{{1,3}}\)[、.]?|[{_CN}]{{1,3}}\)(?!是))"
    r"|(?P<digit>\d{1,2}(?:[.、](?!\d)|\)))"
    r"|(?P<digit_bracket>\(\d{1,2}\)[、.]?)"
    r"|(?P<circled>[①-⑳⑴-⒇⒈-⒛]|[❶-❿])"
    r"|(?P<bullet>[★☆●○■□◆◇▲△◎▶►•·]|——|—(?!—))"
)
_RANKS = {"part": 0, "han": 1, "han_bracket": 2, "digit": 3, "digit_bracket": 4, "circled": 5, "bullet": 6, "plain": 1}
_ITEM = re.compile(rf"(?:[{_CN}]{{1,2}}是|其[{_CN}]{{1,2}}[,:]|第[{_CN}]{{1,2}}[,:])")
_STOP = re.compile(r"[。!?]")
_ENDS_OPEN = tuple(",;、:。!?")
_HAS_NUMBER = re.compile(r"\d")
LONGEST_HEADING = 60  # characters of a heading that has its line for itself
LONGEST_RUN_IN = 40  # characters of a heading that text follows on the same line
FEWEST_SENTENCES = 3  # lines of one short full sentence each that make a style of heading
LONGEST_LEAD = 26  # characters of an unnumbered first sentence that names a paragraph's subject


class Heading(NamedTuple):
    """A heading. Offsets in the view: ``start`` of the marker, ``text`` where the words begin, ``end`` behind them."""

    line: int
    style: str
    level: int
    number: int | None
    start: int
    text: int
    end: int
    run_in: bool


def item_marker(text: str, at: int) -> int:
    """Length of a run-in item's marker (一是, 第一,) at ``at``; 0 if there is none."""
    found = _ITEM.match(text, at)
    return found.end() - at if found else 0


def _number(marker: str) -> int | None:
    digits = re.search(r"\d+", marker)
    if digits:
        return int(digits.group())
    if len(marker) == 1 and not "一" <= marker <= "鿿":
        for first, last in (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛"), ("❶", "❿")):
            if first <= marker <= last:
                return ord(marker) - ord(first) + 1
        return None
    han = re.search(rf"[{_CN}]+", marker)
    return chinese_number(han.group()) if han else None


def _extent(text: str, start: int, end: int, longest: int) -> tuple[int, bool] | None:
    """Where the heading's words from ``start`` end within its line, and whether text follows; None if it is none."""
    stop = _STOP.search(text, start, end)
    if stop is None or stop.end() >= end:
        close = stop.start() if stop else end
        if close - start > LONGEST_HEADING or text.endswith((",", ";", "、"), start, end):
            return None
        if stop and (_HAS_NUMBER.search(text, start, close) or close - start > longest):
            return None
        return close, False
    if stop.start() - start > longest:
        return None
    return stop.start(), True


def find_headings(text: str, lines: Sequence[Line], skip: frozenset[int]) -> list[Heading]:
    """The headings among ``lines`` (those in ``skip``: furniture, title, sign-off, are left out), in order."""
    found: list[Heading] = []
    plain: list[Heading] = []
    sentences: list[Heading] = []
    for index, line in enumerate(lines):
        if index in skip:
            continue
        marker = _MARKER.match(text, line.start, min(line.end, line.start + 12))
        if marker and marker.lastgroup:
            style = marker.lastgroup
            extent = _extent(text, marker.end(), line.end, LONGEST_RUN_IN)
            if extent is None and style in ("part", "han"):
                extent = (min(line.end, marker.end() + LONGEST_HEADING), True)
            if extent and extent[0] > marker.end():
                number = _number(marker.group())
                found.append(
                    Heading(index, style, _RANKS[style], number, line.start, marker.end(), extent[0], extent[1])
                )
        elif (
            line.end - line.start <= LONGEST_RUN_IN
            and not text.endswith(_ENDS_OPEN, line.start, line.end)
            and not item_marker(text, line.start)
            and index + 1 < len(lines)
        ):
            plain.append(Heading(index, "plain", 1, None, line.start, line.start, line.end, False))
        elif (
            line.end - line.start <= LONGEST_RUN_IN
            and text[line.end - 1] == "。"
            and text.find("。", line.start) == line.end - 1
            and not _HAS_NUMBER.search(text, line.start, line.end)
            and not item_marker(text, line.start)
        ):
            sentences.append(Heading(index, "plain", 1, None, line.start, line.start, line.end - 1, False))
    sentences = [heading for heading in sentences if _announces(heading, lines, skip)]
    if len(sentences) >= FEWEST_SENTENCES and not any(heading.level == 1 for heading in found):
        plain = sorted(plain + sentences, key=lambda heading: heading.start)
    return _levels(_with_plain(found, plain, lines, skip))


def _announces(heading: Heading, lines: Sequence[Line], skip: frozenset[int]) -> bool:
    """Whether a much longer paragraph follows the heading's line."""
    following = next((i for i in range(heading.line + 1, len(lines)) if i not in skip), None)
    if following is None:
        return False
    return lines[following].end - lines[following].start > 2 * (heading.end - heading.start)


def _with_plain(
    found: list[Heading], plain: list[Heading], lines: Sequence[Line], skip: frozenset[int]
) -> list[Heading]:
    """Unnumbered lines are headings when a longer paragraph or a numbered heading follows."""
    numbered = {heading.line for heading in found}
    kept = list(found)
    for heading in plain:
        following = next((i for i in range(heading.line + 1, len(lines)) if i not in skip), None)
        if following is None:
            continue
        line = lines[following]
        if following in numbered or line.end - line.start > 1.5 * (heading.end - heading.start):
            kept.append(heading)
    return sorted(kept, key=lambda heading: heading.start)


def _levels(headings: list[Heading]) -> list[Heading]:
    """Levels by the order in which the styles nest in this report (1 is the top)."""
    if not headings:
        return headings
    top = min((h.level for h in headings if h.style not in ("plain", "bullet")), default=9)
    styles = {h.style for h in headings}
    ranks: dict[str, float] = {style: _RANKS[style] for style in styles}
    first = headings[0].style
    if first in ("plain", "bullet") and (top == 9 or sum(h.style == first for h in headings) >= 2):
        ranks[first] = -1.0 if top <= 2 and first == "bullet" else min(top - 0.5, _RANKS[first])
    order = {rank: position for position, rank in enumerate(sorted(set(ranks.values())), start=1)}
    return [
        Heading(h.line, h.style, order[ranks[h.style]], h.number, h.start, h.text, h.end, h.run_in) for h in headings
    ]
