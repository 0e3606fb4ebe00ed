"""Waived and known findings in every output: waived ones are shown with reason, approver and day, and fail nothing;
known ones are summed up and not marked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from sample_result import CHECKLIST, RESULT, messages
from sample_run import FORMATS, GATED, GONE, NOTICES, WAIVER, gated, large, run

from fzlint.output import concise, formats, grouped, json_, statistics, text
from fzlint.output.run import Run
from fzlint.output.standing import besides, counting, known, waived
from fzlint.output.terminal import Screen

Render = Callable[[Run], str]
SCREENS: dict[str, Render] = {
    "text": lambda of: text.render(of.results, CHECKLIST, messages(), Screen(1000), None, of.notices),
    "concise": lambda of: concise.render(of.results, messages()),
    "grouped": lambda of: grouped.render(of.results, messages()),
}
ALL: dict[str, Render] = SCREENS | {
    name: lambda of, name=name: formats.render_data(name, of)  # type: ignore[misc]
    for name in ("json", *FORMATS)
}
WHOLE = ("json", "jsonl", "sarif")  # for programs that judge themselves: they get all findings, marked
KNOWN_MESSAGE = "结案率写作93.5%"


def cases_of(of: Run) -> dict[str, ElementTree.Element]:
    """JUnit's cases of the first report by code."""
    suite = ElementTree.fromstring(ALL["junit"](of))[0]
    return {case.get("name", "").split()[0]: case for case in suite}


def json_of(of: Run, name: str) -> Any:
    return json.loads(formats.render_data(name, of))


@pytest.mark.parametrize("name", ALL)
def test_every_output_tells_who_waived_it(name: str) -> None:
    """Message, reason, approver and last day of both waived findings."""
    shown = ALL[name](gated())
    for part in ("报告没有写：不足的原因", "举措中没有写到：持续优化", WAIVER.reason, WAIVER.approver, "2025-12-31"):
        assert part in shown
    if name not in ("json", "jsonl"):
        assert "已豁免" in shown


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_said_where_nothing_is_waived_or_known(name: str) -> None:
    """Without waivers and baseline the outputs are what they were."""
    shown = (
        ALL[name](run(RESULT)).replace("豁免已过期", "").replace("豁免没有用到", "")
    )  # names of SARIF's notifications
    assert not any(word in shown for word in ("豁免", "已知", "waived", 'known": ', "baselineState", "suppressions"))


@pytest.mark.parametrize("name", [name for name in ALL if name not in (*WHOLE, "junit")])
def test_known_findings_are_not_marked(name: str) -> None:
    """CI marks what is new; a person reads how many are known, and lists them when asked."""
    shown = ALL[name](gated())
    assert KNOWN_MESSAGE not in shown
    if name in ("text", "grouped", "markdown"):
        assert "已知问题2个" in shown


def test_known_findings_are_listed_when_asked_for() -> None:
    """Text, concise and grouped."""
    of = gated()
    assert KNOWN_MESSAGE in text.render(of.results, CHECKLIST, messages(), Screen(), text.Wish(known=True))
    assert f"[已知] {KNOWN_MESSAGE}" in concise.render(of.results, messages(), known=True)
    assert f"[已知] {KNOWN_MESSAGE}" in grouped.render(of.results, messages(), known=True)


def test_counts_are_of_what_is_to_be_mended() -> None:
    """Summary, JSON and statistics agree."""
    of = gated()
    assert json_.summary_data(of.results) == {
        "reports": 2, "errors": 2, "warnings": 1, "notes": 1, "unreadable": 0, "known": 2, "waived": 2,
    }  # fmt: skip
    assert besides(of.results, messages()) == "另有已知问题2个、已豁免2个"
    assert "2个错误，1个警告，1个提示，另有已知问题2个、已豁免2个" in SCREENS["grouped"](of)
    assert "  4  合计" in statistics.render(of)
    findings = GATED.findings
    assert len(counting(findings)) + len(known(findings)) + len(waived(findings)) == len(findings)


def test_waived_goes_before_known() -> None:
    """A finding that is both is shown as waived, and counted once."""
    both = next(finding for finding in GATED.findings if finding.waived and finding.known)
    assert both in waived(GATED.findings)
    assert both not in known(GATED.findings)


def test_nothing_left_is_said() -> None:
    """A report whose findings are all waived or known is not said to have none."""
    done = replace(GATED, findings=tuple(f for f in GATED.findings if not f.counts))
    shown = SCREENS["text"](run(done))
    assert "没有需要处理的问题，另有已知问题2个、已豁免2个" in shown
    assert "没有发现问题" not in shown


