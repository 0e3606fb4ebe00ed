"""What a configuration means for a document: order of places, ``extends``, selection, severities, files."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from configured import CODES, documents, problems, settings, store
from hypothesis import given
from hypothesis import strategies as st

from fzlint.gate.configuration.origins import COMMAND_LINE, DEFAULT, FILE


def write(path: Path, text: str) -> Path:
    """A file, with the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_subfolder_can_have_its_own(tmp_path: Path) -> None:
    """A bureau with three folders of reports and a configuration in one of them: the others are not touched."""
    write(tmp_path / ".fzlint.yaml", "profile: general\nselect: contents\n")
    write(tmp_path / "乡镇/.fzlint.yaml", "profile: strict\n")
    folders = documents(store(tmp_path))
    towns, others = folders.of(str(tmp_path / "乡镇/2024/甲.txt")), folders.of(str(tmp_path / "部门/乙.txt"))
    assert (towns.lint.profile, towns.codes) == ("strict", None)
    assert others.lint.profile == "general"
    assert others.codes == {"S1", "S2", "S3", "S4", "S5"}
    assert folders.of(str(tmp_path / "街道/丙.txt")) is others
    assert folders.codes is None


def test_the_command_line_wins(tmp_path: Path) -> None:
    """And tells that it did."""
    write(tmp_path / "fzlint.yaml", "# 司法局\nprofile: strict\nmax-size: 3MB\n")
    found = settings(tmp_path / "a.txt", tmp_path, {"profile": "general"})
    assert found.lint.profile == "general"
    assert found.settings["profile"].origins[0][:2] == (COMMAND_LINE, "--profile")
    origin = found.settings["max-size"].origins[0]
    assert (origin.kind, os.path.basename(origin.name), origin.line) == (FILE, "fzlint.yaml", 3)
    assert found.settings["select"].origins[0].kind == DEFAULT


def test_a_person_has_a_configuration_for_what_has_none(tmp_path: Path) -> None:
    """The user's own file is used where no other is found, and only there."""
    write(tmp_path / "no-config/fzlint/config.yaml", "profile: strict\n")
    write(tmp_path / "a/.fzlint.yaml", "select: S4\n")
    assert settings(tmp_path / "b/x.txt", tmp_path).lint.profile == "strict"
    assert settings(tmp_path / "a/x.txt", tmp_path).lint.profile is None


def test_a_named_configuration_replaces_the_search(tmp_path: Path) -> None:
    """``--config`` holds for every document, ``--isolated`` for none."""
    write(tmp_path / ".fzlint.yaml", "profile: strict\n")
    other = write(tmp_path / "x/other.yaml", "profile: general\n")
    named, alone = documents(store(tmp_path, named=other)), documents(store(tmp_path, isolated=True))
    assert named.of(str(tmp_path / "a.txt")).lint.profile == "general"
    assert alone.of(str(tmp_path / "a.txt")).lint.profile is None


def test_paths_are_relative_to_their_file(tmp_path: Path) -> None:
    """Also those of a file that is extended."""
    write(tmp_path / "base/base.yaml", "checklist: [mine.yaml, installed]\noutput-file: '-'\n")
    write(tmp_path / "a/.fzlint.yaml", "extends: ../base/base.yaml\nreport: [json=../r.json, s.sarif]\n")
    configuration = store(tmp_path).of_folder(str(tmp_path / "a"))
    assert configuration is not None
    real = os.path.realpath(tmp_path)
    values = {key: value.value for key, value in configuration.values.items()}
    assert values["checklist"] == (os.path.join(real, "base", "mine.yaml"), "installed")
    assert values["output-file"] == "-"
    assert values["report"] == (f"json={os.path.join(real, 'r.json')}", os.path.join(real, "a", "s.sarif"))


@given(
    parents=st.lists(st.sets(st.sampled_from(["profile", "quiet", "jobs", "format"])), min_size=1, max_size=3),
    own=st.sets(st.sampled_from(["profile", "quiet", "jobs", "format"])),
    nested=st.booleans(),
)
def test_later_files_win(
    tmp_path_factory: pytest.TempPathFactory, parents: list[set[str]], own: set[str], nested: bool
) -> None:
    """Of what a file extends the later wins, the file itself over all; a key that nobody gives is not there."""
    folder = tmp_path_factory.mktemp("extends")

    def text(keys: set[str], number: int) -> str:
        values = {"profile": f"p{number}", "quiet": "true" if number % 2 else "false", "jobs": str(number)}
        values["format"] = "json" if number % 2 else "text"
        return "".join(f"{key}: {values[key]}\n" for key in sorted(keys))

    names = [f"p{number}.yaml" for number in range(len(parents))]
    for number, keys in enumerate(parents):
        before = f"extends: {names[number - 1]}\n" if nested and number else ""
        write(folder / names[number], before + text(keys, number))
    extended = names[-1:] if nested else names
    write(folder / ".fzlint.yaml", f"extends: [{', '.join(extended)}]\n" + text(own, 7))
    configuration = store(folder).of_folder(str(folder))
    assert configuration is not None
    last = {key: number for number, keys in enumerate(parents) for key in keys} | dict.fromkeys(own, 7)
    assert set(configuration.values) == set(last)
    for key, number in last.items():
        file = ".fzlint.yaml" if number == 7 else names[number]
        assert os.path.basename(configuration.values[key].file.shown) == file


