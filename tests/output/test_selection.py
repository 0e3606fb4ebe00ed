"""Which items' findings are wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_result import CHECKLIST, RESULT

from fzlint.output.selection import UnknownItemError, kept, selected_codes

ALL = {item.id for item in (*CHECKLIST.items, *CHECKLIST.checks)}
CONTENTS = {"S1", "S2", "S3", "S4", "S5"}
OUTLINE = {"O1.1", "O2.1", "O2.2", "O2.3", "O3.1", "O10.1"}


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "codes"),
    [
        (["S4"], [], [], {"S4"}),
        (["s4,C2"], [], [], {"S4", "C2"}),
        (["S4， C2 ,"], [], [], {"S4", "C2"}),
        (["S4", "C2"], [], [], {"S4", "C2"}),
        (["O"], [], [], OUTLINE),
        (["O2"], [], [], {"O2.1", "O2.2", "O2.3"}),
        (["O1"], [], [], {"O1.1"}),
        (["O10"], [], [], {"O10.1"}),
        (["O2."], [], [], {"O2.1", "O2.2", "O2.3"}),
        (["contents"], [], [], CONTENTS),
        (["checks"], [], [], {"C2", "C5"}),
        (["ALL"], [], [], ALL),
        (["o2.2"], [], [], {"O2.2"}),
        ([], ["O"], [], ALL - OUTLINE),
        ([], ["outline,C2"], [], ALL - OUTLINE - {"C2"}),
        (["C"], ["C2"], [], {"C5"}),
        (["C2"], ["C"], [], {"C2"}),
        (["contents"], ["S3"], [], CONTENTS - {"S3"}),
        (["S"], ["contents"], [], CONTENTS),
        (["C2"], ["C2"], [], set()),
        (["S4"], [], ["C"], {"S4", "C2", "C5"}),
        ([], ["C"], ["C2"], ALL - {"C5"}),
        ([], [], ["C2"], ALL),
        ([], ["all"], ["S4"], {"S4"}),
    ],
)
def test_selected(select: list[str], ignore: list[str], extend: list[str], codes: set[str]) -> None:
    """Codes, prefixes, names, groups; the more exact word decides, then --ignore."""
    found = selected_codes(CHECKLIST, select, ignore, extend)
    assert (ALL if found is None else found) == codes


def test_nothing_told_is_everything() -> None:
    """Without options, and with empty ones, all is wanted."""
    assert selected_codes(CHECKLIST, [], [], []) is None
    assert selected_codes(CHECKLIST, [" ,"], [""], []) is None


@pytest.mark.parametrize("word", ["S9", "O2.", "content", "比率", "S4x", "1", "C2*"])
def test_unknown_words_are_refused(word: str) -> None:
    """A word that means nothing is no silent nothing."""
    if word == "O2.":
        word = "O7."
    with pytest.raises(UnknownItemError) as caught:
        selected_codes(CHECKLIST, ["S4"], [f"C2,{word}"], [])
    assert (caught.value.option, caught.value.word) == ("--ignore", word)


def test_findings_go_verdicts_and_score_stay() -> None:
    """What is not selected is left out; what was judged is not changed."""
    result = replace(RESULT, broken=(("C2", "x"), ("C5", "y")))
    left = kept(result, frozenset({"C5", "S3"}))
    assert {finding.code for finding in left.findings} == {"C5", "S3"}
    assert left.broken == (("C5", "y"),)
    assert (left.verdicts, left.score) == (result.verdicts, result.score)
    assert kept(result, None) is result


WORDS = st.lists(
    st.sampled_from([*sorted(ALL), "S", "O", "O2", "C", "contents", "outline", "checks", "all"]), max_size=4
)


@given(WORDS, WORDS, WORDS)
def test_order_does_not_matter(select: list[str], ignore: list[str], extend: list[str]) -> None:
    """The same words in another order, or in one list with commas, mean the same; all is partitioned."""
    found = selected_codes(CHECKLIST, select, ignore, extend)
    assert found == selected_codes(CHECKLIST, select[::-1], [",".join(ignore)], extend[::-1])
    for word in ignore:
        if word in ALL:
            assert word not in (found or ())
