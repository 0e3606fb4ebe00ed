"""What the manual says can be done as it says it."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from fzlint.gate.configuration.keys import OF_DOCUMENTS
from fzlint.gate.configuration.searching import OWN_NAMES, PYPROJECT

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))

from running import DATA, fzlint  # noqa: E402

MANUALS = [ROOT / "docs/configuration.md", ROOT / "docs/configuration.zh.md"]


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_the_example_works(tmp_path: Path, manual: Path) -> None:
    """The file that people copy is found and does what its remarks say."""
    example = re.findall(r"```yaml\n(.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)[0]
    (tmp_path / ".fzlint.yaml").write_text(example, encoding="utf-8")
    (tmp_path / "街道").mkdir()
    for name in ("a.txt", "街道/b.txt", "草稿1.txt"):
        shutil.copy(DATA / "w1_03.txt", tmp_path / name)
    run = fzlint("check", "-f", "concise", cwd=tmp_path)
    assert run.status == 1, run.err
    assert "a.txt:1:1: S4" in run.out
    assert "草稿" not in run.out
    assert ": O9" not in run.out
    assert (tmp_path / "结果.sarif").is_file()
    shown = fzlint("check", "--show-settings", cwd=tmp_path)
    assert "strict" in shown.out
    assert ".fzlint.yaml:3" in shown.out


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_names_and_keys_are_those_there_are(manual: Path) -> None:
    """All file names, in their order, and all keys that a report's own file can have."""
    text = manual.read_text(encoding="utf-8")
    places = [text.index(f"`{name}`", text.index("\n## ")) for name in (*OWN_NAMES, PYPROJECT)]
    assert places == sorted(places)
    (row,) = re.findall(r"^\| (`profile`[^|]*)\|", text, re.MULTILINE)
    assert set(re.findall(r"`([a-z-]+)`", row)) == set(OF_DOCUMENTS)
