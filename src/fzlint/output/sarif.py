"""SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for beyond the schema.

The rules are the checklist's items and do not depend on what was found. Fingerprints are our own, since GitHub would
make one of the source line and documents have no lines. Only ``fail`` results are written unless all kinds are asked
for: GitHub does not read ``kind`` and would show what passed as an alert.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from fzlint import __version__
from fzlint.checklist.model import Item
from fzlint.fingerprints import copy_of
from fzlint.linting import JUDGED_KINDS
from fzlint.output.json_ import escaped
from fzlint.output.neutral import neutral, quoted
from fzlint.output.run import Run
from fzlint.output.sarif_rules import rules
from fzlint.output.standing import NOTICES, Gone, level, waiver_words
from fzlint.output.wording import Fingerprints, first_line, in_order, is_lined, told, troubles
from fzlint.result import Finding, Result
from fzlint.text.places import Place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"  # the folder that relative URIs are relative to, as GitHub and others call it
_TROUBLES = ("unreadable-file", "broken-check", "other-kind")
_MOST_RELATED = 100  # what GitHub shows


def render(run: Run) -> str:
    """The SARIF log of a run."""
    items = run.items()
    index = {item.id: position for position, item in enumerate(items)}
    notifications = list(_notifications(run))
    failed = any(result.error is not None or result.broken for result in run.results)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fzlint",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "language": "zh-CN" if run.messages.language == "zh" else "en-US",
                        "rules": list(rules(run)),
                        "notifications": [
                            {"id": name, "shortDescription": {"text": text}}
                            for name, text in _notification_names(run).items()
                        ],
                        "properties": {"checklist": run.checklist.id, "checklistVersion": run.checklist.version},
                    }
                },
                "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notifications}],
                "columnKind": "unicodeCodePoints",
                "results": list(_results(run, index)),
            }
        ],
    }
    return escaped(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"


def _results(run: Run, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The results. Where one has ``suppressions`` or ``baselineState``, all have it, as SARIF asks (3.27.23, 24)."""
    fingerprints = Fingerprints()
    suppressing = any(finding.waived for result in run.results for finding in result.findings)
    rest: dict[str, Any] = {"suppressions": []} if suppressing else {}
    for result in run.results:
        for finding in in_order(result):
            data = _failed(finding, result, run, index, fingerprints) | rest | _suppressed(finding, run)
            state = {} if run.gone is None else {"baselineState": "unchanged" if finding.known else "new"}
            yield data | state
        if run.all_kinds and result.error is None and result.kind in JUDGED_KINDS:
            state = {} if run.gone is None else {"baselineState": "unchanged"}
            yield from (data | rest | state for data in _others(result, run, index))
    for gone in run.gone or () if run.all_kinds else ():
        yield _absent(gone, run, index) | rest


def _suppressed(finding: Finding, run: Run) -> dict[str, Any]:
    if finding.waived is None:
        return {}
    waiver = waiver_words(finding.waived, run.messages)
    return {
        "suppressions": [{"kind": "external", "status": "accepted", "justification": waiver}],
        "properties": {"severity": finding.severity},
    }


def _absent(gone: Gone, run: Run, index: Mapping[str, int]) -> dict[str, Any]:
    """A finding of the baseline that is there no longer, for archives: GitHub reads no ``baselineState``."""
    return {
        "ruleId": gone.code,
        **_rule_index(gone.code, index),
        "kind": "pass",
        "level": "none",
        "message": {"text": run.messages("gate.gone", message=neutral(gone.message))},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(gone.path), "region": {"startLine": 1}}}],
        "partialFingerprints": {"fzlintFinding/v1": gone.fingerprint},
        "baselineState": "absent",
    }


def _failed(
    finding: Finding, result: Result, run: Run, index: Mapping[str, int], fingerprints: Fingerprints
) -> dict[str, Any]:
    number = fingerprints.number(finding)
    location = _location(finding.place, result)
    if finding.place.section:
        section = neutral(finding.place.section)
        name = section.rpartition(" / ")[2]
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": section, "kind": "element"}]
    data = {
        "ruleId": finding.code,
        **_rule_index(finding.code, index),
        "level": level(finding),
        "message": {"text": told(finding, result, run.messages)},
        "locations": [location],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:{number}",
            "fzlintFinding/v1": copy_of(finding.fingerprint, number),
        },
    }
    related = [
        {"id": at, **_location(place, result), "message": {"text": quoted(place.quote)}}
        for at, place in enumerate(finding.related[:_MOST_RELATED], 1)
    ]
    return data | ({"relatedLocations": related} if related else {})


def _others(result: Result, run: Run, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """What passed and what does not apply, for archives."""
    found = {finding.code for finding in result.findings} | {code for code, _ in result.broken}
    verdicts = {verdict.item: verdict for verdict in result.verdicts}
    off = run.switched_off(result)
    titles = run.titles()
    for item in run.items():
        verdict = verdicts.get(item.id)
        if item.id in found or not run.selected(item.id, result) or (isinstance(item, Item) and verdict is None):
            continue
        silent = item.id in off if verdict is None else verdict.status == "not-applicable"
        key = "not-applicable" if silent else "passed" if isinstance(item, Item) else "nothing-found"
        place = verdict.evidence[0] if verdict is not None and verdict.evidence else Place(1, 1, 1, 1, "")
        yield {
            "ruleId": item.id,
            **_rule_index(item.id, index),
            "kind": "notApplicable" if silent else "pass",
            "level": "none",
            "message": {"text": run.messages(f"output.{key}", title=titles[item.id])},
            "locations": [_location(place, result)],
        }


def _notification_names(run: Run) -> dict[str, str]:
    names = {name: run.messages(f"output.{name}") for name in _TROUBLES}
    return names | {name: run.messages(f"gate.{name}") for name in NOTICES}


def _notifications(run: Run) -> Iterator[dict[str, Any]]:
    ids = [*_TROUBLES, *NOTICES]
    for notice in run.notices:
        location = {"artifactLocation": _artifact(notice.path), "region": {"startLine": notice.line}}
        yield {
            "descriptor": {"id": notice.kind, "index": ids.index(notice.kind)},
            "level": notice.severity,
            "message": {"text": notice.message},
            "locations": [{"physicalLocation": location}],
        }
    for result in run.results:
        for trouble in troubles(result, run.messages):
            data = {
                "descriptor": {"id": trouble.kind, "index": ids.index(trouble.kind)},
                "level": trouble.severity,
                "message": {"text": trouble.message},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(result.path)}}],
            }
            rule = {"associatedRule": {"id": trouble.code}} if trouble.code else {}
            yield data | rule


def _rule_index(code: str, index: Mapping[str, int]) -> dict[str, int]:
    return {"ruleIndex": index[code]} if code in index else {}


def _location(place: Place, result: Result) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": first_line(place, result)}
    if is_lined(result) and (place.line, place.column) < (place.end_line, place.end_column):
        region |= {"startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return {"physicalLocation": {"artifactLocation": _artifact(result.path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    """Where a file is: relative to the repository, or as a whole URI when it lies elsewhere."""
    try:
        name = quote(os.fsencode(path.replace(os.sep, "/")))
    except UnicodeEncodeError:  # a name that no file can have
        name = quote(neutral(path))
    if os.path.isabs(path):
        return {"uri": f"file://{name}" if name.startswith("/") else f"file:///{name}"}
    if name.startswith("../"):
        return {"uri": name}
    return {"uri": name, "uriBaseId": _ROOT}
