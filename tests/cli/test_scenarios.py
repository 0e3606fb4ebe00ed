"""Whole runs of the command, as tests/scenarios/*.yaml tell them (how to write one: tests/scenarios/README.md)."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import DATA, fzlint

FOLDER = DATA.parent / "scenarios"
SCENARIOS = [
    (file.stem, scenario)
    for file in sorted(FOLDER.glob("*.yaml"))
    for scenario in yaml.safe_load(file.read_text(encoding="utf-8"))
]
KEYS = {"name", "copy", "files", "command", "stdin", "env", "status", "written", "stdout", "stderr"}
WAYS = {"is", "has", "lacks", "lines"}


@pytest.mark.parametrize("scenario", [pytest.param(s, id=f"{stem}: {s['name']}") for stem, s in SCENARIOS])
def test_scenario(scenario: dict[str, Any], tmp_path: Path) -> None:
    """The command does what the scenario says."""
    assert set(scenario) <= KEYS
    for name, source in scenario.get("copy", {}).items():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / source, target)
    for name, text in scenario.get("files", {}).items():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    stdin = scenario.get("stdin", "")
    data = (DATA / stdin["copy"]).read_bytes() if isinstance(stdin, dict) else stdin.encode()
    program, *arguments = shlex.split(scenario["command"])
    assert program == "fzlint"
    run = fzlint(*arguments, cwd=tmp_path, stdin=data, env=scenario.get("env"))
    for stream, shown in (("stdout", run.out), ("stderr", run.err)):
        _hold(shown, scenario.get(stream), stream)
    for name, wanted in scenario.get("written", {}).items():
        _hold((tmp_path / name).read_text(encoding="utf-8"), wanted, name)
    assert run.status == scenario["status"], run.out + run.err


def _hold(shown: str, wanted: str | dict[str, Any] | None, where: str) -> None:
    """``wanted``: the exact text, or what it has, lacks, how many lines it is; nothing said: nothing is looked at."""
    if wanted is None:
        return
    if isinstance(wanted, str):
        wanted = {"is": wanted}
    assert set(wanted) <= WAYS
    if "is" in wanted:
        assert shown == wanted["is"], where
    if "lines" in wanted:
        assert len(shown.splitlines()) == wanted["lines"], shown
    for part in wanted.get("has", ()):
        assert part in shown, f"{where} lacks {part!r}:\n{shown}"
    for part in wanted.get("lacks", ()):
        assert part not in shown, f"{where} has {part!r}:\n{shown}"
