"""Every kind of mistake in a checklist is told, at its line and column, with the nearest valid word."""

from __future__ import annotations

import copy
import re
import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small import CHECKS, SMALL, place, problems_of, spoiled, told

from fzlint.checklist.loading import shipped_files, shipped_folder
from fzlint.checklist.model import Checklist
from fzlint.checklist.validating import check, examine
from fzlint.checklist.yaml_nodes import read_yaml

# (what stands in the small checklist, what is written instead, where the problem is, its key, a word of its message)
MISTAKES = [
    ("    why: {zh: 方便群众。}\n", "", "id: X1", "missing-key", "why"),
    ("look_in: [measures]", "lookin: [measures]", "id: X1", "missing-key", "look_in"),
    ("look_in: [measures]", "look_in: [measures]\n    stanse: done", "stanse", "unknown-key", "stance"),
    ("title: {zh: 上门服务}", "title: {zh: 上门服务, zn: x}", "zn: x", "unknown-key", "zh"),
    ("severity: error", "severity: fatal", "fatal", "unknown-word", "error warning note"),
    ("look_in: [measures]", "look_in: [measure]", "measure]", "unknown-word", "measures"),
    ("levels: [township]}\n    sev", "levels: [town]}\n    sev", "[town]", "wrong-levels", "township"),
    (
        "profiles:\n  all: {levels: [township]",
        "profiles:\n  all: {levels: [townships]",
        "townships",
        "unknown-word",
        "town",
    ),
    ("tier: city-department", "tier: city-departement", "city-departement", "unknown-word", "city-department"),
    ("  department: [{", "  departments: [{", "departments", "unknown-key", "department"),
    ("    measures: {title", "    measure: {title", "measure: {title", "unknown-key", "measures"),
    ("served: {any: [$served]}", "served: {any: [$serve]}", "$serve]", "unknown-group", "served"),
    ("served: {any: [$served]}", "served: {none: [[$served]]}", "served: {none", "evidence-without-words", "served"),
    ("[上门办理, '/代办", "[$served, '/代办", "$served, '/", "circular-reference", "served"),
    ("of: [served]", "of: [serve]", "serve]", "unknown-evidence", "served"),
    ("at_least: 1, of", "at_least: 0, of", "0, of", "out-of-range", "at_least"),
    ("at_least: 1, of", "at_least: one, of", "one, of", "wrong-type", "whole number"),
    ("group: contents", "group: content", "content\n", "unknown-item-group", "contents"),
    (
        "basis: [{source: rule}]\n    requirement: {zh: 写",
        "basis: [{source: rules}]\n    requirement: {zh: 写",
        "rules",
        "unknown-source",
        "rule",
    ),
    ("check: sums", "check: sum", "sum\n", "unknown-check", "sums"),
    ("id: X2", "id: X1", "X1\n    name: figures", "duplicate-id", "small.yaml:10"),
    (
        "name: figures",
        "name: served-at-home",
        "served-at-home\n    title: {zh: 数字}",
        "duplicate-name",
        "small.yaml:11",
    ),
    ("id: X2", "id: x2", "x2", "wrong-form-id", "S4"),
    ("name: figures", "name: Figures", "Figures", "wrong-form-name", "small letters"),
    ("years: 2021..,", "years: 2021-2025,", "2021-2025", "wrong-form-years", "2021..2025"),
    ('since: "2019-04"', "since: 2019年4月", "2019年4月", "wrong-form-since", "2021-08"),
    ("      missing: [修路3公里。]\n", "", "examples:\n      met", "missing-example", "missing"),
    ("missing: [修路3公里。]", "missing: []", "[]", "missing-example", "missing"),
    ("      clean: [乙。]\n", "", "examples:\n      flagged", "missing-example", "clean"),
    ("extends: all", "extends: al", "al, sev", "unknown-profile", "all"),
    ("extends: all", "extends: strict", "strict, sev", "circular-profile", "strict"),
    ("off: [X2]", "off: [X3]", "X3", "unknown-item", "X"),
    ("severity: {X: error}", "severity: {Z: error}", "Z: error", "unknown-item", "Z"),
    ("/代办.{0,9}点/", "/代办(.{0,9}点/", "'/代办(", "pattern-invalid", "not closed"),
    ("/代办.{0,9}点/", "/代办.*点/", "'/代办", "pattern-unbounded", "range"),
    ("/代办.{0,9}点/", "/代办(?:.{1,9}){1,9}点/", "'/代办", "pattern-runaway", "nested"),
    ("/代办.{0,9}点/", "/[^,]{3}/", "'/[^", "pattern-without-literal", "literal"),
    ("body: 市", "body: '市('", "'市(", "pattern-invalid", "not closed"),
    ("headings: [举措]", "headings: [举措.*]", "举措.*", "pattern-unbounded", "range"),
    ("checklist: {id", "checklst: {id", "checklst", "unknown-section", "checklist"),
    ("lexicon:\n", "lexicon:\n  served: []\n", "served: [上", "duplicate-key", "line 8"),
    ("lexicon:\n", "lexicon:\n  spare: [甲]\n", "spare", "unused-group", "spare"),
    ("title: {zh: 数字}", "title: {zh: 数字, en: sums, rates and figures}", "rates and", "cut-sentence", "quotes"),
    ("weights: {contents: 1}", "weights: {contents: many}", "many", "wrong-type", "a number"),
    ("title: {zh: 上门服务}", "title: 上门服务", "上门服务\n", "wrong-type", "a mapping"),
    ("requirement: {zh: 写明上门服务。}", "requirement: {zh: }", "}\n    why: {zh: 方", "wrong-type", "empty"),
    ("met: [上门办理12件。]", "met: 上门办理12件。", "上门办理12件。", "wrong-type", "a list"),
    ("title: {zh: 上门服务}", "title: &t {zh: 上门服务}", "&t", "alias", "lexicon"),
    ("title: {zh: 上门服务}", "title: {zh: !!python/name:os.system 甲}", "!!python", "tag", "tag"),
    ("title: {zh: 上门服务}", "title: {zh: 上门: 服务}", ": 服务}", "syntax", ""),
    ("title: {zh: 上门服务}", "\ttitle: {zh: 上门服务}", "\ttitle", "syntax", "blanks, not tabs"),
    ("title: {zh: 上门服务}", "title: {[zh]: 上门服务}", "[zh]", "key-not-a-word", "key"),
    ("tiers:\n", "---\ntiers:\n", "---", "several-documents", "one document"),
]


