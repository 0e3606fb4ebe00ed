"""The pieces of a report that are compared: stated shortcomings and next year's arrangements; how either is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fzlint.text.patterns import compiled

_CN = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"(?P<is>[{_CN}]{{1,2}})是(?!否)|第(?P<ordinal>[{_CN}]{{1,2}})(?:[,、:]|是)"
    rf"|其(?P<its>[{_CN}]{{1,2}})(?:[,:]|是)|(?P<kind>[{_CN}])(?:样|则|要|来)[,:]"
    rf"|\((?P<bracket>[{_CN}]{{1,3}}|\d{{1,2}})\)[、.]?|(?P<digit>\d{{1,2}})(?:[.、](?!\d)|\))|(?P<circled>[①-⑩])"
    r"|[●○■◆▶►▪•]"
)
_INSIDE = re.compile(
    rf"(?<=[,:。;])(?:[{_CN}]{{1,2}}是(?!否)|第[{_CN}][,、]|其[{_CN}][,:]|\((?:[{_CN}]|\d{{1,2}})\)|[①-⑩])"
)
_LINE_ITEM = re.compile(rf"(?<=\n)[{_CN}]{{1,2}}是")
_CLAUSE = re.compile(r"[,:;。!?]")
_SHORTEST_TITLE = 6
LONGEST_TITLE = 40  # characters of a shortcoming that count as what it is about
LONGEST_READ = 500  # characters of one piece that are read; a longer sentence is hostile or none
MOST_SHORTCOMINGS = 40
MOST_ARRANGEMENTS = 80
MOST_PIECES = 30  # of one arrangement


@dataclass(slots=True)
class Shortcoming:
    """A stated shortcoming. Offsets in the view: ``start``, ``end`` before its cause, ``title`` end of its first words.

    ``causes``: places of its causes; ``section``, ``paragraph``: where it stands; ``hidden``: admitted outside the
    part on shortcomings; ``headed``: it has a heading of its own.
    """

    start: int
    end: int
    title: int
    section: int
    paragraph: int
    hidden: bool = False
    headed: bool = False
    causes: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Arrangement:
    """An arrangement for next year: its whole place and its statements, offsets in the view.

    ``slogan``: one call among many in a sentence that only calls.
    """

    start: int
    end: int
    section: int
    paragraph: int
    pieces: list[tuple[int, int]] = field(default_factory=list)
    slogan: bool = False

    def add(self, start: int, end: int) -> None:
        """A further statement of it."""
        self.end = end
        if len(self.pieces) < MOST_PIECES:
            self.pieces.append((start, end))


class _Phrase:
    """A list of phrases as one pattern."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, phrases: Phrases, owner: type) -> re.Pattern[str]:
        source = phrases.sources.get(self._name)
        if source is None:
            source = phrases.sources[self._name] = "|".join(phrases.data[self._name]) or r"(?!)"
        return compiled(source)


class Phrases:
    """The phrases of the checklist's section ``answering`` as patterns, by the names they have there."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.sources: dict[str, str] = {}

    openers = _Phrase()
    containers = _Phrase()
    cause_headings = _Phrase()
    causes = _Phrase()
    causes_inside = _Phrase()
    causes_leading = _Phrase()
    parallel_ends = _Phrase()
    lacks = _Phrase()
    also = _Phrase()
    planned = _Phrase()
    slogans = _Phrase()
    vague_plans = _Phrase()


def marker_at(text: str, at: int) -> re.Match[str] | None:
    """The marker of an item (一是, 第一, (1)) that stands at ``at``."""
    return _MARKER.match(text, at)


def number_of(marker: re.Match[str] | None) -> str | None:
    """The numeral of a marker; empty for a bullet."""
    if marker is None:
        return None
    return marker.group(marker.lastgroup) if marker.lastgroup else ""


def first_item(text: str, start: int, end: int) -> int | None:
    """Where the first item inside ``start`` to ``end`` begins: behind punctuation, or at a line's start."""
    inside = _INSIDE.search(text, start + 1, end)
    line = _LINE_ITEM.search(text, start + 1, end)
    found = [match.start() for match in (inside, line) if match]
    return min(found, default=None)


def split_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The statement cut before items that follow a comma or colon inside it."""
    begin = start
    for cut in _INSIDE.finditer(text, start + 1, end):
        yield begin, cut.start()
        begin = cut.start()
    yield begin, end


def title_end(text: str, start: int, end: int, phrases: Phrases) -> int:
    """Where the first words of an item end: its first clause, with the second when the first is short or a cause."""
    marker = marker_at(text, start)
    at = marker.end() if marker else start
    lead = phrases.causes_leading.match(text, at, end)
    at = lead.end() if lead else at
    limit = min(end, at + LONGEST_TITLE)
    for stop in _CLAUSE.finditer(text, at, limit):
        if stop.start() - at >= _SHORTEST_TITLE:
            return stop.start()
    return max(limit, min(start, end))
