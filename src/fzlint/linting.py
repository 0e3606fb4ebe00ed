"""Lint one report: the only place where matching and checks meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from fzlint.checklist.model import SEVERITIES, STATUSES, CheckItem, Checklist, Item
from fzlint.checklist.profiles import Profile, profile_for, profile_named, tier_of
from fzlint.checks import load_check
from fzlint.checks.context import Context, Flag
from fzlint.checks.figures.quantities import share_checked
from fzlint.fingerprints import document_id, finding_id, lacks, words_of
from fzlint.matching.marks import Marker
from fzlint.matching.verdicts import Judge, Judgement
from fzlint.messages import Messages
from fzlint.plugins import PluginError
from fzlint.reading.errors import ReadingError
from fzlint.reading.source import Source
from fzlint.report.parts import PartWords
from fzlint.report.report import Report, ReportWords, read_report
from fzlint.report.words import HeadWords
from fzlint.result import Answer, Failure, Finding, Result, Score, Verdict
from fzlint.text.places import Place
from fzlint.text.script import simplified
from fzlint.text.view import View

ANNUAL_REPORT = "annual-report"
JUDGED_KINDS = (ANNUAL_REPORT, "unknown")
MOST_EVIDENCE = 5  # places shown for a verdict


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
    def _order(self) -> dict[str, int]:
        ids = [item.id for item in self.checklist.items] + [item.id for item in self.checklist.checks]
        return {id_: index for index, id_ in enumerate(ids)}

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.checklist)

    def failed(self, path: str, error: ReadingError) -> Result:
        """The result for a file that could not be read."""
        message = self.messages(f"reading.{error.kind}", **{**error.params, "path": path})
        return Result(path, error=Failure(error.kind, message))

    def read(self, source: Source) -> Report:
        """The structure of one document, without judging it."""
        return read_report(View(source.text, source.spots), self._words)

    def lint(self, source: Source) -> Result:
        """The result for one document."""
        report = self.read(source)
        view = report.view
        head = report.head
        common: dict[str, Any] = {
            "kind": head.kind,
            "title": head.title,
            "body": head.body,
            "body_level": head.body_level,
            "year": head.year,
            "format": source.format,
            "script": "traditional" if view.traditional else "simplified",
        }
        if head.kind not in JUDGED_KINDS:
            return Result(source.path, **common)
        profile = self._profile or profile_for(self.checklist, head.body_level, head.year)
        body = simplified(head.body) if head.body and view.traditional else head.body
        tier = tier_of(self.checklist, head.body_level, body, view.text)
        judgements = self._judge.judge(report, self._marker.mark(report), tier)
        judgements = [Judgement(j.item, "not-applicable", ()) if j.item.id in profile.off else j for j in judgements]
        document = document_id(body, head.year, (view.text[s.start : s.end] for s in report.statements))
        findings = self._content_findings(report, judgements, profile, document)
        checked, answers, broken, figures = self._check_findings(report, judgements, profile, document)
        findings += checked
        return Result(
            source.path,
            **common,
            document=document,
            profile=profile.id,
            verdicts=tuple(_verdict(report, judgement) for judgement in judgements),
            findings=tuple(sorted(findings, key=lambda f: (f.place.line, f.place.column, self._order[f.code]))),
            answers=tuple(answers),
            broken=tuple(broken),
            figures=figures,
            score=score_of(judgements, self.checklist.section("score")),
        )

    def _check_findings(
        self, report: Report, judgements: Sequence[Judgement], profile: Profile, document: str
    ) -> tuple[list[Finding], list[Answer], list[tuple[str, str]], tuple[int, int]]:
        """What the algorithms find, and the answers to the shortcomings."""
        base = Context(
            report=report,
            options={},
            sections=self.checklist.data["sections"],
            verdicts={judgement.item.id: judgement.status for judgement in judgements},
            topics=_topics(report, judgements),
            shared={},
        )
        findings: list[Finding] = []
        broken: list[tuple[str, str]] = []
        for item in self.checklist.checks:
            if item.id in profile.off:
                continue
            try:
                flags = load_check(item.check)(replace(base, options=item.options))
                findings += self._flagged(report, item, list(flags), profile.severity_of(item), document)
            except PluginError as error:
                broken.append((item.id, self.messages(error.key, **error.fields)))
            # a broken check must not cost the other findings; it is told, never passed over
            except (Exception, SystemExit) as error:
                broken.append((item.id, _where(error)))
        answers = [
            Answer(
                _at(report, found.start, found.end),
                found.answered,
                _at(report, *found.by) if found.by else None,
            )
            for found in base.shared.get("answers", ())
        ]
        return findings, answers, broken, share_checked(base.shared)

    def _flagged(
        self, report: Report, item: CheckItem, flags: Sequence[Flag], severity: str, document: str
    ) -> list[Finding]:
        """The findings of one algorithm's flags."""
        findings: list[Finding] = []
        seen: Counter[str] = Counter()
        for flag in flags:
            place = _at(report, flag.start, flag.end) if flag.end > flag.start else Place(1, 1, 1, 1, "")
            if "masked" in flag.fields:  # what must not be published is not published again in a remark
                place = replace(place, quote=str(flag.fields["masked"]))
            words = lacks() if flag.absent or not place.quote else words_of(place.quote)
            findings.append(
                Finding(
                    code=item.id,
                    name=item.name,
                    severity=milder(severity) if flag.likely else severity,
                    message=self.messages.of(item.message).format_map(flag.fields),
                    remedy=self.messages.of(item.remedy).format_map(flag.fields),
                    basis=self.basis(item),
                    place=place,
                    related=tuple(_at(report, start, end) for start, end in flag.related),
                    fingerprint=document + finding_id(item.id, words, seen[words]),
                )
            )
            seen[words] += 1
        return findings

    def _content_findings(
        self, report: Report, judgements: Sequence[Judgement], profile: Profile, document: str
    ) -> list[Finding]:
        """A finding for every content or outline item that is missing or weak."""
        findings: list[Finding] = []
        for judgement in judgements:
            if judgement.status not in ("missing", "weak"):
                continue
            item = judgement.item
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
                    place=self._place(report, judgement),
                    related=(),
                    fingerprint=document + finding_id(item.id, lacks(judgement.status)),
                )
            )
        return findings

    def basis(self, item: Item | CheckItem) -> tuple[str, ...]:
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
            return _at(report, first.start, first.end)
        wanted = judgement.item.entries[0].look_in if judgement.item.entries else frozenset()
        if len(wanted) == 1:
            for statement in report.statements:
                if statement.part in wanted and not statement.lead:
                    return _at(report, statement.start, statement.end)
        return Place(1, 1, 1, 1, "")


def _where(error: BaseException) -> str:
    """An exception in one line: its kind and the module and line where it arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}, {place}"


def _at(report: Report, start: int, end: int) -> Place:
    """The author's place of the view's characters, with the heading that they stand under."""
    return report.place(start, end)


def milder(severity: str) -> str:
    """The severity one step below ``severity``."""
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]


def _topics(report: Report, judgements: Sequence[Judgement]) -> dict[int, frozenset[str]]:
    index = {statement.start: position for position, statement in enumerate(report.statements)}
    topics: dict[int, set[str]] = {}
    for judgement in judgements:
        for evidence in judgement.evidence:
            for statement in evidence.statements:
                topics.setdefault(index[statement.start], set()).add(judgement.item.id)
    return {position: frozenset(ids) for position, ids in topics.items()}


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
                places.append(_at(report, statement.start, statement.end))
    return Verdict(judgement.item.id, judgement.status, tuple(places) if judgement.status in ("met", "weak") else ())


def score_of(judgements: Sequence[Judgement], settings: Mapping[str, Any]) -> Score:
    """The score: for each group of items its weight times the share of credits; what does not apply stays out."""
    coverage = Counter(dict.fromkeys(STATUSES, 0))
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
