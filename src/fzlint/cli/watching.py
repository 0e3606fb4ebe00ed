"""``fzlint check --watch``: check, wait until something changes, check again."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fzlint.checklist.loading import ChecklistError
from fzlint.cli.checking import cache_of, check
from fzlint.cli.gating import gate_of
from fzlint.cli.outputs import BadOutputError
from fzlint.cli.planning import STDIN, Plan, RefusalError, inputs_of, plan_of
from fzlint.cli.showing import refuse, show_results
from fzlint.gate.watching import Memory, Watcher, WatchingError, folders_of
from fzlint.output.formats import SCREEN
from fzlint.output.summary import shown_path, summary

if TYPE_CHECKING:
    from fzlint.cli.check import Settings
    from fzlint.cli.configuring import Configured
    from fzlint.cli.gating import Gated
    from fzlint.gate.running.tasks import Kept
    from fzlint.messages import Messages
    from fzlint.result import Result

_CLEAR = "\x1b[2J\x1b[H"  # ECMA-48: erase the screen, go to its beginning
_NAMED = 5  # changed documents that are named


def watch(settings: Settings) -> int:
    """Check what the settings name, again whenever it changes. Ends by Ctrl-C, or when it cannot be done."""
    try:
        plan = plan_of(settings)
        _refuse_what_cannot_be(plan)
        rounds = _Rounds(settings, plan.linter.messages)
        with ExitStack() as stack:
            watcher = stack.enter_context(Watcher(*folders_of(settings.paths, _beside(settings))))
            silent = _goes_nowhere()
            cache = cache_of(plan)
            rounds.kept = Memory() if cache is None else stack.enter_context(cache)
            rounds.first()
            for _ in watcher.changes():
                rounds.next()
                if _goes_nowhere() and not silent:  # the reader of a pipe is gone
                    break
    except ImportError:
        return refuse(plan.linter.messages("batch.watch-needs"))
    except WatchingError as error:
        return refuse(plan.linter.messages("batch.watch-failed", reason=error))
    except (ChecklistError, BadOutputError, RefusalError) as error:
        return refuse(str(error))
    return 0


def _refuse_what_cannot_be(plan: Plan) -> None:
    """Raises RefusalError."""
    settings, messages, main = plan.settings, plan.linter.messages, plan.outputs[0]
    if main.path is None and main.format not in SCREEN:
        formats = messages("text.list-comma").join(SCREEN)
        raise RefusalError(messages("batch.watch-format", formats=formats, format=main.format))
    if STDIN in settings.paths:
        raise RefusalError(messages("batch.watch-stdin"))
    writes = settings.write_baseline is not None
    for option, given in (("--write-baseline", writes), ("--prune-baseline", settings.prune_baseline)):
        if given:
            raise RefusalError(messages("batch.watch-not-with", option=option))


def _beside(settings: Settings) -> Iterator[str]:
    """The files beside the documents that a result may change with."""
    configuration = settings.configured.store.of_run()
    if configuration is not None:
        yield os.path.join(configuration.file.folder, os.path.basename(configuration.file.shown))
    yield from (path for path in (settings.baseline, settings.waivers) if path)
    yield from (path for path in settings.checklist if os.path.exists(path))


@dataclass
class _Rounds:
    """The rounds of a watch: each checks, and shows what is another than in the last."""

    settings: Settings
    messages: Messages
    kept: Kept | None = None
    _before: dict[str, Result] = field(default_factory=dict)
    _stamps: dict[str, tuple[int, ...] | None] = field(default_factory=dict)
    _gated: Gated | None = None
    _at_start: dict[str, Any] = field(default_factory=dict)

    def first(self) -> None:
        """Check and show all. Raises RefusalError, ChecklistError, BadOutputError."""
        self._at_start = _of_run(self.settings.configured)
        self._round(self.settings)
        self._wait()

    def next(self) -> None:
        """Check again; show what has changed, if anything. What is wrong by now is told and may be mended."""
        from fzlint.gate.configuration.problems import ConfigurationError

        try:
            configured = self.settings.configured.fresh()
            try:
                of_run = _of_run(configured)
            except ConfigurationError as error:
                raise RefusalError("\nfzlint: ".join(error.lines(self.messages))) from None
            if of_run != self._at_start:
                raise RefusalError(self.messages("batch.watch-restart"))
            shown = self._round(self.settings._replace(configured=configured))
        except (ChecklistError, BadOutputError, RefusalError) as error:
            self._gated = None  # when it is mended all is shown again
            refuse(str(error))
            shown = True
        if shown:
            self._wait()

    def _round(self, settings: Settings) -> bool:
        """Check and show; whether there was something to show."""
        plan = plan_of(settings)
        paths = list(inputs_of(plan))
        gated = gate_of(plan, paths).laid_over(*check(plan, paths, self.kept))
        changed = [result for result in gated.results if self._before.get(result.path) != result]
        gone = self._before.keys() - {result.path for result in gated.results}
        first = self._gated is None
        stamps = {path: _stamp(path) for path in paths}
        saved = [path for path in paths if self._stamps.get(path) != stamps[path]]
        self._stamps = stamps
        if not first and not changed and not gone and self._gated == gated:
            self._tell("batch.watch-same", saved)
            return bool(saved)
        self._before = {result.path: result for result in gated.results}
        self._gated = gated
        if sys.stdout.isatty():
            sys.stdout.write(_CLEAR)
        if not paths:
            sys.stderr.write(self.messages("batch.watch-nothing") + "\n")
        whole = first or len(paths) == 1 or plan.outputs[0].format != "text"
        if paths or plan.outputs[0].path is not None:
            show_results(plan, gated, None if whole else changed)
        if not whole:
            sys.stderr.write(self.messages("batch.watch-all", summary=summary(gated.results, self.messages)) + "\n")
        if not first:
            self._tell("batch.watch-changed", [result.path for result in changed])
            self._tell("batch.watch-gone", sorted(gone))
        return True

    def _tell(self, key: str, paths: Sequence[str]) -> None:
        if not paths:
            return
        names = self.messages("text.list-comma").join(shown_path(path, self.messages) for path in paths[:_NAMED])
        names += self.messages("summary.and-more") if len(paths) > _NAMED else ""
        sys.stderr.write(self.messages(key, time=time.strftime("%H:%M:%S"), paths=names) + "\n")

    def _wait(self) -> None:
        sys.stderr.write(self.messages("batch.watch-waiting") + "\n")
        sys.stderr.flush()


def _of_run(configured: Configured) -> dict[str, Any]:
    """What the configuration of the run says beside the settings of documents: read by click, once."""
    configuration = configured.store.of_run()
    if configuration is None:
        return {}
    keys = configured.store.keys
    return {name: value.value for name, value in configuration.values.items() if not keys[name].of_documents}


def _stamp(path: str) -> tuple[int, ...] | None:
    """What is another when a file was saved."""
    from fzlint.gate.running.identity import stamp_of

    try:
        return stamp_of(os.stat(path))
    except (OSError, ValueError):
        return None


def _goes_nowhere() -> bool:
    """Whether standard output is the null device, as it is made when its reader leaves (``outputs.show``)."""
    try:
        return os.path.samestat(os.fstat(sys.stdout.fileno()), os.stat(os.devnull))
    except (OSError, ValueError):
        return False
