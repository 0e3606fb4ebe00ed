"""``fzlint gap`` on many files: progress on a terminal, Ctrl-C and going on, and what of copied text is asked for."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from copied_batch import texts

from fzlint.gap.processes import processes_for

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))

from running import DATA, environment, fzlint

COMMAND = (sys.executable, "-m", "fzlint", "gap")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with this year's reports and one with last year's."""
    for name, text in texts().items():
        year = tmp_path / ("2022" if name.startswith("old-") else "2023")
        year.mkdir(exist_ok=True)
        (year / name.removeprefix("old-")).write_text(text, encoding="utf-8")
    return tmp_path


def many(folder: Path, number: int) -> None:
    """Distinct reports."""
    text = (DATA / "constructed" / "w1_05.txt").read_text(encoding="utf-8")
    for index in range(number):
        (folder / f"{index:03}.txt").write_text(f"{text}\n附件编号{index}\n", encoding="utf-8")


def copied(path: Path) -> dict:
    """What a JSON output tells of copied text."""
    return json.loads(path.read_text(encoding="utf-8"))["gap"]["copied"]


def test_texts_are_compared_by_default(folder: Path) -> None:
    """Among the reports and with last year's; the result can be shown again from JSON, byte for byte."""
    run = fzlint("gap", "2023", "--compare", "2022", "-o", "a.json", "-o", "a.html", "-o", "a.docx", cwd=folder)
    assert run.status == 0
    assert run.err.count("\n") == 3
    found = copied(folder / "a.json")
    assert (found["reports"], found["earlier"], found["not_compared"]) == (5, 2, [])
    assert len(found["clusters"]) == 2
    again = fzlint("gap", "--from", "a.json", "--compare", "2022", "-o", "b.html", "-o", "b.docx", cwd=folder)
    assert again.status == 0
    for kind in ("html", "docx"):
        assert (folder / f"a.{kind}").read_bytes() == (folder / f"b.{kind}").read_bytes()


def test_not_wanted_and_not_possible(folder: Path) -> None:
    """--no-copied; one report alone; results without texts are told on standard error and in the report."""
    fzlint("gap", "2023", "--no-copied", "-o", "a.json", cwd=folder)
    assert copied(folder / "a.json") is None
    fzlint("gap", "2023/w1_03.txt", "-o", "a.json", cwd=folder)
    assert copied(folder / "a.json") is None
    fzlint("check", "2022", "-o", "last.json", cwd=folder)
    run = fzlint("gap", "2023", "--compare", "last.json", "-o", "a.json", "-o", "a.html", cwd=folder)
    assert run.status == 0
    told = "last.json 是检查结果，没有报告全文，没有比对文字。"
    assert run.err.startswith(f"fzlint: {told}\n")
    assert told in (folder / "a.html").read_text(encoding="utf-8")
    found = copied(folder / "a.json")
    assert found["not_compared"] == [{"path": "last.json", "reason": "results"}]
    assert found["clusters"]
    run = fzlint("gap", "2023/w1_03.txt", "--compare", "last.json", "-o", "one.md", cwd=folder)
    text = (folder / "one.md").read_text(encoding="utf-8").replace("\\", "")
    assert told in text
    assert "没有发现与以前年度报告" not in text, "nothing was compared"
    run = fzlint("gap", "--from", "last.json", "-o", "b.html", "--lang", "en", cwd=folder)
    assert "text was not compared" in run.err


def test_a_stored_result_that_is_none_is_refused(folder: Path) -> None:
    """One line with the place in the file."""
    fzlint("gap", "2023", "-o", "a.json", cwd=folder)
    data = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    data["gap"]["copied"]["documents"][0]["characters"] = "many"
    (folder / "a.json").write_text(json.dumps(data), encoding="utf-8")
    run = fzlint("gap", "--from", "a.json", "-o", "b.html", cwd=folder)
    assert (run.status, run.err.count("\n")) == (2, 1)
    assert "gap.copied.documents[].characters" in run.err
    assert fzlint("gap", "--from", "a.json", "-o", "b.html", "--no-copied", cwd=folder).status == 0


def test_without_the_library(folder: Path) -> None:
    """Without rapidfuzz everything else is written, and one line says how to install it."""
    (folder / "rapidfuzz.py").write_text("raise ImportError", encoding="utf-8")
    run = fzlint("gap", "2023", "-o", "a.html", cwd=folder, env={"PYTHONPATH": str(folder)})
    assert run.status == 0
    assert "rapidfuzz" in run.err
    assert "fzlint[gap]" in run.err
    assert "没有安装 rapidfuzz" in (folder / "a.html").read_text(encoding="utf-8")


def test_letters_to_each(folder: Path) -> None:
    """No letter tells the files or words of another body."""
    run = fzlint("gap", "2023", "--compare", "2022", "-o", "all.md", "-o", "all.json", "--per-body", "each", cwd=folder)
    assert run.status == 0
    others = {"w1_01.txt", "w1_02.txt", "w1_04.txt", "w1_07.txt"}
    for path in (folder / "each").iterdir():
        text = path.read_text(encoding="utf-8").replace("\\", "")
        if "宁溪县市场监督管理局" in path.name:
            assert not [name for name in others if name in text]
            assert "与其他单位" in text or '"shared"' in text


