"""The command ``fzlint lsp`` itself: what a person sees who runs it, and that nobody else pays for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from editor import LONGEST, environment
from raw import EXIT, HELLO, READY, SHUTDOWN, packed


def run(
    *arguments: str,
    cwd: Path,
    code: str = "import sys; from fzlint.cli import main; sys.exit(main())",
    stdin: int | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process whose interpreter is prepared by ``code``."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL if stdin is None else stdin,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )


@pytest.mark.parametrize("module", ["pygls", "lsprotocol"])
@pytest.mark.parametrize(("arguments", "words"), [((), "请先安装"), (("--lang", "en"), "needs pygls")])
def test_without_the_extra(tmp_path: Path, module: str, arguments: tuple[str, ...], words: str) -> None:
    """One line that says what to install."""
    code = f"import sys; sys.modules[{module!r}] = None; from fzlint.cli import main; sys.exit(main())"
    done = run("lsp", *arguments, cwd=tmp_path, code=code)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert words in line
    assert 'pip install "fzlint[lsp]"' in line


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal as POSIX has it")
def test_run_by_hand(tmp_path: Path) -> None:
    """Somebody who types it into a terminal is told that editors start it."""
    master, slave = os.openpty()
    try:
        done = run("lsp", cwd=tmp_path, stdin=slave)
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == 2
    assert "由编辑器启动" in done.stderr.decode()


def test_wrong_options(tmp_path: Path) -> None:
    """An option that there is not is a usage error, as everywhere."""
    done = run("lsp", "--sdtio", cwd=tmp_path)
    assert done.returncode == 2
    assert "--stdio" in done.stderr.decode()


def test_help(tmp_path: Path) -> None:
    """The help needs nothing of what the server needs."""
    code = "import sys; sys.modules['pygls'] = None; from fzlint.cli import main; sys.exit(main())"
    done = run("lsp", "--help", cwd=tmp_path, code=code)
    assert done.returncode == 0
    assert "docs/editors" in done.stdout.decode()


def test_with_and_without_the_option(tmp_path: Path) -> None:
    """Editors that name the transport and editors that do not get the same."""
    wanted = b"".join(map(packed, (HELLO, READY, SHUTDOWN, EXIT)))
    told = []
    for options in ([], ["--stdio"]):
        done = subprocess.run(
            [sys.executable, "-m", "fzlint", "lsp", *options],
            cwd=tmp_path,
            env=environment(),
            input=wanted,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        told.append(done.stdout)
    assert told[0] == told[1]
    assert told[0].startswith(b"Content-Length: ")


def test_nobody_else_imports_it(tmp_path: Path) -> None:
    """Checking a report loads nothing of the server."""
    (tmp_path / "a.txt").write_text("甲镇2024年度法治政府建设情况报告\n", encoding="utf-8")
    code = (
        "import sys; from fzlint.cli import main; main(); "
        "sys.exit(any(name.partition('.')[0] in ('pygls', 'lsprotocol', 'asyncio') or name.startswith('fzlint.lsp') "
        "for name in sys.modules))"
    )
    assert run("check", "a.txt", cwd=tmp_path, code=code).returncode == 0


def test_every_message_is_used() -> None:
    """A sentence that nobody shows, or a key without one, is a mistake."""
    root = Path(__file__).parents[2]
    files = [*(root / "src/fzlint/lsp").glob("*.py"), root / "src/fzlint/cli/lsp.py"]
    used = {
        key for file in files for key in re.findall(r"[\"'](editor\.[a-z-]+)[\"']", file.read_text(encoding="utf-8"))
    }
    catalogue = yaml.safe_load((root / "checklist/messages-editor.yaml").read_text(encoding="utf-8"))
    assert used == set(catalogue)
