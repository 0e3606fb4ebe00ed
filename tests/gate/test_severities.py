"""What a configuration does to a result, and nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from fzlint.checklist.loading import shipped
from fzlint.gate.severities import configured_row, with_severities
from fzlint.linting import Linter
from fzlint.output.json_ import report_data
from fzlint.output.selection import kept
from fzlint.reading.source import read_source
from fzlint.result import Result

REPORT = Path(__file__).parents[1] / "data/w1_03.txt"


@pytest.fixture(scope="module")
def result() -> Result:
    """The result of a report with errors, warnings and notes."""
    return Linter(shipped()).lint(read_source(str(REPORT)))


def test_only_the_severities_named_change(result: Result) -> None:
    """Findings of other items, verdicts and score stay."""
    before = {finding.fingerprint: finding for finding in result.findings}
    changed = with_severities(result, {"S4": "note", "C3": "error"})
    assert changed.score == result.score
    assert changed.verdicts == result.verdicts
    assert {finding.code for finding in result.findings} > {"S4", "C3"}
    for finding in changed.findings:
        wanted = {"S4": "note", "C3": "error"}.get(finding.code, before[finding.fingerprint].severity)
        assert finding.severity == wanted
    assert with_severities(result, {}) is result


def test_rows_are_treated_as_results_are(result: Result) -> None:
    """What gap makes of the JSON of a report is what check makes of the report."""
    codes, severities = frozenset({"S4", "C3", "O4.1"}), {"O4.1": "error"}
    row = configured_row(report_data(result), codes, severities)
    assert row == report_data(with_severities(kept(result, codes), severities))
    assert len(row["findings"]) >= 3
    assert configured_row(report_data(result), None, {}) == report_data(result)
