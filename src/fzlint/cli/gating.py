"""What the waivers and the baseline do to a run of ``fzlint check``: read before it, laid over its results after it."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fzlint.cli.outputs import BadOutputError
from fzlint.cli.planning import STDIN, Plan, RefusalError

if TYPE_CHECKING:
    from fzlint.gate.baseline import Baseline
    from fzlint.gate.waivers.model import Entry
    from fzlint.linting import Linter
    from fzlint.output.standing import Gone, Notice
    from fzlint.result import Result

Codes = frozenset[str] | None


@dataclass(frozen=True)
class Gated:
    """The results of a run, and the same as CI knows them, with what was waived and what is known.

    ``notices``: what is to be said of both; ``gone``: findings of the baseline that are there no longer, None without a
    baseline; ``told``: what was done to the baseline, a line each.
    """

    results: Sequence[Result]
    shared: Sequence[Result]
    notices: Sequence[Notice] = ()
    gone: Sequence[Gone] | None = None
    told: Sequence[str] = ()


@dataclass(frozen=True)
class Gate:
    """The waivers that hold for each document (by its name in the results), the day, and the baseline with its file."""

    plan: Plan
    paths: Sequence[str]
    waivers: Mapping[str, Sequence[Entry]]
    today: datetime.date
    baseline: Baseline | None = None
    file: str = ""

    def laid_over(self, results: Sequence[Result], shared: Sequence[Result]) -> Gated:
        """The results with what was waived and what is known; the baseline is written when that is asked for.

        Raises BadOutputError when it cannot be.
        """
        if not self.waivers and self.baseline is None:
            return Gated(results, shared)
        checked = [self._checked(path, result) for path, result in zip(self.paths, results, strict=True)]
        notices: list[Notice] = []
        gone: list[Gone] | None = None
        told: list[str] = []
        if self.waivers:
            from fzlint.gate.waivers.applying import applied
            from fzlint.gate.waivers.telling import notices_of

            waived = applied(results, checked, self.waivers, self.today)
            results = waived.results
            notices += notices_of(waived, self.plan.linter.messages)
        if self.baseline is not None:
            results, gone = self._compared(results, checked, notices, told)
        if self.plan.locates:
            shared = [_marked(result, other) for result, other in zip(results, shared, strict=True)]
        return Gated(results, shared if self.plan.locates else results, notices, gone, told)

    def _compared(
        self, results: Sequence[Result], checked: Sequence[Codes], notices: list[Notice], told: list[str]
    ) -> tuple[Sequence[Result], list[Gone]]:
        """The results with known findings marked, and those that are gone."""
        from fzlint.gate.baseline import BaselineError, write_baseline
        from fzlint.gate.knowing import Comparison, without
        from fzlint.output.neutral import neutral
        from fzlint.output.standing import Gone, Notice

        assert self.baseline is not None
        settings, messages = self.plan.settings, self.plan.linter.messages
        baseline, path = self.baseline, neutral(self.file)
        compared = Comparison(results, checked, baseline).compared()
        stale = compared.stale
        try:
            if settings.write_baseline is not None:
                renewed = Comparison(results, checked, baseline).renewed()
                write_baseline(self.file, renewed.baseline)
                counts = {"added": renewed.added, "removed": renewed.removed, "unchecked": renewed.unchecked}
                told.append(messages("gate.baseline-written", path=path, count=len(renewed.baseline), **counts))
                compared = Comparison(results, checked, renewed.baseline).compared()
            elif settings.prune_baseline:
                if stale:
                    write_baseline(self.file, without(baseline, [entry for entry, _ in stale]))
                key = "gate.baseline-pruned" if stale else "gate.baseline-nothing-stale"
                told.append(messages(key, path=path, count=len(stale)))
            elif stale:
                message = messages("gate.baseline-stale", path=path, count=len(stale))
                notices.append(Notice("stale-baseline", message, self.file))
        except BaselineError as error:
            raise BadOutputError(messages(error.key, **error.fields)) from None
        return compared.results, [Gone(where, entry.code, entry.fingerprint, entry.text) for entry, where in stale]

    def _checked(self, path: str, result: Result) -> Codes:
        """The items that were checked in a document; None: all."""
        from fzlint.output.run import switched_off

        document = self.plan.for_document(path)
        checklist = self.plan.linters.of(document.lint).checklist
        left_out = switched_off(result, checklist) | {code for code, _ in result.broken}
        if not left_out:
            return document.codes
        codes = document.codes
        if codes is None:
            codes = frozenset({item.id for item in checklist.items} | {check.id for check in checklist.checks})
        return codes - left_out


def gate_of(plan: Plan, paths: Sequence[str]) -> Gate:
    """What is laid over the results of these documents. Raises RefusalError for files that cannot be used."""
    file, baseline = _baseline(plan)
    waivers = _waivers(plan, paths)
    today = datetime.date.max
    if waivers:
        from fzlint.gate.today import BadDayError
        from fzlint.gate.today import today as clock

        try:
            today = clock()
        except BadDayError as error:
            raise RefusalError(plan.linter.messages("gate.bad-day", value=ascii(str(error))[1:40])) from None
    return Gate(plan, paths, waivers, today, baseline, file)


def waived(result: Result, codes: Codes, named: str | None, isolated: bool, linter: Linter) -> Result:
    """The result of one report alone with what its waivers let pass; ``named``: the file of ``--waivers``.

    Raises RefusalError for a waiver file that cannot be used.
    """
    from fzlint.gate.waivers.searching import Waivers

    found = Waivers(named or None, isolated=isolated)
    file = found.file_for(result.path)
    if not file:
        return result
    from fzlint.gate.configuration.problems import ConfigurationError
    from fzlint.gate.today import BadDayError, today
    from fzlint.gate.waivers.applying import applied

    try:
        entries = found.read(file, [linter.checklist])
        return applied([result], [codes], {result.path: entries}, today()).results[0]
    except ConfigurationError as error:
        raise RefusalError("\nfzlint: ".join(error.lines(linter.messages))) from None
    except BadDayError as error:
        raise RefusalError(linter.messages("gate.bad-day", value=ascii(str(error))[1:40])) from None


def _baseline(plan: Plan) -> tuple[str, Baseline | None]:
    """The file of the baseline with what it holds."""
    settings, messages = plan.settings, plan.linter.messages
    written = settings.write_baseline
    file = written or settings.baseline
    if file is None:
        if written is not None or settings.prune_baseline:
            option = "--write-baseline" if written is not None else "--prune-baseline"
            raise RefusalError(messages("gate.baseline-which", option=option))
        return "", None
    if written and settings.baseline and os.path.realpath(written) != os.path.realpath(settings.baseline):
        raise RefusalError(messages("gate.baseline-two"))
    if any(output.path and os.path.realpath(output.path) == os.path.realpath(file) for output in plan.outputs):
        raise RefusalError(messages("output.same-file", path=file))
    if written is not None and not os.path.lexists(file):
        return file, {}
    from fzlint.gate.baseline import BaselineError, read_baseline

    try:
        return file, read_baseline(file)
    except BaselineError as error:
        raise RefusalError(messages(error.key, **error.fields)) from None


def _waivers(plan: Plan, paths: Sequence[str]) -> dict[str, Sequence[Entry]]:
    """The waivers that hold for each document, by its name in the results."""
    from fzlint.gate.waivers.searching import Waivers

    store = plan.settings.configured.store
    found = Waivers(plan.settings.waivers or None, isolated=store.isolated)
    files = {path: file for path in paths if (file := found.file_for(path))}
    if not files and not plan.settings.waivers:
        return {}
    from fzlint.gate.configuration.problems import ConfigurationError

    stdin = plan.settings.stdin_filename or STDIN
    try:
        entries = {file: found.read(file, [plan.shown.checklist]) for file in dict.fromkeys(files.values())}
    except ConfigurationError as error:
        raise RefusalError("\nfzlint: ".join(error.lines(plan.linter.messages))) from None
    return {stdin if path == STDIN else path: entries[file] for path, file in files.items()}


def _marked(result: Result, other: Result) -> Result:
    """``other``, the same as CI knows it, with what was waived and what is known."""
    pairs = zip(result.findings, other.findings, strict=True)
    return replace(other, findings=tuple(replace(new, waived=f.waived, known=f.known) for f, new in pairs))


def tell(gated: Gated, *, screen: bool) -> None:
    """Tell what is to be said of waivers and baseline on standard error.

    ``screen``: the text output shows the notices on standard output; a person who sees both reads them once.
    """
    if not (screen and sys.stdout.isatty() and sys.stderr.isatty()):
        for notice in gated.notices:
            sys.stderr.write(f"fzlint: {notice.message}\n")
    for line in gated.told:
        sys.stderr.write(f"{line}\n")
