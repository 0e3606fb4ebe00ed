"""Texts of a checklist that the program fills: their fields, and the messages that a group of items needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from fzlint.checklist.yaml_nodes import Path

Found = tuple[Path, bool, str, dict[str, Any]]  # path in the merged data, whether its key is meant, message, fields

_OF_GROUP = ("finding.{}-missing", "finding.{}-weak", "text.group.{}", "text.score-group.{}", "group.{}")


def message_problems(merged: Mapping[str, Any], given: Mapping[str, Mapping[str, str]]) -> Iterator[Found]:
    """Texts whose fields cannot be filled: those of algorithms, and messages given anew with other fields.

    ``given``: the messages that the program knows to fill. A field is a plain name: ``{name.attribute}`` or
    ``{name:>999999999}`` would reach into the program or fill memory.
    """
    for index, item in enumerate(merged.get("items", [])):
        for key in ("message", "remedy") if "check" in item else ():
            for language, text in item[key].items():
                yield from _unusable(text, ("items", index, key, language))
    for key, texts in merged.get("messages", {}).items():
        known = given.get(key)
        for language, text in texts.items():
            path: Path = ("messages", key, language)
            found = list(_unusable(text, path))
            yield from found
            if found or known is None or texts is known:
                continue
            fields = fields_of(text) - frozenset().union(*map(fields_of, known.values()))
            if fields:
                shown = {"name": min(fields), "allowed": _listed(fields_of(known["zh"]))}
                yield path, False, "checklist.unknown-field", shown


def group_problems(merged: Mapping[str, Any]) -> Iterator[Found]:
    """Groups of items that the outputs have no words for."""
    messages, weights = merged["messages"], merged.get("score", {}).get("weights", {})
    used = {item["group"]: ("items", index, "group") for index, item in enumerate(merged["items"]) if "group" in item}
    for group, path in used.items():
        if group not in weights:
            continue
        lacking = [key.format(group) for key in _OF_GROUP if key.format(group) not in messages]
        if lacking:
            yield path, False, "checklist.group-without-words", {"name": group, "keys": " ".join(lacking)}


def fields_of(text: str) -> frozenset[str]:
    """The fields of a text that is usable."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _unusable(text: str, path: Path) -> Iterator[Found]:
    try:
        fields = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    except ValueError:
        yield path, False, "checklist.bad-braces", {}
        return
    for name, spec, conversion in fields:
        if not name.isidentifier() or spec or conversion:
            yield path, False, "checklist.bad-field", {"name": name + (f":{spec}" if spec else "")}


def _listed(fields: frozenset[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(fields)) or "—"
