"""How many findings each item has over all reports, and how many of the stated figures could be checked."""

from __future__ import annotations

from collections import Counter

from fzlint.checklist.model import SEVERITIES
from fzlint.messages import Messages
from fzlint.output.columns import columns
from fzlint.output.run import Run
from fzlint.output.standing import besides, uncounted
from fzlint.result import Finding


def render(run: Run) -> str:
    """A table of counts by item, the most frequent first; then all together, and the share of figures checked."""
    messages = run.messages
    counts: Counter[str] = Counter()
    found: dict[str, list[Finding]] = {}
    severities: dict[str, set[str]] = {}
    for result in run.results:
        for finding in result.findings:
            counts[finding.code] += finding.counts
            found.setdefault(finding.code, []).append(finding)
            severities.setdefault(finding.code, set()).add(finding.severity)
    order = {item.id: position for position, item in enumerate(run.items())}
    titles = run.titles()
    wide = len(str(counts.total()))
    rows = [
        (
            f"  {count:>{wide}}",
            code,
            "/".join(messages(f"output.severity.{name}") for name in SEVERITIES if name in severities[code]),
            titles.get(code, "") + _bracketed(uncounted(found[code], messages), messages),
        )
        for code, count in sorted(counts.items(), key=lambda entry: (-entry[1], order.get(entry[0], len(order))))
    ]
    told = besides(run.results, messages)
    rows.append((f"  {counts.total():>{wide}}", messages("output.total"), "", told))
    checked, stated = (sum(result.figures[i] for result in run.results) for i in (0, 1))
    text = f"{messages('output.statistics')}\n{columns(rows)}"
    if stated:  # none: no report was read, or none states a figure
        share = f"{100 * checked / stated:.0f}%"
        text += messages("output.figures", stated=stated, checked=checked, share=share) + "\n"
    return text


def _bracketed(text: str, messages: Messages) -> str:
    return messages("gate.bracket", text=text) if text else ""
