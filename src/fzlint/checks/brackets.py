"""Brackets, book-title marks and quotation marks that are not closed, not opened, or wrongly nested.

Different widths of one kind pair. Markers of a list (1) a) 一)) and apostrophes are no brackets. A pair may stand over
a hard line break, and a quotation over several paragraphs, each opened anew. Every broken pair is flagged once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from fzlint.checks.context import Context, Flag

MOST = 100  # flags in a report
_OPENS = {"》": "《", "〉": "〈", "”": "“", "’": "‘", ")": "(", "〕": "〔", "】": "【", "]": "["}
_CLOSES = {opener: closer for closer, opener in _OPENS.items()}
_MARK = re.compile(r"[《》〈〉“”‘’()〔〕【】\[\]]")
_FAMILIES = ("(〔【[", "《〈", "“‘")  # marks taken for one another
_SAME_KIND = "《〈“‘"  # must not stand inside themselves
_LIST_MARKER = re.compile(r"(?:^|[\s,.:;。、!?(“])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])$")
_USUAL = "《〈“("  # marks that stand inside others in nearly all reports
_SHOWN = 12  # characters shown of what stands in a broken pair
_DEEPEST = 30  # marks open at once
_AHEAD = 60  # marks looked at to tell how a nesting goes on
_LONGEST_NESTED = 120  # characters of a wrongly nested pair
_WRAPPED = 3  # lines over which a pair may be broken by hard line ends
_PARAGRAPHS = 12  # paragraphs over which a quotation may run


def _sound() -> str:
    """A pattern of lines with nothing wrong: each pair closed, and in it at most usual pairs of other kinds."""
    marks = "".join(map(re.escape, (*_OPENS, *_CLOSES)))
    plain = f"[^{marks}]"
    pairs = {o: (re.escape(o), re.escape(c)) for o, c in _CLOSES.items() if o != "‘"}  # ‘ may be an apostrophe
    inner = {o: f"{opener}{plain}*+{closer}" for o, (opener, closer) in pairs.items() if o in _USUAL}
    outer = [
        f"{opener}(?:{plain}++|{'|'.join(pair for kind, pair in inner.items() if kind != o)})*+{closer}"
        for o, (opener, closer) in pairs.items()
    ]
    return f"(?:{plain}++|{'|'.join(outer)})*+"


_SOUND = re.compile(_sound())


class _Mark(NamedTuple):
    at: int
    char: str


@dataclass(slots=True)
class _LineMarks:
    """A line's marks and what does not pair inside it; ``wrong`` are pairs that are wrong for certain."""

    start: int
    end: int
    marks: list[_Mark]
    opened: list[_Mark] = field(default_factory=list)
    stray: list[_Mark] = field(default_factory=list)
    wrong: list[tuple[int, int, str, str]] = field(default_factory=list)  # start, end, reason, mark
    first: dict[str, _Mark] = field(default_factory=dict)  # the first mark of each pair, by its opening one

    def open(self, mark: _Mark) -> None:
        """Leave ``mark`` open; of very many the oldest is given up."""
        self.opened.append(mark)
        if len(self.opened) > _DEEPEST:
            lost = self.opened.pop(0)
            self.note(lost.at, min(self.end, lost.at + 1 + _SHOWN), "unclosed", lost.char)

    def note(self, start: int, end: int, reason: str, mark: str) -> None:
        """Keep what is wrong for certain."""
        if len(self.wrong) < MOST:
            self.wrong.append((start, end, reason, mark))


def check(context: Context) -> Iterator[Flag]:
    """Flag an opening mark with the words behind it, a stray closing one with the words before it."""
    report, text = context.report, context.text
    judged = [line for index, line in enumerate(report.lines) if index not in report.furniture.lines]
    if all(_SOUND.fullmatch(text, line.start, line.end) for line in judged):
        return iter(())
    lines = [_read(text, line.start, line.end) for line in judged]
    _join(lines)
    return islice(_flags(context, lines), MOST)


