"""The format of a configuration file as a JSON Schema, for editors; made from the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fzlint.checklist.model import SEVERITIES as SEVERITY_WORDS
from fzlint.checklist.schema import DIALECT
from fzlint.gate.configuration.keys import CODES, FILES, FLAG, NUMBER, SELECT, SEVERITIES, SIZE, WHOLE, Key

_WORD = {"type": "string", "minLength": 1}
_WORDS = {"anyOf": [_WORD, {"type": "array", "items": _WORD}]}


def schema_of(keys: Iterable[Key], title: str, describe: Callable[[Key], str]) -> dict[str, Any]:
    """The JSON Schema; ``describe`` tells what a key does."""
    properties = {key.name: {**_value(key), "description": describe(key)} for key in sorted(keys, key=_name)}
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _name(key: Key) -> str:
    return key.name


def _value(key: Key) -> dict[str, Any]:
    if key.kind == CODES:
        words = {"type": "array", "items": _WORD} | ({"minItems": 1} if key.name == SELECT else {})
        return {"anyOf": [_WORD, words]}
    if key.kind == SEVERITIES:
        return {"type": "object", "additionalProperties": {"enum": list(SEVERITY_WORDS)}}
    if key.kind == FILES:
        return {"type": "object", "propertyNames": {"pattern": "^[^!]"}, "additionalProperties": _WORDS}
    one = _one(key)
    return {"anyOf": [one, {"type": "array", "items": one}]} if key.many else one


def _one(key: Key) -> dict[str, Any]:
    if key.kind == FLAG:
        return {"type": "boolean"}
    if key.kind in (WHOLE, NUMBER):
        bounds = {"minimum": key.least, "maximum": key.most}
        kind = "integer" if key.kind == WHOLE else "number"
        return {"type": kind, **{name: bound for name, bound in bounds.items() if bound is not None}}
    if key.kind == SIZE:
        return {"anyOf": [{"type": "integer", "minimum": 1}, _WORD]}
    return {"enum": list(key.choices)} if key.choices else dict(_WORD)
