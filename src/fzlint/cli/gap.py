"""``fzlint gap``: which bodies lack what, as a report for those who inspect them."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click

from fzlint.cli import BAD_USE
from fzlint.cli.configuring import Configured, configurable, configured
from fzlint.cli.options import CHECKLIST, EXCLUDE, LANG, NO_GITIGNORE, PROFILE, Choice, option
from fzlint.output.terminal import COLOURS


@dataclass(frozen=True)
class Settings:
    """The options of a run, as the person gave them."""

    paths: tuple[str, ...]
    configured: Configured
    output: tuple[str, ...]
    per_body: str | None
    from_: tuple[str, ...]
    compare: tuple[str, ...]
    no_copied: bool
    lang: str
    profile: str | None
    checklist: tuple[str, ...]
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
@option(
    "--no-copied",
    is_flag=True,
    help="不比对文字。默认找出与同一单位以前的报告（--compare）、与其他单位的报告相同或高度相近的段落，列出两处原文。"
    " || Do not compare texts. By default paragraphs in the same or nearly the same words as in earlier reports of the "
    "same body (--compare) or in those of other bodies are found and shown side by side.",
)
@configurable
@PROFILE
@CHECKLIST
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
    type=click.IntRange(0, 64),
    default=0,
    metavar="N",
    help="同时检查几个文件；默认 0，按文件数和处理器数决定。"
    " || Files to check at the same time; by default (0) as many as pay for so many files on this machine.",
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
    return run(Settings(paths, configured(), **options))  # type: ignore[arg-type]


def run(settings: Settings) -> int:
    """Check what the settings name, compare, write; the exit status."""
    from fzlint.checklist.loading import ChecklistError
    from fzlint.cli.gap_run import RefusalError, Run
    from fzlint.cli.planning import RefusalError as RefusedSettingsError
    from fzlint.cli.planning import documents_of, run_linter
    from fzlint.gate.running.linting import Linters

    linters = Linters()
    try:
        linter = run_linter(linters, settings.lang, settings.configured.given())
        documents = documents_of(settings.configured, linters, settings.lang)
        return Run(settings, linter.checklist, linter.messages, documents, linters).write()
    except (ChecklistError, RefusalError, RefusedSettingsError) as error:
        return _refuse(str(error))


def _refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
