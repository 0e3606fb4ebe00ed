"""A title must name the body, the year and the kind of report; anything that does is left alone."""

from __future__ import annotations

import pytest
from form_texts import TEXT, flags, quotes, told
from hypothesis import given
from hypothesis import strategies as st

_BODIES = ["石岭镇人民政府", "五里街道", "松溪县水利局", "云河市", "松溪县石岭镇人民政府", "五里街道办事处"]
_YEARS = ["2023年度", "2021年", "二〇二三年度", "二○二二年", "2024 年度"]
_KINDS = [
    "法治政府建设情况报告",
    "推进法治政府建设工作情况的报告",
    "法治政府建设年度报告",
    "依法行政工作总结",
    "法治建设工作总结",
]


def _text(title: str) -> str:
    return f"{title}\n{TEXT}\n一、主要工作\n全年办理案件31件。"


@given(st.sampled_from(_BODIES), st.sampled_from(_YEARS), st.sampled_from(_KINDS), st.booleans(), st.booleans())
def test_a_full_title_passes(body: str, year: str, kind: str, about: bool, year_first: bool) -> None:
    """Body, year and kind in any usual order and numerals are enough."""
    title = f"{year}{body}{kind}" if year_first else f"{body}{'关于' if about else ''}{year}{kind}"
    assert not flags("D1", _text(title)), title


@given(st.sampled_from(_BODIES), st.sampled_from(_KINDS))
def test_a_title_without_year(body: str, kind: str) -> None:
    """The year is missed and named, and nothing else is."""
    found = flags("D1", _text(f"{body}{kind}"))
    assert len(found) == 1
    assert "年份" in told(found)
    assert "单位" not in told(found)


@given(st.sampled_from(_YEARS), st.sampled_from(["", "关于", "关于推进"]), st.sampled_from(_KINDS))
def test_a_title_without_body(year: str, own: str, kind: str) -> None:
    """关于 and what follows it are no name."""
    found = flags("D1", _text(f"{own}{year}{kind}"))
    assert len(found) == 1
    assert "单位名称" in told(found)


@pytest.mark.parametrize(
    "text",
    [TEXT, f"一、主要工作\n{TEXT}", f"松溪县司法局：\n{TEXT}"],
)
def test_no_title(text: str) -> None:
    """The first words of the text are shown, at most forty characters."""
    (quote,) = quotes("D1", text + "\n二、存在问题\n力量不足。")
    assert text.startswith(quote)
    assert len(quote) <= 40


@pytest.mark.parametrize(
    "title",
    [
        "石岭镇人民政府法治政府建设情况报告\n（2023年度）",
        "石岭镇人民政府\n关于2023年度法治政府建设情况的报告",
        "石岭镇人民政府2023年度推进法治政府建设\n工作情况的报告",
        "石嶺鎮人民政府2023年度法治政府建設情況報告",
    ],
)
def test_a_title_over_lines_or_in_traditional_script(title: str) -> None:
    """Line breaks, a bracket under the title and the other script do not hide what is there."""
    assert not flags("D1", _text(title))


def test_a_date_under_the_title_is_no_year() -> None:
    """The day on which a report was signed does not say which year it reports on."""
    assert flags("D1", _text("石岭镇人民政府法治政府建设情况报告\n（2024年1月12日）"))
