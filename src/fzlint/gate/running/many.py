"""Many documents: what is known is looked up, the rest is linted by one process or several, in order."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from fzlint.gate.running.linting import Linting, Outcome, limits_of
from fzlint.gate.running.order import AHEAD, in_order
from fzlint.gate.running.settings import LintSettings
from fzlint.gate.running.tasks import Alone, Crew, Done, Kept, Task, Wish, restored
from fzlint.reading.files import STDIN

if TYPE_CHECKING:
    from fzlint.gate.running.progress import Progress

# Another process takes the time of some 20 plain text reports until it lints: see docs/large-runs.md.
MOST_ALONE = 60  # plain text reports, or what takes as long, that one process lints alone by default
_LEAST_EACH = 20
# How long a document takes, in plain text reports. The last three are converted by LibreOffice.
_WORTH = {".txt": 1, ".text": 1, ".md": 1, ".markdown": 1, ".pdf": 20, ".doc": 200, ".wps": 200, ".rtf": 200}
_WORTH_OF_OTHERS = 3


def worth(paths: Iterable[str]) -> int:
    """How long it takes to lint these documents, in plain text reports, by their suffixes."""
    return sum(_WORTH.get(os.path.splitext(path)[1].lower(), _WORTH_OF_OTHERS) for path in paths)


def jobs_for(wanted: int | None, paths: Sequence[str]) -> int:
    """How many processes lint these documents. ``wanted``: 0 is one for each processor, None as many as pay."""
    most = max(1, len(paths))
    if wanted is not None:
        return min(wanted or _processors(), most)
    work = worth(paths)
    return 1 if work <= MOST_ALONE else max(1, min(_processors(), most, work // _LEAST_EACH))


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def lint_many(
    documents: Sequence[tuple[str, LintSettings]],
    linting: Linting,
    wish: Wish,
    *,
    jobs: int | None = None,
    kept: Kept | None = None,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """The outcome of each document, in their order.

    ``linting`` lints what this process lints; ``wish`` tells what is needed of an outcome. What is ``kept`` is not
    linted; what is linted is added to it. Raises ChecklistError, OSError (a checklist cannot be read).
    """
    wish = replace(wish, kept=kept is not None)
    tasks = [Task(path, settings) for path, settings in documents]
    known: set[bytes] = set()
    if kept is not None:
        _name(tasks, linting)
        known = kept.has([task.key for task in tasks if task.key is not None], located=wish.located)
    unknown = [task.path for task in tasks if task.key not in known]
    for settings in {settings for _, settings in documents}:
        linting.linters.of(settings)  # what is wrong with a checklist is told by this process
    number = jobs_for(jobs, unknown)
    with ExitStack() as stack:
        if progress is not None:
            stack.callback(progress.leave)
        if number > 1 or not unknown:
            stack.enter_context(_uncollected())
        crew = _crew(linting, wish, _keeper(kept), number)
        stack.callback(crew.close)
        for task in in_order(_looked_up(tasks, known, kept, wish), crew, AHEAD * number):
            if task.outcome is None:
                raise AssertionError(task.path)
            if progress is not None:
                progress.step(known=task.known, failed=task.outcome.result.error is not None)
            yield task.outcome
            task.outcome = None
        if kept is not None:
            kept.flush()
        if progress is not None:
            progress.finish()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: results have none, and among thousands of them it takes half of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _name(tasks: Sequence[Task], linting: Linting) -> None:
    """Give each task the key of what is to be linted."""
    from fzlint.gate.running.identity import Keys, content_of

    keys = Keys(linting.linters)
    for task in tasks:
        if task.path == STDIN:
            continue
        limits = limits_of(task.settings)
        task.content = content_of(task.path, max(limits.file_bytes, limits.text_bytes))
        if task.content is not None:
            task.key = keys.key(task.path, task.content, task.settings)


def _crew(linting: Linting, wish: Wish, done: Done, number: int) -> Crew:
    if number > 1:
        from fzlint.gate.running.workers import Several

        try:
            return Several(linting, wish, done, number)
        except OSError:  # no more processes, or no memory for one
            pass
    return Alone(linting, wish, done)


def _looked_up(tasks: Sequence[Task], known: set[bytes], kept: Kept | None, wish: Wish) -> Iterator[Task]:
    """The tasks, done where the outcome is kept."""
    if kept is None or not known:
        yield from tasks
        return
    from fzlint.gate.stored import Restorer, StoredError

    restorer = Restorer()
    for task in tasks:
        if task.key is not None and task.key in known:
            stored = kept.get(task.key, evidence=wish.evidence, located=wish.located)
            if stored is not None:
                with suppress(StoredError):
                    task.outcome = restored(stored, task.path, wish, restorer)
                    task.known = True
        yield task


def _keeper(kept: Kept | None) -> Done:
    """What is done with a task when it is done: an outcome without failures is kept, if its file is still the same."""
    if kept is None:
        return lambda task: None
    from fzlint.gate.running.identity import unchanged
    from fzlint.gate.stored import store

    def keep(task: Task) -> None:
        stored, task.stored = task.stored, None
        if task.key is None or task.content is None or task.outcome is None:
            return
        result = task.outcome.result
        if result.error is None and not result.broken and unchanged(task.path, task.content):
            kept.add(task.key, stored or store(result, task.outcome.located))

    return keep
