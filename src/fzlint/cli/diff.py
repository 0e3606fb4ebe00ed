"""``fzlint diff``: what was mended between two runs, and what is new."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource as ClickSource

from fzlint.cli import BAD_USE
from fzlint.cli.options import LANG, Choice, option
from fzlint.cli.words import side
from fzlint.output.terminal import COLOURS

if TYPE_CHECKING:
    from fzlint.cli.check import Settings
    from fzlint.gate.diff.model import Diff
    from fzlint.messages import Messages

FORMATS = ("text", "json", "markdown")
FAIL_ON = ("error", "warning", "note", "never")
_SUFFIXES = {".json": "json", ".md": "markdown", ".markdown": "markdown"}


@click.command(
    "diff",
    help="比较两次检查的结果，逐份报告列出新出现的、加重的、减轻的和已改正的问题，以及结论的变化。\n"
    "OLD.json 和 NEW.json 是 fzlint check -f json -o 文件 写出的结果；两次检查的选项应当相同。\n"
    "退出状态：0 没有达到 --fail-on 级别的新问题；1 有；2 用法有误、文件不能比较，或后一次有文件没能检查。"
    " || Compare the results of two runs: for each report what is new, worse, eased and mended, and which verdicts "
    "changed.\n"
    "OLD.json and NEW.json were written by fzlint check -f json -o FILE, with the same options.\n"
    "Exit status: 0 nothing new at or above --fail-on; 1 something is; 2 wrong use, files that cannot be compared, or "
    "a file that the second run could not check.",
)
@click.argument("old", metavar="OLD.json")
@click.argument("new", metavar="NEW.json")
@option(
    "-f",
    "--format",
    "--output-format",
    "format_",
    type=Choice(FORMATS),
    env=False,
    help="输出格式：text 供阅读（默认），json 供其他程序读取，markdown 用于评论。"
    " || Output: text to read (default), json for programs, markdown for a comment.",
)
@option(
    "-o",
    "--output-file",
    metavar="FILE",
    env=False,
    help="写入文件（- 为标准输出）；没有指定格式时按后缀（.json、.md）定。"
    " || Write to a file (- is standard output); without --format its suffix (.json, .md) tells the format.",
)
@option(
    "--fail-on",
    type=Choice(FAIL_ON),
    default="error",
    help="有这一级别及以上的新问题时退出状态为 1（默认 error）。"
    " || Exit with 1 on new findings of this severity or above (default: error).",
)
@option(
    "--color",
    type=Choice(COLOURS),
    default="auto",
    help="是否用颜色（text）：auto 按终端决定（默认）。 || Colour (text): auto lets the terminal decide (default).",
)
@LANG
def command(
    old: str, new: str, format_: str | None, output_file: str | None, fail_on: str, color: str, lang: str
) -> int:
    """Compare two runs."""
    return run(old, new, format_=format_, output_file=output_file, fail_on=fail_on, color=color, lang=lang)


_TAKEN = ("diff", "format", "output_file", "fail_on", "color", "lang")  # the options of check that --diff takes
_ALONE = "--diff 只比较两个文件，不能同时用 {name}。 || --diff compares two files and takes no {name}."


def run_of_check(ctx: click.Context, settings: Settings) -> int:
    """``fzlint check --diff OLD.json NEW.json``. Options that are for checking are refused; configuration files, which
    are about checking too, count for nothing here."""
    given = ClickSource.COMMANDLINE
    for parameter in ctx.command.params:
        name = parameter.name or ""
        if name not in _TAKEN and ctx.get_parameter_source(name) is given and ctx.params.get(name):
            shown = parameter.make_metavar(ctx) if isinstance(parameter, click.Argument) else parameter.opts[-1]
            raise click.UsageError(side(_ALONE, settings.lang).format(name=shown), ctx)
    told = {name: getattr(settings, name) for name in _TAKEN if ctx.get_parameter_source(name) is given}
    old, new = settings.diff or ("", "")
    return run(
        old,
        new,
        format_=told.get("format"),
        output_file=told.get("output_file"),
        fail_on=settings.fail_on,
        color=settings.color,
        lang=settings.lang,
    )


def run(
    old: str, new: str, *, format_: str | None, output_file: str | None, fail_on: str, color: str, lang: str
) -> int:
    """Compare two runs and write the difference; the exit status."""
    import os

    from fzlint.checklist.loading import ChecklistError, shipped
    from fzlint.checklist.model import SEVERITIES
    from fzlint.cli.outputs import STDOUT, BadOutputError, show, write
    from fzlint.gate.diff.comparing import compare
    from fzlint.gate.diff.reading import DiffError, read_run
    from fzlint.gate.diff.telling import summary
    from fzlint.messages import Messages
    from fzlint.output.neutral import neutral

    try:
        messages = Messages(shipped().section("messages"), lang)
    except ChecklistError as error:
        return _refuse(str(error))
    file = None if output_file in (None, STDOUT) else output_file
    if format_ is None:
        format_ = _SUFFIXES.get(os.path.splitext(file or "")[1].lower(), "text")
    if format_ not in FORMATS:
        return _refuse(messages("diff.formats", names=messages("text.list-comma").join(FORMATS)))
    if file is not None and os.path.realpath(file) in map(os.path.realpath, (old, new)):
        return _refuse(messages("run.output-is-input", path=neutral(file)))
    try:
        (before, version), (after, later) = read_run(old), read_run(new)
    except DiffError as error:
        return _refuse(messages(error.key, **error.fields))
    diff = compare(before, after, (version, later))
    text = _rendered(diff, format_, messages, color, to_file=file is not None)
    if file is None:
        show(text, format_)
    else:
        try:
            write(file, text, messages)
        except BadOutputError as error:
            return _refuse(str(error))
        sys.stderr.write(summary(diff, messages) + "\n" + messages("run.written", path=neutral(file)) + "\n")
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    if any(result.error is not None or result.broken for result in after):
        for result in after:
            if result.error is not None:
                sys.stderr.write(f"fzlint: {result.error.message}\n")
            for code, _ in result.broken:
                sys.stderr.write(f"fzlint: {messages('diff.broken', path=result.path, item=code)}\n")
        return BAD_USE
    return int(any(report.failing(failing) for report in diff.reports))


def _rendered(diff: Diff, format_: str, messages: Messages, color: str, *, to_file: bool) -> str:
    if format_ == "json":
        from fzlint.gate.diff import data

        return data.render(diff)
    if format_ == "markdown":
        from fzlint.gate.diff import markdown

        return markdown.render(diff, messages)
    from fzlint.gate.diff import text
    from fzlint.output.terminal import Screen, screen_for

    return text.render(diff, messages, Screen() if to_file else screen_for(sys.stdout, color))


def _refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
