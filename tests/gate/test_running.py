"""Many documents, several processes: the same output in the same order, and nobody's file can bring the others down."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from fzlint.gate.running import many, workers
from fzlint.gate.running.linting import Linters, Linting, LintSettings
from fzlint.gate.running.many import jobs_for, lint_many
from fzlint.gate.running.progress import Progress
from fzlint.gate.running.tasks import Task, Wish
from fzlint.gate.stored import store
from fzlint.output.formats import FORMATS

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

from running import DATA, environment, fzlint

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and processes")
SETTINGS = LintSettings()
TEXT = (DATA / "constructed" / "w1_05.txt").read_text(encoding="utf-8")


def files(folder: Path, number: int) -> list[str]:
    """Distinct reports."""
    paths = []
    for index in range(number):
        path = folder / f"{index:03}.txt"
        path.write_text(f"{TEXT}\n附件编号{index}\n", encoding="utf-8")
        paths.append(str(path))
    return paths


@pytest.mark.parametrize("format_", FORMATS)
def test_output_is_byte_equal_whatever_the_jobs(tmp_path: Path, format_: str) -> None:
    """How many processes work is nobody's business but the clock's; failures are told alike."""
    files(tmp_path, 8)
    (tmp_path / "004.txt").write_bytes(b"")
    (tmp_path / "005.txt").unlink()
    (tmp_path / "005.txt").symlink_to("nowhere")
    words = ("check", ".", "-f", format_, "--no-cache", "--show-passed", "--statistics")
    one, three = (fzlint(*words, "--jobs", jobs, cwd=tmp_path) for jobs in ("1", "3"))
    assert (one.stdout, one.stderr, one.status) == (three.stdout, three.stderr, three.status)
    assert one.status == 2


def test_standard_input_among_files(tmp_path: Path) -> None:
    """It is read by the first process, and stands in its place."""
    files(tmp_path, 3)
    words = ("check", "001.txt", "-", "000.txt", "--stdin-filename", "给.txt", "-f", "json", "--jobs", "2")
    run = fzlint(*words, cwd=tmp_path, stdin=(TEXT + "\n附件\n").encode())
    assert [report["path"] for report in json.loads(run.out)["reports"]] == ["001.txt", "给.txt", "000.txt"]


@POSIX
def test_a_name_that_is_no_utf8_crosses_to_another_process(tmp_path: Path) -> None:
    """Bytes of a file name that are no characters survive the way there and back."""
    name = b"\xb1\xa8\xb8\xe6\xff.txt"
    try:
        with open(os.path.join(os.fsencode(tmp_path), name), "w", encoding="utf-8") as file:
            file.write(TEXT)
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    files(tmp_path, 2)
    run = fzlint(b"check", b".", b"missing\xff.txt", b"-f", b"json", b"--jobs", b"2", cwd=tmp_path)
    reports = json.loads(run.out)["reports"]
    assert os.fsencode(reports[2]["path"]) == name
    assert reports[2]["error"] is None
    assert reports[3]["error"]["kind"] == "not-found"


@pytest.mark.parametrize(
    ("wanted", "documents", "suffix", "expected"),
    [
        (None, 1, "txt", 1),
        (None, 60, "txt", 1),
        (None, 61, "TXT", 3),
        (None, 5000, "md", 4),
        (None, 20, "docx", 1),
        (None, 21, "docx", 3),
        (None, 3, "pdf", 1),
        (None, 4, "pdf", 4),
        (None, 1, "doc", 1),
        (None, 2, "doc", 2),
        (0, 5000, "txt", 4),
        (0, 2, "txt", 2),
        (3, 5000, "txt", 3),
        (7, 2, "txt", 2),
        (9, 5000, "txt", 9),
        (1, 5000, "pdf", 1),
        (0, 0, "txt", 1),
        (None, 0, "txt", 1),
    ],
)
def test_how_many_processes(
    wanted: int | None, documents: int, suffix: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default several only where they pay; never more than documents."""
    monkeypatch.setattr(many, "_processors", lambda: 4)
    assert jobs_for(wanted, [f"{index}.{suffix}" for index in range(documents)]) == expected


def test_known_documents_start_no_processes(tmp_path: Path) -> None:
    """What an earlier run knows is not counted: a second run of many documents starts none."""
    files(tmp_path, 70)
    code = (
        "import sys; from fzlint.cli import main\n"
        "status = main(['check', '.', '-f', 'json', '--cache-dir', '.cache'])\n"
        "sys.stderr.write(f'several: {\"fzlint.gate.running.workers\" in sys.modules}')"
    )
    told = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, timeout=120, check=False
        )
        told.append((done.stdout, done.stderr.endswith(b"several: True")))
    assert told[0][0] == told[1][0]
    assert not told[1][1]
    assert told[0][1] is (many._processors() > 1)