@pytest.mark.parametrize(
    ("old", "new", "sought", "key", "word"), MISTAKES, ids=[m[3] + ":" + m[1][:20] for m in MISTAKES]
)
def test_mistake_is_told_at_its_place(old: str, new: str, sought: str, key: str, word: str) -> None:
    """A clerk who made this mistake is led to the character where it stands, and told what would be right."""
    text = spoiled(old, new)
    found = [p for p in problems_of(text) if p.key == f"checklist.{key}"]
    assert found, [str(p) for p in problems_of(text)]
    assert place(text, sought) in [(p.line, p.column) for p in found]
    assert any(word in p.message for p in found), [p.message for p in found]


def test_small_checklist_is_right() -> None:
    """What the other tests spoil has no problem of its own."""
    assert problems_of(SMALL) == []


def test_shipped_checklist_is_right() -> None:
    """The checklist that users get has no mistake, not even a remark."""
    files = [(path, path.read_bytes()) for path in shipped_files()]
    assert [str(problem) for problem in examine(files).problems] == []


def test_a_subject_of_no_known_kind_is_told() -> None:
    """A slip in the word for a kind would quietly change how answers are found."""
    text = SMALL + "subjects:\n  roads:\n    title: {zh: 修路, en: roads}\n    kind: feld\n    named: [公路]\n"
    found = [problem for problem in problems_of(text) if problem.key == "checklist.unknown-word"]
    assert [(p.line, p.column) for p in found] == [place(text, "feld")]
    assert problems_of(text.replace("feld", "field")) == []


def test_all_mistakes_at_once() -> None:
    """Mistakes of structure do not hide mistakes of reference elsewhere, and nothing is told twice."""
    text = spoiled("severity: error", "severity: fatal")
    text = spoiled("of: [served]", "of: [serve]", text=text)
    text = spoiled("    why: {zh: 数字要可信。}\n", "", text=text)
    text = spoiled("body: 市", "body: '市('", text=text)
    keys = sorted(key for _, _, key in told(text))
    # the item without a reason is left out, so that the profile's X2 names nothing
    assert keys == ["missing-key", "pattern-invalid", "unknown-evidence", "unknown-item", "unknown-word"]


def test_a_broken_entry_is_not_unknown_too() -> None:
    """A group whose words are wrong is named once, not again wherever it is used."""
    assert [key for _, _, key in told(spoiled("served: [上门办理,", "served: [{a: b},"))] == ["wrong-type"]


def test_syntax_error_is_not_followed_by_its_consequences() -> None:
    """When a file cannot be read to its end, what it lacks is not counted as unknown."""
    assert [key for _, _, key in told(spoiled("lexicon:\n", "lexicon: ]\n"))] == ["syntax"]


def test_duplicates_across_files() -> None:
    """An added file that takes an id, a name or a group of the shipped checklist is told where that stands."""
    added = "lexicon:\n  served: [甲]\nitems:\n" + SMALL.split("items:\n")[1].split("  - id: X2")[0]
    examined = examine(
        [(Path("b/own.yaml"), added.encode())], base=[(Path("a/small.yaml"), SMALL.encode())], language="en"
    )
    assert [(p.line, p.column, p.key) for p in examined.problems] == [
        (2, 3, "checklist.given-lexicon"),
        (4, 9, "checklist.duplicate-id"),
        (5, 11, "checklist.duplicate-name"),
    ]
    assert all("small.yaml:" in p.message for p in examined.problems)
    assert examined.data is None


