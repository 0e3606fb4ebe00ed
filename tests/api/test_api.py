"""The public Python API: what scripts and services of others rely on."""

from __future__ import annotations

import doctest
import inspect
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fzlint
from fzlint import api
from fzlint.linting import Linter

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "examples" / "slogans-township-2024.txt"
OWN = ROOT / "examples" / "own-checklist.yaml"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linters of one test are not those of another."""
    monkeypatch.setattr(api, "_linters", type(api._linters)())


def test_names_are_stable() -> None:
    """What is exported is exactly what is documented, and nothing else is promised."""
    assert sorted(fzlint.__all__) == sorted([*api.__all__, "__version__"])
    assert set(fzlint.__all__) <= set(dir(fzlint))
    text = (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")
    assert [name for name in api.__all__ if f"`{name}" not in text] == []
    with pytest.raises(AttributeError, match="nosuch"):
        fzlint.nosuch  # noqa: B018


def test_documented_arguments() -> None:
    """The table of arguments in the documentation is the signature."""
    rows = re.findall(r"^\| `(.*?)` \|", (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = [name for row in rows for name in row.split("`, `")]
    parameters = inspect.signature(fzlint.check).parameters
    assert [name for name in parameters if name not in told] == []
    assert all(p.kind is p.KEYWORD_ONLY for name, p in parameters.items() if name != "path")


def test_documentation_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of the documentation give what it says."""
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "python-api.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(code, {}, "python-api.md", None, 0)
    assert len(test.examples) > 10
    failures: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=failures.append)
    assert "".join(failures) == ""


