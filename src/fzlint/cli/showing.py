"""What a run of ``fzlint check`` leaves behind: the outputs, what is told on standard error, the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fzlint.cli import BAD_USE
from fzlint.cli.gating import Gated, tell
from fzlint.cli.outputs import BadOutputError, Output, append_summary, show, summary_path, write
from fzlint.cli.planning import Plan
from fzlint.output.formats import DATA, LOCATED

if TYPE_CHECKING:
    from fzlint.output.run import Run
    from fzlint.result import Result


def show_results(plan: Plan, gated: Gated, on_screen: Sequence[Result] | None = None) -> int:
    """Write the outputs and what is to be said about the run; the exit status.

    ``on_screen``: of which results standard output tells, None for all.
    """
    from fzlint.output.neutral import neutral
    from fzlint.output.run import Run
    from fzlint.output.summary import summary, unchecked_lines

    messages, settings, results = plan.linter.messages, plan.settings, gated.results
    checklist = plan.shown.checklist
    plain = Run(
        results,
        checklist,
        messages,
        {},
        plan.codes,
        settings.fail_on,
        settings.sarif_all_kinds,
        gated.notices,
        gated.gone,
    )
    if any(output.format == "sarif" for output in plan.outputs):
        plain = replace(plain, bases={item.id: plan.shown.basis(item) for item in plain.items()})
    for_ci = in_ci(plain, gated.shared, plan.root) if plan.locates else plain
    main = plan.outputs[0]
    failed = False
    for output in plan.outputs:
        run_ = for_ci if output.format in LOCATED else plain
        if output.path is None and on_screen is not None:
            if not on_screen:
                continue
            run_ = replace(run_, results=on_screen)
        text = _rendered(plan, output, run_)
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
    tell(gated, screen=main.path is None and main.format == "text")
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


def in_ci(run_: Run, shared: Sequence[Result], root: str) -> Run:
    """The run with places and paths as CI knows them."""
    from fzlint.output.located import shared_path

    names = {result.path: other.path for result, other in zip(run_.results, shared, strict=True)}
    notices = [replace(notice, path=shared_path(notice.path, root)) for notice in run_.notices]
    gone = None if run_.gone is None else [replace(entry, path=names[entry.path]) for entry in run_.gone]
    return replace(run_, results=shared, notices=notices, gone=gone)


def _rendered(plan: Plan, output: Output, run_: Run) -> str | Iterable[str]:
    """One output, whole or in pieces."""
    from fzlint.output import formats

    settings, messages = plan.settings, plan.linter.messages
    if output.format in DATA:
        return formats.pieces(output.format, run_)
    if output.format == "concise":
        from fzlint.output import concise

        return concise.render(run_.results, messages, quiet=settings.quiet, known=settings.show_known)
    if output.format == "grouped":
        from fzlint.output import grouped

        text = grouped.render(run_.results, messages, quiet=settings.quiet, known=settings.show_known)
    else:
        from fzlint.output import text as text_
        from fzlint.output.terminal import Screen, screen_for

        screen = Screen() if output.path is not None else screen_for(sys.stdout, settings.color)
        wish = text_.Wish(settings.quiet, settings.show_notes, settings.show_passed, settings.show_known)
        text = text_.render(run_.results, run_.checklist, messages, screen, wish, run_.notices)
    if settings.statistics and output.path is None:
        from fzlint.output import statistics

        text += "\n" + statistics.render(run_)
    return text


def exit_status(results: Sequence[Result], fail_on: str) -> int:
    """2 when a file or an item of it could not be checked; 1 on a finding at or above ``fail_on``; else 0.

    What was waived or is known fails nothing.
    """
    from fzlint.checklist.model import SEVERITIES

    if any(result.error is not None or result.broken for result in results):
        return BAD_USE
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    findings = (finding for result in results for finding in result.findings)
    return int(any(finding.counts and finding.severity in failing for finding in findings))


def refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
