"""The examples of the shipped items are judged as the items say, and running them tells when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fzlint.checklist.loading import shipped, shipped_files
from fzlint.checklist.model import Checklist
from fzlint.checklist.validating import examine
from fzlint.examples import example_places, run_examples

ITEMS = [item.id for item in (*shipped().items, *shipped().checks)]
SETTINGS = """
items:
  - id: Z1
    name: served-at-home
    title: {zh: 上门服务}
    group: outline
    basis: [{source: outline-2021}]
    requirement: {zh: 写明上门服务。}
    why: {zh: 方便群众。}
    applies: {years: ..2018, levels: [county]}
    severity: {missing: note, weak: note}
    look_in: [%s]
    evidence:
      served: {any: [流动柜台]}
    remedy: {zh: 写明次数。}
    examples:
      met: [流动柜台12件。]
      weak: [继续用好流动柜台。, 流动柜台9件。]
      missing: [修路3公里。]
"""


@pytest.mark.parametrize("id_", ITEMS)
def test_shipped_examples(id_: str) -> None:
    """Every example of the item gives what it stands for."""
    outcomes = run_examples(shipped(), [id_])
    assert outcomes
    assert [(o.expected, o.got, o.text, o.detail) for o in outcomes if o.surprise] == []


@pytest.mark.parametrize("part", ["measures", "next-year, shortcomings", "first-responsible", "preamble"])
def test_surprise_is_found_and_placed(part: str) -> None:
    """An example stands under the heading of its part, in a report its item is asked of; a wrong one is told."""
    base = [(path, path.read_bytes()) for path in shipped_files()]
    examined = examine([(Path("own.yaml"), (SETTINGS % part).encode())], base=base)
    assert examined.data is not None, examined.problems
    outcomes = run_examples(Checklist.from_data(examined.data), ["Z1"])
    assert [(o.expected, o.index) for o in outcomes if o.surprise] == [("weak", 1)]
    places = example_places(examined.documents)
    assert len(places) == 4
    text = SETTINGS % part
    line = text[: text.index("流动柜台9件")].count("\n") + 1
    assert places["Z1", "weak", 1] == ("own.yaml", line, len("      weak: [继续用好流动柜台。, ") + 1)
