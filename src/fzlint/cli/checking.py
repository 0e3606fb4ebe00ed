"""What ``fzlint check`` does with its options: find the documents, lint them, write the outputs, tell the status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fzlint.cli import BAD_USE, DEBUG, where
from fzlint.cli.outputs import (
    BadOutputError,
    Output,
    append_summary,
    outputs_of,
    root_folder,
    show,
    summary_path,
    write,
)
from fzlint.cli.words import did_you_mean, nearest
from fzlint.output.formats import DATA, LOCATED

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.cli.check import Settings
    from fzlint.linting import Linter
    from fzlint.messages import Messages
    from fzlint.output.run import Run
    from fzlint.result import Result

STDIN = "-"


@dataclass(frozen=True)
class _Plan:
    """What a run is to do: with which linter, which outputs, which items' findings."""

    settings: Settings
    linter: Linter
    outputs: Sequence[Output]
    codes: frozenset[str] | None
    root: str

    @property
    def locates(self) -> bool:
        """Whether an output wants places as CI knows them."""
        return any(output.format in LOCATED for output in self.outputs)


class _RefusalError(Exception):
    """Why the command cannot do its work, in a sentence."""


def run(settings: Settings) -> int:
    """Check what the settings name and write the outputs; the exit status."""
    from fzlint.checklist.loading import ChecklistError, shipped

    try:
        plan = _plan(settings, shipped())
        paths = list(_inputs(plan))
    except (ChecklistError, BadOutputError, _RefusalError) as error:
        return _refuse(str(error))
    if not paths:
        from fzlint.reading.files import SUFFIXES

        messages = plan.linter.messages
        named = messages("text.list-comma").join(settings.paths)
        return _refuse(messages("run.no-documents", paths=named, suffixes=" ".join(f"*{end}" for end in SUFFIXES)))
    results = [_result(plan, path) for path in paths]
    return _show(plan, [result for result, _ in results], [shared for _, shared in results])


def _plan(settings: Settings, checklist: Checklist) -> _Plan:
    """Settings that hold together. Raises _RefusalError or BadOutputError."""
    from fzlint.linting import Linter

    profiles = checklist.section("profiles")
    profile = settings.profile if settings.profile in profiles else None
    linter = Linter(checklist, language=settings.lang, profile=profile)
    messages = linter.messages
    if settings.profile and profile is None:
        hint = did_you_mean(nearest(settings.profile, profiles), settings.lang)
        hint = hint or messages("run.profiles", names=messages("text.list-comma").join(profiles))
        raise _RefusalError(messages("run.unknown-profile", name=settings.profile) + hint)
    if settings.stdin_filename and STDIN not in settings.paths:
        raise _RefusalError(messages("run.stdin-filename"))
    outputs = outputs_of(settings.format, settings.output_file, settings.report, messages)
    if settings.sarif_all_kinds and all(output.format != "sarif" for output in outputs):
        raise _RefusalError(messages("output.option-needs-format", option="--sarif-all-kinds", format="sarif"))
    return _Plan(settings, linter, outputs, _codes(settings, checklist, messages), root_folder())


def _codes(settings: Settings, checklist: Checklist, messages: Messages) -> frozenset[str] | None:
    from fzlint.output.selection import UnknownItemError, selected_codes

    try:
        return selected_codes(checklist, settings.select, settings.ignore, settings.extend_select)
    except UnknownItemError as error:
        told = messages("output.unknown-item", option=error.option, name=error.word)
        hint = did_you_mean(nearest(error.word, error.known), settings.lang)
        hint = hint or messages("output.groups", names=messages("text.list-comma").join(error.groups))
        raise _RefusalError(told + hint) from None


def _inputs(plan: _Plan) -> Iterator[str]:
    """The documents to check. An output file of an earlier run, met in a folder, is none of them."""
    from fzlint.reading.files import find_inputs

    settings, messages = plan.settings, plan.linter.messages
    written = {os.path.realpath(output.path): output.path for output in plan.outputs if output.path is not None}
    found = find_inputs(settings.paths, exclude=settings.exclude, respect_gitignore=not settings.no_gitignore)
    try:
        for path in found:
            real = os.path.realpath(path) if written and path != STDIN and os.path.exists(path) else None
            if real in written:
                if path in settings.paths:
                    raise _RefusalError(messages("run.output-is-input", path=written[real]))
                continue
            yield path
    except ValueError as error:
        raise _RefusalError(messages("run.bad-exclude", pattern=error)) from None


