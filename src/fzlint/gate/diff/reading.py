"""The results of a run, read back from what ``fzlint check -f json`` wrote."""

from __future__ import annotations

import os
from typing import Any

from fzlint.output.neutral import neutral
from fzlint.output.shapes import ShapeError
from fzlint.output.stored import reports_of, result_of, stored, versions_of
from fzlint.result import Result


class DiffError(Exception):
    """Why a file cannot be compared: the key of a message with its fields."""

    def __init__(self, key: str, **fields: Any) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


def read_run(path: str) -> tuple[list[Result], str]:
    """The results in a file, and the version of the checklist that they were made with. Raises DiffError."""
    shown = neutral(path)
    try:
        if not os.path.isfile(path):
            os.stat(path)  # tells why, when there is nothing
            raise DiffError("diff.no-file", path=shown)
        document = stored(path)
        for key in ("checklist", "reports"):  # other files of ours have a schema_version too
            if key not in document:
                raise ShapeError(key)
        results = [result_of(report) for report in reports_of(document)]
    except ShapeError as error:
        key = "diff.not-json" if error.where == "JSON" else "diff.bad-shape"
        raise DiffError(key, path=shown, where=error.where) from None
    except FileNotFoundError:
        raise DiffError("diff.not-found", path=shown) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DiffError("diff.unreadable", path=shown, reason=reason) from None
    return results, "、".join(versions_of([document]))
