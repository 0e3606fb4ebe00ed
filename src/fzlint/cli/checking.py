"""What ``fzlint check`` does with its options: find the documents, lint them, write the outputs, tell the status."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from fzlint.cli import DEBUG, where
from fzlint.cli.outputs import BadOutputError
from fzlint.cli.planning import STDIN, Plan, RefusalError, inputs_of, plan_of
from fzlint.cli.showing import refuse, show_results

if TYPE_CHECKING:
    from fzlint.cli.check import Settings
    from fzlint.result import Result


def run(settings: Settings) -> int:
    """Check what the settings name and write the outputs; the exit status."""
    from fzlint.checklist.loading import ChecklistError, shipped

    try:
        plan = plan_of(settings, shipped())
        paths = list(inputs_of(plan))
    except (ChecklistError, BadOutputError, RefusalError) as error:
        return refuse(str(error))
    if not paths:
        from fzlint.reading.files import SUFFIXES

        messages = plan.linter.messages
        named = messages("text.list-comma").join(settings.paths)
        return refuse(messages("run.no-documents", paths=named, suffixes=" ".join(f"*{end}" for end in SUFFIXES)))
    results = [_result(plan, path) for path in paths]
    return show_results(plan, [result for result, _ in results], [shared for _, shared in results])


def _result(plan: Plan, path: str) -> tuple[Result, Result]:
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