def _flags(context: Context, lines: Sequence[_LineMarks]) -> Iterator[Flag]:
    for line in lines:
        for start, end, reason, mark in line.wrong:
            yield Flag(start, end, _said(context, reason, mark), likely=reason == "nested")
        for mark_ in line.opened:
            yield Flag(mark_.at, min(line.end, mark_.at + 1 + _SHOWN), _said(context, "unclosed", mark_.char))
        for mark_ in line.stray:
            yield Flag(max(line.start, mark_.at - _SHOWN), mark_.at + 1, _said(context, "unopened", mark_.char))


def _said(context: Context, reason: str, mark: str) -> Mapping[str, str]:
    fields = {"mark": mark, "other": _CLOSES.get(mark) or _OPENS[mark]}
    return {f"reason_{key}": words.format(**fields) for key, words in context.options["reasons"][reason].items()}


def _read(text: str, start: int, end: int) -> _LineMarks:
    """Pair the marks of one line."""
    line = _LineMarks(start, end, [_Mark(found.start(), found.group()) for found in _MARK.finditer(text, start, end)])
    listed = 0  # brackets closed by what may be a list's marker
    crossed: dict[str, int] = {}
    skip = -1
    for position, mark in enumerate(line.marks):
        line.first.setdefault(_OPENS.get(mark.char, mark.char), mark)
        if position == skip:
            continue
        if len(line.wrong) >= MOST:
            break
        if mark.char in _CLOSES:
            if mark.char == "‘" and _behind_latin(text, mark.at):
                continue
            inside = mark.char in _SAME_KIND and line.opened and line.opened[-1].char == mark.char
            if inside and not _open_again(line, position):
                continue
            line.open(mark)
            continue
        opener = _OPENS[mark.char]
        depth = next((k for k in range(len(line.opened) - 1, -1, -1) if line.opened[k].char == opener), None)
        if depth is not None:
            if mark.char == ")" and line.opened[depth].at < mark.at - 3 and _lists(text, start, mark.at):
                listed += 1
            above = line.opened[depth + 1 :]
            if above:
                _cross(line, position, depth, crossed)
            del line.opened[depth]
        elif crossed.get(mark.char):
            crossed[mark.char] -= 1
        elif mark.char == ")" and _lists(text, start, mark.at):
            continue
        elif mark.char == ")" and listed:
            listed -= 1
        elif _closes_other(line, position):
            line.note(line.opened[-1].at, mark.at + 1, "mixed", line.opened.pop().char)
        elif not (mark.char == "’" and _behind_latin(text, mark.at)):
            if len(line.stray) < MOST:
                line.stray.append(mark)
            if opener in _SAME_KIND:
                skip = _meant(line.marks, position)
    return line


def _closes_other(line: _LineMarks, position: int) -> bool:
    """Whether a closing mark that nothing opened stands where the innermost open mark, one like it, should close."""
    if not line.opened:
        return False
    mark, inner = line.marks[position], line.opened[-1]
    if not any(inner.char in family and _OPENS[mark.char] in family for family in _FAMILIES):
        return False
    pair = (inner.char, _CLOSES[inner.char])
    coming = next((m.char for m in line.marks[position + 1 : position + _AHEAD] if m.char in pair), None)
    return coming != pair[1] and mark.at - inner.at <= _LONGEST_NESTED


def _meant(marks: Sequence[_Mark], position: int) -> int:
    """The mark that belongs to a closing one where an opening one should stand (”甲”, ”甲“): one pair, one finding."""
    following = _next_of_kind(marks, position)
    if following is None:
        return -1
    if marks[following].char == marks[position].char:
        return following
    behind = _next_of_kind(marks, following)
    return following if behind is None or marks[behind].char == marks[following].char else -1


def _behind_latin(text: str, at: int) -> bool:
    """Whether a Latin letter or a digit stands before ``at``: then a single mark is an apostrophe."""
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()


