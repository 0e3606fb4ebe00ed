"""The model that every format of the gap report is made from, built from the JSON of ``fzlint check -f json``.

Text in it is data of strangers: it is made harmless here, once (one line, no control characters), so that no format
has to. Escaping for its own syntax (HTML, Markdown, CSV, XML) remains the work of each format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from fzlint.checklist.model import LEVELS, Checklist, Item
from fzlint.gap.bodies import CONTENTS, MET, MISSING, NOT_APPLICABLE, OUTLINE, WEAK, Body, ItemInfo
from fzlint.gap.copied.telling import CopiedText
from fzlint.gap.pages import BodyPage, FindingLine, ItemLine, PartCoverage, ScorePart, page_of
from fzlint.messages import Messages
from fzlint.output.stored import body_of, reports_of, versions_of

__all__ = [
    "CONTENTS", "MET", "MISSING", "NOT_APPLICABLE", "OUTLINE", "WEAK", "Batch", "Body", "BodyPage", "FindingCount",
    "FindingLine", "ItemCount", "ItemInfo", "ItemLine", "LevelRanking", "PartCoverage", "Row", "ScorePart",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the matrix: a report, and its status for each of ``Batch.items`` (None: the item was not asked)."""

    body: Body
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class ItemCount:
    """How an item fared: the reports by status, in their order."""

    item: ItemInfo
    met: tuple[Body, ...]
    weak: tuple[Body, ...]
    missing: tuple[Body, ...]
    not_applicable: tuple[Body, ...]

    @property
    def applicable(self) -> int:
        """Reports that the item was asked of."""
        return len(self.met) + len(self.weak) + len(self.missing)