pty = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def on_terminal(folder: Path, *arguments: str, stop: str = "") -> tuple[int, str]:
    """Status, and what standard error showed on a terminal; ``stop``: Ctrl-C is pressed once this has been shown."""
    import pty as terminals

    ours, theirs = terminals.openpty()
    run = subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, env=environment({"PYTHONUNBUFFERED": "1"}), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        seen += piece
        if stop and re.search(stop, seen.decode("utf-8", "replace")):
            os.killpg(run.pid, signal.SIGINT)
            stop = ""
    os.close(ours)
    return run.wait(30), seen.decode("utf-8")


@pty
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_progress_on_a_terminal(tmp_path: Path, jobs: str) -> None:
    """Count, rate and time left while files are checked and while texts are compared; then how long it took."""
    many(tmp_path, 120)
    status, seen = on_terminal(tmp_path, ".", "--jobs", jobs, "-o", "a.csv")
    assert status == 0
    lines = seen.replace("\r\n", "\n")
    assert re.search(r"\r已检查 \d+/120 份，每秒 \d+\.\d 份，约剩 \d+:\d\d", lines)
    assert re.search(r"共 120 份，用时 \d+:\d\d；其中 0 份沿用[^，]*的结果，0 份未能检查 *\n", lines)
    assert re.search(r"\r比对文字：已(?:读取|比对) \d+/120 份，每秒 \d+\.\d 份，约剩 \d+:\d\d", lines)
    assert re.search(r"\r比对文字：共 120 份，用时 \d+:\d\d *\n", lines)
    counts = [int(count) for count in re.findall(r"已检查 (\d+)/", lines)]
    assert counts == sorted(counts)
    assert lines.endswith("已写入 a.csv。\n")


@pty
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_and_going_on(tmp_path: Path, jobs: str) -> None:
    """Ctrl-C: status 130, no traceback; with the same --state the next run takes up what was done."""
    many(tmp_path, 150)
    arguments = (".", "--state", "state.jsonl", "--jobs", jobs, "-o", "a.csv")
    status, seen = on_terminal(tmp_path, *arguments, stop=r"已检查 \d+/150")
    assert status == 130
    assert "Traceback" not in seen
    assert not (tmp_path / "a.csv").exists()
    done = len((tmp_path / "state.jsonl").read_bytes().splitlines()) - 1
    assert 0 < done < 150
    status, seen = on_terminal(tmp_path, *arguments)
    assert status == 0
    known = re.search(r"共 150 份，用时 [\d:]+；其中 (\d+) 份沿用[^，]*的结果", seen)
    assert known
    assert int(known[1]) == done
    assert (tmp_path / "a.csv").read_bytes().count(b"\r\n") == 151


@pty
def test_ctrl_c_while_texts_are_compared(tmp_path: Path) -> None:
    """Stopped there, nothing is checked again: the next run begins with the comparison."""
    many(tmp_path, 120)
    arguments = (".", "--state", "state.jsonl", "-o", "a.csv")
    status, seen = on_terminal(tmp_path, *arguments, stop="比对文字：已")
    assert status == 130
    assert "Traceback" not in seen
    status, seen = on_terminal(tmp_path, *arguments)
    assert status == 0
    assert "其中 120 份沿用" in seen


def test_a_log_gets_no_progress(folder: Path) -> None:
    """Where standard error is no terminal, only what was written is told."""
    run = fzlint("gap", "2023", "-o", "a.csv", cwd=folder)
    assert run.err == "已写入 a.csv。\n"


@pytest.mark.parametrize(
    ("files", "asked", "here", "wanted"),
    [(1, 0, 8, 1), (99, 0, 8, 1), (100, 0, 8, 2), (10_000, 0, 2, 2), (10_000, 0, 64, 8), (10, 4, 1, 4), (0, 0, 4, 1)],
)
def test_as_many_processes_as_pay(
    files: int, asked: int, here: int, wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few files are checked by one process, many by one for each processor, at most eight; who asks gets theirs."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(here)), raising=False)
    assert processes_for(files, asked) == wanted


def test_workbook_of_many_takes_little_memory(tmp_path: Path) -> None:
    """Rows are written at once: four times the reports do not take four times the memory."""
    pytest.importorskip("openpyxl")
    peaks = []
    for number in (15, 60):
        reports = tmp_path / str(number)
        reports.mkdir()
        many(reports, number)
        run = subprocess.run(
            [sys.executable, "-c", _MEASURE, str(reports), str(tmp_path / "a.xlsx")],
            capture_output=True, text=True, check=True, env=environment(),
        )  # fmt: skip
        peaks.append(int(run.stdout))
        shutil.rmtree(reports)
    assert peaks[1] < 2 * peaks[0]


_MEASURE = """
import sys, tracemalloc
from pathlib import Path
from fzlint.checklist.loading import shipped
from fzlint.gap.batch import LintSettings, run
from fzlint.gap.model import Batch
from fzlint.output.stored import document_of
from fzlint.gap.workbook import write_workbook
from fzlint.messages import Messages
paths = sorted(map(str, Path(sys.argv[1]).glob("*.txt")))
rows = list(run(paths, LintSettings()))
messages = Messages(shipped().section("messages"), "zh")
batch = Batch.from_documents([document_of(rows, shipped())], shipped(), messages)
write_workbook(batch, Path(sys.argv[2]), messages)
tracemalloc.start()
write_workbook(batch, Path(sys.argv[2]), messages)
print(tracemalloc.get_traced_memory()[1])
"""
