"""``fzlint gap`` as it is called: formats by suffix, stored results, comparison, one file a body, refusals."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from running import DATA, fzlint

SUFFIXES = ("html", "md", "csv", "json")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with three reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("w1_01.txt", "w1_02.txt", "w1_03.txt"):
        shutil.copy(DATA / "constructed" / name, folder / name)
    return folder


def test_formats_by_suffix(reports: Path) -> None:
    """Several outputs in one run; a second run does not read what the first wrote."""
    outputs = [f"-oout.{suffix}" for suffix in SUFFIXES]
    for _ in range(2):
        run = fzlint("gap", ".", *outputs, cwd=reports)
        assert (run.status, run.out) == (0, "")
        assert run.err.count("已写入") == len(SUFFIXES)
        assert len(json.loads((reports / "out.json").read_text(encoding="utf-8"))["reports"]) == 3
    assert (reports / "out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (reports / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (reports / "out.md").read_text(encoding="utf-8").startswith("# ")


def test_table_on_the_screen(reports: Path) -> None:
    """Without -o a table; in English when asked."""
    run = fzlint("gap", "reports", cwd=reports.parent)
    assert run.status == 0
    assert "麻柳溪镇人民政府" in run.out
    assert "3 annual report(s)" in fzlint("gap", "reports", "--lang", "en", cwd=reports.parent).out


def test_stored_results_give_the_same_report(reports: Path) -> None:
    """The JSON of ``check`` and the JSON of ``gap`` itself are both read again; the former has no text to compare."""
    cwd = reports.parent
    fzlint("check", "reports", "-f", "json", "-o", "check.json", cwd=cwd)
    fzlint("gap", "reports", "-o", "gap.json", "-o", "a.html", cwd=cwd)
    fzlint("gap", "reports", "--no-copied", "-o", "plain.html", cwd=cwd)
    for source, out, same, more in (
        ("check.json", "b.html", "plain.html", ("--no-copied",)),
        ("gap.json", "c.html", "a.html", ()),
    ):
        assert fzlint("gap", "--from", source, *more, "-o", out, cwd=cwd).status == 0
        assert (cwd / out).read_bytes() == (cwd / same).read_bytes()


def test_compare(reports: Path) -> None:
    """With a folder and with stored results; what cannot be read of them is told."""
    cwd = reports.parent
    shutil.copytree(reports, cwd / "old")
    old = cwd / "old" / "w1_01.txt"
    text = old.read_text(encoding="utf-8")
    old.write_text("\n".join(text.splitlines()[:30]).replace("2021", "2020"), encoding="utf-8")
    (cwd / "old" / "bad.txt").write_bytes(b"")
    fzlint("gap", "old", "-o", "old.json", cwd=cwd)
    for earlier in ("old", "old.json"):
        run = fzlint("gap", "reports", "--compare", earlier, "-o", "out.json", cwd=cwd)
        assert run.status == 0
        assert "bad.txt" in run.err
        change, *_ = json.loads((cwd / "out.json").read_text(encoding="utf-8"))["gap"]["comparison"]["changes"]
        assert change["before"]["year"] == 2020
        assert "S5" in change["mended"]


def test_one_file_for_each_body(reports: Path) -> None:
    """Named after the body and year, in each format, and two of one name apart."""
    shutil.copy(reports / "w1_01.txt", reports / "copy.txt")
    run = fzlint("gap", "reports", "-o", "all.html", "-o", "all.md", "--per-body", "each", cwd=reports.parent)
    assert run.status == 0
    names = sorted(path.name for path in (reports.parent / "each").iterdir())
    assert len(names) == 8
    assert "麻柳溪镇人民政府2021年.html" in names
    assert "麻柳溪镇人民政府2021年-2.md" in names


def test_hostile_names_of_files_and_bodies(tmp_path: Path) -> None:
    """A body's name is no path: every file lands in the folder."""
    name = "../../../etc/x:y*?"
    report = {"path": "a.txt", "error": None, "kind": "annual-report", "body": name, "year": 2024, "verdicts": []}
    reports = [report, report | {"body": "CON", "year": None}, report | {"body": "...", "year": None}]
    (tmp_path / "r.json").write_text(json.dumps({"schema_version": 1, "reports": reports}), encoding="utf-8")
    run = fzlint("gap", "--from", "r.json", "-o", "a.csv", "--per-body", "deep/each", cwd=tmp_path)
    assert run.status == 0, run.err
    assert len(list((tmp_path / "deep" / "each").iterdir())) == 3
    assert not any(path.stem.upper() == "CON" for path in (tmp_path / "deep" / "each").iterdir())


def test_unreadable_file_is_told_and_the_others_are_written(reports: Path) -> None:
    """Status 2, and the file stands in the report with its reason."""
    (reports / "bad.txt").write_bytes(b"\x00\x01\x02" * 99)
    run = fzlint("gap", "reports", "-o", "out.md", cwd=reports.parent)
    assert run.status == 2
    assert "bad.txt" in run.err
    assert "bad.txt" in (reports.parent / "out.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--from"),
        (("reports", "--from", "x.json"), "--from"),
        (("reports", "-o", "out.pdf"), ".html"),
        (("--from", "none.json"), "none.json"),
        (("--from", "reports/w1_01.txt"), "check -f json"),
        (("--from", "list.json"), "check -f json"),
        (("--from", "deep.json"), "check -f json"),
        (("reports", "--compare", "nowhere"), "nowhere"),
        (("reports", "--compare", "list.json"), "list.json"),
        (("reports", "--per-body", "each"), "-o"),
        (("reports", "--profile", "stric"), "strict"),
        (("reports/w1_01.txt", "-o", "reports/none/out.md"), "out.md"),
        (("empty",), "empty"),
        (("--from", "list.json", "-o", "list.json"), "list.json"),
    ],
)
def test_refusals(reports: Path, arguments: tuple[str, ...], told: str) -> None:
    """One line that says what is wrong, status 2, nothing written."""
    cwd = reports.parent
    (cwd / "empty").mkdir()
    (cwd / "list.json").write_text("[1]", encoding="utf-8")
    (cwd / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    before = sorted(cwd.rglob("*"))
    run = fzlint("gap", *arguments, cwd=cwd)
    assert (run.status, run.out) == (2, "")
    assert told in run.err
    assert run.err.count("\n") == 1
    assert "Traceback" not in run.err
    assert sorted(cwd.rglob("*")) == before


def test_missing_jinja_is_told(reports: Path) -> None:
    """Without the extra: one line that says how to install it; tables still work."""
    (reports.parent / "jinja2.py").write_text("raise ImportError", encoding="utf-8")
    env = {"PYTHONPATH": str(reports.parent)}
    run = fzlint("gap", "reports", "-o", "out.html", cwd=reports.parent, env=env)
    assert run.status == 2
    assert "fzlint[gap]" in run.err
    assert run.err.count("\n") == 1
    assert fzlint("gap", "reports", "-o", "out.csv", cwd=reports.parent, env=env).status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no modes of files")
def test_stopped_run_is_taken_up(reports: Path) -> None:
    """With --state the second run gives the same report from what was kept."""
    arguments = ("gap", "reports", "--state", "state.jsonl", "-o")
    assert fzlint(*arguments, "a.json", cwd=reports.parent).status == 0
    assert fzlint(*arguments, "b.json", cwd=reports.parent).status == 0
    assert (reports.parent / "a.json").read_bytes() == (reports.parent / "b.json").read_bytes()
