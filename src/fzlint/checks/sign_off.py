"""A report that ends without body and date, or with only one of the two.

A sign-off under the title counts, and so do issuing body and date in the index table of a published page. A date whose
day is left blank counts as one: it is a placeholder, not a missing sign-off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fzlint.checks.context import Context, Flag

LAST_LINES = 8  # lines from the end in which a date may stand
LONGEST_BODY = 40
_BLANK_DATE = re.compile(
    r"\(?(?:20\d\d|二[〇○零Ο][〇○零Ο一二三四五六七八九]{2})?年[\d一二三四五六七八九十]{0,2}月[\d一二三四五六七八九十]{0,3}日\)?"
)
_NO_NAME = re.compile(r"[。,;:!?、\d]|^[(一二三四五六七八九十]")


def check(context: Context) -> Iterator[Flag]:
    """Flag the last sentence of a report whose body or date is not given."""
    report = context.report
    head, given = report.head, report.furniture.metadata
    dated = _date_line(context)
    has_date = dated is not None or head.signed_date is not None or "written" in given or "published" in given
    has_body = head.signed_body is not None or "issuer" in given or (dated is not None and _body_before(context, dated))
    if (has_body and has_date) or not report.statements:
        return
    reason = context.options["reasons"]["body" if has_date else "date" if has_body else "both"]
    last = next((s for s in reversed(report.statements) if s.part != "sign-off"), report.statements[-1])
    start = next(s.start for s in report.statements if s.sentence == last.sentence)
    yield Flag(start, last.end, {f"reason_{language}": words for language, words in reason.items()}, absent=True)


def _date_line(context: Context) -> int | None:
    """The line (index) of the sign-off's date, or of a date left blank near the end."""
    report, text = context.report, context.text
    if report.head.signed_date and report.head.sign_off_lines:
        return max(report.head.sign_off_lines)
    for index in range(len(report.lines) - 1, max(-1, len(report.lines) - 1 - LAST_LINES), -1):
        line = report.lines[index]
        if index not in report.furniture.lines and _BLANK_DATE.fullmatch(text, line.start, line.end):
            return index
    return None


def _body_before(context: Context, dated: int) -> bool:
    """Whether the line before the date is a short name."""
    report = context.report
    if dated == 0 or dated - 1 in report.furniture.lines or dated - 1 in report.head.title_lines:
        return False
    line = report.lines[dated - 1]
    words = context.text[line.start : line.end]
    return (
        3 <= len(words) <= LONGEST_BODY
        and words.endswith(tuple(context.options["bodies"]))
        and not _NO_NAME.search(words)
    )
