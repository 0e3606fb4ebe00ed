"""One run of ``fzlint gap``: what is checked or read, compared, and written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fzlint.cli import BAD_USE
from fzlint.cli.words import did_you_mean, nearest

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.cli.gap import Settings
    from fzlint.gap.batch import LintSettings
    from fzlint.gap.compare import Comparison
    from fzlint.gap.copied.telling import CopiedText
    from fzlint.gap.gathering import Gathered
    from fzlint.gap.model import Batch
    from fzlint.gate.configuration.documents import Documents, DocumentSettings
    from fzlint.gate.running.linting import Linters
    from fzlint.messages import Messages

SUFFIXES = (".html", ".docx", ".xlsx", ".md", ".csv", ".json")


class RefusalError(Exception):
    """Why the command cannot do its work, in a sentence."""


class Run:
    """One run of the command."""

    def __init__(
        self, settings: Settings, checklist: Checklist, messages: Messages, configured: Documents, linters: Linters
    ) -> None:
        self.settings = settings
        self.checklist = checklist
        self.messages = messages
        self._configured = configured
        self._linters = linters
        self.earlier: list[Gathered] = []

    def write(self) -> int:
        """Write all that was asked for; 2 when a file could not be checked."""
        self._check_settings()
        suffixes = [os.path.splitext(path)[1].lower() for path in self.settings.output]
        gathered = self._gathered(keep=".json" in suffixes)
        batch = self._batch(gathered)
        comparison = self._comparison(batch)
        batch = replace(batch, copied=self._copied(gathered, batch))
        self._write(batch, gathered.documents, comparison)
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
        if settings.from_ and settings.profile and settings.profile not in profiles:
            hint = did_you_mean(nearest(settings.profile, profiles), settings.lang)
            hint = hint or messages("run.profiles", names=messages("text.list-comma").join(profiles))
            raise RefusalError(messages("run.unknown-profile", name=settings.profile) + hint)

    def _gathered(self, *, keep: bool) -> Gathered:
        """The reports that are told of. ``keep``: their JSON is needed again."""
        if not self.settings.from_:
            return self._checked(self.settings.paths, keep=keep)
        from fzlint.gap.gathering import joined

        return joined([self._stored(path) for path in self.settings.from_])

    def _stored(self, path: str) -> Gathered:
        """Results stored as JSON."""
        from fzlint.gap.bodies import Body
        from fzlint.gap.gathering import Gathered
        from fzlint.output.stored import ShapeError, body_of, reports_of, stored, versions_of

        try:
            document = stored(path)
            bodies = [body_of(Body, report) for report in reports_of(document)]
            return Gathered(bodies, versions_of([document]), [document], results=[path])
        except ShapeError as error:
            raise RefusalError(self.messages("gap.bad-json", path=path, where=error.where)) from None
        except OSError as error:
            reason = error.strerror or error
            key = "gap.not-found" if isinstance(error, FileNotFoundError) else "gap.bad-json"
            raise RefusalError(self.messages(key, path=path, where=reason)) from None

    def _checked(self, paths: Sequence[str], *, keep: bool = False) -> Gathered:
        """The results of checking these reports. ``keep``: as ``check -f json`` would write them, too."""
        from fzlint.gap.bodies import Body
        from fzlint.gap.gathering import Gathered
        from fzlint.output.stored import body_of, document_of, versions_of

        wanted = self._wanted(paths)
        gathered = Gathered(versions=versions_of([document_of([], self.checklist)]))
        rows: list[Mapping[str, Any]] = []
        for row in self._rows(wanted):
            body = body_of(Body, row)
            gathered.bodies.append(body)
            if body.judged:
                gathered.texts.append(row["path"])
            if keep:
                rows.append(row)
        if keep:
            gathered.documents.append(document_of(rows, self.checklist))
        return gathered

    def _linting(self) -> LintSettings:
        from fzlint.gap.batch import LintSettings

        return LintSettings(self.settings.lang, self.settings.profile, self.settings.checklist)

    def _wanted(self, paths: Sequence[str]) -> list[tuple[str, DocumentSettings]]:
        """The reports with their settings; from here on the checklist is the one that has all their items."""
        from fzlint.cli.planning import settings_for
        from fzlint.gate.running.settings import LintSettings
        from fzlint.gate.united import united
        from fzlint.reading.files import SUFFIXES as READ
        from fzlint.reading.files import find_inputs

        settings, messages = self.settings, self.messages
        try:
            found = find_inputs(
                paths,
                exclude=settings.exclude,
                exclude_from=settings.configured.folder_of("exclude") or os.curdir,
                respect_gitignore=not settings.no_gitignore,
            )
            wanted = [path for path in found if path in paths or not self._ours(path)]
        except ValueError as error:
            raise RefusalError(messages("run.bad-exclude", pattern=error)) from None
        if not wanted:
            named = messages("text.list-comma").join(paths)
            suffixes = " ".join(f"*{suffix}" for suffix in READ)
            raise RefusalError(messages("run.no-documents", paths=named, suffixes=suffixes))
        documents = [(path, settings_for(self._configured, path, messages)) for path in wanted]
        used = [LintSettings(settings.lang, checklist=files) for files in self._configured.checklists]
        self.checklist = united([self._linters.of(one).checklist for one in used])
        return documents

    def _rows(self, documents: Sequence[tuple[str, DocumentSettings]]) -> Iterator[Mapping[str, Any]]:
        """The results of checking these reports, one after the other."""
        from pathlib import Path

        from fzlint.gap.batch import StateError, run
        from fzlint.gap.processes import processes_for
        from fzlint.gate.severities import configured_row

        settings, messages = self.settings, self.messages
        state = Path(settings.state) if settings.state is not None else None
        wanted = [path for path, _ in documents]
        jobs = processes_for(len(wanted), settings.jobs)
        try:
            rows = run(wanted, [document.lint for _, document in documents], state=state, jobs=jobs)
            for row, (_, document) in zip(rows, documents, strict=True):
                yield configured_row(row, document.codes, document.severities)
        except StateError:
            raise RefusalError(messages("gap.not-a-state-file", path=settings.state)) from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise RefusalError(messages("run.cannot-write", path=settings.state, reason=reason)) from None

    def _ours(self, path: str) -> bool:
        """Whether a file met in a folder was written by an earlier run with the same options."""
        real = os.path.realpath(path)
        folder = self.settings.per_body
        if folder is not None and real.startswith(os.path.join(os.path.realpath(folder), "")):
            return True
        return any(real == os.path.realpath(output) for output in self.settings.output)

    def _batch(self, gathered: Gathered) -> Batch:
        from fzlint.gap.model import Batch

        return Batch.of(gathered.bodies, gathered.versions, self.checklist, self.messages)

    def _comparison(self, batch: Batch) -> Comparison:
        from fzlint.gap.compare import compare
        from fzlint.gap.wording import Wording

        wording = Wording(self.messages)
        earlier = []
        for path in self.settings.compare:
            stored = path.lower().endswith(".json") and not os.path.isdir(path)
            if not os.path.exists(path):
                raise RefusalError(self.messages("gap.not-found", path=path))
            gathered = self._stored(path) if stored else self._checked([path])
            self.earlier.append(gathered)
            before = self._batch(gathered)
            earlier.append(before)
            for body in before.unjudged:  # they are missing in the comparison, so the person must know
                why = wording.why_unjudged(body)
                sys.stderr.write(f"fzlint: {why if body.error else body.path + self.messages('text.colon') + why}\n")
        return compare(batch, earlier)

    def _copied(self, gathered: Gathered, batch: Batch) -> CopiedText | None:
        """What was found copied, with what could not be compared told; None when nobody wants to know."""
        from fzlint.gap.copied.wording import CopiedWording
        from fzlint.gap.gathering import copied_of_run
        from fzlint.output.stored import ShapeError

        if self.settings.no_copied:
            return None
        try:
            found = copied_of_run(gathered, self.earlier, batch, self._linting())
        except ShapeError as error:
            path = self.messages("text.list-comma").join(gathered.results)
            raise RefusalError(self.messages("gap.bad-json", path=path, where=error.where)) from None
        for told in CopiedWording(self.messages, self.checklist).missing(found) if found else ():
            sys.stderr.write(f"fzlint: {told}\n")
        return found

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