def test_same_as_the_command() -> None:
    """to_dict is the report object of the JSON contract."""
    command = [sys.executable, "-m", "fzlint", "check", str(REPORT), "-f", "json", "--isolated"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert fzlint.check(REPORT).to_dict() == json.loads(done.stdout)["reports"][0]


def test_text_is_the_file() -> None:
    """A report gives the same whether it is named or handed over."""
    text = REPORT.read_text(encoding="utf-8")
    assert fzlint.check(text=text, name=str(REPORT)).to_dict() == fzlint.check(REPORT).to_dict()


@pytest.mark.parametrize(
    "text", ["%PDF-1.7 法治", "<html><p>法治政府", "{\\rtf1 法治", "PK\x03\x04 法治", "a\0b", "\ud800 法治"]
)
def test_text_is_plain_text(text: str) -> None:
    """A text that looks like a document of another format starts no reader of that format."""
    result = fzlint.check(text=text)
    assert (result.error, result.format) == (None, "text")
    json.loads(result.to_json())


def test_own_checklist_profile_and_selection() -> None:
    """The options of the command, in one call."""
    result = fzlint.check(REPORT, checklist=OWN, profile="qinghe-final", select=["Q1", "S"], ignore="S3")
    codes = {finding.code: finding.severity for finding in result.findings}
    assert codes["Q1"] == "error"
    assert "S3" not in codes
    assert {code[0] for code in codes} == {"Q", "S"}
    assert fzlint.check(REPORT, checklist=[str(OWN)], select="Q1").findings[0].severity == "warning"
    assert fzlint.check(REPORT, lang="en", select="S1").findings[0].message.isascii()


def test_linters_are_used_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same settings build one linter; a checklist that was changed builds another; only some are kept."""
    built: list[str | None] = []
    init = Linter.__init__

    def counting(self: Linter, checklist: Any, **settings: Any) -> None:
        built.append(settings.get("profile"))
        init(self, checklist, **settings)

    monkeypatch.setattr(Linter, "__init__", counting)
    own = tmp_path / "own.yaml"
    own.write_text("extends: shipped\nprofiles: {a: {off: [S3]}}\n", encoding="utf-8")
    for _ in range(3):
        fzlint.check(text="法治", checklist=own)
        fzlint.check(text="法治")
    assert len(built) == 2
    own.write_text("extends: shipped\nprofiles: {a: {off: [S4]}}\n", encoding="utf-8")
    assert fzlint.check(text="法治", checklist=own, profile="a").profile == "a"
    assert built == [None, None, "a"]
    for number in range(api._KEPT + 2):
        own.write_text(f"extends: shipped\nchecklist: {{id: n{number}}}\n", encoding="utf-8")
        fzlint.check(text="法治", checklist=own)
    assert len(api._linters) == api._KEPT


def test_threads() -> None:
    """Calls from several threads give what they give one after the other."""
    paths = sorted((ROOT / "examples").glob("*.txt")) * 3
    expected = [fzlint.check(path).to_dict() for path in paths]
    api._linters.clear()
    with ThreadPoolExecutor(6) as pool:
        assert [result.to_dict() for result in pool.map(fzlint.check, paths)] == expected


WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({}, ValueError, "either"),
    ({"path": "a", "text": "b"}, ValueError, "either"),
    ({"path": "法治\n政府"}, ValueError, "text="),
    ({"path": b"a"}, TypeError, "text="),
    ({"path": 3}, TypeError, "int"),
    ({"text": b"a"}, TypeError, "bytes"),
    ({"text": "a", "name": 3}, TypeError, "name"),
    ({"text": "a", "lang": "fr"}, ValueError, "zh, en"),
    ({"text": "a", "profile": "stict"}, ValueError, "strict"),
    ({"text": "a", "select": "S44"}, ValueError, "'S4'"),
    ({"text": "a", "ignore": ["first-responsible-persn"]}, ValueError, "first-responsible-person"),
    ({"text": "a", "max_size": 0}, ValueError, "max_size"),
    ({"text": "a", "max_size": "5MB"}, ValueError, "max_size"),
    ({"text": "a", "checklist": "no-such.yaml"}, fzlint.ChecklistError, "no-such.yaml"),
    ({"text": "a", "checklist": [REPORT]}, fzlint.ChecklistError, ":1:1: "),
]


@pytest.mark.parametrize(("arguments", "kind", "word"), WRONG, ids=lambda value: str(value)[:40])
def test_wrong_arguments(arguments: dict[str, Any], kind: type[Exception], word: str) -> None:
    """Each slip raises the exception that is documented for it, with what would be right."""
    with pytest.raises(kind) as raised:
        fzlint.check(**arguments)
    assert word in str(raised.value)
    assert issubclass(fzlint.ChecklistError, ValueError)


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ({"path": ROOT / "nosuch.txt"}, "not-found"),
        ({"path": ""}, "not-found"),
        ({"path": "a\0b"}, "not-found"),
        ({"path": ROOT}, "is-a-directory"),
        ({"path": REPORT, "max_size": 10}, "too-large"),
        ({"text": "法治政府", "max_size": 11}, "too-large"),
        ({"text": ""}, "empty"),
        ({"text": "\ufeff \n"}, "empty"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_read(arguments: dict[str, Any], kind: str) -> None:
    """An input that cannot be read is a result with an error in the person's language, as for the command."""
    result = fzlint.check(**arguments, lang="en")
    assert result.error is not None
    assert (result.error.kind, result.findings, result.to_dict()["error"]["kind"]) == (kind, (), kind)
    assert result.error.message != f"reading.{kind}"


@given(st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_text(text: str) -> None:
    """No text makes it raise, and every result is JSON that UTF-8 can hold."""
    json.loads(fzlint.check(text=text).to_json().encode("utf-8"))


def test_import_is_cheap() -> None:
    """``import fzlint`` loads no module but its own: the command must start at once."""
    code = "import sys; before = set(sys.modules); import fzlint; print(sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, cwd=ROOT / "src"
    )
    assert done.stdout == "['__future__', 'fzlint']\n"


def test_typed() -> None:
    """A caller's type checker sees the types: the marker is there, and mypy accepts right use and refuses wrong use."""
    assert (Path(fzlint.__file__).parent / "py.typed").is_file()
    pytest.importorskip("mypy")
    code = (
        "import fzlint\n"
        "result: fzlint.Result = fzlint.check('a.txt', select=['S4'])\n"
        "line: int = result.findings[0].place.line\n"
        "fzlint.check('a', text='b')\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT / "src")
    assert [line.split(": ")[0] for line in done.stdout.splitlines() if "error" in line][:1] == ["<string>:4"], done
