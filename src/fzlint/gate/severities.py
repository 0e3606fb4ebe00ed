"""What a configuration does to results: severities that it gives to items replace the checklist's and the profile's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fzlint.result import Result


def with_severities(result: Result, severities: Mapping[str, str]) -> Result:
    """The result with the severities given to its findings' items by code; verdicts and score stay."""
    if not severities:
        return result
    findings = tuple(
        replace(finding, severity=severities.get(finding.code, finding.severity)) for finding in result.findings
    )
    return replace(result, findings=findings)


def configured_row(
    row: Mapping[str, Any], codes: frozenset[str] | None, severities: Mapping[str, str]
) -> dict[str, Any]:
    """A report as JSON data (``output.json_``) with the findings that are wanted, in the severities given."""
    findings = [
        {**finding, "severity": severities.get(finding["code"], finding["severity"])}
        for finding in row["findings"]
        if codes is None or finding["code"] in codes
    ]
    broken = [code for code in row["broken"] if codes is None or code in codes]
    return {**row, "findings": findings, "broken": broken}
