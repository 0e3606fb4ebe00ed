"""Outcomes that exclude each other: 均胜诉, 全部维持, 无一逾期 beside 败诉1件, 被撤销1件, 逾期2件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.wording import any_of, has_any

Span = tuple[int, int]
_CLAUSE = re.compile(r"[^,;:。!?\n]+")
_LONGEST = 200  # characters of a sentence before an outcome that are searched for what it is about


def clashes(context: Context, knowledge: Mapping[str, Any]) -> Iterator[tuple[Span, Span]]:
    """Pairs of places: where all went well, and where some did not."""
    for kind in knowledge["kinds"].values():
        gate = kind["gate"]
        if not has_any(gate, context.text):
            continue
        yield from _clashes(context, kind, knowledge)


def _clashes(context: Context, kind: Mapping[str, Any], knowledge: Mapping[str, Any]) -> Iterator[tuple[Span, Span]]:
    well: list[tuple[Span, str]] = []
    badly: list[tuple[Span, str]] = []
    good, bad = any_of(kind["all"]), any_of(kind["some"])
    about, other = any_of(kind["about"]), any_of(kind.get("not_about", []))
    year = str(context.report.head.year or "")
    for statement in context.statements(*knowledge["parts"]):
        text = context.text
        if not (good.search(text, statement.start, statement.end) or bad.search(text, statement.start, statement.end)):
            continue
        words = text[statement.start : statement.end]
        if not about.search(words) or _elsewhen(words, year):
            continue
        for clause in _CLAUSE.finditer(words):
            before = words[max(0, clause.start() - _LONGEST) : clause.end()]
            if has_any(knowledge["blocked"], clause.group()) or has_any(knowledge["other_periods"], before):
                continue
            lost = bad.search(clause.group())
            won = good.search(clause.group())
            if not (won or lost):
                continue
            named = list(any_of([*kind["about"], *kind.get("not_about", [])]).finditer(before))
            if not named or (other.match(named[-1].group()) and kind.get("not_about")):
                continue
            stage = _stage(before, knowledge)
            span = (statement.start + clause.start(), statement.start + clause.end())
            if lost:
                badly.append((span, stage))
            else:
                well.append((span, stage))
    for one, stage in well:
        for two, other_stage in badly:
            if stage in ("", other_stage):
                yield one, two
                return


def _stage(words: str, knowledge: Mapping[str, Any]) -> str:
    last, at = "", -1
    for stage in knowledge["stages"]:
        position = words.rfind(stage)
        if position > at:
            last, at = stage, position
    return last


def _elsewhen(words: str, year: str) -> bool:
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)年", words)
    return bool(years) and bool(year) and year not in years
