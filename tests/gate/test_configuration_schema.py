"""The JSON Schema of configuration files: published, up to date, and of the same opinion as the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from configured import KEYS, problems
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from test_configuration_mistakes import VALUES, WRONG

from fzlint.checklist.yaml_nodes import read_yaml
from fzlint.cli.configuring import keys, schema
from fzlint.gate.configuration.keys import OF_DOCUMENTS
from fzlint.gate.configuration.schema import schema_of

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs/fzlint.schema.json"


def test_the_published_schema_is_up_to_date() -> None:
    """Else: ``fzlint checklist schema --configuration > docs/fzlint.schema.json``."""
    assert PUBLISHED.read_text(encoding="utf-8") == json.dumps(schema("zh"), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_is_a_schema_that_explains_every_key(language: str) -> None:
    """An editor can show what each key does."""
    found = schema(language)
    Draft202012Validator.check_schema(found)
    assert set(found["properties"]) == set(keys())
    for name, value in found["properties"].items():
        assert value["description"].strip(), name
        assert "||" not in value["description"]
        assert not value["description"].startswith("settings."), name


def test_every_option_of_check_is_a_key_or_about_one_run() -> None:
    """A new option becomes a key by itself; what is none has no environment variable either, or chooses the file."""
    from fzlint.cli.check import command

    without = {option.name for option in command.params if "--" + str(option.name).replace("_", "-") not in
               {f"--{name}" for name in keys()} and option.name not in ("paths", "help", "version")}  # fmt: skip
    named = {option.name for option in command.params if option.envvar} & without
    assert named == {"config", "isolated", "stdin_filename"}
    assert set(OF_DOCUMENTS) <= set(keys())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=VALUES)
def test_what_an_editor_underlines_is_refused(tmp_path: Path, value: object) -> None:
    """No false alarm in the editor: the schema refuses nothing that the reader takes."""
    validator = Draft202012Validator(schema_of(KEYS.values(), "", lambda key: key.name))
    (tmp_path / ".git").touch()
    file = tmp_path / ".fzlint.yaml"
    for key in KEYS:
        if key in ("extends", "checklist"):
            continue
        file.write_text(yaml.safe_dump({key: value}, allow_unicode=True), encoding="utf-8")
        refused = problems(tmp_path / "a.txt", tmp_path)
        underlined = list(validator.iter_errors(read_yaml(file.read_bytes()).data))
        assert bool(refused) >= bool(underlined), (key, value, underlined)


@pytest.mark.parametrize(
    "text", [text for text, _ in WRONG if "&" not in text and "!" not in text and "---" not in text]
)
def test_what_is_wrong_in_its_form_is_underlined(text: str) -> None:
    """All but what only the checklist can tell."""
    validator = Draft202012Validator(schema_of(KEYS.values(), "", lambda key: key.name))
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError:
        return
    # only the checklist, the formats or the file itself tell these
    untold = ("profile: stric", "S44", "Z9", "report: jsn", "quiet: true\nquiet", "quiet: yes")
    assert bool(list(validator.iter_errors(data))) != any(word in text for word in untold)
