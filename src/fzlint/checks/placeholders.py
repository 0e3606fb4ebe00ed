"""Placeholders that were left in: XX, ××, **, 20xx年, 某某, 待补充, empty brackets, ____.

What a placeholder looks like, and where the same signs stand for something else (X光, 县道X017, 张某某, 3×5米), are
options: patterns on the normalised text of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fzlint.checks.context import Context, Flag
from fzlint.checks.figures.wording import WordLists, kept
from fzlint.text.patterns import compiled

MOST = 100  # flags in a report
LONGEST = 24  # characters of a placeholder that a message shows


def _pattern(patterns: Sequence[str]) -> re.Pattern[str]:
    return compiled("|".join(f"(?:{pattern})" for pattern in patterns), re.MULTILINE)


def _shown(found: str) -> str:
    return found if len(found) <= LONGEST else f"{found[:LONGEST]}…"


def _signs(options: Mapping[str, Any]) -> WordLists:
    """The signs of each kind of placeholder: where none of them stands there is none of the kind."""
    return WordLists((entry["holds"] for entry in options["placeholders"]), literal=True)


def check(context: Context) -> Iterator[Flag]:
    """Flag every placeholder of the text."""
    report, text, options = context.report, context.text, context.options
    held = kept(options, _signs).of(text)
    if not held:
        return
    placeholder = _pattern([entry["pattern"] for at, entry in enumerate(options["placeholders"]) if held >> at & 1])
    count = 0
    for index, line in enumerate(report.lines):
        if index in report.furniture.lines:
            continue
        fine: Iterator[re.Match[str]] | None = None
        use: re.Match[str] | None = None  # the first harmless use that does not lie before the placeholder
        for found in placeholder.finditer(text, line.start, line.end):
            if fine is None:
                fine = _pattern(options["not"]).finditer(text, line.start, line.end)
                use = next(fine, None)
            while use and use.end() <= found.start():
                use = next(fine, None)
            if use and use.start() < found.end():
                continue
            yield Flag(found.start(), found.end(), {"found": _shown(found.group())})
            count += 1
            if count >= MOST:
                return
