"""Places and bodies that are not the report's own: text pasted from the report of another unit.

Only a name of the own kind (a subdistrict's, town's, county's … in a report of such) is suspicious, and only where
the own body should stand: as the doer at the beginning of a clause, in formulas (在……坚强领导下, 推动……高质量发展,
现将……情况报告如下), or when the text says 我镇 in a subdistrict's report. Partners, neighbours, visitors, places in
a list, superiors and subordinates are legitimate, as is all that stands inside 《》, “” or brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fzlint.checks.context import Context, Flag
from fzlint.checks.places.own import Own, own_body
from fzlint.checks.places.punctuation import first_of, is_quoted
from fzlint.report.report import Statement
from fzlint.report.words import rx

_SHOWN = 40  # characters shown of what was found
_MOST = 8  # findings of a kind in a report
_CANDIDATES = 200  # names looked at closely in a report
_AROUND = 200  # characters of its sentence around a name that are read
_NEAR = 8  # characters in front of a name that tell a partner
_STEM, _ANY = "(?P<stem>[一-鿿]{2,6}?)", "(?:.{2,6}?)"  # the name of a place without its ending, and what may be one
_OPENING = (
    r"(?:^|(?<=[,;:。!?]))"
    r"(?:[一二三四五六七八九十]{1,2}是|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])?"
)


def check(context: Context) -> Iterator[Flag]:
    """The foreign names in the place of the own body, and the wrong 我…."""
    own = own_body(context.report, context.options)
    if own is None:
        return
    yield from sorted(_names(context, own)[:_MOST], key=lambda flag: flag.start)
    pronouns = _pronouns(context, own)
    if len(pronouns) <= _MOST:  # beyond it the level of the own body is more likely misread
        yield from pronouns


def _names(context: Context, own: Own) -> list[Flag]:
    text, options = context.text, context.options
    rivals = _rivals(own, context.report.head.body_level, options)
    flags: list[Flag] = []
    seen: set[int] = set()
    looked = 0
    if not rivals:
        return flags
    ending = "|".join(rivals)
    for source, led in _patterns(ending, own, options):
        if led and rx(source.replace(_STEM, _ANY)).search(text) is None:
            continue  # most reports hold none of the formulas; the looser pattern costs a third to compile
        for match in rx(source).finditer(text):
            start, end = match.span("name")
            if start in seen or _refused(match["stem"], match["kind"], own, options):
                continue
            if not led and not _does(context, own, match):
                continue
            if match["kind"] == own.kind and match["stem"] in _county_cities(context):
                continue  # a city of county level may lie below the own city
            looked += 1
            if looked > _CANDIDATES:
                return flags
            statement = _statement_at(context.report.statements, start)
            if statement is None or is_quoted(text, start) or _partner(context, match["name"], start, statement):
                continue
            seen.add(start)
            close = first_of(text, ",;。", end, min(statement.end, end + _SHOWN))
            flags.append(Flag(start, close, {"name": match["name"], "own": own.place + (own.department or "")}))
    return flags


def _rivals(own: Own, level: str | None, options: Mapping[str, Any]) -> Sequence[str]:
    """The endings of places that are of the own kind."""
    rivals: Mapping[str, Sequence[str]] = options["rivals"]
    key = own.kind
    if level in ("city", "county") and f"{level}-{own.kind}" in rivals:
        key = f"{level}-{own.kind}"
    return rivals.get(key, ())


def _patterns(ending: str, own: Own, options: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Where a foreign name may stand: opening a clause, and (True) in formulas that only the own body fills."""
    name = f"(?P<name>{_STEM}(?P<kind>%s))"
    above = "|".join(dict.fromkeys([*own.above, *ending.split("|")]))
    found = [(_OPENING + f"(?:{options['time']})?" + name % ending, False)]
    found += [(formula.replace("{name}", name % ending), True) for formula in options["formulas"]]
    found += [(formula.replace("{name}", name % above), True) for formula in options["formulas_above"]]
    return found


def _refused(stem: str, kind: str, own: Own, options: Mapping[str, Any]) -> bool:
    """Whether a stem with its ending is no foreign name: an ordinary word, a generic place, or the own."""
    if own.has(stem + kind) or rx(options["not_name"]).search(stem + kind):
        return True
    return rx(options["not_stem"]).search(rx(options["in_names"]).sub("名", stem)) is not None


def _county_cities(context: Context) -> Sequence[str]:
    """The cities of county level, which a prefecture's report may name as its own; none for other reports."""
    if context.report.head.body_level not in ("city", "department"):
        return ()
    names: Mapping[str, str] = context.sections["head"]["names"]
    return names["county_cities"].split()


def _does(context: Context, own: Own, match: re.Match[str]) -> bool:
    """Whether what follows a name makes it the doer, or the owner of communities, villages or departments."""
    text, options = context.text, context.options
    at = match.end()
    limit = min(len(text), at + 60)
    organ = rx(options["organs"]).match(text, at, limit)
    if own.department and text.startswith(own.department, at):
        return rx(options["deals_with"]).match(text, at + len(own.department), limit) is None
    if own.department and match["kind"] in options["only_organs"]:
        return False  # a city of county level and its departments may lie below a city's department
    behind = organ.end() if organ else at
    if rx(options["deals_with"]).match(text, behind, limit):
        return False
    if rx(options["does"]).match(text, behind, limit):
        return match["kind"] not in options["only_organs"] or organ is not None
    return rx(options["owns"]).match(text, at, limit) is not None


def _partner(context: Context, name: str, near: int, statement: Statement) -> bool:
    """Whether a name is that of a partner, neighbour or visitor, here or anywhere in the report."""
    text, options = context.text, context.options
    around = max(statement.start, near - _AROUND), min(statement.end, near + _AROUND)
    if rx(options["partner_words"]).search(text, *around):
        return True
    before = rx(options["partner_before"])
    at = text.find(name)
    for _ in range(20):
        if at < 0:
            break
        if before.search(text[max(0, at - _NEAR) : at]) or text.startswith("、", at + len(name)):
            return True
        at = text.find(name, at + 1)
    return False


def _pronouns(context: Context, own: Own) -> list[Flag]:
    """我镇 in a subdistrict's report, 我局 in a county's."""
    text, options = context.text, context.options
    key = f"department-{own.kind}" if own.department else own.kind
    pattern = options["not_our"].get(key)
    if pattern is None:
        return []
    flags: list[Flag] = []
    for match in rx(f"(?<!自)我(?:{pattern})").finditer(text):
        statement = _statement_at(context.report.statements, match.start())
        if statement is None or is_quoted(text, match.start()):
            continue
        close = first_of(text, ",;。", match.end(), min(statement.end, match.end() + _SHOWN))
        own_name = own.place + (own.department or "")
        flags.append(Flag(match.start(), close, {"name": match.group(), "own": own_name}))
    return flags


def _statement_at(statements: Sequence[Statement], at: int) -> Statement | None:
    index = bisect_right(statements, at, key=lambda statement: statement.start) - 1
    if index < 0 or at >= statements[index].end:
        return None
    return statements[index]