@dataclass(frozen=True, slots=True)
class LevelRanking:
    """The reports of one level (None: not recognised), best score first, each with its rank (ties share one)."""

    level: str | None
    rows: tuple[tuple[int, Body], ...]
    average: float | None  # mean of the scores, one decimal


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often a kind of finding (not the gaps of contents and outline) occurs, and in which reports."""

    code: str
    title: str
    count: int
    bodies: tuple[Body, ...]


@dataclass(frozen=True)
class Batch:
    """Reports judged by one checklist. ``bodies`` were judged, ``unjudged`` could not be; none is dropped.

    ``copied``: what was found copied among them; None when nobody asked, or when there was nothing to compare.
    """

    bodies: tuple[Body, ...]
    unjudged: tuple[Body, ...]
    items: tuple[ItemInfo, ...]
    checklist: Checklist
    messages: Messages
    versions: tuple[str, ...] = ()  # of the checklists that the verdicts were made with
    copied: CopiedText | None = None

    @classmethod
    def from_documents(cls, documents: Sequence[Mapping[str, Any]], checklist: Checklist, messages: Messages) -> Batch:
        """The batch of all reports in these JSON documents, in their order. Raises reading.ShapeError."""
        everyone = [body_of(Body, report) for document in documents for report in reports_of(document)]
        return cls.of(everyone, versions_of(documents), checklist, messages)

    @classmethod
    def of(cls, everyone: Sequence[Body], versions: tuple[str, ...], checklist: Checklist, messages: Messages) -> Batch:
        """The batch of these reports, in their order. ``versions``: of the checklists that they were judged with."""
        bodies = tuple(body for body in everyone if body.judged)
        asked = {verdict.item for body in bodies for verdict in body.verdicts}
        known = [item for item in checklist.items if item.id in asked]
        items = [_info(item, checklist, messages) for item in known]
        strange = sorted(asked - {item.id for item in known})  # of another version of the checklist
        items += [ItemInfo(id_, id_, OUTLINE if "." in id_ else CONTENTS, None, "", "", ()) for id_ in strange]
        order = {CONTENTS: 0, OUTLINE: 1}
        items.sort(key=lambda item: order.get(item.group, 2))
        unjudged = tuple(body for body in everyone if not body.judged)
        return cls(bodies, unjudged, tuple(items), checklist, messages, versions)

    @cached_property
    def info(self) -> Mapping[str, ItemInfo]:
        """The items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def check_titles(self) -> Mapping[str, str]:
        """Titles of the algorithmic checks by code."""
        return {check.id: self.messages.of(check.title) for check in self.checklist.checks}

    @cached_property
    def matrix(self) -> tuple[Row, ...]:
        """Reports × items."""
        rows = []
        for body in self.bodies:
            statuses = {verdict.item: verdict.status for verdict in body.verdicts}
            rows.append(Row(body, tuple(statuses.get(item.id) for item in self.items)))
        return tuple(rows)

    @cached_property
    def item_counts(self) -> tuple[ItemCount, ...]:
        """Each item, the most often missing first (then weak; then the checklist's order)."""
        counts = []
        for column, item in enumerate(self.items):
            found: dict[str | None, list[Body]] = {}
            for row in self.matrix:
                found.setdefault(row.cells[column], []).append(row.body)
            statuses = (tuple(found.get(status, ())) for status in (MET, WEAK, MISSING, NOT_APPLICABLE))
            counts.append(ItemCount(item, *statuses))
        return tuple(sorted(counts, key=lambda count: (-len(count.missing), -len(count.weak))))

    @cached_property
    def rankings(self) -> tuple[LevelRanking, ...]:
        """The reports by score within their level, from province to subdistrict."""
        by_level: dict[str | None, list[Body]] = {}
        for body in self.bodies:
            by_level.setdefault(body.level, []).append(body)
        order = {level: position for position, level in enumerate(LEVELS)}
        return tuple(
            _ranking(level, by_level[level]) for level in sorted(by_level, key=lambda name: order.get(name or "", 99))
        )

    @cached_property
    def finding_counts(self) -> tuple[FindingCount, ...]:
        """Findings by kind, the most frequent first; gaps of contents and outline are not among them."""
        counts: Counter[str] = Counter()
        bodies: dict[str, list[Body]] = {}
        for body in self.bodies:
            codes = [finding.code for finding in body.findings if finding.code not in self.info]
            counts.update(codes)
            for code in dict.fromkeys(codes):
                bodies.setdefault(code, []).append(body)
        ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        return tuple(FindingCount(c, self.check_titles.get(c, c), n, tuple(bodies[c])) for c, n in ordered)

    def labels(self) -> dict[str, str]:
        """What to call the body of each report, by its path."""
        return {body.path: body.label for body in self.bodies}

    def alone(self, body: Body) -> Batch:
        """The batch of one report: what a letter to this body may tell."""
        copied = self.copied.letter(body.path) if self.copied else None
        return replace(self, bodies=(body,), unjudged=(), copied=copied)

    def page(self, body: Body) -> BodyPage:
        """What the section of this report tells."""
        return page_of(self, body)

    def pages(self) -> Iterator[BodyPage]:
        """The sections of all reports that were judged."""
        return map(self.page, self.bodies)


def _ranking(level: str | None, bodies: Sequence[Body]) -> LevelRanking:
    scored = sorted(bodies, key=lambda body: -(body.score.value if body.score.value is not None else -1))
    values = [body.score.value for body in scored]
    rows = tuple((values.index(body.score.value) + 1, body) for body in scored)
    known = [value for value in values if value is not None]
    return LevelRanking(level, rows, round(sum(known) / len(known), 1) if known else None)


def basis_words(basis: Sequence[Mapping[str, Any]], checklist: Checklist, messages: Messages) -> tuple[str, ...]:
    """The bases of an item as sentences."""
    sources = checklist.section("sources")
    shown = []
    for entry in basis:
        title = messages.of(sources[entry["source"]]["title"])
        key = next((key for key in ("content", "part") if key in entry), None)
        shown.append(title if key is None else messages(f"basis.{key}", title=title, number=entry[key]))
    return tuple(shown)


def _info(item: Item, checklist: Checklist, messages: Messages) -> ItemInfo:
    part = next((int(basis["part"]) for basis in item.basis if "part" in basis), None)
    return ItemInfo(
        id=item.id,
        title=messages.of(item.title),
        group=item.group,
        part=part,
        requirement=messages.of(item.requirement),
        remedy=messages.of(item.remedy),
        basis=basis_words(item.basis, checklist, messages),
    )
