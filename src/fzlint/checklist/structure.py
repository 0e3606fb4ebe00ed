"""What a file of a checklist has against the schema, in a person's words: unknown and missing keys, wrong values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fzlint.checklist.compiling import near
from fzlint.checklist.schema import schema
from fzlint.checklist.yaml_nodes import Path

_KEY = re.compile(r"[a-z_]+\Z")
_SHOWN = 30  # characters of a wrong value that a message quotes

Found = tuple[Path, bool, str, dict[str, Any]]  # path, whether its key is meant, message key, fields


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def structure_problems(data: Mapping[str, Any]) -> Iterator[Found]:
    """Everything that is wrong with the structure of one file's data."""
    for error in _validator().iter_errors(data):
        yield from _told(error)


def problems_of_item(item: Mapping[str, Any]) -> Iterator[Found]:
    """Everything that is wrong with the structure of one item; paths begin in it."""
    for path, of_key, key, fields in structure_problems({"items": [item]}):
        yield path[2:], of_key, key, fields


def _told(error: Any) -> Iterator[Found]:
    path: Path = tuple(error.absolute_path)
    instance, wanted, keyword = error.instance, error.validator_value, error.validator
    name = str(path[-1]) if path else ""
    if keyword == "additionalProperties":
        known = error.schema["properties"]
        for key in instance:
            if key not in known and instance[key] is None and not _KEY.match(key):
                yield (*path, key), True, "checklist.cut-sentence", {"name": _cut(key)}
            elif key not in known:
                yield (*path, key), True, "checklist.unknown-key", {"name": key, "near": near(key, known)}
    elif keyword == "required":
        # jsonschema gives one error for each missing key, and the key only in its words
        missing = next(key for key in wanted if key not in instance and repr(key) in error.message)
        key = "checklist.missing-example" if name == "examples" else "checklist.missing-key"
        yield path, True, key, {"name": missing, "item": name}
    elif keyword in ("enum", "const"):
        allowed = [str(word) for word in (wanted if keyword == "enum" else [wanted])]
        if error.parent is None and "propertyNames" in error.absolute_schema_path:
            yield (*path, instance), True, "checklist.unknown-key", {"name": instance, "near": near(instance, allowed)}
        else:
            yield path, False, "checklist.unknown-word", _word(name, instance, allowed)
    elif keyword == "type":
        types = wanted if isinstance(wanted, list) else [wanted]
        fields = {"name": name, "wanted": [f"type.{kind}" for kind in types], "found": f"type.{_type_of(instance)}"}
        yield path, False, "checklist.wrong-type", fields
    elif keyword == "anyOf" and "levels" in path:
        yield path, False, "checklist.wrong-levels", _word(name, instance, ["all"])
    elif keyword == "anyOf":
        yield path, True, "checklist.evidence-without-words", {"name": name}
    elif keyword in ("minItems", "minProperties", "minLength"):
        key = "checklist.missing-example" if "examples" in path and keyword == "minItems" else "checklist.empty"
        yield path, False, key, {"name": name, "item": "examples"}
    elif keyword == "pattern" and "propertyNames" in error.absolute_schema_path:
        yield (*path, instance), True, "checklist.wrong-form-name", {"value": _cut(instance)}
    elif keyword == "pattern":
        form = name if name in ("id", "name", "years", "since") else "value"
        yield path, False, f"checklist.wrong-form-{form}", {"value": _cut(instance)}
    else:  # minimum, maximum
        yield path, False, "checklist.out-of-range", {"name": name, "value": _cut(instance)}


def _word(name: str, instance: Any, allowed: list[str]) -> dict[str, Any]:
    text = _cut(instance)
    return {"name": name, "value": text, "near": near(text, allowed), "allowed": " ".join(allowed)}


def _cut(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _type_of(value: Any) -> str:
    if value is None:
        return "null"
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array")):
        if isinstance(value, kind):
            return name
    return "object"