def _lists(text: str, start: int, at: int) -> bool:
    """Whether the bracket at ``at`` closes the marker of a list."""
    return _LIST_MARKER.search(text[max(start, at - 5) : at]) is not None


def _next_of_kind(marks: Sequence[_Mark], position: int) -> int | None:
    """The next mark of the same pair."""
    kind = marks[position].char
    pair = (kind, _CLOSES.get(kind) or _OPENS[kind])
    return next((k for k in range(position + 1, min(len(marks), position + _AHEAD)) if marks[k].char in pair), None)


def _open_again(line: _LineMarks, position: int) -> bool:
    """An opening mark inside its own kind: note what is wrong; False when the mark was meant to close."""
    marks, char = line.marks, line.marks[position].char
    outer = line.opened[-1]
    depth = 2
    for mark in marks[position + 1 : position + _AHEAD]:
        depth += (mark.char == char) - (mark.char == _CLOSES[char])
        if depth == 0:
            if mark.at - outer.at > _LONGEST_NESTED:
                break
            if not any(reason == "nested" and end > outer.at for _, end, reason, _ in line.wrong):
                line.note(outer.at, mark.at + 1, "nested", char)
            return True
    line.opened.pop()
    following = _next_of_kind(marks, position)
    if following is not None and marks[following].char != char:
        line.note(outer.at, min(marks[position].at, outer.at + 1 + _SHOWN), "unclosed", char)
        return True
    line.note(outer.at, marks[position].at + 1, "reversed", char)
    return False


def _cross(line: _LineMarks, position: int, depth: int, crossed: dict[str, int]) -> None:
    """Marks still open above the one that closes: they close behind it (crossed), or never."""
    mark = line.marks[position]
    ahead = line.marks[position + 1 : position + _AHEAD]
    for inner in line.opened[depth + 1 :]:
        closer = _CLOSES[inner.char]
        following = next((m for m in ahead if m.char in (inner.char, closer)), None)
        if following and following.char == closer:
            line.note(line.opened[depth].at, following.at + 1, "crossed", inner.char)
            crossed[closer] = crossed.get(closer, 0) + 1
        else:
            line.note(inner.at, min(mark.at + 1, inner.at + 1 + _SHOWN), "unclosed", inner.char)
    del line.opened[depth + 1 :]


def _join(lines: Sequence[_LineMarks]) -> None:
    """Pair across lines: hard line ends, and quotations of several paragraphs."""
    for number, line in enumerate(lines):
        for mark in list(line.opened):
            if _closed_later(lines, number, mark):
                line.opened.remove(mark)


def _closed_later(lines: Sequence[_LineMarks], number: int, mark: _Mark) -> bool:
    """Whether a mark left open in line ``number`` is closed in one of the next; what that uses up is removed."""
    closer = _CLOSES[mark.char]
    absorbed: list[tuple[_LineMarks, _Mark]] = []
    for later in range(number + 1, min(len(lines), number + 1 + _PARAGRAPHS)):
        line = lines[later]
        first = line.first.get(mark.char)
        if first is None:
            if later - number >= _WRAPPED and not absorbed:
                return False
            continue
        if first.char == closer:
            if first not in line.stray:
                return False
            line.stray.remove(first)
            break
        if first.at != line.start or mark.char not in "“‘":
            return False
        if first in line.opened:
            absorbed.append((line, first))
            continue
        last = line.marks[-1]
        if not (last.char == closer and line.end - last.at <= 2 and _spans(line, first, last)):
            return False
        break
    else:
        return False
    for line, opener in absorbed:
        line.opened.remove(opener)
    return True


def _spans(line: _LineMarks, first: _Mark, last: _Mark) -> bool:
    """Whether the quotation that opens a line closes it."""
    return not any(m.char == last.char for m in line.marks if first.at < m.at < last.at)
