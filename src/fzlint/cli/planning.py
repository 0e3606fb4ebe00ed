"""What a run of ``fzlint check`` is to do: its linter, outputs and documents, from the person's settings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fzlint.cli.outputs import Output, outputs_of, root_folder
from fzlint.cli.words import did_you_mean, nearest
from fzlint.output.formats import LOCATED

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.cli.check import Settings
    from fzlint.linting import Linter
    from fzlint.messages import Messages

STDIN = "-"


@dataclass(frozen=True)
class Plan:
    """What a run is to do: with which linter, which outputs, which items' findings."""

    settings: Settings
    linter: Linter
    outputs: Sequence[Output]
    codes: frozenset[str] | None
    root: str

    @property
    def locates(self) -> bool:
        """Whether an output wants places as CI knows them."""
        return any(output.format in LOCATED for output in self.outputs)


class RefusalError(Exception):
    """Why the command cannot do its work, in a sentence."""


def plan_of(settings: Settings, checklist: Checklist) -> Plan:
    """Settings that hold together. Raises RefusalError or BadOutputError."""
    from fzlint.linting import Linter

    profiles = checklist.section("profiles")
    profile = settings.profile if settings.profile in profiles else None
    linter = Linter(checklist, language=settings.lang, profile=profile)
    messages = linter.messages
    if settings.profile and profile is None:
        hint = did_you_mean(nearest(settings.profile, profiles), settings.lang)
        hint = hint or messages("run.profiles", names=messages("text.list-comma").join(profiles))
        raise RefusalError(messages("run.unknown-profile", name=settings.profile) + hint)
    if settings.stdin_filename and STDIN not in settings.paths:
        raise RefusalError(messages("run.stdin-filename"))
    outputs = outputs_of(settings.format, settings.output_file, settings.report, messages)
    if settings.sarif_all_kinds and all(output.format != "sarif" for output in outputs):
        raise RefusalError(messages("output.option-needs-format", option="--sarif-all-kinds", format="sarif"))
    return Plan(settings, linter, outputs, _codes(settings, checklist, messages), root_folder())


def _codes(settings: Settings, checklist: Checklist, messages: Messages) -> frozenset[str] | None:
    from fzlint.output.selection import UnknownItemError, selected_codes

    try:
        return selected_codes(checklist, settings.select, settings.ignore, settings.extend_select)
    except UnknownItemError as error:
        told = messages("output.unknown-item", option=error.option, name=error.word)
        hint = did_you_mean(nearest(error.word, error.known), settings.lang)
        hint = hint or messages("output.groups", names=messages("text.list-comma").join(error.groups))
        raise RefusalError(told + hint) from None


def inputs_of(plan: Plan) -> Iterator[str]:
    """The documents to check. An output file of an earlier run, met in a folder, is none of them."""
    from fzlint.reading.files import find_inputs

    settings, messages = plan.settings, plan.linter.messages
    written = {os.path.realpath(output.path): output.path for output in plan.outputs if output.path is not None}
    found = find_inputs(settings.paths, exclude=settings.exclude, respect_gitignore=not settings.no_gitignore)
    try:
        for path in found:
            real = os.path.realpath(path) if written and path != STDIN and os.path.exists(path) else None
            if real in written:
                if path in settings.paths:
                    raise RefusalError(messages("run.output-is-input", path=written[real]))
                continue
            yield path
    except ValueError as error:
        raise RefusalError(messages("run.bad-exclude", pattern=error)) from None