def test_what_extends_itself_is_refused(tmp_path: Path) -> None:
    """With the place that closes the circle; the same file by two ways is no circle."""
    write(tmp_path / "a.yaml", "extends: [d.yaml, b.yaml]\n")
    write(tmp_path / "b.yaml", "extends: [d.yaml]\n")
    write(tmp_path / "d.yaml", "profile: strict\n")
    write(tmp_path / ".fzlint.yaml", "extends: a.yaml\n")
    assert settings(tmp_path / "x.txt", tmp_path).lint.profile == "strict"
    write(tmp_path / "b.yaml", "extends:\n  - d.yaml\n  - .fzlint.yaml\n")
    assert problems(tmp_path / "x.txt", tmp_path) == [f"{tmp_path / 'b.yaml'}:3:5: 这个文件绕回来继承了自己。"]
    write(tmp_path / "b.yaml", "extends: missing.yaml\n")
    (line,) = problems(tmp_path / "x.txt", tmp_path)
    assert line == f"{tmp_path / 'b.yaml'}:1:10: 没有要继承的配置文件 {tmp_path / 'missing.yaml'}。"


WORDS = ("S4", "S", "contents", "O4.1", "O4", "C", "all")


SELECTING = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("select", "ignore", "extend-select"), st.lists(st.sampled_from(WORDS), min_size=1))
)


@given(given_=SELECTING, told=SELECTING)
def test_selection_follows_ruff(
    tmp_path_factory: pytest.TempPathFactory, given_: dict[str, list[str]], told: dict[str, list[str]]
) -> None:
    """``--select`` sets aside all that a file says; ``--ignore`` replaces its ``ignore``; ``--extend-select`` adds."""
    from fzlint.checklist.loading import shipped
    from fzlint.output.selection import selected_codes

    folder = tmp_path_factory.mktemp("selecting")
    write(folder / ".fzlint.yaml", "".join(f"{key}: [{', '.join(words)}]\n" for key, words in told.items()))
    base = {} if "select" in given_ else told
    select = given_.get("select", base.get("select", ()))
    ignore = given_.get("ignore", base.get("ignore", ()))
    extend = (*given_.get("extend-select", ()), *base.get("extend-select", ()))
    wanted = selected_codes(shipped(), select, ignore, extend)
    assert settings(folder / "a.txt", folder, {key: tuple(words) for key, words in given_.items()}).codes == wanted


def test_select_of_the_command_line_beats_ignore_of_a_file(tmp_path: Path) -> None:
    """Who asks for S4 gets S4."""
    write(tmp_path / ".fzlint.yaml", "ignore: [S4]\n")
    assert settings(tmp_path / "a.txt", tmp_path, {"select": ("S4",)}).codes == {"S4"}
    assert settings(tmp_path / "a.txt", tmp_path).codes == CODES - {"S4"}


@pytest.mark.parametrize(
    "order", list(itertools.permutations(["all: note", "contents: warning", "S: error", "S4: note"]))
)
def test_the_most_exact_word_gives_the_severity(tmp_path: Path, order: tuple[str, ...]) -> None:
    """In whatever order they stand."""
    write(tmp_path / ".fzlint.yaml", f"severity: {{{', '.join(order)}}}\n")
    found = settings(tmp_path / "a.txt", tmp_path).severities
    assert (found["S4"], found["S5"], found["O1.1"]) == ("note", "error", "note")
    assert set(found) == CODES


@pytest.mark.parametrize(
    ("glob", "matching", "others"),
    [
        ("甲.txt", ["甲.txt", "乡镇/甲.txt"], ["甲.docx"]),
        ("/甲.txt", ["甲.txt"], ["乡镇/甲.txt"]),
        ("乡镇/", ["乡镇/甲.txt", "乡镇/旧/乙.txt", "市/乡镇/甲.txt"], ["乡镇"]),
        ("乡镇/*.txt", ["乡镇/甲.txt"], ["乡镇/旧/乙.txt", "市/乡镇/甲.txt"]),
        ("**/旧/**", ["乡镇/旧/乙.txt"], ["旧.txt"]),
        ("*", ["甲.txt", "乡镇/甲.txt"], ["../甲.txt"]),
    ],
)
def test_globs_are_those_of_gitignore(tmp_path: Path, glob: str, matching: list[str], others: list[str]) -> None:
    """Relative to the file that says so; a folder means what is in it."""
    base = tmp_path / "base"
    write(base / ".fzlint.yaml", f"per-file-ignores: {{'{glob}': [contents, C3]}}\n")
    folders = documents(store(tmp_path, named=base / ".fzlint.yaml"))
    for name in matching:
        assert folders.of(str(base / name)).codes == CODES - {"S1", "S2", "S3", "S4", "S5", "C3"}, name
    for name in others:
        assert folders.of(str(base / name)).codes is None, name


def test_files_ignored_stay_ignored_whatever_is_selected(tmp_path: Path) -> None:
    """``--select`` is about the run, ``per-file-ignores`` about the file."""
    write(tmp_path / ".fzlint.yaml", "per-file-ignores: {a.txt: S4}\n")
    assert settings(tmp_path / "a.txt", tmp_path, {"select": ("S4,S5",)}).codes == {"S5"}


def test_a_name_that_no_file_can_have_has_settings(tmp_path: Path) -> None:
    """The reader says what is wrong with it."""
    write(tmp_path / ".fzlint.yaml", "per-file-ignores: {a.txt: S4}\n")
    assert documents(store(tmp_path)).of("a\0b/c.txt").codes is None
    assert settings(tmp_path / ("很" * 500) / "a.txt", tmp_path).lint.profile is None


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_links_in_the_way_change_nothing(tmp_path: Path) -> None:
    """A folder by another name has the same configuration and the same globs."""
    write(tmp_path / "真/.fzlint.yaml", "per-file-ignores: {乡镇/: S4}\n")
    write(tmp_path / "真/乡镇/a.txt", "")
    (tmp_path / "链").symlink_to(tmp_path / "真")
    assert settings(tmp_path / "链/乡镇/a.txt", tmp_path).codes == CODES - {"S4"}
