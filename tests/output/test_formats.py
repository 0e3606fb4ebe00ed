"""What holds for every output that programs read, and the choice of a format by a file's name."""

from __future__ import annotations

import json
import re
import time
from xml.etree import ElementTree

import pytest
from sample_run import FORMATS, hostile, large, run

from fzlint.output.formats import DATA, LOCATED, AmbiguousError, guess, render_data

# Neither in a terminal nor in a log nor in XML may these stand.
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def test_all_formats_are_tested() -> None:
    """A format that is added is added here."""
    assert {*FORMATS, "json"} == set(DATA)
    assert set(DATA) - LOCATED == {"json", "jsonl"}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_utf8_without_mark_and_every_word_known(format_: str, language: str) -> None:
    """GitLab refuses a byte order mark; a message that is missing would show its key."""
    shown = render_data(format_, run(language=language))
    assert not shown.startswith("\ufeff")
    assert shown.encode().decode() == shown
    assert shown.endswith("\n")
    assert not re.search(r"\b(?:output|text|summary|run|place)\.[a-z]+", shown)
    assert "结案率写作93.5%" in shown.replace("%25", "%")  # findings are in the language of the lint
    assert render_data(format_, run(language=language)) == shown


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_reports_harm_nothing(format_: str) -> None:
    """Whatever a report, a path or a message holds: nothing steers a terminal, and no line is a command."""
    shown = render_data(format_, hostile())
    assert not HARMFUL.search(shown)
    shown.encode()
    if format_ != "github":
        assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    assert "##[" not in shown
    if format_ in ("junit", "checkstyle"):
        root = ElementTree.fromstring(shown)
        texts = " ".join([*root.itertext(), *(value for element in root.iter() for value in element.attrib.values())])
        assert "]]><script>" in texts  # still what the report says, as text
    if format_ in ("sarif", "gitlab", "rdjson"):
        assert json.loads(shown)


@pytest.mark.parametrize("format_", FORMATS)
def test_ten_thousand_findings(format_: str) -> None:
    """A large run is written in seconds, and no finding is lost but where the format bounds what is shown."""
    start = time.perf_counter()
    shown = render_data(format_, large())
    assert time.perf_counter() - start < 8
    counts = {
        "jsonl": lambda: shown.count('"type": "finding"'),
        "sarif": lambda: len(json.loads(shown)["runs"][0]["results"]),
        "gitlab": lambda: len({issue["fingerprint"] for issue in json.loads(shown)}),
        "checkstyle": lambda: len(ElementTree.fromstring(shown).findall("file/error")),
        "rdjson": lambda: len(json.loads(shown)["diagnostics"]),
        "junit": lambda: ElementTree.fromstring(shown).findtext(".//failure", "").count("[错误]"),
    }
    if format_ == "github":
        assert shown.count("::error") == 10
        assert "另有9990条（错误 9990）" in shown
    elif format_ == "markdown":
        assert len(shown) <= 60_000
        rows = shown.count("| 错误 |")
        assert rows > 100
        assert f"另有{10_000 - rows}个问题没有列出" in shown
    else:
        assert counts[format_]() == 10_000


@pytest.mark.parametrize(
    ("path", "format_"),
    [
        ("a/结果.json", "json"),
        ("b.JSONL", "jsonl"),
        ("c.ndjson", "jsonl"),
        ("d.sarif", "sarif"),
        ("d.sarif.json", "sarif"),
        ("e.md", "markdown"),
        ("junit.xml", "junit"),
        ("TEST-junit-fzlint.xml", "junit"),
        ("checkstyle-result.xml", "checkstyle"),
        ("f.rdjson", "rdjson"),
        ("g.txt", "text"),
        ("/dev/stdout", "text"),
    ],
)
def test_a_name_tells_the_format(path: str, format_: str) -> None:
    """The suffixes that people use."""
    assert guess(path) == format_


@pytest.mark.parametrize(
    ("path", "xml", "document"),
    [
        ("a.xml", True, False),
        ("junit-checkstyle.xml", True, False),
        ("a.docx", False, True),
        ("a.html", False, True),
        ("a.xlsx", False, False),
    ],
)
def test_a_name_that_tells_no_format(path: str, xml: bool, document: bool) -> None:
    """Nothing is written in a format that the person did not mean."""
    with pytest.raises(AmbiguousError) as caught:
        guess(path)
    assert (caught.value.xml, caught.value.document) == (xml, document)
