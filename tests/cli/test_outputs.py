"""Outputs of whole runs where a scenario cannot reach: Word files, hostile files, the limit of GitHub's summary."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from running import DATA, fzlint

FORMATS = ("jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "grouped")


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A report with an error as a Word file."""
    document = pytest.importorskip("docx").Document()
    for line in (DATA / "w1_03.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "年报.docx"))
    return tmp_path


def test_findings_in_a_word_file_name_the_paragraph(word: Path) -> None:
    """There are no lines to mark: line 1 and, in the message, the paragraph and the words."""
    run = fzlint("check", ".", "-f", "sarif", "--report", "gitlab=a.json", "--report", "c.rdjson", cwd=word)
    assert run.status == 1
    results = json.loads(run.out)["runs"][0]["results"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in results]
    assert regions
    assert all(region == {"startLine": 1} for region in regions)
    assert any(re.search("位置：第[0-9]+段第[0-9]+字，原文：“", result["message"]["text"]) for result in results)
    issues = json.loads((word / "a.json").read_text(encoding="utf-8"))
    assert {issue["location"]["lines"]["begin"] for issue in issues} == {1}
    assert {issue["location"]["path"] for issue in issues} == {"年报.docx"}


@pytest.mark.parametrize("format_", FORMATS)
def test_what_a_report_holds_is_no_command(tmp_path: Path, format_: str) -> None:
    """A report and a file name that try: no line of any output is a command that we did not mean."""
    text = (DATA / "w1_03.txt").read_text(encoding="utf-8")
    evil = "\x1b[2J\u202e::error::坏]]>|<img src=x onerror=alert(1)>`x`\x00"
    text = text.replace("立案的324件", f"立案的{evil}324件") + "\n::error file=x::坏\n##[error]坏\n::stop-commands::x\n"
    (tmp_path / "::warning ::a,b%0A<i>.txt").write_text(text, encoding="utf-8")
    run = fzlint("check", ".", "-f", format_, "--fail-on", "never", cwd=tmp_path)
    assert run.status == 0, run.err
    assert "\x1b" not in run.out
    assert "\u202e" not in run.out
    assert "##[" not in run.out
    commands = [line for line in run.out.splitlines() if line.lstrip().startswith("::")]
    assert all(re.match("::(error|warning|notice) file=%3A ?%3Awarning", line) for line in commands)
    assert bool(commands) is (format_ == "github")
    if format_ in ("junit", "checkstyle"):
        ElementTree.fromstring(run.out)
    if format_ in ("sarif", "gitlab", "rdjson"):
        json.loads(run.out)


def test_the_summary_of_a_job_stays_below_its_limit(tmp_path: Path) -> None:
    """GitHub drops a summary near 1 MiB without a word: what other commands have written counts too."""
    shutil.copy(DATA / "w1_03.txt", tmp_path / "a.txt")
    summary = tmp_path / "summary.md"
    for used in (899_000, 900_100):
        summary.write_text("x" * used, encoding="utf-8")
        run = fzlint("check", "a.txt", "-f", "github", cwd=tmp_path, env={"GITHUB_STEP_SUMMARY": str(summary)})
        assert run.status == 1
        shown = summary.read_text(encoding="utf-8")
        assert len(shown.encode()) < 901_000
        assert "个问题没有列出" in shown


@pytest.mark.parametrize("format_", FORMATS)
def test_output_is_utf8_whatever_the_locale(tmp_path: Path, format_: str) -> None:
    """Contracts with other programs are UTF-8 even under PYTHONIOENCODING=gbk; grouped follows it."""
    shutil.copy(DATA / "w1_03.txt", tmp_path / "a.txt")
    run = fzlint("check", "a.txt", "-f", format_, cwd=tmp_path, env={"PYTHONIOENCODING": "gbk", "LC_ALL": "C"})
    assert run.status == 1
    assert "第一责任人" in run.stdout.decode("gbk" if format_ == "grouped" else "utf-8")


def test_ci_paths_and_shown_paths(tmp_path: Path) -> None:
    """CI gets the path in the repository, JSON the path as given."""
    folder = tmp_path / "repo" / "年报"
    folder.mkdir(parents=True)
    shutil.copy(DATA / "w1_03.txt", folder / "a.txt")
    env = {"CI_PROJECT_DIR": str(tmp_path / "repo")}
    run = fzlint("check", str(folder / "a.txt"), "-f", "json", "--report", "gitlab=b.json", cwd=folder, env=env)
    assert json.loads(run.out)["reports"][0]["path"] == str(folder / "a.txt")
    issues = json.loads((folder / "b.json").read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"年报/a.txt"}
