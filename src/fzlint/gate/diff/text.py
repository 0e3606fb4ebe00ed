"""The difference of two runs as text for a person."""

from __future__ import annotations

from collections.abc import Iterator

from fzlint.gate.diff.model import Diff, ReportDiff
from fzlint.gate.diff.telling import TOLD, about, by_severity, heading, remarks, sentence, summary, verdict_words
from fzlint.messages import Messages
from fzlint.output.terminal import Screen
from fzlint.output.width import wrap

_STYLES = {"new": "missing", "worse": "missing", "eased": "weak", "mended": "met"}


def render(diff: Diff, messages: Messages, screen: Screen) -> str:
    """The reports that changed, one block each; the last line sums up."""
    blocks = ["\n".join(_report(report, messages, screen)) for report in diff.reports if report.changed]
    told = [line for remark in remarks(diff, messages) for line in wrap(remark, screen.columns)]
    last = "\n".join(wrap(summary(diff, messages), screen.columns, rest=""))
    return "\n\n".join([*blocks, *(["\n".join(told)] if told else []), screen.paint(last, "strong")]) + "\n"


def _report(report: ReportDiff, messages: Messages, screen: Screen) -> Iterator[str]:
    columns = screen.columns
    yield from (screen.paint(line, "strong") for line in wrap(heading(report, messages), columns, rest="  "))
    yield from wrap(about(report, messages), columns, first="  ")
    if report.verdicts:
        yield ""
        yield screen.paint(messages("diff.verdicts"), "strong")
    for change in report.verdicts:
        before, after = verdict_words(change, messages)
        yield from wrap(messages("diff.verdict", item=change.item, before=before, after=after), columns, first="  ")
    number = 0
    for change_ in TOLD:
        findings = by_severity(report.findings[change_])
        if findings:
            yield ""
            yield screen.paint(messages(f"diff.head-{change_}", count=len(findings)), _STYLES[change_])
        for finding in findings:
            number += 1
            severity = messages(f"output.severity.{finding.severity}")
            first = f"{number:>3}. {finding.code} [{severity}] "
            yield from wrap(sentence(finding, change_, messages), columns, first=first, rest=" " * 5)
