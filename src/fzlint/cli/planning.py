"""What a run of ``fzlint check`` is to do: its linter, outputs and documents, from the person's settings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fzlint.cli.outputs import Output, outputs_of, root_folder
from fzlint.cli.words import did_you_mean, nearest
from fzlint.gate.configuration.documents import Documents, DocumentSettings, UnknownProfileError
from fzlint.gate.running.settings import LintSettings
from fzlint.output.formats import LOCATED

if TYPE_CHECKING:
    from fzlint.cli.check import Settings
    from fzlint.cli.configuring import Configured
    from fzlint.gate.running.linting import Linters
    from fzlint.linting import Linter
    from fzlint.messages import Messages

STDIN = "-"


@dataclass(frozen=True)
class Plan:
    """What a run is to do: which outputs, and how each document is checked.

    ``linter`` is that of the run, for its messages.
    """

    settings: Settings
    linter: Linter
    linters: Linters
    outputs: Sequence[Output]
    documents: Documents
    root: str

    @property
    def codes(self) -> frozenset[str] | None:
        """The items whose findings are wanted of at least one document; None for all."""
        return self.documents.codes

    @property
    def locates(self) -> bool:
        """Whether an output wants places as CI knows them."""
        return any(output.format in LOCATED for output in self.outputs)

    @cached_property
    def shown(self) -> Linter:
        """The linter whose checklist has all items that an output can tell of; asked for when all are checked."""
        language = self.settings.lang
        used = [self.linters.of(LintSettings(language, checklist=files)) for files in self.documents.checklists]
        if len(used) < 2:
            return used[0] if used else self.linter
        from fzlint.gate.united import united
        from fzlint.linting import Linter

        return Linter(united([linter.checklist for linter in used]), language=language)

    def for_document(self, path: str) -> DocumentSettings:
        """How a document is checked. Raises RefusalError."""
        settings = self.settings
        named = settings.stdin_filename if path == STDIN and settings.stdin_filename else path
        return settings_for(self.documents, named, self.linter.messages)


class RefusalError(Exception):
    """Why the command cannot do its work, in a sentence."""


def plan_of(settings: Settings) -> Plan:
    """Settings that hold together. Raises RefusalError, BadOutputError or ChecklistError."""
    from fzlint.gate.running.linting import Linters

    linters = Linters()
    given = settings.configured.given()
    linter = run_linter(linters, settings.lang, given)
    messages = linter.messages
    if settings.stdin_filename and STDIN not in settings.paths:
        raise RefusalError(messages("run.stdin-filename"))
    outputs = outputs_of(settings.format, settings.output_file, settings.report, messages)
    if settings.sarif_all_kinds and all(output.format != "sarif" for output in outputs):
        raise RefusalError(messages("output.option-needs-format", option="--sarif-all-kinds", format="sarif"))
    documents = documents_of(settings.configured, linters, settings.lang)
    return Plan(settings, linter, linters, outputs, documents, root_folder())


def run_linter(linters: Linters, language: str, given: Mapping[str, Any]) -> Linter:
    """The linter of a run, by what the command line and the environment say. Raises ChecklistError."""
    files = tuple(given["checklist"].value) if "checklist" in given else ()
    plain = linters.of(LintSettings(language=language, checklist=files))
    profile = given["profile"].value if "profile" in given else None
    size = given["max-size"].value if "max-size" in given else None
    if profile is not None and profile not in plain.checklist.section("profiles"):
        return plain
    return linters.of(LintSettings(language, profile, files, size))


def documents_of(configured: Configured, linters: Linters, language: str) -> Documents:
    """The settings of documents, as the options and the files beside the documents say."""
    return Documents(
        configured.store,
        configured.given(),
        language,
        lambda files: linters.of(LintSettings(language=language, checklist=files)).checklist,
    )


def settings_for(documents: Documents, path: str, messages: Messages) -> DocumentSettings:
    """How a document is checked. Raises RefusalError with what is wrong in its configuration or the options."""
    from fzlint.gate.configuration.problems import ConfigurationError
    from fzlint.output.selection import UnknownItemError

    try:
        return documents.of(path)
    except ConfigurationError as error:
        raise RefusalError("\nfzlint: ".join(error.lines(messages))) from None
    except UnknownProfileError as error:
        hint = did_you_mean(nearest(error.name, error.known), messages.language)
        hint = hint or messages("run.profiles", names=messages("text.list-comma").join(error.known))
        raise RefusalError(messages("run.unknown-profile", name=error.name) + hint) from None
    except UnknownItemError as error:
        told = messages("output.unknown-item", option=error.option, name=error.word)
        hint = did_you_mean(nearest(error.word, error.known), messages.language)
        hint = hint or messages("output.groups", names=messages("text.list-comma").join(error.groups))
        raise RefusalError(told + hint) from None


def inputs_of(plan: Plan) -> Iterator[str]:
    """The documents to check, whose settings hold. An output file of an earlier run, met in a folder, is none of them.

    Raises RefusalError, ChecklistError.
    """
    from fzlint.reading.files import find_inputs

    settings, messages = plan.settings, plan.linter.messages
    written = {os.path.realpath(output.path): output.path for output in plan.outputs if output.path is not None}
    found = find_inputs(
        settings.paths,
        exclude=settings.exclude,
        exclude_from=settings.configured.folder_of("exclude") or os.curdir,
        respect_gitignore=not settings.no_gitignore,
        force_exclude=settings.force_exclude,
    )
    try:
        for path in found:
            real = os.path.realpath(path) if written and path != STDIN and os.path.exists(path) else None
            if real in written:
                if path in settings.paths:
                    raise RefusalError(messages("run.output-is-input", path=written[real]))
                continue
            plan.for_document(path)
            yield path
    except ValueError as error:
        raise RefusalError(messages("run.bad-exclude", pattern=error)) from None
