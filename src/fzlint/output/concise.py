"""The concise output: one line a finding, ``path:line:col: CODE message``, as editors and CI read it."""

from __future__ import annotations

from collections.abc import Sequence

from fzlint.messages import Messages
from fzlint.output.neutral import neutral
from fzlint.output.standing import marked, shown
from fzlint.output.summary import by_place
from fzlint.result import Result


def render(results: Sequence[Result], messages: Messages, *, quiet: bool = False, known: bool = False) -> str:
    """The findings of all results in the order of the files, by line and column (from 1).

    ``quiet``: errors only; ``known``: also those that stand in the baseline.
    """
    lines = []
    for result in results:
        path = neutral(result.path)
        for finding in sorted(shown(result.findings, with_known=known), key=by_place):
            if not quiet or finding.severity == "error":
                place = f"{finding.place.line}:{finding.place.column}"
                lines.append(f"{path}:{place}: {finding.code} {marked(finding, neutral(finding.message), messages)}\n")
    return "".join(lines)
