"""Several checklists as one, for outputs."""

from __future__ import annotations

from dataclasses import replace

from fzlint.checklist.loading import shipped
from fzlint.gate.united import united


def test_one_stays_itself() -> None:
    """Nothing is copied for the usual run."""
    assert united([shipped()]) is shipped()


def test_all_items_and_all_knowledge() -> None:
    """What only the second has is there; what both have is the first's."""
    first = shipped()
    own = first.items[0]._replace(id="Z1", name="own", title={"zh": "本局"})
    changed = first.items[1]._replace(title={"zh": "另一个"})
    sections = {**first.data["sections"], "sources": {"own": {"title": {"zh": "本局文件"}}}}
    second = replace(
        first, id="own", version="1", items=(own, changed), checks=(), data={**first.data, "sections": sections}
    )
    both = united([first, second])
    assert both.items == (*first.items, own)
    assert both.checks == first.checks
    assert both.section("sources") == {**first.section("sources"), "own": {"title": {"zh": "本局文件"}}}
    assert both.id == f"{first.id}+own"
    assert "own" not in first.section("sources")
