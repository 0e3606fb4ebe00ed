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
from fzlint.linting import JUDGED_KINDS
from fzlint.output.json_ import escaped
from fzlint.output.neutral import neutral, quoted
from fzlint.output.run import Run
from fzlint.output.sarif_rules import rules
from fzlint.output.wording import Fingerprints, first_line, in_order, is_lined, salted, told, troubles
from fzlint.result import Finding, Result
from fzlint.text.places import Place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"  # the folder that relative URIs are relative to, as GitHub and others call it
_NOTIFICATIONS = ("unreadable-file", "broken-check", "other-kind")
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
                            {"id": name, "shortDescription": {"text": run.messages(f"output.{name}")}}
                            for name in _NOTIFICATIONS
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
    fingerprints = Fingerprints()
    for result in run.results:
        for finding in in_order(result):
            yield _failed(finding, result, run, index, fingerprints)
        if run.all_kinds and result.error is None and result.kind in JUDGED_KINDS:
            yield from _others(result, run, index)


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
        "level": finding.severity,
        "message": {"text": told(finding, result, run.messages)},
        "locations": [location],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:{number}",
            "fzlintFinding/v1": salted(finding.fingerprint, number),
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
        if item.id in found or not run.selected(item.id) or (isinstance(item, Item) and verdict is None):
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


def _notifications(run: Run) -> Iterator[dict[str, Any]]:
    for result in run.results:
        for trouble in troubles(result, run.messages):
            data = {
                "descriptor": {"id": trouble.kind, "index": _NOTIFICATIONS.index(trouble.kind)},
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
