"""Every option, every word of a choice and every environment variable is used by a scenario, and makes a difference.

Nothing here is a list of options: the commands themselves are asked which they have. A new option without a scenario
fails here, and so does one whose scenario goes the same way without it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from called import command_of, commands, options, spellings
from scenarios import Outcome, Scenario, outcome_of, play, scenarios

import fzlint
from fzlint.cli import DEBUG
from fzlint.cli.options import Choice

SCENARIOS = list(scenarios().values())
OPTIONS = [
    pytest.param(path, option, id=f"{path} {option.opts[-1]}".strip())
    for path, command in commands().items()
    for option in options(command)
]
VARIABLES = [
    pytest.param(path, str(option.envvar), id=f"{path} {option.envvar}")
    for path, command in commands().items()
    for option in options(command)
    if option.envvar
]
_AGAIN: dict[str, Outcome] = {}  # the second play of a scenario


def _using(option: click.Option) -> Iterator[Scenario]:
    return (scenario for scenario in SCENARIOS if any(used is option for used, _, _ in spellings(scenario.words)))


def _differs(scenario: Scenario, other: Scenario, folder: Path) -> bool:
    """Whether ``other`` leaves something else behind; what differs by itself, as a cache does, is nothing."""
    first = outcome_of(scenario)
    changed, again = (folder / name for name in ("changed", "again"))
    changed.mkdir()
    outcome = play(other, changed)
    if outcome == first or outcome.status != first.status:
        return outcome != first
    if scenario.id not in _AGAIN:
        again.mkdir()
        _AGAIN[scenario.id] = play(scenario, again)
    second = _AGAIN[scenario.id]
    assert _told(second) == _told(first), f"{scenario.id}: two runs differ, so nothing can be compared"
    stable = {name for name, text in first.files.items() if second.files.get(name) == text}
    return (
        _told(outcome) != _told(first)
        or outcome.files.keys() != first.files.keys()
        or any(outcome.files[name] != first.files[name] for name in stable)
    )


def _told(outcome: Outcome) -> tuple[int, str, str]:
    return outcome.status, outcome.out, outcome.err


@pytest.mark.parametrize(("path", "option"), OPTIONS)
def test_every_option_makes_a_difference(path: str, option: click.Option, tmp_path: Path) -> None:
    """A scenario uses it, and goes another way without it; or says that it must not (``alike``)."""
    found = list(_using(option))
    assert found, "no scenario uses this option"
    alike = [scenario for scenario in found if set(option.opts) & set(scenario.told.get("alike", {}))]
    for number, scenario in enumerate(alike or found):
        folder = tmp_path / str(number)
        folder.mkdir()
        if _differs(scenario, scenario.without(option), folder):
            assert not alike, f"{scenario.id}: not the same without the option"
            return
    assert alike, f"no scenario goes another way without the option: {[scenario.id for scenario in found]}"


@pytest.mark.parametrize(("path", "option"), OPTIONS)
def test_every_spelling_and_word_is_used(path: str, option: click.Option) -> None:
    """Each name of the option, and each word of a choice but the default, on a command line or in the environment."""
    used = [(name, value) for scenario in _using(option) for _, name, value in spellings(scenario.words)]
    assert {*option.opts, *option.secondary_opts} <= {name for name, _ in used}
    if isinstance(option.type, Choice | click.Choice):
        words = {str(value).lower() for _, value in used}
        words |= {
            value.lower()
            for scenario in SCENARIOS
            if command_of(scenario.words) == path
            for name, value in scenario.env
            if name == option.envvar
        }
        choices = option.type.words if isinstance(option.type, Choice) else option.type.choices
        assert set(choices) - {option.default} <= words


@pytest.mark.parametrize(("path", "variable"), VARIABLES)
def test_every_variable_of_an_option_makes_a_difference(path: str, variable: str, tmp_path: Path) -> None:
    """A scenario of the command sets it, and goes another way without it."""
    found = [s for s in SCENARIOS if command_of(s.words) == path and any(name == variable for name, _ in s.env)]
    assert found, "no scenario sets this variable"
    alike = [scenario for scenario in found if variable in scenario.told.get("alike", {})]
    for number, scenario in enumerate(alike or found):
        folder = tmp_path / str(number)
        folder.mkdir()
        if _differs(scenario, scenario.unset(variable), folder):
            assert not alike, f"{scenario.id}: not the same without the variable"
            return
    assert alike, f"no scenario goes another way without the variable: {[scenario.id for scenario in found]}"


def test_every_other_variable_is_used() -> None:
    """The environment variables that stand by name in the source; ``DEBUG`` needs a defect: test_command.py."""
    name = re.compile(r"(?:FZLINT|GITHUB|CI)_[A-Z][A-Z_]*|(?:NO|FORCE)_COLOR|COLUMNS|PYTHONIOENCODING")
    named = set()
    for path in Path(fzlint.__file__).parent.rglob("*.py"):
        constants = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Constant))
        named |= {node.value for node in constants if isinstance(node.value, str) and name.fullmatch(node.value)}
    assert {"FZLINT_CACHE_DIR", "GITHUB_STEP_SUMMARY", "NO_COLOR", DEBUG} <= named
    used = {variable for scenario in SCENARIOS for variable, _ in scenario.env}
    assert named - {DEBUG} - used == set()
