"""The sign-off of a report: the lines of body and date at its end, or right under its title."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from fzlint.report.dates import find_dates
from fzlint.report.furniture import Furniture
from fzlint.report.lines import Line
from fzlint.report.names import Name, is_organ, is_party, level_of, make_name, names_in, without_party
from fzlint.report.words import HeadWords, rx
from fzlint.text.view import View

_STOP = re.compile(r"[。;!?,]")
_BLANK_DATE = re.compile(r"\(?20\d\d年\d{0,2}月\d{0,2}日\)?")  # its month or day is still to be filled in
_UNDER_TITLE = 4
_RUN_IN_TAIL = 80


class SignOff(NamedTuple):
    """The lines (indices) that hold nothing but sign-off, the body, the date and its span."""

    lines: frozenset[int]
    name: Name | None
    date: datetime.date | None
    date_span: tuple[int, int] | None


def find_sign_off(
    view: View, lines: Sequence[Line], furniture: Furniture, title_lines: frozenset[int], words: HeadWords
) -> SignOff:
    """The sign-off at the end of the report; if there is none, body and date under the title."""
    text, marks = view.text, words.sign_off
    found: set[int] = set()
    name: Name | None = None
    date: tuple[datetime.date, int, int] | None = None
    looked = 0
    for index in range(len(lines) - 1, -1, -1):
        if index in furniture.lines:
            continue
        looked += 1
        if looked > marks.reach or index in title_lines:
            break
        line = lines[index]
        here_name, here_date = _read(text, line, words)
        if here_name is None and here_date is None:
            if not found and _BLANK_DATE.fullmatch(text, line.start, line.end):
                found.add(index)
                continue
            if not found and line.end - line.start < 120 and _skipped(text, line, words):
                continue
            if not found and index and line.end - line.start > 8:
                name, date = _run_in(text, line, words)
            break
        if (here_date and date) or (here_name and name and not _joint(name, here_name, words)):
            break
        found.add(index)
        date = date or here_date
        if here_name and (name is None or is_party(name.text, words.names)):
            name = here_name
    if not found and not date:
        found, name, date = _under_title(text, lines, furniture, title_lines, words)
    if name and not date and not name.organ:
        found, name = set(), None
    return SignOff(frozenset(found), name, date[0] if date else None, date[1:] if date else None)


def _skipped(text: str, line: Line, words: HeadWords) -> bool:
    """Whether a line may stand behind or between the sign-off: an annex, a remark, a page number."""
    marks = words.sign_off
    return text.startswith(marks.skips, line.start, line.end) or bool(
        rx(marks.skip_pattern).match(text, line.start, line.end)
    )


def _joint(name: Name, other: Name, words: HeadWords) -> bool:
    """Whether two bodies may sign together."""
    return (name.organ and other.organ) or is_party(other.text, words.names)


def _read(text: str, line: Line, words: HeadWords) -> tuple[Name | None, tuple[datetime.date, int, int] | None]:
    """The body and the date of a line that holds nothing else."""
    start, end = line.start, line.end
    if end - start > words.sign_off.longest or _STOP.search(text, start, end - 1):
        return None, None
    date = next(find_dates(text, start, end), None)
    left_start, left_end = start, end
    if date:
        around = text[start : date[1]] + text[date[2] : end]
        if not rx(words.sign_off.date_noise_pattern).sub("", around):
            return None, date
        if text[date[2] : end].strip("()") or date[1] - start < 3:
            return None, None
        left_end = date[1]
        while left_end > start and text[left_end - 1] in "([,:":
            left_end -= 1
    elif text[end - 1] in ":,;":
        return None, None
    for seal in words.names.seals:
        if text.endswith(seal, left_start, left_end):
            left_end -= len(seal)
            break
    label = text.find(":", left_start, left_end)
    if 0 <= label - left_start <= 6:
        left_start = label + 1
    body = text[left_start:left_end]
    if len(body) < 3 or any(char.isdigit() for char in body) or level_of(body, words.names) is None:
        return None, None
    if not date and not is_organ(body, words.names):
        return None, None
    if words.title.is_text(body, 0, len(body)):
        return None, None
    return _government(text, left_start, left_end, words), date


def _government(text: str, start: int, end: int, words: HeadWords) -> Name:
    """Of a party committee and a government that sign together, the government."""
    return make_name(text, start + without_party(text[start:end], words.names), end, words.names)


def _run_in(text: str, line: Line, words: HeadWords) -> tuple[Name | None, tuple[datetime.date, int, int] | None]:
    """Body and date that close a paragraph without a line of their own."""
    start = max(line.start, line.end - _RUN_IN_TAIL)
    last = max(find_dates(text, start, line.end), key=lambda date: date[1], default=None)
    if not last or line.end - last[2] > 2:
        return None, None
    stop = max(text.rfind("。", start, last[1]), text.rfind("!", start, last[1]))
    if stop < 0 or last[1] - stop < 4:
        return None, None
    names = names_in(text, stop + 1, last[1], words.names)
    if not names or names[-1].end != last[1]:
        return None, None
    return _government(text, stop + 1, last[1], words), last


def _under_title(
    text: str, lines: Sequence[Line], furniture: Furniture, title_lines: frozenset[int], words: HeadWords
) -> tuple[set[int], Name | None, tuple[datetime.date, int, int] | None]:
    """Body and date on the lines that follow the title."""
    found: set[int] = set()
    name: Name | None = None
    date: tuple[datetime.date, int, int] | None = None
    if not title_lines:
        return found, name, date
    seen = 0
    for index in range(max(title_lines) + 1, len(lines)):
        seen += 1
        if seen > _UNDER_TITLE or index in title_lines:
            break
        if index in furniture.lines:
            continue
        here_name, here_date = _read(text, lines[index], words)
        if here_name is None and here_date is None:
            break
        found.add(index)
        name, date = name or here_name, date or here_date
    return (found, name, date) if date else (set(), None, None)
