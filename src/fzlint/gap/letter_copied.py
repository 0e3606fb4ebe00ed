"""Copied text in the Word document: paragraphs side by side, what differs underlined."""

from __future__ import annotations

from collections.abc import Sequence

from fzlint.gap.copied.telling import BodyCopies, CopiedText, Pair, Side, cut, percent
from fzlint.gap.letter import Writer, cells
from fzlint.gap.letter_tables import Cell
from fzlint.gap.wording import Wording

_MOST_LETTER, _MOST_PAGE = 12, 3  # pairs in the letter to one body, and on its page of the summary
_MOST_BODIES, _MOST_CLUSTERS, _MOST_PLACES = 60, 20, 12
_MOST_TEXT, _MOST_SHARED = 400, 160  # characters of a paragraph side by side, and of one in the list of those shared
_HEAD = "F2F2F2"


def copied_of_letter(writer: Writer, body: BodyCopies) -> None:
    """What a letter says of the copied text of its body."""
    wording = Wording(writer.messages).copied(writer.batch)
    writer.paper.text(wording.letter(body))
    if body.found.copied:
        _pairs(writer, body, _MOST_LETTER)
        writer.paper.text(writer.messages("copied.note"), small=True)


def copied_of_page(writer: Writer, body: BodyCopies) -> None:
    """What the summary says of the copied text of one body."""
    wording, messages = Wording(writer.messages).copied(writer.batch), writer.messages
    writer.paper.text("".join(wording.opening(body)))
    if not body.found.copied:
        return
    told = messages("text.semicolon").join(wording.sources(body.sources)) + messages("text.stop")
    writer.paper.text(told, label=messages("copied.column.sources") + messages("text.colon"))
    _pairs(writer, body, _MOST_PAGE)


def copied_of_all(writer: Writer, copied: CopiedText) -> None:
    """What the summary says of the copied text of all bodies."""
    messages, paper = writer.messages, writer.paper
    wording = Wording(messages).copied(writer.batch)
    paper.text("".join([*wording.overview(copied), *wording.missing(copied)]))
    if copied.ranked:
        rows = [
            [
                Cell(body.label),
                *cells([body.found.year or messages("office.sign.unasked"),
                        *map(percent, (body.share, body.share_previous, body.share_shared))]),
                Cell(wording.sources(body.sources[:1])[0]),
            ]
            for body in copied.ranked[:_MOST_BODIES]
        ]  # fmt: skip
        heads = [messages("office.column.body"), messages("office.column.year")]
        heads += [messages(f"copied.column.{name}") for name in ("share", "previous", "shared", "sources")]
        paper.table((40, 14, 18, 18, 20, 46), heads, rows)
        left = len(copied.ranked) - _MOST_BODIES
        if left > 0:
            paper.text(messages("copied.more-bodies", count=left), indented=False, small=True)
    if copied.clusters:
        paper.text(messages("copied.clusters") + messages("text.colon"))
        told = [
            [
                *cells([cluster.bodies, cluster.characters]),
                Cell(cut(((cluster.quote, False),), _MOST_SHARED)[0][0] if cluster.quote else ""),
                Cell(_places(writer, [(place.body, place.year) for place in cluster.places])),
            ]
            for cluster in copied.clusters[:_MOST_CLUSTERS]
        ]
        heads = [messages(f"copied.column.{name}") for name in ("bodies", "length", "text", "bodies-with")]
        paper.table((13, 13, 76, 54), heads, told)
        left = len(copied.clusters) - _MOST_CLUSTERS
        if left > 0:
            paper.text(messages("copied.more-clusters", count=left), indented=False, small=True)
    paper.text(messages("copied.note"), small=True)


def _places(writer: Writer, reports: Sequence[tuple[str, int | None]]) -> str:
    """The reports of a cluster, the first of them by name."""
    messages = writer.messages
    names = list(dict.fromkeys(body for body, _ in reports))
    told = messages("text.list-comma").join(names[:_MOST_PLACES])
    return told + (messages("gap.and-others", count=len(names)) if len(names) > _MOST_PLACES else "")


def _pairs(writer: Writer, body: BodyCopies, most: int) -> None:
    messages, paper = writer.messages, writer.paper
    wording = Wording(messages).copied(writer.batch)
    pairs = body.pairs(most)
    if any(pair.other.place for pair in pairs):
        paper.text(messages("copied.legend.underlined"), indented=False, small=True)
    rows: list[list[Cell]] = []
    for number, pair in enumerate(pairs, start=1):
        told = f"{number}. {wording.pair(pair)}"
        rows.append([Cell(told, _HEAD, span=2, keep=True)])
        rows.append([_side(writer, pair.own, messages("copied.own")), _other(writer, pair)])
    heads = [messages("copied.column.own"), messages("copied.column.other")]
    paper.table((78, 78), heads, rows, split=True)
    left, characters = body.left(most)
    if left:
        paper.text(messages("copied.more-pairs", count=left, characters=characters), indented=False, small=True)


def _side(writer: Writer, side: Side, name: str) -> Cell:
    if side.place is None:
        return Cell(name)
    place = Wording(writer.messages).place(side.place)
    return Cell(writer.messages("copied.place", report=name, place=place), marked=cut(side.segments, _MOST_TEXT))


def _other(writer: Writer, pair: Pair) -> Cell:
    wording = Wording(writer.messages).copied(writer.batch)
    return _side(writer, pair.other, wording.side(pair.other) if pair.other.place else wording.named(pair))
