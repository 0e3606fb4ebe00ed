"""Reading the JSON of ``fzlint check -f json`` back: checked, because a stored file may be anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fzlint import __version__
from fzlint.checklist.model import Checklist
from fzlint.output.json_ import SCHEMA_VERSION
from fzlint.output.neutral import neutral, shortened
from fzlint.result import Answer, Failure, Finding, Score, Verdict
from fzlint.text.places import Place, Spot

Made = TypeVar("Made")

MOST_QUOTE = 300  # characters of a quote that are kept
_MOST_LINE = 1000  # characters of any other text
_STATUSES = ("met", "weak", "missing", "not-applicable")
_SEVERITIES = ("error", "warning", "note")
_ANSWERED = ("yes", "partly", "no")


class ShapeError(ValueError):
    """JSON that is not what ``fzlint check -f json`` writes; ``where`` names the place in it."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def stored(path: str) -> Mapping[str, Any]:
    """The document stored in a file. Raises ShapeError, OSError."""
    with open(path, "rb") as file:
        text = file.read()
    try:
        return _mapping(json.loads(text.decode("utf-8-sig")), "JSON")
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
    return [_mapping(report, f"reports[{i}]") for i, report in enumerate(_list(document, "reports", ""))]


def versions_of(documents: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The versions of the checklists that these documents were made with."""
    found = (_mapping(document.get("checklist", {}), "checklist") for document in documents)
    return tuple(sorted({neutral(f"{entry.get('id', '')} {entry.get('version', '')}") for entry in found}))


def body_of(make: Callable[..., Made], data: Mapping[str, Any]) -> Made:
    """What ``make`` (the model's Body) makes of one report of the JSON. Raises ShapeError."""
    error = data.get("error")
    failure = None
    if error is not None:
        error = _mapping(error, "error")
        failure = Failure(_text(error, "kind", "error."), _text(error, "message", "error."))
    return make(
        name=_optional(data, "body"),
        level=_optional(data, "body_level"),
        year=_year(data),
        path=_text(data, "path", ""),
        title=_optional(data, "title"),
        kind=_optional(data, "kind"),
        profile=_optional(data, "profile"),
        script=_optional(data, "script"),
        error=failure,
        verdicts=tuple(map(_verdict, _list(data, "verdicts", ""))),
        findings=tuple(map(_finding, _list(data, "findings", ""))),
        answers=tuple(map(_answer, _list(data, "answers", ""))),
        score=_score(data.get("score")),
        broken=tuple(_line(item, "broken") for item in _list(data, "broken", "")),
    )


def _verdict(data: Any) -> Verdict:
    data = _mapping(data, "verdicts[]")
    places = tuple(_place(place, "evidence[]") for place in _list(data, "evidence", "verdicts[]."))
    return Verdict(_text(data, "item", "verdicts[]."), _one_of(data, "status", _STATUSES, "verdicts[]."), places)


def _finding(data: Any) -> Finding:
    data = _mapping(data, "findings[]")
    where = "findings[]."
    return Finding(
        code=_text(data, "code", where),
        name=_text(data, "name", where),
        severity=_one_of(data, "severity", _SEVERITIES, where),
        message=_text(data, "message", where),
        remedy=_text(data, "remedy", where),
        basis=tuple(_line(basis, where + "basis") for basis in _list(data, "basis", where)),
        place=_place(data, "findings[]"),
        related=tuple(_place(place, where + "related[]") for place in _list(data, "related", where)),
        fingerprint=_text(data, "fingerprint", where),
    )


def _answer(data: Any) -> Answer:
    data = _mapping(data, "answers[]")
    by = data.get("by")
    answered = _one_of(data, "answered", _ANSWERED, "answers[].")
    return Answer(_place(data, "answers[]"), answered, None if by is None else _place(by, "answers[].by"))


def _score(data: Any) -> Score:
    if data is None:
        return Score(None, {})
    data = _mapping(data, "score")
    value = data.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100):
        raise ShapeError("score.value")
    coverage = _mapping(data.get("coverage", {}), "score.coverage")
    counts = {status: _number(coverage[status], "score.coverage") for status in _STATUSES if status in coverage}
    return Score(None if value is None else float(value), counts)


def _place(data: Any, where: str) -> Place:
    data = _mapping(data, where)
    line, column, end_line, end_column = (
        _number(data.get(key), f"{where}.{key}") for key in ("line", "column", "end_line", "end_column")
    )
    quote = data.get("quote", "")
    if not isinstance(quote, str):
        raise ShapeError(f"{where}.quote")
    known = _mapping(data.get("place", {}), f"{where}.place")
    quote = shortened(neutral(quote[: 8 * MOST_QUOTE]), MOST_QUOTE)
    return Place(line, column, end_line, end_column, quote, _optional(known, "section"), _spot(known, where))


def _spot(known: Mapping[str, Any], where: str) -> Spot | None:
    """Where it stands in a Word, PDF or web file; None for a text file."""
    if "part" not in known:
        return None
    paragraph, page = (None if known.get(k) is None else _number(known[k], where) for k in ("paragraph", "page"))
    cell = known.get("cell")
    if cell is None:
        return Spot(_text(known, "part", where), paragraph, page)
    if not isinstance(cell, list | tuple) or len(cell) != 3:
        raise ShapeError(f"{where}.cell")
    table, row, column = (_number(number, where) for number in cell)
    return Spot(_text(known, "part", where), paragraph, page, (table, row, column))


def _mapping(data: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise ShapeError(where)
    return data


def _list(data: Mapping[str, Any], key: str, where: str) -> list[Any]:
    found = data.get(key, [])
    if not isinstance(found, list):
        raise ShapeError(where + key)
    return found


def _line(found: Any, where: str) -> str:
    if not isinstance(found, str):
        raise ShapeError(where)
    return shortened(neutral(found[: 8 * _MOST_LINE]), _MOST_LINE)


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    return _line(data.get(key), where + key)


def _optional(data: Mapping[str, Any], key: str) -> str | None:
    return None if data.get(key) is None else _line(data[key], key)


def _one_of(data: Mapping[str, Any], key: str, words: tuple[str, ...], where: str) -> str:
    found = data.get(key)
    if found not in words:
        raise ShapeError(where + key)
    return str(found)


def _number(found: Any, where: str) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found < 10**12:
        raise ShapeError(where)
    return found


def _year(data: Mapping[str, Any]) -> int | None:
    return None if data.get("year") is None else _number(data["year"], "year")
