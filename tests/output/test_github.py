"""GitHub's annotations, read as the runner reads them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_result import RESULT
from sample_run import hostile, large, run

from fzlint.output import github
from fzlint.output.run import Run
from fzlint.text.places import Place

_COMMAND = re.compile(r"::([a-z]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)")


def annotations(of: Run) -> list[tuple[str, dict[str, str], str]]:
    """Kind, properties and message of each line, unescaped as the runner does."""
    found = []
    for line in github.render(of).splitlines():
        command = _COMMAND.fullmatch(line)
        assert command is not None, line
        properties = dict(pair.split("=", 1) for pair in (command[2] or "").split(","))
        found.append((command[1], {k: _plain(v, more=True) for k, v in properties.items()}, _plain(command[3])))
    return found


def _plain(text: str, *, more: bool = False) -> str:
    for code, char in (("%3A", ":"), ("%2C", ",")) if more else ():
        text = text.replace(code, char)
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_the_most_serious_come_first() -> None:
    """Errors, then warnings, then notices, at their places in the file."""
    found = annotations(run(RESULT))
    assert [kind for kind, _, _ in found] == ["error"] * 3 + ["warning"] * 2 + ["notice"] * 3
    _, properties, message = found[0]
    assert properties == {
        "file": "草稿/青溪镇 2024.txt", "line": "15", "endLine": "15", "col": "8", "endColumn": "30",
        "title": "C2 比率与所列数字不符",
    }  # fmt: skip
    assert message.startswith("结案率写作93.5%，应为86.8%（138÷159）。建议：")


def test_paths_are_as_the_repository_has_them() -> None:
    """A blank too many in a file's name is no harm and stays; what could do harm does not."""
    for path, shown in (("a  b\u3000c::d.txt", "a  b\u3000c::d.txt"), ("a\n::error ::b", "a : :error : :b")):
        assert annotations(run(replace(RESULT, path=path)))[0][1]["file"] == shown


def test_columns_only_within_a_line() -> None:
    """GitHub ignores columns of several lines, and says so in its documentation."""
    finding = replace(RESULT.findings[3], place=Place(3, 5, 4, 2, "跨行"))
    ((_, properties, _),) = annotations(run(replace(RESULT, findings=(finding,))))
    assert "col" not in properties
    assert (properties["line"], properties["endLine"]) == ("3", "4")


def test_ten_of_a_kind_and_the_rest_is_told() -> None:
    """No more than GitHub shows: the first of each item before the second of any; a last notice counts the rest."""
    (of,) = large(30).results
    other = replace(of.findings[0], code="C5", place=Place(99, 1, 99, 3, "末尾"), fingerprint="x")
    notes = tuple(replace(of.findings[0], severity="note", code=f"O{n}", fingerprint=f"n{n}") for n in range(12))
    found = annotations(run(replace(of, findings=(*of.findings, other, *notes))))
    kinds = [kind for kind, _, _ in found]
    assert kinds == ["error"] * 10 + ["notice"] * 10
    assert [properties["line"] for _, properties, _ in found[:3]] == ["1", "99", "2"]
    assert found[-1][2] == "另有24条（错误 21，提示 3）没有在此标注，请看完整的检查结果。"


def test_what_could_not_be_checked_is_an_error() -> None:
    """An unreadable file is seen before all findings; standard input has no file to mark."""
    found = annotations(run())
    assert ("error", {"file": "不存在.txt", "title": "文件无法检查"}, "找不到文件：不存在.txt。") in found[:3]
    assert all("file" not in properties for _, properties, _ in annotations(run(replace(RESULT, path="-"))))


def test_nothing_of_a_report_is_a_command() -> None:
    """Each line is one of our three commands with our own properties only."""
    found = annotations(hostile())
    assert {kind for kind, _, _ in found} <= {"error", "warning", "notice"}
    assert all(set(p) <= {"file", "line", "endLine", "col", "endColumn", "title"} for _, p, _ in found)


@given(st.text(st.one_of(st.sampled_from("::,%\n\r=#[]abc0D"), st.characters()), max_size=60))
@settings(deadline=None)
@pytest.mark.parametrize("where", ["message", "path"])
def test_any_text_stays_in_its_field(where: str, text: str) -> None:
    """Whatever stands in a message or a path, one finding is one annotation with its own line."""
    finding = RESULT.findings[3]
    result = replace(RESULT, findings=(replace(finding, message=text) if where == "message" else finding,))
    ((kind, properties, _),) = annotations(run(replace(result, path=text) if where == "path" else result))
    assert kind == "error"
    assert properties.get("line", "15") == "15"
