"""A report that is dated or was published after 1 April of the year that follows the one reported on.

Month and day of the limit are an option. A report whose year is not stated is not judged.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from fzlint.checks.context import Context, Flag
from fzlint.report.dates import find_dates


def check(context: Context) -> Iterator[Flag]:
    """Flag the latest of the dates of writing, signing and publishing that is past the limit."""
    head = context.report.head
    if head.year is None or head.year_span is None:
        return
    limit = datetime.date(head.year + 1, *context.options["limit"])
    given = [(head.published, head.published_span), (head.written, head.written_span), _signed(context)]
    late = [(date, span) for date, span in given if date and span and date > limit]
    if late:
        date, span = max(late, key=lambda dated: dated[0])
        yield Flag(
            *span,
            {"date": date.isoformat(), "limit": limit.isoformat(), "days": (date - limit).days, "year": head.year},
        )


def _signed(context: Context) -> tuple[datetime.date | None, tuple[int, int] | None]:
    """The date of the sign-off with its place (a page's own dates may hide it in the head)."""
    report = context.report
    for index in sorted(report.head.sign_off_lines):
        line = report.lines[index]
        for date, start, end in find_dates(context.text, line.start, line.end):
            return date, (start, end)
    return None, None
