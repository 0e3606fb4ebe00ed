"""fzlint checklist, explain and list as a person meets them: what is printed, and with which status they end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from fzlint.checklist.loading import shipped
from fzlint.cli import checklist as checklist_command
from fzlint.cli import explain, list_
from fzlint.output.columns import columns
from fzlint.output.width import text_width

OWN = """\
extends: shipped
items:
  - id: Z1
    name: served-at-home
    title: {zh: 上门服务, en: Service at home}
    group: outline
    basis: [{source: outline-2021}]
    requirement: {zh: 写明上门服务。}
    why: {zh: 方便群众。}
    severity: {missing: note, weak: note}
    look_in: [measures]
    evidence:
      served: {any: [流动柜台]}
    remedy: {zh: 写明次数。}
    examples:
      met: [流动柜台12件。]
      weak: [继续用好流动柜台。]
      missing: [修路3公里。]
"""


def run(command: object, *arguments: str) -> Result:
    """Run a command as the command line does."""
    return CliRunner().invoke(command, list(arguments))  # type: ignore[arg-type]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file that adds an item to the shipped checklist."""
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_validate_own_file(own: Path) -> None:
    """A right file gives status 0; a mistake gives its place and status 1."""
    assert run(checklist_command.command, "validate", str(own)).exit_code == 0
    own.write_text(OWN.replace("group: outline", "group: outlines"), encoding="utf-8")
    result = run(checklist_command.command, "validate", str(own), "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout == f"{own}:6:12: The weights of the score have no group “outlines”. Did you mean “outline”?\n"


def test_validate_unknown_check(own: Path) -> None:
    """An item that binds an algorithm that does not exist is told before any report is linted."""
    text = OWN.replace("    group: outline\n", "    check: nosuch\n")
    own.write_text(text, encoding="utf-8")
    assert "check" in run(checklist_command.command, "validate", str(own), "--lang", "en").stdout


def test_validate_missing_file(tmp_path: Path) -> None:
    """A file that is not there keeps the command from its work: status 2."""
    result = run(checklist_command.command, "validate", str(tmp_path / "none.yaml"))
    assert result.exit_code == 2
    assert "none.yaml" in result.stderr


def test_test_own_file(own: Path) -> None:
    """Only the file's own examples are run; a surprise is told with its place and status 1."""
    result = run(checklist_command.command, "test", str(own), "--lang", "en")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 examples of 1 items run, 0 surprises.\n"
    own.write_text(OWN.replace("met: [流动柜台12件。]", "met: [流动柜台。]"), encoding="utf-8")
    result = run(checklist_command.command, "test", str(own), "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout == f"{own}:16:13: Z1: expected met, got weak. Example: 流动柜台。\n"


def test_test_refuses_a_wrong_checklist(own: Path) -> None:
    """Examples of a checklist that is wrong are not run: status 2 and the mistakes."""
    own.write_text(OWN.replace("group: outline", "group: outlines"), encoding="utf-8")
    result = run(checklist_command.command, "test", str(own))
    assert result.exit_code == 2
    assert "outlines" in result.stdout


def test_test_one_item(own: Path) -> None:
    """--item runs one item by id or name; an unknown one is an error."""
    assert "3 examples of 1" in run(checklist_command.command, "test", "--item", "S1", "--lang", "en").stderr
    result = run(checklist_command.command, "test", str(own), "--item", "Z2")
    assert result.exit_code == 2
    assert "Z1" in result.stderr


def test_schema_is_printed() -> None:
    """What is printed can be given to an editor."""
    result = run(checklist_command.command, "schema")
    assert result.exit_code == 0
    Draft202012Validator.check_schema(json.loads(result.stdout))


def test_explain_text() -> None:
    """An item is explained by id, by name, in any case; every part is there."""
    by_id = run(explain.command, "s4")
    assert by_id.exit_code == 0
    assert by_id.stdout == run(explain.command, "first-responsible-person", "S4").stdout
    item = shipped().item("S4")
    assert item is not None
    for text in (item.title["zh"], item.requirement["zh"], item.why["zh"], item.remedy["zh"], "督察工作规定"):
        assert text in by_id.stdout
    for texts in item.examples.values():
        assert all(text.split("\n")[0] in by_id.stdout for text in texts)
    assert "Requirement" in run(explain.command, "S4", "--lang", "en").stdout


def test_explain_json_of_all() -> None:
    """The JSON holds every item of the checklist, with examples of each verdict."""
    items = json.loads(run(explain.command, "--all", "--format", "json").stdout)["items"]
    assert [item["code"] for item in items] == [item.id for item in (*shipped().items, *shipped().checks)]
    assert all(item["basis"] and all(item["examples"].values()) for item in items)


def test_explain_all_leaves_nothing_untold() -> None:
    """No label or word falls back to its key in either language."""
    for language in ("zh", "en"):
        text = run(explain.command, "--all", "--lang", language).stdout
        assert re.findall(r"\b(?:explain|status|severity|level|basis|list)[.-][a-z]\S*", text) == []


def test_explain_unknown() -> None:
    """An unknown id ends with status 2 and the nearest one; no id at all says what to do."""
    result = run(explain.command, "frist-responsible-person")
    assert result.exit_code == 2
    assert "first-responsible-person" in result.stderr
    assert run(explain.command).exit_code == 2


def test_list() -> None:
    """Every item has a line, columns stand under each other as a terminal shows them; groups narrow it."""
    lines = run(list_.command).stdout.splitlines()
    count = len(shipped().items) + len(shipped().checks)
    assert len(lines) == count + 1
    title = shipped().items[0].title["zh"]
    header = next(line for line in lines if title in line)
    starts = {text_width(line[: line.index(item.name)]) for line, item in zip(lines[1:], shipped().items, strict=False)}
    assert len(starts) == 1
    assert header.startswith(shipped().items[0].id)
    assert len(run(list_.command, "--group", "contents").stdout.splitlines()) == 6
    listed = json.loads(run(list_.command, "--format", "json", "--group", "outline").stdout)["items"]
    assert {item["group"] for item in listed} == {"outline"}
    assert run(list_.command, "--group", "outlin").exit_code == 2


def test_columns_count_cells() -> None:
    """Chinese characters take two cells, combining marks none."""
    assert [text_width(text) for text in ("a", "法", "，", "e\u0301", "“")] == [1, 2, 2, 1, 1]
    assert columns([("法治", "x"), ("a", "y")]) == "法治  x\na     y\n"


def test_usual_start_imports_no_validation() -> None:
    """When the compiled form is at hand nothing of YAML or of validation is loaded."""
    code = (
        "import sys; from fzlint.checklist.loading import shipped; shipped();"
        "print([m for m in ('yaml', 'jsonschema', 'fzlint.checklist.validating', 'fzlint.checklist.compiling')"
        " if m in sys.modules])"
    )
    for _ in range(2):  # the first run keeps the compiled form
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
