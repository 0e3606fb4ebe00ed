"""The baseline: what it holds, what is known by it, what is stale, and what a run writes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from gated_reports import BODY, NAMELESS, finding, lint, messages, result
from hypothesis import given, settings
from hypothesis import strategies as st

from fzlint.fingerprints import document_id
from fzlint.gate.baseline import (
    KIND,
    Baseline,
    BaselineError,
    Entry,
    baseline_of,
    read_baseline,
    write_baseline,
    written,
)
from fzlint.gate.knowing import Comparison, without
from fzlint.result import Result

ROOT = Path(__file__).parents[2]
TEXTS = [path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "tests/data/constructed").glob("*.txt"))]


def made(*results: Result) -> Baseline:
    """The baseline of these results."""
    return Comparison(results, [None] * len(results), {}).renewed().baseline


def known(baseline: Baseline, *results: Result) -> list[list[str]]:
    """For each result the codes of its known findings."""
    compared = Comparison(results, [None] * len(results), baseline).compared()
    return [[f.code for f in result.findings if f.known] for result in compared.results]


def stale(baseline: Baseline, *results: Result, checked: frozenset[str] | None = None) -> list[str]:
    compared = Comparison(results, [checked] * len(results), baseline).compared()
    return [entry.code for entry, _ in compared.stale]


# ---- the file


entries = st.builds(
    Entry,
    fingerprint=st.text("0123456789abcdef", min_size=32, max_size=32),
    code=st.sampled_from(["S4", "C2", "O2.1", "O10.1"]),
    body=st.none() | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E20), min_size=1, max_size=8),
    year=st.none() | st.integers(2010, 2030),
    text=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E20), max_size=20),
    copy=st.integers(1, 3),
    file=st.none() | st.just("甲/a.txt"),
)


@given(st.lists(entries, max_size=12), st.randoms())
def test_the_file_is_the_same_for_the_same_entries(found: list[Entry], random: object) -> None:
    """Whatever order they were found in; one finding a line; and it is read back as it was."""
    baseline = baseline_of(found)
    shuffled = list(baseline.values())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    text = written(baseline_of(shuffled))
    assert text == written(baseline)
    assert sum('"fingerprint"' in line for line in text.splitlines()) == len(baseline)
    assert len(text.splitlines()) == (len(baseline) + 6 if baseline else 5)
    assert json.loads(text)["schema_version"] == 1


@given(st.lists(entries, max_size=6))
def test_a_file_is_read_back(tmp_path_factory: pytest.TempPathFactory, found: list[Entry]) -> None:
    """Entries survive the file, without a byte order mark and with plain line ends."""
    path = tmp_path_factory.mktemp("b") / "基线.json"
    write_baseline(str(path), baseline_of(found))
    assert read_baseline(str(path)) == baseline_of(found)
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r" not in path.read_bytes()
    assert [file.name for file in path.parent.iterdir()] == ["基线.json"]


@given(
    st.binary(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["kind", "schema_version", "findings", "code"]), inner, max_size=3)
        ),
    ).map(lambda data: json.dumps(data).encode())
    | st.dictionaries(
        st.sampled_from(["fingerprint", "code", "body", "year", "copy", "text", "file"]),
        st.none() | st.integers() | st.text(max_size=3) | st.sampled_from(["0" * 32, "S4"]),
    ).map(lambda entry: json.dumps({"kind": KIND, "schema_version": 1, "findings": [entry]}).encode())
)
def test_any_file_is_a_baseline_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """A stranger's file never brings the run down; the refusal is a sentence."""
    path = tmp_path_factory.mktemp("b") / "b.json"
    path.write_bytes(content)
    try:
        read_baseline(str(path))
    except BaselineError as error:
        told = messages()(error.key, **error.fields)
        assert str(path) in told
        assert "{" not in told


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"kind": KIND, "schema_version": 2, "findings": []}, "gate.baseline-version"),
        ({"kind": "other", "schema_version": 1, "findings": []}, "gate.baseline-is-none"),
        ({"kind": KIND, "schema_version": 1, "findings": {}}, "gate.baseline-entry"),
        ({"kind": KIND, "schema_version": 1, "findings": [{"fingerprint": "x", "code": "S4"}]}, "gate.baseline-entry"),
        ({"kind": KIND, "schema_version": 1, "findings": [{"fingerprint": "0" * 32}]}, "gate.baseline-entry"),
        ([], "gate.baseline-is-none"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, data: object, key: str) -> None:
    """Another version, another kind of file, a broken entry."""
    (tmp_path / "b.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        read_baseline(str(tmp_path / "b.json"))
    assert caught.value.key == key


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """A folder in the way: refused in a sentence, nothing is left behind."""
    (tmp_path / "b.json").mkdir()
    with pytest.raises(BaselineError, match="cannot-write"):
        write_baseline(str(tmp_path / "b.json"), {})
    assert list(tmp_path.iterdir()) == [tmp_path / "b.json"]


def test_a_link_to_a_baseline_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to is written."""
    (tmp_path / "real.json").write_text("", encoding="utf-8")
    (tmp_path / "b.json").symlink_to(tmp_path / "real.json")
    write_baseline(str(tmp_path / "b.json"), {})
    assert (tmp_path / "b.json").is_symlink()
    assert read_baseline(str(tmp_path / "real.json")) == {}


# ---- what is known


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(TEXTS), min_size=1, max_size=3).map(sorted))
def test_what_was_written_is_known(texts: list[str]) -> None:
    """A run beside its own baseline has nothing new and nothing stale."""
    results = [lint(text, f"{at}.txt") for at, text in enumerate(texts)]
    baseline = made(*results)
    assert len(baseline) == sum(len(result.findings) for result in results)
    assert known(baseline, *results) == [[f.code for f in result.findings] for result in results]
    assert stale(baseline, *results) == []


def test_known_stays_known_in_another_place() -> None:
    """Neither the path nor the order of the files matters."""
    one, other = (lint(text, path) for text, path in ((TEXTS[0], "a.txt"), (TEXTS[2], "b.txt")))
    baseline = made(one, other)
    moved = [replace(other, path="z/定稿.txt"), replace(one, path="-")]
    assert stale(baseline, *moved) == []
    assert known(baseline, *moved) == [[f.code for f in r.findings] for r in moved]


def test_only_what_is_new_is_new() -> None:
    """A finding of the same item on other words is another finding."""
    baseline = made(result(finding("C2", "办结率90%")))
    assert known(baseline, result(finding("C2", "办结率90%"), finding("C2", "立案率80%"))) == [["C2"]]


def test_another_year_or_body_is_not_known() -> None:
    """The baseline of one report says nothing of another."""
    baseline = made(result(finding("S4", "")))
    for body, year in (("芦港镇人民政府", 2024), (BODY, 2023)):
        assert known(baseline, result(finding("S4", "", body=body, year=year), body=body, year=year)) == [[]]


def test_better_is_known_and_worse_is_new() -> None:
    """What was missing and is weak got better; what was weak and is missing got worse."""
    missing, weak = (result(finding("S4", words), S4=status) for words, status in (("", "missing"), ("weak", "weak")))
    assert known(made(missing), weak) == [["S4"]]
    assert stale(made(missing), weak) == []
    assert known(made(weak), missing) == [[]]
    assert stale(made(weak), missing) == ["S4"]


def test_copies_of_a_report_are_counted() -> None:
    """As many findings are known as were: the same gap in a third copy is new."""
    copies = [result(finding("S4", ""), path=f"{at}.txt") for at in range(3)]
    baseline = made(*copies[:2])
    assert sorted(entry.copy for entry in baseline.values()) == [1, 2]
    assert known(baseline, *copies) == [["S4"], ["S4"], []]
    assert stale(baseline, copies[0]) == []  # nothing can be said of the copy that was not checked
    assert stale(baseline, copies[0], replace(copies[1], findings=())) == ["S4"]


def test_waived_findings_are_no_part_of_a_baseline() -> None:
    """When the waiver runs out, the finding is there again."""
    from datetime import date

    from fzlint.result import Waiver

    waived = replace(finding("S4", ""), waived=Waiver("试", "李某", date(2030, 1, 1)))
    assert [entry.code for entry in made(result(waived, finding("C2", "x"))).values()] == ["C2"]


# ---- what is stale, and what is kept


def test_stale_is_only_what_was_checked() -> None:
    """A report that was not checked, an item that was not selected: nothing can be said of them."""
    other = {"body": "芦港镇人民政府"}
    baseline = made(result(finding("S4", ""), finding("C2", "x")), result(finding("S4", "", **other), **other))
    assert stale(baseline, result()) == ["C2", "S4"]
    assert stale(baseline, result(), checked=frozenset({"S4"})) == ["S4"]
    assert stale(baseline, result(), checked=frozenset()) == []
    assert stale(baseline) == []


def test_pruning_removes_the_stale_only() -> None:
    """What is left is what was found or was not checked."""
    baseline = made(result(finding("S4", ""), finding("C2", "x")))
    compared = Comparison([result(finding("C2", "x"))], [None], baseline).compared()
    left = without(baseline, [entry for entry, _ in compared.stale])
    assert [entry.code for entry in left.values()] == ["C2"]


def test_writing_again_keeps_what_was_not_checked() -> None:
    """Entries of other reports and other items stay as they are, in words too."""
    other = {"body": "芦港镇人民政府"}
    baseline = made(result(finding("S4", ""), finding("C2", "x")), result(finding("S4", "", **other), **other))
    reworded = {key: replace(entry, text="旧话") for key, entry in baseline.items()}
    now = result(finding("C2", "x"), finding("C2", "y"))
    renewed = Comparison([now], [frozenset({"C2", "S4"})], reworded).renewed()
    told = {(entry.body, entry.code, entry.text) for entry in renewed.baseline.values()}
    assert told == {(BODY, "C2", "旧话"), (BODY, "C2", "C2：y"), ("芦港镇人民政府", "S4", "旧话")}
    assert (renewed.added, renewed.unchecked, renewed.removed) == (1, 1, 1)


def test_a_file_that_could_not_be_read_keeps_its_entries() -> None:
    """Nobody knows which document it holds."""
    from fzlint.result import Failure

    baseline = made(result(finding("S4", "")))
    failed = Result("a.txt", error=Failure("empty", "a.txt 没有内容。"))
    assert stale(baseline, failed) == []
    assert Comparison([failed], [None], baseline).renewed().baseline == baseline


# ---- documents that are named otherwise


def test_a_body_that_is_named_in_full_later_is_the_same() -> None:
    """A sign-off that is added tells the district: 港东区望潮街道办事处 is 望潮街道办事处 of the baseline."""
    short, full = "望潮街道办事处", "港东区望潮街道办事处"
    baseline = made(result(finding("S4", "", body=short), body=short))
    mended = result(finding("S4", "", body=full), finding("T1", "XX", body=full), body=full)
    assert known(baseline, mended) == [["S4"]]
    renewed = Comparison([mended], [None], baseline).renewed().baseline
    assert {entry.body for entry in renewed.values()} == {full}
    assert stale(baseline, result(body=full)) == ["S4"]


def test_a_name_that_two_reports_may_mean_is_neither() -> None:
    """Two streets of one name: what is known of 望潮街道办事处 is not known of one of them."""
    bodies = ["港东区望潮街道办事处", "东陵区望潮街道办事处"]
    short = "望潮街道办事处"
    baseline = made(result(finding("S4", "", body=short), body=short))
    reports = [result(finding("S4", "", body=body), body=body, path=f"{body}.txt") for body in bodies]
    assert known(baseline, *reports) == [[], []]
    baseline = made(*reports)
    assert known(baseline, result(finding("S4", "", body=short), body=short)) == [[]]


def test_reports_without_a_name_are_not_confused() -> None:
    """What is known of one report that names no body is not known of another with the same gaps."""
    one, other = NAMELESS.format(cases=96, settled=94), NAMELESS.format(cases=140, settled=139)
    baseline = made(lint(one, "甲/报告.txt"))
    assert known(baseline, lint(other, "乙/报告.txt")) == [[]]
    assert all(known(baseline, lint(one, "甲/报告.txt")))
    assert len(known(baseline, lint(one, "丙/定稿.txt"))[0]) == len(lint(one).findings)


def test_a_report_without_a_name_is_known_in_its_file() -> None:
    """When the words that it was known by are edited, the file tells that it is the same report."""
    one, edited = NAMELESS.format(cases=96, settled=94), NAMELESS.format(cases=1096, settled=1094)
    baseline = made(lint(one, "甲/报告.txt"))
    assert {entry.file for entry in baseline.values()} == {"甲/报告.txt"}
    assert lint(edited, "甲/报告.txt").document != lint(one, "甲/报告.txt").document
    assert len(known(baseline, lint(edited, "甲/报告.txt"))[0]) == len(lint(edited).findings)
    assert known(baseline, lint(edited, "乙/报告.txt")) == [[]]
    assert known(baseline, lint(edited, "甲/报告.txt"), lint(one, "乙/报告.txt"))[0] == []


def test_a_report_that_gets_a_name_is_known_in_its_file() -> None:
    """A title that tells the body at last does not make all findings new."""
    baseline = made(lint(NAMELESS.format(cases=96, settled=94), "甲/报告.txt"))
    named = lint(f"{BODY}{NAMELESS.format(cases=96, settled=94)}", "甲/报告.txt")
    assert named.body == BODY
    assert len(known(baseline, named)[0]) >= len(named.findings) - 1


BODIES = st.sampled_from(["青溪镇", "芦港镇", "港东区芦港镇", None])
YEARS = st.sampled_from([None, 2023, 2024])


@given(st.lists(st.tuples(BODIES, YEARS), max_size=5), st.lists(st.sampled_from(["S4", "C2"]), max_size=4))
def test_a_baseline_holds_what_was_found(reports: list[tuple[str | None, int | None]], codes: list[str]) -> None:
    """Written anew it holds exactly the findings of the run, and then all of them are known."""
    results = [
        result(*(finding(c, f"词{n}", body=b, year=y) for n, c in enumerate(codes)), body=b, year=y, path=f"{at}.txt")
        for at, (b, y) in enumerate(reports)
    ]
    baseline = made(*results)
    assert len(baseline) == len(results) * len(codes)
    assert known(baseline, *results) == [codes] * len(results)
    assert stale(baseline, *results) == []
    assert {document_id(b, y) for b, y in reports if codes} == {entry.fingerprint[:12] for entry in baseline.values()}
