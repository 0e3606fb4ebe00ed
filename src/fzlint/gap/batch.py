"""Linting thousands of files: in order, in memory that does not grow with them, to be stopped and taken up again."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from fzlint.gap.copied.documents import Document
from fzlint.gap.running.linting import Linting, LintSettings, Row, content_of, unchanged
from fzlint.gap.running.progress import Progress
from fzlint.gap.running.state import State, StateError
from fzlint.gap.running.workers import Alone, Crew, Several, Task
from fzlint.reading.source import LIMITS

__all__ = ["LintSettings", "StateError", "read_documents", "run"]

_AHEAD = 8  # files begun for each process while the first of them is not done


def run(
    paths: Sequence[str],
    settings: LintSettings,
    *,
    state: Path | None = None,
    progress: bool | None = None,
    jobs: int = 1,
) -> Iterator[Row]:
    """The rows of ``paths`` in their order: each report's JSON data, and ``broken`` (items whose check failed).

    ``state``: a file that keeps the rows; what it has for the same content, checklist and settings is not done again.
    A run that is stopped (Ctrl-C, or the iterator is closed) leaves it usable. ``progress``: told on standard error;
    None only when that is a terminal. ``jobs``: processes; with more than one, a file that crashes its process or
    takes too long costs that file only. Raises ChecklistError, StateError, OSError (the state cannot be opened or
    written).
    """
    linting = Linting(settings)
    told = Progress(len(paths), linting.messages, progress)
    with ExitStack() as stack:
        kept = stack.enter_context(State(state)) if state is not None else None
        crew: Crew = Alone(linting, _keeper(kept))
        if jobs > 1:
            crew = Several(settings, linting, _keeper(kept), min(jobs, max(len(paths), 1)))
        stack.callback(crew.close)
        tasks = _tasks(paths, linting, kept, settings.max_bytes or max(LIMITS.file_bytes, LIMITS.text_bytes))
        for task in _in_order(tasks, crew, _AHEAD * jobs):
            if task.row is not None:
                told.step(known=task.known, failed=task.row["error"] is not None)
                yield task.row
        told.finish()


def read_documents(paths: Sequence[str], settings: LintSettings) -> Iterator[Document]:
    """The files as they are compared by ``find_copies``; what cannot be read or is no report is left out."""
    linting = Linting(settings)
    return (document for path in paths if (document := linting.document(path)))


def _keeper(state: State | None) -> Callable[[Task], None]:
    """What is done with a task when it is done: a row without failures is kept, if its file is still the same."""

    def keep(task: Task) -> None:
        row = task.row
        if state is None or task.key is None or task.content is None or row is None:
            return
        if row["error"] is None and not row["broken"] and unchanged(task.path, task.content):
            state.add(task.key, row)

    return keep


def _tasks(paths: Sequence[str], linting: Linting, state: State | None, most: int) -> Iterator[Task]:
    """A task for each path, done when the state has its row."""
    fingerprint = linting.fingerprint().encode() if state is not None else b""
    for path in paths:
        task = Task(path)
        if state is not None and (content := content_of(path, most)):
            task.content = content
            task.key = hashlib.sha256(fingerprint + content.digest).hexdigest()
            row = state.get(task.key)
            if row is not None and row.get("error", "") is None and isinstance(row.get("broken"), list):
                task.row = {**row, "path": path}
                task.known = True
        yield task


def _in_order(tasks: Iterator[Task], crew: Crew, ahead: int) -> Iterator[Task]:
    """The tasks in order, done, with at most ``ahead`` begun at a time."""
    begun: deque[Task] = deque()
    for task in tasks:
        begun.append(task)
        if task.row is None:
            crew.submit(task)
        while begun and (begun[0].row is not None or len(begun) >= ahead):
            if begun[0].row is None:
                crew.step()
            else:
                yield begun.popleft()
    while begun:
        if begun[0].row is None:
            crew.step()
        else:
            yield begun.popleft()
