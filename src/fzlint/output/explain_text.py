"""An item of the checklist explained: what it asks, on which basis and why, examples, and how to mend a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fzlint.checklist.model import CheckItem, Item
from fzlint.messages import Messages

SCHEMA_VERSION = 1


def group_of(item: Item | CheckItem) -> str:
    """The group an item is listed under: contents, outline …; all algorithms are one group."""
    return item.group if isinstance(item, Item) else "checks"


def item_data(item: Item | CheckItem, basis: Sequence[str], messages: Messages) -> dict[str, Any]:
    """An item as JSON data, its texts in the language of ``messages``; ``basis`` are its bases as sentences."""
    data: dict[str, Any] = {
        "code": item.id,
        "name": item.name,
        "group": group_of(item),
        "title": messages.of(item.title),
        "requirement": messages.of(item.requirement),
        "basis": list(basis),
        "why": messages.of(item.why),
        "severity": dict(item.severity) if isinstance(item.severity, Mapping) else item.severity,
        "remedy": messages.of(item.remedy),
        "examples": {status: list(texts) for status, texts in item.examples.items()},
    }
    if isinstance(item, Item):
        first, last = item.years
        data["applies"] = {
            "years": None if first is None and last is None else f"{first or ''}..{last or ''}",
            "levels": None if item.levels is None else sorted(item.levels),
            "not_applicable_when_silent": sorted(item.silent),
        }
    else:
        data["check"] = item.check
    return data


def item_text(data: Mapping[str, Any], messages: Messages) -> str:
    """The data of an item as text for a person."""
    lines = [f"{data['code']}  {data['title']}  ({data['name']})", ""]

    def add(label: str, *values: str) -> None:
        lines.append(messages(f"explain.{label}"))
        lines.extend(f"  {value}" for value in values)
        lines.append("")

    add("requirement", data["requirement"])
    add("basis", *data["basis"])
    add("why", data["why"])
    add("severity", _severity(data["severity"], messages))
    applies = _applies(data.get("applies"), messages)
    if applies:
        add("applies", *applies)
    add("remedy", data["remedy"])
    lines.append(messages("explain.examples"))
    for status, texts in data["examples"].items():
        for text in texts:
            first, *rest = text.strip("\n").split("\n")
            lines.append(f"  [{messages(f'status.{status}')}] {first}")
            lines.extend(f"      {line}" for line in rest)
    return "\n".join(lines) + "\n"


def _severity(severity: str | Mapping[str, str], messages: Messages) -> str:
    if isinstance(severity, str):
        return messages(f"severity.{severity}")
    told = [
        messages("explain.severity-of", status=messages(f"status.{status}"), severity=messages(f"severity.{level}"))
        for status, level in severity.items()
    ]
    return messages("list-semicolon").join(told)


def _applies(applies: Mapping[str, Any] | None, messages: Messages) -> list[str]:
    if applies is None:
        return []
    told = []
    if applies["years"]:
        first, _, last = applies["years"].partition("..")
        key = "years" if first and last else "years-from" if first else "years-until"
        told.append(messages(f"explain.{key}", first=first, last=last))
    for key in ("levels", "not_applicable_when_silent"):
        if applies[key]:
            names = messages("list-and").join(messages(f"level.{level}") for level in applies[key])
            told.append(messages(f"explain.{key.replace('_', '-')}", levels=names))
    return told
