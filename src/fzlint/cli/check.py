"""``fzlint check``: check reports and print what was found."""

from __future__ import annotations

import os
from typing import NamedTuple

import click

from fzlint.cli.configuring import Configured, configurable, configured
from fzlint.cli.options import (
    CHECKLIST,
    EXCLUDE,
    FORCE_EXCLUDE,
    LANG,
    NO_GITIGNORE,
    PROFILE,
    WAIVERS,
    Choice,
    Size,
    option,
)
from fzlint.cli.words import side
from fzlint.output.formats import FORMATS
from fzlint.output.terminal import COLOURS

FAIL_ON = ("error", "warning", "note", "never")


class Settings(NamedTuple):
    """The options of a run, as the person gave them."""

    paths: tuple[str, ...]
    configured: Configured
    stdin_filename: str | None
    exclude: tuple[str, ...]
    force_exclude: bool
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
    checklist: tuple[str, ...]
    fail_on: str
    show_passed: bool
    show_notes: bool
    color: str
    quiet: bool
    max_size: int | None
    jobs: int | None
    cache_dir: str | None
    no_cache: bool
    progress: bool | None
    watch: bool
    baseline: str | None
    write_baseline: str | None
    prune_baseline: bool
    show_known: bool
    waivers: str | None
    diff: tuple[str, str] | None


@click.command(
    "check",
    help="检查报告，列出缺少的内容和发现的问题，并说明依据和改法。\n"
    "PATH 是报告文件、文件夹或通配符，默认为当前文件夹；- 表示标准输入。\n"
    "退出状态：0 没有达到 --fail-on 级别的问题；1 有；2 用法有误或有文件无法检查。\n"
    "每个选项也可用环境变量设定，例如 FZLINT_FORMAT=json；大多也可写入配置文件 .fzlint.yaml，例如 format: json。"
    " || Check reports: what is missing, what is wrong, on which basis, and how to mend it.\n"
    "PATH is a report, a folder or a glob, by default the current folder; - is standard input.\n"
    "Exit status: 0 nothing at or above --fail-on; 1 something is; 2 wrong use, or a file could not be checked.\n"
    "Every option can be set by an environment variable, such as FZLINT_FORMAT=json; most of them also in a "
    "configuration file .fzlint.yaml, such as format: json.",
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
@CHECKLIST
@option(
    "--baseline",
    metavar="FILE",
    help="基线文件：其中已有的问题不计入结果，只报新问题。"
    " || Baseline: the findings in it do not count, only new ones do.",
)
@option(
    "--write-baseline",
    is_flag=False,
    flag_value="",
    env=False,
    metavar="[FILE]",
    help="把这次发现的问题写成基线（不写文件名时写入 --baseline 的文件）；没有检查的报告，原有记录保留。"
    " || Write what is found as the baseline, to FILE or that of --baseline; entries of other reports are kept.",
)
@option(
    "--prune-baseline",
    is_flag=True,
    env=False,
    help="从基线中去掉这次检查的报告里已不再出现的问题。"
    " || Remove from the baseline what is gone from the reports checked.",
)
@option(
    "--show-known",
    is_flag=True,
    help="列出基线中已有的问题（text、concise、grouped）。"
    " || List the findings of the baseline too (text, concise, grouped).",
)
@WAIVERS
@option(
    "--diff",
    nargs=2,
    env=False,
    metavar="OLD.json NEW.json",
    help="不检查报告，只比较两次的 json 结果，同 fzlint diff。"
    " || Compare two json results instead, as fzlint diff does.",
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
@configurable
@LANG
@EXCLUDE
@FORCE_EXCLUDE
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
@option(
    "--jobs",
    type=click.IntRange(0, 256),
    metavar="N",
    help="用几个进程同时检查，0 为全部处理器；不写时只在文件多（超过 60 份，PDF、旧版 Word 等较慢的更少）时用几个。"
    "结果都一样。"
    " || Processes that check at the same time, 0 for all processors; by default several only for many files (more "
    "than 60 to check, fewer of slow formats such as PDF). The output is the same.",
)
@option(
    "--cache-dir",
    metavar="DIR",
    help="缓存文件夹：没有改动的文件下次直接用已有的结果；默认为用户的缓存文件夹。"
    " || Folder of the cache, from which results of unchanged files are taken; by default the user's cache folder.",
)
@option(
    "--no-cache",
    is_flag=True,
    help="不用以前的结果，也不留存这次的结果。 || Neither use results of earlier runs nor keep those of this one.",
)
@option(
    "--progress/--no-progress",
    default=None,
    env=False,
    help="是否在标准错误输出上报告进度；不写时只在终端上、检查较久时报告。"
    " || Tell on standard error how far the run is; by default on a terminal, when it takes long.",
)
@option(
    "--watch",
    is_flag=True,
    env=False,
    help="检查后继续等待，文件一保存就重新检查，按 Ctrl-C 结束（text、concise、grouped）。"
    " || Go on waiting and check again whatever is saved, until Ctrl-C (text, concise, grouped).",
)
@option(
    "--show-settings",
    is_flag=True,
    env=False,
    help="不作检查，列出各项设置的值和来源（加 -f json 供程序读取）。"
    " || Check nothing; show every setting and where it comes from (-f json for programs).",
)
@option(
    "--show-files",
    is_flag=True,
    env=False,
    help="不作检查，列出将要检查的文件。 || Check nothing; list the files that would be checked.",
)
def command(paths: tuple[str, ...], show_settings: bool, show_files: bool, **options: object) -> int:
    """Check reports."""
    settings = Settings(paths or (os.curdir,), configured(), **options)  # type: ignore[arg-type]
    if settings.diff is not None:
        from fzlint.cli.diff import run_of_check

        return run_of_check(click.get_current_context(), settings)
    if show_settings and show_files:
        told = "--show-settings 和 --show-files 只能用一个。 || Use one of --show-settings and --show-files."
        raise click.UsageError(side(told, settings.lang), click.get_current_context())
    if show_settings or show_files:
        from fzlint.cli.settings import run as show

        return show(settings, files=show_files)
    from fzlint.cli.checking import run

    return run(settings)
