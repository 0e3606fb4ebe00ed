"""Who lints: this process, or several others. A process that dies or does not end costs its one file only."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol

from fzlint.gap.running.linting import Content, Linting, LintSettings, Row

SECONDS_A_FILE = 180.0  # after that a file counts as one that brings the program down
_ALIVE_SECONDS = 60.0  # that a new process may take to start, on top


@dataclass(slots=True)
class Task:
    """A file to lint; ``row`` when it is done; ``key`` and ``content`` when the row can be kept."""

    path: str
    key: str | None = None
    content: Content | None = None
    row: Row | None = None
    known: bool = False


Done = Callable[[Task], None]


class Crew(Protocol):
    """Those who lint."""

    def submit(self, task: Task) -> None:
        """Take a task."""

    def step(self) -> None:
        """Wait until at least one task is done."""

    def close(self) -> None:
        """End."""


class Alone:
    """This process."""

    def __init__(self, linting: Linting, done: Done) -> None:
        self._linting = linting
        self._done = done

    def submit(self, task: Task) -> None:
        """Do it now."""
        task.row = self._linting.row(task.path)
        self._done(task)

    def step(self) -> None:
        """Nothing is ever open."""

    def close(self) -> None:
        """Nothing to end."""


class _Worker:
    """Another process, with its end of a pipe and the task it is at."""

    def __init__(self, settings: LintSettings) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=work, args=(theirs, settings), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.until = 0.0
        self._fresh = True

    def give(self, task: Task, seconds: float) -> None:
        """Hand over a task."""
        self.task = task
        self.until = time.monotonic() + seconds + (_ALIVE_SECONDS if self._fresh else 0)
        self._fresh = False
        self.connection.send_bytes(os.fsencode(task.path))

    def end(self) -> str:
        """Stop the process; how it ended."""
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.connection.close()
        return f"exit {self.process.exitcode}"


class Several:
    """``jobs`` processes. Paths and rows cross as bytes of JSON."""

    def __init__(
        self, settings: LintSettings, linting: Linting, done: Done, jobs: int, seconds: float = SECONDS_A_FILE
    ) -> None:
        self._settings = settings
        self._linting = linting
        self._done = done
        self._seconds = seconds
        self._waiting: deque[Task] = deque()
        self._workers = [_Worker(settings) for _ in range(jobs)]

    def submit(self, task: Task) -> None:
        """Put it in the queue."""
        self._waiting.append(task)
        self._hand_out()

    def _hand_out(self) -> None:
        for position, worker in enumerate(self._workers):
            if worker.task is None and self._waiting:
                task = self._waiting.popleft()
                try:
                    worker.give(task, self._seconds)
                except OSError:  # it died while idle: no file's fault
                    worker.end()
                    self._workers[position] = fresh = _Worker(self._settings)
                    fresh.give(task, self._seconds)

    def step(self) -> None:
        """Wait for a row, a death or the end of a file's time."""
        busy = [worker for worker in self._workers if worker.task is not None]
        if not busy:
            return
        left = max(0.0, min(worker.until for worker in busy) - time.monotonic())
        ready = set(wait([worker.connection for worker in busy], timeout=left))
        now = time.monotonic()
        for worker in busy:
            if worker.connection in ready:
                self._receive(worker)
            elif now >= worker.until:
                self._replace(worker, f"> {self._seconds:.0f} s")
        self._hand_out()

    def _receive(self, worker: _Worker) -> None:
        task = worker.task
        try:
            row = json.loads(worker.connection.recv_bytes())
        except (EOFError, OSError, ValueError):
            self._replace(worker, None)
            return
        if task is not None:
            task.row = row
            worker.task = None
            self._done(task)

    def _replace(self, worker: _Worker, why: str | None) -> None:
        """Another process in its place; its file gets the row of a crash."""
        task = worker.task
        ended = worker.end()
        self._workers[self._workers.index(worker)] = _Worker(self._settings)
        if task is not None:
            task.row = self._linting.crashed(task.path, why or ended)
            self._done(task)

    def close(self) -> None:
        """End all processes, at work or not."""
        for worker in self._workers:
            worker.end()


def work(connection: Connection, settings: LintSettings) -> None:
    """Lint the paths that come, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the first one ends the others
    linting = Linting(settings)
    while True:
        try:
            path = os.fsdecode(connection.recv_bytes())
        except (EOFError, OSError):
            return
        connection.send_bytes(json.dumps(linting.row(path)).encode("ascii"))
