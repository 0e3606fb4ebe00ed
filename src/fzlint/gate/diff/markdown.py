"""The difference of two runs as Markdown, for a comment on a merge request."""

from __future__ import annotations

from collections.abc import Iterator

from fzlint.gate.diff.model import Diff, ReportDiff
from fzlint.gate.diff.telling import TOLD, about, by_severity, heading, remarks, sentence, summary, verdict_words
from fzlint.messages import Messages
from fzlint.output.markdown import COMMENT, cell

_RESERVE = 400  # characters for the last line


def render(diff: Diff, messages: Messages, most: int = COMMENT) -> str:
    """The document, at most about ``most`` characters: what has no room is counted at the end."""
    parts = [f"## {messages('diff.title')}\n", f"\n**{cell(summary(diff, messages))}**\n"]
    parts += ["\n" * (not at) + f"- {cell(remark)}\n" for at, remark in enumerate(remarks(diff, messages))]
    room = most - _RESERVE - sum(map(len, parts))
    left = 0
    for report in diff.reports:
        if not report.changed:
            continue
        lines = list(_report(report, messages))
        taken = []
        for row, line in lines:
            if len(line) > room:
                room = 0
                left += row
                continue
            room -= len(line)
            taken.append(line)
        parts += taken
    if left:
        parts.append(f"\n*{messages('output.left-out', count=left)}*\n")
    return "".join(parts)


def _report(report: ReportDiff, messages: Messages) -> Iterator[tuple[bool, str]]:
    """Lines, each with whether it tells a finding."""
    yield False, f"\n### {cell(heading(report, messages))}\n\n{cell(about(report, messages))}\n"
    if report.verdicts:
        changes = (
            messages("diff.verdict", item=change.item, before=before, after=after)
            for change in report.verdicts
            for before, after in [verdict_words(change, messages)]
        )
        yield (
            False,
            f"\n{cell(messages('diff.verdicts') + messages('text.colon'))}"
            + cell(messages("text.semicolon").join(changes))
            + "\n",
        )
    rows = [(change, finding) for change in TOLD for finding in by_severity(report.findings[change])]
    if not rows:
        return
    keys = ("diff.column", "output.column-severity", "output.column-item", "diff.column-message")
    yield False, f"\n| {' | '.join(map(messages, keys))} |\n| --- | --- | --- | --- |\n"
    for change, finding in rows:
        severity = messages(f"output.severity.{finding.severity}")
        told = cell(sentence(finding, change, messages))
        yield True, f"| {messages(f'diff.{change}')} | {severity} | {cell(finding.code)} | {told} |\n"
