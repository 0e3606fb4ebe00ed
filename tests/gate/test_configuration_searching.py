"""Which configuration file holds for a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.gate.configuration.searching import OWN_NAMES, PYPROJECT, Search, of_user

OURS = '[tool.fzlint]\nprofile = "strict"\n'
NAMES = (*OWN_NAMES, PYPROJECT)


def search(home: Path | None = None) -> Search:
    """A search by a person whose home is there."""
    return Search({"HOME" if os.name == "posix" else "USERPROFILE": str(home)} if home else {})


def found(folder: Path, home: Path | None = None) -> str | None:
    """The file for a folder."""
    return search(home).of_folder(os.path.realpath(folder))


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_found(tmp_path: Path, name: str) -> None:
    """All names of the manual, from the folder itself and from below."""
    (tmp_path / name).write_text(OURS, encoding="utf-8")
    below = tmp_path / "一" / "二"
    below.mkdir(parents=True)
    assert found(tmp_path, tmp_path) == os.path.realpath(tmp_path / name)
    assert found(below, tmp_path) == os.path.realpath(tmp_path / name)


def test_the_order_in_one_folder(tmp_path: Path) -> None:
    """A file of our own comes before a pyproject.toml."""
    for name in reversed(NAMES):
        (tmp_path / name).write_text(OURS, encoding="utf-8")
        assert found(tmp_path, tmp_path) == os.path.realpath(tmp_path / name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        '[project]\nname = "fzlint"\n',
        "[tool.ruff]\nline-length = 3\n# tool.fzlint\n",
        "[tool]\nruff = {}\n",
        '[tool.fzlint-other]\nprofile = "strict"\n',
        "this is [no TOML and none of ours",
    ],
)
def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path, text: str) -> None:
    """Other programs' tables and mistakes are no concern of ours: the search goes on upwards."""
    below = tmp_path / "a"
    below.mkdir()
    (below / PYPROJECT).write_text(text, encoding="utf-8")
    (tmp_path / ".fzlint.yaml").write_text("", encoding="utf-8")
    assert found(below, tmp_path) == os.path.realpath(tmp_path / ".fzlint.yaml")


@pytest.mark.parametrize(
    "text",
    [
        OURS,
        "tool.fzlint.profile = 'strict'\n",
        "[tool]\nfzlint = {profile = 'strict'}\n",
        "[tool]\nfzlint.profile = 'strict'\n",
        '["tool"."fzlint"]\nprofile = "strict"\n',
        "tool = {fzlint = {profile = 'strict'}}\n",
        "[tool . fzlint]\nprofile = ",
    ],
)
def test_each_way_to_write_our_table(tmp_path: Path, text: str) -> None:
    """What TOML allows is found, and so is what is broken in our table."""
    (tmp_path / PYPROJECT).write_text(text, encoding="utf-8")
    assert found(tmp_path, tmp_path) is not None


DEEP = ("a", "a/b", "a/b/c", "a/b/c/d")


@given(
    files=st.sets(st.sampled_from(["", *DEEP])),
    stops=st.sets(st.sampled_from(["", *DEEP])),
    home=st.sampled_from(["", *DEEP, "elsewhere"]),
    asked=st.lists(st.sampled_from(DEEP), min_size=1, max_size=5),
)
def test_the_search_ends_at_a_repository_and_at_home(
    tmp_path_factory: pytest.TempPathFactory, files: set[str], stops: set[str], home: str, asked: list[str]
) -> None:
    """The nearest file up to the first folder that is the home or holds ``.git``; one search answers as many would."""
    top = tmp_path_factory.mktemp("tree")
    (top / "a/b/c/d").mkdir(parents=True)
    (top / "fzlint.yaml").touch()  # so that nothing above the tree is ever looked at
    (top / ".git").touch()
    for folder in files:
        (top / folder / ".fzlint.yaml").touch()
    for folder in stops:
        (top / folder / ".git").touch()
    shared = search(top / home)
    for folder in asked:
        wanted = None
        way = ["/".join(folder.split("/")[:length]) for length in range(len(folder.split("/")), -1, -1)]
        for step in way:
            if step in files or step == "":
                wanted = top / step / (".fzlint.yaml" if step in files else "fzlint.yaml")
                break
            if step in stops or step == home:
                break
        expected = os.path.realpath(wanted) if wanted else None
        assert shared.of_folder(os.path.realpath(top / folder)) == expected
        assert found(top / folder, top / home) == expected


@pytest.mark.skipif(os.name != "posix", reason="the place is the operating system's")
def test_the_persons_own_file(tmp_path: Path) -> None:
    """It is where platformdirs says, and only used when it is there."""
    assert of_user({"HOME": str(tmp_path)}) is None
    own = tmp_path / ".config/fzlint/config.yaml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert of_user({"HOME": str(tmp_path)}) == str(own)
    assert of_user({"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "none")}) is None
