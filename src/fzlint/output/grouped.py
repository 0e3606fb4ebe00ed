"""The grouped output: the findings of each file under its name, one line a finding."""

from __future__ import annotations

from collections.abc import Sequence

from fzlint.messages import Messages
from fzlint.output.columns import columns
from fzlint.output.neutral import neutral
from fzlint.output.standing import marked, shown
from fzlint.output.summary import by_place, shown_path, summary
from fzlint.result import Result


def render(results: Sequence[Result], messages: Messages, *, quiet: bool = False, known: bool = False) -> str:
    """Blocks of ``line:column  code  severity  message``. The last line sums up.

    ``quiet``: errors only; ``known``: also those that stand in the baseline.
    """
    blocks = []
    for result in results:
        rows = [
            (
                f"  {finding.place.line}:{finding.place.column}",
                finding.code,
                messages(f"output.severity.{finding.severity}"),
                marked(finding, neutral(finding.message), messages),
            )
            for finding in sorted(shown(result.findings, with_known=known), key=by_place)
            if not quiet or finding.severity == "error"
        ]
        if rows:
            blocks.append(f"{shown_path(result.path, messages)}\n{columns(rows)}\n")
    return "".join(blocks) + summary(results, messages) + "\n"
