"""The difference of two runs in words: what all its formats say."""

from __future__ import annotations

from fzlint.checklist.model import SEVERITIES
from fzlint.gate.diff.model import COMPARED, EASED, MENDED, UNCHANGED, WORSE, Diff, ReportDiff, VerdictChange
from fzlint.messages import Messages
from fzlint.output.neutral import neutral, quoted, shortened
from fzlint.output.places import spot_words
from fzlint.output.standing import marked
from fzlint.output.summary import shown_path
from fzlint.result import Finding

TOLD = ("new", "worse", "eased", "mended")  # the changes whose findings are listed, in this order
_TITLE = 120
_SENTENCE = 400


def heading(report: ReportDiff, messages: Messages) -> str:
    """The report's path; where it had another, that too."""
    path = shown_path(report.result.path, messages)
    before = report.before
    if before is not None and report.after is not None and before.path != report.after.path:
        path += messages("diff.was-at", path=shown_path(before.path, messages))
    return path


def about(report: ReportDiff, messages: Messages) -> str:
    """Body, year, what the runs have of it, and the scores."""
    result = report.result
    told = [quoted(result.body, _TITLE) if result.body else messages("text.no-title")]
    if result.title and not result.body:
        told = [quoted(result.title, _TITLE)]
    if result.year:
        told[0] += messages("diff.of-year", year=result.year)
    if report.state != COMPARED:
        told.append(messages(f"diff.{report.state}"))
    scores = [r.score.value if r is not None else None for r in (report.before, report.after)]
    if report.state == COMPARED and None not in scores and scores[0] != scores[1]:
        before, after = (float(score or 0) for score in scores)
        told.append(messages("diff.score", before=f"{before:g}", after=f"{after:g}", change=f"{after - before:+.4g}"))
    return messages("text.semicolon").join(told)


def verdict_words(change: VerdictChange, messages: Messages) -> tuple[str, str]:
    """The statuses before and after."""
    before, after = (
        messages(f"text.status.{status}") if status else messages("diff.not-asked")
        for status in (change.before, change.after)
    )
    return before, after


def sentence(finding: Finding, change: str, messages: Messages) -> str:
    """What the finding says; of one that is to be mended also where, and whether it was waived or is known."""
    told = shortened(neutral(finding.message), _SENTENCE)
    if change == MENDED:
        return told
    told = marked(finding, told, messages)
    if not finding.place.quote:
        return told
    return messages("diff.at", place=spot_words(finding.place, messages), message=told)


def by_severity(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings, the most serious first."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def summary(diff: Diff, messages: Messages) -> str:
    """How many reports were compared, and how many findings there are of each change."""
    compared = sum(report.state == COMPARED for report in diff.reports)
    counts = {change: diff.counts[change] for change in (*TOLD, UNCHANGED)}
    rare = (WORSE, EASED)
    told = [messages(f"diff.count-{c}", count=count) for c, count in counts.items() if count or c not in rare]
    head = messages("diff.reports", count=compared) + messages("text.colon")
    return head + messages("text.comma").join(told) + messages("text.stop")


def remarks(diff: Diff, messages: Messages) -> list[str]:
    """What to know before reading: other checklists, reports without any change."""
    before, after = map(neutral, diff.versions)
    told = [] if diff.comparable else [messages("diff.checklists", before=before, after=after)]
    same = sum(not report.changed for report in diff.reports)
    return told + ([messages("diff.unchanged-reports", count=same)] if same else [])
