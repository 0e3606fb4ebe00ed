"""What an analysis found as an editor shows it: diagnostics."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
)

from fzlint.lsp.analysis import Analysis
from fzlint.messages import Messages
from fzlint.output.neutral import quoted
from fzlint.output.wording import troubles, what
from fzlint.result import Finding

SOURCE = "fzlint"
_SEVERITIES = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "note": DiagnosticSeverity.Information,
}
_TOP = Range(Position(0, 0), Position(0, 0))
_MOST_RELATED = 20


def diagnostics_of(analysis: Analysis, *, related: bool = True) -> list[Diagnostic]:
    """The diagnostics of a document in the order of their places; ``related``: with further places.

    What could not be checked is an error at the top: silence would say that nothing is wrong.
    """
    messages = analysis.linter.messages
    failed = [
        failure(trouble.message, trouble.code)
        for trouble in troubles(analysis.result, messages)
        if trouble.kind != "other-kind"
    ]
    return failed + [diagnostic_of(range_, finding, analysis, related=related) for range_, finding in analysis.findings]


def failure(message: str, code: str = "") -> Diagnostic:
    """That something was not checked: the item ``code``, or the whole document."""
    return Diagnostic(_TOP, message, DiagnosticSeverity.Error, code or None, source=SOURCE)


def diagnostic_of(range_: Range, finding: Finding, analysis: Analysis, *, related: bool = True) -> Diagnostic:
    """One finding."""
    messages = analysis.linter.messages
    return Diagnostic(
        range_,
        what(finding, analysis.result, messages),
        _SEVERITIES[finding.severity],
        finding.code,
        source=SOURCE,
        related_information=(_related(finding, analysis, messages) or None) if related else None,
    )


def _related(finding: Finding, analysis: Analysis, messages: Messages) -> Sequence[DiagnosticRelatedInformation]:
    authored = analysis.authored
    return [
        DiagnosticRelatedInformation(
            Location(authored.uri, authored.range(place)), messages("editor.related", quote=quoted(place.quote))
        )
        for place in finding.related[:_MOST_RELATED]
    ]
