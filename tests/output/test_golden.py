"""The outputs, byte for byte, of results made by hand.

FZLINT_UPDATE_GOLDEN=1 writes them anew: look at the difference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_result import CHECKLIST, CLEAN, FAILED, RESULTS, messages
from sample_run import FIGURES, FORMATS, gated, run

from fzlint.output import concise, formats, grouped, json_, jsonl, sarif, statistics, text
from fzlint.output.terminal import Screen

GATED_RUN = gated()
GOLDEN = Path(__file__).parent / "golden"

OUTPUTS: dict[str, Callable[[], str]] = {
    "text.txt": lambda: text.render(RESULTS, CHECKLIST, messages(), Screen()),
    "text-60-columns.txt": lambda: text.render(RESULTS, CHECKLIST, messages(), Screen(60)),
    "text-80-columns-all.txt": lambda: text.render(
        RESULTS, CHECKLIST, messages(), Screen(80), text.Wish(notes=True, passed=True)
    ),
    "text-quiet.txt": lambda: text.render(RESULTS, CHECKLIST, messages(), Screen(), text.Wish(quiet=True)),
    "text-ascii.txt": lambda: text.render(RESULTS, CHECKLIST, messages(), Screen(signs=False)),
    "text-colour.txt": lambda: text.render(RESULTS, CHECKLIST, messages(), Screen(colour=True)),
    "text-english.txt": lambda: text.render(RESULTS, CHECKLIST, messages("en"), Screen()),
    "concise.txt": lambda: concise.render(RESULTS, messages()),
    "concise-quiet.txt": lambda: concise.render(RESULTS, messages(), quiet=True),
    "grouped.txt": lambda: grouped.render(RESULTS, messages()),
    "grouped-quiet.txt": lambda: grouped.render(RESULTS, messages(), quiet=True),
    "statistics.txt": lambda: statistics.render(run(FIGURES, FIGURES, CLEAN, FAILED)),
    "report.json": lambda: json_.render(RESULTS, CHECKLIST),
    "gated-text.txt": lambda: text.render(GATED_RUN.results, CHECKLIST, messages(), Screen(), None, GATED_RUN.notices),
    "gated-text-known.txt": lambda: text.render(
        GATED_RUN.results, CHECKLIST, messages("en"), Screen(80), text.Wish(known=True, notes=True), GATED_RUN.notices
    ),
    "gated-text-quiet.txt": lambda: text.render(
        GATED_RUN.results, CHECKLIST, messages(), Screen(), text.Wish(quiet=True), GATED_RUN.notices
    ),
    "gated-concise.txt": lambda: concise.render(GATED_RUN.results, messages()),
    "gated-concise-known.txt": lambda: concise.render(GATED_RUN.results, messages(), known=True),
    "gated-grouped.txt": lambda: grouped.render(GATED_RUN.results, messages()),
    "gated-statistics.txt": lambda: statistics.render(gated()),
    "gated-report.json": lambda: json_.render(GATED_RUN.results, CHECKLIST, GATED_RUN.notices),
    "gated-all-kinds.sarif": lambda: sarif.render(gated(all_kinds=True)),
    "all-kinds.sarif": lambda: sarif.render(run(all_kinds=True)),
}
_SUFFIXES = {"jsonl": "jsonl", "sarif": "sarif", "github": "txt", "junit": "xml", "checkstyle": "xml", "markdown": "md"}
DATA = {f"{name}.{_SUFFIXES.get(name, 'json')}": name for name in FORMATS}
for _file, _name in DATA.items():
    OUTPUTS[_file] = lambda _name=_name: formats.render_data(_name, run())  # type: ignore[misc]
    OUTPUTS[f"gated-{_file}"] = lambda _name=_name: formats.render_data(_name, gated())  # type: ignore[misc]
PROGRAMS = {"report.json", *DATA} | {f"gated-{name}" for name in ("report.json", *DATA)}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_as_agreed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of any output is seen and meant."""
    for module in (json_, jsonl, sarif):
        monkeypatch.setattr(module, "__version__", "0.0.0")
    rendered = OUTPUTS[name]().encode()
    file = GOLDEN / name
    if os.environ.get("FZLINT_UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(rendered)
    assert rendered == file.read_bytes()


@pytest.mark.parametrize("name", OUTPUTS)
def test_same_input_gives_the_same_output(name: str) -> None:
    """Nothing in an output depends on chance or on what was printed before."""
    assert OUTPUTS[name]() == OUTPUTS[name]()


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name not in PROGRAMS])
def test_no_report_steers_the_terminal_or_the_ci(name: str) -> None:
    """ANSI sequences, bells, line ends, bidi controls and CI commands of a report do not reach the screen."""
    import re

    shown = OUTPUTS[name]()
    plain = re.sub("\x1b\\[(?:31;1|33;1|3[1236]|[01])m", "", shown) if name == "text-colour.txt" else shown
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", plain)
    assert not any(line.lstrip().startswith("::") for line in plain.splitlines())
    assert "##[" not in plain


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(columns: int, language: str) -> None:
    """Lines fit the columns asked for; only the fixed columns of the coverage may pass the narrowest terminal."""
    from fzlint.output.width import text_width

    wish = text.Wish(notes=True, passed=True)
    lines = text.render(RESULTS, CHECKLIST, messages(language), Screen(columns), wish).splitlines()
    assert [line for line in lines if text_width(line) > columns and "░" not in line] == []


def test_json_says_what_the_result_says() -> None:
    """The contract of json-output.md: keys, counts and quotes untouched."""
    document = json.loads(json_.render(RESULTS, CHECKLIST))
    assert list(document) == ["schema_version", "tool", "checklist", "reports", "summary"]
    assert document["summary"] == {"reports": 4, "errors": 3, "warnings": 2, "notes": 3, "unreadable": 1}
    first = document["reports"][0]
    assert [finding["quote"] for finding in first["findings"]] == [f.place.quote for f in RESULTS[0].findings]
    answer = first["answers"][1]
    assert (answer["line"], answer["quote"], answer["answered"], answer["by"]) == (31, "检验检测支撑不足", "no", None)
    assert document["reports"][3]["error"] == {"kind": "not-found", "message": "找不到文件：不存在.txt。"}


def test_json_of_a_path_that_is_no_utf8() -> None:
    """A file name that is no UTF-8 is written as an escape and read back as the same path."""
    from fzlint.result import Result

    rendered = json_.render([Result("\udcff\x9b报告.txt", kind="other")], CHECKLIST)
    assert "\udcff" not in rendered
    assert "\x9b" not in rendered
    assert json.loads(rendered.encode())["reports"][0]["path"] == "\udcff\x9b报告.txt"
