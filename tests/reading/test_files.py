"""Arguments become documents: what is named is taken, what is searched is chosen as git would choose it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fzlint.reading.files import find_inputs

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="compared with git")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(folder: Path, *paths: str, **contents: str) -> None:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("法治", encoding="utf-8")


def ignoring(folder: Path, content: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text(content, encoding="utf-8")


def found(*arguments: str, exclude: tuple[str, ...] = (), respect_gitignore: bool = True) -> list[str]:
    paths = find_inputs(arguments, exclude=exclude, respect_gitignore=respect_gitignore)
    return [path.replace(os.sep, "/") for path in paths]


def test_named_files_are_taken_as_they_are(here: Path) -> None:
    make(here, "a.docx", "b.txt", ".hidden")
    ignoring(here, "*\n")
    given_paths = ["b.txt", "a.docx", ".hidden", "missing.txt", "-"]
    assert found(*given_paths, exclude=("*",)) == given_paths


def test_folder_is_searched_in_order(here: Path) -> None:
    make(here, "d/b.txt", "d/a/z.md", "d/a.TXT", "d/c.docx", "d/c.dat", "d/e.text", "d/.git2/x.txt", "d/.x.txt")
    assert found("d") == ["d/a/z.md", "d/a.TXT", "d/b.txt", "d/c.docx", "d/e.text"]
    assert found("d/") == found("d")
    assert found(str(here / "d")) == [f"{here}/{path}" for path in found("d")]
    assert found(".") == found("d")


def test_other_suffixes(here: Path) -> None:
    make(here, "a.txt", "b.rst")
    assert list(find_inputs(["."], suffixes=(".rst",))) == ["b.rst"]


def test_empty_folder_has_no_documents(here: Path) -> None:
    assert found(".") == []


def test_same_file_once(here: Path) -> None:
    make(here, "d/a.txt")
    (here / "link.txt").symlink_to("d/a.txt")
    assert found("d/a.txt", "./d/a.txt", "d", "link.txt", str(here / "d/a.txt"), "-", "-", "no", "./no") == [
        "d/a.txt",
        "-",
        "no",
    ]


def test_links(here: Path) -> None:
    make(here, "d/a.txt", "e/b.txt")
    (here / "d/loop").symlink_to("..")
    (here / "d/self").symlink_to("self")
    (here / "d/e").symlink_to("../e")
    (here / "d/broken.txt").symlink_to("nowhere")
    (here / "d/link.txt").symlink_to("../e/b.txt")
    assert found("d") == ["d/a.txt", "d/broken.txt", "d/link.txt"]
    assert found("d/e") == ["d/e/b.txt"]
    assert found("d/**/*.txt") == ["d/a.txt", "d/broken.txt", "d/link.txt"]


@pytest.mark.skipif(os.name != "posix", reason="pipes in the file system")
def test_pipe_in_a_folder_is_no_document(here: Path) -> None:
    os.mkfifo(here / "a.txt")
    assert found(".") == []
    assert found("a.txt") == ["a.txt"]


def test_globs(here: Path) -> None:
    make(here, "d/a.txt", "d/b.docx", "d/.c.txt", "d/sub/e.txt", "top.txt", "d/.h/f.txt")
    assert found("d/*.txt") == ["d/a.txt"]
    assert found("**/*.txt") == ["d/a.txt", "d/sub/e.txt", "top.txt"]
    assert found("d/**/**/e.txt") == ["d/sub/e.txt"]
    assert found("d/[ab].*") == ["d/a.txt", "d/b.docx"]
    assert found("?/s*") == ["d/sub/e.txt"]
    assert found("*/.c.txt") == ["d/.c.txt"]
    assert found(f"{here}/*.txt") == [f"{here}/top.txt"]
    assert found("./*.txt") == ["top.txt"] or found("./*.txt") == ["./top.txt"]


def test_glob_without_match_is_left_for_the_reader(here: Path) -> None:
    assert found("drafts/*.txt", "[") == ["drafts/*.txt", "["]


def test_name_with_brackets_is_a_name(here: Path) -> None:
    make(here, "报告[1].txt", "报告1.txt")
    assert found("报告[1].txt") == ["报告[1].txt"]


def test_exclude(here: Path) -> None:
    make(here, "d/a.txt", "d/old/b.txt", "d/x.bak.txt", "old.txt")
    assert found(".", exclude=("old/", "*.bak.txt")) == ["d/a.txt", "old.txt"]
    assert found("d", exclude=("/d/old", "!x")) == ["d/a.txt", "d/x.bak.txt"]


def test_exclude_holds_in_a_folder_elsewhere(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    make(other, "a.txt", "b.bak.txt")
    assert found(str(other), exclude=("*.bak.txt",)) == [f"{other}/a.txt"]


def test_gitignore_outside_a_repository_and_off(here: Path) -> None:
    make(here, "a.txt", "b.txt", "d/c.txt", "d/b.txt")
    ignoring(here, "b.txt\n")
    assert found(".") == ["a.txt", "d/c.txt"]
    assert found("d") == ["d/b.txt", "d/c.txt"]  # no repository: what lies above does not count
    assert found(".", respect_gitignore=False) == ["a.txt", "b.txt", "d/b.txt", "d/c.txt"]


def test_rules_from_the_repositorys_root_down(here: Path) -> None:
    (here / ".git").mkdir()
    make(here, "d/a.txt", "d/b.txt", "d/e/a.txt", "d/e/c.txt", "out/x.txt", "out/y.txt")
    ignoring(here, "a.txt\nout/\n")
    ignoring(here / "d", "!/a.txt\ne/c.txt\n")
    assert found(".") == ["d/a.txt", "d/b.txt"]
    assert found("d") == ["d/a.txt", "d/b.txt"]
    assert found("d/e") == []
    ignoring(here / "out", "y.txt\n")
    assert found("out") == ["out/x.txt"]  # named, so searched


def test_odd_gitignore_files_do_no_harm(here: Path) -> None:
    make(here, "a.txt", "b.txt")
    (here / ".gitignore").write_bytes(b"\xef\xbb\xbfa.txt\r\n\xff\xfe\n!\n/\n[\n\\\n///\n")
    assert found(".") == ["b.txt"]
    (here / ".gitignore").unlink()
    (here / ".gitignore").mkdir()
    assert found(".") == ["a.txt", "b.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may list everything")
def test_folder_without_permission_is_left_for_the_reader(here: Path) -> None:
    make(here, "d/a.txt")
    (here / "d").chmod(0)
    try:
        assert found(".") == ["d"]
    finally:
        (here / "d").chmod(0o700)


@pytest.fixture
def deep(here: Path) -> Iterator[None]:
    """Folders nested deeper than Python's stack; taken away here, because pytest's own clean-up recurses."""
    for _ in range(1200):
        os.mkdir("d")
        os.chdir("d")
    yield
    while os.getcwd() != str(here):
        os.chdir("..")
        os.rmdir("d")


@pytest.mark.usefixtures("deep")
def test_very_deep_folders(here: Path) -> None:
    os.chdir("/".join([".."] * 1200))
    assert os.getcwd() == str(here)
    assert found(".") == []
    assert found("**/*.txt") == ["**/*.txt"]
    os.chdir("/".join(["d"] * 1200))


_TREE = (
    *("a.txt", "b.txt", "年报.txt", "d/a.txt", "d/b.txt", "d/e/a.txt", "d/e/b.txt", "d/e/f/a.txt", "e/a.txt"),
    *("e/d/b.txt", "x y/a.txt", "#c.txt", "!d.txt", "[g]/a.txt", "[g]/h/b.txt"),
)
_NAMES = st.sampled_from(
    ["a.txt", "b.txt", "d", "e", "f", "*", "*.txt", "**", "?.txt", "[ab].txt", "x y", "h", "年报.txt"]
)
_PATTERNS = st.builds(
    lambda sign, lead, names, tail: sign + lead + "/".join(names) + tail,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/", "**/"]),
    st.lists(_NAMES, min_size=1, max_size=3),
    st.sampled_from(["", "", "/", "/**", "/*", " "]),
)
_FILES = st.lists(
    st.one_of(_PATTERNS, st.sampled_from(["\\#c.txt", "#c.txt", "\\!d.txt", "", "d\\/a.txt"])), max_size=5
)


def _git_lists(folder: Path, *under: str) -> list[str]:
    command = ["git", "-c", "core.quotepath=off", "-c", "core.excludesFile=", "ls-files", "-z"]
    listing = subprocess.run(
        [*command, "--others", "--cached", "--exclude-standard", "--", *under],
        cwd=folder,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(path for path in listing.split("\0") if path and not path.endswith(".gitignore"))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(folder)], check=True, capture_output=True)
    make(folder, *_TREE)
    return folder


@needs_git
@pytest.mark.parametrize(
    "files",
    [
        {"": "*.txt\n!a.txt\n"},
        {"": "d/\n", "d": "!a.txt\n"},
        {"": "/a.txt\n/d/e\n"},
        {"": "*\n!*/\n!b.txt\n"},
        {"": "*.txt\n", "d": "!e/\n"},
        {"": "*.txt\n", "d": "!e/a.txt\n"},
        {"": "**/e/**\n!**/e/f/\n"},
        {"": "d/**\n!d/**/\n!d/**/a.txt\n"},
        {"": "x\\ y/\n\\#c.txt\n\\!d.txt\n"},
        {"[g]": "a.txt\n/h/\n", "d/e": "\\#c.txt\n*\n!f\n"},
        {"": "a.txt   \nb.txt\\ \n"},
    ],
)
def test_as_git_does(repository: Path, files: dict[str, str]) -> None:
    _same_as_git(repository, files)


@needs_git
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({"": _FILES, "d": _FILES, "d/e": _FILES, "[g]": _FILES}))
def test_as_git_does_with_any_patterns(repository: Path, lines: dict[str, list[str]]) -> None:
    _same_as_git(repository, {folder: "\n".join(patterns) for folder, patterns in lines.items()})


def _same_as_git(repository: Path, files: dict[str, str]) -> None:
    for old in repository.rglob(".gitignore"):
        old.unlink()
    for folder, content in files.items():
        (repository / folder / ".gitignore").write_text(content, encoding="utf-8")
    ours = sorted(os.path.relpath(path, repository).replace(os.sep, "/") for path in find_inputs([str(repository)]))
    assert ours == _git_lists(repository)


def test_what_lies_beside_reports_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    """README.md and LICENSE.txt are no reports; named, they are taken all the same."""
    for name in (
        "README.md",
        "LICENSE.txt",
        "readme.zh.md",
        "CHANGELOG.md",
        "requirements.txt",
        "报告.txt",
        "readmes.txt",
    ):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [Path(path).name for path in find_inputs([str(tmp_path)])]
    assert found == ["readmes.txt", "报告.txt"]
    named = str(tmp_path / "README.md")
    assert list(find_inputs([named])) == [named]


def test_force_exclude_holds_for_named_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named file that is excluded, or lies in an excluded folder, is left out; others stay."""
    (tmp_path / "草稿").mkdir()
    for name in ("草稿/甲.txt", "乙.txt", "丙_草稿.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    named = ["草稿/甲.txt", "乙.txt", "丙_草稿.txt", str(tmp_path / "草稿" / "甲.txt"), "-"]
    exclude = ["草稿/", "*_草稿.txt"]
    assert list(find_inputs(named, exclude=exclude)) == ["草稿/甲.txt", "乙.txt", "丙_草稿.txt", "-"]
    assert list(find_inputs(named, exclude=exclude, force_exclude=True)) == ["乙.txt", "-"]
    assert list(find_inputs(["草稿"], exclude=exclude, force_exclude=True)) == []
