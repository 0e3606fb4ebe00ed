"""Reviewdog's diagnostic format (rdjson). Its columns count bytes of UTF-8, ours characters: lines only are given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fzlint.output.json_ import escaped
from fzlint.output.neutral import quoted
from fzlint.output.run import Run
from fzlint.output.standing import level
from fzlint.output.wording import file_name, first_line, is_lined, to_mark, told, troubles
from fzlint.result import Result
from fzlint.text.places import Place

SEVERITY = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(run: Run) -> str:
    """The DiagnosticResult as JSON."""
    data = {"source": {"name": "fzlint"}, "diagnostics": list(_diagnostics(run))}
    return escaped(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def _diagnostics(run: Run) -> Iterator[dict[str, Any]]:
    for result in run.results:
        for trouble in troubles(result, run.messages):
            yield {
                "message": trouble.message,
                "location": {"path": file_name(result.path)},
                "severity": SEVERITY[trouble.severity],
                "code": {"value": trouble.kind},
            }
        for finding in to_mark(result):
            data = {
                "message": told(finding, result, run.messages),
                "location": _location(finding.place, result),
                "severity": SEVERITY[level(finding)],
                "code": {"value": finding.code},
            }
            related = [
                {"message": quoted(place.quote), "location": _location(place, result)} for place in finding.related
            ]
            yield data | ({"related_locations": related} if related else {})


def _location(place: Place, result: Result) -> dict[str, Any]:
    lines = {"start": {"line": first_line(place, result)}}
    if is_lined(result) and place.end_line > place.line:
        lines["end"] = {"line": place.end_line}
    return {"path": file_name(result.path), "range": lines}
