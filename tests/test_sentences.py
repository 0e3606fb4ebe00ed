"""Passages as reports write them: how many the outline's items judge as labelled; misses are listed, not hidden."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source

FOLDER = Path(__file__).parent / "sentences"
STATUSES = ("met", "weak", "missing")
REPORT = (
    "青岚市人民政府2024年度法治政府建设情况报告\n现将有关情况报告如下：\n一、主要举措和成效\n（一）开展各项工作\n{}\n"
)
# Percent of a file's passages judged as labelled: two points below what was measured when the floor was set. All four
# files have been tuned on since; on their first run, unseen, more.yaml had 70.6 and last.yaml 70.5 percent of its met.
FLOORS = {
    "o1_o5.yaml": {"met": 94.8, "weak": 90.8, "missing": 90.8},
    "o6_o10.yaml": {"met": 97.2, "weak": 94.8, "missing": 94.8},
    "more.yaml": {"met": 96.7, "weak": 98.0, "missing": 98.0},
    "last.yaml": {"met": 94.5},
}


@cache
def linter() -> Linter:
    return Linter(shipped())


@cache
def passages(file: str) -> dict[str, dict[str, list[str]]]:
    """Item -> status -> passages."""
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    return found


def judged(item: str, passage: str) -> str:
    """The item's status in a small report of a city that holds only the passage (silent items count as missing)."""
    result = linter().lint(Source("report.txt", REPORT.format(passage), "utf-8"))
    status = next(v.status for v in result.verdicts if v.item == item)
    return "missing" if status == "not-applicable" else status


@pytest.mark.parametrize("file", FLOORS)
def test_passages_are_judged_as_labelled(file: str) -> None:
    """A change of the checklist must not lose what it already understands; the known misses are printed."""
    counts = {status: [0, 0] for status in STATUSES}
    for item, groups in passages(file).items():
        for wanted, texts in groups.items():
            for text in texts:
                got = judged(item, text)
                counts[wanted][0] += got == wanted
                counts[wanted][1] += 1
                if got != wanted:
                    print(f"known miss: {item} {wanted} -> {got}: {text}")
    shares = {status: 100 * right / of for status, (right, of) in counts.items() if of}
    print(file, {status: f"{share:.1f}" for status, share in shares.items()})
    for status, floor in FLOORS[file].items():
        assert shares[status] >= floor, f"{file}: {status} {shares[status]:.1f} % < {floor} %"


def test_every_item_of_the_outline_has_passages() -> None:
    """A new item of the outline needs passages; a passage of an item that does not exist is a slip."""
    outline = {item.id for item in shipped().items if item.id.startswith("O")}
    assert {item for file in FLOORS for item in passages(file)} == outline
