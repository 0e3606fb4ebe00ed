"""The section of one report: contents, outline by part, findings, answers, score, what did not apply and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fzlint.checklist.model import SEVERITIES, Item
from fzlint.checklist.profiles import Profile, profile_named
from fzlint.gap.bodies import CONTENTS, MISSING, NOT_APPLICABLE, WEAK, Body, ItemInfo
from fzlint.gap.copied.telling import BodyCopies
from fzlint.output.standing import marked
from fzlint.result import Answer, Finding, Verdict

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.gap.model import Batch


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in the section of one report: status, evidence (quote and place), why it was not asked."""

    item: ItemInfo
    status: str
    verdict: Verdict
    reason: str | None  # for not-applicable: profile, year, level or silent


@dataclass(frozen=True, slots=True)
class PartCoverage:
    """A part of the outline (0: items of no part) with its items."""

    part: int
    lines: tuple[ItemLine, ...]

    def count(self, status: str) -> int:
        """Items of this status."""
        return sum(line.status == status for line in self.lines)

    @property
    def applicable(self) -> int:
        """Items that were asked."""
        return len(self.lines) - self.count(NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with the title of its kind; ``likely``: the check itself was not certain (milder than usual)."""

    finding: Finding
    title: str
    likely: bool


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A term of the score: ``share`` × ``credit`` ÷ ``applicable`` = ``points``."""

    group: str
    share: float
    credit: float
    applicable: int

    @property
    def points(self) -> float:
        """The points of this term."""
        return self.share * self.credit / self.applicable


@dataclass(frozen=True, slots=True)
class BodyPage:
    """All that the section of one report tells. ``doubts``: why it should be read with care (message keys' ends)."""

    body: Body
    doubts: tuple[str, ...]
    note: str | None  # what its profile says of itself
    contents: tuple[ItemLine, ...]
    outline: tuple[PartCoverage, ...]
    findings: tuple[FindingLine, ...]
    answers: tuple[Answer, ...]
    score: tuple[ScorePart, ...]
    copied: BodyCopies | None = None  # None: its text was not compared

    @property
    def lines(self) -> tuple[ItemLine, ...]:
        """All items: contents, then the outline's."""
        return self.contents + tuple(line for part in self.outline for line in part.lines)

    @property
    def gaps(self) -> tuple[ItemLine, ...]:
        """What is missing, then what is weak; contents before the outline."""
        lines = self.lines
        return tuple(line for status in (MISSING, WEAK) for line in lines if line.status == status)

    @property
    def left_out(self) -> tuple[ItemLine, ...]:
        """What did not apply."""
        return tuple(line for line in self.lines if line.status == NOT_APPLICABLE)


def page_of(batch: Batch, body: Body) -> BodyPage:
    """What the section of this report tells."""
    checklist, messages = batch.checklist, batch.messages
    profiles = checklist.section("profiles")
    profile = profile_named(checklist, body.profile) if body.profile and body.profile in profiles else None
    items = {item.id: item for item in checklist.items}
    verdicts = {verdict.item: verdict for verdict in body.verdicts}
    lines = [
        ItemLine(info, verdict.status, verdict, _reason(items.get(info.id), verdict.status, body, profile))
        for info in batch.items
        if (verdict := verdicts.get(info.id)) is not None
    ]
    parts: dict[int, list[ItemLine]] = {}
    for line in lines:
        if line.item.group != CONTENTS:
            parts.setdefault(line.item.part or 0, []).append(line)
    return BodyPage(
        body=body,
        doubts=tuple(_doubts(body)),
        note=messages.of(profile.note) if profile and profile.note else None,
        contents=tuple(line for line in lines if line.item.group == CONTENTS),
        outline=tuple(PartCoverage(part, tuple(found)) for part, found in parts.items()),
        findings=_findings(batch, body),
        answers=body.answers,
        score=_score(lines, checklist),
        copied=batch.copied.bodies.get(body.path) if batch.copied else None,
    )


def _reason(item: Item | None, status: str, body: Body, profile: Profile | None) -> str | None:
    """Why an item was not asked: the profile, the year, the level, or that bodies of this kind may leave it out."""
    if status != NOT_APPLICABLE or item is None:
        return None
    if profile is not None and item.id in profile.off:
        return "profile"
    if not item.applies(None, body.year):
        return "year"
    return "silent" if item.applies(body.level, body.year) else "level"


def _doubts(body: Body) -> list[str]:
    """Why the judgement should be read with care, as ends of message keys."""
    found = {
        "kind": body.kind == "unknown",
        "body": body.name is None,
        "level": body.level is None,
        "year": body.year is None,
        "broken": bool(body.broken),
    }
    return [doubt for doubt, holds in found.items() if holds]


def _findings(batch: Batch, body: Body) -> tuple[FindingLine, ...]:
    """The findings but for the gaps, the gravest first."""
    severities = {check.id: check.severity for check in batch.checklist.checks}

    def line(finding: Finding) -> FindingLine:
        usual = severities.get(finding.code, finding.severity)
        likely = SEVERITIES.index(finding.severity) > SEVERITIES.index(usual)
        told = replace(finding, message=marked(finding, finding.message, batch.messages))
        return FindingLine(told, batch.check_titles.get(finding.code, finding.code), likely)

    found = [finding for finding in body.findings if finding.code not in batch.info]
    return tuple(map(line, sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))))


def _score(lines: Sequence[ItemLine], checklist: Checklist) -> tuple[ScorePart, ...]:
    settings: Mapping[str, Mapping[str, float]] = checklist.section("score")
    judged: dict[str, list[str]] = {}
    for line in lines:
        if line.status != NOT_APPLICABLE:
            judged.setdefault(line.item.group, []).append(line.status)
    weights = {group: weight for group, weight in settings["weights"].items() if group in judged}
    total = sum(weights.values())
    return tuple(
        ScorePart(
            group,
            weight / total * 100,
            sum(settings["credit"][status] for status in judged[group]),
            len(judged[group]),
        )
        for group, weight in weights.items()
    )
