"""``--watch``: whatever is saved is checked again, however it is saved; nothing else is."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from fzlint.gate.stored import Stored
from fzlint.gate.watching import Memory, folders_of

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

from running import DATA, environment, fzlint

pytest.importorskip("watchfiles")

WAITING = "等待改动，按 Ctrl-C 结束。"
SOON = 30.0  # seconds after which a round is given up
QUIET = 1.5  # seconds in which nothing may happen


class Watch:
    """A running ``fzlint check --watch``: its output round by round."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "fzlint", "check", *options, "--watch"],
            cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._lines: queue.Queue[tuple[str, str]] = queue.Queue()
        self._readers: list[threading.Thread] = []
        for name, stream in (("out", self.process.stdout), ("err", self.process.stderr)):
            assert stream is not None
            self._readers.append(threading.Thread(target=self._read, args=(name, stream), daemon=True))
            self._readers[-1].start()

    def _read(self, name: str, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                self._lines.put((name, line.decode()))

    def round(self, seconds: float = SOON) -> str | None:
        """What is shown until it waits again; None when nothing is shown in time."""
        shown = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                name, line = self._lines.get(timeout=left)
            except queue.Empty:
                return "".join(shown) or None
            if name == "err" and line.strip() == WAITING:
                time.sleep(0.2)  # both pipes are read by then
                while not self._lines.empty():
                    shown.append(self._lines.get()[1])
                return "".join(shown)
            shown.append(line)
        return "".join(shown) or None

    def close(self) -> None:
        """End it, however it stands."""
        self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()

    def stop(self) -> int:
        """Press Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=SOON)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watch]]:
    """Starts a watch in the test's folder, which has two reports."""
    shutil.copy(DATA / "w1_03.txt", tmp_path / "a.txt")
    shutil.copy(DATA / "clean.txt", tmp_path / "b.txt")
    started: list[Watch] = []

    def start(*options: str) -> Watch:
        started.append(Watch(tmp_path, *options))
        return started[-1]

    yield start
    for one in started:
        one.close()


def renamed(path: Path, text: str) -> None:
    """Save as many editors do: write another file, then give it the name."""
    other = path.with_name(f".{path.name}.swp")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def in_place(path: Path, text: str) -> None:
    """Save as others do."""
    path.write_text(text, encoding="utf-8")


def by_backup(path: Path, text: str) -> None:
    """Save as vi does by default: the old file is renamed, a new one takes its name, the old one goes."""
    path.replace(path.with_name(path.name + "~"))
    path.write_text(text, encoding="utf-8")
    path.with_name(path.name + "~").unlink()


@pytest.mark.parametrize("save", [in_place, renamed, by_backup])
@pytest.mark.parametrize("arguments", [(".",), ("a.txt", "b.txt"), ("*.txt",)], ids=["folder", "files", "glob"])
def test_a_save_is_seen(
    watch: Callable[..., Watch], tmp_path: Path, save: Callable[[Path, str], None], arguments: tuple[str, ...]
) -> None:
    """However an editor saves, and whether a folder or files are named; a second save, too."""
    run = watch(*arguments, "-f", "concise")
    first = run.round()
    assert first is not None
    assert "a.txt:1:1: S4" in first
    assert "b.txt" in first
    clean = (tmp_path / "b.txt").read_text(encoding="utf-8")
    save(tmp_path / "a.txt", clean)
    second = run.round()
    assert second is not None
    assert "a.txt:1:1: S4" not in second
    assert "有改动：a.txt" in second
    save(tmp_path / "a.txt", (DATA / "w1_03.txt").read_text(encoding="utf-8"))
    third = run.round()
    assert third is not None
    assert "a.txt:1:1: S4" in third
    assert run.stop() == 130


def test_new_documents_appear_and_deleted_ones_vanish(watch: Callable[..., Watch], tmp_path: Path) -> None:
    """Also in folders that are new."""
    run = watch("-f", "concise")
    assert "a.txt" in (run.round() or "")
    new = tmp_path / "县" / "乡"
    new.mkdir(parents=True)
    time.sleep(0.5)
    shutil.copy(DATA / "w1_03.txt", new / "c.txt")
    shown = run.round() or ""
    assert "县/乡/c.txt:1:1: S4" in shown
    assert "a.txt:1:1: S4" in shown
    assert "检查了3份报告" in shown
    (tmp_path / "a.txt").unlink()
    shown = run.round() or ""
    assert "不再检查：a.txt" in shown
    assert "a.txt:1:1" not in shown
    shutil.rmtree(tmp_path / "县")
    (tmp_path / "b.txt").unlink()
    while "目前没有可以检查的文件" not in shown:
        shown = run.round() or ""
        assert shown
    shutil.copy(DATA / "w1_03.txt", tmp_path / "a.txt")
    assert "a.txt:1:1: S4" in (run.round() or "")
    assert run.stop() == 130


def test_the_text_output_shows_what_changed_and_sums_up_all(watch: Callable[..., Watch], tmp_path: Path) -> None:
    """With many reports the one that was saved is not lost among the others."""
    run = watch(".")
    first = run.round() or ""
    assert "宁溪县市场监督管理局2023年度" in first
    assert "检查了2份报告" in first
    text = (tmp_path / "b.txt").read_text(encoding="utf-8")
    in_place(tmp_path / "b.txt", text + "\n【打印】\n")
    assert "结果没有变化：b.txt" in (run.round() or "")
    in_place(tmp_path / "b.txt", (DATA / "w2_06.txt").read_text(encoding="utf-8"))
    second = run.round() or ""
    assert "宁溪县市场监督管理局2023年度" not in second
    assert second.count("b.txt\n") >= 1
    assert "全部：检查了2份报告" in second
    (tmp_path / "b.txt").unlink()
    third = run.round() or ""
    assert "检查了1份报告" in third
    assert "不再检查：b.txt" in third


def test_what_changes_nothing_shows_nothing(watch: Callable[..., Watch], tmp_path: Path) -> None:
    """Files that are no documents, and the outputs of the run itself; a save without a change is told in a line."""
    run = watch(".", "-f", "concise", "--report", "json=结果.json")
    assert run.round() is not None
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    renamed(tmp_path / "a.txt", text)
    shown = run.round() or ""
    assert "结果没有变化：a.txt" in shown
    assert "S4" not in shown
    (tmp_path / "notes.bin").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text(text, encoding="utf-8")
    assert run.round(QUIET) is None
    before = (tmp_path / "结果.json").read_bytes()
    in_place(tmp_path / "a.txt", (tmp_path / "b.txt").read_text(encoding="utf-8"))
    assert run.round() is not None
    assert (tmp_path / "结果.json").read_bytes() != before
    assert run.round(QUIET) is None


def test_only_what_changed_is_linted(watch: Callable[..., Watch], tmp_path: Path) -> None:
    """Also without a cache on disk; told by the last line of progress."""
    for index in range(8):
        shutil.copy(DATA / "clean.txt", tmp_path / f"{index}.txt")
        with (tmp_path / f"{index}.txt").open("a", encoding="utf-8") as file:
            file.write(f"\n附件{index}\n")
    run = watch(".", "-f", "concise", "--no-cache", "--progress")
    assert "其中 0 份沿用" in (run.round() or "")
    with (tmp_path / "3.txt").open("a", encoding="utf-8") as file:
        file.write("\n　　全面全面推进。\n")
    assert "其中 9 份沿用" in (run.round() or "")


def test_a_file_that_cannot_be_read_for_a_while(watch: Callable[..., Watch], tmp_path: Path) -> None:
    """A save in two steps, or an empty file, is told and then forgotten."""
    run = watch("a.txt", "-f", "concise")
    assert run.round() is not None
    in_place(tmp_path / "a.txt", "")
    assert "a.txt" in (run.round() or "")
    shutil.copy(DATA / "w1_03.txt", tmp_path / "a.txt")
    assert "a.txt:1:1: S4" in (run.round() or "")
    (tmp_path / "a.txt").unlink()
    assert "a.txt" in (run.round() or "")
    assert run.stop() == 130


def test_configuration_waivers_and_checklist_are_read_anew(watch: Callable[..., Watch], tmp_path: Path) -> None:
    """What a document's configuration says holds at once; a mistake in it is told, and may be mended."""
    configuration = tmp_path / ".fzlint.yaml"
    configuration.write_text("select: [S]\n", encoding="utf-8")
    run = watch(".", "-f", "concise")
    assert "a.txt:1:1: S4" in (run.round() or "")
    configuration.write_text("select: [S]\nignore: [S4]\n", encoding="utf-8")
    assert "S4" not in (run.round() or "S4")
    configuration.write_text("select: [S]\nignore: 3\n", encoding="utf-8")
    assert ".fzlint.yaml:2:9" in (run.round() or "")
    configuration.write_text("select: [S]\n", encoding="utf-8")
    assert "a.txt:1:1: S4" in (run.round() or "")
    configuration.write_text("select: [S]\nformat: grouped\n", encoding="utf-8")
    assert "重新运行" in (run.round() or "")
    assert run.stop() == 130


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX pipes")
def test_a_reader_that_leaves_ends_the_watch(watch: Callable[..., Watch], tmp_path: Path) -> None:
    """``fzlint check --watch | head`` does not go on for ever."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "fzlint", "check", "--watch", "-f", "concise", "."],
        cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    shutil.copy(DATA / "w1_03.txt", tmp_path / "a.txt")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    for line in process.stderr:
        if line.decode().strip() == WAITING:
            break
    for index in range(20):
        shutil.copy(DATA / ("clean.txt" if index % 2 else "w1_03.txt"), tmp_path / "a.txt")
        try:
            process.wait(timeout=1)
            break
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    assert process.wait() == 0
    with process.stderr as errors:
        assert b"Traceback" not in errors.read()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("-f", "json"), "--report json=文件"),
        (("-f", "sarif"), "--report sarif=文件"),
        (("-",), "标准输入（-）无法监视"),
        (("--write-baseline", "b.json"), "--watch 不能与 --write-baseline 同时使用"),
    ],
)
def test_what_cannot_be_watched_is_refused(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    """At once, in one line, with what to do instead."""
    run = fzlint("check", "--watch", *options, cwd=tmp_path)
    assert run.status == 2
    assert run.out == ""
    assert told in run.err
    assert len(run.err.splitlines()) == 1


def test_without_the_library_it_says_how_to_get_it(tmp_path: Path) -> None:
    """watchfiles is an extra."""
    shutil.copy(DATA / "clean.txt", tmp_path / "a.txt")
    code = (
        "import sys; sys.modules['watchfiles'] = None\n"
        "from fzlint.cli import main; sys.exit(main(['check', 'a.txt', '--watch']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert 'pip install "fzlint[watch]"' in done.stderr.decode()


def test_folders_to_watch(tmp_path: Path) -> None:
    """Folders with all below them, the folders of files alone; nothing twice, nothing that is not there."""
    for name in ("a/b", "c"):
        (tmp_path / name).mkdir(parents=True)
    top = os.path.realpath(tmp_path)

    def found(*arguments: str) -> tuple[set[str], set[str]]:
        deep, flat = folders_of([os.path.join(top, argument) for argument in arguments])
        return {os.path.relpath(path, top) for path in deep}, {os.path.relpath(path, top) for path in flat}

    assert found("a", "a/b") == ({"a"}, set())
    assert found("a/x.txt", "a/y.txt", "c/z.txt") == (set(), {"a", "c"})
    assert found("a", "a/b/x.txt", "c/x.txt") == ({"a"}, {"c"})
    assert found("*.txt") == (set(), {"."})
    assert found("a/**/*.txt") == ({"a"}, set())
    assert found("missing/deeper/x.txt") == (set(), {"."})


def test_memory_forgets_what_is_gone() -> None:
    """A watch of days does not fill the memory with what was once saved."""
    memory = Memory()
    for key in (b"1", b"2", b"3"):
        memory.add(key, Stored(b"", b"", b"" if key == b"3" else None))
    assert memory.has([b"2", b"3", b"4"]) == {b"2", b"3"}
    assert memory.has([b"1", b"2", b"3"], located=True) == {b"3"}
    assert memory.get(b"1") is None
