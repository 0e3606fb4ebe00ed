"""Quick fixes: the skeleton of a content that is missing, and corrections that leave nothing to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from fzlint.lsp.analysis import Analysis
from fzlint.lsp.corrections import correction_for
from fzlint.lsp.diagnostics import diagnostic_of
from fzlint.lsp.sections import insertion_for
from fzlint.output.neutral import quoted
from fzlint.result import Finding

_MOST = 20  # fixes offered at once
_WORDS = 40  # characters of a heading or a correction in a title


def fixes_in(analysis: Analysis, range_: Range, *, versioned: bool = True, related: bool = True) -> list[CodeAction]:
    """The fixes for the findings that a range touches.

    ``versioned``: the editor knows edits of a version, which it refuses when the text has changed since; ``related``:
    it knows further places of a diagnostic.
    """
    touched = [
        (where, finding)
        for where, finding in analysis.findings
        if where.start <= range_.end and range_.start <= where.end
    ]
    missing = {verdict.item for verdict in analysis.result.verdicts if verdict.status == "missing"}
    actions: dict[tuple[str, str], CodeAction] = {}
    for where, finding in touched:
        if len(actions) >= _MOST:
            break
        diagnostic = diagnostic_of(where, finding, analysis, related=related)
        for title, edits, certain in _fixes(finding, analysis, missing):
            key = title, repr(edits)
            if key in actions:  # shortcomings and their causes are one section
                actions[key].diagnostics = [*(actions[key].diagnostics or ()), diagnostic]
                continue
            edit = _edit(analysis, edits, versioned=versioned)
            actions[key] = CodeAction(title, CodeActionKind.QuickFix, [diagnostic], is_preferred=certain, edit=edit)
    return list(actions.values())


def _fixes(finding: Finding, analysis: Analysis, missing: set[str]) -> Iterator[tuple[str, Sequence[TextEdit], bool]]:
    """Title and edits of each fix, and whether it is the whole remedy."""
    messages = analysis.linter.messages
    if finding.code in missing:
        insertion = insertion_for(finding.code, analysis)
        if insertion is not None:
            key = "editor.insert-section" if insertion.is_new else "editor.insert-hint"
            yield messages(key, heading=quoted(insertion.heading, _WORDS)), insertion.edits, False
        return
    correction = correction_for(finding, analysis)
    if correction is not None:
        key = "editor.correct" if correction.right else "editor.delete-copy"
        count = len(correction.edits)
        title = messages(
            "editor.correct-all" if count > 1 else key, right=quoted(correction.right, _WORDS), count=count
        )
        yield title, correction.edits, True


def _edit(analysis: Analysis, edits: Sequence[TextEdit], *, versioned: bool) -> WorkspaceEdit:
    authored = analysis.authored
    if not versioned:
        return WorkspaceEdit(changes={authored.uri: list(edits)})
    document = OptionalVersionedTextDocumentIdentifier(authored.uri, authored.version)
    return WorkspaceEdit(document_changes=[TextDocumentEdit(document, list(edits))])
