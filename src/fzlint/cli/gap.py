"""``fzlint gap``: which bodies lack what, as a report for those who inspect them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from fzlint.cli import BAD_USE
from fzlint.cli.options import Choice, option
from fzlint.cli.words import did_you_mean, nearest
from fzlint.messages import LANGUAGES
from fzlint.output.terminal import COLOURS

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.gap.compare import Comparison
    from fzlint.gap.model import Batch, Body
    from fzlint.messages import Messages

SUFFIXES = (".html", ".docx", ".xlsx", ".md", ".csv", ".json")


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


class RefusalError(Exception):
    """Why the command cannot do its work, in a sentence."""


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
    "--profile",
    metavar="NAME",
    help="指定检查方案（如 strict 从严）；默认按报告的主体级别和年度选定。"
    " || Profile to use (such as strict); by default chosen by the body's level and the year.",
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
@option(
    "--lang",
    type=Choice(LANGUAGES),
    default="zh",
    help="语言：zh 中文（默认），en 英文。 || Language: zh (default), en.",
)
def command(paths: tuple[str, ...], **options: object) -> int:
    """Write the gap report."""
    return run(Settings(paths, **options))  # type: ignore[arg-type]


def run(settings: Settings) -> int:
    """Check what the settings name, compare, write; the exit status."""
    from fzlint.checklist.loading import ChecklistError, shipped
    from fzlint.messages import Messages

    try:
        checklist = shipped()
    except ChecklistError as error:
        return _refuse(str(error))
    messages = Messages(checklist.section("messages"), settings.lang)
    try:
        return _Run(settings, checklist, messages).write()
    except RefusalError as error:
        return _refuse(str(error))


class _Run:
    """One run of the command."""

    def __init__(self, settings: Settings, checklist: Checklist, messages: Messages) -> None:
        self.settings = settings
        self.checklist = checklist
        self.messages = messages

    def write(self) -> int:
        """Write all that was asked for; 2 when a file could not be checked."""
        self._check_settings()
        documents = self._documents()
        batch = self._batch(documents, self.settings.from_ or self.settings.paths)
        comparison = self._comparison(batch)
        self._write(batch, documents, comparison)
        for body in batch.unjudged:
            if body.error is not None:
                sys.stderr.write(f"fzlint: {body.error.message}\n")
        incomplete = any(body.error is not None for body in batch.unjudged) or any(b.broken for b in batch.bodies)
        return BAD_USE if incomplete else 0

    def _check_settings(self) -> None:
        settings, messages = self.settings, self.messages
        if settings.from_ and settings.paths:
            raise RefusalError(messages("gap.from-and-paths"))
        if not settings.from_ and not settings.paths:
            raise RefusalError(messages("gap.no-paths"))
        for path in settings.output:
            if os.path.splitext(path)[1].lower() not in SUFFIXES:
                suffixes = messages("text.list-comma").join(SUFFIXES)
                raise RefusalError(messages("gap.unknown-suffix", path=path, suffixes=suffixes))
            named = [*settings.paths, *settings.from_, *settings.compare]
            if os.path.exists(path) and any(_same(path, given) for given in named):
                raise RefusalError(messages("gap.output-is-input", path=path))
        if settings.per_body is not None and not settings.output:
            raise RefusalError(messages("gap.per-body-needs-output"))
        profiles = self.checklist.section("profiles")
        if settings.profile and settings.profile not in profiles:
            hint = did_you_mean(nearest(settings.profile, profiles), settings.lang)
            hint = hint or messages("run.profiles", names=messages("text.list-comma").join(profiles))
            raise RefusalError(messages("run.unknown-profile", name=settings.profile) + hint)

    def _documents(self) -> list[Mapping[str, Any]]:
        if self.settings.from_:
            return [self._stored(path) for path in self.settings.from_]
        return [self._checked(self.settings.paths)]

    def _stored(self, path: str) -> Mapping[str, Any]:
        """Results stored as JSON."""
        import json

        try:
            with open(path, "rb") as file:
                data = json.loads(file.read().decode("utf-8-sig"))
        except FileNotFoundError:
            raise RefusalError(self.messages("gap.not-found", path=path)) from None
        except OSError as error:
            raise RefusalError(self.messages("gap.bad-json", path=path, where=error.strerror or error)) from None
        except (ValueError, RecursionError):
            raise RefusalError(self.messages("gap.bad-json", path=path, where="JSON")) from None
        if not isinstance(data, dict):
            raise RefusalError(self.messages("gap.bad-json", path=path, where="JSON"))
        return data

    def _checked(self, paths: Sequence[str]) -> Mapping[str, Any]:
        """The results of checking these reports, as ``check -f json`` would write them."""
        from fzlint import __version__
        from fzlint.gap.batch import LintSettings, StateError, run
        from fzlint.output.json_ import SCHEMA_VERSION
        from fzlint.reading.files import SUFFIXES as READ
        from fzlint.reading.files import find_inputs

        settings, messages = self.settings, self.messages
        try:
            found = find_inputs(paths, exclude=settings.exclude, respect_gitignore=not settings.no_gitignore)
            wanted = [path for path in found if path in paths or not self._ours(path)]
        except ValueError as error:
            raise RefusalError(messages("run.bad-exclude", pattern=error)) from None
        if not wanted:
            named = messages("text.list-comma").join(paths)
            suffixes = " ".join(f"*{suffix}" for suffix in READ)
            raise RefusalError(messages("run.no-documents", paths=named, suffixes=suffixes))
        state = None
        if settings.state is not None:
            from pathlib import Path

            state = Path(settings.state)
        linting = LintSettings(language=settings.lang, profile=settings.profile)
        try:
            rows = list(run(wanted, linting, state=state, jobs=settings.jobs))
        except (StateError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise RefusalError(messages("run.cannot-write", path=settings.state, reason=reason)) from None
        return {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "fzlint", "version": __version__},
            "checklist": {"id": self.checklist.id, "version": self.checklist.version},
            "reports": rows,
        }

    def _ours(self, path: str) -> bool:
        """Whether a file met in a folder was written by an earlier run with the same options."""
        real = os.path.realpath(path)
        folder = self.settings.per_body
        if folder is not None and real.startswith(os.path.join(os.path.realpath(folder), "")):
            return True
        return any(real == os.path.realpath(output) for output in self.settings.output)

    def _batch(self, documents: Sequence[Mapping[str, Any]], named: Sequence[str]) -> Batch:
        from fzlint.gap.model import Batch
        from fzlint.gap.reading import ShapeError

        try:
            return Batch.from_documents(documents, self.checklist, self.messages)
        except ShapeError as error:
            path = self.messages("text.list-comma").join(named)
            raise RefusalError(self.messages("gap.bad-json", path=path, where=error.where)) from None

    def _comparison(self, batch: Batch) -> Comparison:
        from fzlint.gap.compare import compare

        earlier = []
        for path in self.settings.compare:
            stored = path.lower().endswith(".json") and not os.path.isdir(path)
            if not os.path.exists(path):
                raise RefusalError(self.messages("gap.not-found", path=path))
            document = self._stored(path) if stored else self._checked([path])
            before = self._batch([document], [path])
            earlier.append(before)
            for body in before.unjudged:  # they are missing in the comparison, so the person must know
                told = body.error.message if body.error else body.path + self.messages("text.colon") + self._kind(body)
                sys.stderr.write(f"fzlint: {told}\n")
        return compare(batch, earlier)

    def _kind(self, body: Body) -> str:
        return self.messages("gap.other-kind", kind=self.messages(f"kind.{body.kind}"))

    def _write(self, batch: Batch, documents: Sequence[Mapping[str, Any]], comparison: Comparison) -> None:
        from fzlint.gap.files import CannotWriteError, write_each, write_file

        messages = self.messages
        told = comparison if self.settings.compare or comparison.changes else None
        if not self.settings.output:
            from fzlint.gap.table import terminal_table
            from fzlint.output.terminal import screen_for

            sys.stdout.write(terminal_table(batch, screen_for(sys.stdout, self.settings.color), told))
            return
        try:
            for path in self.settings.output:
                write_file(path, batch, documents, told)
                sys.stderr.write(messages("gap.written", path=path) + "\n")
            if self.settings.per_body is not None:
                suffixes = [os.path.splitext(path)[1].lower() for path in self.settings.output]
                count = write_each(self.settings.per_body, dict.fromkeys(suffixes), batch, documents, told)
                sys.stderr.write(messages("gap.written-many", path=self.settings.per_body, count=count) + "\n")
        except CannotWriteError as error:
            raise RefusalError(str(error)) from None


def _same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def _refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
