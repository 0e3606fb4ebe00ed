"""Outcomes that exclude each other: 均胜诉, 全部维持, 无一逾期 beside 败诉1件, 被撤销1件, 逾期2件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.wording import any_of, has_any
from fzlint.report.report import Statement

Span = tuple[int, int]
_CLAUSE = re.compile(r"[^,;:。!?\n]+")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_LONGEST = 200  # characters of a statement before an outcome that are searched for what it is about


def clashes(context: Context, knowledge: Mapping[str, Any]) -> Iterator[tuple[Span, Span]]:
    """Pairs of places: where all went well, and where some did not."""
    statements: list[tuple[Statement, str]] = []
    for kind in knowledge["kinds"].values():
        if has_any(kind["gate"], context.text) and has_any(kind["needs"], context.text):
            if not statements:
                statements = [(one, context.words(one)) for one in context.statements(*knowledge["parts"])]
            yield from _clashes(context, kind, knowledge, statements)


def _clashes(
    context: Context, kind: Mapping[str, Any], knowledge: Mapping[str, Any], statements: list[tuple[Statement, str]]
) -> Iterator[tuple[Span, Span]]:
    well: list[tuple[Span, str, set[str]]] = []
    badly: list[tuple[Span, str, set[str]]] = []
    good, bad = any_of(kind["all"]), any_of(kind["some"])
    if not good.found(context.text):
        return
    about = any_of(kind["about"])
    named = any_of((*kind["about"], *kind["not_about"]))
    year = str(context.report.head.year or "")
    spoken = [one for one in statements if about.found(one[1])]
    if not any(good.found(words) for _, words in spoken):
        return
    for statement, words in spoken:
        if not (good.found(words) or bad.found(words)) or _elsewhen(words, year):
            continue
        for clause in _CLAUSE.finditer(words):
            lost, won = bad.pattern.search(clause.group()), good.pattern.search(clause.group())
            if lost and won and won.start() < lost.start() < won.end():
                lost = None  # 未发生一起…败诉
            if not (lost or won):
                continue
            before = words[max(0, clause.start() - _LONGEST) : clause.end()]
            if has_any(knowledge["blocked"], clause.group()) or has_any(knowledge["other_periods"], before):
                continue
            subjects = named.pattern.findall(before)
            if not subjects or subjects[-1] in kind["not_about"]:
                continue
            span = (statement.start + clause.start(), statement.start + clause.end())
            (badly if lost else well).append((span, _stage(before, knowledge), _bodies(before, knowledge)))
    for one, stage, bodies in well:
        for two, other_stage, other_bodies in badly:
            if stage in ("", other_stage) and not (bodies and other_bodies and bodies.isdisjoint(other_bodies)):
                yield one, two
                return


def _stage(words: str, knowledge: Mapping[str, Any]) -> str:
    """The instance (一审, 二审) named last."""
    return max(knowledge["stages"], key=words.rfind) if has_any(knowledge["stages"], words) else ""


def _bodies(words: str, knowledge: Mapping[str, Any]) -> set[str]:
    """Whose cases they are, when the words say so."""
    return set(any_of(knowledge["bodies"]).pattern.findall(words, words.rfind(";") + 1))


def _elsewhen(words: str, year: str) -> bool:
    years = _YEARS.findall(words)
    return bool(years) and bool(year) and year not in years
