"""The linter on an untouched skeleton: every hint is a placeholder, and no hint counts as a content."""

from __future__ import annotations

from collections import Counter

import pytest
from skeletons import BODIES, CASES, WORDS, skeleton

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source
from fzlint.result import Result
from fzlint.skeleton.plain import as_markdown, as_text

LINTER = Linter(shipped())
DATE = 1  # the month and day left blank are a placeholder too


def _lint(text: str) -> Result:
    return LINTER.lint(Source("a.txt", text, "utf-8"))


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(("level", "year"), CASES)
def test_untouched_skeleton(level: str, year: int, form: str) -> None:
    """Read as what it is, each hint told once, nothing met, and no finding but what is still to be written."""
    made = skeleton(level, year)
    result = _lint(as_text(made, WORDS) if form == "text" else as_markdown(made))
    assert (result.kind, result.body, result.body_level, result.year) == ("annual-report", BODIES[level], level, year)
    assert {verdict.status for verdict in result.verdicts} <= {"missing", "not-applicable"}
    found = Counter(finding.code for finding in result.findings if not finding.code.startswith("O"))
    assert found == {"S1": 1, "S2": 1, "S3": 1, "S4": 1, "S5": 1, "T1": made.hints + DATE}
    assert not result.answers
    assert result.score is not None
    assert result.score.value == 0


def test_a_hint_replaced_counts() -> None:
    """What is written in place of a hint is judged; the hint beside it still is not."""
    made = skeleton("township", 2025)
    text = as_text(made, WORDS)
    before = _lint(text)
    hint = next(run.text for block in made.blocks for run in block.runs if run.hint and "行政调解案件" in run.text)
    for written in ("全年受理行政调解案件183件，达成协议170件。", f"全年受理行政调解案件183件。{hint}"):
        after = _lint(text.replace(hint, written))
        changed = {
            verdict.item: verdict.status
            for verdict, old in zip(after.verdicts, before.verdicts, strict=True)
            if verdict.status != old.status
        }
        assert changed == {"O7.1": "met"}


def test_filled_in_it_has_no_placeholder() -> None:
    """A skeleton whose hints were replaced and whose date was set gives no T1, D1, D2 or D3."""
    made = skeleton("township", 2025)
    text = as_text(made, WORDS)
    for block in made.blocks:
        for run in block.runs:
            if run.hint:
                text = text.replace(run.text, "全年办理此类事项12件，均已办结。")
    codes = {finding.code for finding in _lint(text.replace("　月　日", "1月20日")).findings}
    assert not codes & {"T1", "D1", "D2", "D3", "D4"}