def die_or_hang(connection: workers.Connection, wish: Wish) -> None:
    """A worker that dies on one file, hangs on another and talks nonsense on a third."""
    linting = Linting()
    connection.send_bytes(workers.READY)
    while True:
        try:
            path, *_ = json.loads(connection.recv_bytes())
        except EOFError:
            return
        if path.endswith("2.txt"):
            os._exit(9)
        while path.endswith("4.txt"):
            pass
        if path.endswith("5.txt"):
            connection.send_bytes(b"\x00\x00\x00\x02[]")
            continue
        connection.send_bytes(workers._joined(store(linting.lint(path, SETTINGS).result)))


def test_a_process_that_dies_or_hangs_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other files are done by a process in its place."""
    monkeypatch.setattr(workers, "work", die_or_hang)
    monkeypatch.setattr(workers, "_ALIVE_SECONDS", 20.0)
    paths = files(tmp_path, 7)
    tasks = [Task(path, SETTINGS) for path in paths]
    done: list[str] = []
    crew = workers.Several(Linting(), Wish(), lambda task: done.append(task.path), 2, seconds=1.0)
    try:
        for task in tasks:
            crew.submit(task)
        while len(done) < len(tasks):
            crew.step()
    finally:
        crew.close()
    assert sorted(done) == paths
    errors = [task.outcome.result.error if task.outcome else "open" for task in tasks]
    assert [error is None for error in errors] == [True, True, False, True, False, False, True]
    assert "exit 9" in str(errors[2])
    assert "> 1 s" in str(errors[4])


def never_begin(connection: workers.Connection, wish: Wish) -> None:
    """A worker that cannot even begin."""
    os._exit(1)


def test_processes_that_cannot_lint_are_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where other processes cannot work, it is no file's fault, and they are not started again for every file."""
    started = []
    original = workers._Worker

    def start(wish: Wish) -> workers._Worker:
        started.append(wish)
        return original(wish)

    monkeypatch.setattr(workers, "work", never_begin)
    monkeypatch.setattr(workers, "_Worker", start)
    documents = [(path, SETTINGS) for path in files(tmp_path, 12)]
    outcomes = list(lint_many(documents, Linting(), Wish(), jobs=2))
    assert [outcome.result.error for outcome in outcomes] == [None] * 12
    assert len(started) == 2
    assert [outcome.result.path for outcome in outcomes] == [path for path, _ in documents]


def test_a_program_that_starts_itself_again_is_no_endless_loop(tmp_path: Path) -> None:
    """A script without ``if __name__ == "__main__"`` cannot be imported by other processes: this one lints alone."""
    files(tmp_path, 3)
    (tmp_path / "run.py").write_text(
        "from fzlint.cli import main\nraise SystemExit(main(['check', '.', '-f', 'concise', '--jobs', '2']))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "run.py"], cwd=tmp_path, env=environment(), capture_output=True, timeout=120, check=False
    )
    plain = fzlint("check", ".", "-f", "concise", "--jobs", "1", cwd=tmp_path)
    assert (done.stdout, done.returncode) == (plain.stdout, plain.status)


