"""Reading the JSON of ``fzlint check -f json`` back: checked, because a stored file may be anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fzlint import __version__
from fzlint.checklist.model import Checklist
from fzlint.gap.shapes import (
    MOST_QUOTE,
    ShapeError,
    entries,
    line,
    mapping,
    number,
    one_of,
    optional,
    place,
    text,
    year,
)
from fzlint.output.json_ import SCHEMA_VERSION
from fzlint.output.neutral import neutral
from fzlint.result import Answer, Failure, Finding, Score, Verdict

__all__ = ["MOST_QUOTE", "ShapeError", "body_of", "document_of", "reports_of", "stored", "versions_of"]

Made = TypeVar("Made")

_STATUSES = ("met", "weak", "missing", "not-applicable")
_SEVERITIES = ("error", "warning", "note")
_ANSWERED = ("yes", "partly", "no")


def stored(path: str) -> Mapping[str, Any]:
    """The document stored in a file. Raises ShapeError, OSError."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        return mapping(json.loads(data.decode("utf-8-sig")), "JSON")
    except (ValueError, RecursionError):
        raise ShapeError("JSON") from None


def document_of(rows: Sequence[Mapping[str, Any]], checklist: Checklist) -> Mapping[str, Any]:
    """The reports as the document that ``check -f json`` writes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fzlint", "version": __version__},
        "checklist": {"id": checklist.id, "version": checklist.version},
        "reports": rows,
    }


def reports_of(document: Any) -> Sequence[Mapping[str, Any]]:
    """The reports of a document. Raises ShapeError."""
    if not isinstance(document, Mapping) or document.get("schema_version") != SCHEMA_VERSION:
        raise ShapeError("schema_version")
    return [mapping(report, f"reports[{i}]") for i, report in enumerate(entries(document, "reports", ""))]


def versions_of(documents: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The versions of the checklists that these documents were made with."""
    found = (mapping(document.get("checklist", {}), "checklist") for document in documents)
    return tuple(sorted({neutral(f"{entry.get('id', '')} {entry.get('version', '')}") for entry in found}))


def body_of(make: Callable[..., Made], data: Mapping[str, Any]) -> Made:
    """What ``make`` (the model's Body) makes of one report of the JSON. Raises ShapeError."""
    error = data.get("error")
    failure = None
    if error is not None:
        error = mapping(error, "error")
        failure = Failure(text(error, "kind", "error."), text(error, "message", "error."))
    return make(
        name=optional(data, "body"),
        level=optional(data, "body_level"),
        year=year(data),
        path=text(data, "path", ""),
        title=optional(data, "title"),
        kind=optional(data, "kind"),
        profile=optional(data, "profile"),
        script=optional(data, "script"),
        error=failure,
        verdicts=tuple(map(_verdict, entries(data, "verdicts", ""))),
        findings=tuple(map(_finding, entries(data, "findings", ""))),
        answers=tuple(map(_answer, entries(data, "answers", ""))),
        score=_score(data.get("score")),
        broken=tuple(line(item, "broken") for item in entries(data, "broken", "")),
    )


def _verdict(data: Any) -> Verdict:
    data = mapping(data, "verdicts[]")
    places = tuple(place(found, "evidence[]") for found in entries(data, "evidence", "verdicts[]."))
    return Verdict(text(data, "item", "verdicts[]."), one_of(data, "status", _STATUSES, "verdicts[]."), places)


def _finding(data: Any) -> Finding:
    data = mapping(data, "findings[]")
    where = "findings[]."
    return Finding(
        code=text(data, "code", where),
        name=text(data, "name", where),
        severity=one_of(data, "severity", _SEVERITIES, where),
        message=text(data, "message", where),
        remedy=text(data, "remedy", where),
        basis=tuple(line(basis, where + "basis") for basis in entries(data, "basis", where)),
        place=place(data, "findings[]"),
        related=tuple(place(found, where + "related[]") for found in entries(data, "related", where)),
        fingerprint=text(data, "fingerprint", where),
    )


def _answer(data: Any) -> Answer:
    data = mapping(data, "answers[]")
    by = data.get("by")
    answered = one_of(data, "answered", _ANSWERED, "answers[].")
    return Answer(place(data, "answers[]"), answered, None if by is None else place(by, "answers[].by"))


def _score(data: Any) -> Score:
    if data is None:
        return Score(None, {})
    data = mapping(data, "score")
    value = data.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100):
        raise ShapeError("score.value")
    coverage = mapping(data.get("coverage", {}), "score.coverage")
    counts = {status: number(coverage[status], "score.coverage") for status in _STATUSES if status in coverage}
    return Score(None if value is None else float(value), counts)
