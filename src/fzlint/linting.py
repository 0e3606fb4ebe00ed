"""Lint one report: the only place where matching and checks meet."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from fzlint.checklist.model import STATUSES, Checklist, Item
from fzlint.checklist.profiles import Profile, profile_for, profile_named, tier_of
from fzlint.matching.marks import Marker
from fzlint.matching.verdicts import Judge, Judgement
from fzlint.messages import Messages
from fzlint.reading.errors import ReadingError
from fzlint.reading.source import Source
from fzlint.report.parts import PartWords
from fzlint.report.report import Report, ReportWords, read_report
from fzlint.report.words import HeadWords
from fzlint.result import Failure, Finding, Result, Score, Verdict
from fzlint.text.view import Place, View

ANNUAL_REPORT = "annual-report"
JUDGED_KINDS = (ANNUAL_REPORT, "unknown")
MOST_EVIDENCE = 5  # places shown for a verdict
_BLANK = re.compile(r"\s+")


class Linter:
    """Lints reports by one checklist; built once, used for every report."""

    def __init__(self, checklist: Checklist, *, language: str = "zh", profile: str | None = None) -> None:
        self.checklist = checklist
        self.messages = Messages(checklist.section("messages"), language)
        self._profile = profile_named(checklist, profile) if profile else None
        self._words = ReportWords(
            HeadWords.from_mapping(checklist.section("head")), PartWords.from_mapping(checklist.section("parts"))
        )

    @cached_property
    def _marker(self) -> Marker:
        return Marker(self.checklist)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.checklist)

    def failed(self, path: str, error: ReadingError) -> Result:
        """The result for a file that could not be read."""
        message = self.messages(f"reading.{error.kind}", **{**error.params, "path": path})
        return Result(path, error=Failure(error.kind, message))

    def lint(self, source: Source) -> Result:
        """The result for one document."""
        view = View(source.text)
        report = read_report(view, self._words)
        head = report.head
        common: dict[str, Any] = {
            "kind": head.kind,
            "title": head.title,
            "body": head.body,
            "body_level": head.body_level,
            "year": head.year,
            "script": "traditional" if view.traditional else "simplified",
        }
        if head.kind not in JUDGED_KINDS:
            return Result(source.path, **common)
        profile = self._profile or profile_for(self.checklist, head.body_level, head.year)
        tier = tier_of(self.checklist, head.body_level, head.body, view.text)
        judgements = self._judge.judge(report, self._marker.mark(report), tier)
        judgements = [
            Judgement(j.item, "not-applicable", ()) if j.item.id in profile.off else j for j in judgements
        ]
        findings = self._content_findings(report, judgements, profile)
        return Result(
            source.path,
            **common,
            profile=profile.id,
            verdicts=tuple(_verdict(report, judgement) for judgement in judgements),
            findings=tuple(sorted(findings, key=lambda f: (f.place.line, f.place.column, f.code))),
            score=score_of(judgements, self.checklist.section("score")),
        )

    def _content_findings(
        self, report: Report, judgements: Sequence[Judgement], profile: Profile
    ) -> list[Finding]:
        """A finding for every content or outline item that is missing or weak."""
        findings: list[Finding] = []
        for judgement in judgements:
            if judgement.status not in ("missing", "weak"):
                continue
            item = judgement.item
            place = self._place(report, judgement)
            findings.append(
                Finding(
                    code=item.id,
                    name=item.name,
                    severity=profile.severity_of(item, judgement.status),
                    message=self.messages(
                        f"finding.{item.group}-{judgement.status}", title=self.messages.of(item.title)
                    ),
                    remedy=self.messages.of(item.remedy),
                    basis=self.basis(item),
                    place=place,
                    related=(),
                    fingerprint=fingerprint(item.id, report, place, 0),
                )
            )
        return findings

    def basis(self, item: Item) -> tuple[str, ...]:
        """The item's bases as sentences."""
        sources = self.checklist.section("sources")
        shown: list[str] = []
        for basis in item.basis:
            title = self.messages.of(sources[basis["source"]]["title"])
            for key in ("content", "part"):
                if key in basis:
                    shown.append(self.messages(f"basis.{key}", title=title, number=basis[key]))
                    break
            else:
                shown.append(title)
        return tuple(shown)

    def _place(self, report: Report, judgement: Judgement) -> Place:
        """Where a finding points: its evidence; for missing causes the shortcomings; else the whole report."""
        if judgement.evidence:
            first = judgement.evidence[0].statements[0]
            return report.view.place(first.start, first.end)
        wanted = judgement.item.entries[0].look_in if judgement.item.entries else frozenset()
        if len(wanted) == 1:
            for statement in report.statements:
                if statement.part in wanted and not statement.lead:
                    return report.view.place(statement.start, statement.end)
        return Place(1, 1, 1, 1, "")


def _verdict(report: Report, judgement: Judgement) -> Verdict:
    places: list[Place] = []
    seen: set[int] = set()
    wanted_strong = judgement.status == "met"
    for evidence in judgement.evidence:
        if evidence.strong != wanted_strong and judgement.status in ("met", "weak"):
            continue
        for statement in evidence.statements:
            if statement.start not in seen and len(places) < MOST_EVIDENCE:
                seen.add(statement.start)
                places.append(report.view.place(statement.start, statement.end))
    return Verdict(judgement.item.id, judgement.status, tuple(places) if judgement.status in ("met", "weak") else ())


def score_of(judgements: Sequence[Judgement], settings: Mapping[str, Any]) -> Score:
    """The score: for each group of items its weight times the share of credits; what does not apply stays out."""
    coverage = Counter({status: 0 for status in STATUSES})
    credit: Counter[str] = Counter()
    applicable: Counter[str] = Counter()
    for judgement in judgements:
        coverage[judgement.status] += 1
        if judgement.status != "not-applicable":
            applicable[judgement.item.group] += 1
            credit[judgement.item.group] += settings["credit"][judgement.status]
    weights = {group: weight for group, weight in settings["weights"].items() if applicable[group]}
    total = sum(weights.values())
    if not total:
        return Score(None, dict(coverage))
    value = sum(weight * credit[group] / applicable[group] for group, weight in weights.items()) / total * 100
    return Score(round(value, 1), dict(coverage))


def fingerprint(code: str, report: Report, place: Place, ordinal: int) -> str:
    """A name for a finding that survives edits elsewhere, renumbering and a move of the file.

    Made of the code, the report's body and year, and the words quoted without blanks (``absent`` where there are
    none); ``ordinal`` tells repeats apart.
    """
    quote = _BLANK.sub("", place.quote) or "absent"
    key = "\0".join((code, report.head.body or "", str(report.head.year or ""), quote, str(ordinal)))
    return hashlib.sha256(key.encode()).hexdigest()[:32]
