"""Titles of cited documents that are wrong or incomplete.

A wrong or lost character or word in the title of a national document; a period of years that is wrong, or lost where an
earlier document had the same name; a title broken off; 《条例》 alone where the report never says which. Titles of the
report's own place, of books, columns and programmes are not judged, nor are usual short forms and forms of writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from fzlint.checks.citing.citations import Citation, citations_of
from fzlint.checks.citing.deviations import Limits, nearest
from fzlint.checks.citing.register import Document, Name, Register, register_of
from fzlint.checks.context import Context, Flag
from fzlint.report.words import rx

_NEAR = 16  # characters right before a citation
_YEARS_BEHIND = re.compile(r"[(〔]?(?:19|20)\d\d")
_LONGEST_CORE = 40  # characters of a title that may stand without brackets
_MOST_RELATED = 6  # further places of 《条例》 shown
_MOST_MENTIONS = 40  # of a word for a kind of document, looked at for what 《条例》 means


def check(context: Context) -> Iterator[Flag]:
    """The citations whose title is not the official one."""
    register = register_of(context.sections)
    limits = _limits(_Key(context.options))
    cited = [(citation, register.name(citation.words)) for citation in citations_of(context)]
    dated: set[str] = set()  # cores whose period has been given, or found lacking
    alone: dict[str, list[Citation]] = {}
    for citation, name in cited:
        if not name.core or register.draft.search(citation.words):
            continue
        if name.core in context.options["bare"]:
            if citation.outer is None and not name.prefix:
                alone.setdefault(name.core, []).append(citation)
            continue
        known = register.find(name)
        if known:
            yield from _period(context, known, citation, name, name.core in dated)
            if name.period is not None or citation.outer is None:
                dated.add(name.core)
        elif not register.is_real(name):
            yield from _wrong(context, register, citation, name, limits)
    for word, citations in alone.items():
        yield from _bare(context, register, cited, word, citations)


class _Key:
    """Options as a key: the same object is the same options."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.options = options

    def __hash__(self) -> int:
        return id(self.options)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.options is self.options


@lru_cache(maxsize=4)
def _limits(key: _Key) -> Limits:
    return Limits.from_options(key.options)


def _flag(context: Context, citation: Citation, reason: str, official: str, *, likely: bool) -> Flag:
    fields: dict[str, str | int | float] = {"cited": citation.words, "official": official}
    for language, words in context.options["told"][reason].items():
        fields[f"told_{language}"] = words.format_map(fields)
    return Flag(citation.start, citation.end, fields, likely=likely)


def _own(context: Context, citation: Citation) -> bool:
    """Whether the words around the citation make it a document of the report's own place, or a course of that name."""
    if rx(context.options["own_behind"]).match(context.text, citation.end):
        return True
    before = context.text[max(0, citation.start - _NEAR) : citation.start]
    if rx(context.options["national_before"]).search(before):
        return False
    return rx(context.options["own_before"]).search(before) is not None


def _issued(context: Context, register: Register, citation: Citation) -> bool:
    """Whether a national body is named right before the title, or in it, as the one that issued the document."""
    before = context.text[max(0, citation.start - _NEAR) : citation.start]
    return register.names_issuer(citation.words) or rx(context.options["issued_before"]).search(before) is not None


def _wrong(context: Context, register: Register, citation: Citation, name: Name, limits: Limits) -> Iterator[Flag]:
    if citation.holds:
        return
    prefix = register.wrong_prefix(citation.words)
    if prefix:
        yield _flag(context, citation, "wrong", prefix[0].title, likely=False)
        return
    found = nearest(register, name, limits, _issued(context, register, citation))
    if found and not (found.local and (citation.outer is not None or _own(context, citation))):
        official = register.titled_as(found.document, citation.words)
        yield _flag(context, citation, "wrong", official, likely=found.local)
    elif not found and rx(context.options["broken_off"]).search(name.core):
        yield _flag(context, citation, "broken", "", likely=False)


def _period(context: Context, known: Sequence[Document], citation: Citation, name: Name, given: bool) -> Iterator[Flag]:
    """The period of years of a document that has one; ``given``: the report has given it before."""
    dated = [document for document in known if document.period]
    if len(dated) < len(known) or not dated:
        return
    if name.period is None:
        year = context.report.head.year
        named_so = [d for d in dated if year is None or int(d.since[:4]) <= year]
        if len(named_so) < 2 or given or citation.outer is not None or _own(context, citation):
            return
        if not _YEARS_BEHIND.match(context.text, citation.end):
            meant = max(named_so, key=lambda document: document.since)
            yield _flag(context, citation, "period-lost", meant.title, likely=False)
        return
    if any(document.period == name.period for document in dated):
        return
    near = [d for d in dated if d.period and (d.period[0] == name.period[0]) != (d.period[1] == name.period[1])]
    latest = max(document.period for document in dated if document.period)
    if near and name.period[0] <= latest[1] and not (near[-1].local or _own(context, citation)):
        yield _flag(context, citation, "period-wrong", near[-1].title, likely=False)


def _bare(
    context: Context,
    register: Register,
    cited: Sequence[tuple[Citation, Name]],
    word: str,
    alone: Sequence[Citation],
) -> Iterator[Flag]:
    """《条例》 alone: right when the report has said before which one is meant. One flag tells of all places."""
    full = [c.start for c, name in cited if len(name.core) > len(word) and name.core.endswith(word)]
    defined = rx(f"(?:{context.options['defined_before']}){re.escape(word)}").search(context.text)
    known_from = min(
        full[0] if full else len(context.text),
        defined.start() if defined else len(context.text),
        _mentioned(context.text, register, word, alone[0].start),
    )
    lacking = [citation for citation in alone if citation.end <= known_from]
    if lacking:
        flag = _flag(context, lacking[0], "bare", "", likely=bool(full))
        yield flag._replace(related=[(c.start, c.end) for c in lacking[1:_MOST_RELATED]])


def _mentioned(text: str, register: Register, word: str, end: int) -> int:
    """Where, before ``end``, a known title that ends in ``word`` first stands without brackets; else the text's end."""
    at = text.find(word, 0, end)
    for _ in range(_MOST_MENTIONS):
        if at < 0:
            break
        stop = at + len(word)
        for length in range(len(word) + 2, min(_LONGEST_CORE, stop)):
            if text[stop - length] in "\n。":
                break
            core = text[stop - length : stop]
            if register.find(Name(core, core, "", None)):
                return at
        at = text.find(word, stop, end)
    return len(text)
