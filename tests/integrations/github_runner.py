"""A composite action as GitHub's runner runs it, as far as action.yml needs it: expressions, environment, outputs."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from running import environment

_EXPRESSION = re.compile(r"\$\{\{ *(inputs|steps)\.([\w.-]+) *\}\}")


@dataclass(frozen=True)
class Step:
    """A step that ran."""

    status: int
    log: str
    outputs: dict[str, str]
    summary: str


@dataclass
class Runner:
    """A job of a workflow that uses the action in ``action`` on the files of ``workspace``."""

    action: Path
    workspace: Path
    temp: Path
    steps: dict[str, dict[str, str]] = field(default_factory=dict)  # outputs by step

    def __post_init__(self) -> None:
        self.document = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        for folder in (self.workspace, self.temp):
            folder.mkdir(parents=True, exist_ok=True)

    def run(self, id_: str, env: dict[str, str] | None = None, **inputs: str) -> Step:
        """Run the step ``id_`` with these inputs (``sarif_file`` is ``sarif-file``)."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert set(given) <= set(self.document["inputs"]), "no such input"
        values = {name: str(entry["default"]) for name, entry in self.document["inputs"].items()} | given
        step = next(step for step in self.document["runs"]["steps"] if step.get("id") == id_)
        script = self.temp / f"{id_}.sh"
        script.write_text(step["run"], encoding="utf-8")
        output, summary = self.temp / f"{id_}.output", self.temp / f"{id_}.summary"
        for file in (output, summary):
            file.write_bytes(b"")
        told = environment(
            {
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(self.action),
                "GITHUB_WORKSPACE": str(self.workspace),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "RUNNER_TEMP": str(self.temp),
                **{name: value for name, value in os.environ.items() if name.startswith("PIP_")},
                **{name: self._evaluated(text, values) for name, text in step.get("env", {}).items()},
                **(env or {}),
            }
        )
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace / self._evaluated(step.get("working-directory", "."), values),
            env=told,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        self.steps[id_] = outputs_of(output.read_text(encoding="utf-8"))
        return Step(done.returncode, done.stdout, self.steps[id_], summary.read_text(encoding="utf-8"))

    def outputs(self) -> dict[str, str]:
        """The outputs of the action, from those of its steps."""
        return {name: self._evaluated(entry["value"], {}) for name, entry in self.document["outputs"].items()}

    def _evaluated(self, text: str, inputs: dict[str, Any]) -> str:
        def value(found: re.Match[str]) -> str:
            if found[1] == "inputs":
                return str(inputs[found[2]])
            step, outputs, name = found[2].split(".")
            assert outputs == "outputs"
            return self.steps.get(step, {}).get(name, "")

        told = _EXPRESSION.sub(value, text)
        assert inputs or "${{" not in told, f"an expression that is not known here: {text}"
        return told


def outputs_of(text: str) -> dict[str, str]:
    """``name=value`` and ``name<<END … END``, as the runner reads them."""
    outputs = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, mark, rest = re.match(r"([^=<]+)(=|<<)(.*)", line, re.S).groups()  # type: ignore[union-attr]
        if mark == "<<":
            value = []
            while (one := next(lines)) != rest:
                value.append(one)
            rest = "\n".join(value)
        outputs[name] = rest
    return outputs
