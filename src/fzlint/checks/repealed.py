"""Cited documents that no longer held when the year reported on began: repealed, superseded, or cited by an old title.

A document that ended within the year is not reported, nor one that is named because it ended (废止, 原《…》, 取代), by
which an earlier year's work was done, that a review of old rules speaks of, or in the title of a collection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from fzlint.checks.citing.citations import citations_of, sentence_around
from fzlint.checks.citing.register import Document, Register, gone_before, register_of
from fzlint.checks.context import Context, Flag
from fzlint.report.words import rx

_NEAR = 24  # characters right before or behind a citation
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_IN_TITLE = re.compile(r"《[^《》]{0,120}》?")


def check(context: Context) -> Iterator[Flag]:
    """The citations of documents that were gone before the report's year."""
    year = context.report.head.year
    if year is None:
        return
    register = register_of(context.sections)
    options = context.options
    for citation in citations_of(context):
        name = register.name(citation.words)
        documents = [d for d in register.find(name) if name.period is None or d.period in (None, name.period)]
        if not documents or not all(d.repealed and gone_before(d.repealed, year) for d in documents):
            continue
        if citation.outer is not None and rx(options["collections"]).search(citation.outer):
            continue
        gone = max(documents, key=lambda document: document.repealed or "")
        if _legitimate(context, citation.start, citation.end, gone, year):
            continue
        now = register.current(gone, year)
        yield _flag(citation.start, citation.end, gone, now, options, citation.outer is not None)
    yield from _without_brackets(context, register, year)


def _without_brackets(context: Context, register: Register, year: int) -> Iterator[Flag]:
    """Names that stand without 《》 right behind a word that makes them the law applied (依照婚姻法…)."""
    gone = register.gone_names(year, context.options["shortest_bare"])
    if not any(True for _ in gone.finder.find(context.text)):
        return
    pattern = _bare_pattern(context.options["bare_before"], gone.names, context.options["bare_behind"])
    for found in pattern.finditer(context.text):
        start, end = found.span("name")
        document = gone.documents[found["name"]]
        if not _legitimate(context, start, end, document, year):
            yield _flag(start, end, document, register.current(document, year), context.options, True)


@lru_cache(maxsize=32)
def _bare_pattern(before: str, names: tuple[str, ...], behind: str) -> re.Pattern[str]:
    return re.compile(f"(?:{before})(?P<name>{'|'.join(map(re.escape, names))})(?={behind})")


def _legitimate(context: Context, start: int, end: int, document: Document, year: int) -> bool:
    """Whether the document may be named here."""
    text, options = context.text, context.options
    if rx(options["before"]).search(text[max(0, start - _NEAR) : start]):
        return True
    if rx(options["behind"]).match(text[end : end + _NEAR]):
        return True
    before, behind = sentence_around(text, start, end)
    if rx(options["in_sentence"]).search(before + behind):
        return True
    return _tells_of_the_past(_IN_TITLE.sub("", before), document, year, options)


def _tells_of_the_past(before: str, document: Document, year: int, options: Mapping[str, Any]) -> bool:
    """Whether the last year named before the citation is one in which the document still held."""
    for found in reversed(list(_YEAR.finditer(before))):
        if rx(options["compared"]).search(before[: found.start()]):
            continue
        behind = before[found.end() :]
        if rx(options["up_to_now"]).match(behind):
            return False
        named = int(found.group(1)) - (rx(options["ahead"]).match(behind) is not None)
        return named < year and named <= int((document.repealed or "0")[:4])
    return False


def _flag(
    start: int, end: int, document: Document, now: Document | None, options: Mapping[str, Any], likely: bool
) -> Flag:
    fields: dict[str, str | int | float] = {
        "title": document.title,
        "date": document.repealed or "",
        "date_zh": chinese_date(document.repealed or ""),
        "successor": now.title if now else "",
        "since": now.since if now else "",
        "since_zh": chinese_date(now.since) if now else "",
    }
    told = options["told"]["replaced" if now else "ended"]
    for language, words in told.items():
        fields[f"told_{language}"] = words.format_map(fields)
    return Flag(start, end, fields, likely=likely)


def chinese_date(day: str) -> str:
    """``2021-01-01`` as 2021年1月1日, ``2021-08`` as 2021年8月, ``2021`` as 2021年."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(day.split("-"), "年月日", strict=False) if part)
