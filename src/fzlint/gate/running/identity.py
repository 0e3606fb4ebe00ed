"""What a result depends on, as checksums: the document's bytes and suffix, the settings, the checklist, the program.

Two runs that have the same key for a document have the same result for it, but for its path.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import fzlint
from fzlint.gate.running.linting import Linters
from fzlint.gate.running.settings import LintSettings

_PIECE = 1024 * 1024
_LONGEST_SUFFIX = 16
# Libraries that a result may depend on: they read documents, convert script, find words.
_LIBRARIES = (
    "charset-normalizer",
    "daachorse",
    "jieba",
    "lxml",
    "opencc-python-reimplemented",
    "pdfminer.six",
    "trafilatura",
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a file held when it was looked at: a checksum, and what shows whether it has changed since."""

    digest: bytes
    stamp: tuple[int, ...]


def content_of(path: str, most: int) -> Content | None:
    """The content of a regular file of at most ``most`` bytes; None for anything else."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        hasher = hashlib.sha256()
        with open(path, "rb", buffering=0) as file:
            left = most + 1
            while left > 0 and (piece := file.read(min(left, _PIECE))):
                hasher.update(piece)
                left -= len(piece)
    except (OSError, ValueError):
        return None
    return Content(hasher.digest(), stamp_of(status)) if left > 0 else None


def stamp_of(status: os.stat_result) -> tuple[int, ...]:
    """What changes when a file is written or another takes its name."""
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def unchanged(path: str, content: Content) -> bool:
    """Whether the file is still the one that was looked at."""
    try:
        return stamp_of(os.stat(path)) == content.stamp
    except (OSError, ValueError):
        return False


class Keys:
    """Names what was linted."""

    def __init__(self, linters: Linters) -> None:
        self._linters = linters
        self._settings: dict[LintSettings, bytes] = {}
        self._checklists: dict[tuple[str, ...], str] = {}

    def key(self, path: str, content: Content, settings: LintSettings) -> bytes:
        """The key of a document: 32 bytes."""
        if settings not in self._settings:
            self._settings[settings] = self._of(settings)
        suffix = os.path.splitext(path)[1].lower()[:_LONGEST_SUFFIX]  # tells Markdown from plain text
        return hashlib.sha256(self._settings[settings] + content.digest + os.fsencode(suffix)).digest()

    def _of(self, settings: LintSettings) -> bytes:
        checklist = self._checklists.get(settings.checklist)
        if checklist is None:  # what its files hold, not where they lie; algorithms of other packages are told in it
            checklist = _digest(self._linters.of(settings).checklist.data)
            self._checklists[settings.checklist] = checklist
        parts = [fzlint.__version__, program(), checklist, settings.language, settings.profile, settings.max_bytes]
        return hashlib.sha256(json.dumps(parts).encode()).digest()


def _digest(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()


@cache
def program() -> str:
    """Every module of the program and the versions of the libraries it reads with, as a checksum."""
    hasher = hashlib.sha256()
    waiting = [os.path.dirname(fzlint.__file__)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        for entry in listed:
            if entry.is_dir():
                waiting.append(entry.path)
            elif entry.name.endswith(".py"):
                hasher.update(f"{entry.name} {entry.stat().st_size}\n".encode())
                with open(entry.path, "rb", buffering=0) as file:
                    hasher.update(file.read())
    hasher.update(json.dumps(_libraries()).encode())
    return hasher.hexdigest()


def _libraries() -> list[str | None]:
    from importlib import metadata

    versions: list[str | None] = []
    for name in _LIBRARIES:
        try:
            versions.append(metadata.version(name))
        except metadata.PackageNotFoundError:
            versions.append(None)
    return versions
