"""Many files: nothing is lost, nothing is done twice, and nobody's file can bring the others down."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from fzlint.gap.batch import LintSettings, StateError, read_documents, run
from fzlint.gate.running import linting as linting_module
from fzlint.gate.running.linting import Linting, Outcome
from fzlint.gate.running.state import State

TEXT = (Path(__file__).parents[1] / "data" / "constructed" / "w1_05.txt").read_text(encoding="utf-8")
SETTINGS = LintSettings()


def files(folder: Path, number: int) -> list[str]:
    """Distinct reports."""
    paths = []
    for index in range(number):
        path = folder / f"{index}.txt"
        path.write_text(f"{TEXT}\n附件编号{index}\n", encoding="utf-8")
        paths.append(str(path))
    return paths


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were really linted."""
    seen: list[str] = []
    original = Linting.lint

    def lint(self: Linting, path: str, settings: LintSettings) -> Outcome:
        seen.append(path)
        return original(self, path, settings)

    monkeypatch.setattr(Linting, "lint", lint)
    return seen


def test_a_stopped_run_goes_on_where_it_stopped(tmp_path: Path, linted: list[str]) -> None:
    """What was done before Ctrl-C is not done again, and the rows are those of a run in one go."""
    paths = files(tmp_path, 6)
    whole = list(run(paths, SETTINGS))
    state = tmp_path / "state.jsonl"
    linted.clear()
    rows = run(paths, SETTINGS, state=state)
    for _ in range(3):
        next(rows)
    with pytest.raises(KeyboardInterrupt):
        rows.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert linted == paths[:3]
    assert list(run(paths, SETTINGS, state=state)) == whole
    assert linted == paths


def test_a_row_knows_its_path_not_its_first_path(tmp_path: Path, linted: list[str]) -> None:
    """The same content at another place is not linted again and is told under its own name."""
    (path,) = files(tmp_path, 1)
    state = tmp_path / "state"
    (first,) = run([path], SETTINGS, state=state)
    moved = str(tmp_path / "moved.txt")
    os.rename(path, moved)
    (again,) = run([moved], SETTINGS, state=state)
    assert again == {**first, "path": moved}
    assert linted == [path]


def test_other_content_settings_or_program_is_linted_anew(
    tmp_path: Path, linted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row stands for exactly what it was made from."""
    (path,) = files(tmp_path, 1)
    state = tmp_path / "state"
    list(run([path], SETTINGS, state=state))
    list(run([path], LintSettings(language="en"), state=state))
    list(run([path], LintSettings(profile="strict"), state=state))
    Path(path).write_text(TEXT, encoding="utf-8")
    list(run([path], SETTINGS, state=state))
    monkeypatch.setattr("fzlint.__version__", "0.0.0")
    list(run([path], SETTINGS, state=state))
    assert len(linted) == 5


def test_corrupt_and_foreign_lines_are_passed_over(tmp_path: Path, linted: list[str]) -> None:
    """A torn line, a changed one and those of another program cost their own rows only."""
    paths = files(tmp_path, 4)
    state = tmp_path / "state"
    whole = list(run(paths, SETTINGS, state=state))
    lines = state.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b'"annual-report"', b'"bnnual-report"')
    lines[2] = b'{"some":"other program"}\n\x80\x04\x95garbage\n' + b"[" * 5000 + b"\n"
    lines[4] = lines[4][: len(lines[4]) // 2]
    state.write_bytes(b"".join(lines))
    linted.clear()
    assert list(run(paths, SETTINGS, state=state)) == whole
    assert linted == [paths[0], paths[1], paths[3]]
    linted.clear()
    assert list(run(paths, SETTINGS, state=state)) == whole
    assert linted == []


def test_a_file_that_is_no_state_is_not_touched(tmp_path: Path) -> None:
    """Naming a report as the state by mistake does not destroy the report."""
    (path,) = files(tmp_path, 1)
    before = Path(path).read_bytes()
    with pytest.raises(StateError):
        list(run([path], SETTINGS, state=Path(path)))
    assert Path(path).read_bytes() == before


def test_failures_are_told_and_not_kept(tmp_path: Path) -> None:
    """A missing file, a folder, a file of nothing: rows with an error; mended, they are linted."""
    paths = files(tmp_path, 1)
    late = tmp_path / "late.txt"
    empty = tmp_path / "empty.txt"
    empty.touch()
    every = [*paths, str(late), str(tmp_path), str(empty), "a\0b", os.fsdecode(b"\xff.txt")]
    state = tmp_path / "state"
    rows = list(run(every, SETTINGS, state=state))
    assert [row["path"] for row in rows] == every
    kinds = [row["error"] and row["error"]["kind"] for row in rows]
    assert kinds == [None, "not-found", "is-a-directory", "empty", "not-found", "not-found"]
    late.write_text(TEXT, encoding="utf-8")
    assert list(run(every, SETTINGS, state=state))[1]["error"] is None


def test_a_defect_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception inside the linter is a row that names it."""
    paths = files(tmp_path, 3)
    original = linting_module.read_source

    def read(path: str, **options: object) -> object:
        if path == paths[1]:
            raise RecursionError
        return original(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(linting_module, "read_source", read)
    rows = list(run(paths, SETTINGS))
    assert [row["error"] is None for row in rows] == [True, False, True]
    assert rows[1]["error"]["kind"] == "crash"
    assert "RecursionError" in rows[1]["error"]["message"]


def test_several_processes_give_the_same_in_order(tmp_path: Path) -> None:
    """How many processes work is nobody's business but the clock's."""
    paths = files(tmp_path, 12)
    assert list(run(paths, SETTINGS, jobs=2, state=tmp_path / "state")) == list(run(paths, SETTINGS))


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    """Rows are handed on and kept on disk, not in memory."""
    paths = files(tmp_path, 4)
    list(run(paths, SETTINGS))
    peaks = []
    for times in (4, 40):
        rows = run(paths * times, SETTINGS, state=tmp_path / f"state{times}")
        tracemalloc.start()
        for _ in rows:
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3 + 100_000


def test_documents_are_those_that_can_be_compared(tmp_path: Path) -> None:
    """What cannot be read, or is no report, has nothing to compare."""
    paths = files(tmp_path, 2)
    plan = tmp_path / "plan.txt"
    plan.write_text("清河镇2024年法治政府建设工作要点\n一、总体要求\n加强学习。\n", encoding="utf-8")
    found = list(read_documents([paths[0], str(tmp_path / "none.txt"), str(plan), paths[1]], SETTINGS))
    assert [document.path for document in found][:1] == [paths[0]]
    assert paths[1] in {document.path for document in found}
    assert str(tmp_path / "none.txt") not in {document.path for document in found}


def test_state_keeps_rows_with_any_path(tmp_path: Path) -> None:
    """Bytes of a file name that are no characters survive."""
    row = {"path": "\udcff", "error": None}
    with State(tmp_path / "state") as state:
        state.add("ab" * 32, row)
    with State(tmp_path / "state") as state:
        assert state.get("ab" * 32) == row
        assert state.get("cd" * 32) is None
