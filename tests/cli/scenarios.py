"""Scenarios (tests/scenarios/*.yaml): read them and play them."""

from __future__ import annotations

import html
import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import click
import yaml
from called import parsed
from running import DATA, Run, environment, fzlint

from fzlint import __version__

FOLDER = DATA.parent / "scenarios"
# what they mean: tests/scenarios/README.md
KEYS = {
    *("name", "copy", "files", "word", "before", "stdin", "messages", "env", "command", "during"),
    *("status", "stdout", "stderr", "written", "alike"),
}
_VERSION = re.compile(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])")
_TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.+:Z-]*|\b\d\d:\d\d:\d\d\b|(?<=用时 )\d+(?::\d\d)+")


@dataclass(frozen=True)
class Scenario:
    """One whole run of the command."""

    id: str
    told: dict[str, Any]
    words: tuple[str, ...]  # the command line behind ``fzlint``
    env: tuple[tuple[str, str], ...]

    def without(self, option: click.Option) -> Scenario:
        """The same run with this option left out of the command line."""
        left = [text for text, owner in parsed(self.words) if owner is not option]
        return replace(self, words=tuple(left))

    def unset(self, variable: str) -> Scenario:
        """The same run without this environment variable."""
        return replace(self, env=tuple(pair for pair in self.env if pair[0] != variable))


@dataclass(frozen=True)
class Outcome:
    """What a run left behind; version, folder and times by name, so that it can be compared."""

    status: int
    out: str
    err: str
    files: dict[str, str]  # all files of the folder
    unchanged: frozenset[str]


_PLAYED: dict[str, Outcome] = {}


def outcome_of(scenario: Scenario) -> Outcome:
    """What the scenario leaves behind; played once for all tests."""
    if scenario.id not in _PLAYED:
        with tempfile.TemporaryDirectory(prefix="fzlint-scenario-") as folder:
            _PLAYED[scenario.id] = play(scenario, Path(folder))
    return _PLAYED[scenario.id]


def scenarios() -> dict[str, Scenario]:
    """All scenarios by the name of their test."""
    found = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        for told in yaml.safe_load(file.read_text(encoding="utf-8")):
            program, *words = shlex.split(told["command"])
            assert program == "fzlint"
            assert set(told) <= KEYS, f"{file.name}: {set(told) - KEYS}"
            id_ = f"{file.stem}: {told['name']}"
            assert id_ not in found, f"two scenarios of one name: {id_}"
            found[id_] = Scenario(id_, told, tuple(words), tuple((told.get("env") or {}).items()))
    return found


def play(scenario: Scenario, folder: Path) -> Outcome:
    """Make the scenario's files in ``folder`` and run its command there."""
    told = scenario.told
    for name, source in told.get("copy", {}).items():
        shutil.copy(DATA / source, _at(folder, name))
    for name, source in told.get("word", {}).items():
        _at(folder, name).write_bytes(_word_file(source))
    for name, text in told.get("files", {}).items():
        _at(folder, name).write_text(text, encoding="utf-8")
    for before in told.get("before", ()):
        run = fzlint(*shlex.split(before)[1:], cwd=folder)
        assert run.status in (0, 1), f"{before}: {run.err}"
    made = _files(folder)
    stdin = told.get("stdin", "")
    data = (DATA / stdin["copy"]).read_bytes() if isinstance(stdin, dict) else stdin.encode()
    env = {name: value.replace("<folder>", str(folder)) for name, value in scenario.env}
    if "during" in told:
        run = _interrupted(scenario.words, folder, env, told["during"])
    elif "messages" in told:
        run = _conversed(scenario.words, folder, env, told["messages"])
    else:
        run = fzlint(*scenario.words, cwd=folder, stdin=data, env=env)
    files = _files(folder)
    unchanged = frozenset(name for name, text in files.items() if made.get(name) == text)
    named = {name: _named(text, folder) for name, text in files.items()}
    return Outcome(run.status, _named(run.out, folder), _named(run.err, folder), named, unchanged)


def _at(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@cache
def _word_file(source: str) -> bytes:
    sys.path.append(str(DATA.parent / "reading"))
    from word_files import from_text

    return from_text((DATA / source).read_text(encoding="utf-8"))


def _started(words: Sequence[str], folder: Path, env: dict[str, str], out: Any, err: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-u", "-m", "fzlint", *words]
    return subprocess.Popen(
        command, cwd=folder, env=environment(env), stdin=subprocess.PIPE, stdout=out, stderr=err, start_new_session=True
    )


def _interrupted(words: Sequence[str], folder: Path, env: dict[str, str], steps: Sequence[dict[str, Any]]) -> Run:
    """Wait until the text of a step is shown, change files, go on to the next; at last press Ctrl-C."""
    with (
        tempfile.NamedTemporaryFile() as out,
        tempfile.NamedTemporaryFile() as err,
        _started(words, folder, env, out, err) as process,
    ):
        streams = [Path(stream.name) for stream in (out, err)]
        seen = [0, 0]
        end = time.monotonic() + 60
        for step in steps:
            sign = step["shown"].encode()
            while not any(sign in path.read_bytes()[at:] for path, at in zip(streams, seen, strict=True)):
                if process.poll() is not None or time.monotonic() > end:
                    break
                time.sleep(0.02)
            seen = [path.stat().st_size for path in streams]
            for name, source in step.get("copy", {}).items():
                shutil.copy(DATA / source, folder / name)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        return Run(process.returncode, *(path.read_bytes() for path in streams))


def _conversed(words: Sequence[str], folder: Path, env: dict[str, str], messages: Sequence[dict[str, Any]]) -> Run:
    """Talk to the language server as an editor does, which waits for the answer to a request before it goes on."""
    answers = b""
    with tempfile.TemporaryFile() as errors, _started(words, folder, env, subprocess.PIPE, errors) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for message in messages:
            content = json.dumps({"jsonrpc": "2.0", **message}).encode()
            process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
            process.stdin.flush()
            answer = {}
            while "id" in message and answer.get("id") != message["id"]:
                size = 0
                while (line := process.stdout.readline()) not in (b"\r\n", b""):
                    if line.lower().startswith(b"content-length:"):
                        size = int(line.partition(b":")[2])
                answer = json.loads(process.stdout.read(size))
                if "method" not in answer:  # the server tells findings when it has them: before an answer or after
                    answers += json.dumps(answer, ensure_ascii=False).encode() + b"\n"
        process.communicate(timeout=60)
        errors.seek(0)
        return Run(process.returncode, answers, errors.read())


def _files(folder: Path) -> dict[str, str]:
    """The files of the folder: what they say, and of packed ones (Word, Excel) what their parts say."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found[str(path.relative_to(folder))] = _content(path)
    return found


def _content(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", "backslashreplace")
    with zipfile.ZipFile(path) as packed:
        parts = ((name, packed.read(name).decode("utf-8", "backslashreplace")) for name in packed.namelist())
        return "\n".join(f"{name}\n{html.unescape(text)}" for name, text in parts)


def _named(text: str, folder: Path) -> str:
    """What differs from run to run and from version to version, by its name."""
    return _TIME.sub("<time>", _VERSION.sub("<version>", text.replace(str(folder), "<folder>")))
