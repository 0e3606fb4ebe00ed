"""What earlier runs found, kept in the user's cache folder for any later run: a database of stored results.

It may always be thrown away: what is damaged, or could have been written by somebody else, is not used and only costs
time. Results hold sentences of the reports, so folder and file are their owner's alone. Several runs may use it at
once (SQLite's write-ahead log). Rows that were not used for the longest time give way to new ones.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from fzlint.gate.stored import Stored

FOLDER = "results"  # in the cache folder
FILE = "results.sqlite3"
MOST_BYTES = 200 * 1024 * 1024
_KEPT_SHARE = 0.75  # of MOST_BYTES that is left when rows have to go
_LAYOUT = 1  # of the table, told by SQLite's user_version
_WAIT = 2.0  # seconds for another run that writes; then this run keeps nothing
_BATCH = 200  # rows written at a time
_CHECKSUM = 16  # bytes
_DAY = 86400
_TABLE = """
CREATE TABLE result (
  key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL,
  brief BLOB NOT NULL, evidence BLOB NOT NULL, located BLOB)
"""
_MARKS = 500  # of a question to SQLite, which takes at least 999


class CacheError(Exception):
    """The cache cannot be used here; says why in a word of the operating system or of SQLite."""


class Cache:
    """Stored results by key (32 bytes). Raises CacheError when the folder or file cannot be used."""

    def __init__(self, base: Path, most: int = MOST_BYTES) -> None:
        self._most = most
        self._new: list[tuple[bytes, Stored]] = []
        self._used: list[bytes] = []
        self._today = int(time.time() // _DAY)
        self._damaged = False
        try:
            self._path = _own_file(base / FOLDER)
            try:
                self._database = _open(self._path)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                _remove(self._path)
                self._database = _open(_own_file(base / FOLDER))
        except (OSError, sqlite3.Error) as error:
            raise CacheError(getattr(error, "strerror", None) or str(error)) from None

    def has(self, keys: Iterable[bytes], *, located: bool = False) -> set[bytes]:
        """Those of ``keys`` whose result is kept, with its places as CI knows them if ``located``."""
        found: set[bytes] = set()
        wanted = list(keys)
        condition = " AND located IS NOT NULL" if located else ""
        for at in range(0, len(wanted), _MARKS):
            some = wanted[at : at + _MARKS]
            marks = ",".join("?" * len(some))
            try:
                rows = self._database.execute(f"SELECT key FROM result WHERE key IN ({marks}){condition}", some)
                found.update(row[0] for row in rows)
            except sqlite3.Error as error:
                self._note(error)
                break
        return found

    def get(self, key: bytes, *, evidence: bool = True, located: bool = False) -> Stored | None:
        """The result kept for ``key``; None when there is none, or it is damaged, or lacks what is asked for.

        Parts that are not asked for may be empty.
        """
        parts = f"brief, {'evidence' if evidence else 'NULL'}, {'located' if located else 'NULL'}"
        try:
            row = self._database.execute(f"SELECT used, {parts} FROM result WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._note(error)
            return None
        if row is None:
            return None
        brief, evident, places = (_checked(key, name, part) for name, part in zip("bel", row[1:], strict=True))
        if brief is None or (evidence and evident is None) or (located and places is None):
            return None
        if row[0] != self._today:
            self._used.append(key)
        return Stored(brief, evident or b"", places)

    def add(self, key: bytes, stored: Stored) -> None:
        """Keep a result; it is in the file at the latest after ``close``."""
        self._new.append((key, stored))
        if len(self._new) >= _BATCH:
            self.flush()

    def close(self) -> None:
        """Write what is still to be written and close. What cannot be written is not kept."""
        self.flush()
        self._database.close()
        if self._damaged:  # a later run begins a new one
            with suppress(OSError):
                _remove(self._path)

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def flush(self) -> None:
        """Write what is still to be written."""
        new, used = self._new, self._used
        self._new, self._used = [], []
        if not new and not used:
            return
        try:
            with self._database:  # one transaction
                self._database.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?)", self._rows(new))
                self._database.executemany(
                    "UPDATE result SET used = ? WHERE key = ?", [(self._today, key) for key in used]
                )
            self._make_room()
        except sqlite3.Error as error:  # another run writes, the disk is full: kept by a later run
            self._note(error)

    def _note(self, error: sqlite3.Error) -> None:
        self._damaged = self._damaged or _is_damage(error)

    def _rows(self, new: Iterable[tuple[bytes, Stored]]) -> Iterator[tuple[object, ...]]:
        for key, stored in new:
            named = zip("bel", (stored.brief, stored.evidence, stored.located), strict=True)
            parts = [None if part is None else _checksum(key, name, part) + part for name, part in named]
            yield (key, self._today, sum(len(part) for part in parts if part), *parts)

    def _make_room(self) -> None:
        pages, free, size = (
            self._database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        used = (pages - free) * size
        if used <= self._most:
            return
        total = self._database.execute("SELECT total(size) FROM result").fetchone()[0]
        left = total * self._most * _KEPT_SHARE / used  # what SQLite adds to a row counts too
        kept = 0
        gone: list[tuple[int]] = []
        for row, row_size in self._database.execute("SELECT rowid, size FROM result ORDER BY used DESC, rowid DESC"):
            kept += row_size
            if kept > left:
                gone.append((row,))
        with self._database:
            self._database.executemany("DELETE FROM result WHERE rowid = ?", gone)
        self._database.executescript("PRAGMA incremental_vacuum")  # execute gives back one page only


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is no sound database: others are errors of a moment (OperationalError) or of ours."""
    return type(error) is sqlite3.DatabaseError


def _checksum(key: bytes, name: str, part: bytes) -> bytes:
    return hashlib.blake2b(key + name.encode() + part, digest_size=_CHECKSUM).digest()


def _checked(key: bytes, name: str, part: object) -> bytes | None:
    """A part without its checksum; None when that is wrong: damaged, or another document's."""
    if not isinstance(part, bytes):
        return None
    body = part[_CHECKSUM:]
    return body if part[:_CHECKSUM] == _checksum(key, name, body) else None


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_WAIT)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        layout = database.execute("PRAGMA user_version").fetchone()[0]
        if layout != _LAYOUT:
            database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        database.execute("PRAGMA journal_mode = WAL").fetchone()
        database.execute("PRAGMA synchronous = NORMAL")
        if layout != _LAYOUT:
            with database:
                database.execute("BEGIN IMMEDIATE")
                if database.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:  # no other run was quicker
                    database.execute("DROP TABLE IF EXISTS result")
                    database.execute(_TABLE)
                    database.execute(f"PRAGMA user_version = {_LAYOUT}")
    except BaseException:
        database.close()
        raise
    return database


def _own_file(folder: Path) -> Path:
    """The database's path, in a folder and a file that nobody else can read or write. Raises OSError.

    A file that others could have written is thrown away; a folder of somebody else is refused.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    if os.name != "posix":
        return path
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
    if stat.S_IMODE(status.st_mode) & 0o077:
        _remove(path)
        folder.chmod(0o700)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077:
            _remove(path)
    except FileNotFoundError:
        pass
    # SQLite gives its other files the rights of this one.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
    return path


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
