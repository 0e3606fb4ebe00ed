"""Run the real command as a process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
# One cache for the compiled checklist of all these runs, so that only the first compiles it.
_CACHE = tempfile.TemporaryDirectory(prefix="fzlint-tests-")
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "PYTHONPATH")


@dataclass(frozen=True)
class Run:
    """What a run of the command gave."""

    status: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        """Standard output, which must be UTF-8."""
        return self.stdout.decode("utf-8")

    @property
    def err(self) -> str:
        """Standard error, which must be UTF-8."""
        return self.stderr.decode("utf-8")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which nothing of the developer's own shell changes the output."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # a folder without a configuration of the developer's own
    return {**kept, "FZLINT_CACHE_DIR": _CACHE.name, "XDG_CONFIG_HOME": _CACHE.name, **(extra or {})}


def fzlint(*arguments: str | bytes, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Run:
    """Run ``fzlint`` with these arguments in ``cwd``."""
    command: Sequence[str | bytes] = (sys.executable, "-m", "fzlint", *arguments)
    done = subprocess.run(
        command, cwd=cwd, input=stdin, env=environment(env), capture_output=True, timeout=120, check=False
    )
    return Run(done.returncode, done.stdout, done.stderr)
