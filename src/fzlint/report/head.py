"""The head of a document: its kind, title, issuing body, year, dates and sign-off."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from fzlint.report.bodies import find_body, reporting_clauses
from fzlint.report.dates import YEAR, find_dates, first_year, year_value
from fzlint.report.furniture import Furniture
from fzlint.report.kinds import kind_of
from fzlint.report.lines import Line
from fzlint.report.sign_off import SignOff, find_sign_off
from fzlint.report.titles import Title, find_titles, quote
from fzlint.report.words import HeadWords, rx
from fzlint.text.view import View

_YEAR_REACH = 8000


class Head(NamedTuple):
    """What the head of a document tells; spans are offsets in the view, texts the author's own characters.

    ``kind``: annual-report, information-disclosure, duty-report, plan, work-report, template, article, guideline,
    other or unknown. ``title_lines``, ``sign_off_lines``: lines (indices) that hold nothing else. ``written``,
    ``published``: 成文日期, 发布日期; a date without a day stands for the first of its month.
    """

    kind: str
    title: str | None
    title_span: tuple[int, int] | None
    title_lines: frozenset[int]
    addressee_line: int | None
    body: str | None
    body_span: tuple[int, int] | None
    body_level: str | None
    year: int | None
    year_span: tuple[int, int] | None
    written: datetime.date | None
    written_span: tuple[int, int] | None
    published: datetime.date | None
    published_span: tuple[int, int] | None
    sign_off_lines: frozenset[int]
    signed_body: str | None
    signed_date: datetime.date | None


def read_head(view: View, lines: Sequence[Line], furniture: Furniture, words: HeadWords) -> Head:
    """Read the head of the document in ``view``."""
    text = view.text
    titles = find_titles(view, lines, furniture, words)
    title, kind = kind_of(text, lines, titles, furniture, words)
    title_lines = frozenset(index for found in titles if _same(found, title) for index in found.lines)
    sign_off = find_sign_off(view, lines, furniture, title_lines, words)
    addressee = _addressee(text, lines, furniture, title_lines, words)
    start = _text_start(lines, furniture, title, title_lines)
    title_span = (title.start, title.end) if title else None
    title_text = quote(view, *title_span) if title_span else None
    if title is None:
        title_text, title_span = _title_of_page(furniture)
        if title_span:
            flat = text[slice(*title_span)]
            title = Title(flat, *title_span, (), kind, 0)
    spans = [(lines[index].start, lines[index].end) for index in title_lines]
    body = find_body(text, start, title, sign_off.name, furniture, spans, words)
    written, written_span = _date(text, furniture, "written")
    if written is None:
        written, written_span = sign_off.date, sign_off.date_span
    published, published_span = _date(text, furniture, "published")
    year, year_span = _year(text, start, title, sign_off, written or published, words)
    name = body.name
    return Head(
        kind, title_text, title_span, title_lines, addressee,
        quote(view, name.start, name.end) if name else None, (name.start, name.end) if name else None, body.level,
        year, year_span, written, written_span, published, published_span, sign_off.lines,
        quote(view, sign_off.name.start, sign_off.name.end) if sign_off.name else None, sign_off.date,
    )  # fmt: skip


def _same(found: Title, title: Title | None) -> bool:
    """Whether a candidate repeats the title (the two need not agree to the letter)."""
    return title is not None and (found is title or found.kind in (title.kind, "wrapped"))


def _title_of_page(furniture: Furniture) -> tuple[str | None, tuple[int, int] | None]:
    value = furniture.metadata.get("title")
    return (value[0], value[1:]) if value and value[2] > value[1] else (None, None)


def _text_start(lines: Sequence[Line], furniture: Furniture, title: Title | None, title_lines: frozenset[int]) -> int:
    """Where the text begins: behind the furniture and the title."""
    if title and not title.lines:
        return title.end
    for index, line in enumerate(lines):
        if index not in furniture.lines and index not in title_lines and (not title or line.start >= title.end):
            return line.start
    return lines[-1].end if lines else 0


def _addressee(
    text: str, lines: Sequence[Line], furniture: Furniture, title_lines: frozenset[int], words: HeadWords
) -> int | None:
    """The line that names to whom the report goes."""
    seen = 0
    after = max(title_lines, default=-1)
    for index in range(after + 1, len(lines)):
        if index in furniture.lines:
            continue
        line = lines[index]
        if line.end - line.start <= 62 and text[line.end - 1] == ":":
            return index if text.endswith(words.names.addressees, line.start, line.end - 1) else None
        seen += 1
        if seen > 4 or line.end - line.start > 62:
            return None
    return None


def _date(text: str, furniture: Furniture, key: str) -> tuple[datetime.date | None, tuple[int, int] | None]:
    value = furniture.metadata.get(key)
    if value:
        for date, start, end in find_dates(text, value[1], value[2]):
            return date, (start, end)
    return None, None


def _year(
    text: str, start: int, title: Title | None, sign_off: SignOff, dated: datetime.date | None, words: HeadWords
) -> tuple[int | None, tuple[int, int] | None]:
    """The year reported on: the title's; else the one that the text speaks of; else the year before its date."""
    if title:
        at = first_year(title.text)
        if at:
            offsets = [place for place in range(title.start, title.end) if text[place] != "\n"]
            return at[0], (offsets[at[1]], offsets[at[2] - 1] + 1)
    end = min(len(text), start + _YEAR_REACH)
    clauses = reporting_clauses(text, start, end, words.lead)
    told = YEAR.search(text, *clauses[0]) if clauses else None
    planning = rx(words.lead.planning_pattern)
    weights: Counter[int] = Counter()
    spans: dict[int, tuple[int, int]] = {}
    date = sign_off.date or dated
    for found in YEAR.finditer(text, start, end):
        value = year_value(found)
        if not value:
            continue
        first, last = found.span()
        before = text[first - 1] if first > start else "\n"
        weight = 1
        if told and first == told.start():
            weight = 12
        elif planning.match(text, last + 1, min(len(text), last + 16)):
            weight = -2
        elif before in "\n,。:;、" and first - start < 600:
            weight = 4
        if text[last + 1 : last + 2] in "1234567890一二三四五六七八九十" and weight < 12:
            weight = min(weight, 1)
        if date and value == date.year and date.month < 11:
            weight = min(weight, 1)
        weights[value] += weight
        spans.setdefault(value, (first, last))
    if weights:
        best = max(weights, key=lambda value: (weights[value], -spans[value][0]))
        if weights[best] > 1 or not date:
            return best, spans[best]
    if date:
        return date.year - (date.month < 11), None
    return None, None
