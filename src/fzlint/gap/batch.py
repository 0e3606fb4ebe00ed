"""Linting thousands of files: in order, in memory that does not grow with them, to be stopped and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from fzlint.gap.copied.documents import Document, document_of
from fzlint.gap.copied.finding import parts_compared
from fzlint.gate.running.identity import Keys, content_of, unchanged
from fzlint.gate.running.linting import Linters, Linting, limits_of
from fzlint.gate.running.order import AHEAD, in_order
from fzlint.gate.running.progress import Progress
from fzlint.gate.running.settings import LintSettings
from fzlint.gate.running.state import Row, State, StateError
from fzlint.gate.running.tasks import Alone, Crew, Task, Wish
from fzlint.gate.running.workers import Several
from fzlint.linting import JUDGED_KINDS
from fzlint.output.json_ import report_data
from fzlint.reading.source import read_source

__all__ = ["LintSettings", "StateError", "read_documents", "run"]


@dataclass(slots=True)
class _RowTask(Task):
    """A file whose row is wanted."""

    row: Row | None = None

    @property
    def is_done(self) -> bool:
        return self.row is not None


def run(
    paths: Sequence[str],
    settings: LintSettings | Sequence[LintSettings],
    *,
    state: Path | None = None,
    progress: bool | None = None,
    jobs: int = 1,
) -> Iterator[Row]:
    """The rows of ``paths`` in their order: each report's JSON data, and ``broken`` (items whose check failed).

    ``settings``: for all, or one for each path. ``state``: a file that keeps the rows; what it has for the same
    content, checklist and settings is not done again. A run that is stopped (Ctrl-C, or the iterator is closed) leaves
    it usable. ``progress``: told on standard error; None only when that is a terminal. ``jobs``: processes; with more
    than one, a file that crashes its process or takes too long costs that file only. Raises ChecklistError, StateError,
    OSError (the state cannot be opened or written).
    """
    linting = Linting()
    each = [settings] * len(paths) if isinstance(settings, LintSettings) else settings
    of_messages = settings if isinstance(settings, LintSettings) else next(iter(settings), LintSettings())
    told = Progress(len(paths), linting.linters.of(of_messages).messages, progress)
    with ExitStack() as stack:
        stack.callback(told.leave)
        kept = stack.enter_context(State(state)) if state is not None else None
        crew: Crew = Alone(linting, Wish(), _keeper(kept))
        if jobs > 1:
            crew = Several(linting, Wish(), _keeper(kept), min(jobs, max(len(paths), 1)))
        stack.callback(crew.close)
        for task in in_order(_tasks(zip(paths, each, strict=True), linting, kept), crew, AHEAD * jobs):
            if task.row is not None:
                told.step(known=task.known, failed=task.row["error"] is not None)
                yield task.row
        told.finish()


def read_documents(paths: Sequence[str], settings: LintSettings) -> Iterator[Document]:
    """The files as they are compared by ``find_copies``; what cannot be read or is no report is left out."""
    linter = Linters().of(settings)
    limits, parts = limits_of(settings), parts_compared(linter.checklist)
    for path in paths:
        try:
            report = linter.read(read_source(path, limits=limits))
            document = document_of(path, report, parts) if report.head.kind in JUDGED_KINDS else None
        except Exception:  # told by its row; here it only has nothing to compare
            document = None
        if document is not None:
            yield document


def _keeper(state: State | None) -> Callable[[Task], None]:
    """What is done with a task when it is done: a row without failures is kept, if its file is still the same."""

    def keep(task: Task) -> None:
        if not isinstance(task, _RowTask) or task.outcome is None:
            return
        row = task.row = report_data(task.outcome.result)
        task.outcome = None
        if state is None or task.key is None or task.content is None:
            return
        if row["error"] is None and not row["broken"] and unchanged(task.path, task.content):
            state.add(task.key.hex(), row)

    return keep


def _tasks(documents: Iterable[tuple[str, LintSettings]], linting: Linting, state: State | None) -> Iterator[_RowTask]:
    """A task for each path, done when the state has its row."""
    keys = Keys(linting.linters)
    for path, settings in documents:
        limits = limits_of(settings)
        task = _RowTask(path, settings)
        if state is not None and (content := content_of(path, max(limits.file_bytes, limits.text_bytes))):
            task.content = content
            task.key = keys.key(path, content, settings)
            row = state.get(task.key.hex())
            if row is not None and row.get("error", "") is None and isinstance(row.get("broken"), list):
                task.row = {**row, "path": path}
                task.known = True
        yield task
