"""The JSON Schema that editors get is a schema, takes what is right and refuses what is wrong."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from small import SMALL

from fzlint.checklist.documents import read_document
from fzlint.checklist.loading import shipped_files
from fzlint.checklist.problems import catalogue
from fzlint.checklist.schema import described, schema
from fzlint.checklist.yaml_nodes import read_yaml

VALIDATOR = Draft202012Validator(schema())


def test_is_a_schema() -> None:
    """Editors can load it."""
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.name)
def test_accepts_shipped_files(path: Any) -> None:
    """What users copy from is right by the schema."""
    errors = list(VALIDATOR.iter_errors(read_document(path, path.read_bytes()).data))
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []


SPOILERS: list[tuple[tuple[str | int, ...], Any]] = [
    (("items", 0, "evidence", "served", "any"), {"a": 1}),
    (("items", 0, "evidence", "served", "within"), "line"),
    (("items", 0, "evidence", "served", "counts"), "often"),
    (("items", 0, "evidence", "served", "stance"), "planned"),
    (("items", 0, "evidence", "served", "leads"), "yes"),
    (("items", 0, "evidence", "served", "look_in"), ["sign-off"]),
    (("items", 0, "evidence", "served", "near"), 3),
    (("items", 0, "evidence"), {}),
    (("items", 0, "met"), {"atleast": 1}),
    (("items", 0, "met", "distinct"), "sentence"),
    (("items", 0, "severity"), "error"),
    (("items", 0, "not_applicable_when_silent"), ["village"]),
    (("items", 0, "check"), "sums"),
    (("items", 1, "severity"), {"missing": "error", "weak": "note"}),
    (("items", 1, "options"), ["a"]),
    (("items", 1, "examples", "met"), ["a"]),
    (("lexicon", "served"), {"words": ["a"]}),
    (("lexicon", "Served by"), ["a"]),
    (("sources", "rule", "since"), "last year"),
    (("score", "credit", "weak"), 50),
    (("profiles", "all", "on"), ["X1"]),
    (("tiers", "department"), {"tier": "city-department"}),
    (("parts", "roles", "measures", "heading"), ["a"]),
    (("messages",), {"a": "text"}),
    (("checklist", "version"), 1),
    (("examples", "title"), 3),
    (("documents",), {"某市物业管理条例": {"kind": "bylaw", "since": "2020", "source": "公报"}}),
    (("documents",), {"某市物业管理条例": {"kind": "rule", "since": "2020年", "source": "公报"}}),
    (("documents",), {"某市物业管理条例": {"kind": "rule", "since": "2020"}}),
    (("documents",), {"某市物业管理条例": {"kind": "rule", "since": "2020", "source": "公报", "checked": "yes"}}),
    (("documents",), {"某市养犬条例": {"kind": "rule", "since": "2020", "source": "公报", "not_checked": ["kind"]}}),
]


@pytest.mark.parametrize(("path", "value"), SPOILERS, ids=lambda value: str(value)[:40])
def test_refuses_mistakes(path: tuple[str | int, ...], value: Any) -> None:
    """Each part of the format has its form."""
    data = copy.deepcopy(read_yaml(SMALL.encode()).data)
    assert not list(VALIDATOR.iter_errors(data))
    target = data
    for step in path[:-1]:
        target = target.setdefault(step, {}) if isinstance(target, dict) else target[step]
    target[path[-1]] = value
    assert list(VALIDATOR.iter_errors(data))


def test_descriptions_only_add() -> None:
    """The schema for editors explains keys in the person's language and is otherwise the one that validates."""
    before = copy.deepcopy(schema())
    told = described(lambda key: f"about {key}")
    assert schema() == before
    assert told["properties"]["lexicon"]["description"] == "about lexicon"
    assert told["$defs"]["evidence"]["properties"]["within"]["description"] == "about within"
    assert not list(Draft202012Validator(told).iter_errors(read_yaml(SMALL.encode()).data))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_keys_of_items_are_described(language: str) -> None:
    """A person who writes an item in an editor is told what each key means."""
    messages = catalogue(language)
    for name in ("content_item", "check_item", "change", "evidence"):
        for key in schema()["$defs"][name]["properties"]:
            assert messages(f"schema.{key}") != f"schema.{key}", key
