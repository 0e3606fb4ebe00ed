"""The rules of a SARIF log: the checklist's items, each with requirement, basis, reason and remedy as help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fzlint.checklist.model import SEVERITIES, CheckItem, Item
from fzlint.output.markdown import cell
from fzlint.output.neutral import neutral, shortened
from fzlint.output.run import Run

_LONGEST = 1000  # GitHub takes 1,024 characters
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}
_FIELD = re.compile(r"\{[a-z_]+\}")  # a remedy that is filled in by each finding says nothing in general


def rules(run: Run) -> Iterator[dict[str, Any]]:
    """One reporting descriptor for each item, in the checklist's order."""
    for item in run.items():
        title = neutral(run.messages.of(item.title))
        requirement = neutral(run.messages.of(item.requirement))
        parts = list(_help(item, run))
        level = severity_of(item)
        yield {
            "id": item.id,
            "name": item.name,
            "shortDescription": {"text": _cut(title)},
            "fullDescription": {"text": _cut(requirement)},
            "help": {
                "text": "\n".join(f"{label}{run.messages('text.colon')}{text}" for label, text in parts),
                "markdown": "\n\n".join(f"**{label}** {cell(text)}" for label, text in parts),
            },
            "defaultConfiguration": {"level": level},
            "properties": {
                "tags": [item.group if isinstance(item, Item) else "checks"],
                "problem.severity": _PROBLEM[level],
            },
        }


def severity_of(item: Item | CheckItem) -> str:
    """The most serious severity of an item's findings."""
    if isinstance(item.severity, Mapping):
        return min(item.severity.values(), key=SEVERITIES.index)
    return item.severity


def _help(item: Item | CheckItem, run: Run) -> Iterator[tuple[str, str]]:
    """Label and text of each part of the help; there is always at least the requirement."""
    messages = run.messages
    yield messages("output.rule-requirement"), neutral(messages.of(item.requirement)) or item.id
    basis = run.bases.get(item.id, ())
    if basis:
        yield messages("output.rule-basis"), messages("text.semicolon").join(map(neutral, basis))
    yield messages("output.rule-why"), neutral(messages.of(item.why))
    remedy = neutral(messages.of(item.remedy))
    if remedy and not _FIELD.search(remedy):
        yield messages("output.rule-remedy"), remedy


def _cut(text: str) -> str:
    return shortened(text, _LONGEST) or "-"
