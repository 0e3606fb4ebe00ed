"""A report without a title, or with one that lacks the body, the year or the kind of report.

The title is looked at as the head of the document tells it. The year may be in any numerals, and may stand in a
bracket or subtitle under the title; the body counts in its short form too (五星街道).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from fzlint.checks.context import Context, Flag
from fzlint.report.dates import find_dates, first_year

FIRST_WORDS = 40  # characters shown of the text when there is no title
LONGEST_SUBTITLE = 24
_YEAR = re.compile(r"(?:\d{2,4}|[〇零○ΟO一二三四五六七八九]{4})年?")


@cache
def _not_body(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words of a title that name no body, longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def check(context: Context) -> Iterator[Flag]:
    """Flag a missing title at the first words of the text, an incomplete one at the title."""
    head, options = context.report.head, context.options
    if head.title is None or head.title_span is None:
        at = _first_words(context)
        if at:
            yield Flag(*at, _said(options["reasons"]["none"], {}), absent=True)
        return
    title = context.text[slice(*head.title_span)].replace("\n", "")
    lacks = [
        name
        for name, there in (
            ("body", _has_body(context, title)),
            ("year", first_year(title) is not None or _year_below(context)),
            ("kind", any(word in title for word in options["kinds"])),
            ("subject", any(word in title for word in options["subjects"])),
        )
        if not there
    ]
    if lacks:
        yield Flag(
            *head.title_span, _said(options["reasons"]["lacks"], {name: options["names"][name] for name in lacks})
        )


def _said(reason: Mapping[str, str], lacking: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The reason in each language, with the names of what is lacking."""
    return {
        f"reason_{language}": words.format(lacks="、".join(name[language] for name in lacking.values()))
        for language, words in reason.items()
    }


def _first_words(context: Context) -> tuple[int, int] | None:
    report = context.report
    skip = report.furniture.lines | report.head.sign_off_lines
    for index, line in enumerate(report.lines):
        if index not in skip:
            return line.start, min(line.end, line.start + FIRST_WORDS)
    return None


def _has_body(context: Context, title: str) -> bool:
    """Whether the title names a body: the one read from it, or a name left when all other words are taken away."""
    head = context.report.head
    span, at = head.body_span, head.title_span
    if span and at and at[0] <= span[0] and span[1] <= at[1]:
        return True
    left = _not_body(tuple(context.options["not_body"])).sub("", _YEAR.sub("", title))
    return sum("一" <= char <= "鿿" for char in left) >= 2


def _year_below(context: Context) -> bool:
    """Whether a bracket or subtitle under the title gives the year."""
    report = context.report
    below = max(report.head.title_lines, default=-1) + 1
    if not 0 < below < len(report.lines) or below in report.furniture.lines:
        return False
    line = report.lines[below]
    words = context.text[line.start : line.end]
    if line.end - line.start > LONGEST_SUBTITLE or not words.startswith(("(", "—", "-")):
        return False
    return first_year(words) is not None and next(find_dates(words, 0, len(words)), None) is None
