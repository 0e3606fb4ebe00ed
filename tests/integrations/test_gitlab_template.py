"""The GitLab template: valid, and its scripts do in a POSIX shell and in bash what they promise."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from junitparser import JUnitXml
from running import DATA, environment

from fzlint.reading.files import SUFFIXES

TEMPLATE = ROOT / "templates" / "fzlint.gitlab-ci.yml"
JOB = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["fzlint"]
SHELLS = {"sh": ["sh", "-e"], "bash": ["bash", "-eo", "pipefail"]}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> list[str]:
    """GitLab's runner takes bash where the image has it, else sh."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return SHELLS[request.param]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a report with errors and one without, and fzlint in the image."""
    folder = tmp_path / "project"
    (folder / "年报 2023").mkdir(parents=True)
    shutil.copy(DATA / "w1_03.txt", folder / "年报 2023" / "坏 的.txt")
    shutil.copy(DATA / "clean.txt", folder / "年报 2023" / "好.txt")
    shutil.copy(DATA / "w1_03.txt", folder / "另.txt")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    _program(bin_ / "fzlint", f'exec "{sys.executable}" -m fzlint "$@"')
    return folder


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def _run(part: str, shell: list[str], project: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    env = {"CI_PROJECT_DIR": str(project), **variables}
    env = environment({"PATH": f"{project.parent / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin", **env})
    script = "\n".join(JOB[part])
    return subprocess.run(
        [*shell, "-c", script], cwd=project, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


def test_the_template_is_valid() -> None:
    """GitLab's own schema takes it."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    command += ["--data-transform", "gitlab-ci", str(TEMPLATE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_job_runs_for_every_kind_of_document() -> None:
    """A merge request that changes a document of any kind that fzlint reads is checked."""
    patterns = "".join(pattern for rule in JOB["rules"] for pattern in rule.get("changes", ()))
    suffixes = patterns.partition("{")[2].partition("}")[0].split(",")
    assert {f".{suffix}" for suffix in suffixes} == set(SUFFIXES)


def test_a_project_with_errors_fails_and_leaves_its_artifacts(shell: list[str], project: Path) -> None:
    """The job fails; what it promises as artifacts is there and says so."""
    done = _run("script", shell, project, FZLINT_PATHS="年报 2023")
    assert done.returncode == 1, done.stderr
    assert "✘ S4 缺失" in done.stdout
    reports = JOB["artifacts"]["reports"]
    quality = json.loads((project / reports["codequality"]).read_text(encoding="utf-8"))
    assert ("S4", "年报 2023/坏 的.txt") in {(entry["check_name"], entry["location"]["path"]) for entry in quality}
    suites = {suite.name: suite.failures for suite in JUnitXml.fromfile(str(project / reports["junit"]))}
    assert suites["年报 2023/坏 的.txt"] > 0
    assert suites["年报 2023/好.txt"] == 0
    for name in JOB["artifacts"]["paths"]:
        assert "✘ S4 缺失" in (project / name).read_text(encoding="utf-8")


def test_paths_are_lines_and_globs_are_left_to_fzlint(shell: list[str], project: Path) -> None:
    """Only a line end parts paths; the shell expands nothing; the whole project when none is named."""
    done = _run("script", shell, project, FZLINT_PATHS="年报 2023/*的.txt\n另.txt\n", FZLINT_FORMAT="concise")
    assert done.returncode == 1
    assert "检查了2份报告" in done.stderr
    done = _run("script", shell, project, FZLINT_FORMAT="concise")
    assert "检查了3份报告" in done.stderr


def test_a_second_run_does_not_check_its_own_artifacts(shell: list[str], project: Path) -> None:
    """Artifacts that lie in the project are no reports."""
    first, second = (_run("script", shell, project, FZLINT_FORMAT="concise") for _ in range(2))
    assert first.stdout == second.stdout != ""


def test_variables_are_options(shell: list[str], project: Path) -> None:
    done = _run("script", shell, project, FZLINT_FAIL_ON="never", FZLINT_LANG="en", FZLINT_SELECT="S4")
    assert done.returncode == 0, done.stderr
    assert "The report lacks" in done.stdout


@pytest.mark.parametrize("value", ["$(touch ran)", "`touch ran`", "a;touch ran", "'", '"', "-x", "--help"])
def test_no_variable_runs(shell: list[str], project: Path, value: str) -> None:
    """Whatever the variable holds is a path, and one that is not there."""
    done = _run("script", shell, project, FZLINT_PATHS=value)
    assert done.returncode == 2
    assert "找不到" in done.stderr
    assert not (project / "ran").exists()


def test_an_image_with_fzlint_needs_no_package(shell: list[str], project: Path) -> None:
    done = _run("before_script", shell, project)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("fzlint ")


def test_without_package_and_fzlint_the_job_says_what_to_set(shell: list[str], project: Path) -> None:
    (project.parent / "bin" / "fzlint").unlink()
    done = _run("before_script", shell, project)
    assert done.returncode == 2
    assert "FZLINT_PACKAGE" in done.stderr


def test_the_package_is_installed_as_one_word(shell: list[str], project: Path) -> None:
    """A requirement with blanks goes to pip as it is."""
    bin_ = project.parent / "bin"
    (bin_ / "fzlint").unlink()
    lines = (
        "for word; do last=$word; done",
        f'printf %s "$last" >"{bin_}/asked"',
        f'echo "echo fzlint 1" >"{bin_}/fzlint"',
        f'chmod +x "{bin_}/fzlint"',
    )
    _program(bin_ / "pip", "\n".join(lines))
    package = "fzlint[pdf,web] @ file:///a b/$(touch ran)"
    done = _run("before_script", shell, project, FZLINT_PACKAGE=package)
    assert done.returncode == 0, done.stderr
    assert (bin_ / "asked").read_text(encoding="utf-8") == package
    assert not (project / "ran").exists()
