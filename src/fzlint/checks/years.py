"""Years that belong to another report: stale text, arrangements under the wrong year, a half-year report handed in.

A year is judged by the work it does in its sentence. It is the period of a statement of work when it opens a clause or
stands before 共, 累计; such a year must be the report's, and in next year's arrangements the year after. A year that
dates a document, an honour, a comparison, a beginning or a single event of the months around is never judged, nor one
inside 《》, “” or brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from fzlint.checks.context import Context, Flag
from fzlint.checks.places.punctuation import first_of, is_quoted
from fzlint.report.dates import YEAR, year_value
from fzlint.report.parts import FIRST, MEASURES, NEXT_YEAR, PART_NAMES, PREAMBLE, SHORTCOMINGS, SIGN_OFF
from fzlint.report.report import Statement
from fzlint.report.structure import item_marker
from fzlint.report.words import rx

_WORK_PARTS = (PREAMBLE, MEASURES, FIRST, SIGN_OFF)
_LONGEST = 60  # characters shown of what was found
_BEFORE, _AFTER = 60, 160  # characters read around a year
_STOPS = ",;:。!?\n"
_ENDS = "。!?\n"
_MOST = 2000  # years looked at in a report; a real one has a few dozen
_MONTH = re.compile(r"(1[0-2]|[1-9])月(?!底)|([一二三四五六七八九十]{1,2})月(?!底)")
_WHOLE_YEAR = re.compile(r"(?:1|一)月?(?:份)?(?:[-—~–至到]{1,2})(?:12|十二)月")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两]{1,9}(?=[件次场份起个人名家条项处户宗期])")
_MONTHS = {han: number for number, han in enumerate("一二三四五六七八九十", start=1)} | {"十一": 11, "十二": 12}
_LATE_MONTH = 10  # an event since October of the year before may still belong to the report


def check(context: Context) -> Iterator[Flag]:
    """The years, and the half-years as period of the whole, that do not belong to the report."""
    year = context.report.head.year
    if year is None:
        return
    judge = _Judge(context, year)
    for statement in context.report.statements:
        yield from judge.years(statement)
    yield from judge.half_years()


class _Found(NamedTuple):
    """A year in a statement: value, span of its digits, and where its words behind 年 or 年度 begin."""

    value: int
    start: int
    end: int
    tail: int


class _Judge:
    def __init__(self, context: Context, year: int) -> None:
        self.context = context
        self.year = year
        self.text = context.text
        self._joined: dict[str, re.Pattern[str]] = {}
        self._headings = {heading.text for heading in context.report.headings}
        self._looked = 0
        self._lacking_seen = False
        digits = str(year)
        self._this = self._option("this_year") + f"|{digits}年|{_han(digits)}年"
        following = str(year + 1)
        self._next = f"{following}年|{_han(following)}年"

    def _option(self, name: str) -> str:
        """The words of an option as an alternative; entries may be regular expressions."""
        words: Sequence[str] = self.context.options[name]
        return "|".join(words)

    def _words(self, name: str) -> re.Pattern[str]:
        if name not in self._joined:
            self._joined[name] = rx(self._option(name))
        return self._joined[name]

    def _has(self, name: str, start: int, end: int) -> bool:
        return self._words(name).search(self.text, start, end) is not None

    def _starts(self, name: str, at: int, end: int) -> bool:
        return self._words(name).match(self.text, at, min(end, at + _AFTER)) is not None

    def years(self, statement: Statement) -> Iterator[Flag]:
        """The years of one statement that do not belong; at most one finding for a statement."""
        heading = statement.lead and statement.start in self._headings
        text = self.text
        for value, start, end in self._mentions(statement):
            self._looked += 1
            if self._looked > _MOST:
                break
            tail = end + 1
            if text.startswith("度", tail):
                tail += 1
            found = _Found(value, start, end, tail)
            if is_quoted(text, found.start):
                continue
            expected = self._wrong(found, statement, heading)
            if expected is not None:
                yield self._flag(found.start, statement, expected, likely=False)
                break
        self._lacking_seen |= statement.part == SHORTCOMINGS

    def _mentions(self, statement: Statement) -> Iterator[tuple[int, int, int]]:
        """The years of a statement: value, start, end. ``YEAR`` takes 截至2021年 for the end of a period."""
        for found in (self._named_years, self._period_ends):
            for at in range(bisect_left(found, (statement.start,)), bisect_left(found, (statement.end,))):
                start, end, value = found[at]
                yield value, start, end

    @cached_property
    def _named_years(self) -> list[tuple[int, int, int]]:
        """Start, end and value of every year of the text."""
        found = ((match, year_value(match)) for match in YEAR.finditer(self.text))
        return [(*match.span(), value) for match, value in found if value]

    @cached_property
    def _period_ends(self) -> list[tuple[int, int, int]]:
        """The same of the years behind 截至 and its like, which ``YEAR`` takes for the end of a period."""
        ends = rx(f"(?:{self._option('up_to')})((?:19|20)\\d\\d)(?=年)")
        return [(*match.span(1), int(match[1])) for match in ends.finditer(self.text)]

    def _wrong(self, found: _Found, statement: Statement, heading: bool) -> int | None:
        """The year that should stand in place of ``found``; None when nothing is wrong."""
        if heading:
            part = self.context.report.sections[statement.section].part
            return self._wrong_in_heading(found, statement, part)
        if found.value != self.year and self._names_report(found, statement):
            return self.year
        if self._starts("behind_year", found.tail, statement.end):
            return None
        if statement.part == NEXT_YEAR:
            return self.year + 1 if found.value <= self.year and self._plans(found, statement) else None
        if found.value <= self.year and self._lacking_seen and self._opens_plan(found, statement):
            return self.year + 1
        if statement.part == SHORTCOMINGS:
            mixed = self.context.report.sections[statement.section].part not in PART_NAMES
            return self.year + 1 if mixed and found.value <= self.year and self._intended(found, statement) else None
        if statement.part in _WORK_PARTS and found.value != self.year and self._stale(found, statement):
            return self.year
        return None

    def _wrong_in_heading(self, found: _Found, statement: Statement, part: str) -> int | None:
        text = self.text
        if found.start - statement.start > 2 or self._starts("behind_year", found.tail, statement.end):
            return None
        plans = self._has("plan_nouns", found.tail, statement.end)
        done = self._has("done_nouns", found.tail, statement.end)
        if part == NEXT_YEAR or (plans and not done and self._lacking_seen):
            if rx(self._next).search(text, statement.start, statement.end):
                return None
            return None if done and not plans else self.year + 1
        if found.value >= self.year or self._has("heading_of_the_past", found.tail, statement.end):
            return None
        if rx(self._this).search(text, found.end, statement.end):
            return None
        return self.year if self._has("report_nouns", found.tail, statement.end) else None

    def _names_report(self, found: _Found, statement: Statement) -> bool:
        """现将2021年法治政府建设情况报告如下, 以上是…2021年…的总体情况: the year of the report itself."""
        start, end = self._clause(found.start, statement)
        if rx(self._this).search(self.text, start, end) or self._starts("behind_year", found.tail, end):
            return False
        return self._has("names_report", start, end) and self._has("report_nouns", found.tail, end)

    def _plans(self, found: _Found, statement: Statement) -> bool:
        """Whether next year's arrangements give this year as the time of what is planned."""
        _, sentence_end = self._sentence(found.start, statement)
        if self._starts("looks_back", found.tail, sentence_end) or self._has("done_marks", found.tail, sentence_end):
            return False
        if self._intended(found, statement):
            return True
        if not self._opens_clause(found.start, statement):
            return False
        if self._opens_sentence(found.start, statement):
            coming = rx(self._next).search(self.text, found.tail, sentence_end)
            return self._has("intends", found.tail, coming.start() if coming else sentence_end)
        return self._has("intends", found.tail, sentence_end) or self._starts("deadline", found.tail, sentence_end)

    def _intended(self, found: _Found, statement: Statement) -> bool:
        """我局计划2022年二季度起……: a verb of planning right before the year, and nothing that it once was planned."""
        before = self.text[max(statement.start, found.start - 6) : found.start]
        planned = rx("(?:" + self._option("plan_verbs") + ")$").search(before)
        return planned is not None and not rx(self.context.options["once_planned"] + "$").search(
            before[: planned.start()]
        )

    def _opens_plan(self, found: _Found, statement: Statement) -> bool:
        """2022年,我乡将进一步……: a sentence behind the shortcomings that opens with the year and surely intends."""
        _, end = self._sentence(found.start, statement)
        if not self._opens_sentence(found.start, statement) or self._has("done_marks", found.tail, end):
            return False
        return self._has("intends_surely", found.tail, end)

    def _stale(self, found: _Found, statement: Statement) -> bool:
        """Whether a statement of work done gives another year as its period."""
        text, last = self.text, found.value - self.year
        start, end = self._sentence(found.start, statement)
        if not -3 <= last <= 1 or rx(self._this).search(text, start, end) or self._goes_on(end, statement):
            return False
        if self._has("legitimate", start, end) or (last > 0 and self._has("intends", start, end)):
            return False
        if self._starts("turning", found.tail, end):
            return last < 0 and self._opens_clause(found.start, statement)
        before = text[max(start, found.start - 4) : found.start]
        upto = rx("(?:" + self._option("up_to") + ")$").search(before)
        if not upto and rx("(?:" + self._option("before_year") + ")$").search(before):
            return False
        if upto or self._starts("year_end", found.tail, end):
            at = found.start - len(upto.group()) if upto else found.start
            return bool(upto) and last == -1 and self._opens_clause(at, statement) and self._counts(found, end)
        if self._starts("in_all", found.tail, end) or _WHOLE_YEAR.match(text, found.tail):
            return _FIGURE.search(text, found.tail, end) is not None
        if not self._opens_clause(found.start, statement):
            return False
        if month := _MONTH.match(text, found.tail):
            number = int(month[1]) if month[1] else _MONTHS.get(month[2], 12)
            return last == -1 and number < _LATE_MONTH and self._counts(found, end)
        if last == -1 and self._opens_sentence(found.start, statement) and self._has("general_work", found.tail, end):
            return True
        return last == -1 and self._counts(found, end)

    def _counts(self, found: _Found, end: int) -> bool:
        """A verb of work and a figure behind the year."""
        return self._has("work", found.tail, end) and _FIGURE.search(self.text, found.tail + 4, end) is not None

    def _goes_on(self, end: int, statement: Statement) -> bool:
        """Whether the sentence behind ``end``, in the same paragraph, turns to the report's own year."""
        line = self.context.report.lines[statement.paragraph]
        return rx(self._this).search(self.text, end, min(line.end, end + 14)) is not None

    def half_years(self) -> Iterator[Flag]:
        """上半年 as the period of the whole report."""
        hits: list[tuple[int, Statement]] = []
        half = self._words("half_year")
        second = self._words("second_half")
        named = [found.span() for found in half.finditer(self.text)]
        if not (named or second.search(self.text)):
            return
        coming = False
        passed = 0
        for statement in self.context.report.statements:
            heading = statement.lead and statement.start in self._headings
            part = self.context.report.sections[statement.section].part if heading else statement.part
            if part == NEXT_YEAR:
                opens = heading or not coming
                coming |= not heading
                if opens and second.match(self.text, statement.start, statement.end):
                    yield self._flag(statement.start, statement, self.year + 1, likely=False)
                continue
            while passed < len(named) and named[passed][1] <= statement.start:
                passed += 1
            if passed == len(named) or named[passed][0] >= statement.end:
                continue
            for found in half.finditer(self.text, statement.start, statement.end):
                if is_quoted(self.text, found.start()):
                    continue
                start, end = self._clause(found.start(), statement)
                if (heading and self._has("report_nouns", found.end(), end)) or (
                    self._has("names_report", start, end) and self._has("report_nouns", found.end(), end)
                ):
                    yield self._flag(found.start(), statement, self.year, likely=False)
                elif self._opens_clause(found.start(), statement):
                    hits.append((found.start(), statement))
                break
        if hits and not self._tells_whole_year():
            at, statement = hits[0]
            yield self._flag(at, statement, self.year, likely=True)

    def _tells_whole_year(self) -> bool:
        """Whether work of the second half of the year or of the whole year is told."""
        whole = self._words("whole_year")
        return any(
            whole.search(self.text, statement.start, statement.end)
            for statement in self.context.report.statements
            if statement.part in _WORK_PARTS
        )

    def _opens_clause(self, at: int, statement: Statement) -> bool:
        return self._opens_sentence(at, statement) or self.text[at - 1] in _STOPS

    def _opens_sentence(self, at: int, statement: Statement) -> bool:
        if at <= statement.start or self.text[at - 1] in _ENDS:
            return True
        marker = item_marker(self.text, statement.start)
        return marker > 0 and at == statement.start + marker

    def _clause(self, at: int, statement: Statement) -> tuple[int, int]:
        start = at
        floor = max(statement.start, at - _BEFORE)
        while start > floor and self.text[start - 1] not in _STOPS:
            start -= 1
        return start, first_of(self.text, _STOPS, at, min(statement.end, at + _AFTER))

    def _sentence(self, at: int, statement: Statement) -> tuple[int, int]:
        start = max(statement.start, at - _BEFORE)
        return start, first_of(self.text, _ENDS, at, min(statement.end, at + _AFTER))

    def _flag(self, at: int, statement: Statement, expected: int, *, likely: bool) -> Flag:
        end = first_of(self.text, _ENDS, at, min(statement.end, at + _LONGEST))
        stated_end = first_of(self.text, _STOPS, at, min(end, at + 12))
        match = YEAR.match(self.text, at)
        if match:
            stated_end = match.end() + 1
        fields: dict[str, str | int | float] = {
            "stated": self.text[at:stated_end],
            "report_year": self.year,
            "expected": expected,
        }
        return Flag(at, end, fields, likely=likely)


def _han(digits: str) -> str:
    return "".join("[〇零○]" if digit == "0" else "零一二三四五六七八九"[int(digit)] for digit in digits)
