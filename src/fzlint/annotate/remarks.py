"""What is written into a report: each finding as a remark at its place, and one remark that sums up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fzlint.checklist.model import SEVERITIES, Checklist
from fzlint.linting import JUDGED_KINDS
from fzlint.messages import Messages
from fzlint.output.neutral import neutral, quoted, shortened
from fzlint.output.places import spot_words
from fzlint.output.standing import waiver_words
from fzlint.placing import part_place, place_of, title_place
from fzlint.report.parts import MEASURES
from fzlint.report.report import Report
from fzlint.result import Finding, Result
from fzlint.text.places import Place

_OUTLINE = "outline"  # the group of the items that the outline gives
_SENTENCE = 800  # characters of a message, remedy or basis


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark at a place of the text: ``head`` (code, title, severity) and ``lines`` below it, one sentence each.

    ``code`` and ``severity`` are empty for the remark that sums up.
    """

    place: Place
    code: str
    severity: str
    head: str
    lines: tuple[str, ...]


def remarks_of(
    result: Result, report: Report, checklist: Checklist, messages: Messages, least: str = "warning"
) -> list[Remark]:
    """The remarks on a report, in the order of their places, the summary first.

    Findings milder than ``least`` are counted in the summary and left out. What the report does not tell of the
    outline has no place of its own: it is one remark at the heading of the measures.
    """
    wanted = SEVERITIES[: SEVERITIES.index(least) + 1]
    shown = [finding for finding in result.findings if finding.severity in wanted]
    outline = {item.id for item in checklist.items if item.group == _OUTLINE}
    untold = [f for f in shown if f.code in outline and not f.place.quote and f.counts]
    found = [_remark(finding, report, checklist, messages) for finding in shown if finding not in untold]
    if untold:
        found.append(_untold(untold, report, checklist, messages))
    found.sort(key=lambda remark: (remark.place.line, remark.place.column))
    return [_summary(result, report, checklist, messages, len(result.findings) - len(shown)), *found]


def _remark(finding: Finding, report: Report, checklist: Checklist, messages: Messages) -> Remark:
    item = checklist.item(finding.code)
    title = neutral(messages.of(item.title)) if item is not None else ""
    severity = messages("gate.waived" if finding.waived else f"annotate.severity.{finding.severity}")
    place = place_of(finding, item, report)
    lines = [_sentence(finding.message)]
    if finding.waived is not None:
        lines.append(waiver_words(finding.waived, messages))
    for other in finding.related:
        where = spot_words(other, messages)
        lines.append(messages("text.related") + where + messages("text.colon") + quoted(other.quote))
    if finding.basis:
        lines.append(messages("text.basis") + messages("text.semicolon").join(map(_sentence, finding.basis)))
    if finding.remedy:
        lines.append(messages("text.remedy") + _sentence(finding.remedy))
    head = messages("annotate.head", code=finding.code, title=title, severity=severity)
    return Remark(place, finding.code, finding.severity, head, tuple(lines))


def _untold(findings: Sequence[Finding], report: Report, checklist: Checklist, messages: Messages) -> Remark:
    severity = min((finding.severity for finding in findings), key=SEVERITIES.index)
    word = messages(f"annotate.severity.{severity}")
    head = messages("annotate.untold", count=len(findings), severity=word)
    lines = [_named(f.code, checklist, messages) + messages("text.colon") + _sentence(f.remedy) for f in findings]
    basis = dict.fromkeys(sentence for finding in findings for sentence in finding.basis)
    lines.append(messages("text.basis") + messages("text.semicolon").join(map(_sentence, basis)))
    return Remark(part_place(MEASURES, report), findings[0].code, severity, head, tuple(lines))


def _summary(result: Result, report: Report, checklist: Checklist, messages: Messages, left_out: int) -> Remark:
    place = replace(title_place(report), section=None)
    head = messages("annotate.summary")
    if result.kind not in JUDGED_KINDS:
        kind = messages(f"kind.{result.kind}")
        return Remark(place, "", "", head, (messages("text.other-kind", kind=kind),))
    severities = [finding.severity for finding in result.findings if finding.counts]
    errors, warnings, notes = (severities.count(severity) for severity in SEVERITIES)
    lines = [messages("annotate.counts", errors=errors, warnings=warnings, notes=notes)]
    if left_out:
        lines.append(messages("annotate.left-out", count=left_out))
    if result.score.value is not None:
        lines.append(messages("text.score") + messages("text.colon") + _score(result.score.value, messages))
    groups = {item.id: item.group for item in checklist.items}
    for status in ("missing", "weak"):
        codes = [v.item for v in result.verdicts if v.status == status and groups.get(v.item) == "contents"]
        if codes:
            names = [_named(code, checklist, messages) for code in codes]
            lines.append(messages(f"annotate.contents-{status}", items=messages("text.semicolon").join(names)))
    if result.kind == "unknown":
        lines.append(messages("text.unsure"))
    if result.broken:
        codes = [code for code, _ in result.broken]
        lines.append(messages("annotate.broken", codes=messages("text.list-comma").join(codes)))
    return Remark(place, "", "", head, tuple(lines))


def _score(value: float, messages: Messages) -> str:
    return messages("text.score-value", value=f"{value:g}")


def _named(code: str, checklist: Checklist, messages: Messages) -> str:
    item = checklist.item(code)
    return f"{code} {neutral(messages.of(item.title))}" if item is not None else code


def _sentence(text: str) -> str:
    return shortened(neutral(text), _SENTENCE)
