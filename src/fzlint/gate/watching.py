"""Waiting until documents change: which folders to look at, and being told when something happens there.

Whole folders are watched, not files: an editor that saves by renaming puts another file in the place of the first, and
a file that is not there yet cannot be watched. What changed is not told: the one who is woken looks for himself.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterable, Iterator
from types import TracebackType

from fzlint.gate.stored import Stored

_AWAKE = 5000  # milliseconds after which a watcher that saw nothing says that it is there
_LOOK = 1.0  # seconds after which the one who waits can be interrupted, where a wait cannot (Windows)


class WatchingError(Exception):
    """The folders cannot be watched; says why in words of the operating system."""


class Memory:
    """What was found in this run, by key: what a cache does, without a file."""

    def __init__(self) -> None:
        self._stored: dict[bytes, Stored] = {}

    def has(self, keys: Iterable[bytes], *, located: bool = False) -> set[bytes]:
        """Those of ``keys`` whose result is kept. Others are forgotten: their documents have changed or are gone."""
        wanted = set(keys)
        self._stored = {key: stored for key, stored in self._stored.items() if key in wanted}
        return {key for key, stored in self._stored.items() if stored.located is not None or not located}

    def get(self, key: bytes, *, evidence: bool = True, located: bool = False) -> Stored | None:
        """The result kept for ``key``."""
        return self._stored.get(key)

    def add(self, key: bytes, stored: Stored) -> None:
        """Keep a result."""
        self._stored[key] = stored

    def flush(self) -> None:
        """What was added is found at once."""


def folders_of(arguments: Iterable[str], beside: Iterable[str] = ()) -> tuple[set[str], set[str]]:
    """The folders to watch with all below them, and those to watch alone, for what ``arguments`` name.

    ``beside``: single files that matter too. Folders that do not exist are left out.
    """
    deep: set[str] = set()
    flat: set[str] = set()
    for argument in arguments:
        if os.path.isdir(argument):
            deep.add(os.path.realpath(argument))
        else:
            start = os.path.dirname(argument)
            while start and not os.path.isdir(start):
                start = os.path.dirname(start)
            rest = argument[len(start) :].strip(os.sep)
            below = os.sep in rest and any(sign in rest for sign in "*?[")  # a glob over several folders
            (deep if below else flat).add(os.path.realpath(start or os.curdir))
    flat.update(os.path.realpath(os.path.dirname(path) or os.curdir) for path in beside)
    deep = {path for path in deep if os.path.isdir(path) and not any(_in(path, other) for other in deep - {path})}
    return deep, {path for path in flat if os.path.isdir(path) and not any(_in(path, other) for other in deep)}


def _in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))


class Watcher:
    """Tells when something changes in folders. Raises ImportError when watchfiles is not installed."""

    def __init__(self, deep: Iterable[str], flat: Iterable[str]) -> None:
        import watchfiles  # noqa: F401  (an extra: told before anything is done)

        self._events: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        for paths, recursive in ((sorted(deep), True), (sorted(flat), False)):
            if paths:
                arguments = (paths, recursive)
                threading.Thread(target=self._watch, args=arguments, name="fzlint-watching", daemon=True).start()

    def _watch(self, paths: list[str], recursive: bool) -> None:
        from watchfiles import watch

        fresh = True
        try:
            for changes in watch(
                *paths,
                watch_filter=None,
                stop_event=self._stop,
                rust_timeout=_AWAKE,
                yield_on_timeout=True,
                recursive=recursive,
                ignore_permission_denied=True,
            ):
                if changes or fresh:  # once for what changed before it watched
                    self._events.put(None)
                fresh = False
        except Exception as error:
            self._events.put(error)

    def changes(self) -> Iterator[None]:
        """Once for each time that something changed, however much at once. Raises WatchingError. Never ends."""
        while True:
            try:
                events = [self._events.get(timeout=_LOOK)]
            except queue.Empty:
                continue
            while not self._events.empty():
                events.append(self._events.get())
            for error in events:
                if error is not None:
                    raise WatchingError(str(error)) from None
            yield

    def __enter__(self) -> Watcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
