"""One run of ``fzlint gap``: what is checked or read, compared, and written."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fzlint.cli import BAD_USE
from fzlint.cli.words import did_you_mean, nearest

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.cli.gap import Settings
    from fzlint.gap.compare import Comparison
    from fzlint.gap.model import Batch
    from fzlint.messages import Messages

SUFFIXES = (".html", ".docx", ".xlsx", ".md", ".csv", ".json")


class RefusalError(Exception):
    """Why the command cannot do its work, in a sentence."""


class Run:
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
        from fzlint.gap.reading import ShapeError, stored

        try:
            return stored(path)
        except ShapeError as error:
            raise RefusalError(self.messages("gap.bad-json", path=path, where=error.where)) from None
        except OSError as error:
            reason = error.strerror or error
            key = "gap.not-found" if isinstance(error, FileNotFoundError) else "gap.bad-json"
            raise RefusalError(self.messages(key, path=path, where=reason)) from None

    def _checked(self, paths: Sequence[str]) -> Mapping[str, Any]:
        """The results of checking these reports, as ``check -f json`` would write them."""
        from pathlib import Path

        from fzlint.gap.batch import LintSettings, StateError, run
        from fzlint.gap.reading import document_of
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
        state = Path(settings.state) if settings.state is not None else None
        linting = LintSettings(language=settings.lang, profile=settings.profile)
        try:
            rows = list(run(wanted, linting, state=state, jobs=settings.jobs))
        except StateError:
            raise RefusalError(messages("gap.not-a-state-file", path=settings.state)) from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise RefusalError(messages("run.cannot-write", path=settings.state, reason=reason)) from None
        return document_of(rows, self.checklist)

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
        from fzlint.gap.wording import Wording

        wording = Wording(self.messages)
        earlier = []
        for path in self.settings.compare:
            stored = path.lower().endswith(".json") and not os.path.isdir(path)
            if not os.path.exists(path):
                raise RefusalError(self.messages("gap.not-found", path=path))
            document = self._stored(path) if stored else self._checked([path])
            before = self._batch([document], [path])
            earlier.append(before)
            for body in before.unjudged:  # they are missing in the comparison, so the person must know
                why = wording.why_unjudged(body)
                sys.stderr.write(f"fzlint: {why if body.error else body.path + self.messages('text.colon') + why}\n")
        return compare(batch, earlier)

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
