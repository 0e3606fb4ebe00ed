"""The command where a scenario cannot reach: bytes, encodings, pipes, interrupts, hostile files, crashes, imports."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import DATA, environment, fzlint

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX file names, signals and pipes")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with an error in an otherwise empty folder."""
    return Path(shutil.copy(DATA / "w1_03.txt", tmp_path / "a.txt"))


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "zh_CN.GBK"},
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    ],
)
@pytest.mark.parametrize("format_", ["text", "concise", "json"])
def test_output_is_utf8_in_every_locale(report: Path, locale: dict[str, str], format_: str) -> None:
    """The locale of a server or a scheduled job does not garble the output."""
    run = fzlint("check", "a.txt", "-f", format_, cwd=report.parent, env=locale)
    assert run.status == 1
    assert "第一责任人" in run.out
    assert run.stdout == fzlint("check", "a.txt", "-f", format_, cwd=report.parent).stdout


def test_plain_signs_where_the_encoding_asked_for_has_no_others(report: Path) -> None:
    """PYTHONIOENCODING=gbk: text is GBK with plain signs, JSON stays UTF-8."""
    env = {"PYTHONIOENCODING": "gbk"}
    text = fzlint("check", "a.txt", cwd=report.parent, env=env)
    assert text.status == 1
    assert "x S4 缺失" in text.stdout.decode("gbk")
    document = fzlint("check", "a.txt", "-f", "json", cwd=report.parent, env=env)
    assert json.loads(document.out)["summary"]["reports"] == 1


@POSIX
@pytest.mark.parametrize("format_", ["text", "concise", "json"])
def test_a_file_name_that_is_no_utf8(tmp_path: Path, format_: str) -> None:
    """A name in another encoding is read, shown as escapes, and crashes nothing; one that is missing is told so."""
    name = "报告".encode("gbk") + b"\xff.txt"
    try:
        shutil.copy(os.fsencode(DATA / "w1_03.txt"), os.path.join(os.fsencode(tmp_path), name))
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    run = fzlint(b"check", name, b"missing-\xff.txt", b"-f", format_.encode(), cwd=tmp_path)
    assert run.status == 2
    assert "missing-\\xff.txt" in run.err
    if format_ == "json":
        assert os.fsencode(json.loads(run.out)["reports"][0]["path"]) == name
    else:
        assert "\\xff.txt" in run.out


