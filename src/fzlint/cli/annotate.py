"""``fzlint annotate``: the report with the findings written into it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from fzlint.cli import BAD_USE
from fzlint.cli.configuring import Configured, configurable, configured
from fzlint.cli.options import CHECKLIST, LANG, PROFILE, WAIVERS, Choice, option

if TYPE_CHECKING:
    from fzlint.annotate.remarks import Remark
    from fzlint.gate.configuration.documents import DocumentSettings
    from fzlint.linting import Linter
    from fzlint.messages import Messages
    from fzlint.reading.source import Limits, Source
    from fzlint.reading.word import WordText

SEVERITY = ("error", "warning", "note")
PAGE = (".html", ".htm")
_WORD = "docx"


@dataclass(frozen=True)
class Settings:
    """The options of a run, as the person gave them."""

    path: str
    configured: Configured
    output: str | None
    severity: str
    author: str
    lang: str
    profile: str | None
    checklist: tuple[str, ...]
    waivers: str | None
    force: bool


class RefusalError(Exception):
    """Why the command cannot do its work, in a sentence."""


@click.command(
    "annotate",
    help="把检查结果写进报告：Word 文件（.docx）写成批注，批在有问题的文字上；"
    "其他文件写成网页（.html），问题列在原文旁边。原文件不变，再次批注时替换上次的批注。\n"
    "退出状态：0 已写好（不论有没有问题）；2 用法有误或文件无法处理。"
    " || Write the findings into the report: as comments at the words concerned in a Word file (.docx), as a web page "
    "with remarks beside the text for other files. The input stays as it is; comments of an earlier run are replaced.\n"
    "Exit status: 0 written, whatever was found; 2 wrong use, or a file that cannot be handled.",
)
@click.argument("path", metavar="PATH")
@option(
    "-o",
    "--output",
    metavar="FILE",
    env=False,
    help="输出文件：.docx（带批注）或 .html；不写时在原文件名后加 .reviewed。"
    " || Output: .docx (with comments) or .html; by default the input's name with .reviewed.",
)
@option(
    "--severity",
    type=Choice(SEVERITY),
    default="warning",
    help="写出这一级别及以上的问题（默认 warning）。 || Write findings of this severity or above (default: warning).",
)
@option(
    "--author",
    metavar="NAME",
    default="fzlint",
    help="批注的作者（默认 fzlint）。 || Author of the comments (default: fzlint).",
)
@configurable
@PROFILE
@CHECKLIST
@WAIVERS
@LANG
@click.option("--force", is_flag=True, help="允许输出文件就是原文件。 || Allow the output to be the input itself.")
def command(path: str, **options: object) -> int:
    """Annotate a report."""
    return run(Settings(path, configured(), **options))  # type: ignore[arg-type]


def run(settings: Settings) -> int:
    """Annotate what the settings name; the exit status."""
    from fzlint.checklist.loading import ChecklistError
    from fzlint.cli import planning
    from fzlint.gate.running.linting import Linters
    from fzlint.reading.errors import ReadingError

    linters = Linters()
    try:
        linter = planning.run_linter(linters, settings.lang, settings.configured.given())
        documents = planning.documents_of(settings.configured, linters, settings.lang)
        wanted = planning.settings_for(documents, settings.path, linter.messages)
        linter = linters.of(wanted.lint)
    except (ChecklistError, planning.RefusalError) as error:
        return _refuse(str(error))
    messages = linter.messages
    try:
        output, count = _annotate(linter, settings, wanted)
    except (RefusalError, planning.RefusalError) as error:
        return _refuse(str(error))
    except ReadingError as error:
        failure = linter.failed(settings.path, error).error
        return _refuse(failure.message if failure else str(error))
    sys.stderr.write(messages("annotate.written", path=output, count=count) + "\n")
    return 0


def _annotate(linter: Linter, settings: Settings, wanted: DocumentSettings) -> tuple[str, int]:
    """Check the report and write it with the remarks; the output's path and the number of remarks."""
    from fzlint.annotate.remarks import remarks_of
    from fzlint.cli.gating import waived
    from fzlint.gate.running.linting import limits_of
    from fzlint.gate.severities import with_severities
    from fzlint.output.selection import kept
    from fzlint.output.whole_files import write_whole
    from fzlint.reading.source import read_source

    messages = linter.messages
    limits = limits_of(wanted.lint)
    source = read_source(settings.path, limits=limits)
    output = settings.output or _beside(settings.path, source.format)
    _check_output(settings, output, source, messages)
    result = with_severities(kept(linter.lint(source), wanted.codes), wanted.severities)
    result = waived(result, wanted.codes, settings.waivers, settings.configured.store.isolated, linter)
    remarks = remarks_of(result, linter.read(source), linter.checklist, messages, settings.severity)
    data = _rendered(settings, output, source, remarks, messages, limits)
    try:
        write_whole(output, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusalError(messages("run.cannot-write", path=output, reason=reason)) from None
    return output, len(remarks)


def _rendered(
    settings: Settings, output: str, source: Source, remarks: list[Remark], messages: Messages, limits: Limits
) -> bytes:
    if output.lower().endswith(PAGE):
        from fzlint.annotate.page import annotate_page
        from fzlint.output.summary import shown_path

        title = messages("annotate.page-title", path=shown_path(os.path.basename(source.path), messages))
        return annotate_page(source.text, remarks, messages, title).encode("utf-8", "replace")
    from fzlint.annotate.word import annotate_word

    word = _word(settings.path, source, messages, limits)
    suffix = word.package.suffix
    if not output.lower().endswith(suffix):  # Word does not open a file whose suffix and content differ
        suffixes = messages("annotate.or").join((suffix, PAGE[0]))
        raise RefusalError(messages("annotate.other-suffix", path=output, suffixes=suffixes))
    return annotate_word(word, remarks, settings.author)


def _word(path: str, source: Source, messages: Messages, limits: Limits) -> WordText:
    """The Word file with the way back to its elements; it must still hold the text that was checked."""
    from fzlint.reading.errors import ReadingError
    from fzlint.reading.word import read_word

    try:
        with open(path, "rb") as file:
            word = read_word(file.read(limits.file_bytes + 1), limits)
    except OSError:
        raise ReadingError("not-found", {"path": path}) from None
    if word.text != source.text:
        raise RefusalError(messages("annotate.changed", path=path))
    return word


def _beside(path: str, format_: str) -> str:
    """The output's name when none is given."""
    stem, suffix = os.path.splitext(path)
    return f"{stem}.reviewed{suffix if format_ == _WORD else PAGE[0]}"


def _check_output(settings: Settings, output: str, source: Source, messages: Messages) -> None:
    """Refuse an output that would destroy the input or be of no kind that can be written."""
    suffix = os.path.splitext(output)[1].lower()
    if suffix not in PAGE:
        if source.format != _WORD:
            key = "annotate.needs-word" if suffix in (".docx", ".docm") else "annotate.other-suffix"
            raise RefusalError(messages(key, path=settings.path if "needs" in key else output, suffixes=PAGE[0]))
        if not suffix:
            suffixes = messages("annotate.or").join((".docx", PAGE[0]))
            raise RefusalError(messages("annotate.other-suffix", path=output, suffixes=suffixes))
    try:
        same = os.path.samefile(settings.path, output)
    except (OSError, ValueError):
        same = False
    if same and (not settings.force or suffix in PAGE):
        raise RefusalError(messages("annotate.overwrites-input", path=output))


def _refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
