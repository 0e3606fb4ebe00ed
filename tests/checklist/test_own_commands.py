"""``--checklist`` as a person uses it, in every command that has it: real runs of the command on real files."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "cli"))
from running import fzlint

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = "slogans-township-2024.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report and the district's checklist."""
    for name in ("own-checklist.yaml", REPORT):
        shutil.copy(EXAMPLES / name, tmp_path)
    return tmp_path


def test_example_validates_and_its_examples_pass(folder: Path) -> None:
    """The two commands that the example tells people to run first."""
    done = fzlint("checklist", "validate", "own-checklist.yaml", cwd=folder)
    assert (done.status, done.out) == (0, "")
    done = fzlint("checklist", "test", "own-checklist.yaml", "--lang", "en", cwd=folder)
    assert (done.status, done.out) == (0, "")
    assert "examples of 2 items run, 0 surprises" in done.err


def test_changed_item_is_tested_with_its_shipped_examples(folder: Path) -> None:
    """A change that makes an item judge its own examples otherwise is told, at the place of the example."""
    text = "extends: shipped\nitems:\n  - change: S3\n    met: {at_least: 9}\n"
    (folder / "strict.yaml").write_text(text, encoding="utf-8")
    done = fzlint("checklist", "test", "strict.yaml", "--lang", "en", cwd=folder)
    assert done.status == 1
    assert "S3: expected met, got weak" in done.out
    assert "contents.yaml:" in done.out


def test_check(folder: Path) -> None:
    """The own item is judged, with the severity that the named profile gives it; CI gets it as any other."""
    arguments = ("check", REPORT, "--checklist", "own-checklist.yaml")
    report = json.loads(fzlint(*arguments, "-f", "json", cwd=folder).out)
    assert report["checklist"] == {"id": "qinghe-2025", "version": "1"}
    own = next(finding for finding in report["reports"][0]["findings"] if finding["code"] == "Q1")
    assert (own["severity"], own["basis"][0][:6]) == ("warning", "青禾区司法局")
    done = fzlint(*arguments, "--profile", "qinghe-final", "--select", "Q1", "-f", "concise", cwd=folder)
    assert done.status == 1
    assert [line.partition(" ")[2] for line in done.out.splitlines()] == ["Q1 举措中没有写到：规范涉企行政检查。"]
    sarif = json.loads(fzlint(*arguments, "-f", "sarif", cwd=folder).out)
    assert "Q1" in {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}


def test_check_with_two_checklists_and_the_variable(folder: Path) -> None:
    """--checklist is repeatable, and FZLINT_CHECKLIST holds paths as PATH does, blanks and all."""
    more = folder / "more words.yaml"
    more.write_text("extends: shipped\nprofiles: {more: {named: true, off: [Q1]}}\n", encoding="utf-8")
    named = ("--checklist", "own-checklist.yaml", "--checklist", "more words.yaml")
    both = ("check", REPORT, "--profile", "more", "-f", "json")
    done = fzlint(*both, *named, cwd=folder)
    verdicts = {v["item"]: v["status"] for v in json.loads(done.out)["reports"][0]["verdicts"]}
    assert verdicts["Q1"] == "not-applicable"
    separator = ";" if sys.platform == "win32" else ":"
    variable = {"FZLINT_CHECKLIST": separator.join(("own-checklist.yaml", "more words.yaml"))}
    assert fzlint(*both, cwd=folder, env=variable).out == done.out


def test_list_and_explain(folder: Path) -> None:
    """The own item is listed and explained with its source."""
    own = ("--checklist", "own-checklist.yaml")
    listed = json.loads(fzlint("list", *own, "-f", "json", cwd=folder).out)["items"]
    assert next(item for item in listed if item["code"] == "Q1")["severity"] == ["warning", "note"]
    explained = fzlint("explain", "enterprise-inspections", *own, cwd=folder)
    assert explained.status == 0
    assert "《关于做好法治政府建设年度报告工作的通知》" in explained.out
    assert fzlint("explain", "Q1", cwd=folder).status == 2


def test_annotate_and_gap(folder: Path) -> None:
    """The own item stands in the annotated page and in the table of many reports."""
    own = ("--checklist", "own-checklist.yaml")
    done = fzlint("annotate", REPORT, *own, "-o", "out.html", cwd=folder)
    assert done.status == 0, done.err
    assert "Q1" in (folder / "out.html").read_text(encoding="utf-8")
    done = fzlint("gap", REPORT, *own, "-o", "out.json", "-o", "out.csv", cwd=folder)
    assert done.status == 0, done.err
    verdicts = json.loads((folder / "out.json").read_text(encoding="utf-8"))["reports"][0]["verdicts"]
    assert {"item": "Q1", "status": "missing", "evidence": []} in verdicts


COMMANDS = [
    ("check", REPORT),
    ("list",),
    ("explain", "S4"),
    ("annotate", REPORT, "-o", "out.html"),
    ("gap", REPORT),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    "content",
    [
        b"extends: shiped\n",
        b"extends: [shipped\n",
        b"\xff\xfe\x00",
        b"extends: shipped\nitems: [{change: S99}]\n",
        b"[" * 10_000,
        b"extends: shipped\na: &a [*a]\n",
        b"extends: shipped\nchecklist: !!python/object/apply:os.system [id]\n",
    ],
    ids=["unknown", "syntax", "binary", "reference", "nesting", "alias", "tag"],
)
def test_wrong_file_is_told_with_its_place(folder: Path, command: tuple[str, ...], content: bytes) -> None:
    """A checklist that cannot be used: file, line and column on standard error, nothing written, status 2."""
    (folder / "wrong.yaml").write_bytes(content)
    done = fzlint(*command, "--checklist", "wrong.yaml", "--lang", "en", cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("fzlint: wrong.yaml:")
    assert "Traceback" not in done.err
    assert not (folder / "out.html").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_missing_file_is_told_in_one_line(folder: Path, command: tuple[str, ...]) -> None:
    """A slip in the file's name: one line with the nearest file, status 2."""
    done = fzlint(*command, "--checklist", "own-checklst.yaml", cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err == "fzlint: 找不到清单 own-checklst.yaml。是否想写“own-checklist.yaml”？\n"
