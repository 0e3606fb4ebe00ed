"""One document after another: whatever happens to one, there is a result."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fzlint.checklist.loading import load_named
from fzlint.gate.running.settings import LintSettings
from fzlint.linting import Linter
from fzlint.reading.files import STDIN
from fzlint.reading.source import LIMITS, Limits, ReadingError, Source, read_source, read_stdin
from fzlint.result import Failure, Result, Verdict

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist

__all__ = ["LintSettings", "Linters", "Linting", "Outcome", "limits_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result and, where it was asked for, the same as CI knows its places (see ``output.located``)."""

    result: Result
    located: Result | None = None

    def lean(self) -> Outcome:
        """Without the places of the evidence and the answers to the shortcomings."""
        return Outcome(_lean(self.result), None if self.located is None else _lean(self.located))


def _lean(result: Result) -> Result:
    verdicts = tuple(Verdict(verdict.item, verdict.status, ()) for verdict in result.verdicts)
    return replace(result, verdicts=verdicts, answers=())


class Linters:
    """A linter for each settings, built when it is first asked for. Raises ChecklistError, OSError."""

    def __init__(self) -> None:
        self._linters: dict[LintSettings, Linter] = {}
        self._checklists: dict[Sequence[str], Checklist] = {}

    def of(self, settings: LintSettings) -> Linter:
        """The linter of these settings."""
        linter = self._linters.get(settings)
        if linter is None:
            files = settings.checklist
            if files not in self._checklists:
                self._checklists[files] = load_named(files, language=settings.language)
            linter = Linter(self._checklists[files], language=settings.language, profile=settings.profile)
            self._linters[settings] = linter
        return linter


class Linting:
    """Lints documents.

    ``located``: also as CI knows them; ``stdin``: the name of standard input in its result; ``raises``: a defect of
    ours is raised instead of told.
    """

    def __init__(
        self, linters: Linters | None = None, *, located: bool = False, stdin: str = STDIN, raises: bool = False
    ) -> None:
        self.linters = linters or Linters()
        self._located = located
        self._stdin = stdin
        self._raises = raises

    def lint(self, path: str, settings: LintSettings) -> Outcome:
        """The outcome for one document; a defect of ours is told as a failure. Raises ChecklistError, OSError."""
        linter = self.linters.of(settings)
        name = self._stdin if path == STDIN else path
        try:
            source = self._source(path, limits_of(settings))
            result = linter.lint(source)
            if not self._located or not result.findings:
                return Outcome(result, result if self._located else None)
            from fzlint.output.located import located

            return Outcome(result, located(result, linter.read(source), linter.checklist))
        except ReadingError as error:
            return Outcome(linter.failed(name, error))
        except Exception as error:  # a defect of ours, or no memory left: told, and the others go on
            if self._raises:
                raise
            return self.crashed(name, settings, _where(error))

    def _source(self, path: str, limits: Limits) -> Source:
        if path == STDIN:
            return read_stdin(self._stdin, sys.stdin.buffer, limits=limits)
        return read_source(path, limits=limits)

    def crashed(self, path: str, settings: LintSettings, detail: str) -> Outcome:
        """The outcome for a document that brought the program down."""
        message = self.linters.of(settings).messages("run.crash", path=path, detail=detail)
        return Outcome(Result(path, error=Failure("crash", message)))


def limits_of(settings: LintSettings) -> Limits:
    """What a file may cost."""
    size = settings.max_bytes
    return replace(LIMITS, file_bytes=size, text_bytes=size) if size else LIMITS


def _where(error: BaseException) -> str:
    """An exception in one line: its kind, and the module and line where it arose."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    place = f", {os.path.basename(frames[0].filename)}:{frames[0].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
