"""``fzlint annotate``: the right file is written, whole; no input is destroyed by mistake."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_annotate_word import commented
from word_files import CONSTRUCTED, document, from_text, p, packed

from fzlint.annotate.remarks import remarks_of
from fzlint.checklist.loading import shipped
from fzlint.cli import annotate
from fzlint.linting import Linter
from fzlint.output import whole_files as writing
from fzlint.reading.source import Source

REPORT = (
    "临江县青石镇人民政府2023年法治政府建设年度报告\n一、主要举措和成效\n（一）化解纠纷。全年调解纠纷236件，成功229件，成功率为91.0%。\n"
    "（二）规范执法。全年办理行政处罚案件12件，组织执法培训4次，参训86人次。\n二、存在的不足\n"
    "一是专职法制审核人员仅1名，难以应对日益增多的合同审查任务。\n青石镇人民政府\n2024年1月15日"
)


@dataclass(frozen=True)
class Told:
    status: int
    words: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run the command in this process; its status and what it told."""

    def inner(path: Path | str, output: Path | str | None, *more: str) -> Told:
        arguments = [str(path), *(["-o", str(output)] if output else []), *more]
        status = annotate.command.main(arguments, standalone_mode=False)
        return Told(status, capsys.readouterr().err)

    return inner


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "draft.docx"
    path.write_bytes(from_text(REPORT))
    return path


def test_word(run: Callable[..., Told], word: Path, tmp_path: Path) -> None:
    """Comments stand at the finding's words, at the heading of what is missing, at the end, and at the title."""
    before = word.read_bytes()
    output = tmp_path / "reviewed.docx"
    told = run(word, output)
    assert told.status == 0
    assert "reviewed.docx" in told.words
    assert word.read_bytes() == before
    found = {head.split(" ")[0]: words for head, words in commented(output.read_bytes()).items()}
    assert found["法治政府建设年度报告检查结果"] == "临江县青石镇人民政府2023年法治政府建设年度报告"
    assert "91.0%" in found["C2"]
    assert found["S3"] in ("二、存在的不足", "一是专职法制审核人员仅1名，难以应对日益增多的合同审查任务。")
    assert found["S5"] == "一是专职法制审核人员仅1名，难以应对日益增多的合同审查任务。"


def test_missing_shortcomings_stand_at_the_last_heading(run: Callable[..., Told], tmp_path: Path) -> None:
    """A report without shortcomings is told so where they would stand."""
    path, output = tmp_path / "a.docx", tmp_path / "b.docx"
    lines = REPORT.split("\n")
    path.write_bytes(from_text("\n".join([*lines[:4], "二、其他工作", "全年召开会议6次，印发文件3份。", *lines[6:]])))
    assert run(path, output).status == 0
    found = {head.split(" ")[0]: words for head, words in commented(output.read_bytes()).items()}
    assert found["S2"] == found["S3"] == "二、其他工作"


def test_severity_author_and_language(run: Callable[..., Told], word: Path, tmp_path: Path) -> None:
    """Milder findings are written when asked for; the author and the language are as given; a second run replaces."""
    output = tmp_path / "reviewed.docx"
    counts = []
    for severity in ("error", "warning", "note"):
        run(word, output, "--severity", severity)
        counts.append(len(commented(output.read_bytes())))
    assert counts[0] < counts[1] < counts[2] < 20
    assert run(output, output, "--force", "--author", "某某", "--lang", "en", "--severity", "note").status == 0
    heads = commented(output.read_bytes())
    assert len(heads) == counts[2]
    assert any(head.endswith("(error)") for head in heads)
    comments = source_of(output, "word/comments.xml")
    assert comments.count('w:author="某某"') == counts[2]


def source_of(path: Path, name: str) -> str:
    from word_files import unpacked

    return unpacked(path.read_bytes())[name].decode("utf-8")


def test_text_becomes_a_page(run: Callable[..., Told], tmp_path: Path) -> None:
    """Other files become a web page, by default beside them; a Word file becomes one when asked."""
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="gb18030")
    assert run(path, None).status == 0
    page = (tmp_path / "a.reviewed.html").read_text(encoding="utf-8")
    assert "<mark" in page
    assert "C2" in page
    docx = tmp_path / "a.docx"
    docx.write_bytes(from_text(REPORT))
    assert run(docx, tmp_path / "b.html").status == 0
    assert (tmp_path / "b.html").read_text(encoding="utf-8").count("<mark") == page.count("<mark")


