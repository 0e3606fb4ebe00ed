"""What happens once, told with two dates: a document's issue, an office's opening; a meeting whose telling is the same.

A happening is known again by its act and by the title or the words of what it befalls. Meetings come back, so that one
is taken for the same only when its name is long and another clause of its sentence stands in the other sentence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.wording import any_of, kept

Span = tuple[int, int]
_DATE = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>1[0-2]|[1-9])月(?!份?至)(?:(?P<day>[1-3]?\d)日)?")
_TITLE = re.compile(r"《([^《》\n]{4,60})》")
_SENTENCE_END = ";。!?\n"
_NOT_HAN = re.compile(r"[^一-鿿]")
_CLAUSE = re.compile(r"[,;:。!?\n]")
_REACH = 160  # characters of a sentence before and behind a date that are looked at
_COMMON = 5  # characters of a clause that two tellings of one meeting have in common


class _Words:
    """The section ``dated`` of the facts, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        told = data["dated"]
        self.acts = {word: name for name, words in told["acts"].items() for word in words}
        self.act = any_of(tuple(self.acts))
        self.gate = any_of((*self.acts, *told["holds"]))
        self.strip = any_of(told["fillers"])
        self.blocked = any_of(told["blocked"])
        self.meeting = re.compile(
            rf"(?:{'|'.join(told['holds'])})(?P<name>[一-鿿“”]{{3,24}}?(?:{'|'.join(told['meetings'])}))"
        )
        self.recurrent = any_of(told["recurrent"])
        self.shortest: int = told["shortest"]
        self.shortest_title: int = told["shortest_title"]


class _Happening(NamedTuple):
    """When something happened, where it is told, and the words of its sentence."""

    date: tuple[int, int, int]
    start: int
    end: int
    sentence: str


def dated(context: Context) -> Iterator[tuple[Span, Span]]:
    """Pairs of places that date one happening differently."""
    data = context.sections["facts"]
    told = kept(data, _Words)
    found: dict[tuple[str, str], list[_Happening]] = {}
    text = context.text
    at = text.find("月")
    while at >= 0:
        date = _DATE.search(text, max(0, at - 7), at + 5) if text[at - 1].isdigit() else None
        if date and told.gate.found(text[max(0, at - _REACH // 2) : at + _REACH // 2]):
            statement = context.statement_at(date.start())
            if statement and statement.part in data["parts"]:
                for key, happening in _happenings(text, date, context.report.head.year or 0, told):
                    found.setdefault(key, []).append(happening)
        at = text.find("月", at + 1)
    for (act, words), happenings in found.items():
        first = happenings[0]
        for other in happenings[1:]:
            if _differ(first.date, other.date) and (act or _same_meeting(words, first, other)):
                yield (first.start, first.end), (other.start, other.end)
                break


def _happenings(
    text: str, date: re.Match[str], year: int, told: _Words
) -> Iterator[tuple[tuple[str, str], _Happening]]:
    start = max(0, date.start() - _REACH)
    start = max(text.rfind(mark, start, date.start()) + 1 for mark in _SENTENCE_END) or start
    ends = [at for mark in _SENTENCE_END if (at := text.find(mark, date.end(), date.end() + _REACH)) >= 0]
    end = min(ends, default=min(len(text), date.end() + _REACH))
    sentence = text[start:end]
    after = text[date.end() : end]
    following = _DATE.search(after)
    if following:
        after = after[: following.start()]
    when = (int(date["year"] or year), int(date["month"]), int(date["day"] or 0))
    clause = after.partition(",")[0] or after[1:].partition(",")[0]
    act = told.act.pattern.search(clause)
    if act and not told.blocked.found(sentence):
        name = told.acts[act.group()]
        before = re.split(r"[,:]", text[start : date.start()])[-1]
        title = _TITLE.search(clause) or _TITLE.search(before)
        words = title[1] if title else told.strip.pattern.sub("", _NOT_HAN.sub("", before + clause[: act.start()]))
        if len(words) >= (told.shortest_title if title else told.shortest):
            yield (name, words), _Happening(when, date.start(), date.end() + len(clause), sentence)
    meeting = told.meeting.search(after)
    if meeting and when[2]:
        words = told.strip.pattern.sub("", meeting["name"])
        if len(words) >= told.shortest and not told.recurrent.found(words):
            yield ("", words), _Happening(when, date.start(), date.end() + meeting.end(), sentence)


def _differ(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[:2] != other[:2] or (one[2] != other[2] and bool(one[2] and other[2]))


def _same_meeting(name: str, first: _Happening, other: _Happening) -> bool:
    """Whether another clause than that of the name stands in both tellings."""
    clauses = {clause for clause in _CLAUSE.split(first.sentence) if len(clause) >= _COMMON and name not in clause}
    return any(clause in clauses for clause in _CLAUSE.split(other.sentence))
