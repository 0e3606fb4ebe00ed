"""Serving one editor over standard input and output. Only the protocol goes to the latter; what is noted, to stderr."""

from __future__ import annotations

import logging
import os
import signal
import sys
from typing import BinaryIO, cast

from fzlint.lsp.features import server
from fzlint.lsp.settings import Keys
from fzlint.output.neutral import neutral

_LARGEST = 64 * 1024 * 1024  # bytes of a message
_LONGEST = 64 * 1024  # bytes of a line of its head
_PIECE = 1024 * 1024


def serve(keys: Keys, language: str, *, debug: bool = False) -> int:
    """Serve until the editor leaves; the status: 0 when it took its leave, else 1. Raises ChecklistError.

    ``keys``: the keys of configuration files; ``debug``: note everything, with tracebacks.
    """
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a print somewhere would end the conversation
    _note(debug)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # pygls would wait for the next message before it ends
    made = server(keys, language)
    made.start_io(cast("BinaryIO", _Input(sys.stdin.buffer)), output)
    return 0 if made.protocol.was_shut_down else 1


class _Input:
    """Standard input within limits: too large a message is read over and becomes one that cannot be understood."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """A line of a message's head."""
        return self._stream.readline(_LONGEST)

    def read(self, size: int) -> bytes:
        """The body of a message."""
        if size <= _LARGEST:
            return self._stream.read(size)
        while size > 0 and (piece := self._stream.read(min(size, _PIECE))):
            size -= len(piece)
        return b"\0"


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"fzlint: {neutral(record.getMessage())}"


def _note(debug: bool) -> None:
    """Notes go to stderr, each in a line; those of pygls, which are for its developers, only with ``debug``."""
    handler = logging.StreamHandler(sys.stderr)
    if not debug:
        handler.setFormatter(_Line())
        logging.getLogger("pygls").setLevel(logging.CRITICAL)
    logging.basicConfig(handlers=[handler], level=logging.INFO if debug else logging.WARNING)
