"""The comparison over the years in the Word document, in the words of the page."""

from __future__ import annotations

from collections.abc import Sequence

from fzlint.gap.bodies import Body
from fzlint.gap.compare import KINDS, Change, Comparison, TrendPoint
from fzlint.gap.letter import Writer, cells
from fzlint.gap.letter_tables import Cell
from fzlint.gap.wording import Wording, number, signed

_COUNTED = ("mended", "better", "new", "worse", "unchanged")
_MOST_CHANGES, _MOST_NAMES = 300, 40


def change_of_letter(writer: Writer, change: Change) -> None:
    """What was mended, is new and stayed in one body's report."""
    messages, wording = writer.messages, Wording(writer.messages)
    writer.paper.text(wording.compared(change, letter=True))
    rows = [(messages(f"gap.{kind}"), wording.titles(getattr(change, kind))) for kind in KINDS if getattr(change, kind)]
    if rows:
        heads = messages("gap.change-kind"), messages("office.column.item-title")
        writer.paper.table((30, 126), heads, rows)
    else:
        writer.paper.text(messages("gap.no-change"))


def comparison_of_all(writer: Writer, comparison: Comparison) -> None:
    """The years, and each body's changes."""
    messages, paper, wording = writer.messages, writer.paper, Wording(writer.messages)
    if len(comparison.versions) > 1:
        paper.text(messages("gap.versions", versions=wording.comma(comparison.versions)))
    if len(comparison.trend) > 1:
        paper.text(messages("gap.trend") + messages("gap.at", place=messages("gap.trend-all")) + messages("text.colon"))
        _trend(writer, comparison.trend)
        if len(comparison.steady) > 1 and comparison.steady != comparison.trend:
            place = messages("gap.at", place=messages("gap.trend-steady"))
            paper.text(messages("gap.trend") + place + messages("text.colon"))
            _trend(writer, comparison.steady)
    if comparison.changes:
        paper.text(messages("gap.change") + messages("text.colon"))
        rows = [
            [
                Cell(wording.label_year(change.after)),
                Cell(signed(change.score_change), centred=True),
                *cells([len(getattr(change, kind)) for kind in _COUNTED]),
            ]
            for change in comparison.changes[:_MOST_CHANGES]
        ]
        heads = [messages(f"gap.{name}") for name in ("body", "change-column")]
        heads += [messages(f"gap.short.{kind}") for kind in _COUNTED]
        paper.table((56, 20, 16, 16, 16, 16, 16), heads, rows)
        paper.text(messages("gap.counted-note"), indented=False, small=True)
        left = len(comparison.changes) - _MOST_CHANGES
        if left > 0:
            paper.text(messages("copied.more-bodies", count=left), indented=False, small=True)
    for key, found in (("only-now", comparison.only_now), ("only-before", comparison.only_before)):
        if found:
            paper.text(messages(f"gap.{key}") + messages("text.colon") + _names(writer, found) + messages("text.stop"))


def _names(writer: Writer, bodies: Sequence[Body]) -> str:
    wording = Wording(writer.messages)
    told = wording.comma([wording.label_year(body) for body in bodies[:_MOST_NAMES]])
    return told + (writer.messages("gap.and-others", count=len(bodies)) if len(bodies) > _MOST_NAMES else "")


def _trend(writer: Writer, points: Sequence[TrendPoint]) -> None:
    messages, wording = writer.messages, Wording(writer.messages)
    rows = [
        [
            Cell(wording.point(point)),
            *cells([point.bodies, "—" if point.average is None else number(point.average),
                    wording.share(point.contents), wording.share(point.outline)]),
        ]
        for point in points
    ]  # fmt: skip
    heads = [messages(f"gap.{name}") for name in ("year", "reports", "average-head", "contents-met", "outline-met")]
    writer.paper.table((28, 20, 28, 40, 40), heads, rows, whole=True)
