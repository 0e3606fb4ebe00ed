"""Every message that is asked for is in the catalogue, in both languages, with the same fields."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from sample_result import messages

from fzlint.checklist.model import LEVELS, SEVERITIES, STATUSES
from fzlint.gate.diff.model import ADDED, CHANGES, REMOVED, UNCHECKED
from fzlint.gate.diff.telling import TOLD
from fzlint.output.standing import NOTICES

ROOT = Path(__file__).parents[2]
SOURCES = [
    *(ROOT / "src/fzlint/output").glob("*.py"),
    *(ROOT / "src/fzlint/gate").glob("*.py"),
    *(ROOT / "src/fzlint/gate/waivers").glob("*.py"),
    *(ROOT / "src/fzlint/gate/diff").glob("*.py"),
    ROOT / "src/fzlint/cli/checking.py",
    ROOT / "src/fzlint/cli/diff.py",
    ROOT / "src/fzlint/cli/gating.py",
    ROOT / "src/fzlint/cli/outputs.py",
    ROOT / "src/fzlint/linting.py",
]
CATALOGUE = messages()._catalogue
OURS = re.compile(r'"((?:text|summary|run|kind|finding|basis|outline|output|gate|diff)\.[a-z0-9.-]+[a-z0-9])"')


def test_keys_written_out_exist() -> None:
    """No sentence is missing: the person would see its key."""
    asked = {key for source in SOURCES for key in OURS.findall(source.read_text(encoding="utf-8"))}
    prefixes = {"text.group", "text.score-group", "text.body", "text.no-body"}
    assert len(asked) > 40
    assert sorted(key for key in asked - prefixes if key not in CATALOGUE) == []


@pytest.mark.parametrize(
    "key",
    [
        *(f"text.status.{status}" for status in STATUSES),
        *(f"text.severity.{severity}" for severity in SEVERITIES),
        *(f"text.level.{level}" for level in LEVELS),
        *(f"text.answered.{answer}" for answer in ("yes", "partly", "no")),
        *(f"outline.part-{part}" for part in range(1, 11)),
        *(f"finding.{group}-{status}" for group in ("contents", "outline") for status in ("missing", "weak")),
        *(f"text.{group}.{name}" for group in ("group", "score-group") for name in ("contents", "outline")),
        *(f"output.severity.{severity}" for severity in SEVERITIES),
        *(f"output.{trouble}" for trouble in ("unreadable-file", "broken-check", "other-kind")),
        *(f"output.{key}" for key in ("passed", "nothing-found", "not-applicable")),
        *(f"output.column-{key}" for key in ("severity", "item", "place", "message")),
        *(f"gate.{notice}" for notice in NOTICES),
        *(f"gate.count-{severity}" for severity in SEVERITIES),
        *(f"diff.{change}" for change in TOLD),
        *(f"diff.head-{change}" for change in TOLD),
        *(f"diff.count-{change}" for change in CHANGES),
        *(f"diff.{state}" for state in (ADDED, REMOVED, UNCHECKED)),
        "text.body-level",
        "text.no-body-level",
    ],
)
def test_keys_put_together_exist(key: str) -> None:
    """Messages whose key is made from a name of the checklist."""
    assert key in CATALOGUE


def test_kinds_have_names() -> None:
    """Every kind of document that the reader of heads names has words."""
    heads = (ROOT / "src/fzlint/report/head.py").read_text(encoding="utf-8")
    told = re.search(r"``kind``: ([^.]*)\.", heads)
    assert told is not None
    kinds = [kind.strip() for kind in re.split(r",|\bor\b", told[1])]
    assert len(kinds) >= 10
    assert [kind for kind in kinds if f"kind.{kind}" not in CATALOGUE] == []


def test_both_languages_have_the_same_fields() -> None:
    """A field that one language lacks is information that its reader lacks."""
    for key, texts in CATALOGUE.items():
        fields = {
            language: {name for _, name, _, _ in Formatter().parse(text) if name} for language, text in texts.items()
        }
        assert set(texts) == {"zh", "en"}, key
        assert fields["zh"] == fields["en"], key
