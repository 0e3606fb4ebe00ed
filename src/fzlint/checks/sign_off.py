"""A report that ends without body and date, or with only one of the two.

A sign-off under the title counts, and so do issuing body and date in the index table of a published page.
"""

from __future__ import annotations

from collections.abc import Iterator

from fzlint.checks.context import Context, Flag


def check(context: Context) -> Iterator[Flag]:
    """Flag the last sentence of a report whose body or date is not given."""
    report = context.report
    head, given = report.head, report.furniture.metadata
    has_body = head.signed_body is not None or "issuer" in given
    has_date = head.signed_date is not None or "written" in given or "published" in given
    if (has_body and has_date) or not report.statements:
        return
    reason = context.options["reasons"]["body" if has_date else "date" if has_body else "both"]
    last = next((s for s in reversed(report.statements) if s.part != "sign-off"), report.statements[-1])
    start = next(s.start for s in report.statements if s.sentence == last.sentence)
    yield Flag(start, last.end, {f"reason_{language}": words for language, words in reason.items()})