def test_json_has_the_keys_on_those_findings_only() -> None:
    """``waived`` with its three fields, ``known`` true; notices of the run, when there are any."""
    document = json.loads(ALL["json"](gated()))
    findings = document["reports"][0]["findings"]
    told = {"reason": WAIVER.reason, "approver": WAIVER.approver, "expires": "2025-12-31"}
    assert [finding.get("waived") for finding in findings] == [told if f.waived else None for f in GATED.findings]
    assert [finding.get("known", False) for finding in findings] == [f.known for f in GATED.findings]
    assert not any("known" in finding and finding["known"] is not True for finding in findings)
    assert [notice["kind"] for notice in document["notices"]] == [notice.kind for notice in NOTICES]
    lines = [json.loads(line) for line in ALL["jsonl"](gated()).splitlines()]
    assert [line["type"] for line in lines].count("notice") == len(NOTICES)


def test_sarif_suppresses_what_was_waived() -> None:
    """External, accepted, with the justification; a note, since GitHub reads no suppressions; all results or none."""
    results = json_of(gated(), "sarif")["runs"][0]["results"]
    found = {result["ruleId"]: result for result in results}
    (suppression,) = found["S3"]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert WAIVER.reason in suppression["justification"]
    assert (found["S3"]["level"], found["S3"]["properties"]) == ("note", {"severity": "warning"})
    assert all("suppressions" in result for result in results)
    assert sum(bool(result["suppressions"]) for result in results) == 2


@pytest.mark.parametrize("all_kinds", [False, True])
def test_sarif_tells_the_state_beside_the_baseline(all_kinds: bool) -> None:
    """New, unchanged, and in archives absent; on all results or on none."""
    results = json_of(gated(all_kinds=all_kinds), "sarif")["runs"][0]["results"]
    states = [result["baselineState"] for result in results]
    failed = [(r["ruleId"], r["baselineState"]) for r in results if r.get("kind", "fail") == "fail"]
    assert ("C2", "unchanged") in failed
    assert ("C5", "new") in failed
    assert states.count("absent") == (len(GONE) if all_kinds else 0)
    assert not any("baselineState" in r for r in json_of(run(GATED), "sarif")["runs"][0]["results"])


def test_sarif_notifies_of_waivers() -> None:
    """An expired one as a warning, at its line of the file."""
    (invocation,) = json_of(gated(), "sarif")["runs"][0]["invocations"]
    first = invocation["toolExecutionNotifications"][0]
    assert (first["descriptor"]["id"], first["level"]) == ("expired-waiver", "warning")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert invocation["executionSuccessful"] is True


@pytest.mark.parametrize(("name", "path"), [("checkstyle", "severity"), ("gitlab", "severity"), ("rdjson", "severity")])
def test_what_was_waived_is_a_note_for_ci(name: str, path: str) -> None:
    """It cannot fail a pipeline that looks at severities."""
    shown = ALL[name](gated())
    if name == "checkstyle":
        found = [(e.get("source"), e.get(path)) for e in ElementTree.fromstring(shown).iter("error")]
        assert ("fzlint.S3", "info") in found
    else:
        data = json.loads(shown)
        listed = data if name == "gitlab" else data["diagnostics"]
        severities = {issue[path] for issue in listed if "已豁免" in issue.get("description", issue.get("message", ""))}
        assert severities == {"minor" if name == "gitlab" else "INFO"}


def test_github_notes_what_was_waived_before_other_notes() -> None:
    """The ten notices that GitHub shows hold it."""
    lines = ALL["github"](gated()).splitlines()
    notices = [line for line in lines if line.startswith("::notice")]
    assert [("已豁免" in line) for line in notices] == [False, False, True, True, False]
    assert any(line.startswith("::warning file=waivers.yaml,line=7,title=豁免已过期::") for line in lines)


def test_junit_skips_with_the_reason() -> None:
    """Waived and known items are skipped; what counts beside them still fails."""
    cases = cases_of(gated())
    assert WAIVER.reason in (cases["S3"][0].get("message") or "")
    assert [case[0].tag for case in (cases["S3"], cases["C2"], cases["C5"])] == ["skipped", "skipped", "failure"]
    assert (cases["C2"][0].get("message") or "").startswith("已知问题，基线中已有：")
    mixed = replace(GATED, findings=tuple(replace(f, waived=None, known=f.place.line == 33) for f in RESULT.findings))
    failed = cases_of(run(mixed))["C5"]
    assert (failed[0].text or "").count("[错误]") == 1
    assert "[已知]" in failed.findtext("system-out", "")


@pytest.mark.parametrize("name", ALL)
def test_ten_thousand_waived_or_known(name: str) -> None:
    """Large runs stay quick."""
    from time import perf_counter

    of = large()
    (one,) = of.results
    marks: list[dict[str, Any]] = [{"waived": WAIVER}, {"known": True}, {}]
    findings = tuple(replace(finding, **marks[at % 3]) for at, finding in enumerate(one.findings))
    start = perf_counter()
    assert ALL[name](replace(of, results=(replace(one, findings=findings),), gone=(), notices=NOTICES))
    assert perf_counter() - start < 8
