"""The furniture of a web page around a report: index tables, breadcrumbs, buttons, footers; and its metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fzlint.report.dates import find_dates
from fzlint.report.lines import Line
from fzlint.report.words import HeadWords, rx
from fzlint.text.view import View

HEAD_LINES = 160  # lines in which the head of a document is looked for
_FOOT_LINES = 60
_SEPARATOR = r"(?:\s?[\]】]\s?[:|]?|\s?:\|?|\|)"
_CLOCK = re.compile(r"[\d:.\-/年月日星期一二三四五六日周]*")
_GAP = re.compile(r"\s+")
_EDGES = "|[]【】:;,·•*>-_"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that do not belong to the report (indices), and metadata: value, start and end in the view.

    ``metadata`` has the keys issuer, written, published, title, source, number, as far as the page gives them.
    """

    lines: frozenset[int]
    metadata: Mapping[str, tuple[str, int, int]]


@cache
def _keys(groups: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """An expression for a key with its separator, longest key first, and what each key means."""
    meaning = {key: group for group, keys in groups for key in keys}
    longest_first = sorted(meaning, key=len, reverse=True)
    return re.compile(rf"[\[【]?(?P<key>{'|'.join(map(re.escape, longest_first))}){_SEPARATOR}"), meaning


def key_pattern(words: HeadWords) -> tuple[re.Pattern[str], dict[str, str]]:
    """The expression for a metadata key with its separator, and the meaning of each key."""
    return _keys(tuple(words.metadata.items()))


@cache
def _pieces(pieces: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(pieces, key=len, reverse=True))) + ")++")


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
    numbered = rx(words.title.not_start_pattern)
    pattern, _ = key_pattern(words)
    for index, line in enumerate(lines[:HEAD_LINES]):
        length = line.end - line.start
        if length > words.furniture.longest:
            return index
        if (length >= 30 and text.endswith(("。", ":", ";", "!"), line.start, line.end)) or (
            length >= 50 and text.find("。", line.start, line.end) >= 0
        ):
            if not pattern.match(text, line.start + _bullet(text, line, words), line.end):
                return index
        elif text.startswith(("一、", "(一)", "第一部分"), line.start) and numbered.match(text, line.start, line.end):
            return index
    return min(len(lines), HEAD_LINES)


def _bullet(text: str, line: Line, words: HeadWords) -> int:
    found = rx(words.metadata_bullet_pattern).match(text, line.start, line.end)
    return found.end() - line.start if found else 0


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
    pattern, meaning = key_pattern(words)
    start, end = line.start, line.end
    keys = list(pattern.finditer(text, start, end))
    if keys and (len(keys) > 1 or keys[0].start() <= start + _bullet(text, line, words)):
        before = keys[0].start() - start
        _note(view, keys, end, meaning, metadata)
        return before <= 12 or rx(words.title.subject_pattern).search(text, start, keys[0].start()) is None
    bare = text[start:end].strip(_EDGES)
    if bare in meaning:
        _note_below(view, lines, index, words, metadata, found)
        return True
    if rx(marks.crumb_pattern).search(text, start, end) or not bare or _pieces(marks.pieces).fullmatch(text, start, end):
        return True
    number = rx(marks.number_pattern).fullmatch(text, start, end)
    if number:
        metadata.setdefault("number", (view.place(start, end).quote, start, end))
        return True
    if text[start].isdigit() and _CLOCK.fullmatch(text, start, end):
        for _, first, last in find_dates(text, start, end):
            metadata.setdefault("published", (view.place(first, last).quote, first, last))
            return True
    if rx(marks.letterhead_pattern).fullmatch(text, start, end):
        return True
    if end - start > 70 or not rx(marks.whole_pattern).fullmatch(text, start, end):
        return False
    return rx(words.title.subject_pattern).search(text, start, end) is None


def _note(
    view: View, keys: list[re.Match[str]], end: int, meaning: dict[str, str], metadata: dict[str, tuple[str, int, int]]
) -> None:
    """Keep the values behind ``keys``: each up to the next key, or to a gap with another key behind it."""
    text = view.text
    for position, key in enumerate(keys):
        group = meaning[key["key"]]
        first = key.end()
        last = keys[position + 1].start() if position + 1 < len(keys) else end
        if group == "other" or group in metadata:
            continue
        if group != "title":
            last = _before_gap(view, first, last)
        _keep(view, group, first, last, text, metadata)


def _keep(
    view: View, group: str, first: int, last: int, text: str, metadata: dict[str, tuple[str, int, int]]
) -> None:
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
    pattern, meaning = key_pattern(words)
    if index + 1 >= len(lines):
        return
    line, below = lines[index], lines[index + 1]
    if below.end - below.start > 80:
        return
    bare = text[line.start : line.end].strip(_EDGES)
    value = text[below.start : below.end].strip(_EDGES)
    if value in meaning or pattern.match(text, below.start + _bullet(text, below, words), below.end):
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
    first = max(head, len(lines) - _FOOT_LINES)
    pieces = _pieces(marks.pieces)
    behind = len(lines)
    for index in range(len(lines) - 1, first - 1, -1):
        line = lines[index]
        length = line.end - line.start
        stop = text.find("。", line.start, line.end)
        if length > words.furniture.longest or (stop >= 0 and length > 60) or text.startswith("一、", line.start):
            break
        if rx(marks.foot_from_pattern).search(text, line.start, line.end):
            behind = index
        elif rx(marks.foot_line_pattern).search(text, line.start, line.end) or pieces.fullmatch(
            text, line.start, line.end
        ):
            found.add(index)
    found.update(range(behind, len(lines)))
