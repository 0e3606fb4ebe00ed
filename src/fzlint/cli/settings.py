"""``fzlint check --show-settings`` and ``--show-files``: what a run would do, without doing it."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from fzlint.cli.outputs import BadOutputError
from fzlint.cli.planning import Plan, RefusalError, inputs_of, plan_of
from fzlint.cli.showing import refuse
from fzlint.gate.configuration.origins import COMMAND_LINE, ENVIRONMENT

if TYPE_CHECKING:
    from fzlint.cli.check import Settings


def run(settings: Settings, *, files: bool) -> int:
    """Show the settings of the documents named, or (``files``) the documents; the exit status."""
    from fzlint.checklist.loading import ChecklistError

    try:
        plan = plan_of(settings)
        paths = list(inputs_of(plan))
        if not files:
            return _show_settings(plan, paths)
    except (ChecklistError, BadOutputError, RefusalError) as error:
        return refuse(str(error))
    if not paths:
        return refuse(no_documents(plan))
    from fzlint.output.neutral import neutral

    sys.stdout.write("".join(f"{neutral(path)}\n" for path in paths))
    return 0


def no_documents(plan: Plan) -> str:
    """That nothing was found to check."""
    from fzlint.reading.files import SUFFIXES

    messages = plan.linter.messages
    named = messages("text.list-comma").join(plan.settings.paths)
    return messages("run.no-documents", paths=named, suffixes=" ".join(f"*{end}" for end in SUFFIXES))


def _show_settings(plan: Plan, paths: list[str]) -> int:
    from fzlint.gate.configuration import telling
    from fzlint.output.json_ import escaped

    configured = plan.settings.configured
    if not paths:  # where documents would be looked for: what would hold for them
        paths = [path if os.path.isfile(path) else os.path.join(path, "") for path in plan.settings.paths]
    groups = telling.grouped((path, plan.for_document(path)) for path in paths)
    of_run, configuration = configured.of_run(), configured.store.of_run()
    form = of_run["format"]
    if form.value == "json" and form.origins[0].kind in (COMMAND_LINE, ENVIRONMENT):
        data = telling.data(of_run, configuration, groups)
        sys.stdout.write(escaped(json.dumps(data, ensure_ascii=False, indent=1)) + "\n")
    else:
        sys.stdout.write(telling.text(of_run, configuration, groups, plan.linter.messages))
    return 0
