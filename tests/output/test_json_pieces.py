"""The JSON output is written report by report, and is what it would be in one piece."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_result import CHECKLIST

from fzlint.output import json_
from fzlint.output.standing import Notice
from fzlint.result import Failure, Result

TITLES = st.text(st.sampled_from('年度 \n\r\u2028"\\[]{},:"reports": [a\x00\x1f#[')) | st.just('\n "reports": [')


@given(st.lists(TITLES, max_size=3), st.booleans())
def test_pieces_are_the_document(titles: list[str], noticed: bool) -> None:
    """Whatever reports say, their lines and margins are those of the standard library."""
    results = [Result(f"{index}.txt", kind="annual-report", title=title) for index, title in enumerate(titles)]
    results += [Result("x.txt", error=Failure("crash", title)) for title in titles[:1]]
    notices = [Notice("stale-baseline", titles[0] if titles else "", "a.json")] if noticed else []
    joined = json_.render(results, CHECKLIST, notices)
    document = json.loads(joined)
    assert [report["title"] for report in document["reports"]] == [result.title for result in results]
    assert joined == json_.escaped(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


@pytest.mark.parametrize("number", [1, 5])
def test_no_piece_holds_several_reports(number: int) -> None:
    """Thousands of reports are never one text in memory."""
    results = [Result(f"{index}.txt") for index in range(number)]
    pieces = list(json_.pieces(results, CHECKLIST))
    assert max(piece.count('"path"') for piece in pieces) == 1
    assert sum(piece.count('"path"') for piece in pieces) == number
