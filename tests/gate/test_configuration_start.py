"""What a start costs: without a configuration file nothing that reads one is imported."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

from running import DATA, environment

HEAVY = ("yaml", "tomllib", "jsonschema", "platformdirs", "difflib")
CODE = """
import json, sys
from fzlint.cli import main
status = main(["check", "a.txt"])
sys.stderr.write(json.dumps([status, [name for name in %r if name in sys.modules]]))
"""


@pytest.mark.parametrize(
    ("files", "imported"),
    [
        ({}, []),
        ({"pyproject.toml": "[project]\nname = 'x'\n"}, []),
        ({".fzlint.yaml": "profile: general\n"}, ["yaml", "difflib"]),
        ({"pyproject.toml": "[tool.fzlint]\nprofile = 'general'\n"}, ["tomllib", "difflib"]),
    ],
    ids=["none", "a pyproject of others", "yaml", "toml"],
)
def test_only_what_is_needed_is_imported(tmp_path: Path, files: dict[str, str], imported: list[str]) -> None:
    """A clerk without a configuration does not wait for one."""
    shutil.copy(DATA / "clean.txt", tmp_path / "a.txt")
    (tmp_path / ".git").touch()
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for _ in range(2):  # the first run may compile the checklist
        command = [sys.executable, "-c", CODE % (HEAVY,)]
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True)
    assert json.loads(done.stderr) == [0, imported]