def test_a_folder_is_checked_in_the_order_of_its_names(tmp_path: Path) -> None:
    """Reports and their lines come in a fixed order: two runs give the same bytes."""
    for name in ("b.txt", "a.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(DATA / "w1_03.txt", tmp_path / name)
    first = fzlint("check", "-f", "concise", cwd=tmp_path)
    paths = [line.split(":")[0] for line in first.out.splitlines()]
    assert list(dict.fromkeys(paths)) == ["a.txt", "b.txt", "c/d.txt"]
    places = [tuple(map(int, line.split(":")[1:3])) for line in first.out.splitlines() if line.startswith("b.txt")]
    assert places == sorted(places)
    assert first.stdout == fzlint("check", "-f", "concise", cwd=tmp_path).stdout


def test_paths_are_shown_as_given(report: Path) -> None:
    """The path in every output is the one on the command line, never made absolute."""
    shown = f"../{report.parent.name}/a.txt"
    run = fzlint("check", shown, "-f", "json", cwd=report.parent)
    assert json.loads(run.out)["reports"][0]["path"] == shown
    assert fzlint("check", shown, "-f", "concise", cwd=report.parent).out.startswith(f"{shown}:")


@POSIX
def test_a_reader_that_leaves_is_no_error(report: Path) -> None:
    """``fzlint check … | head -1`` ends without a message."""
    for index in range(12):
        shutil.copy(report, report.parent / f"{index}.txt")
    command = f'"{sys.executable}" -m fzlint check . --show-notes --show-passed | head -c 1'
    done = subprocess.run(
        ["sh", "-c", command], cwd=report.parent, env=environment(), capture_output=True, timeout=120, check=False
    )
    assert done.stderr == b""
    assert done.stdout


@POSIX
def test_a_closed_output_from_the_start_is_no_traceback(report: Path) -> None:
    """A pipe nobody reads: no traceback."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "fzlint", "--help"], stdout=write, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(write)
    assert done.stderr == b""


@POSIX
def test_interrupted(report: Path) -> None:
    """Ctrl-C ends with 130 and without a traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fzlint", "check", "-"], cwd=report.parent, env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("青溪镇".encode())
    process.stdin.flush()
    try:
        process.wait(2)  # time to come to reading: standard input stays open
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


def test_what_a_report_holds_does_not_steer_the_terminal(tmp_path: Path) -> None:
    """ANSI sequences, CI commands and bidi controls in quotes come out harmless."""
    text = (DATA / "w1_03.txt").read_text(encoding="utf-8")
    text = text.replace("立案的324件", "立案的324件\x1b[2J\u202e").replace(
        "宁溪县市场监督管理局2023", "宁溪县市场监督管理局\x1b[31m2023", 1
    )
    (tmp_path / "::error ::a.txt").write_text(text + "\n::error file=x::坏\n##[error]坏\n", encoding="utf-8")
    for options in (["--show-passed", "--show-notes"], ["-f", "concise"]):
        run = fzlint("check", ".", *options, cwd=tmp_path)
        assert run.status in (0, 1)
        assert run.out
        for line in run.out.splitlines():
            assert not line.lstrip().startswith("::")
            assert "\x1b" not in line
            assert "\u202e" not in line
            assert "##[" not in line


def test_a_very_long_line_stays_short_in_the_output(tmp_path: Path) -> None:
    """A report that is one line of half a million characters gives a readable output."""
    text = (DATA / "w1_03.txt").read_text(encoding="utf-8").replace("\n", "")
    (tmp_path / "a.txt").write_text(text + "全面推进依法行政" * 60_000, encoding="utf-8")
    run = fzlint("check", "a.txt", "--show-passed", cwd=tmp_path)
    assert run.status in (0, 1)
    assert max(map(len, run.out.splitlines())) < 400


def test_a_defect_of_ours_hides_no_other_report(report: Path) -> None:
    """A check that breaks is told in one line, gives 2, and the other reports are still there; never a traceback."""
    shutil.copy(report, report.parent / "b.txt")
    code = (
        "import sys; from fzlint.linting import Linter; lint = Linter.lint\n"
        "def broken(self, source):\n"
        "    if source.path == 'a.txt': raise RuntimeError('\\x1b[31mx')\n"
        "    return lint(self, source)\n"
        "Linter.lint = broken\n"
        "from fzlint.cli import main; sys.exit(main(['check', 'a.txt', 'b.txt', '-f', 'concise']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=report.parent, env=environment(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "b.txt:1:1: S4" in done.stdout.decode()
    assert "检查 a.txt 时程序出错（RuntimeError, <string>:3）" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_broken_installation_is_told_in_one_line(report: Path) -> None:
    """What fails outside a report gives 2 and no traceback either, unless FZLINT_DEBUG asks for it."""
    code = (
        "import sys; sys.modules['fzlint.linting'] = None\n"
        "from fzlint.cli import main; sys.exit(main(['check', 'a.txt']))"
    )
    for env, traceback in (({}, False), ({"FZLINT_DEBUG": "1"}, True)):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=report.parent,
            env=environment(env),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == (1 if traceback else 2)
        assert ("Traceback" in done.stderr.decode()) is traceback
        assert ("程序出错，没有完成检查（ModuleNotFoundError" in done.stderr.decode()) is not traceback


def test_json_findings_have_places_in_the_text(report: Path) -> None:
    """Lines and columns count from 1 in code points, and the quote stands there."""
    lines = report.read_text(encoding="utf-8").split("\n")
    document = json.loads(fzlint("check", "a.txt", "-f", "json", cwd=report.parent).out)
    (result,) = document["reports"]
    places = [place for verdict in result["verdicts"] for place in verdict["evidence"]]
    places += [finding for finding in result["findings"] if finding["quote"]]
    assert len(places) > 20
    for place in places:
        if place["line"] == place["end_line"]:
            assert lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1] == place["quote"]


# What a plain check has no use for: each costs tens of milliseconds.
HEAVY = ("jieba", "tabulate", "yaml", "jsonschema", "pathspec", "charset_normalizer", "platformdirs")


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["check", "a.txt"], HEAVY),
        (["check", "a.txt", "-f", "json"], HEAVY),
        (["--help"], (*HEAVY, "fzlint.linting", "fzlint.checklist.loading", "fzlint.cli.check")),
        (["--version"], (*HEAVY, "fzlint.linting", "fzlint.checklist.loading", "fzlint.cli.check")),
        (["check", "--help"], (*HEAVY, "fzlint.linting", "fzlint.checklist.loading")),
    ],
)
def test_nothing_heavy_is_imported(report: Path, arguments: list[str], unwanted: tuple[str, ...]) -> None:
    """A plain check starts quickly: what it does not need is not imported."""
    fzlint("check", "a.txt", cwd=report.parent)  # compiles the checklist once, which needs YAML
    code = f"import sys; from fzlint.cli import main\nmain({arguments!r})\nsys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=report.parent, env=environment(), capture_output=True, timeout=60, check=False
    )
    imported = set(done.stderr.decode().splitlines())
    assert "click" in imported
    assert sorted(imported & set(unwanted)) == []
