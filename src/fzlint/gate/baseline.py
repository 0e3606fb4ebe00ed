"""The baseline: a file of findings that are known and do not fail a run, one finding a line.

A finding is known again by its fingerprint; body, year and text are there for the person who reads the difference in
git. A baseline may be anything: it is read as data of a stranger.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fzlint.output.neutral import neutral, shortened
from fzlint.output.whole_files import write_whole

SCHEMA_VERSION = 1
KIND = "fzlint-baseline"
LARGEST = 100_000_000  # bytes
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_NUMBERS = re.compile(r"[0-9]{1,9}")
_TEXT = 80  # characters kept of a message
_LONGEST = 400  # characters taken of any text of a file


class BaselineError(Exception):
    """Why a baseline cannot be read or written: the key of a message with its fields."""

    def __init__(self, key: str, **fields: Any) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


@dataclass(frozen=True, slots=True)
class Entry:
    """A known finding. ``copy``: the how many-th of this fingerprint in the run that found it (copies of a report share
    fingerprints); ``file``: where no body could be read, the file that it was found in."""

    fingerprint: str
    code: str
    body: str | None
    year: int | None
    text: str
    copy: int = 1
    file: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What no two entries share."""
        return self.fingerprint, self.copy

    @property
    def _order(self) -> tuple[Any, ...]:
        numbers = [int(number) for number in _NUMBERS.findall(self.code)]
        return self.body or "", self.year or 0, self.file or "", self.code[:1], numbers, self.fingerprint, self.copy


Baseline = Mapping[tuple[str, int], Entry]


def baseline_of(entries: Iterable[Entry]) -> Baseline:
    """The entries by their keys, sorted: by body, year, code. Of two with one key (a merge of branches) one is kept."""
    baseline: dict[tuple[str, int], Entry] = {}
    for entry in sorted(entries, key=lambda entry: (*entry._order, entry.text)):
        baseline.setdefault(entry.key, entry)
    return baseline


def text_of(message: str) -> str:
    """A message as an entry holds it."""
    return shortened(neutral(message), _TEXT)


def name_of(text: str | None) -> str | None:
    """The name of a body or a file as an entry holds it: one harmless line."""
    return None if text is None else shortened(neutral(text[: 2 * _LONGEST]), _LONGEST)


def written(baseline: Baseline) -> str:
    """The file's text: JSON with one entry a line, the same for the same entries."""
    lines = ",\n".join(f"  {json.dumps(_data(entry), ensure_ascii=False)}" for entry in baseline.values())
    findings = f"[\n{lines}\n ]" if lines else "[]"
    return f'{{\n "kind": "{KIND}",\n "schema_version": {SCHEMA_VERSION},\n "findings": {findings}\n}}\n'


def _data(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {"body": entry.body, "year": entry.year}
    if entry.file is not None:
        data["file"] = entry.file
    data |= {"code": entry.code, "fingerprint": entry.fingerprint}
    if entry.copy > 1:
        data["copy"] = entry.copy
    return data | {"text": entry.text}


def write_baseline(path: str, baseline: Baseline) -> None:
    """Write the file as a whole or not at all. Raises BaselineError."""
    try:
        write_whole(path, written(baseline).encode())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BaselineError("run.cannot-write", path=neutral(path), reason=reason) from None


def read_baseline(path: str) -> Baseline:
    """The entries of a file. Raises BaselineError."""
    shown = neutral(path)
    try:
        if not os.path.isfile(path):
            key = "gate.baseline-no-file" if os.path.exists(path) else "gate.baseline-not-found"
            raise BaselineError(key, path=shown)
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BaselineError("gate.baseline-unreadable", path=shown, reason=reason) from None
    if len(content) > LARGEST:
        raise BaselineError("gate.baseline-is-none", path=shown)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        if KIND.encode() not in content[:200]:
            raise BaselineError("gate.baseline-is-none", path=shown) from None
        raise BaselineError("gate.baseline-syntax", path=shown, line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise BaselineError("gate.baseline-is-none", path=shown) from None
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise BaselineError("gate.baseline-is-none", path=shown)
    if data.get("schema_version") != SCHEMA_VERSION:
        version = neutral(str(data.get("schema_version"))[:20])
        raise BaselineError("gate.baseline-version", path=shown, version=version)
    findings = data.get("findings")
    if not isinstance(findings, list):
        raise BaselineError("gate.baseline-entry", path=shown, number=0)
    entries = []
    for number, finding in enumerate(findings, 1):
        entry = _entry(finding)
        if entry is None:
            raise BaselineError("gate.baseline-entry", path=shown, number=number)
        entries.append(entry)
    return baseline_of(entries)


def _entry(data: Any) -> Entry | None:
    """An entry of a file; None when it is none."""
    if not isinstance(data, dict):
        return None
    fingerprint, code, copy, year = (data.get(key) for key in ("fingerprint", "code", "copy", "year"))
    texts = [data.get(key) for key in ("body", "file", "text")]
    if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
        return None
    if not isinstance(code, str) or not 0 < len(code) <= 40:
        return None
    if not _is_number(1 if copy is None else copy) or not _is_number(1 if year is None else year):
        return None
    if not all(text is None or isinstance(text, str) for text in texts):
        return None
    body, file, text = map(name_of, texts)
    return Entry(fingerprint, neutral(code), body, year, text or "", copy or 1, file)


def _is_number(found: Any) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and 0 < found < 10**9
