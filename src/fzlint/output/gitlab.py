"""GitLab's code quality report: an array of issues, each with a fingerprint of its own; empty when there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from fzlint.output.json_ import escaped
from fzlint.output.run import Run
from fzlint.output.standing import is_known, level
from fzlint.output.wording import Fingerprints, file_name, first_line, in_order, is_lined, told, troubles

SEVERITY = {"error": "critical", "warning": "major", "note": "minor"}


def render(run: Run) -> str:
    """The array as JSON."""
    return escaped(json.dumps(list(_issues(run)), ensure_ascii=False, indent=1)) + "\n"


def _issues(run: Run) -> Iterator[dict[str, Any]]:
    fingerprints = Fingerprints()
    for result in run.results:
        path = file_name(result.path)
        for trouble in troubles(result, run.messages):
            if trouble.severity != "error":
                continue
            key = "\0".join((trouble.kind, trouble.code, path))
            yield _issue(trouble.message, trouble.kind, sha256(key.encode()).hexdigest()[:32], "blocker", path, 1, 1)
        for finding in in_order(result):
            fingerprint = fingerprints.unique(finding)
            if is_known(finding):
                continue
            line = first_line(finding.place, result)
            yield _issue(
                f"{finding.code} {told(finding, result, run.messages)}",
                finding.code,
                fingerprint,
                SEVERITY[level(finding)],
                path,
                line,
                finding.place.end_line if is_lined(result) else line,
            )


def _issue(
    description: str, name: str, fingerprint: str, severity: str, path: str, begin: int, end: int
) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
