"""How far a run is, on standard error: one line that changes on a terminal, plain lines now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from fzlint.messages import Messages
from fzlint.output.width import text_width

_TERMINAL_SECONDS = 0.2
_PLAIN_SECONDS = 10.0


class Progress:
    """Tells count, rate and time left. ``asked``: None tells only a terminal; True always, False never.

    ``patience``: seconds for which nothing is told unless asked for; a run that ends before stays silent.
    """

    def __init__(
        self,
        total: int,
        messages: Messages,
        asked: bool | None,
        stream: TextIO | None = None,
        *,
        patience: float = 0.0,
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._terminal = self._stream.isatty()
        self._shown = self._terminal if asked is None else asked
        self._every = _TERMINAL_SECONDS if self._terminal else _PLAIN_SECONDS
        self._total = total
        self._messages = messages
        self._start = self._last = time.monotonic()
        self._first = self._start + (0.0 if asked else patience)
        self._count = self._known = self._failed = 0
        self._width = 0
        self._open = False

    def step(self, *, known: bool, failed: bool) -> None:
        """One more file is done; ``known``: by an earlier run."""
        self._count += 1
        self._known += known
        self._failed += failed
        now = time.monotonic()
        if self._shown and now >= self._first and now - self._last >= self._every:
            self._last = now
            new = self._count - self._known  # what was known costs no time and says nothing of the rate
            rate = new / (now - self._start)
            left = _time((self._total - self._count) / rate) if rate else "?"
            told = self._messages("batch.progress", count=self._count, total=self._total, rate=f"{rate:.1f}", left=left)
            self._write(told)

    def finish(self) -> None:
        """The last line."""
        now = time.monotonic()
        if self._shown and now >= self._first:
            time_ = _time(now - self._start)
            self._write(
                self._messages("batch.done", total=self._count, time=time_, known=self._known, failed=self._failed)
            )
        self.leave()

    def leave(self) -> None:
        """Nothing more is told: what is written next begins a line of its own."""
        if self._open:
            self._stream.write("\n")
            self._stream.flush()
            self._open = False

    def _write(self, line: str) -> None:
        if self._terminal:
            width = text_width(line)
            self._stream.write(f"\r{line}{' ' * max(0, self._width - width)}")
            self._width = width
            self._open = True
        else:
            self._stream.write(f"fzlint: {line}\n")
        self._stream.flush()


def _time(seconds: float) -> str:
    """A span of time as hours, minutes and seconds."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
