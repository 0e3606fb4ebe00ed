"""Batches made from the constructed reports, and from JSON made by hand."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from fzlint.checklist.loading import shipped
from fzlint.gap.model import Batch
from fzlint.linting import Linter
from fzlint.messages import Messages
from fzlint.output.json_ import render
from fzlint.reading.source import read_source

DATA = Path(__file__).parents[1] / "data" / "constructed"
HOSTILE = '<script>alert(1)</script>\x1b[31m=cmd|x!A1 [a](http://evil.example) & "q" \u202e![i](x)'
STATUS = ("met", "weak", "missing", "not-applicable")


@cache
def _linted() -> str:
    linter = Linter(shipped())
    paths = sorted(DATA.glob("*.txt"))
    return render([linter.lint(read_source(str(path))) for path in paths], shipped())


def document() -> dict[str, Any]:
    """The JSON of all constructed reports, fresh each time."""
    data: dict[str, Any] = json.loads(_linted())
    return data


def messages(language: str = "zh") -> Messages:
    """The shipped messages."""
    return Messages(shipped().section("messages"), language)


def batch(*documents: dict[str, Any], language: str = "zh") -> Batch:
    """The batch of these documents (none: all constructed reports)."""
    return Batch.from_documents(documents or [document()], shipped(), messages(language))


def report(body: str | None, year: int | None, statuses: dict[str, str], **more: Any) -> dict[str, Any]:
    """One report of the JSON with these verdicts."""
    data = {
        "path": f"{body}-{year}.txt", "error": None, "kind": "annual-report", "title": f"{body}报告", "body": body,
        "body_level": "township", "year": year, "profile": "township-2021-2025", "script": "simplified",
        "verdicts": [{"item": item, "status": status, "evidence": []} for item, status in statuses.items()],
        "findings": [], "answers": [],
        "score": {"value": 50.0, "coverage": {}},
    }  # fmt: skip
    return data | more


def document_of(*reports: dict[str, Any]) -> dict[str, Any]:
    """A document with these reports."""
    return {
        "schema_version": 1,
        "checklist": {"id": "rule-of-law-government-report", "version": "1"},
        "reports": list(reports),
    }


def hostile() -> dict[str, Any]:
    """The constructed reports with every text of the first replaced by an attack."""
    data = document()
    first = data["reports"][0]
    for key in ("path", "title", "body"):
        first[key] = HOSTILE
    place = {"line": 2, "column": 1, "end_line": 2, "end_column": 9, "quote": HOSTILE, "place": {"section": HOSTILE}}
    for verdict in first["verdicts"]:
        if verdict["status"] in ("met", "weak"):
            verdict["evidence"] = [copy.deepcopy(place)]
    for finding in first["findings"]:
        finding |= copy.deepcopy(place) | {"message": HOSTILE, "remedy": HOSTILE, "basis": [HOSTILE]}
        finding["related"] = [copy.deepcopy(place)]
    first["answers"] = [copy.deepcopy(place) | {"answered": "partly", "by": copy.deepcopy(place)}]
    data["reports"].append({"path": HOSTILE, "error": {"kind": "unreadable", "message": HOSTILE}})
    return data