def test_addition_refers_to_the_base() -> None:
    """An added item may use groups and sources of the checklist it adds to, and is compiled with it."""
    item = SMALL.split("items:\n")[1].split("  - id: X2")[0].replace("X1", "Y1").replace("served-at-home", "own")
    examined = examine([(Path("own.yaml"), f"items:\n{item}".encode())], base=[(Path("small.yaml"), SMALL.encode())])
    assert examined.problems == []
    assert examined.data is not None
    assert [item.id for item in Checklist.from_data(examined.data).items] == ["X1", "Y1"]


def test_unknown_section_of_an_addition() -> None:
    """In an added file a section that nobody reads is a slip; knowledge of the base's checks is not."""
    base = [(Path("small.yaml"), (SMALL + "figures: {units: [件]}\n").encode())]
    examined = examine([(Path("own.yaml"), "figures: {more: [宗]}\nfigurs: {}\n".encode())], base=base, language="en")
    assert [(p.line, p.key) for p in examined.problems] == [(2, "checklist.unknown-section")]
    assert "figures" in examined.problems[0].message


def test_remark_does_not_refuse() -> None:
    """An unused group is remarked on and the checklist is used all the same."""
    text = spoiled("lexicon:\n", "lexicon:\n  spare: [甲]\n")
    problems, data = check([Path("small.yaml")], [text.encode()])
    assert [problem.remark for problem in problems] == [True]
    assert data is not None


def test_problem_reads_as_editors_expect() -> None:
    """file:line:column: message, in the person's language."""
    problem = problems_of(spoiled("severity: error", "severity: eror"), language="zh")[0]
    line, column = place(spoiled("severity: error", "severity: eror"), "eror")
    assert str(problem).startswith(f"small.yaml:{line}:{column}: ")
    assert "是否想写“error”" in str(problem)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_message_exists_and_is_filled(language: str) -> None:
    """No mistake is answered by a bare key or an unfilled field."""
    for old, new, *_ in MISTAKES:
        for problem in problems_of(spoiled(old, new), language=language):
            assert not re.search(r"checklist\.|type\.|\{(?![\d…])", problem.message), problem.message


def test_messages_of_this_module_have_both_languages() -> None:
    """Each message about checklists is there in Chinese and English with the same fields."""
    texts = read_yaml((shipped_folder() / "messages-checklist.yaml").read_bytes()).data
    for key, entry in texts.items():
        fields = [{name for _, name, _, _ in string.Formatter().parse(entry[lang]) if name} for lang in ("zh", "en")]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize("name", ["head.yaml", "messages.yaml", "messages-own.yaml"])
def test_wrapped_files(name: str) -> None:
    """A file whose name says its section has its mapping at the top, and places stay those of the file."""
    text = "甲: {zh: 一}\n乙: {zn: 二}\n"
    found = told(text, name=name)
    if name == "head.yaml":
        assert [key for _, _, key in found] == ["head"]
    else:
        assert found == [(2, 1 + len("乙: "), "missing-key"), (2, 5, "unknown-key")] or (2, 5, "unknown-key") in found


def test_checks_can_be_left_unchecked() -> None:
    """Loading does not know the algorithms (they come later on the way of the data)."""
    text = spoiled("check: sums", "check: sum")
    assert examine([(Path("small.yaml"), text.encode())]).problems == []
    assert "sum" not in CHECKS


def _nodes(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all values below the top."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, entry in entries for found in ((*path, key), *_nodes(entry, (*path, key)))]


DATA = read_yaml(SMALL.encode()).data
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(0, 9)
    | st.sampled_from(["", "a", "$served", "/(/", "甲", "X1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "zh", "any", "id"]), inner),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_nodes(DATA)), VALUES), min_size=1, max_size=3))
def test_no_mistake_raises(changes: list[tuple[tuple[str | int, ...], object]]) -> None:
    """Whatever stands where something else should, the answer is a list of problems or a checklist, never a crash."""
    data = copy.deepcopy(DATA)
    for path, value in changes:
        target = data
        for step in path[:-1]:
            target = target[step] if isinstance(target, list | dict) and _has(target, step) else None
        if isinstance(target, list | dict) and _has(target, path[-1]):
            target[path[-1]] = value
    text = yaml.safe_dump(data, allow_unicode=True)
    examined = examine([(Path("small.yaml"), text.encode())], checks=CHECKS)
    assert (examined.data is None) == any(not problem.remark for problem in examined.problems)
    if examined.data is not None:
        Checklist.from_data(examined.data)


def _has(container: list[object] | dict[str, object], step: str | int) -> bool:
    """Whether the container has this key or index."""
    if isinstance(container, list):
        return isinstance(step, int) and step < len(container)
    return step in container