def test_a_process_that_cannot_be_started_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no more processes are allowed, this one lints alone."""

    def refuse(wish: Wish) -> None:
        raise BlockingIOError

    monkeypatch.setattr(workers, "_Worker", refuse)
    documents = [(path, SETTINGS) for path in files(tmp_path, 3)]
    outcomes = list(lint_many(documents, Linting(), Wish(), jobs=2))
    assert [outcome.result.error for outcome in outcomes] == [None] * 3


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [int(number) for number in text.split()]


def alive(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see processes")
@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "kill"])
@pytest.mark.parametrize("after", [0.0, 0.3, 1.0])
def test_ctrl_c_leaves_no_process_behind(tmp_path: Path, whole_group: bool, after: float) -> None:
    """130, nothing on standard output, no traceback, and no process, whenever it comes.

    A terminal interrupts all processes of the run, ``kill`` the first only.
    """
    files(tmp_path, 400)
    process = subprocess.Popen(
        [sys.executable, "-m", "fzlint", "check", ".", "--jobs", "2", "--no-cache"],
        cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    started: set[int] = set()
    end = time.monotonic() + 30
    while len(started) < 2 and time.monotonic() < end:
        started.update(children(process.pid))
        time.sleep(0.01)
    time.sleep(after)
    started.update(children(process.pid))
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")
    end = time.monotonic() + 5
    while any(map(alive, started)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [number for number in started if alive(number)] == []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see processes")
def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    """When the first process is gone without a word, the others see it and end."""
    files(tmp_path, 300)
    process = subprocess.Popen(
        [sys.executable, "-m", "fzlint", "check", ".", "--jobs", "2", "--no-cache"],
        cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    started: set[int] = set()
    end = time.monotonic() + 30
    while len(started) < 2 and time.monotonic() < end:
        started.update(children(process.pid))
        time.sleep(0.01)
    time.sleep(1)
    started.update(children(process.pid))
    process.kill()
    process.wait()
    end = time.monotonic() + 20
    while any(map(alive, started)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [number for number in started if alive(number)] == []


def test_memory_does_not_grow_with_what_files_hold(tmp_path: Path) -> None:
    """Of a document only its result stays, not its text."""
    documents = [(path, SETTINGS) for path in files(tmp_path, 6)]
    filling = "\n" * 100_000
    for path, _ in documents:
        Path(path).write_text(TEXT + filling, encoding="utf-8")
    linting = Linting()
    list(lint_many(documents[:2], linting, Wish(evidence=False)))
    kept = []
    for number in (2, 6):
        tracemalloc.start()
        outcomes = list(lint_many(documents[:number], linting, Wish(evidence=False)))
        kept.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert len(outcomes) == number
    assert kept[1] - kept[0] < 4 * 100_000


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_progress_is_told_to_terminals_and_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """One changing line on a terminal, plain lines in a log, nothing where nobody asked."""
    clock = iter(range(0, 100_000, 30))
    monkeypatch.setattr("fzlint.gate.running.progress.time.monotonic", lambda: float(next(clock)))
    messages = Linters().of(LintSettings(language="en")).messages
    told = {}
    for name, stream, asked in (
        ("terminal", Terminal(), None),
        ("log", io.StringIO(), True),
        ("silent", io.StringIO(), None),
        ("refused", Terminal(), False),
    ):
        progress = Progress(4, messages, asked, stream)
        progress.step(known=False, failed=False)
        progress.step(known=True, failed=True)
        progress.finish()
        told[name] = stream.getvalue()
    assert "\r" in told["terminal"]
    assert told["terminal"].endswith("\n")
    assert "1/4 reports checked, 0.0 a second, about 1:30 left" in told["log"]
    assert "1 taken from earlier runs, 1 could not be checked" in told["log"]
    assert "\r" not in told["log"]
    assert told["silent"] == told["refused"] == ""


def test_a_short_run_says_nothing_of_its_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clerk with three reports sees the result only; a line that was begun is ended when the run is stopped."""
    now = [0.0]
    monkeypatch.setattr("fzlint.gate.running.progress.time.monotonic", lambda: now[0])
    messages = Linters().of(LintSettings(language="en")).messages
    stream = Terminal()
    progress = Progress(9, messages, None, stream, patience=2.0)
    for now[0] in (0.5, 1.0, 1.9):
        progress.step(known=False, failed=False)
    progress.leave()
    assert stream.getvalue() == ""
    now[0] = 2.5
    progress.step(known=False, failed=False)
    assert "4/9" in stream.getvalue()
    progress.leave()
    assert stream.getvalue().endswith("\n")


def test_progress_is_asked_for_in_a_pipe(tmp_path: Path) -> None:
    """Nothing by default; on request a last line, on standard error."""
    files(tmp_path, 2)
    silent, asked = (fzlint("check", ".", "-f", "json", *more, cwd=tmp_path) for more in ((), ("--progress",)))
    assert silent.err == ""
    assert "共 2 份，用时" in asked.err
    assert silent.stdout == asked.stdout


def test_a_checklist_that_cannot_be_used_is_told_once(tmp_path: Path) -> None:
    """By the first process, before others are started."""
    files(tmp_path, 3)
    (tmp_path / "own.yaml").write_text("items: 3\n", encoding="utf-8")
    run = fzlint("check", ".", "--checklist", "own.yaml", "--jobs", "2", cwd=tmp_path)
    assert run.status == 2
    assert run.err.count("own.yaml:1:1: ") == 1
    assert run.out == ""
