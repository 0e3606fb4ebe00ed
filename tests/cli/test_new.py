"""``fzlint new``: what it writes where, and how it answers wrong use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from running import fzlint

ARGUMENTS = ("new", "--body", "青石镇人民政府", "--year", "2025")


def test_text_to_standard_output(tmp_path: Path) -> None:
    """Without a file the text goes to standard output, with nothing beside it."""
    run = fzlint(*ARGUMENTS, cwd=tmp_path)
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("青石镇人民政府关于2025年度法治政府建设情况的报告\n")
    assert fzlint(*ARGUMENTS, "-o", "-", cwd=tmp_path).out == run.out
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "start"), [("a.txt", "青石镇".encode()), ("a.MD", b"# "), ("a.docx", b"PK")])
def test_the_suffix_tells_the_form(tmp_path: Path, name: str, start: bytes) -> None:
    """.txt, .md and .docx, in small or capital letters; how many hints there are is told."""
    if name.endswith("docx"):
        pytest.importorskip("docx")
    run = fzlint(*ARGUMENTS, "-o", name, cwd=tmp_path)
    assert (run.status, run.out) == (0, "")
    assert "35处" in run.err
    assert (tmp_path / name).read_bytes().startswith(start)


def test_what_it_writes_is_checked(tmp_path: Path) -> None:
    """The advice it gives works: fzlint check on the file tells of the hints."""
    fzlint(*ARGUMENTS, "-o", "a.txt", cwd=tmp_path)
    run = fzlint("check", "a.txt", cwd=tmp_path)
    assert run.status == 1
    assert "T1" in run.out


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    """A report that somebody has begun is not lost; --force says that it may be."""
    (tmp_path / "a.txt").write_text("已写好的报告", encoding="utf-8")
    run = fzlint(*ARGUMENTS, "-o", "a.txt", cwd=tmp_path)
    assert run.status == 2
    assert "--force" in run.err
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "已写好的报告"
    assert fzlint(*ARGUMENTS, "-o", "a.txt", "--force", cwd=tmp_path).status == 0
    assert "请填写" in (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("new", "--body", "青石", "--year", "2025"), "--level"),
        (("new", "--body", " ", "--year", "2025"), "--body"),
        (("new", "--body", "青石\x07镇", "--year", "2025"), "--body"),
        (("new", "--body", "镇" * 61, "--year", "2025"), "60"),
        (("new", "--body", "青石镇", "--year", "25"), "--year"),
        (("new", "--body", "青石镇"), "--year"),
        ((*ARGUMENTS, "--addressee", "甲\n乙"), "--addressee"),
        ((*ARGUMENTS, "--level", "town"), "township"),
        ((*ARGUMENTS, "-o", "a.doc"), ".docx"),
        ((*ARGUMENTS, "-o", "missing/a.txt"), "missing/a.txt"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """One sentence says what is wrong; nothing is written; the status is 2."""
    run = fzlint(*arguments, cwd=tmp_path)
    assert (run.status, run.out) == (2, "")
    assert told in run.err
    assert "Traceback" not in run.err
    assert not list(tmp_path.iterdir())


def test_a_given_level_goes_before_the_name(tmp_path: Path) -> None:
    """--level decides where the name misleads, and serves where it tells nothing."""
    assert fzlint("new", "--body", "青石", "--level", "township", "--year", "2025", cwd=tmp_path).status == 0
    county = fzlint(*ARGUMENTS, "--level", "county", cwd=tmp_path).out
    assert "行政复议" in county
    assert "行政复议" not in fzlint(*ARGUMENTS, cwd=tmp_path).out


def test_a_year_without_outline_is_told(tmp_path: Path) -> None:
    """The note goes to standard error, so that the text can be piped on."""
    run = fzlint("new", "--body", "青石镇人民政府", "--year", "2026", cwd=tmp_path)
    assert run.status == 0
    assert "2026年起" in run.err
    assert "说明" not in run.out


def test_without_python_docx(tmp_path: Path) -> None:
    """Where python-docx is not installed, one line says how to install it, and text is written all the same."""
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "docx.py").write_text("raise ImportError('not installed')\n", encoding="utf-8")
    folders = (str(tmp_path / "blocked"), os.environ.get("PYTHONPATH", ""))
    env = {"PYTHONPATH": os.pathsep.join(filter(None, folders))}
    run = fzlint(*ARGUMENTS, "-o", "a.docx", cwd=tmp_path, env=env)
    assert run.status == 2
    assert 'pip install "fzlint[word]"' in run.err
    assert run.err.count("\n") == 1
    assert not (tmp_path / "a.docx").exists()
    assert fzlint(*ARGUMENTS, "-o", "a.txt", cwd=tmp_path, env=env).status == 0


def test_english_messages_chinese_report(tmp_path: Path) -> None:
    """--lang en changes what the command says, not the report."""
    run = fzlint(*ARGUMENTS, "-o", "a.txt", "--lang", "en", cwd=tmp_path)
    assert "replace the 35 hints" in run.err
    assert "请填写" in (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file names")
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    """Bytes that are no text are refused as a body's name, without a traceback."""
    run = fzlint("new", "--body", b"\xff\xfe", "--year", "2025", cwd=tmp_path)
    assert run.status == 2
    assert "Traceback" not in run.err
