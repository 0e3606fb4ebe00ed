"""The pages on CI: their examples are valid, name what there is, and say the same in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from fzlint.cli import BAD_USE, INTERRUPTED

DOCS = ROOT / "docs"
PAGES = ("ci.md", "ci.zh.md")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def _text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def _blocks(page: str, language: str = "") -> list[str]:
    return [text for kind, text in re.findall(r"^```(\w*)\n(.*?)^```", _text(page), re.M | re.S) if kind == language]


def _yaml(page: str) -> dict[str, Any]:
    """The examples by what they are."""
    names = {"jobs": "workflow", "include": "gitlab", "repos": "pre-commit", "fzlint": "gitlab-job"}
    found = {}
    for block in _blocks(page, "yaml"):
        document = yaml.safe_load(block)
        if isinstance(document, dict):
            found[next(name for key, name in names.items() if key in document)] = document
    assert set(found) == set(names.values())
    return found


def _validate(schema: str, document: Any, folder: Path, *more: str) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    file = folder / "example.yml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True).replace("true:", "on:"), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *more, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_examples_are_valid(page: str, tmp_path: Path) -> None:
    """Each by the schema of the program that reads it."""
    examples = _yaml(page)
    _validate("vendor.github-workflows", examples["workflow"], tmp_path)
    _validate("vendor.gitlab-ci", examples["gitlab"], tmp_path)
    _validate("vendor.gitlab-ci", examples["gitlab-job"], tmp_path)
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(yaml.safe_dump(examples["pre-commit"]), encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(file)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("page", PAGES)
def test_examples_name_what_there_is(page: str) -> None:
    """Inputs, outputs, hooks and the template exist; foreign actions are pinned."""
    examples = _yaml(page)
    steps = examples["workflow"]["jobs"]["fzlint"]["steps"]
    own = next(step for step in steps if "/fzlint@" in step.get("uses", ""))
    assert set(own["with"]) <= set(ACTION["inputs"])
    assert set(re.findall(r"steps\.fzlint\.outputs\.([\w-]+)", _text(page))) <= set(ACTION["outputs"])
    foreign = [step["uses"] for step in steps if step is not own]
    assert all(re.search(r"@[0-9a-f]{40}$", name) for name in foreign)
    assert (ROOT / examples["gitlab"]["include"][0]["file"]).is_file()
    known = {hook["id"] for hook in HOOKS}
    assert {hook["id"] for repo in examples["pre-commit"]["repos"] for hook in repo["hooks"]} <= known


@pytest.mark.parametrize("page", PAGES)
def test_everything_is_told(page: str) -> None:
    """Every input, output and hook, and every exit status, has a line in a table."""
    cells = {cell for row in re.findall(r"^\| (.*?) \|", _text(page), re.M) for cell in re.split(r", |、", row)}
    names = {f"`{name}`" for name in (*ACTION["inputs"], *ACTION["outputs"], *(hook["id"] for hook in HOOKS))}
    assert names <= cells
    assert {"0", "1", str(BAD_USE), str(INTERRUPTED)} <= cells
    for name, entry in ACTION["inputs"].items():
        if entry["default"]:
            assert re.search(rf"^\| `{name}` \| `{re.escape(entry['default'])}` \|", _text(page), re.M), name


def test_both_pages_have_the_same_examples() -> None:
    """Comments apart."""
    first, second = (_yaml(page) for page in PAGES)
    assert first == second
    assert _blocks(PAGES[0]) == _blocks(PAGES[1])


@pytest.mark.parametrize("page", ["README.md", *PAGES])
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", _text(page)):
        assert (DOCS / target).exists(), target


def test_the_index_names_every_page() -> None:
    """No page of docs/ is missing from its index."""
    linked = {target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", _text("README.md"))}
    pages = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")} - {"README.md"}
    assert pages - linked == set()
