"""Other departments in a department's report: their name, their system or their troop where the own should stand.

Judged only for departments whose field is known, and not for those that deal with all others (justice, finance …).
A name made of characters of the own one, in their order, is the own one in short (住建局, 文旅局).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.places.beside import deals_with_others
from fzlint.checks.places.own import Own
from fzlint.checks.places.punctuation import is_quoted
from fzlint.checks.places.strangers import Stranger
from fzlint.report.words import rx

_BEFORE = 24  # characters read in front of what tells an office or a system
_BEHIND = 40
_LOOKED = 400  # places of a kind looked at in a report


def other_offices(context: Context, own: Own) -> Iterator[Stranger]:
    """The names of other departments, systems and troops that stand where the own should."""
    settings: Mapping[str, Any] = context.options["offices"]
    department = own.department
    if department is None or rx(settings["deal_with_all"]).search(department):
        return
    fields: Sequence[Sequence[str]] = settings["fields"]
    own_words = {word for field in fields if any(word in department for word in field) for word in field}
    if not own_words:
        return
    others = tuple(word for field in fields for word in field if word not in own_words)
    for start, end in (
        *_systems(context.text, others, settings),
        *_troops(context.text, others, settings),
        *_offices(context.text, department, own_words, settings),
    ):
        statement = context.statement_at(start)
        if statement is None or deals_with_others(context.text, start, statement, context.options):
            continue
        if rx(context.options["partner_words"]).search(context.text, statement.start, statement.end):
            continue
        yield Stranger(start, end, statement.end)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    for _ in range(_LOOKED):
        if at < 0:
            return
        yield at
        at = text.find(word, at + 1)


def _systems(text: str, others: tuple[str, ...], settings: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """水利系统, 教育领域 with what only the own system has behind it."""
    for noun in settings["systems"]:
        for at in _places(text, noun):
            if not text.endswith(others, max(0, at - 8), at) or is_quoted(text, at):
                continue
            start = at - max(len(word) for word in others if text.endswith(word, 0, at))
            if not rx(settings["system_has"]).match(text, at + len(noun), at + _BEHIND):
                continue
            if rx(settings["system_before"]).search(text, max(0, start - _BEFORE), start):
                yield start, at + len(noun)


def _troops(text: str, others: tuple[str, ...], settings: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """我局水政执法大队."""
    for found in rx(settings["troops"]).finditer(text):
        if found["field"].startswith(others):
            yield found.span("troop")


def _offices(text: str, own: str, own_words: Set[str], settings: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """县水利局高度重视法治政府建设; 《县水利局2024年普法计划》 as the report's own."""
    found: list[re.Match[str]] = []
    office_end: str = settings["office"]
    if office_end in text:
        found += rx(settings["titles"]).finditer(text)
    for at in _places(text, office_end):
        end = at + len(office_end)
        does = rx(settings["does"]).match(text, end, at + _BEHIND)
        if not does or is_quoted(text, at):
            continue
        for pattern in ("opens", "leads") if does["has"] else ("opens",):
            before = rx(settings[pattern]).search(text, max(0, at - _BEFORE), end)
            if before:
                found.append(before)
                break
    for one in found:
        office = one["office"]
        if not _short_for(office, own) and not any(word in office for word in own_words):
            yield one.span("name")


def _short_for(office: str, own: str) -> bool:
    """Whether the characters of ``office`` stand in ``own`` in their order, or the other way round."""
    return _within(office, own) or _within(own, office)


def _within(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)
