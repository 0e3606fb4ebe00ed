"""``fzlint check``: check reports and print what was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from fzlint.cli import BAD_USE, DEBUG, where
from fzlint.cli.options import Choice, Size, option
from fzlint.cli.words import did_you_mean, nearest
from fzlint.messages import LANGUAGES
from fzlint.output.terminal import COLOURS

if TYPE_CHECKING:
    from fzlint.linting import Linter
    from fzlint.result import Result

FORMATS = ("text", "concise", "json")
FAIL_ON = ("error", "warning", "note", "never")
STDIN = "-"


@dataclass(frozen=True)
class Settings:
    """The options of a run, as the person gave them."""

    paths: tuple[str, ...]
    stdin_filename: str | None
    exclude: tuple[str, ...]
    no_gitignore: bool
    format: str
    output_file: str | None
    lang: str
    profile: str | None
    fail_on: str
    show_passed: bool
    show_notes: bool
    color: str
    quiet: bool
    max_size: int | None


@click.command(
    "check",
    help="检查报告，列出缺少的内容和发现的问题，并说明依据和改法。\n"
    "PATH 是报告文件、文件夹或通配符，默认为当前文件夹；- 表示标准输入。\n"
    "退出状态：0 没有达到 --fail-on 级别的问题；1 有；2 用法有误或有文件无法检查。\n"
    "每个选项也可用环境变量设定，例如 FZLINT_FORMAT=json。"
    " || Check reports: what is missing, what is wrong, on which basis, and how to mend it.\n"
    "PATH is a report, a folder or a glob, by default the current folder; - is standard input.\n"
    "Exit status: 0 nothing at or above --fail-on; 1 something is; 2 wrong use, or a file could not be checked.\n"
    "Every option can be set by an environment variable, such as FZLINT_FORMAT=json.",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@option(
    "-f",
    "--format",
    "--output-format",
    "format",
    type=Choice(FORMATS),
    default="text",
    help="输出格式：text 供阅读（默认），concise 每个问题一行，json 供其他程序读取。"
    " || Output: text to read (default), concise with one line a finding, json for programs.",
)
@option(
    "-o",
    "--output-file",
    metavar="FILE",
    help="把结果写入文件（- 为标准输出）。 || Write to a file (- is standard output).",
)
@option(
    "--fail-on",
    type=Choice(FAIL_ON),
    default="error",
    help="有这一级别及以上的问题时退出状态为 1（默认 error）。"
    " || Exit with 1 on findings of this severity or above (default: error).",
)
@option(
    "--profile",
    metavar="NAME",
    help="指定检查方案（如 strict 从严）；默认按报告的主体级别和年度选定。"
    " || Profile to use (such as strict); by default chosen by the body's level and the year.",
)
@option(
    "--show-notes",
    is_flag=True,
    help="逐项列出纲要事项的提示（text）。 || List each note on the outline (text).",
)
@option(
    "--show-passed",
    is_flag=True,
    help="列出符合的事项及其依据的原文（text）。 || Show what was met, and where (text).",
)
@option(
    "-q",
    "--quiet",
    is_flag=True,
    help="只列错误和汇总（text、concise）。 || Errors and the summary only (text, concise).",
)
@option(
    "--color",
    type=Choice(COLOURS),
    default="auto",
    help="是否用颜色（text）：auto 按终端决定（默认）。 || Colour (text): auto lets the terminal decide (default).",
)
@option(
    "--lang",
    type=Choice(LANGUAGES),
    default="zh",
    help="语言：zh 中文（默认），en 英文。 || Language: zh (default), en.",
)
@option(
    "--exclude",
    multiple=True,
    metavar="PATTERN",
    help="查找文件夹时不看的文件，写法同 .gitignore，可重复。"
    " || Files to leave out of a folder, written as in .gitignore; repeatable.",
)
@option(
    "--no-gitignore",
    is_flag=True,
    help="查找文件夹时不理会 .gitignore。 || Do not obey .gitignore files in folders.",
)
@option(
    "--stdin-filename",
    metavar="NAME",
    help="标准输入（-）在结果中的文件名。 || Name of standard input (-) in the output.",
)
@option(
    "--max-size",
    type=Size(),
    help="文件大小上限，例如 10MB；不写时按文件种类定。"
    " || Largest file, such as 10MB; by default each format has its own.",
)
def command(paths: tuple[str, ...], **options: object) -> int:
    """Check reports."""
    return run(Settings(paths or (os.curdir,), **options))  # type: ignore[arg-type]


def run(settings: Settings) -> int:
    """Check what the settings name and print it; the exit status."""
    from fzlint.checklist.loading import ChecklistError, shipped
    from fzlint.linting import Linter

    try:
        checklist = shipped()
        profiles = checklist.section("profiles")
        profile = settings.profile if settings.profile in profiles else None
        linter = Linter(checklist, language=settings.lang, profile=profile)
    except ChecklistError as error:
        return _refuse(str(error))
    messages = linter.messages
    if settings.profile and profile is None:
        hint = did_you_mean(nearest(settings.profile, profiles), settings.lang)
        hint = hint or messages("run.profiles", names=messages("text.list-comma").join(profiles))
        return _refuse(messages("run.unknown-profile", name=settings.profile) + hint)
    if settings.stdin_filename and STDIN not in settings.paths:
        return _refuse(messages("run.stdin-filename"))
    try:
        paths = list(_inputs(settings))
    except ValueError as error:
        return _refuse(messages("run.bad-exclude", pattern=error))
    except _OutputIsInputError:
        return _refuse(messages("run.output-is-input", path=settings.output_file))
    if not paths:
        from fzlint.reading.files import SUFFIXES

        named = messages("text.list-comma").join(settings.paths)
        return _refuse(messages("run.no-documents", paths=named, suffixes=" ".join(f"*{end}" for end in SUFFIXES)))
    results = [_result(linter, path, settings) for path in paths]
    return _show(linter, results, settings)


class _OutputIsInputError(Exception):
    """The output file is a report that the person named."""


def _inputs(settings: Settings) -> Iterator[str]:
    """The documents to check. The output file of an earlier run, met in a folder, is none of them."""
    from fzlint.reading.files import find_inputs

    output = settings.output_file
    for path in find_inputs(settings.paths, exclude=settings.exclude, respect_gitignore=not settings.no_gitignore):
        if output and path != STDIN and os.path.realpath(path) == os.path.realpath(output) and os.path.exists(path):
            if path in settings.paths:
                raise _OutputIsInputError
            continue
        yield path


def _result(linter: Linter, path: str, settings: Settings) -> Result:
    """The result for one document. A defect of ours never hides the other documents: it is told as a failure."""
    from fzlint.reading.source import LIMITS, ReadingError, read_source, read_stdin
    from fzlint.result import Failure, Result

    size = settings.max_size
    limits = replace(LIMITS, file_bytes=size, text_bytes=size) if size else LIMITS
    name = settings.stdin_filename if path == STDIN and settings.stdin_filename else path
    try:
        if path == STDIN:
            return linter.lint(read_stdin(name, sys.stdin.buffer, limits=limits))
        return linter.lint(read_source(path, limits=limits))
    except ReadingError as error:
        return linter.failed(name, error)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return Result(name, error=Failure("crash", linter.messages("run.crash", path=name, detail=where(error))))


def _show(linter: Linter, results: Sequence[Result], settings: Settings) -> int:
    """Print the results and what is to be said about the run; the exit status."""
    from fzlint.output.summary import summary, unchecked_lines

    messages = linter.messages
    to_file = settings.output_file not in (None, STDIN)
    text = _rendered(linter, results, settings, to_file=to_file)
    if to_file:
        path = str(settings.output_file)
        try:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return _refuse(messages("run.cannot-write", path=path, reason=reason))
    else:
        _print(text, settings.format)
    for line in unchecked_lines(results, messages, kinds=settings.format == "concise"):
        sys.stderr.write(f"fzlint: {line}\n")
    if to_file or settings.format == "concise":
        sys.stderr.write(summary(results, messages) + "\n")
    if to_file:
        sys.stderr.write(messages("run.written", path=settings.output_file) + "\n")
    return exit_status(results, settings.fail_on)


def _rendered(linter: Linter, results: Sequence[Result], settings: Settings, *, to_file: bool) -> str:
    if settings.format == "json":
        from fzlint.output import json_

        return json_.render(results, linter.checklist)
    if settings.format == "concise":
        from fzlint.output import concise

        return concise.render(results, quiet=settings.quiet)
    from fzlint.output import text
    from fzlint.output.terminal import Screen, screen_for

    screen = Screen() if to_file else screen_for(sys.stdout, settings.color)
    wish = text.Wish(quiet=settings.quiet, notes=settings.show_notes, passed=settings.show_passed)
    return text.render(results, linter.checklist, linter.messages, screen, wish)


def _print(text: str, format_: str) -> None:
    """Write to standard output; when nobody reads any more, silently stop."""
    from fzlint.cli.group import silence

    try:
        if format_ == "json":  # a contract: UTF-8 whatever PYTHONIOENCODING says
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def exit_status(results: Sequence[Result], fail_on: str) -> int:
    """2 when a file or an item of it could not be checked; 1 on a finding at or above ``fail_on``; else 0."""
    from fzlint.checklist.model import SEVERITIES

    if any(result.error is not None or result.broken for result in results):
        return BAD_USE
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return int(any(finding.severity in failing for result in results for finding in result.findings))


def _refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
