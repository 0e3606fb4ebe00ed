"""GitLab's code quality report and reviewdog's format, held against their schemas."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft7Validator
from sample_result import RESULT
from sample_run import RESULTS, WORD, gated, hostile, large, run, schema

from fzlint.output import gitlab, jsonl, rdjson
from fzlint.output.run import Run
from fzlint.result import Result

RUNS = [run(), run(language="en"), hostile(), large(60), run(Result("a.txt", kind="other")), gated()]


@pytest.mark.parametrize("of", RUNS)
def test_valid(of: Run) -> None:
    """Every kind of run is valid in both formats."""
    for render, name in ((gitlab.render, "gitlab-code-quality.json"), (rdjson.render, "rdformat.json")):
        errors = list(Draft7Validator(schema(name)).iter_errors(json.loads(render(of))))
        assert [error.message for error in errors] == []


def test_gitlab_severities_and_lines() -> None:
    """Severities are mapped; a document is marked at its first line; what could not be checked blocks."""
    issues = json.loads(gitlab.render(run()))
    found = {(issue["check_name"], issue["severity"]) for issue in issues}
    assert {("C2", "critical"), ("S3", "major"), ("O2.3", "minor"), ("unreadable-file", "blocker")} <= found
    assert ("broken-check", "blocker") in found
    lines = [issue["location"]["lines"] for issue in issues if issue["location"]["path"] == WORD.path]
    assert lines == [{"begin": 1, "end": 1}] * 4


def test_gitlab_fingerprints_are_unique() -> None:
    """GitLab shows only the first of two issues with the same fingerprint."""
    copy = replace(RESULT, path="副本.txt")
    issues = json.loads(gitlab.render(run(RESULT, copy, *RESULTS[3:], replace(RESULTS[4], path="又一个.txt"))))
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints) == 2 * len(RESULT.findings) + 2


def test_gitlab_without_findings() -> None:
    """No finding is an empty array, not an empty file: GitLab compares with it."""
    assert gitlab.render(run(Result("a.txt", kind="annual-report"))) == "[]\n"


def test_rdjson_has_lines_but_no_columns() -> None:
    """Its columns count bytes; a wrong column would be worse than none."""
    diagnostics = json.loads(rdjson.render(run(RESULT)))["diagnostics"]
    (rate,) = (d for d in diagnostics if d["code"]["value"] == "C2")
    assert rate["location"] == {"path": RESULT.path, "range": {"start": {"line": 15}}}
    assert rate["related_locations"] == [
        {"message": "结案率86.8%", "location": {"path": RESULT.path, "range": {"start": {"line": 40}}}}
    ]
    assert {d["severity"] for d in diagnostics} == {"ERROR", "WARNING", "INFO"}


def test_jsonl_holds_what_json_holds() -> None:
    """One line a report without its findings, then its findings; nothing is lost."""
    from fzlint.output.json_ import report_data

    lines = [json.loads(line) for line in jsonl.render(RESULTS, run().checklist).splitlines()]
    for result in RESULTS:
        (head,) = (line for line in lines if line["type"] == "report" and line["path"] == result.path)
        findings = [line for line in lines if line["type"] == "finding" and line["path"] == result.path]
        data = report_data(result)
        assert {key: head[key] for key in data if key != "findings"} == {
            k: v for k, v in data.items() if k != "findings"
        }
        key = lambda f: f["fingerprint"]  # noqa: E731
        stripped = [{k: v for k, v in f.items() if k not in ("type", "path")} for f in findings]
        assert sorted(stripped, key=key) == sorted(json.loads(json.dumps(data["findings"])), key=key)
