"""A time limit for code of others that runs in this thread and knows none."""

from __future__ import annotations

import ctypes
import threading
from types import TracebackType


class TimeUp(BaseException):
    """Raised in the watched thread; no ``except Exception`` on its way keeps it."""


class Watch:
    """``with Watch(seconds):`` raises :class:`TimeUp` within the block once it has run that long.

    Works on Python code (a single call into C is not cut short) and in any thread, on every system: the interpreter is
    asked to raise the exception at the thread's next step, again and again until the block is left.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._thread = threading.get_ident()
        self._timer = threading.Thread(target=self._wait, name="fzlint-watch", daemon=True)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._lock:
                self._done.set()
        except TimeUp:
            self._done.set()
            raise
        finally:
            # What was asked for and has not been raised yet is taken back.
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), None)

    def _wait(self) -> None:
        seconds = self._seconds
        while not self._done.wait(seconds):
            with self._lock:
                if not self._done.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(TimeUp))
            seconds = 0.2
