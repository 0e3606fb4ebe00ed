"""The difference of two runs as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from fzlint import __version__
from fzlint.gate.diff.model import CHANGES, COMPARED, Diff, ReportDiff
from fzlint.output.json_ import escaped, finding_data

SCHEMA_VERSION = 1


def render(diff: Diff) -> str:
    """All reports, also those without any change; ``schema_version`` rises when a reader would break."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fzlint", "version": __version__},
        "checklists": {"old": diff.versions[0], "new": diff.versions[1]},
        "reports": [_report(report) for report in diff.reports],
        "summary": {"reports": sum(report.state == COMPARED for report in diff.reports), **diff.counts},
    }
    return escaped(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def _report(report: ReportDiff) -> dict[str, Any]:
    result, before, after = report.result, report.before, report.after
    return {
        "path": result.path,
        "old_path": before.path if before is not None else None,
        "body": result.body,
        "year": result.year,
        "state": report.state,
        "score": {
            "old": before.score.value if before is not None else None,
            "new": after.score.value if after is not None else None,
        },
        "verdicts": [{"item": change.item, "old": change.before, "new": change.after} for change in report.verdicts],
        **{change: [finding_data(finding) for finding in report.findings[change]] for change in CHANGES},
    }
