"""Waivers: what a file may say, which file holds for a report, what is let pass and what is told of it."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from gated_reports import BODY, finding, linter, messages, result
from hypothesis import given
from hypothesis import strategies as st

from fzlint.gate.configuration.problems import ConfigurationError
from fzlint.gate.today import BadDayError, today
from fzlint.gate.waivers.applying import Applied, applied
from fzlint.gate.waivers.model import Entry
from fzlint.gate.waivers.reading import read_waivers
from fzlint.gate.waivers.searching import NAMES, Waivers
from fzlint.gate.waivers.telling import notices_of
from fzlint.result import Result

TODAY = datetime.date(2025, 6, 1)
GOOD = {"body": BODY, "item": "S4", "reason": "述法报告另行公开", "approver": "县司法局 李某", "expires": "2025-12-31"}


def written(folder: Path, *entries: dict[str, object] | str, name: str = "豁免.yaml") -> Path:
    """A waiver file with these entries; a string stands as it is."""
    import yaml

    path = folder / name
    if entries and isinstance(entries[0], str):
        path.write_text(entries[0], encoding="utf-8")
    else:
        path.write_text(
            yaml.safe_dump({"waivers": list(entries)}, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return path


def read(folder: Path, *entries: dict[str, object] | str) -> tuple[Entry, ...]:
    return read_waivers(str(written(folder, *entries)), [linter().checklist])


def refused(folder: Path, *entries: dict[str, object] | str) -> list[str]:
    """The lines that tell what is wrong, without the file's name."""
    path = written(folder, *entries)
    with pytest.raises(ConfigurationError) as caught:
        read_waivers(str(path), [linter().checklist], "豁免.yaml")
    lines = caught.value.lines(messages())
    assert all(line.startswith("豁免.yaml") and "\n" not in line for line in lines)
    return [line.removeprefix("豁免.yaml:") for line in lines]


def laid_over(entries: tuple[Entry, ...], *results: Result, codes: frozenset[str] | None = None) -> Applied:
    return applied(results, [codes] * len(results), {result.path: entries for result in results}, TODAY)


def waived(outcome: Applied) -> list[list[str]]:
    return [[f.code for f in result.findings if f.waived is not None] for result in outcome.results]


# ---- the file


def test_an_entry_is_read(tmp_path: Path) -> None:
    """All that it says, and where it stands."""
    (entry,) = read(tmp_path, {**GOOD, "year": 2024})
    assert (entry.body, entry.year, entry.codes, entry.item) == (BODY, 2024, {"S4"}, "S4")
    assert (entry.waiver.reason, entry.waiver.approver) == (GOOD["reason"], GOOD["approver"])
    assert entry.waiver.expires == datetime.date(2025, 12, 31)
    assert (entry.line, entry.named) == (2, BODY)


@pytest.mark.parametrize("word", ["first-responsible-person", "s4", "S4"])
def test_an_item_has_three_names(tmp_path: Path, word: str) -> None:
    """Code or name, whatever the case."""
    assert read(tmp_path, {**GOOD, "item": word})[0].codes == {"S4"}


def test_a_prefix_means_all_that_begin_with_it(tmp_path: Path) -> None:
    """O1 is O1.1, not O10.1."""
    assert read(tmp_path, {**GOOD, "item": "O1"})[0].codes == {"O1.1"}
    assert read(tmp_path, {**GOOD, "item": "O10"})[0].codes == {"O10.1", "O10.2", "O10.3", "O10.4"}


@pytest.mark.parametrize("key", ["item", "reason", "approver", "expires"])
def test_all_of_it_is_needed(tmp_path: Path, key: str) -> None:
    """Without reason, approver or day there is no waiver; an empty one is none either."""
    without = {name: value for name, value in GOOD.items() if name != key}
    (line,) = refused(tmp_path, without)
    assert line.startswith("2:3: ")
    assert f"“{key}”" in line
    assert "不能是空的" in refused(tmp_path, {**GOOD, key: " "})[0]
    assert any(f"“{key}”" in line for line in refused(tmp_path, {**GOOD, key: ["x"]}))


