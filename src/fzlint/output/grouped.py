"""The grouped output: the findings of each file under its name, one line a finding."""

from __future__ import annotations

from collections.abc import Sequence

from fzlint.messages import Messages
from fzlint.output.columns import columns
from fzlint.output.neutral import neutral
from fzlint.output.summary import shown_path, summary
from fzlint.output.wording import in_order
from fzlint.result import Result


def render(results: Sequence[Result], messages: Messages, *, quiet: bool = False) -> str:
    """Blocks of ``line:column  code  severity  message``; ``quiet``: errors only. The last line sums up."""
    blocks = []
    for result in results:
        rows = [
            (
                f"  {finding.place.line}:{finding.place.column}",
                finding.code,
                messages(f"output.severity.{finding.severity}"),
                neutral(finding.message),
            )
            for finding in in_order(result)
            if not quiet or finding.severity == "error"
        ]
        if rows:
            blocks.append(f"{shown_path(result.path, messages)}\n{columns(rows)}\n")
    return "".join(blocks) + summary(results, messages) + "\n"
