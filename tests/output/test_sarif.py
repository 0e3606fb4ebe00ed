"""SARIF: valid by its schema, complete for GitHub, rules independent of the input, fingerprints unique."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator
from sample_result import RESULT, WHOLE
from sample_run import WORD, gated, hostile, large, run, schema

from fzlint.output import sarif
from fzlint.output.run import Run
from fzlint.result import Result

RUNS = [
    *(run(), run(language="en"), run(all_kinds=True), hostile(), large(60), run(Result("a"))),
    *(gated(), gated(all_kinds=True)),
]


def log(of: Run) -> Any:
    """The SARIF run of a run."""
    (found,) = json.loads(sarif.render(of))["runs"]
    return found


@pytest.mark.parametrize("of", RUNS)
def test_valid(of: Run) -> None:
    """Every kind of run is valid SARIF 2.1.0."""
    errors = list(Draft7Validator(schema("sarif-2.1.0.json")).iter_errors(json.loads(sarif.render(of))))
    assert [error.message for error in errors] == []


def test_sarif_tools_reads_it(tmp_path: Path) -> None:
    """A real reader finds the results with level, place and message."""
    loader = pytest.importorskip("sarif.loader")
    file = tmp_path / "a.sarif"
    file.write_text(sarif.render(run()), encoding="utf-8")
    records = loader.load_sarif_file(str(file)).get_records()
    assert len(records) == len(RESULT.findings) + len(WORD.findings)
    assert {record["Severity"] for record in records} == {"error", "warning", "note"}
    assert ("15", "C2") in {(str(record["Line"]), record["Code"].split(" ")[0]) for record in records}


def test_what_github_requires() -> None:
    """Its table of required properties, none of them empty."""
    found = log(run())
    driver = found["tool"]["driver"]
    assert driver["name"] == "fzlint"
    assert found["columnKind"] == "unicodeCodePoints"
    for rule in driver["rules"]:
        assert rule["id"]
        for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"]):
            assert 0 < len(text) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in found["results"]:
        assert result["message"]["text"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert "kind" not in result
        physical = result["locations"][0]["physicalLocation"]
        assert physical["region"]["startLine"] >= 1
        assert not physical["artifactLocation"]["uri"].startswith("/")
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "fzlintFinding/v1"}


def test_help_names_the_basis() -> None:
    """The basis stands in the help, which GitHub shows, since it shows no helpUri."""
    rules = {rule["id"]: rule for rule in log(run())["tool"]["driver"]["rules"]}
    assert "**依据** 《法治政府建设与责任落实督察工作规定》（年度报告内容第3项）" in rules["S4"]["help"]["markdown"]
    assert "《统计法》；规定" in rules["C2"]["help"]["text"]


def test_rules_do_not_depend_on_the_input() -> None:
    """The rules describe the items, not what was found."""
    rules = log(run())["tool"]["driver"]["rules"]
    assert log(run(Result("leer.txt", kind="other")))["tool"]["driver"]["rules"] == rules
    assert log(hostile())["tool"]["driver"]["rules"] == rules


def test_fingerprints_are_unique_and_do_not_depend_on_lines() -> None:
    """Copies of a report do not hide each other; a line more above changes nothing."""
    copy = replace(RESULT, path="副本.txt")
    results = log(run(RESULT, copy))["results"]
    for name in ("primaryLocationLineHash", "fzlintFinding/v1"):
        names = [result["partialFingerprints"][name] for result in results]
        assert len(set(names)) == len(names) == 2 * len(RESULT.findings)
    first = results[0]["partialFingerprints"]
    assert first["primaryLocationLineHash"] == first["fzlintFinding/v1"] + ":1"
    lower = [replace(f.place, line=f.place.line + 7, end_line=f.place.end_line + 7) for f in RESULT.findings]
    moved = tuple(replace(f, place=place) for f, place in zip(RESULT.findings, lower, strict=True))
    before, after = (
        {r["partialFingerprints"]["primaryLocationLineHash"] for r in log(run(of))["results"]}
        for of in (RESULT, replace(RESULT, findings=moved))
    )
    assert before == after


def test_places() -> None:
    """Columns count characters, the end stands behind the last; other places are related locations."""
    (found,) = (r for r in log(run(RESULT))["results"] if r["ruleId"] == "C2")
    region = found["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 15, "startColumn": 8, "endLine": 15, "endColumn": 30}
    (related,) = found["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 40
    assert related["message"]["text"] == "结案率86.8%"


def test_a_missing_content_has_the_section_it_belongs_to() -> None:
    """Marked at the heading, with the path of headings as logical location and in the message."""
    missing = replace(RESULT.findings[2], place=replace(WHOLE, line=30, section="二、问题 / （一）不足"))
    (found,) = log(run(replace(RESULT, findings=(missing,))))["results"]
    location = found["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 30}
    assert location["logicalLocations"] == [
        {"name": "（一）不足", "fullyQualifiedName": "二、问题 / （一）不足", "kind": "element"}
    ]
    assert "应写在“二、问题 / （一）不足”部分。" in found["message"]["text"]


def test_documents_have_no_lines() -> None:
    """In a Word file the first line is marked; page, paragraph and quote stand in the message."""
    found = {r["ruleId"]: r for r in log(run(WORD))["results"]}
    assert found["C2"]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "位置：第3页第12段第8字，原文：“结案率为93.5%”。" in found["C2"]["message"]["text"]
    assert "表2第3行第1格" in found["C5"]["message"]["text"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("草稿/青溪镇 2024.txt", "%E8%8D%89%E7%A8%BF/%E9%9D%92%E6%BA%AA%E9%95%87%202024.txt"),
        ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
        ("x\udcff.txt", "x%FF.txt"),
        ("../b.txt", "../b.txt"),
        ("/mnt/法.txt", "file:///mnt/%E6%B3%95.txt"),
    ],
)
def test_uris(path: str, uri: str) -> None:
    """Paths are percent-encoded and relative; one elsewhere is a whole URI."""
    artifact = log(run(replace(RESULT, path=path)))["results"][0]["locations"][0]["physicalLocation"][
        "artifactLocation"
    ]
    assert artifact["uri"] == uri
    assert ("uriBaseId" in artifact) is not uri.startswith(("file:", "../"))
    assert unquote(uri, errors="surrogateescape").endswith(path.rsplit("/", 1)[-1])


def test_what_could_not_be_checked_is_a_notification() -> None:
    """Unreadable files and broken checks are no results, but the run did not succeed; another kind is a note."""
    (invocation,) = log(run())["invocations"]
    assert invocation["executionSuccessful"] is False
    told = {(n["descriptor"]["id"], n["level"]) for n in invocation["toolExecutionNotifications"]}
    assert told == {("unreadable-file", "error"), ("broken-check", "error"), ("other-kind", "note")}
    broken = next(n for n in invocation["toolExecutionNotifications"] if n["descriptor"]["id"] == "broken-check")
    assert broken["associatedRule"]["id"] == "C5"
    assert log(run(RESULT))["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_all_kinds_on_demand() -> None:
    """For archives what passed and what does not apply stands beside the failures, without a level."""
    results = log(run(RESULT, all_kinds=True))["results"]
    others = {r["ruleId"]: (r["kind"], r["level"]) for r in results if "kind" in r}
    assert others == {
        **dict.fromkeys(("S1", "S2", "S5", "O1.1", "O2.1"), ("pass", "none")),
        "O3.1": ("notApplicable", "none"),
    }
    assert len(results) - len(others) == len(RESULT.findings)
    chosen = log(run(replace(RESULT, findings=()), all_kinds=True, codes=frozenset({"S1", "C2"})))["results"]
    assert [r["ruleId"] for r in chosen] == ["S1", "C2"]
