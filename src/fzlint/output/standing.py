"""Which findings count, and the words for those that do not: waived ones are always shown, known ones summed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fzlint.checklist.model import SEVERITIES
from fzlint.messages import Messages
from fzlint.output.neutral import neutral, shortened
from fzlint.result import Finding, Result, Waiver

_SENTENCE = 300  # characters of a reason or a name
NOTICES = ("expired-waiver", "unused-waiver", "stale-baseline")


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said about a run: ``kind`` is one of ``NOTICES``; the file that it is about, with the line."""

    kind: str
    message: str
    path: str
    line: int = 1

    @property
    def severity(self) -> str:
        """The severity as of a finding."""
        return "warning" if self.kind == "expired-waiver" else "note"


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of the baseline that is there no longer, in the report at ``path``."""

    path: str
    code: str
    fingerprint: str
    message: str


def counting(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that are to be mended."""
    return [finding for finding in findings if finding.counts]


def waived(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that were let pass, be they known or not."""
    return [finding for finding in findings if finding.waived is not None]


def known(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stand in the baseline and were not let pass."""
    return [finding for finding in findings if is_known(finding)]


def is_known(finding: Finding) -> bool:
    """Whether it stands in the baseline and was not let pass."""
    return finding.known and finding.waived is None


def shown(findings: Iterable[Finding], *, with_known: bool = False) -> Iterator[Finding]:
    """The findings without those known, unless they are wanted."""
    return (finding for finding in findings if with_known or not is_known(finding))


def level(finding: Finding) -> str:
    """The severity under which others show it: what was let pass is a note, and fails nothing anywhere."""
    return finding.severity if finding.waived is None else "note"


def waiver_words(waiver: Waiver, messages: Messages) -> str:
    """Reason, approver and last day."""
    reason, approver = (shortened(neutral(text), _SENTENCE) for text in (waiver.reason, waiver.approver))
    return messages("gate.waiver", reason=reason, approver=approver, expires=waiver.expires.isoformat())


def marked(finding: Finding, message: str, messages: Messages) -> str:
    """A message that tells whether the finding was waived, with reason, approver and last day, or is known."""
    if finding.waived is not None:
        return messages("gate.waived-message", message=message, waiver=waiver_words(finding.waived, messages))
    return messages("gate.known-message", message=message) if finding.known else message


def besides(results: Sequence[Result], messages: Messages) -> str:
    """How many findings do not count, such as 另有已知问题3个、已豁免1个; empty when all do."""
    told = uncounted([finding for result in results for finding in result.findings], messages)
    return messages("gate.besides", counts=told) if told else ""


def uncounted(findings: Sequence[Finding], messages: Messages) -> str:
    """How many of these findings are known and waived, such as 已知问题3个、已豁免1个; empty when none is."""
    counts = (("gate.known-count", len(known(findings))), ("gate.waived-count", len(waived(findings))))
    return messages("text.list-comma").join(messages(key, count=count) for key, count in counts if count)


def by_severity(findings: Iterable[Finding], messages: Messages) -> str:
    """How many findings there are of each severity, such as 2个错误、1个提示 (only those there are)."""
    severities = [finding.severity for finding in findings]
    counts = ((f"gate.count-{severity}", severities.count(severity)) for severity in SEVERITIES)
    return messages("text.list-comma").join(messages(key, count=count) for key, count in counts if count)
