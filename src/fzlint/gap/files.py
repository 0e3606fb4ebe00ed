"""Writing the report to files: the format by the suffix, and one file for each body."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fzlint.gap.compare import Comparison
from fzlint.gap.model import Batch
from fzlint.gap.office import MissingLibraryError
from fzlint.gap.wording import Wording
from fzlint.output.whole_files import whole_file

Documents = Sequence[Mapping[str, Any]]
_NO_NAME = re.compile(r'[\x00-\x1f\\/:*?"<>|\s]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST = 60  # characters of a file name: 180 bytes


class CannotWriteError(Exception):
    """Why a file could not be written, in a sentence."""


def write_file(path: str, batch: Batch, documents: Documents, comparison: Comparison | None) -> None:
    """Write the report in the format of the suffix of ``path``. Raises CannotWriteError."""
    messages = batch.messages
    suffix = os.path.splitext(path)[1].lower()
    try:
        if suffix == ".xlsx":
            from fzlint.gap.workbook import write_workbook

            write_workbook(batch, Path(path), messages, comparison)
        elif suffix == ".docx":
            from fzlint.gap.letter import write_letter

            write_letter(batch, Path(path), messages, comparison=comparison)
        else:
            with whole_file(path) as file:
                for piece in _pieces(suffix, batch, documents, comparison):
                    file.write(piece.encode("utf-8-sig" if suffix == ".csv" else "utf-8", "replace"))
    except MissingLibraryError as error:
        raise CannotWriteError(str(error)) from None
    except ImportError:
        fields = {"suffix": suffix, "package": "Jinja2", "command": 'pip install "fzlint[gap]"'}
        raise CannotWriteError(messages("gap.needs", **fields)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWriteError(messages("run.cannot-write", path=path, reason=reason)) from None


def _pieces(suffix: str, batch: Batch, documents: Documents, comparison: Comparison | None) -> Iterable[str]:
    """The text of the file; a CSV file is one piece."""
    if suffix == ".html":
        from fzlint.gap.page import page_pieces

        return page_pieces(batch, comparison)
    if suffix == ".md":
        from fzlint.gap.markdown import markdown

        return (markdown(batch, comparison),)
    from fzlint.gap.table import csv_table, json_data, json_pieces

    if suffix == ".csv":
        return (csv_table(batch, comparison),)
    return json_pieces(json_data(batch, documents, comparison))


def write_each(
    folder: str, suffixes: Iterable[str], batch: Batch, documents: Documents, comparison: Comparison | None
) -> int:
    """Write one file for each report and suffix into ``folder``; how many. Raises CannotWriteError."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        fields = {"path": folder, "reason": error.strerror or error}
        raise CannotWriteError(batch.messages("run.cannot-write", **fields)) from None
    wording = Wording(batch.messages)
    taken: set[str] = set()
    count = 0
    for body in batch.bodies:
        name = _name(wording.label_year(body), taken)
        own = [
            {**document, "reports": [r for r in document["reports"] if r["path"] == body.path]}
            for document in documents
        ]
        alone, change = batch.alone(body), comparison.alone(body) if comparison else None
        for suffix in suffixes:
            write_file(os.path.join(folder, name + suffix), alone, own, change)
            count += 1
    return count


def _name(label: str, taken: set[str]) -> str:
    """A file name for a report that every system takes, and none twice (also where case does not count)."""
    name = _NO_NAME.sub("_", label)[:_LONGEST].strip("._ ") or "_"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.lower())
    return found
