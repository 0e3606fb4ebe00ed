"""What the outputs for people share: the order of findings, the last line of a run, lines on files not checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fzlint.linting import JUDGED_KINDS
from fzlint.messages import Messages
from fzlint.output.neutral import neutral
from fzlint.output.standing import besides
from fzlint.result import Finding, Result

_NUMBERS = re.compile(r"[0-9]{1,9}")
_NAMED = 5  # unreadable files named in the summary


def shown_path(path: str, messages: Messages) -> str:
    """A path as shown to a person."""
    return messages("text.stdin") if path == "-" else neutral(path)


def named(messages: Messages, key: str, name: str) -> str:
    """The words for a name that a checklist may have added to ours: the message ``key.name``, else the name itself."""
    words = messages(f"{key}.{name}")
    return name if words == f"{key}.{name}" else words


def by_place(finding: Finding) -> tuple[int, int, str, list[int]]:
    """The order of findings in a report: by line and column, then by code, O2.1 before O10.1."""
    code = finding.code
    return finding.place.line, finding.place.column, code[:1], [int(number) for number in _NUMBERS.findall(code)]


def summary(results: Sequence[Result], messages: Messages) -> str:
    """How many reports were checked and what was found; what could not be checked is named."""
    checked = [result for result in results if result.error is None and result.kind in JUDGED_KINDS]
    others = sum(result.error is None and result.kind not in JUDGED_KINDS for result in results)
    failed = [result.path for result in results if result.error is not None]
    parts = []
    if checked or not (others or failed):
        parts.append(
            messages("summary.reports", count=len(checked)) + messages("text.colon") + what_was_found(checked, messages)
        )
    if others:
        parts.append(messages("summary.other-kinds", count=others))
    if failed:
        names = messages("text.list-comma").join(shown_path(path, messages) for path in failed[:_NAMED])
        names += messages("summary.and-more") if len(failed) > _NAMED else ""
        parts.append(messages("summary.unreadable", count=len(failed), paths=names))
    return messages("text.semicolon").join(parts) + messages("text.stop")


def what_was_found(results: Sequence[Result], messages: Messages) -> str:
    """How many findings of each severity are to be mended; how many others are known or waived."""
    severities = [finding.severity for result in results for finding in result.findings if finding.counts]
    others = besides(results, messages)
    key = "summary.findings" if severities else "gate.nothing-left" if others else "summary.clean"
    errors, warnings, notes = (severities.count(severity) for severity in ("error", "warning", "note"))
    told = messages(key, errors=errors, warnings=warnings, notes=notes)
    return told + messages("text.comma") + others if others else told


def unchecked_lines(results: Sequence[Result], messages: Messages, *, kinds: bool) -> Iterator[str]:
    """One line for each file that could not be read, each check that failed and, with ``kinds``, each other kind."""
    for result in results:
        if result.error is not None:
            yield neutral(result.error.message)
        elif kinds and result.kind not in JUDGED_KINDS:
            path = shown_path(result.path, messages)
            yield messages("text.other-kind-line", path=path, kind=messages(f"kind.{result.kind}"))
        for item, detail in result.broken:
            yield messages("run.broken-check", path=shown_path(result.path, messages), item=item, detail=detail)
