"""A report is signed with body and date, at its end, under its title, or in the index table of its page."""

from __future__ import annotations

import pytest
from form_texts import TEXT, TITLE, flags, quotes, told
from hypothesis import given
from hypothesis import strategies as st

_LAST = "全年没有发生行政败诉案件。"
_BODIES = ["石岭镇人民政府", "松溪县石岭镇人民政府", "石岭镇人民政府办公室", "石岭镇", "石岭镇法治政府建设工作领导小组"]
_DATES = ["2024年1月12日", "2024年1月", "二〇二四年一月十二日", "2024.1.12", "2024-01-12", "2024年1月 日"]


def _report(*end: str, head: str = "") -> str:
    return "\n".join((*([head] if head else []), TITLE, TEXT, "一、主要工作", _LAST, *end))


@given(st.sampled_from(_BODIES), st.sampled_from(_DATES), st.sampled_from(["", "特此报告。"]))
def test_body_and_date_pass(body: str, date: str, closing: str) -> None:
    """Full and short names, and dates in any numerals, also with a day that is still blank."""
    assert not flags("D3", _report(*([closing] if closing else []), body, date))


@pytest.mark.parametrize("end", [(), ("特此报告。",), ("（此件公开发布）",)])
def test_nothing_at_the_end(end: tuple[str, ...]) -> None:
    """The last sentence of the text is shown; a closing formula is none."""
    assert quotes("D3", _report(*end)) == [_LAST]


@pytest.mark.parametrize(("end", "lacks"), [("石岭镇人民政府", "成文日期"), ("2024年1月12日", "署名单位")])
def test_only_one_of_the_two(end: str, lacks: str) -> None:
    """The reason names the half that is missing."""
    assert f"没有{lacks}" in told(flags("D3", _report(end)))


@pytest.mark.parametrize(
    "raw",
    [
        f"发布机构：石岭镇人民政府\n成文日期：2024-01-12\n{_report()}",
        f"发布单位：石岭镇人民政府 发布时间：2024-01-12\n{_report()}",
        f"{TITLE}\n石岭镇人民政府\n（2024年1月12日）\n{TEXT}\n一、主要工作\n{_LAST}",
        f"发布日期：2024-01-15\n{_report('石岭镇人民政府')}",
    ],
)
def test_other_places_count(raw: str) -> None:
    """An index table, the lines under the title, and one half here and one there."""
    assert not flags("D3", raw)


def test_an_empty_document_is_not_judged() -> None:
    """Without a sentence there is nothing to sign."""
    assert not flags("D3", "")
