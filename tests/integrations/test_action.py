"""The GitHub action: valid, and its steps do in bash what they promise, whatever the inputs hold."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from github_runner import Runner
from running import DATA

ACTION = ROOT / "action.yml"
DOCUMENT = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
STEPS = DOCUMENT["runs"]["steps"]
HOSTILE = [
    "$(touch ran)",
    "`touch ran`",
    "a;touch ran",
    "a\ntouch ran",
    "a'b\"c",
    "--help",
    "${{ github.token }}",
    "::error::x",
    "a b",
    "*",
    "",
]

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A job whose install step has put fzlint where this interpreter has it; a report with errors, one without."""
    runner = Runner(ROOT, tmp_path / "work space", tmp_path / "temp")
    (runner.workspace / "年报").mkdir()
    shutil.copy(DATA / "w1_03.txt", runner.workspace / "年报" / "坏 的.txt")
    shutil.copy(DATA / "clean.txt", runner.workspace / "年报" / "好.txt")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, arguments in (("python", ""), ("fzlint", "-m fzlint")):
        (bin_ / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
        (bin_ / name).chmod(0o755)
    runner.steps["install"] = {"bin": str(bin_)}
    return runner


def test_the_action_is_valid() -> None:
    """The schema that editors use for action.yml takes it."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_input_is_pasted_into_a_script() -> None:
    """An input in a script could be run by the shell; every input is used, and other actions are pinned."""
    used = set(re.findall(r"inputs\.([\w-]+)", yaml.safe_dump(STEPS)))
    assert used == set(DOCUMENT["inputs"])
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert "run" not in step or step["shell"] == "bash"
    for name in re.findall(r"uses: (.*)", ACTION.read_text(encoding="utf-8")):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", name)


def test_findings_become_annotations_summary_and_outputs(runner: Runner) -> None:
    """A report with errors fails the step; everything an output promises is there."""
    step = runner.run("check", paths="年报", sarif_file="out/fz lint.sarif")
    assert step.status == 1
    assert "::error file=年报/坏 的.txt,line=1," in step.log
    assert step.summary.startswith("## 法治政府建设年度报告检查结果")
    assert "| 错误 | S4" in step.summary
    outputs = runner.outputs()
    assert (outputs["status"], outputs["unreadable"]) == ("1", "0")
    result = json.loads(Path(outputs["json-file"]).read_text(encoding="utf-8"))
    assert result["summary"]["errors"] == int(outputs["errors"]) > 0
    assert result["summary"]["warnings"] == int(outputs["warnings"])
    assert result["summary"]["notes"] == int(outputs["notes"])
    assert [report["path"] for report in result["reports"]] == ["年报/坏 的.txt", "年报/好.txt"]
    assert Path(outputs["sarif-file"]) == runner.workspace / "out" / "fz lint.sarif"
    assert json.loads(Path(outputs["sarif-file"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
    text = Path(outputs["text-file"]).read_text(encoding="utf-8")
    assert "✘ S4 缺失" in text
    assert text in step.log


def test_nothing_in_the_log_is_a_command_but_the_annotations(runner: Runner) -> None:
    """What a report says is printed between stop-commands and its token."""
    log = runner.run("check", paths="年报").log
    shown, _, rest = log.partition("::stop-commands::")
    token, _, told = rest.partition("\n")
    body, end, tail = told.partition(f"::{token}::\n")
    assert token.isdigit()
    assert end
    assert "五项必备内容" in body
    assert all(line.startswith("::") for line in shown.splitlines())
    assert tail == "::endgroup::\n"


def test_a_good_report_passes(runner: Runner) -> None:
    """No SARIF asked for: none is told."""
    step = runner.run("check", paths="年报/好.txt")
    assert step.status == 0
    outputs = runner.outputs()
    assert (outputs["status"], outputs["errors"], outputs["sarif-file"]) == ("0", "0", "")


def test_options(runner: Runner) -> None:
    """fail-on, lang, annotations, args and working-directory reach fzlint."""
    step = runner.run(
        "check",
        fail_on="never",
        lang="en",
        annotations="false",
        args="--select 'S4,S5' --quiet",
        working_directory="年报",
    )
    assert step.status == 0
    assert "::error" not in step.log
    assert step.summary == ""
    assert "Errors (1)" in step.log
    result = json.loads(Path(runner.outputs()["json-file"]).read_text(encoding="utf-8"))
    assert [report["path"] for report in result["reports"]] == ["坏 的.txt", "好.txt"]
    assert {finding["code"] for report in result["reports"] for finding in report["findings"]} == {"S4"}


def test_configuration_and_baseline(runner: Runner) -> None:
    """Files with blanks in their names reach fzlint; a baseline that lists all makes the step pass."""
    (runner.workspace / "设 置.yaml").write_text("severity: {S4: note}\nselect: [S4]\n", encoding="utf-8")
    step = runner.run("check", paths="年报", config="设 置.yaml")
    assert step.status == 0, step.log
    assert (runner.outputs()["errors"], runner.outputs()["notes"]) == ("0", "1")
    runner.run("check", paths="年报", args="--write-baseline '基 线.json'")
    step = runner.run("check", paths="年报", baseline="基 线.json")
    assert step.status == 0, step.log
    assert "::error" not in step.log
    (runner.workspace / "基 线.json").write_text("[]", encoding="utf-8")
    step = runner.run("check", paths="年报", baseline="基 线.json")
    assert step.status == 2
    assert "::error title=fzlint::fzlint: 基 线.json" in step.log


def test_paths_are_lines(runner: Runner) -> None:
    """Several paths and globs, one a line, with blanks and the line ends of Windows."""
    runner.run("check", paths="年报/坏 的.txt\r\n\n  \n年报/*好.txt\n", fail_on="never")
    result = json.loads(Path(runner.outputs()["json-file"]).read_text(encoding="utf-8"))
    assert [report["path"] for report in result["reports"]] == ["年报/坏 的.txt", "年报/好.txt"]


def test_a_mistake_is_an_annotation(runner: Runner) -> None:
    """An option that does not exist: the message stands in the annotation, no counts are told."""
    step = runner.run("check", args="--fromat json")
    assert step.status == 2
    assert "::error title=fzlint::fzlint: 没有“--fromat”这个选项" in step.log
    assert runner.outputs()["status"] == "2"
    assert runner.outputs()["errors"] == ""
    assert runner.outputs()["json-file"] == ""


@pytest.mark.parametrize(
    ("name", "value", "said"), [("args", "'a", "引号没有配对"), ("annotations", "yes", "只能是 true 或 false")]
)
def test_an_input_that_is_wrong_is_told(runner: Runner, name: str, value: str, said: str) -> None:
    step = runner.run("check", paths="年报/好.txt", **{name: value})
    assert step.status == 2
    assert re.search(rf"^::error title=fzlint::.*{said}", step.log, re.M)


def test_a_missing_report_fails_and_the_others_are_checked(runner: Runner) -> None:
    step = runner.run("check", paths="没有.txt\n年报/好.txt")
    assert step.status == 2
    assert "::error file=没有.txt" in step.log
    assert runner.outputs()["unreadable"] == "1"
    assert runner.outputs()["errors"] == "0"


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["paths", "args", "fail-on", "lang", "config", "baseline", "sarif-file", "annotations"]
)
def test_no_input_runs(runner: Runner, name: str, value: str) -> None:
    """Whatever an input holds, it is a word for fzlint, and nothing else comes about."""
    inputs = {"paths": "年报/好.txt", name: value}
    step = runner.run("check", **{key.replace("-", "_"): text for key, text in inputs.items()})
    assert step.status in (0, 1, 2)
    assert not list(runner.workspace.rglob("ran*"))
    assert not list(runner.temp.rglob("ran"))
    before = step.log.partition("::stop-commands::")[0]
    assert not re.search(r"^::error::", before, re.M)


def test_the_install_step(index: None, published: Path, tmp_path: Path) -> None:
    """The step installs the project from its own folder, with what PDF and web pages need; the next step uses it."""
    runner = Runner(published, tmp_path / "work", tmp_path / "temp")
    step = runner.run("install")
    assert step.status == 0, step.log
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", runner.outputs()["version"])
    clean = (DATA / "clean.txt").read_text(encoding="utf-8")
    page = f"<html><head><title>x</title></head><body><p>{'</p><p>'.join(clean.splitlines())}</p></body></html>"
    (runner.workspace / "好.html").write_text(page, encoding="utf-8")
    assert runner.run("check").status == 0
    assert runner.outputs()["errors"] == "0"


def test_an_old_python_is_told(tmp_path: Path) -> None:
    """Python 3.10 is refused with a sentence, not with pip's pages."""
    runner = Runner(ROOT, tmp_path / "work", tmp_path / "temp")
    (tmp_path / "bin").mkdir()
    old = tmp_path / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    step = runner.run("install", env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"})
    assert step.status == 2
    assert "::error title=fzlint::fzlint needs Python 3.11 or later" in step.log
