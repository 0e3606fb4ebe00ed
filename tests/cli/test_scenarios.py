"""Whole runs of the command, as tests/scenarios/*.yaml tell them (how to write one: tests/scenarios/README.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from called import commands, options
from running import fzlint
from scenarios import Scenario, outcome_of, scenarios

SCENARIOS = scenarios()
WAYS = {"is", "has", "lacks", "lines"}


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_scenario(scenario: Scenario) -> None:
    """The command does what the scenario says."""
    outcome = outcome_of(scenario)
    _hold(outcome.out, scenario.told.get("stdout"), "stdout")
    _hold(outcome.err, scenario.told.get("stderr"), "stderr")
    for name, wanted in scenario.told.get("written", {}).items():
        if wanted == "absent":
            assert name not in outcome.files
        elif wanted == "unchanged":
            assert name in outcome.unchanged
        else:
            assert name in outcome.files, f"{name} was not written"
            _hold(outcome.files[name], wanted, name)
    assert outcome.status == scenario.told["status"], outcome.out + outcome.err


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


@pytest.mark.parametrize("path", commands())
def test_help_and_version_of_every_command(path: str, tmp_path: Path) -> None:
    """Both spellings; the help names every option, in the language asked for, and nothing is checked."""
    words = path.split()
    for name in ("-h", "--help"):
        run = fzlint(*words, name, cwd=tmp_path)
        assert (run.status, run.err) == (0, "")
        for option in options(commands()[path]):
            for spelling in (*option.opts, *option.secondary_opts):
                assert spelling in run.out
        assert "||" not in run.out
    english = fzlint(*words, "--help", cwd=tmp_path, env={"FZLINT_LANG": "en"})
    assert "Options:" in english.out
    assert "选项" in run.out
    for name in ("-V", "--version"):
        run = fzlint(*words, name, cwd=tmp_path)
        assert (run.status, run.err) == (0, "")
        assert run.out.startswith("fzlint ")
