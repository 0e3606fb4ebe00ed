"""One file after another as rows: the JSON data of ``fzlint check -f json`` for one report."""

from __future__ import annotations

import hashlib
import json
import os
import traceback
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import fzlint
from fzlint.checklist.loading import load_files, shipped
from fzlint.gap.copied.documents import Document, document_of
from fzlint.gap.copied.finding import parts_compared
from fzlint.linting import JUDGED_KINDS, Linter
from fzlint.output.json_ import SCHEMA_VERSION, report_data
from fzlint.reading.source import LIMITS, ReadingError, read_source
from fzlint.result import Failure, Result

Row = dict[str, Any]
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class LintSettings:
    """How files are linted. ``profile``: None lets each report choose; ``checklist``: YAML files, none: the shipped.

    ``max_bytes``: largest file; None: what each format allows. Raises when used: ChecklistError for a checklist that
    cannot be used.
    """

    language: str = "zh"
    profile: str | None = None
    checklist: tuple[str, ...] = ()
    max_bytes: int | None = None


class Linting:
    """Lints files by one linter, and names what was linted."""

    def __init__(self, settings: LintSettings) -> None:
        self._settings = settings
        checklist = load_files([Path(path) for path in settings.checklist]) if settings.checklist else shipped()
        self._linter = Linter(checklist, language=settings.language, profile=settings.profile)
        size = settings.max_bytes
        self._limits = replace(LIMITS, file_bytes=size, text_bytes=size) if size else LIMITS
        self.messages = self._linter.messages

    def row(self, path: str) -> Row:
        """The row of one file; whatever happens, it is a row."""
        try:
            result = self._linter.lint(read_source(path, limits=self._limits))
        except ReadingError as error:
            result = self._linter.failed(path, error)
        except Exception as error:  # a defect of ours, or no memory left: told, and the others go on
            return self.crashed(path, _where(error))
        row = report_data(result)
        row.setdefault("broken", [item for item, _ in result.broken])
        return row

    def document(self, path: str) -> Document | None:
        """The file as it is compared for copied text; None when it cannot be read or is no report."""
        try:
            report = self._linter.read(read_source(path, limits=self._limits))
            if report.head.kind not in JUDGED_KINDS:
                return None
            return document_of(path, report, parts_compared(self._linter.checklist))
        except Exception:  # told by its row; here it only has nothing to compare
            return None

    def crashed(self, path: str, detail: str) -> Row:
        """The row of a file that brought the program down."""
        message = self.messages("run.crash", path=path, detail=detail)
        return report_data(Result(path, error=Failure("crash", message))) | {"broken": []}

    def fingerprint(self) -> str:
        """What a row depends on beside its file: settings, checklist and the program itself, as a checksum."""
        hasher = hashlib.sha256(f"{SCHEMA_VERSION} {fzlint.__version__}\n".encode())
        hasher.update(json.dumps(asdict(self._settings), sort_keys=True).encode())
        hasher.update(json.dumps(self._linter.checklist.data, sort_keys=True).encode())
        root = Path(fzlint.__file__).parent
        for module in sorted(root.rglob("*.py")):
            hasher.update(str(module.relative_to(root)).encode())
            hasher.update(module.read_bytes())
        return hasher.hexdigest()


@dataclass(frozen=True, slots=True)
class Content:
    """What a file held when it was looked at: a checksum, and what shows whether it has changed since."""

    digest: bytes
    stamp: tuple[int, int, int]


def content_of(path: str, most: int) -> Content | None:
    """The content of a regular file of at most ``most`` bytes; None for anything else."""
    try:
        status = os.stat(path)
        if not os.path.isfile(path) or status.st_size > most:
            return None
        hasher = hashlib.sha256()
        with open(path, "rb", buffering=0) as file:
            left = most + 1
            while left > 0 and (piece := file.read(min(left, _PIECE))):
                hasher.update(piece)
                left -= len(piece)
    except (OSError, ValueError):
        return None
    return Content(hasher.digest(), (status.st_ino, status.st_size, status.st_mtime_ns)) if left > 0 else None


def unchanged(path: str, content: Content) -> bool:
    """Whether the file is still the one that was looked at."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    return (status.st_ino, status.st_size, status.st_mtime_ns) == content.stamp


def _where(error: BaseException) -> str:
    """An exception in one line: its kind, and the module and line where it arose."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    place = f", {os.path.basename(frames[0].filename)}:{frames[0].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
