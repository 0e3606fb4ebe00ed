"""Two runs compared: which report is which, how their findings fared, and how that is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gated_reports import BODY, finding, lint, linter, messages, result
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fzlint.gate.diff import data, markdown, text
from fzlint.gate.diff.comparing import compare
from fzlint.gate.diff.model import CHANGES, Diff
from fzlint.gate.diff.reading import DiffError, read_run
from fzlint.output import json_
from fzlint.output.terminal import Screen
from fzlint.result import Failure, Result, Waiver

ROOT = Path(__file__).parents[2]
TEXTS = [path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "tests/data/constructed").glob("*.txt"))]
WAIVER = Waiver("试", "李某", date(2030, 1, 1))
EVIL = "\x1b[31m红\n::error::骗 | `x` <script>alert(1)</script> @admin [链](http://evil.example) ##[error]"


def codes(diff: Diff, at: int = 0) -> dict[str, list[str]]:
    """The codes of the findings by change, of one report; changes without any are left out."""
    found = diff.reports[at].findings
    return {change: [f.code for f in findings] for change, findings in found.items() if findings}


# ---- findings


def test_every_change_has_its_place() -> None:
    """New, mended and unchanged by fingerprint; of a verdict also better and worse."""
    before = result(
        finding("S2", ""), finding("S3", "weak"), finding("C2", "90%"), finding("T1", "XX"), S2="missing", S3="weak"
    )
    after = result(
        finding("S2", "weak"), finding("S3", ""), finding("C2", "90%"), finding("C1", "5件"), S2="weak", S3="missing"
    )
    diff = compare([before], [after])
    assert codes(diff) == {"new": ["C1"], "worse": ["S3"], "eased": ["S2"], "mended": ["T1"], "unchanged": ["C2"]}
    assert [(v.item, v.before, v.after) for v in diff.reports[0].verdicts] == [
        ("S2", "missing", "weak"),
        ("S3", "weak", "missing"),
    ]
    assert diff.counts == dict.fromkeys(CHANGES, 1)


def test_repeats_are_counted() -> None:
    """Three placeholders that were two: one is new."""
    before, after = ([finding("T1", "XX")] * count for count in (2, 3))
    assert codes(compare([result(*before)], [result(*after)])) == {"new": ["T1"], "unchanged": ["T1", "T1"]}
    assert codes(compare([result(*after)], [result(*before)])) == {"mended": ["T1"], "unchanged": ["T1", "T1"]}


def test_what_a_broken_check_had_found_is_not_mended() -> None:
    """Nobody looked."""
    after = replace(result(), broken=(("C2", ""),))
    assert codes(compare([result(finding("C2", "90%"), finding("T1", "XX"))], [after])) == {"mended": ["T1"]}


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(TEXTS))
def test_a_run_beside_itself_has_no_change(report: str) -> None:
    """Everything is unchanged, wherever the file lies by now."""
    diff = compare([lint(report)], [replace(lint(report), path="别处/定稿.txt")])
    assert not any(report.changed for report in diff.reports)
    assert diff.counts["unchanged"] == len(lint(report).findings)


WORDS = st.lists(st.sampled_from(["甲", "乙", "丙"]), max_size=8)


@given(WORDS, WORDS)
def test_every_finding_is_told_once(before: list[str], after: list[str]) -> None:
    """New and unchanged are the second run's, mended and unchanged the first's; backwards the same."""
    old, new = (result(*(finding("T1", word) for word in words)) for words in (before, after))
    counts, back = compare([old], [new]).counts, compare([new], [old]).counts
    assert counts["new"] + counts["unchanged"] == len(after)
    assert counts["mended"] + counts["unchanged"] == len(before)
    assert (back["new"], back["mended"], back["unchanged"]) == (counts["mended"], counts["new"], counts["unchanged"])


# ---- which report is which


def test_a_report_is_known_by_its_body_and_year() -> None:
    """Moved and in another order."""
    one, other = result(finding("S4", "")), result(finding("C2", "x", body="芦港镇"), body="芦港镇", path="b.txt")
    diff = compare([one, other], [replace(other, path="甲/b.txt"), replace(one, path="b.txt")])
    assert [codes(diff, at) for at in (0, 1)] == [{"unchanged": ["C2"]}, {"unchanged": ["S4"]}]


def test_copies_are_known_by_their_paths() -> None:
    """Two files of one body: each is compared with itself."""
    one, other = result(finding("S4", "")), result(finding("C2", "x"), path="b.txt")
    diff = compare([one, other], [other, one])
    assert [codes(diff, at) for at in (0, 1)] == [{"unchanged": ["C2"]}, {"unchanged": ["S4"]}]


def test_a_report_that_gets_another_name_is_known_by_its_path() -> None:
    """A title that tells the body at last: its findings are still the same."""
    before = result(finding("S4", "", body=None), body=None)
    assert codes(compare([before], [result(finding("S4", ""))])) == {"unchanged": ["S4"]}


def test_a_name_in_full_is_the_same_body() -> None:
    """The file was renamed, and a sign-off names the district."""
    short, full = "望潮街道办事处", "港东区望潮街道办事处"
    before = result(finding("S4", "", body=short), body=short)
    after = result(finding("S4", "", body=full), body=full, path="定稿.txt")
    assert codes(compare([before], [after])) == {"unchanged": ["S4"]}
    both = [after, replace(after, body="东陵区望潮街道办事处", document="0" * 12, path="c.txt")]
    assert compare(both, [replace(before, path="z.txt")]).reports[0].state == "added"


def test_reports_of_one_run_only() -> None:
    """A report that is new has new findings; one that is not there any more mended nothing."""
    diff = compare(
        [result(finding("S4", ""))], [result(finding("C2", "x", body="芦港镇"), body="芦港镇", path="b.txt")]
    )
    assert [(report.state, codes(diff, at)) for at, report in enumerate(diff.reports)] == [
        ("added", {"new": ["C2"]}),
        ("removed", {}),
    ]


def test_a_file_that_could_not_be_read_mended_nothing() -> None:
    """Nor does it make anything new, when it could not be read before."""
    failed = Result("a.txt", error=Failure("empty", "空"))
    diff = compare([result(finding("S4", ""))], [failed])
    assert (diff.reports[0].state, codes(diff)) == ("unchecked", {})
    assert compare([failed], [result(finding("S4", ""))]).reports[0].state == "added"


@pytest.mark.parametrize(
    ("change", "fails"),
    [({}, True), ({"waived": WAIVER}, False), ({"known": True}, False), ({"severity": "note"}, False)],
)
def test_what_counts_fails(change: dict[str, object], fails: bool) -> None:
    """A new finding that was waived, is known or is milder fails nothing."""
    diff = compare([result()], [result(replace(finding("S4", ""), **change))])  # type: ignore[arg-type]
    assert diff.reports[0].failing(("error",)) is fails


# ---- files


def test_what_check_writes_is_read_back(tmp_path: Path) -> None:
    """Findings with waivers and known ones, verdicts, the document's name."""
    found = lint(TEXTS[2])
    marks = [{"waived": WAIVER}, {"known": True}, {}]
    found = replace(
        found,
        findings=tuple(replace(f, **marks[at % 3]) for at, f in enumerate(found.findings)),  # type: ignore[arg-type]
    )
    path = tmp_path / "a.json"
    path.write_text(json_.render([found], linter().checklist), encoding="utf-8")
    (back,), version = read_run(str(path))
    assert version == f"{linter().checklist.id} {linter().checklist.version}"
    assert (back.document, back.body, back.year) == (found.document, found.body, found.year)
    assert [(f.fingerprint, f.waived, f.known, f.code, f.severity) for f in back.findings] == [
        (f.fingerprint, f.waived, f.known, f.code, f.severity) for f in found.findings
    ]
    assert not compare([found], [back]).reports[0].changed