@pytest.mark.parametrize(
    ("entry", "place", "told"),
    [
        ({**GOOD, "approvor": "x"}, "7:3", "是否想写“approver”？"),
        ({**GOOD, "item": "S44"}, "3:9", "没有编号或名称为“S44”的事项。是否想写“S4”？"),
        ({**GOOD, "item": "first-responsible-persn"}, "3:9", "是否想写“first-responsible-person”？"),
        ({**GOOD, "item": "all"}, "3:9", "不能用类别“all”"),
        ({**GOOD, "item": "outline"}, "3:9", "不能用类别“outline”"),
        ({**GOOD, "expires": "31.12.2025"}, "6:12", "写成 2025-12-31 这样，不能是“31.12.2025”"),
        ({**GOOD, "expires": "2025-02-30"}, "6:12", "不能是“2025-02-30”"),
        ({**GOOD, "expires": "2025-1-1"}, "6:12", "不能是“2025-1-1”"),
        ({**GOOD, "year": "2024"}, "7:9", "“year”应为报告年度"),
        ({**GOOD, "year": 24}, "7:9", "“year”应为报告年度"),
        ({**GOOD, "path": "!a.txt"}, "7:9", "“!a.txt”不是可用的文件写法"),
        ({name: value for name, value in GOOD.items() if name != "body"}, "2:3", "没有写明给哪份报告"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, entry: dict[str, object], place: str, told: str) -> None:
    """Line and column of what is wrong, and the word that was meant."""
    (line,) = refused(tmp_path, entry)
    assert line.startswith(f"{place}: ")
    assert told in line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("waivers: [", "1:"),
        ("- a\n- b\n", "最外层要写“waivers:”"),
        ("waivers: S4\n", "逐条列出豁免"),
        ("waivers:\n  - S4\n", "一条豁免要写明"),
        ("waiver:\n  - {}\n", "没有“waiver”这个键。是否想写“waivers”？"),
        ("waivers: &a []\n", "豁免文件不使用 YAML 的锚点"),
        ("waivers: !!python/object/apply:os.system [ls]\n", "豁免文件不使用 YAML 标签"),
        ("waivers: []\n---\nwaivers: []\n", "一个文件只能有一份内容"),
        ("waivers: []\nwaivers: []\n", "重复"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """In words of waivers, not of configurations or checklists."""
    lines = refused(tmp_path, text)
    assert any(told in line for line in lines)
    assert not any("配置文件" in line or "清单" in line for line in lines)


def test_an_empty_file_waives_nothing(tmp_path: Path) -> None:
    """Nor does a list without entries."""
    assert read(tmp_path, "") == read(tmp_path, "waivers: []\n") == ()


def test_no_file_is_told(tmp_path: Path) -> None:
    """A file that is not there, and a folder."""
    for name in ("nix.yaml", ""):
        with pytest.raises(ConfigurationError) as caught:
            read_waivers(str(tmp_path / name), [linter().checklist])
        assert "豁免文件" in caught.value.lines(messages())[0]


@given(st.text(st.sampled_from("waivers: -[]{}&*!\n#\"'S4bodyitem\t\0\x85"), max_size=60) | st.binary(max_size=40))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: str | bytes) -> None:
    """A stranger's file never brings the run down."""
    path = tmp_path_factory.mktemp("w") / "w.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    lines = []
    try:
        read_waivers(str(path), [linter().checklist])
    except ConfigurationError as error:
        lines = error.lines(messages())
    assert all(line.startswith(str(path)) or "另有" in line for line in lines)


# ---- which file


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    """Upward from the report to .git; each folder may have its own."""
    (tmp_path / ".git").mkdir()
    for folder in ("甲/乙", "丙"):
        (tmp_path / folder).mkdir(parents=True)
    top = written(tmp_path, GOOD, name=NAMES[2])
    own = written(tmp_path / "甲", GOOD, name=NAMES[0])
    found = Waivers()
    assert found.file_for(str(tmp_path / "甲/乙/a.txt")) == str(own)
    assert found.file_for(str(tmp_path / "丙/a.txt")) == str(top)
    assert Waivers(isolated=True).file_for(str(tmp_path / "丙/a.txt")) is None
    assert Waivers("那个.yaml", isolated=True).file_for("a.txt") == "那个.yaml"


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    """What lies above .git belongs to others."""
    written(tmp_path, GOOD, name=NAMES[0])
    (tmp_path / "repo/.git").mkdir(parents=True)
    assert Waivers().file_for(str(tmp_path / "repo/a.txt")) is None


# ---- what is let pass


def test_a_finding_of_the_report_is_let_pass(tmp_path: Path) -> None:
    """Of this body, this item; nothing else."""
    entries = read(tmp_path, GOOD)
    other = "芦港镇人民政府"
    outcome = laid_over(
        entries,
        result(finding("S4", ""), finding("S3", "")),
        result(finding("S4", "", body=other), body=other, path="b.txt"),
    )
    assert waived(outcome) == [["S4"], []]
    assert outcome.results[0].findings[0].waived == entries[0].waiver
    assert not outcome.results[0].findings[0].counts
    assert outcome.expired == outcome.unused == outcome.astray == ()


@pytest.mark.parametrize("name", ["青溪镇 人民政府", "青溪镇\u3000人民政府", "青溪鎮人民政府"])
def test_blanks_and_script_of_a_name_do_not_matter(tmp_path: Path, name: str) -> None:
    """The name is the same in both scripts."""
    assert waived(laid_over(read(tmp_path, {**GOOD, "body": name}), result(finding("S4", "")))) == [["S4"]]


def test_a_waiver_may_be_for_one_year(tmp_path: Path) -> None:
    """Next year's report needs its own."""
    entries = read(tmp_path, {**GOOD, "year": 2023})
    assert waived(laid_over(entries, result(finding("S4", "")))) == [[]]
    assert waived(laid_over(entries, result(finding("S4", "", year=2023), year=2023))) == [["S4"]]


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("a.txt", "a.txt", True),
        ("*.txt", "年报/甲/a.txt", True),
        ("年报/*.txt", "年报/a.txt", True),
        ("年报/*.txt", "年报/甲/a.txt", False),
        ("年报/", "年报/甲/a.txt", True),
        ("/a.txt", "年报/a.txt", False),
        ("*.docx", "a.txt", False),
    ],
)
def test_files_are_named_as_in_gitignore(
    tmp_path: Path, glob: str, path: str, matches: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative to the folder of the waiver file, wherever the run starts."""
    entry = {name: value for name, value in GOOD.items() if name != "body"} | {"path": glob}
    entries = read(tmp_path, entry)
    assert waived(laid_over(entries, result(finding("S4", ""), path=str(tmp_path / path)))) == [["S4"] * matches]
    (tmp_path / "年报").mkdir()
    monkeypatch.chdir(tmp_path / "年报")
    near = os.path.relpath(tmp_path / path)
    assert waived(laid_over(entries, result(finding("S4", ""), path=near))) == [["S4"] * matches]
    assert waived(laid_over(entries, result(finding("S4", ""), path="-"))) == [[]]


def test_body_and_path_must_both_fit(tmp_path: Path) -> None:
    """Two conditions are two."""
    entries = read(tmp_path, {**GOOD, "path": "b.txt"})
    assert waived(laid_over(entries, result(finding("S4", ""), path=str(tmp_path / "a.txt")))) == [[]]
    assert waived(laid_over(entries, result(finding("S4", ""), path=str(tmp_path / "b.txt")))) == [["S4"]]


# ---- what is told


@given(st.integers(-400, 400))
def test_a_waiver_holds_until_its_day(days: int) -> None:
    """The last day counts; afterwards nothing is let pass, and the expiry is told."""
    from fzlint.result import Waiver

    expires = TODAY + datetime.timedelta(days=days)
    entry = Entry(Waiver("试", "李某", expires), "S4", frozenset({"S4"}), "w.yaml", 2, BODY, body=BODY)
    outcome = laid_over((entry,), result(finding("S4", "")))
    assert waived(outcome) == [["S4"] if days >= 0 else []]
    assert outcome.expired == (() if days >= 0 else (entry,))
    assert outcome.unused == ()


def test_a_valid_waiver_goes_before_an_expired_one(tmp_path: Path) -> None:
    """The old one may be removed, and is told as not used."""
    old, new = read(tmp_path, {**GOOD, "expires": "2025-05-31"}, GOOD)
    outcome = laid_over((old, new), result(finding("S4", "")))
    assert waived(outcome) == [["S4"]]
    assert (outcome.expired, outcome.unused) == ((), (old,))


def test_unused_is_told_of_what_was_checked_only(tmp_path: Path) -> None:
    """Not of a body that was not checked, of an item that was not selected, of a file that could not be read."""
    from fzlint.result import Failure

    entries = read(tmp_path, GOOD)
    assert laid_over(entries, result()).unused == entries
    assert laid_over(entries, result(), codes=frozenset({"S3"})).unused == ()
    assert laid_over(entries, result(body="芦港镇人民政府")).unused == ()
    assert laid_over(entries, Result("a.txt", error=Failure("empty", "空"))).unused == ()


def test_a_name_that_is_a_little_other_is_told(tmp_path: Path) -> None:
    """Only where the finding stands that the waiver would let pass."""
    entries = read(tmp_path, {**GOOD, "body": "青溪镇"})
    outcome = laid_over(entries, result(finding("S4", "")))
    assert (waived(outcome), outcome.astray) == ([[]], ((entries[0], BODY),))
    assert laid_over(entries, result(finding("S3", ""))).astray == ()
    assert laid_over(entries, result(finding("S4", "", body="芦港镇"), body="芦港镇")).astray == ()


def test_notices_tell_place_and_person(tmp_path: Path) -> None:
    """File, line, body, item, day and approver; texts of the file cannot steer a terminal."""
    evil = "李某 ::error::x ##[error]"
    entries = read(tmp_path, {**GOOD, "expires": "2025-05-31", "approver": evil}, {**GOOD, "item": "S3"})
    outcome = laid_over(entries, result(finding("S4", "")))
    told = notices_of(outcome, messages())
    assert [(notice.kind, notice.line, notice.severity) for notice in told] == [
        ("expired-waiver", 2, "warning"),
        ("unused-waiver", 7, "note"),
    ]
    assert all("::" not in n.message and "##[" not in n.message for n in told)
    assert "2025-05-31到期" in told[0].message
    assert f"“{BODY}”的 S4 豁免" in told[0].message


# ---- the day


@pytest.mark.parametrize(
    ("seconds", "day"), [("0", (1970, 1, 1)), ("1735689599", (2024, 12, 31)), ("1735689600", (2025, 1, 1))]
)
def test_the_day_can_be_fixed(seconds: str, day: tuple[int, int, int]) -> None:
    """SOURCE_DATE_EPOCH counts in UTC."""
    assert today({"SOURCE_DATE_EPOCH": seconds}) == datetime.date(*day)


@pytest.mark.parametrize("told", ["-1", "1.5", "2025-01-01", "１２", "9" * 12])
def test_a_day_that_is_none_is_refused(told: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(BadDayError):
        today({"SOURCE_DATE_EPOCH": told})


def test_without_a_variable_the_clock_counts() -> None:
    """The person's own day."""
    assert abs(today({}) - datetime.date.today()) <= datetime.timedelta(days=1)


# ---- the manual


@pytest.mark.parametrize("name", ["baseline-and-waivers.md", "baseline-and-waivers.zh.md"])
def test_the_manual_shows_a_file_that_works(tmp_path: Path, name: str) -> None:
    """Whoever copies it gets two waivers."""
    manual = (Path(__file__).parents[2] / "docs" / name).read_text(encoding="utf-8")
    (example,) = (block.split("```")[0] for block in manual.split("```yaml\n")[1:])
    assert [(entry.named, entry.item, entry.year) for entry in read(tmp_path, example)] == [
        (BODY, "S4", 2024),
        ("街道/*.docx", "D3", None),
    ]
