"""Places and bodies that are not the report's own: text pasted from the report of another unit.

Only a name of the own kind (a subdistrict's, town's, county's … in a report of such) is suspicious, and only where
the own body should stand (``places.strangers``); in a department's report another department or its system likewise
(``places.offices``); also 我镇 in a subdistrict's report, and a sign-off that names another place than the title.
Partners, neighbours, visitors, places in a list, superiors and subordinates are legitimate, and so is what stands
inside 《》, “” or brackets, except a plan or rule that the own body is said to have issued.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from fzlint.checks.context import Context, Flag
from fzlint.checks.places.offices import other_offices
from fzlint.checks.places.own import Own, other_signer, own_body
from fzlint.checks.places.punctuation import first_of, is_quoted
from fzlint.checks.places.strangers import Stranger, strangers
from fzlint.report.words import rx

_SHOWN = 40  # characters shown of what was found
_MOST = 8  # findings of a kind in a report


def check(context: Context) -> Iterator[Flag]:
    """The foreign names in the place of the own body, and the wrong 我…."""
    own = own_body(context.report, context.options)
    if own is None:
        return
    found: dict[int, Stranger] = {}
    for stranger in chain(strangers(context, own), other_offices(context, own)):
        found.setdefault(stranger.start, stranger)
    yield from sorted((_flag(context, own, one) for one in list(found.values())[:_MOST]), key=lambda flag: flag.start)
    signer = other_signer(context.report, own, context.options)
    if signer:
        yield Flag(*signer, {"name": context.text[slice(*signer)], "own": own.name})
    pronouns = _pronouns(context, own)
    if len(pronouns) <= _MOST:  # beyond it the level of the own body is more likely misread
        yield from pronouns


def _flag(context: Context, own: Own, found: Stranger) -> Flag:
    name = context.text[found.start : found.end]
    close = first_of(context.text, ",;。", found.end, min(found.until, found.end + _SHOWN))
    return Flag(found.start, close, {"name": name, "own": own.name})


def _pronouns(context: Context, own: Own) -> list[Flag]:
    """我镇 in a subdistrict's report, 我局 in a county's."""
    text, options = context.text, context.options
    key = f"department-{own.kind}" if own.department else own.kind
    pattern = options["not_our"].get(key)
    if pattern is None:
        return []
    flags: list[Flag] = []
    for match in rx(f"(?<!自)我(?:{pattern})").finditer(text):
        statement = context.statement_at(match.start())
        if statement is None or is_quoted(text, match.start()):
            continue
        close = first_of(text, ",;。", match.end(), min(statement.end, match.end() + _SHOWN))
        flags.append(Flag(match.start(), close, {"name": match.group(), "own": own.name}))
    return flags
