"""The project as others get it: a repository with what is installed from it, and whether packages can be installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
PARTS = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml", "src", "checklist")

IDENTITY = ["-c", "user.name=fzlint", "-c", "user.email=fzlint@localhost"]

sys.path[:0] = [str(TESTS / folder) for folder in ("cli", "reading")]  # running.py, word_files.py


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where packages cannot be installed: what fails after this is a defect."""
    folder = str(tmp_path_factory.mktemp("index"))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "hatchling>=1.25,<2"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("the package index does not answer")
    if done.returncode:
        pytest.skip("no package index can be reached, so nothing can be installed")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository with the project as it stands in the working tree; its folder has a blank in its name."""
    from running import environment

    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("published") / "fz lint"
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, folder / part)
    for arguments in (["init", "-q"], ["add", "-A"], [*IDENTITY, "commit", "-q", "-m", "fzlint"]):
        env = environment({"GIT_CONFIG_GLOBAL": os.devnull})
        subprocess.run(["git", *arguments], cwd=folder, env=env, check=True, capture_output=True)
    return folder