def _result(plan: _Plan, path: str) -> tuple[Result, Result]:
    """The result for one document, and the same as CI knows its places and path.

    A defect of ours never hides the other documents: it is told as a failure.
    """
    from fzlint.reading.source import LIMITS, ReadingError, read_source, read_stdin
    from fzlint.result import Failure, Result

    settings, linter = plan.settings, plan.linter
    size = settings.max_size
    limits = replace(LIMITS, file_bytes=size, text_bytes=size) if size else LIMITS
    name = settings.stdin_filename if path == STDIN and settings.stdin_filename else path
    shared = None
    try:
        if path == STDIN:
            source = read_stdin(name, sys.stdin.buffer, limits=limits)
        else:
            source = read_source(path, limits=limits)
        result = linter.lint(source)
        if plan.codes is not None:
            from fzlint.output.selection import kept

            result = kept(result, plan.codes)
        if plan.locates:
            from fzlint.output.located import located

            shared = located(result, linter.read(source), linter.checklist)
    except ReadingError as error:
        result = linter.failed(name, error)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        result = Result(name, error=Failure("crash", linter.messages("run.crash", path=name, detail=where(error))))
    if not plan.locates:
        return result, result
    from fzlint.output.located import shared_path

    return result, replace(shared or result, path=shared_path(name, plan.root))


def _show(plan: _Plan, results: Sequence[Result], shared: Sequence[Result]) -> int:
    """Write the outputs and what is to be said about the run; the exit status."""
    from fzlint.output.neutral import neutral
    from fzlint.output.run import Run
    from fzlint.output.summary import summary, unchecked_lines

    messages, settings = plan.linter.messages, plan.settings
    checklist = plan.linter.checklist
    plain = Run(results, checklist, messages, {}, plan.codes, settings.fail_on, settings.sarif_all_kinds)
    if any(output.format == "sarif" for output in plan.outputs):
        plain = replace(plain, bases={item.id: plan.linter.basis(item) for item in plain.items()})
    for_ci = replace(plain, results=shared)
    main = plan.outputs[0]
    failed = False
    for output in plan.outputs:
        text = _rendered(plan, output, for_ci if output.format in LOCATED else plain)
        if output.path is None:
            show(text, output.format)
            continue
        try:
            write(output.path, text, messages)
        except BadOutputError as error:
            failed = bool(_refuse(str(error)))
    summary_file = summary_path(plan.outputs)
    if summary_file is not None:
        from fzlint.output.markdown import render as markdown

        append_summary(summary_file, lambda room: markdown(for_ci, room, lambda text: len(text.encode())), messages)
    for line in unchecked_lines(results, messages, kinds=main.format in ("concise", "grouped")):
        sys.stderr.write(f"fzlint: {line}\n")
    if settings.statistics and (main.path is not None or main.format not in ("text", "grouped")):
        from fzlint.output import statistics

        sys.stderr.write(statistics.render(plain))
    if failed:
        return BAD_USE
    if main.path is not None or main.format == "concise":
        sys.stderr.write(summary(results, messages) + "\n")
    for output in plan.outputs:
        if output.path is not None:
            sys.stderr.write(messages("run.written", path=neutral(output.path)) + "\n")
    return exit_status(results, settings.fail_on)


def _rendered(plan: _Plan, output: Output, run_: Run) -> str:
    """One output."""
    from fzlint.output import formats

    settings, messages = plan.settings, plan.linter.messages
    if output.format in DATA:
        return formats.render_data(output.format, run_)
    if output.format == "concise":
        from fzlint.output import concise

        return concise.render(run_.results, quiet=settings.quiet)
    if output.format == "grouped":
        from fzlint.output import grouped

        text = grouped.render(run_.results, messages, quiet=settings.quiet)
    else:
        from fzlint.output import text as text_
        from fzlint.output.terminal import Screen, screen_for

        screen = Screen() if output.path is not None else screen_for(sys.stdout, settings.color)
        wish = text_.Wish(quiet=settings.quiet, notes=settings.show_notes, passed=settings.show_passed)
        text = text_.render(run_.results, run_.checklist, messages, screen, wish)
    if settings.statistics and output.path is None:
        from fzlint.output import statistics

        text += "\n" + statistics.render(run_)
    return text


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
