"""One document judged as it stands at one moment."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

from lsprotocol.types import Range

from fzlint.checks.context import Flag
from fzlint.gate.running.linting import limits_of
from fzlint.gate.severities import with_severities
from fzlint.linting import ANNUAL_REPORT, Linter
from fzlint.lsp.authored import Authored
from fzlint.lsp.settings import Way
from fzlint.output.located import located
from fzlint.output.selection import kept
from fzlint.output.wording import in_order
from fzlint.reading.source import Limits, ReadingError, read_stdin
from fzlint.report.report import Report
from fzlint.result import Finding, Result

_ENOUGH = 100_000  # characters that tell the kind of a document that is too large to be judged


@dataclass(frozen=True)
class Analysis:
    """What was found in a document; nothing in one that is no annual report.

    ``findings``: each with its range in the editor. ``report`` is None in what was not judged.
    """

    authored: Authored
    linter: Linter
    result: Result
    report: Report | None = None
    findings: tuple[tuple[Range, Finding], ...] = ()
    flags: dict[str, list[Flag]] = field(default_factory=dict)  # by check, as far as they were asked for again


def analyse(authored: Authored, way: Way) -> Analysis:
    """Judge a document as ``way`` says, if it is an annual report."""
    linter, settings = way.linter, way.document
    source = authored.source
    error = _refusal(authored, limits_of(settings.lint))
    report = linter.read(replace(source, text=source.text[:_ENOUGH]) if error else source)
    nothing = Result(source.path, kind=report.head.kind)
    if report.head.kind != ANNUAL_REPORT:
        return Analysis(authored, linter, nothing)
    if error is not None:
        return Analysis(authored, linter, linter.failed(authored.name, error))
    result = kept(with_severities(linter.lint(source), settings.severities), settings.codes)
    result = located(result, report, linter.checklist)
    findings = tuple((authored.range(finding.place), finding) for finding in in_order(result))
    return Analysis(authored, linter, result, report, findings)


def _refusal(authored: Authored, limits: Limits) -> ReadingError | None:
    """Why a text is too large to be judged, in the words for files; None when it is not."""
    data = authored.text.encode()
    if len(data) <= limits.text_bytes:
        return None
    try:
        read_stdin(authored.name, io.BytesIO(data), limits=limits)
    except ReadingError as error:
        return error
    return None
