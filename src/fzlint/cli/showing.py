"""What a run of ``fzlint check`` leaves behind: the outputs, what is told on standard error, the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fzlint.cli import BAD_USE
from fzlint.cli.outputs import BadOutputError, Output, append_summary, show, summary_path, write
from fzlint.cli.planning import Plan
from fzlint.output.formats import DATA, LOCATED

if TYPE_CHECKING:
    from fzlint.output.run import Run
    from fzlint.result import Result


def show_results(plan: Plan, results: Sequence[Result], shared: Sequence[Result]) -> int:
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
            failed = bool(refuse(str(error)))
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


def _rendered(plan: Plan, output: Output, run_: Run) -> str:
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


def refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
