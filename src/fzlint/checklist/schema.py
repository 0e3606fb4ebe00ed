"""The format of a checklist as a JSON Schema: what validation checks and what editors complete.

Written once, here. Descriptions that editors show come from the messages ``schema.<key>``. A file whose name says
which section it holds (``head.yaml``, ``messages.yaml``) is wrapped before it is held against the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from fzlint.checklist.model import COUNTS, DISTINCT, LEVELS, SEVERITIES, STANCES, TIERS, UNITS
from fzlint.report.parts import PART_NAMES, SIGN_OFF

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLACES = tuple(name for name in PART_NAMES if name != SIGN_OFF)  # where evidence can be looked for
DOCUMENT_KINDS = ("law", "regulation", "party", "plan", "opinion", "rule")
SUBJECT_KINDS = ("field", "means", "lack", "aside")  # of what shortcomings and arrangements speak
SUBJECT_WORDS = ("named", "lacking", "answering", "general")  # and for which side a word of it speaks
DOCUMENT_FACTS = ("since", "former", "repealed", "replaced_by")  # what a document's source may not have shown
CONTENT_EXAMPLES = ("met", "weak", "missing")
CHECK_EXAMPLES = ("flagged", "clean")

_YEARS = r"^(?:(?:19|20)\d\d|(?:(?:19|20)\d\d)?\.\.(?:(?:19|20)\d\d)?)$"
_DATE = r"^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$"
_MONTH = r"^20\d\d-(?:0[1-9]|1[0-2])$"
_ID = r"^[A-Z][A-Za-z]*\d*(?:\.\d+)*$"
_NAME = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

_STRING: Schema = {"type": "string", "minLength": 1}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_DAY: Schema = {"type": "string", "pattern": _DATE}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def _list(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def _map(values: Schema, names: Schema | None = None) -> Schema:
    return {"type": "object", "additionalProperties": values, **({"propertyNames": names} if names else {})}


def _one_of(words: Sequence[str]) -> Schema:
    return {"enum": list(words)}


def _item_head() -> dict[str, Schema]:
    """The keys that every item has."""
    return {
        "id": {"type": "string", "pattern": _ID},
        "name": {"type": "string", "pattern": _NAME},
        "title": _ref("texts"),
        "basis": _list(_ref("basis"), 1),
        "requirement": _ref("texts"),
        "why": _ref("texts"),
        "remedy": _ref("texts"),
    }


def _content_item() -> Schema:
    keys = {
        **_item_head(),
        "group": _STRING,
        "applies": _object({"years": _ref("years"), "levels": {"anyOf": [{"const": "all"}, _ref("levels")]}}),
        "not_applicable_when_silent": _list(_one_of(TIERS)),
        "severity": _object({status: _ref("severity") for status in ("missing", "weak")}, ["missing", "weak"]),
        "look_in": _ref("places"),
        "stance": _one_of(STANCES),
        "leads": {"type": "boolean"},
        "evidence": {**_map(_ref("evidence"), {"pattern": _NAME}), "minProperties": 1},
        "met": _ref("threshold"),
        "weak": _ref("threshold"),
        "examples": _object({status: _list(_STRING, 1) for status in CONTENT_EXAMPLES}, CONTENT_EXAMPLES),
    }
    optional = ("applies", "not_applicable_when_silent", "stance", "leads", "met", "weak")
    return _object(keys, [key for key in keys if key not in optional])


def _check_item() -> Schema:
    keys = {
        **_item_head(),
        "check": {"type": "string"},
        "options": {"type": "object"},
        "severity": _ref("severity"),
        "message": _ref("texts"),
        "examples": _object({status: _list(_STRING, 1) for status in CHECK_EXAMPLES}, CHECK_EXAMPLES),
    }
    return _object(keys, [key for key in keys if key != "options"])


def _change() -> Schema:
    """Keys of an item given anew. What it makes of the item must be an item; so parts need not be whole here."""
    keys: dict[str, Schema] = {
        "change": {"type": "string", "pattern": _ID},
        **{key: _ref("texts") for key in ("title", "requirement", "why", "remedy", "message")},
        "basis": _list(_ref("basis"), 1),
        "applies": _content_item()["properties"]["applies"],
        "not_applicable_when_silent": _list(_one_of(TIERS)),
        "severity": {"type": ["string", "object"]},
        "look_in": _ref("places"),
        "stance": _one_of(STANCES),
        "leads": {"type": "boolean"},
        "evidence": {**_map(_ref("evidence"), {"pattern": _NAME}), "minProperties": 1},
        "met": _ref("threshold"),
        "weak": _ref("threshold"),
        "options": {"type": "object"},
        "examples": _object({status: _list(_STRING, 1) for status in (*CONTENT_EXAMPLES, *CHECK_EXAMPLES)}),
    }
    return _object(keys, ["change"])


def _definitions() -> dict[str, Schema]:
    return {
        "texts": _object({"zh": _STRING, "en": _STRING}, ["zh"]),
        "severity": _one_of(SEVERITIES),
        "levels": _list(_one_of(LEVELS), 1),
        "places": _list(_one_of(PLACES), 1),
        "years": {"type": ["string", "integer"], "pattern": _YEARS, "minimum": 1900, "maximum": 2099},
        "pattern": _STRING,
        "words": {
            "type": ["string", "array"],
            "minLength": 1,
            "items": {"type": ["string", "integer"], "minLength": 1},
        },
        "basis": _object(
            {
                "source": _STRING,
                "content": {"type": "integer", "minimum": 1},
                "part": {"type": "integer", "minimum": 1},
            },
            ["source"],
        ),
        "evidence": {
            **_object(
                {
                    "any": _ref("words"),
                    "all": _list(_ref("words"), 1),
                    "none": _list(_ref("words")),
                    "within": _one_of(UNITS),
                    "counts": _one_of(COUNTS),
                    "stance": _one_of(STANCES),
                    "leads": {"type": "boolean"},
                    "look_in": _ref("places"),
                    "under": _ref("pattern"),
                }
            ),
            "anyOf": [{"required": ["any"]}, {"required": ["all"]}],
        },
        "threshold": _object({"at_least": _COUNT, "of": _list(_STRING, 1), "distinct": _one_of(DISTINCT)}),
        "item": {
            "type": "object",
            "if": {"required": ["change"]},
            "then": _ref("change"),
            "else": {"if": {"required": ["check"]}, "then": _ref("check_item"), "else": _ref("content_item")},
        },
        "change": _change(),
        "content_item": _content_item(),
        "check_item": _check_item(),
        "role": _object(
            {
                "title": _ref("texts"),
                **{key: _list(_ref("pattern")) for key in ("headings", "sub_headings", "not_headings", "openers")},
            }
        ),
        "profile": _object(
            {
                "levels": _ref("levels"),
                "years": _ref("years"),
                "extends": _STRING,
                "named": {"type": "boolean"},
                "note": _ref("texts"),
                "off": _list(_STRING),
                "severity": _map(_ref("severity")),
            }
        ),
        "document": _object(
            {
                "kind": _one_of(DOCUMENT_KINDS),
                "since": _DAY,
                "short": _list(_STRING),
                "former": _map(_DAY),
                "repealed": _DAY,
                "replaced_by": _STRING,
                "local": {"const": True},
                "source": _STRING,
                "checked": {"type": "string", "pattern": _MONTH},
                "not_checked": _list(_one_of(DOCUMENT_FACTS)),
            },
            ["kind", "since", "source"],
        ),
        "tier": _object({"tier": _one_of(TIERS), "body": _ref("pattern"), "text": _ref("pattern")}, ["tier"]),
    }


def _sections() -> dict[str, Schema]:
    share: Schema = {"type": "number", "minimum": 0, "maximum": 1}
    return {
        "extends": {"type": ["string", "array"], "minLength": 1, "minItems": 1, "items": _STRING},
        "checklist": _object({"id": _STRING, "version": _STRING}),
        "score": _object(
            {
                "weights": _map({"type": "number", "minimum": 0}),
                "credit": _object(dict.fromkeys(CONTENT_EXAMPLES, share), CONTENT_EXAMPLES),
            }
        ),
        "sources": _map(
            _object(
                {"title": _ref("texts"), "issued_by": _ref("texts"), "since": _DAY},
                ["title"],
            )
        ),
        "items": _list(_ref("item")),
        "lexicon": _map(_ref("words"), {"pattern": _NAME}),
        "parts": {
            "type": "object",
            "properties": {"roles": _map(_ref("role"), {"enum": list(PART_NAMES)})},
            "additionalProperties": _list(_ref("pattern")),
        },
        "profiles": _map(_ref("profile")),
        "tiers": _map(_list(_ref("tier")), {"enum": list(LEVELS)}),
        "examples": _object(
            {"title": _STRING, "year": {"type": "integer"}, "bodies": _map(_STRING, {"enum": list(LEVELS)})}
        ),
        "head": {"type": "object"},
        "messages": _map(_ref("texts")),
        "documents": _map(_ref("document")),
        "subjects": _map(
            _object(
                {"title": _ref("texts"), "kind": _one_of(SUBJECT_KINDS), "weight": {"type": "number", "minimum": 0}}
                | {words: _list({"type": "string", "minLength": 1}) for words in SUBJECT_WORDS},
                ["title", "kind"],
            )
        ),
    }


SECTIONS = tuple(_sections())


@cache
def schema() -> Schema:
    """The JSON Schema of a checklist file (do not change what is returned)."""
    return {
        "$schema": DIALECT,
        "title": "fzlint checklist",
        "type": "object",
        "properties": _sections(),
        # other sections hold knowledge of single checks, in a form of their own
        "additionalProperties": {"type": ["object", "array"]},
        "$defs": _definitions(),
    }


def described(describe: Callable[[str], str | None]) -> Schema:
    """The schema with descriptions for editors; ``describe`` tells what a key of the format means."""

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(entry) for entry in node]
        if not isinstance(node, dict):
            return node
        walked = {key: walk(value) for key, value in node.items()}
        properties = node.get("properties")
        for key in properties if isinstance(properties, dict) else ():
            if told := describe(key):
                walked["properties"][key]["description"] = told
        return walked

    found: Schema = walk(schema())
    return found
