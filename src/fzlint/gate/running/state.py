"""What earlier runs found, kept in a file of JSON lines, so that a run that was stopped goes on where it stopped.

A line is ``{"fzlint_state":1,"key":…,"crc":…,"row":{…}}``: the key names content, checklist and settings, the checksum
is the row's. A line that is torn, corrupt or of another program is passed over; nothing in the file is ever executed.
"""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from types import TracebackType
from typing import Any
from zlib import crc32

Row = dict[str, Any]  # the JSON data of a report

_LINE = re.compile(rb'\{"fzlint_state":1,"key":"([0-9a-f]{64})","crc":"([0-9a-f]{8})","row":')
_FIRST = b'{"fzlint_state":1}\n'
_OURS = _FIRST[:17]
LONGEST_LINE = 64 * 1024 * 1024  # bytes


class StateError(Exception):
    """The file holds something else: it is not touched."""


class State:
    """The rows of earlier runs by key. Raises OSError, and StateError for a file that is no state file."""

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise StateError(str(path))
            self._file = os.fdopen(descriptor, "r+b", buffering=0)
        except BaseException:
            os.close(descriptor)
            raise
        self._at: dict[bytes, int] = {}  # where each key's line begins: rows stay in the file
        try:
            self._open(path)
        except BaseException:
            self._file.close()
            raise

    def _open(self, path: Path) -> None:
        """Find the lines; begin a new file, and a new line behind a torn one."""
        at = 0
        ours = False
        last = b"\n"
        with open(path, "rb") as file:
            while line := file.readline(LONGEST_LINE):
                ours = ours or line.startswith(_OURS)
                found = _parsed(line)
                if found:
                    self._at[found[0]] = at
                at += len(line)
                last = line[-1:]
        if at and not ours:
            raise StateError(str(path))
        if not at:
            self._write(_FIRST)
        elif last != b"\n":
            self._write(b"\n")

    def get(self, key: str) -> Row | None:
        """The row kept for ``key``."""
        at = self._at.get(bytes.fromhex(key))
        if at is None:
            return None
        self._file.seek(at)
        with open(self._file.fileno(), "rb", closefd=False) as file:
            found = _parsed(file.readline(LONGEST_LINE))
        if found is None or found[0].hex() != key:
            return None
        try:
            row = json.loads(found[1])
        except ValueError:
            return None
        return row if isinstance(row, dict) else None

    def add(self, key: str, row: Row) -> None:
        """Keep a row; it is in the file when this returns."""
        body = json.dumps(row, separators=(",", ":")).encode("ascii")
        line = b'{"fzlint_state":1,"key":"%s","crc":"%08x","row":%s}\n' % (key.encode("ascii"), crc32(body), body)
        if len(line) < LONGEST_LINE:
            self._at[bytes.fromhex(key)] = self._file.seek(0, os.SEEK_END)
            self._write(line)

    def _write(self, data: bytes) -> None:
        written = 0
        while written < len(data):
            written += self._file.write(data[written:]) or 0

    def close(self) -> None:
        """Close the file; what was added is on the disk."""
        if not self._file.closed:
            os.fsync(self._file.fileno())
            self._file.close()

    def __enter__(self) -> State:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _parsed(line: bytes) -> tuple[bytes, bytes] | None:
    """The key and the row's JSON of a whole line with a right checksum."""
    found = _LINE.match(line)
    if not found or not line.endswith(b"}\n"):
        return None
    body = line[found.end() : -2]
    return (bytes.fromhex(found[1].decode()), body) if int(found[2], 16) == crc32(body) else None
