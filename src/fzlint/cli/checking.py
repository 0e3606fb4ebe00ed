"""What ``fzlint check`` does with its options: find the documents, lint them, write the outputs, tell the status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from fzlint.cli import DEBUG
from fzlint.cli.gating import gate_of
from fzlint.cli.outputs import BadOutputError
from fzlint.cli.planning import STDIN, Plan, RefusalError, inputs_of, plan_of
from fzlint.cli.showing import refuse, show_results

if TYPE_CHECKING:
    from fzlint.cli.check import Settings
    from fzlint.gate.cache import Cache
    from fzlint.gate.configuration.documents import DocumentSettings
    from fzlint.gate.running.tasks import Kept
    from fzlint.result import Result

# To know program, libraries and checklist by their content takes as long as to lint three or four plain text reports.
_LEAST_CACHED = 5  # plain text reports, or what takes as long, for which the cache is asked
_PATIENCE = 2.0  # seconds after which a terminal is told how far the run is
# Formats that never quote the evidence of a verdict or the answers to shortcomings.
_BRIEF = frozenset({"concise", "grouped", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"})
_BRIEF_BY_DEFAULT = frozenset({"text", "sarif"})


def run(settings: Settings) -> int:
    """Check what the settings name and write the outputs; the exit status."""
    from fzlint.checklist.loading import ChecklistError

    if settings.cache_dir:
        os.environ["FZLINT_CACHE_DIR"] = settings.cache_dir  # compiled checklists are kept there too
    if settings.watch:
        from fzlint.cli.watching import watch

        return watch(settings)
    try:
        plan = plan_of(settings)
        paths = list(inputs_of(plan))
        if not paths:
            from fzlint.reading.files import SUFFIXES

            messages = plan.linter.messages
            named = messages("text.list-comma").join(settings.paths)
            if settings.force_exclude and all(map(os.path.isfile, settings.paths)):  # all that was named is excluded
                sys.stderr.write(f"fzlint: {messages('run.all-excluded', paths=named)}\n")
                return 0
            return refuse(messages("run.no-documents", paths=named, suffixes=" ".join(f"*{end}" for end in SUFFIXES)))
        from fzlint.gate.running.many import worth

        gate = gate_of(plan, paths)
        with ExitStack() as stack:
            cache = cache_of(plan) if worth(paths) >= _LEAST_CACHED else None
            if cache is not None:
                stack.enter_context(cache)
            gated = gate.laid_over(*check(plan, paths, cache))
    except (ChecklistError, BadOutputError, RefusalError) as error:
        return refuse(str(error))
    return show_results(plan, gated)


def check(plan: Plan, paths: Sequence[str], kept: Kept | None) -> tuple[list[Result], list[Result]]:
    """The result of each document, and the same as CI knows its places and path. ``kept``: what is known of earlier.

    Raises ChecklistError, RefusalError (a document's configuration cannot be used).
    """
    from fzlint.gate.running.linting import Linting
    from fzlint.gate.running.many import lint_many
    from fzlint.gate.running.progress import Progress
    from fzlint.gate.running.tasks import Wish

    settings, stdin = plan.settings, plan.settings.stdin_filename or STDIN
    wanted = [plan.for_document(path) for path in paths]
    wish = Wish(evidence=_shows_evidence(plan), located=plan.locates)
    linting = Linting(plan.linters, located=wish.located, stdin=stdin, raises=bool(os.environ.get(DEBUG)))
    results: list[Result] = []
    shared: list[Result] = []
    outcomes = lint_many(
        [(path, document.lint) for path, document in zip(paths, wanted, strict=True)],
        linting,
        wish,
        jobs=settings.jobs,
        kept=kept,
        progress=Progress(len(paths), plan.linter.messages, settings.progress, patience=_PATIENCE),
    )
    for document, outcome in zip(wanted, outcomes, strict=True):
        results.append(_as_configured(outcome.result, document))
        if plan.locates:
            from fzlint.output.located import shared_path

            for_ci = _as_configured(outcome.located or outcome.result, document)
            shared.append(replace(for_ci, path=shared_path(for_ci.path, plan.root)))
    return results, shared if plan.locates else results


def _as_configured(result: Result, document: DocumentSettings) -> Result:
    """The result with the findings that are wanted, in the severities that are wanted."""
    from fzlint.gate.severities import with_severities
    from fzlint.output.selection import kept

    return with_severities(kept(result, document.codes), document.severities)


def _shows_evidence(plan: Plan) -> bool:
    """Whether an output quotes the evidence of what was met, or the answers to the shortcomings."""
    settings, formats = plan.settings, {output.format for output in plan.outputs}
    return settings.show_passed or settings.sarif_all_kinds or not formats <= _BRIEF | _BRIEF_BY_DEFAULT


def cache_of(plan: Plan) -> Cache | None:
    """What earlier runs found, unless nobody wants it or it cannot be used."""
    settings = plan.settings
    if settings.no_cache:
        return None
    try:
        from fzlint.gate.cache import Cache, CacheError
    except ImportError:  # a Python without SQLite
        return None
    from fzlint.checklist.loading import cache_folder

    try:
        return Cache(cache_folder())
    except CacheError as error:
        if settings.cache_dir:
            path = settings.cache_dir
            sys.stderr.write(f"fzlint: {plan.linter.messages('batch.no-cache', path=path, reason=error)}\n")
        return None
