"""Copied text in the workbook: shares with bars, paragraphs side by side, paragraphs of several bodies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fzlint.gap.copied.telling import CopiedText
from fzlint.gap.wording import Wording
from fzlint.gap.workbook import level_words, where
from fzlint.gap.workbook_cells import Marked, Value
from fzlint.gap.workbook_sheets import FILLS, Column, Sheet

if TYPE_CHECKING:
    from fzlint.gap.model import Batch
    from fzlint.messages import Messages
    from fzlint.text.places import Place

_MOST_CLUSTERED = 20_000  # rows of the sheet of shared paragraphs


def add_copied(batch: Batch, copied: CopiedText, workbook: object, messages: Messages) -> None:
    """Add the three sheets."""
    _add_shares(batch, copied, workbook, messages)
    _add_pairs(batch, copied, workbook, messages)
    if copied.clusters:
        _add_clusters(copied, workbook, messages)


def _columns(messages: Messages, **widths: float) -> list[Column]:
    """Columns by the names of their messages: of the workbook, or (``same_``) of copied text."""
    made = []
    for name, width in widths.items():
        key = name.replace("_", "-")
        ours = key.startswith("same-")
        head = messages(f"copied.column.{key.removeprefix('same-')}" if ours else f"office.column.{key}")
        share = key in ("same-share", "same-previous", "same-shared", "same-alike")
        made.append(Column(head, width, centred=width < 10, share=share))
    return made


def _add_shares(batch: Batch, copied: CopiedText, workbook: object, messages: Messages) -> None:
    """Each report with the share of its text that is copied."""
    wording = Wording(messages).copied(batch)
    columns = _columns(messages, number=5.5, body=26, level=7, year=6.5, same_characters=9, same_copied=9,
                       same_share=13, same_previous=13, same_shared=13, same_paragraphs=7, same_sources=56,
                       file=24)  # fmt: skip
    sheet = Sheet(workbook, messages, messages("office.sheet.shares"), "Shares", columns)
    notes = [f"{sentence}。" for sentence in messages("copied.note").split("。") if sentence]
    if messages.language != "zh":
        notes = [messages("copied.note")]
    sheet.add_lines([*wording.overview(copied), *wording.missing(copied), *notes])

    def rows() -> Iterator[list[Value]]:
        for number, body in enumerate(batch.bodies, start=1):
            same = copied.bodies.get(body.path)
            start: list[Value] = [number, body.label, level_words(body.level, messages), body.year]
            if same is None:
                yield [*start, None, None, None, None, None, None, None, body.path]
                continue
            found = same.found
            sources = "\n".join(wording.sources(same.sources, 5))
            yield [*start, found.characters, found.copied, same.share, same.share_previous, same.share_shared,
                   len(found.copies), sources, body.path]  # fmt: skip

    sheet.add_table(rows(), frozen_columns=2)
    sheet.bars(first=7, last=9)


def _add_pairs(batch: Batch, copied: CopiedText, workbook: object, messages: Messages) -> None:
    """The paragraphs side by side, what differs underlined; the longest of each report."""
    columns = _columns(messages, number=5.5, body=14, year=6.5, same_kind=10, same_length=6.5, same_alike=9,
                       same_own_place=16, same_own=42, same_other=42, same_other_report=16, same_other_place=16,
                       same_bodies=7, same_cluster=9, same_other_file=12)  # fmt: skip
    sheet = Sheet(workbook, messages, messages("office.sheet.pairs"), "Pairs", columns)
    sheet.add_lines([messages("copied.legend.coloured")])
    sheet.add_table(_pair_rows(batch, copied, messages), frozen_columns=2)
    words = {messages("copied.kind.previous"): FILLS["note"], messages("copied.kind.shared"): FILLS["weak"]}
    sheet.colour(words, first=4, last=4)


def _pair_rows(batch: Batch, copied: CopiedText, messages: Messages) -> Iterator[list[Value]]:
    wording = Wording(messages).copied(batch)
    for number, body in enumerate(batch.bodies, start=1):
        same = copied.bodies.get(body.path)
        if same is None:
            continue
        for pair in same.pairs(copied.most_pairs):
            own, other = pair.own.place, pair.other.place
            yield [
                number, body.label, body.year, messages(f"copied.kind.{pair.kind}"), pair.characters, pair.alike,
                _place(own, messages), Marked(pair.own.segments), Marked(pair.other.segments) if other else None,
                wording.side(pair.other) if other else wording.named(pair), _place(other, messages),
                pair.others + 1, pair.cluster, pair.other.path or None,
            ]  # fmt: skip
        left, characters = same.left(copied.most_pairs)
        if left:
            told = messages("copied.more-pairs", count=left, characters=characters)
            yield [number, body.label, body.year, None, characters, None, None, told, *[None] * 6]


def _place(place: Place | None, messages: Messages) -> str | None:
    """Where a paragraph stands: the place, below it the heading."""
    return "\n".join(filter(None, (where(place, messages), place.section))) if place else None


def _add_clusters(copied: CopiedText, workbook: object, messages: Messages) -> None:
    """The paragraphs that several bodies share: a row for each place."""
    columns = _columns(messages, same_cluster=9, same_bodies=7, same_length=6.5, body=26, year=6.5, place=13,
                       section=26, same_text=70)  # fmt: skip
    sheet = Sheet(workbook, messages, messages("office.sheet.clusters"), "Clusters", columns)

    def rows() -> Iterator[list[Value]]:
        made = 0
        for cluster in copied.clusters:
            if made + len(cluster.places) > _MOST_CLUSTERED:
                left = len(copied.clusters) - cluster.number + 1
                yield [None, None, None, messages("copied.more-clusters", count=left), *[None] * 4]
                return
            made += len(cluster.places)
            for found in cluster.places:
                yield [cluster.number, cluster.bodies, cluster.characters, found.body, found.year,
                       where(found.place, messages), found.place.section, cluster.quote]  # fmt: skip

    sheet.add_table(rows(), frozen_columns=1)
