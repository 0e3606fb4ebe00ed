"""JUnit XML, held against the schema of Jenkins' plugin and read by junitparser; Checkstyle's report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from sample_result import CLEAN, FAILED, OTHER, RESULT
from sample_run import SCHEMAS, WORD, gated, hostile, large, run

from fzlint.output import checkstyle, junit
from fzlint.output.run import Run

RUNS = [run(), run(language="en"), hostile(), large(60), run(OTHER), run(FAILED), gated()]


def cases(of: Run) -> dict[str, ElementTree.Element]:
    """The test cases by name."""
    return {case.get("name", ""): case for case in ElementTree.fromstring(junit.render(of)).iter("testcase")}


@pytest.mark.parametrize("of", RUNS)
def test_junit_is_valid(of: Run) -> None:
    """Valid by the XSD, but for the ``file`` of a case, which GitLab reads and the XSD does not know."""
    etree = pytest.importorskip("lxml.etree")
    root = etree.fromstring(junit.render(of).encode())
    for case in root.iter("testcase"):
        assert case.attrib.pop("file")
    etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd"))).assertValid(root)


@pytest.mark.parametrize("of", RUNS)
def test_junitparser_reads_it(of: Run) -> None:
    """A real reader counts what the report says of itself; no name stands twice in a class."""
    junitparser = pytest.importorskip("junitparser")
    suites = junitparser.JUnitXml.fromstring(junit.render(of).encode())
    read = Counter[str]()
    names = []
    for suite in suites:
        for case in suite:
            names.append((case.classname, case.name))
            read.update(type(outcome).__name__.lower() for outcome in case.result)
    assert len(set(names)) == len(names) == suites.tests
    assert (read["failure"], read["error"]) == (suites.failures, suites.errors)
    assert sum(suite.skipped for suite in suites) == read["skipped"]


def test_an_item_is_a_case() -> None:
    """Passed, failed once for all its findings, skipped with the reason."""
    found = cases(run(RESULT))
    assert len(found) == 13
    assert list(found["S1 主要举措和成效"]) == []
    (failure,) = found["C5 不足没有对应安排"]
    assert failure.tag == "failure"
    assert failure.get("message") == "下一年度安排中没有回应这条不足。"
    assert (failure.text or "").count("[错误]") == 2
    (skipped,) = found["O3.1 加强重要领域立法"]
    assert (skipped.tag, (skipped.get("message") or "")[:3]) == ("skipped", "不适用")


def test_milder_findings_do_not_fail() -> None:
    """Below --fail-on a finding is told in the output of a case that passes."""
    for fail_on, tags in (("error", ["system-out"]), ("warning", ["failure"]), ("never", ["system-out"])):
        found = cases(run(RESULT, fail_on=fail_on))
        assert [child.tag for child in found["S3 不足的原因"]] == tags
        assert [child.tag for child in found["C2 比率与所列数字不符"]] == ["failure"]
    assert [child.tag for child in cases(run(RESULT, fail_on="note"))["O2.2 深入推进“放管服”改革"]] == ["failure"]


def test_what_could_not_be_checked_is_an_error() -> None:
    """A broken check and an unreadable file are errors, never passed; another kind of document is skipped."""
    found = cases(run(WORD, OTHER, FAILED))
    assert [child.tag for child in found["C5 不足没有对应安排"]] == ["error"]
    assert [child.get("message") for child in found["读取文件"]] == ["找不到文件：不存在.txt。"]
    assert [child.tag for child in found["文件种类"]] == ["skipped"]


def test_class_names_are_unique() -> None:
    """Two documents whose names differ by a dot only are two classes; items not selected are no cases."""
    shown = ElementTree.fromstring(junit.render(run(replace(CLEAN, path="a.b"), replace(CLEAN, path="a_b"))))
    classes = {case.get("classname") for case in shown.iter("testcase")}
    assert classes == {"sample.a_b", "sample.a_b (2)"}
    assert list(cases(run(RESULT, codes=frozenset({"S1"})))) == ["S1 主要举措和成效"]


@pytest.mark.parametrize("of", RUNS)
def test_checkstyle_is_as_its_readers_want_it(of: Run) -> None:
    """Version 4.3; files with names; errors with line, severity, message and source; no other element."""
    root = ElementTree.fromstring(checkstyle.render(of))
    assert (root.tag, root.get("version")) == ("checkstyle", "4.3")
    for file in root:
        assert file.tag == "file"
        assert file.get("name")
        for error in file:
            assert error.tag == "error"
            assert set(error.attrib) <= {"line", "column", "severity", "message", "source"}
            assert int(error.get("line", "0")) >= 1
            assert int(error.get("column", "1")) >= 1
            assert error.get("severity") in ("error", "warning", "info")
            assert error.get("message")
            assert error.get("source", "").startswith("fzlint.")


def test_checkstyle_tells_every_file() -> None:
    """A clean file stands there without errors, an unreadable one with one."""
    root = ElementTree.fromstring(checkstyle.render(run()))
    errors = {file.get("name"): [error.get("source") for error in file] for file in root}
    assert errors["没有问题.txt"] == []
    assert errors["不存在.txt"] == ["fzlint.unreadable-file"]
    assert all("column" not in error.attrib for error in root[1])
