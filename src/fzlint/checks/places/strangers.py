"""Foreign places in the stead of the own: found by their endings, judged by what stands before and behind.

Behind a name must stand what only the own body does (组织执法检查) or has (依法行政水平, 社会大局); before it the end
of another clause, or a word that leads to the object of the report's own act (提升了, 推动, 印发《).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.places.beside import clause_at, deals_with_others, is_partner
from fzlint.checks.places.own import Own
from fzlint.checks.places.punctuation import is_quoted
from fzlint.report.report import Statement
from fzlint.report.words import rx

_LONGEST = 6  # characters of a place's name without its ending
_BEFORE = 20  # characters read in front of an ending
_BEHIND = 60  # characters read behind a name
_CANDIDATES = 200  # names looked at closely in a report


class Stranger(NamedTuple):
    """A foreign name where the own should stand: offsets in the view, and the statement's end."""

    start: int
    end: int
    until: int


def strangers(context: Context, own: Own) -> Iterator[Stranger]:
    """The foreign names in the place of the own body, or of the one above it."""
    text, options, report = context.text, context.options, context.report
    looked = 0
    cities = _county_cities(context)
    below_city = own.kind == options["city"] and (report.head.body_level == "county" or own.place[:-1] in cities)
    rivals = _rivals(own, report.head.body_level, options)
    for kind in dict.fromkeys((*rivals, *own.above)):
        for at in _endings(text, kind, own, options["not_before_ending"]):
            end = at + len(kind)
            for start, in_title in _beginnings(context, own, at, kind, kind in rivals, below_city):
                if _refused(text[start:at], kind, own, options):
                    continue
                if kind == own.kind and text[start:at] in cities:
                    break  # a city of county level may lie below the own city
                looked += 1
                if looked > _CANDIDATES:
                    return
                statement = context.statement_at(start)
                if statement is None or (not in_title and _beside_own(context, own, start, statement)):
                    break
                if not is_partner(context, text[start:end], start, statement):
                    yield Stranger(start, end, statement.end)
                break


def _beside_own(context: Context, own: Own, start: int, statement: Statement) -> bool:
    """Whether the name stands in quotation marks, or with the own body in a sentence."""
    text = context.text
    if is_quoted(text, start) or text.find(own.place, statement.start, statement.end) >= 0:
        return True
    return rx(context.options["own_beside"]).search(text, statement.start, statement.end) is not None


def _endings(text: str, kind: str, own: Own, skipped: str) -> Iterator[int]:
    """Where ``kind`` stands behind what may be a name, and is not the end of the own place."""
    tail = own.place[-len(kind) - 2 :]
    back = len(tail) - len(kind)
    at = text.find(kind, 2)
    while at >= 0:
        if text[at - 1] not in skipped and not (own.kind == kind and text.startswith(tail, at - back)):
            yield at
        at = text.find(kind, at + 1)


def _beginnings(
    context: Context, own: Own, at: int, kind: str, rival: bool, below_city: bool
) -> Iterator[tuple[int, bool]]:
    """Where a name may begin whose ending stands at ``at`` and that stands for the own body; whether in 《》."""
    text, options = context.text, context.options
    end = at + len(kind)
    floor, limit = max(0, at - _BEFORE), min(len(text), end + _BEHIND)
    office = bool(own.department) and text.startswith(str(own.department), end)
    has = office or (rx(options["only_own_has"]).match(text, end, limit) is not None)
    if kind == options["city"] and below_city and not office:
        has = False  # the city above
    if rival and "《" in text[floor:at]:
        titled = _in_title(context, at, end, sure=kind != options["city"] or not below_city or office)
        if titled is not None:
            yield titled, True
    opening = rx(options["opening"]).search(text, floor, at) if rival else None
    if opening and (_does(context, own, end, kind) or (has and _is_topic(context, opening.start("stem"), at))):
        yield opening.start("stem"), False
    for wanted, leads in ((has and rival, "leads"), (rival, "leads_surely"), (not below_city, "leads_above")):
        if not wanted or (leads == "leads_above" and not rx(options["commands"]).match(text, end, limit)):
            continue
        led = rx(options[leads]).match(text, floor, at)
        if led and (leads != "leads" or _is_topic(context, led.start("stem"), at)):
            yield led.start("stem"), False
    if rival and rx(options["spreads"]).match(text, end, limit):
        led = rx(options["leads_in"]).match(text, floor, at)
        if led:
            yield led.start("stem"), False


def _in_title(context: Context, at: int, end: int, *, sure: bool) -> int | None:
    """Where a name begins that opens the title of a plan or rule, told as the own: not a partner's, not a model."""
    text, options = context.text, context.options
    title = rx(options["title_opens"]).search(text, max(0, at - _BEFORE), at) if sure else None
    if title is None or rx(options["titles_of_others"]).match(text, end, min(len(text), end + _BEHIND)):
        return None
    start = title.start("stem")
    statement = context.statement_at(start)
    if statement is None:
        return None
    clause, _ = clause_at(text, title.start(), statement)
    if rx(options["with_others"]).search(text, clause, title.start()):
        return None
    # of several places the last counts (云岭县 in 《云岭县白河镇…》)
    return max(start, *(text.rfind(mark, start + 1, at - 1) + 1 for mark in options["place_ends"]))


def _is_topic(context: Context, start: int, at: int) -> bool:
    """Whether the stem from ``start`` to ``at`` may be a name, and its clause tells nothing of dealings with others."""
    text, options = context.text, context.options
    if rx(options["verb_ends"]).search(text, start, at):
        return False
    statement = context.statement_at(start)
    return statement is not None and not deals_with_others(text, start, statement, options)


def _does(context: Context, own: Own, at: int, kind: str) -> bool:
    """Whether what follows a name makes it the doer, or the owner of communities, villages or departments."""
    text, options = context.text, context.options
    limit = min(len(text), at + _BEHIND)
    organ = rx(options["organs"]).match(text, at, limit)
    if own.department and text.startswith(own.department, at):
        return rx(options["deals_with"]).match(text, at + len(own.department), limit) is None
    if own.department and kind in options["only_organs"]:
        return False  # a city of county level and its departments may lie below a city's department
    behind = organ.end() if organ else at
    if rx(options["deals_with"]).match(text, behind, limit):
        return False
    if rx(options["does"]).match(text, behind, limit):
        return kind not in options["only_organs"] or behind > at or kind == own.kind == options["district"]
    return rx(options["owns"]).match(text, at, limit) is not None


def _rivals(own: Own, level: str | None, options: Mapping[str, Any]) -> Sequence[str]:
    """The endings of places that are of the own kind."""
    rivals: Mapping[str, Sequence[str]] = options["rivals"]
    key = own.kind
    if level in ("city", "county") and f"{level}-{own.kind}" in rivals:
        key = f"{level}-{own.kind}"
    return rivals.get(key, ())


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
