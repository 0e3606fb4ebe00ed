"""The JSON output, a contract with other programs (``schema_version`` rises when a reader would break)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from fzlint import __version__
from fzlint.checklist.model import Checklist
from fzlint.output.standing import Notice, known, waived
from fzlint.result import Finding, Result
from fzlint.text.places import Place

SCHEMA_VERSION = 1
# Characters that UTF-8 cannot hold (bytes of a file name), that steer a terminal, that turn the direction of writing,
# or that begin a command which a CI runner obeys anywhere in a line (##[error]): written as escapes they are the same
# data.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]|#(?=#[A-Za-z]{0,20}\\[)"
)


def place_data(place: Place) -> dict[str, Any]:
    """A place as JSON data."""
    data: dict[str, Any] = {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "quote": place.quote,
    }
    where = _where(place)
    return data | {"place": where} if where else data


def _where(place: Place) -> dict[str, Any]:
    """The section, and for documents the part, paragraph, page and cell; only what is known."""
    spot = place.spot
    known: dict[str, Any] = {"section": place.section}
    if spot is not None:
        known |= {"part": spot.part, "paragraph": spot.paragraph, "page": spot.page, "cell": spot.cell}
    return {key: value for key, value in known.items() if value is not None}


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding as JSON data."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "remedy": finding.remedy,
        "basis": list(finding.basis),
        **place_data(finding.place),
        "related": [place_data(place) for place in finding.related],
        "fingerprint": finding.fingerprint,
        **_standing(finding),
    }


def _standing(finding: Finding) -> dict[str, Any]:
    """``waived`` and ``known``, on findings that are."""
    data: dict[str, Any] = {}
    if finding.waived is not None:
        waiver = finding.waived
        data["waived"] = {
            "reason": waiver.reason, "approver": waiver.approver, "expires": waiver.expires.isoformat()
        }  # fmt: skip
    if finding.known:
        data["known"] = True
    return data


def report_data(result: Result) -> dict[str, Any]:
    """One result as JSON data."""
    error = None if result.error is None else {"kind": result.error.kind, "message": result.error.message}
    return {
        "path": result.path,
        "error": error,
        "kind": result.kind,
        "title": result.title,
        "body": result.body,
        "body_level": result.body_level,
        "year": result.year,
        "profile": result.profile,
        "script": result.script,
        "document": result.document or None,
        "verdicts": [
            {"item": v.item, "status": v.status, "evidence": [place_data(p) for p in v.evidence]}
            for v in result.verdicts
        ],
        "findings": [finding_data(finding) for finding in result.findings],
        "broken": [item for item, _ in result.broken],
        "answers": [
            {**place_data(a.place), "answered": a.answered, "by": place_data(a.by) if a.by else None}
            for a in result.answers
        ],
        "score": {"value": result.score.value, "coverage": result.score.coverage},
    }


def summary_data(results: Sequence[Result]) -> dict[str, int]:
    """Counts over all results: of findings that are to be mended; of those known and waived, when there are any."""
    findings = [finding for result in results for finding in result.findings]
    severities = [finding.severity for finding in findings if finding.counts]
    others = {"known": len(known(findings)), "waived": len(waived(findings))}
    return {
        "reports": len(results),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "notes": severities.count("note"),
        "unreadable": sum(result.error is not None for result in results),
        **{key: count for key, count in others.items() if count},
    }


def notice_data(notice: Notice) -> dict[str, Any]:
    """What is said about a run, as JSON data."""
    return {"kind": notice.kind, "message": notice.message, "path": notice.path, "line": notice.line}


def render(results: Sequence[Result], checklist: Checklist, notices: Sequence[Notice] = ()) -> str:
    """The JSON document of a run."""
    return "".join(pieces(results, checklist, notices))


def pieces(results: Sequence[Result], checklist: Checklist, notices: Sequence[Notice] = ()) -> Iterator[str]:
    """The JSON document of a run, report by report: that of thousands of reports is too large to be held in memory."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fzlint", "version": __version__},
        "checklist": {"id": checklist.id, "version": checklist.version},
        "reports": [],
        "summary": summary_data(results),
        **({"notices": [notice_data(notice) for notice in notices]} if notices else {}),
    }
    # Line ends and margins stand between values only: inside of strings they are escaped.
    before, opening, after = _indented(document, "").partition('\n "reports": [')
    yield before + opening
    for index, result in enumerate(results):
        yield ("," if index else "") + "\n  " + _indented(report_data(result), "  ")
    yield ("\n " if results else "") + after + "\n"


def _indented(data: Any, margin: str) -> str:
    """Data as escaped JSON, its lines behind ``margin`` but for the first."""
    return escaped(json.dumps(data, ensure_ascii=False, indent=1).replace("\n", "\n" + margin))


def escaped(document: str) -> str:
    """A JSON document in which characters that harm a terminal or are no UTF-8 are written as escapes."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