@pytest.mark.parametrize("suffix", [".txt", "", ".pdf", ".docm"])
def test_a_suffix_that_does_not_fit(run: Callable[..., Told], word: Path, tmp_path: Path, suffix: str) -> None:
    """A Word file is written under the suffix that its content has; no other file is made."""
    output = tmp_path / f"out{suffix}"
    told = run(word, output)
    assert told.status == 2
    assert ".docx" in told.words
    assert not output.exists()


def test_macro_files_keep_their_suffix(run: Callable[..., Told], tmp_path: Path) -> None:
    """A file with macros is written as .docm; as .docx Word would not open it."""
    path = tmp_path / "a.docm"
    path.write_bytes(document("".join(p(line) for line in REPORT.split("\n")), macros=True))
    assert run(path, tmp_path / "b.docx").status == 2
    assert run(path, None).status == 0
    assert (tmp_path / "a.reviewed.docm").exists()


def test_text_cannot_become_a_word_file(run: Callable[..., Told], tmp_path: Path) -> None:
    """A text file has no place for comments."""
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    told = run(path, tmp_path / "b.docx")
    assert told.status == 2
    assert ".html" in told.words
    assert not (tmp_path / "b.docx").exists()


def test_the_input_is_not_overwritten_by_mistake(run: Callable[..., Told], word: Path, tmp_path: Path) -> None:
    """The input under its own name, or by a link, is refused without --force; with it, it is annotated."""
    before = word.read_bytes()
    link = tmp_path / "link.docx"
    link.symlink_to(word)
    for output in (word, link):
        assert run(word, output).status == 2
        assert word.read_bytes() == before
    assert run(word, link, "--force").status == 0
    assert link.is_symlink()
    assert word.read_bytes() != before


def test_half_a_file_is_never_written(
    run: Callable[..., Told], word: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails, an older output is still whole and nothing lies about."""
    output = tmp_path / "reviewed.docx"
    output.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", fail)
    told = run(word, output)
    assert told.status == 2
    assert "No space left" in told.words
    assert output.read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["draft.docx", "reviewed.docx"]


def test_files_that_cannot_be_read(run: Callable[..., Told], tmp_path: Path) -> None:
    """A damaged or missing file is told in a sentence, and nothing is written."""
    damaged = tmp_path / "a.docx"
    damaged.write_bytes(packed({"word/document.xml": "<broken"}))
    for path in (damaged, tmp_path / "none.docx"):
        told = run(path, tmp_path / "out.docx")
        assert told.status == 2
        assert path.name in told.words
        assert "Traceback" not in told.words
    assert not (tmp_path / "out.docx").exists()
    assert run(damaged, tmp_path / "no" / "folder.html").status == 2


def test_another_kind_of_document(run: Callable[..., Told], tmp_path: Path) -> None:
    """A document that is no annual report gets the one remark that says so."""
    path, output = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(from_text("某县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息327条。"))
    assert run(path, output).status == 0
    assert len(commented(output.read_bytes())) == 1


def test_every_remark_has_words_in_both_languages() -> None:
    """No remark shows a message's key, and each tells its code, what is wrong and what to do."""
    for language in ("zh", "en"):
        linter = Linter(shipped(), language=language)
        for path in CONSTRUCTED:
            text = Source(str(path), path.read_text(encoding="utf-8"), "utf-8")
            remarks = remarks_of(linter.lint(text), linter.read(text), linter.checklist, linter.messages, "note")
            assert [remark.code for remark in remarks].index("") == 0
            for remark in remarks:
                told = "\n".join((remark.head, *remark.lines))
                assert not re.search(r"\b(?:annotate|text|place|basis)\.[a-z]", told)
                assert not remark.code or (remark.code in told and len(remark.lines) >= 2)


def test_a_report_is_annotated_soon(run: Callable[..., Told], tmp_path: Path) -> None:
    """5,600 characters take well under the 0.6 s of a whole process, once the checklist is loaded."""
    text = CONSTRUCTED[0].read_text(encoding="utf-8")
    path, output = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(from_text((text + "\n" + text.split("\n", 3)[3])[:5600]))
    run(path, output)
    begin = time.process_time()
    assert run(path, output).status == 0
    assert time.process_time() - begin < 0.6
