"""The furniture of a web page around a report: index tables, breadcrumbs, buttons, footers; and its metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from fzlint.report.dates import find_dates
from fzlint.report.lines import Line
from fzlint.report.words import HeadWords, holds, rx
from fzlint.text.view import View

HEAD_LINES = 160  # lines in which the head of a document is looked for
_FOOT_LINES = 60
_BULLETS = 4  # characters that may stand before a key
_SEPARATOR = re.compile(r"[\]】][:|]?|:\|?|\|")
_CLOCK = re.compile(r"[\d:.\-/年月日星期一二三四五六日周]*")
_GAP = re.compile(r"\s+")
_EDGES = "|[]【】:;,·•*>-_"


class Furniture(NamedTuple):
    """Lines that do not belong to the report (indices), and metadata: value, start and end in the view.

    ``metadata`` has the keys issuer, written, published, title, source, number, as far as the page gives them.
    """

    lines: frozenset[int]
    metadata: Mapping[str, tuple[str, int, int]]


class Key(NamedTuple):
    """A metadata key with its separator: what it means, where it starts, where its value begins."""

    meaning: str
    start: int
    end: int


@cache
def _meanings(groups: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[dict[str, str], int]:
    meaning = {key: group for group, keys in groups for key in keys}
    return meaning, max(map(len, meaning), default=0)


def _meaning(words: HeadWords) -> tuple[dict[str, str], int]:
    return _meanings(tuple(words.metadata.items()))


def find_keys(text: str, start: int, end: int, words: HeadWords) -> list[Key]:
    """The metadata keys between ``start`` and ``end``: the longest known key before each separator."""
    meaning, longest = _meaning(words)
    found: list[Key] = []
    floor = start
    for separator in _SEPARATOR.finditer(text, start, end):
        at = separator.start()
        for length in range(min(longest, at - floor), 0, -1):
            group = meaning.get(text[at - length : at])
            if group:
                first = at - length - (at - length > floor and text[at - length - 1] in "[【")
                found.append(Key(group, first, separator.end()))
                floor = separator.end()
                break
    return found


def _columns(view: View, line: Line, words: HeadWords) -> list[Key]:
    """The keys of a line whose columns only blanks part (键  值  键  值; a key may hold blanks itself: 索 引 号)."""
    meaning, longest = _meaning(words)
    start, end = view.raw_offset(line.start), view.raw_offset(line.end - 1) + 1
    pieces = view.raw[start:end].split()
    if len(pieces) < 2:
        return []
    found: list[Key] = []
    at, position = line.start, 0
    while position < len(pieces):
        joined = ""
        for count in range(1, min(longest, len(pieces) - position) + 1):
            joined += view.text[at + len(joined) : at + len(joined) + len(pieces[position + count - 1])]
            group = meaning.get(joined)
            if group or len(joined) > longest:
                break
        else:
            group = None
        if group:
            found.append(Key(group, at, at + len(joined)))
            position += count
            at += len(joined)
        else:
            at += len(pieces[position])
            position += 1
    return found if found and found[0].start == line.start and found[0].end < line.end else []


@cache
def _sorted(pieces: tuple[str, ...]) -> tuple[frozenset[str], int]:
    return frozenset(pieces), max(map(len, pieces), default=0)


def _of_pieces(line: str, pieces: tuple[str, ...]) -> bool:
    """Whether ``line`` consists of such pieces only, taken greedily."""
    known, longest = _sorted(pieces)
    at = 0
    while at < len(line):
        length = next((n for n in range(min(longest, len(line) - at), 0, -1) if line[at : at + n] in known), 0)
        if not length:
            return False
        at += length
    return True


def find_furniture(view: View, lines: Sequence[Line], words: HeadWords) -> Furniture:
    """The furniture among ``lines`` of ``view``: before the text begins and after it ends."""
    text = view.text
    found: set[int] = set()
    metadata: dict[str, tuple[str, int, int]] = {}
    head = text_begins(text, lines, words)
    for index in range(min(len(lines), head)):
        line = lines[index]
        if index in found or line.end - line.start > words.furniture.longest:
            continue
        if _in_head(view, lines, index, words, metadata, found):
            found.add(index)
    _foot(text, lines, head, words, found)
    return Furniture(frozenset(found), metadata)


def text_begins(text: str, lines: Sequence[Line], words: HeadWords) -> int:
    """The index of the first line that is text (a numbered heading or a sentence), not head."""
    for index, line in enumerate(lines[:HEAD_LINES]):
        length = line.end - line.start
        if length > words.furniture.longest:
            return index
        if (length >= 30 and text.endswith(("。", ":", ";", "!"), line.start, line.end)) or (
            length >= 50 and text.find("。", line.start, line.end) >= 0
        ):
            if not _starts_with_key(text, line, find_keys(text, line.start, line.end, words), words):
                return index
        elif text.startswith(words.title.first_numbers, line.start, line.end):
            return index
    return min(len(lines), HEAD_LINES)


def _starts_with_key(text: str, line: Line, keys: Sequence[Key], words: HeadWords) -> bool:
    if not keys:
        return False
    before = text[line.start : keys[0].start]
    return len(before) <= _BULLETS and not before.strip(words.metadata_bullets)


def _in_head(
    view: View,
    lines: Sequence[Line],
    index: int,
    words: HeadWords,
    metadata: dict[str, tuple[str, int, int]],
    found: set[int],
) -> bool:
    """Whether a line before the text is furniture; its metadata is noted."""
    text, line, marks = view.text, lines[index], words.furniture
    start, end = line.start, line.end
    content = text[start:end]
    keys = find_keys(text, start, end, words) or _columns(view, line, words)
    if keys and (len(keys) > 1 or _starts_with_key(text, line, keys, words)):
        _note(view, keys, end, metadata)
        return keys[0].start - start <= 12 or rx(words.title.subject_pattern).search(content) is None
    bare = content.strip(_EDGES)
    if bare in _meaning(words)[0]:
        _note_below(view, lines, index, words, metadata, found)
        return True
    if not bare or holds(content, marks.crumbs) or sum(map(content.count, marks.crumb_signs)) > 1:
        return True
    if end - start > 70:
        return False
    if _of_pieces(content, marks.pieces) or content.endswith(marks.letterhead_ends):
        return True
    if "号" in content and rx(marks.number_pattern).fullmatch(content):
        metadata.setdefault("number", (view.place(start, end).quote, start, end))
        return True
    if content[0].isdigit() and _CLOCK.fullmatch(content):
        for _, first, last in find_dates(text, start, end):
            metadata.setdefault("published", (view.place(first, last).quote, first, last))
            return True
    if not holds(content, marks.holds) and not content.endswith(marks.ends):
        return False
    return rx(words.title.subject_pattern).search(content) is None


def _note(view: View, keys: Sequence[Key], end: int, metadata: dict[str, tuple[str, int, int]]) -> None:
    """Keep the values behind ``keys``: each up to the next key, or to a gap with another key behind it."""
    text = view.text
    for position, key in enumerate(keys):
        group = key.meaning
        first = key.end
        last = keys[position + 1].start if position + 1 < len(keys) else end
        if group == "other" or group in metadata:
            continue
        if group != "title":
            last = _before_gap(view, first, last)
        _keep(view, group, first, last, text, metadata)


def _keep(view: View, group: str, first: int, last: int, text: str, metadata: dict[str, tuple[str, int, int]]) -> None:
    while first < last and text[first] in _EDGES:
        first += 1
    while last > first and text[last - 1] in _EDGES:
        last -= 1
    if first < last and group not in metadata:
        metadata[group] = (view.place(first, last).quote, first, last)


def _before_gap(view: View, first: int, last: int) -> int:
    """The end of a value that a wide gap, or a gap before an unknown key, closes."""
    if last <= first:
        return last
    raw = view.place(first, last).quote
    removed = 0
    for gap in _GAP.finditer(raw):
        width = gap.end() - gap.start()
        rest = raw[gap.end() : gap.end() + 40]
        if width > 1 or gap.group() == "\t" or ":" in rest or "：" in rest:
            return first + gap.start() - removed
        removed += width
    return last


def _note_below(
    view: View,
    lines: Sequence[Line],
    index: int,
    words: HeadWords,
    metadata: dict[str, tuple[str, int, int]],
    found: set[int],
) -> None:
    """A key that has its line for itself: its value may stand on the next, when a further key follows that."""
    text = view.text
    meaning, _ = _meaning(words)
    if index + 1 >= len(lines):
        return
    line, below = lines[index], lines[index + 1]
    if below.end - below.start > 80:
        return
    bare = text[line.start : line.end].strip(_EDGES)
    value = text[below.start : below.end].strip(_EDGES)
    keys = find_keys(text, below.start, below.end, words)
    if value in meaning or _starts_with_key(text, below, keys, words):
        return
    after = text[lines[index + 2].start : lines[index + 2].end].strip(_EDGES) if index + 2 < len(lines) else ""
    dated = any(True for _ in find_dates(text, below.start, below.end)) and len(value) < 20
    if after in meaning or dated or (index - 1 in found and bare == text[line.start : line.end] and len(value) < 30):
        if meaning[bare] == "title" or rx(words.title.subject_pattern).search(value):
            return
        found.add(index + 1)
        if meaning[bare] != "other":
            _keep(view, meaning[bare], below.start, below.end, text, metadata)


def _foot(text: str, lines: Sequence[Line], head: int, words: HeadWords, found: set[int]) -> None:
    """Add the lines behind the report."""
    marks = words.furniture
    behind = len(lines)
    for index in range(len(lines) - 1, max(head, len(lines) - _FOOT_LINES) - 1, -1):
        line = lines[index]
        length = line.end - line.start
        if length > marks.longest:
            break
        content = text[line.start : line.end]
        if (length > 60 and "。" in content) or content.startswith(words.title.first_numbers):
            break
        bare = content.lstrip("[【(|")
        if holds(content, marks.foot_holds) or (bare.startswith(marks.foot_from) and not content.endswith("。")):
            behind = index
        elif bare.startswith(marks.foot_lines) or _of_pieces(content, marks.pieces):
            found.add(index)
    found.update(range(behind, len(lines)))
