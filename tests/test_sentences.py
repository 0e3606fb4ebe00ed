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
# Percent of a file's passages judged as labelled: two points below what was measured when the floor was set. The
# checklist has been improved on every file since it was written; what each had on its first run, unseen, stands at its
# head (more 70.6, last 70.5, unseen 89.4, fresh 53.0, fresh2 65.9, fresh3 96.0, fresh4 50.5, fresh5 62.1 percent of
# the met) and says more of reports that nobody has seen: official prose is understood at first sight, plain talk half.
FLOORS = {
    "o1_o5.yaml": {"met": 95.7, "weak": 92.0, "missing": 90.8},
    "o6_o10.yaml": {"met": 97.2, "weak": 94.8, "missing": 94.8},
    "more.yaml": {"met": 96.7, "weak": 98.0, "missing": 98.0},
    "last.yaml": {"met": 94.5},
    "unseen.yaml": {"met": 96.4},
    "fresh.yaml": {"met": 98.0, "weak": 96.4, "missing": 98.0},
    "fresh2.yaml": {"met": 97.2, "weak": 98.0, "missing": 98.0},
    "fresh3.yaml": {"met": 98.0, "weak": 98.0, "missing": 98.0},
    "fresh4.yaml": {"met": 94.9, "weak": 98.0, "missing": 98.0},
    "fresh5.yaml": {"met": 93.4, "weak": 94.9, "missing": 98.0},
    "fresh6.yaml": {"met": 61.6},  # never mended after: what a first reading brings
}
# Whole small reports and what they say of the five contents; percent of verdicts as labelled, as above (on their first
# run 86.3, 88.0 and 85.3).
STRUCTURES = {"structures.yaml": 96.5, "structures2.yaml": 95.6, "structures3.yaml": 95.3}
CONTENTS = ("S1", "S2", "S3", "S4", "S5")
LETTERS = {"met": "m", "weak": "w", "missing": "-"}
OTHER_TESTS = {"contents.yaml", *STRUCTURES}  # of the five contents: read by other means


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


@pytest.mark.parametrize("file", STRUCTURES)
def test_contents_are_found_however_a_report_is_built(file: str) -> None:
    """Missing and odd headings, parts hidden in others, one paragraph only: the verdicts on the five contents."""
    data = yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    right = of = 0
    for report in data["reports"]:
        text = report["text"]
        for name, block in data["blocks"].items():
            text = text.replace(f"{{{name}}}", block)
        statuses = {v.item: v.status for v in linter().lint(Source("report.txt", text, "utf-8")).verdicts}
        got = "".join(LETTERS[statuses[item]] for item in CONTENTS)
        right += sum(a == b for a, b in zip(got, report["want"], strict=True))
        of += len(CONTENTS)
        if got != report["want"]:
            print(f"known miss: {report['want']} -> {got}: {text.splitlines()[0]}")
    print(file, f"{100 * right / of:.1f}")
    assert 100 * right / of >= STRUCTURES[file]


def test_every_file_has_a_floor_and_every_item_passages() -> None:
    """A new file of passages needs a floor, a new item of the outline needs passages."""
    assert {path.name for path in FOLDER.glob("*.yaml")} - OTHER_TESTS == set(FLOORS)
    outline = {item.id for item in shipped().items if item.id.startswith("O")}
    for file in FLOORS:
        assert set(passages(file)) <= outline
    assert {item for file in ("more.yaml", "last.yaml", "unseen.yaml") for item in passages(file)} == outline
