"""What an editor shows of the findings under the pointer: message, basis, remedy, and where more is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from fzlint.checklist.model import SEVERITIES
from fzlint.lsp.analysis import Analysis
from fzlint.output.neutral import neutral
from fzlint.output.wording import said
from fzlint.result import Finding

_MOST = 3  # findings told in full; at a heading there may be thirty
# What could become markup or, as an address, a link; at the beginning also a list
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&~|$#!@]|:(?=//)|(?<=www)\.|^[-+]|^\d{1,9}[.)]", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text that stays text in Markdown, in one line."""
    return _MARKUP.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], neutral(text))


def hover_at(analysis: Analysis, position: Position, *, markdown: bool = True) -> Hover | None:
    """The findings at a position, the most severe first; None where there are none. Else than Markdown it is text."""
    here = [(range_, finding) for range_, finding in analysis.findings if covers(range_, position)]
    if not here:
        return None
    here.sort(key=lambda entry: (SEVERITIES.index(entry[1].severity), _extent(entry[0])))
    telling = _Telling(analysis, markdown)
    parts = [telling.finding(finding) for _, finding in here[:_MOST]]
    if len(here) > _MOST:
        parts.append(telling.others([finding for _, finding in here[_MOST:]]))
    kind = MarkupKind.Markdown if markdown else MarkupKind.PlainText
    return Hover(MarkupContent(kind, ("\n\n---\n\n" if markdown else "\n\n").join(parts)), here[0][0])


def covers(range_: Range, position: Position) -> bool:
    """Whether a position lies within a range or at one of its ends."""
    return range_.start <= position <= range_.end


def _extent(range_: Range) -> tuple[int, int]:
    lines = range_.end.line - range_.start.line
    return lines, range_.end.character - (0 if lines else range_.start.character)


class _Telling:
    def __init__(self, analysis: Analysis, markdown: bool) -> None:
        self._checklist = analysis.linter.checklist
        self._messages = analysis.linter.messages
        self._plain = escaped if markdown else neutral
        self._strong, self._code = ("**", "`") if markdown else ("", "")

    def finding(self, finding: Finding) -> str:
        """A finding in full: a paragraph, and a list."""
        messages = self._messages
        item = self._checklist.item(finding.code)
        title = self._plain(messages.of(item.title)) if item is not None else ""
        severity = messages(f"output.severity.{finding.severity}")
        head = messages("editor.head", code=finding.code, title=title, severity=severity)
        lines = [f"{self._strong}{head}{self._strong}", "", self._plain(said(finding)), ""]
        if finding.basis:
            lines.append(f"- {messages('text.basis')}{self._plain(messages('text.semicolon').join(finding.basis))}")
        if finding.remedy:
            lines.append(f"- {messages('text.remedy')}{self._plain(finding.remedy)}")
        command = f"{self._code}fzlint explain {finding.code}{self._code}"
        return "\n".join([*lines, f"- {messages('editor.more', command=command)}"])

    def others(self, findings: Sequence[Finding]) -> str:
        """Findings in a line each."""
        lines = [f"- {finding.code}{self._messages('text.colon')}{self._plain(said(finding))}" for finding in findings]
        return "\n".join([self._messages("editor.others", count=len(findings)), "", *lines])
