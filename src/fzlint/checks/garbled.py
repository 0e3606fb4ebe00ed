"""Garbled text: what wrong encodings, font glyphs and word filters leave behind (锟斤拷, Ã©, 銆, 建设(shè), 用*严).

Each kind is a pattern of the options with the number of places from which on it counts (an annotated reading of one
rare character, or one asterisk, is no garbling). Places that lie close together are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fzlint.checks.context import Context, Flag

MOST_PLACES = 5  # flags of one kind in a report
MOST_LOOKED_AT = 500  # places of one kind that are counted
_CLOSE = 8  # characters between places that are one
_SHOWN = 12


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def check(context: Context) -> Iterator[Flag]:
    """Flag the first few places of each kind of garbling."""
    report, text = context.report, context.text
    for kind in context.options["kinds"]:
        if "holds" in kind and not any(sign in text for sign in kind["holds"]):
            continue
        pattern = _compiled(kind["pattern"])
        if pattern.search(text) is None:
            continue
        places: list[tuple[int, int]] = []
        count = 0
        for index, line in enumerate(report.lines):
            if index in report.furniture.lines or count >= MOST_LOOKED_AT:
                continue
            for found in pattern.finditer(text, line.start, line.end):
                count += 1
                if places and found.start() - places[-1][1] <= _CLOSE and places[-1][0] >= line.start:
                    places[-1] = places[-1][0], found.end()
                elif count <= MOST_LOOKED_AT:
                    places.append(found.span())
        if count < kind["least"]:
            continue
        for start, end in places[:MOST_PLACES]:
            fields = {f"reason_{language}": words for language, words in kind["name"].items()}
            found_text = "".join(c if c.isprintable() else "□" for c in text[start : min(end, start + _SHOWN)])
            yield Flag(start, end, fields | {"found": found_text, "count": len(places)})
