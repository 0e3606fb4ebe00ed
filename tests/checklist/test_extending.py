"""A person's own checklist: what it may add to the shipped one and change of it, and how its mistakes are told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checklist.chain import MOST_FILES, chain_of, extended
from fzlint.checklist.loading import ChecklistError, load_named, shipped, shipped_folder
from fzlint.checklist.model import CheckItem, Item
from fzlint.checklist.profiles import begins, profile_for, profile_named
from fzlint.checklist.validating import examine_chain
from fzlint.linting import Linter
from fzlint.reading.source import Source

EXAMPLE = Path(__file__).parents[2] / "examples" / "own-checklist.yaml"
ITEM = """\
items:
  - id: Z1
    name: served-at-home
    title: {zh: 上门服务}
    group: outline
    basis: [{source: outline-2021}]
    requirement: {zh: 写明上门服务。}
    why: {zh: 方便群众。}
    severity: {missing: note, weak: note}
    look_in: [measures]
    evidence:
      served: {any: [流动柜台]}
    remedy: {zh: 写明次数。}
    examples:
      met: [流动柜台12件。]
      weak: [继续用好流动柜台。]
      missing: [修路3公里。]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Compiled forms of these tests' own checklists are not those of the developer."""
    monkeypatch.setenv("FZLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    """A file of a checklist."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def told(*paths: Path, language: str = "en") -> list[tuple[int, int, str, str]]:
    """Line, column, key and words of each problem."""
    problems = examine_chain(chain_of(paths), language=language).problems
    return [(p.line, p.column, p.key.removeprefix("checklist."), p.message) for p in problems]


def content(path: Path, id_: str) -> Item:
    """An item that asks for a content."""
    item = load_named([path]).item(id_)
    assert isinstance(item, Item)
    return item


# ---- what it may say


def test_example_of_a_district() -> None:
    """The example that people copy: the district's item, its profiles, one severity, and all that is shipped."""
    own = load_named([EXAMPLE])
    assert [item.id for item in own.items] == [*(item.id for item in shipped().items), "Q1"]
    assert own.checks == shipped().checks
    assert own.id == "qinghe-2025"
    changed, before = own.item("S3"), shipped().item("S3")
    assert isinstance(changed, Item)
    assert isinstance(before, Item)
    assert changed.severity == {**before.severity, "missing": "error"}
    assert changed._replace(severity=before.severity, entries=before.entries) == before
    assert profile_for(own, "subdistrict", 2024).id == "qinghe-subdistrict"
    assert "O7.2" in profile_named(own, "qinghe-subdistrict").off
    assert profile_for(own, "subdistrict", 2023).id == "subdistrict-2021-2025"
    final = profile_named(own, "qinghe-final")
    assert (final.severity_of(changed, "weak"), final.severity["Q"]) == ("error", "error")


def test_words_added_to_a_group(tmp_path: Path) -> None:
    """A group that names itself is the shipped one with more words; a mistake among them is told where it stands."""
    path = write(tmp_path, 'extends: shipped\nlexicon:\n  slogan: [$slogan, 久久为功利在千秋, "/甲.{0,3}乙/"]\n')
    own = load_named([path])
    bit = own.bit("slogan")
    assert own.terms["久久为功利在千秋"] & bit
    assert all(own.terms[word] & bit for word, mask in shipped().terms.items() if mask & shipped().bit("slogan"))
    path.write_text("extends: shipped\nlexicon:\n  slogan: [$slogan, /甲.*/]\n", encoding="utf-8")
    assert [(line, column, key) for line, column, key, _ in told(path)] == [(3, 21, "pattern-unbounded")]


def test_change_of_an_item(tmp_path: Path) -> None:
    """A change gives anew only the keys it names, of a mapping only the names in it."""
    text = """\
extends: shipped
items:
  - change: S4
    title: {zh: 第一责任人}
    evidence: {vehicle: {any: [述法专车], counts: always}}
    met: {at_least: 1}
  - change: C2
    severity: note
    options: {more: 1}
"""
    path = write(tmp_path, text)
    before, after = content(shipped_folder(), "S4"), content(path, "S4")
    assert after.title == {"zh": "第一责任人", "en": before.title["en"]}
    assert [entry.name for entry in after.entries] == [*(entry.name for entry in before.entries), "vehicle"]
    assert (after.met.at_least, after.met.distinct) == (1, before.met.distinct)
    check, shipped_check = load_named([path]).item("C2"), shipped().item("C2")
    assert isinstance(check, CheckItem)
    assert isinstance(shipped_check, CheckItem)
    assert check == shipped_check._replace(severity="note", options={**shipped_check.options, "more": 1})


def test_parts_scores_messages(tmp_path: Path) -> None:
    """Headings are added to a part, a group with its weight and words to the score; a sentence is said otherwise."""
    text = f"""\
extends: shipped
parts: {{roles: {{next-year: {{headings: [来年谋划]}}}}}}
score: {{weights: {{local: 10}}}}
messages:
  finding.local-missing: {{zh: "本地要求没有写：{{title}}。"}}
  finding.local-weak: {{zh: "本地要求写得不够：{{title}}。"}}
  text.group.local: {{zh: 本地要求}}
  text.score-group.local: {{zh: 本地要求}}
  group.local: {{zh: 本地要求}}
  finding.contents-missing: {{zh: "缺：{{title}}"}}
{ITEM.replace("group: outline", "group: local")}"""
    own = load_named([write(tmp_path, text)])
    linter = Linter(own)
    report = "青溪镇2024年度法治政府建设情况报告\n一、工作成效\n调解纠纷23件。\n二、来年谋划\n将组织培训5次。\n"
    result = linter.lint(Source("a.txt", report, "utf-8"))
    statuses = {verdict.item: verdict.status for verdict in result.verdicts}
    assert (statuses["S5"], statuses["Z1"]) != ("missing", "met")
    assert statuses["S5"] != "missing"
    messages = {finding.code: finding.message for finding in result.findings}
    assert messages["Z1"] == "本地要求没有写：上门服务。"
    assert messages["S2"].startswith("缺：")
    assert own.section("score")["weights"] == {**shipped().section("score")["weights"], "local": 10}
    assert result.score.value is not None


def test_severity_of_a_profile_reaches_algorithms(tmp_path: Path) -> None:
    """A profile changes the severity of what an algorithm finds too; O1 means O1.1 and not O10.1."""
    text = "extends: shipped\nprofiles:\n  all: {severity: {T1: note, O1: error}}\n"
    own = load_named([write(tmp_path, text)])
    report = "青溪镇2024年度法治政府建设情况报告\n一、工作成效\n调解纠纷XX件。\n"
    result = Linter(own).lint(Source("a.txt", report, "utf-8"))
    assert result.profile == "all"
    severities = {finding.code: finding.severity for finding in result.findings}
    assert (severities["T1"], severities["O1.1"], severities["O10.1"]) == ("note", "error", "note")


@given(st.from_regex(r"[A-Z]\d{0,2}", fullmatch=True), st.from_regex(r"[A-Z]\d{1,2}(?:\.\d{1,2})?", fullmatch=True))
def test_prefixes_do_not_cut_numbers(prefix: str, id_: str) -> None:
    """What a prefix means are whole numbers, as in --select."""
    assert begins(id_, id_)
    if begins(prefix, id_):
        assert id_.startswith(prefix)
        assert not (id_ + "0").startswith(prefix + "0") or prefix[-1:].isalpha() or id_ == prefix


def test_chain_of_files(tmp_path: Path) -> None:
    """A district extends its city, which extends the shipped one; paths count from the file that says them."""
    write(tmp_path, "extends: [shipped]\nlexicon: {van: [流动柜台, 流动车]}\nchecklist: {id: city}\n", "city/own.yml")
    lower = write(tmp_path, "extends: ../city/own.yml\n" + ITEM.replace("[流动柜台]}", "$van}"), "district/own.yaml")
    own = load_named([lower])
    assert own.id == "city"
    assert own.terms["流动车"]
    assert own.item("Z1") is not None
    folder = load_named([tmp_path / "city", str(lower)])
    assert folder.data == own.data


def test_folder_of_files(tmp_path: Path) -> None:
    """A folder is one checklist: its files refer to each other, and one of them says what is extended."""
    write(tmp_path, ITEM.replace("[流动柜台]}", "$van}"), "own/items.yaml")
    write(tmp_path, "extends: shipped\nlexicon: {van: [流动柜台]}\n", "own/words.yaml")
    own = load_named([tmp_path / "own"])
    assert own.item("Z1") is not None
    assert own.id == f"{shipped().id}+words"


def test_complete_checklist_of_its_own(tmp_path: Path) -> None:
    """Without extends a checklist stands alone: a copy of the shipped one is the same, and free to differ."""
    copied = tmp_path / "copy"
    shutil.copytree(shipped_folder(), copied)
    assert load_named([copied]).items == shipped().items
    for name in ("checks-figures.yaml", "skeleton.yaml", "copied.yaml", "examples.yaml"):
        (copied / name).unlink()
    for file in copied.glob("messages*.yaml"):
        file.unlink()
    text = (copied / "profiles.yaml").read_text(encoding="utf-8")
    (copied / "profiles.yaml").write_text(text.replace("extends: before-2021", "off: [S3]"), encoding="utf-8")
    own = load_named([copied])
    assert "C2" not in {check.id for check in own.checks}
    assert own.section("messages") == shipped().section("messages")
    assert own.section("skeleton") == shipped().section("skeleton")
    assert profile_for(own, "city", 2019).off == {"S3"}


def test_shipped_by_any_name(tmp_path: Path) -> None:
    """Naming the shipped checklist, its folder or a part of it is the shipped checklist."""
    assert load_named() is shipped()
    for name in ("shipped", shipped_folder(), shipped_folder() / "contents.yaml"):
        assert load_named([name]).items == shipped().items


# ---- the compiled form


def test_compiled_form_follows_every_file(tmp_path: Path, cache: Path) -> None:
    """What was compiled is used again, until one of the files, even one that is only extended, says something else."""
    upper = write(tmp_path, "extends: shipped\nlexicon: {van: [流动柜台]}\n", "city.yaml")
    lower = write(tmp_path, "extends: city.yaml\n" + ITEM.replace("[流动柜台]}", "$van}"))
    load_named([lower])
    kept = {file.name for file in cache.iterdir()}
    load_named([lower])
    assert {file.name for file in cache.iterdir()} == kept
    upper.write_text("extends: shipped\nlexicon: {van: [流动柜台, 流动车]}\n", encoding="utf-8")
    assert "流动车" in load_named([lower]).terms


# ---- what it is told

MISTAKES = [
    ("extends: shiped\n", (1, 10), "not-found", "shipped"),
    ("extends: [shipped, nosuch.yaml]\n", (1, 20), "not-found", "nosuch.yaml"),
    ("extends: own.yaml\n", (1, 10), "circular-extends", "own.yaml"),
    ("extends: //server/share/own.yaml\n", (1, 10), "not-found", "//server"),
    ("extends: 5\n", (1, 10), "wrong-type", "a list"),
    ("extends: {a: shipped}\n", (1, 10), "wrong-type", "a list"),
    ("extends: []\n", (1, 10), "empty", "extends"),
    (ITEM, (1, 1), "not-complete", "extends: shipped"),
    ("extends: shipped\n" + ITEM.replace("id: Z1", "id: S4"), (3, 9), "duplicate-id", "contents.yaml"),
    ("extends: shipped\nitems:\n  - change: S44\n    leads: true\n", (3, 13), "unknown-item", "S4"),
    ("extends: shipped\nitems:\n  - change: S4\n    leeds: true\n", (4, 5), "unknown-key", "leads"),
    ("extends: shipped\nitems:\n  - change: S4\n    severity: {weak: eror}\n", (4, 22), "unknown-word", "error"),
    ("extends: shipped\nitems:\n  - change: C2\n    look_in: [measures]\n", (4, 5), "unknown-key", "look_in"),
    ("extends: shipped\nitems:\n  - change: C2\n    severity: {weak: note}\n", (4, 15), "unknown-word", "severity"),
    ("extends: shipped\nitems:\n  - change: S4\n  - change: S4\n", (4, 13), "changed-twice", "S4"),
    ("extends: shipped\nlexicon: {slogan: [甲]}\n", (2, 11), "given-lexicon", "$slogan"),
    ("extends: shipped\nprofiles: {strict: {off: [S3]}}\n", (2, 12), "given-profiles", "extends: strict"),
    ("extends: shipped\nsources: {outline-2021: {title: {zh: 甲}}}\n", (2, 11), "given", "checklist.yaml"),
    ("extends: shipped\nparts: {roles: {next-year: {title: {zh: 甲}}}}\n", (2, 37), "given", "parts.yaml"),
    ("extends: shipped\ndocuments: [甲]\n", (2, 12), "wrong-type", "a mapping"),
    ('extends: shipped\nmessages: {summary.reports: {zh: "{cont}"}}\n', (2, 34), "unknown-field", "{count}"),
    ('extends: shipped\nmessages: {a: {zh: "{b.c}"}}\n', (2, 20), "bad-field", "{b.c}"),
    ('extends: shipped\nmessages: {a: {zh: "{b:>99}"}}\n', (2, 20), "bad-field", "{b:>99}"),
    ('extends: shipped\nmessages: {a: {zh: "{b"}}\n', (2, 20), "bad-braces", "{{"),
    (
        "extends: shipped\nscore: {weights: {local: 1}}\n" + ITEM.replace("group: outline", "group: local"),
        (7, 12),
        "group-without-words",
        "finding.local-missing",
    ),
    ('extends: shipped\nchecklist: {id: "\\e[2J"}\n', (2, 17), "control-character", "control"),
]


@pytest.mark.parametrize(("text", "place", "key", "word"), MISTAKES, ids=[m[2] + ":" + m[0][:40] for m in MISTAKES])
def test_mistakes(tmp_path: Path, text: str, place: tuple[int, int], key: str, word: str) -> None:
    """Each mistake is told at its place, with what would be right, in both languages; loading refuses with the same."""
    path = write(tmp_path, text)
    found = [(line, column, k, message) for line, column, k, message in told(path) if k == key]
    assert [(line, column) for line, column, *_ in found] == [place], told(path)
    assert word in found[0][3]
    for language in ("zh", "en"):
        with pytest.raises(ChecklistError) as raised:
            load_named([path], language=language)
        assert f"own.yaml:{place[0]}:{place[1]}: " in str(raised.value)
        assert f"checklist.{key}" not in str(raised.value)
        assert "\x1b" not in str(raised.value)


def test_only_the_first_mistakes_of_many(tmp_path: Path) -> None:
    """A file that is no checklist does not fill the screen of somebody who only wants to check a report."""
    path = write(tmp_path, "extends: shipped\n" + "".join(f"a{n}: {{}}\n" for n in range(40)))
    with pytest.raises(ChecklistError) as raised:
        load_named([path])
    assert len(raised.value.lines) == 11
    assert "30" in raised.value.lines[-1]


@pytest.mark.parametrize("name", ["", "nosuch", "no/such.yaml", "a\0b", "x" * 5000, "own.yml"])
def test_names_that_are_nothing(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there is told in one line, with the file that was probably meant."""
    monkeypatch.chdir(write(tmp_path, "extends: shipped\n").parent)
    with pytest.raises(ChecklistError) as raised:
        load_named([name], language="en")
    assert len(str(raised.value).splitlines()) == 1
    assert ("own.yaml" in str(raised.value)) == (name == "own.yml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_and_folders(tmp_path: Path) -> None:
    """Neither a pipe nor an empty folder makes the reader wait or fail."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "empty").mkdir()
    for name in ("pipe.yaml", "empty"):
        with pytest.raises(ChecklistError) as raised:
            load_named([tmp_path / name])
        assert len(raised.value.lines) == 1
    assert [key for _, _, key, _ in told(write(tmp_path, "extends: pipe.yaml\n"))] == ["no-file"]


def test_circles_and_crowds(tmp_path: Path) -> None:
    """Files that extend each other, and more of them than anybody writes, come to an end."""
    one = write(tmp_path, "extends: two.yaml\n", "one.yaml")
    write(tmp_path, "extends: one.yaml\n", "two.yaml")
    assert [key for _, _, key, _ in told(one)] == ["circular-extends"]
    for number in range(MOST_FILES + 5):
        write(tmp_path, f"extends: {number + 1}.yaml\n", f"many/{number}.yaml")
    assert {key for _, _, key, _ in told(tmp_path / "many" / "0.yaml")} == {"too-many-files"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("extends: [" + "a, " * 50_000 + "b]\n", "not-found"),
        ("extends: shipped\nitems: [" + "{id: X}, " * 50_000 + "{}]\n", "missing-key"),
        ("extends: shipped\nitems: [" + "{change: S4}, " * 9000 + "{change: S4}]\n", "changed-twice"),
        ("extends: shipped\nlexicon:\n" + "".join(f" g{n}: [甲{n}]\n" for n in range(9000)), "too-many-words"),
        (
            "extends: shipped\nlexicon:\n big: ["
            + ", ".join(f"甲{n}" for n in range(2000))
            + "]\n"
            + "".join(f" g{n}: [$big]\n" for n in range(1000)),
            "too-many-words",
        ),
        ("extends: shipped\nlexicon: {a: [" + ", ".join(f"$q{n}" for n in range(50_000)) + "]}\n", "unknown-group"),
        ("extends: shipped\nlexicon: {a: ['/" + "(甲|乙)" * 2000 + "/']}\n", "pattern-too-long"),
        ("#" * 1_000_001, "file-too-large"),
    ],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_bounded_cost(tmp_path: Path, text: str, key: str) -> None:
    """A file that would cost minutes and gigabytes is refused in seconds, with a bounded number of problems."""
    problems = told(write(tmp_path, text))
    assert key in {problem[2] for problem in problems}
    assert len(problems) <= 800


@given(st.binary(max_size=200) | st.text(alphabet="extnds: []{}\"'\n-,#shiped./&*!|>", max_size=80).map(str.encode))
def test_extends_of_anything(data: bytes) -> None:
    """Whatever a file holds, asking what it extends gives words or nothing."""
    assert all(isinstance(name, str) for name in extended(data))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("extends: shipped\n", ["shipped"]),
        ("# a remark\nextends:   ../city/own.yaml   # why\nitems: []\n", ["../city/own.yaml"]),
        ('extends: "市局 清单.yaml"\n', ["市局 清单.yaml"]),
        ("extends:\n  - shipped\n  - b.yaml\nitems: []\n", ["shipped", "b.yaml"]),
        ("{extends: [shipped], items: []}", ["shipped"]),
        ("\ufeffextends: shipped\n", ["shipped"]),
        ("extends: shipped\r\nitems: []\r\n", ["shipped"]),
        ("profiles:\n  a: {extends: b}\n", []),
        ("items:\n  - why: |\n      extends: shipped\n", []),
    ],
)
def test_extends_as_people_write_it(text: str, names: list[str]) -> None:
    """The quick way of reading it and the parser agree with YAML."""
    assert extended(text.encode()) == names
