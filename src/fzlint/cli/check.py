"""``fzlint check``: check reports and print what was found."""

from __future__ import annotations

import os
from typing import NamedTuple

import click

from fzlint.cli.options import EXCLUDE, LANG, NO_GITIGNORE, PROFILE, Choice, Size, option
from fzlint.output.formats import FORMATS
from fzlint.output.terminal import COLOURS

FAIL_ON = ("error", "warning", "note", "never")


class Settings(NamedTuple):
    """The options of a run, as the person gave them."""

    paths: tuple[str, ...]
    stdin_filename: str | None
    exclude: tuple[str, ...]
    no_gitignore: bool
    format: str | None
    output_file: str | None
    report: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    statistics: bool
    sarif_all_kinds: bool
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
    help="输出格式：text 供阅读（默认），concise 每个问题一行，grouped 按文件列出；json、jsonl 供其他程序读取；"
    "sarif、github、gitlab、junit、checkstyle、rdjson 供 CI 使用；markdown 用于评论。"
    " || Output: text to read (default), concise with one line a finding, grouped by file; json, jsonl for programs; "
    "sarif, github, gitlab, junit, checkstyle, rdjson for CI; markdown for a comment.",
)
@option(
    "-o",
    "--output-file",
    metavar="FILE",
    help="把结果写入文件（- 为标准输出）；没有指定格式时按后缀定，如 .json、.sarif、.md。"
    " || Write to a file (- is standard output); without --format its suffix tells the format.",
)
@option(
    "--report",
    multiple=True,
    metavar="FORMAT=PATH",
    help="另外把这种格式的结果写入文件，可重复，例如 --report sarif=结果.sarif。"
    " || Write this format to a file as well; repeatable.",
)
@option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="只报这些事项的问题：编号（S4）、编号开头（O5）、名称或类别（contents、outline、checks），逗号分隔，可重复。"
    " || Findings of these items only: codes (S4), prefixes (O5), names, groups (contents, outline, checks).",
)
@option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    help="不报这些事项的问题，写法同 --select。 || Leave out findings of these items, named as for --select.",
)
@option(
    "--extend-select",
    multiple=True,
    metavar="CODES",
    help="除 --select 所选之外再加上这些事项。 || Findings of these items besides those of --select.",
)
@option(
    "--fail-on",
    type=Choice(FAIL_ON),
    default="error",
    help="有这一级别及以上的问题时退出状态为 1（默认 error）。"
    " || Exit with 1 on findings of this severity or above (default: error).",
)
@PROFILE
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
    "--statistics",
    is_flag=True,
    help="列出各事项的问题数。 || Tell how many findings each item has.",
)
@option(
    "--sarif-all-kinds",
    is_flag=True,
    help="SARIF 中也写入符合和不适用的事项，供存档。 || SARIF holds also what passed or does not apply, for archives.",
)
@option(
    "-q",
    "--quiet",
    is_flag=True,
    help="只列错误和汇总（text、concise、grouped）。 || Errors and the summary only (text, concise, grouped).",
)
@option(
    "--color",
    type=Choice(COLOURS),
    default="auto",
    help="是否用颜色（text）：auto 按终端决定（默认）。 || Colour (text): auto lets the terminal decide (default).",
)
@LANG
@EXCLUDE
@NO_GITIGNORE
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
    from fzlint.cli.checking import run

    return run(Settings(paths or (os.curdir,), **options))  # type: ignore[arg-type]
