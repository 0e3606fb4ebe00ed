"""A time limit for code of others that knows none."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")
_AGAIN = 0.1  # seconds between two calls to stop
_GRACE = 5.0  # seconds after which a thread that does not stop (it hangs in C code) is left to itself


class TimeUpError(Exception):
    """The time was over before the work was done."""


class _StopError(SystemExit):
    """Raised in the thread at work. No ``except Exception`` there keeps it, and threads end with it in silence."""


class _Work(threading.Thread, Generic[_T]):
    def __init__(self, function: Callable[[], _T]) -> None:
        super().__init__(name="fzlint-reading", daemon=True)
        self._function = function
        self.results: list[_T] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.results.append(self._function())
        except BaseException as error:  # handed on to the thread that waits
            self.error = error


def within(seconds: float, function: Callable[[], _T]) -> _T:
    """What ``function`` gives, or the exception it raises; TimeUpError when it is still at work after ``seconds``.

    It runs in a thread of its own, so that the exception that stops it cannot strike anything else: the interpreter
    raises it there at the next step of Python code, again and again until the thread has ended.
    """
    work = _Work(function)
    work.start()
    work.join(seconds)
    if work.is_alive():
        end = time.monotonic() + _GRACE
        while work.is_alive() and time.monotonic() < end:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(work.ident or 0), ctypes.py_object(_StopError))
            work.join(_AGAIN)
        raise TimeUpError
    if work.error is not None:
        raise work.error
    return work.results[0]
