"""``fzlint gap``: which bodies lack what, as a report for those who inspect them."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click

from fzlint.cli import BAD_USE
from fzlint.cli.options import EXCLUDE, LANG, NO_GITIGNORE, PROFILE, Choice, option
from fzlint.output.terminal import COLOURS


@dataclass(frozen=True)
class Settings:
    """The options of a run, as the person gave them."""

    paths: tuple[str, ...]
    output: tuple[str, ...]
    per_body: str | None
    from_: tuple[str, ...]
    compare: tuple[str, ...]
    lang: str
    profile: str | None
    color: str
    exclude: tuple[str, ...]
    no_gitignore: bool
    state: str | None
    jobs: int


@click.command(
    "gap",
    help="汇总检查许多报告：哪些单位缺什么、依据原文何在、应当怎样补，比以前是否改进。\n"
    "PATH 是报告文件、文件夹或通配符。不写 -o 时在屏幕上列表；用 -o 写成文件，格式由后缀决定："
    ".html 网页（可排序、筛选、打印），.docx 公文，.xlsx 和 .csv 表格，.md，.json。\n"
    "退出状态：0 已写好；2 用法有误，或有文件无法检查（其余照常写入）。"
    " || Many reports at once: which bodies lack what, on which words that rests, what to tell them, and whether it "
    "is better than before.\n"
    "PATH is a report, a folder or a glob. Without -o a table is shown; -o writes a file in the format of its suffix: "
    ".html (sorts, filters, prints), .docx, .xlsx, .csv, .md, .json.\n"
    "Exit status: 0 written; 2 wrong use, or a file that could not be checked (the others are in the report).",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@option(
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    env=False,
    help="输出文件，格式由后缀决定，可重复。 || Output, its suffix says the format; repeatable.",
)
@option(
    "--per-body",
    metavar="DIR",
    env=False,
    help="另为每个单位写一个文件（格式同 -o），放在这个文件夹里。"
    " || Also write one file for each body (formats as given by -o) into this folder.",
)
@option(
    "--from",
    "from_",
    multiple=True,
    metavar="RESULTS",
    env=False,
    help="不读报告，用已有的检查结果（fzlint check -f json 或本命令写的 .json），可重复。"
    " || Take stored results (JSON of fzlint check or of this command) instead of reports; repeatable.",
)
@option(
    "--compare",
    multiple=True,
    metavar="DIR|RESULTS",
    env=False,
    help="与以前的报告（文件夹、文件）或以前的检查结果（.json）比较；有几年就写几次，从早到晚。"
    " || Compare with earlier reports (a folder or file) or results (.json); once for each year, the oldest first.",
)
@PROFILE
@EXCLUDE
@NO_GITIGNORE
@option(
    "--state",
    metavar="FILE",
    env=False,
    help="把检查过的结果记在这个文件里，中断后再次运行时接着做。"
    " || Keep what was checked in this file, so that a run that was stopped goes on where it stopped.",
)
@option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="同时检查几个文件（默认 1）。 || Files to check at the same time (default: 1).",
)
@option(
    "--color",
    type=Choice(COLOURS),
    default="auto",
    help="屏幕上是否用颜色：auto 按终端决定（默认）。 || Colour: auto lets the terminal decide (default).",
)
@LANG
def command(paths: tuple[str, ...], **options: object) -> int:
    """Write the gap report."""
    return run(Settings(paths, **options))  # type: ignore[arg-type]


def run(settings: Settings) -> int:
    """Check what the settings name, compare, write; the exit status."""
    from fzlint.checklist.loading import ChecklistError, shipped
    from fzlint.cli.gap_run import RefusalError, Run
    from fzlint.messages import Messages

    try:
        checklist = shipped()
    except ChecklistError as error:
        return _refuse(str(error))
    messages = Messages(checklist.section("messages"), settings.lang)
    try:
        return Run(settings, checklist, messages).write()
    except RefusalError as error:
        return _refuse(str(error))


def _refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
