"""Several processes that lint. One that dies or does not end costs its one file only."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import NoReturn

from fzlint.checklist.loading import ChecklistError
from fzlint.gate.running.linting import Linting
from fzlint.gate.running.settings import LintSettings
from fzlint.gate.running.tasks import Alone, Done, Task, Wish, restored
from fzlint.gate.stored import Restorer, Stored, StoredError, store
from fzlint.reading.files import STDIN

SECONDS_A_FILE = 180.0  # after that a file counts as one that brings the program down
_ALIVE_SECONDS = 60.0  # that a new process may take to start, on top
_ENDING_SECONDS = 3.0  # that a process has to end by itself
READY = b"ready"
_NUMBER = 4  # bytes of a length in a message


class _Worker:
    """Another process, with its end of a pipe and the task it is at."""

    def __init__(self, wish: Wish) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=work, args=(theirs, wish), daemon=True)
        with _no_interrupt():
            self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.until = 0.0
        self.ready = False  # it has said that it can lint

    def give(self, task: Task, seconds: float) -> None:
        """Hand over a task. Raises OSError when the process is gone."""
        self.task = task
        self.until = time.monotonic() + seconds + (0 if self.ready else _ALIVE_SECONDS)
        self.connection.send_bytes(json.dumps([task.path, *astuple(task.settings)]).encode("ascii"))

    def stop(self) -> None:
        """Ask it to end, so that it can end the converters it has started."""
        self.process.terminate()

    def end(self) -> str:
        """End it, if need be by force; how it ended."""
        if self.process.is_alive():
            self.stop()
            self.process.join(_ENDING_SECONDS)
            if self.process.is_alive():
                self.process.kill()
        self.process.join()
        self.connection.close()
        return f"exit {self.process.exitcode}"


class Several:
    """``jobs`` processes. What crosses are bytes of JSON. Raises OSError when no process can be started.

    Standard input is read by this process, which also lints when the others cannot even begin.
    """

    def __init__(self, linting: Linting, wish: Wish, done: Done, jobs: int, seconds: float = SECONDS_A_FILE) -> None:
        self._linting = linting
        self._wish = wish
        self._done = done
        self._alone = Alone(linting, wish, done)
        self._seconds = seconds
        self._restorer = Restorer()
        self._waiting: deque[Task] = deque()
        self._workers: list[_Worker] = []
        try:
            for _ in range(jobs):
                self._workers.append(_Worker(wish))
        except BaseException:
            self.close()
            raise

    def submit(self, task: Task) -> None:
        """Put it in the queue."""
        if task.path == STDIN:
            self._alone.submit(task)
            return
        self._waiting.append(task)
        self._hand_out()

    def _hand_out(self) -> None:
        for worker in list(self._workers):
            if worker.task is None and self._waiting:
                task = self._waiting.popleft()
                try:
                    worker.give(task, self._seconds)
                except OSError:  # it died while idle: no file's fault
                    worker.task = None
                    self._waiting.appendleft(task)
                    self._end(worker, again=worker.ready)

    def step(self) -> None:
        """Wait for an outcome, a death or the end of a file's time."""
        if not self._workers and self._waiting:
            self._alone.submit(self._waiting.popleft())
            return
        busy = [worker for worker in self._workers if worker.task is not None]
        if busy:
            left = max(0.0, min(worker.until for worker in busy) - time.monotonic())
            heard = set(wait([worker.connection for worker in busy], timeout=left))
            now = time.monotonic()
            for worker in busy:
                if worker.connection in heard:
                    self._receive(worker)
                elif now >= worker.until:
                    self._crashed(worker, f"> {self._seconds:.0f} s")
        self._hand_out()

    def _receive(self, worker: _Worker) -> None:
        task = worker.task
        if task is None:
            return
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            if worker.ready:
                self._crashed(worker, None)
            else:  # it cannot even begin: no file's fault, and another would not either
                self._end(worker, again=False)
                self._waiting.appendleft(task)
            return
        if not worker.ready:
            worker.ready = message == READY
            return
        worker.task = None
        self._hand_out()  # it goes on while this process reads what it sent
        try:
            task.stored = _parted(message)
            task.outcome = restored(task.stored, task.path, self._wish, self._restorer)
        except StoredError as error:
            task.outcome = self._linting.crashed(task.path, task.settings, str(error))
        self._done(task)

    def _crashed(self, worker: _Worker, why: str | None) -> None:
        """Another process in its place; its file gets the outcome of a crash."""
        ended = self._end(worker, again=True)
        task = worker.task
        if task is not None:
            task.outcome = self._linting.crashed(task.path, task.settings, why or ended)
            self._done(task)

    def _end(self, worker: _Worker, *, again: bool) -> str:
        """End a process and, if ``again``, start another in its place; how it ended."""
        ended = worker.end()
        self._workers.remove(worker)
        if again:
            with suppress(OSError):
                self._workers.append(_Worker(self._wish))
        return ended

    def close(self) -> None:
        """End all processes, at work or not."""
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.end()


def work(connection: Connection, wish: Wish) -> None:
    """Lint the documents that come, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
    signal.signal(signal.SIGTERM, _leave)
    linting = Linting(located=wish.located)
    with suppress(EOFError, OSError, ChecklistError):  # the first process is gone; or it tells by itself what is wrong
        connection.send_bytes(READY)
        while True:
            path, language, profile, checklist, max_bytes = json.loads(connection.recv_bytes())
            outcome = linting.lint(path, LintSettings(language, profile, tuple(checklist), max_bytes))
            outcome = outcome if wish.evidence or wish.kept else outcome.lean()
            connection.send_bytes(_joined(store(outcome.result, outcome.located)))


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """End by an exception, which ends what was started on the way."""
    sys.exit(128 + number)


def _joined(stored: Stored) -> bytes:
    """The parts as one message, each behind its length."""
    parts = (stored.brief, stored.evidence, *(() if stored.located is None else (stored.located,)))
    return b"".join(len(part).to_bytes(_NUMBER, "big") + part for part in parts)


def _parted(message: bytes) -> Stored:
    parts: list[bytes] = []
    at = 0
    while at < len(message):
        end = at + _NUMBER + int.from_bytes(message[at : at + _NUMBER], "big")
        parts.append(message[at + _NUMBER : end])
        at = end
    if at != len(message) or len(parts) not in (2, 3):
        raise StoredError("not whole")
    return Stored(parts[0], parts[1], parts[2] if len(parts) == 3 else None)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits: a process that is being started would tell its traceback."""
    if os.name != "posix":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