@given(
    st.binary(max_size=40)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(["checklist", "reports", "path", "findings", "verdicts"]), inner, max_size=4
            )
        ),
    ).map(lambda inner: json.dumps({"schema_version": 1, "checklist": {}, "reports": inner}).encode())
)
def test_any_file_is_a_run_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """A stranger's file never brings the comparison down."""
    path = tmp_path_factory.mktemp("d") / "a.json"
    path.write_bytes(content)
    try:
        read_run(str(path))
    except DiffError as error:
        told = messages()(error.key, **error.fields)
        assert str(path) in told
        assert "{" not in told


def test_a_result_of_another_version_is_refused(tmp_path: Path) -> None:
    """And so are a baseline and a comparison, which have a version too."""
    for document in (
        {"schema_version": 2, "checklist": {}, "reports": []},
        {"schema_version": 1, "kind": "fzlint-baseline", "findings": []},
        json.loads(data.render(compare([result()], [result()]))),
    ):
        (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
        with pytest.raises(DiffError, match=r"diff\.bad-shape"):
            read_run(str(tmp_path / "a.json"))


# ---- words


def hostile() -> Diff:
    evil = [replace(finding(code, EVIL), message=EVIL, waived=replace(WAIVER, reason=EVIL)) for code in ("T1", "C2")]
    one = replace(result(evil[0]), path=EVIL, body=EVIL, title=EVIL)
    return compare([one], [replace(one, findings=(evil[1],), path=EVIL + "2")], (EVIL, "1"))


def test_text_tells_what_changed() -> None:
    """Reports without a change are counted, not listed."""
    before = [result(finding("C2", "90%"), S4="missing"), result(body="芦港镇", path="b.txt")]
    after = [replace(result(finding("T1", "XX"), S4="met"), score=before[0].score.__class__(62.5, {})), before[1]]
    shown = text.render(compare(before, after), messages(), Screen())
    assert shown == (
        f"a.txt\n  {BODY} 2024年度；得分 50 → 62.5（+12.5）\n\n结论的变化\n  S4 缺失 → 符合\n\n"
        "新出现的问题（1个）\n  1. T1 [错误] 第3行第1列：T1：XX\n\n已改正的问题（1个）\n  2. C2 [错误] C2：90%\n\n"
        "另有1份报告没有变化。\n\n比较了2份报告：新出现1个问题，已改正1个，没有变化0个。\n"
    )
    english = text.render(compare(before, after), messages("en"), Screen())
    assert "New (1)" in english
    assert "Mended (1)" in english


def test_waived_and_known_are_told() -> None:
    """A new finding that counts for nothing says why."""
    after = result(replace(finding("S4", ""), waived=WAIVER), replace(finding("C2", "x"), known=True))
    shown = text.render(compare([result()], [after]), messages(), Screen())
    assert "[已豁免] S4：缺失（理由：试；批准人：李某；有效期至2030-01-01）" in shown
    assert "[已知] C2：x" in shown


def test_no_report_steers_the_terminal() -> None:
    """Neither control characters nor commands of a CI reach the screen."""
    shown = text.render(hostile(), messages(), Screen())
    assert "\x1b" not in shown
    assert "::" not in shown
    assert "##[" not in shown


def test_markdown_stays_a_table() -> None:
    """Text of a report makes no markup; the columns stay."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown.render(hostile(), messages()))
    every = [token for outer in tokens for token in (outer, *(outer.children or ()))]
    assert not {token.type for token in every} & {"link_open", "image", "code_inline", "html_inline", "html_block"}
    assert sum(token.type == "td_open" for token in every) == 4 * 2


def test_markdown_has_an_end() -> None:
    """A comment that is too long for the site is cut, and what is left out is counted."""
    after = result(*(finding("T1", f"词{at}") for at in range(2000)))
    shown = markdown.render(compare([result()], [after]), messages())
    assert len(shown) <= 60_000
    assert "个问题没有列出" in shown
    assert shown.count("| 新出现 |") + int(shown.split("另有")[-1].split("个")[0]) == 2000


def test_data_tells_everything() -> None:
    """Also what did not change; a program reads it back."""
    document = json.loads(data.render(compare([result(finding("C2", "x"))], [result(finding("C2", "x"))], ("1", "2"))))
    assert document["checklists"] == {"old": "1", "new": "2"}
    assert document["summary"] == {"reports": 1, "new": 0, "worse": 0, "eased": 0, "mended": 0, "unchanged": 1}
    (report,) = document["reports"]
    assert (report["state"], report["unchanged"][0]["code"], report["new"]) == ("compared", "C2", [])
    assert json.loads(data.render(hostile()))


def test_another_checklist_is_told() -> None:
    """Changes may come from it."""
    assert "两次用的清单不同（甲 1；甲 2）" in text.render(compare([], [], ("甲 1", "甲 2")), messages(), Screen())


def test_many_findings_are_compared_quickly() -> None:
    """Ten thousand findings of one name, and thousands of reports without a partner."""
    from time import perf_counter

    many = result(*[finding("T1", "XX")] * 10_000)
    bodies = [result(body=f"第{at}街道办事处", path=f"{at}.txt") for at in range(2000)]
    start = perf_counter()
    assert compare([many], [many]).counts["unchanged"] == 10_000
    assert compare([many], [result()]).counts["mended"] == 10_000
    others = [replace(r, document=f"{at:012x}", body=f"某{r.body}", path=f"x{at}") for at, r in enumerate(bodies)]
    assert len(compare(bodies, others).reports) == 2000
    assert perf_counter() - start < 20
