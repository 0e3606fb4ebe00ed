"""Quantities are read with their value, unit and place however they are written; nothing else is taken for one."""

from __future__ import annotations

import time

import pytest
from figures_texts import codes, context, figures, han, quantities
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checks.figures import figures_of

_UNITS = ["件", "宗", "人次", "户", "处", "份", "个", "场次"]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("236件", 236, "件"),
        ("二百一十四件", 214, "件"),
        ("三千八百人", 3800, "人"),
        ("一万零六百人", 10600, "人"),
        ("1 206 件", 1206, "件"),
        ("３２６件", 326, "件"),
        ("3,452.6万元", 34_526_000, "万元"),
        ("1.18亿元", 118_000_000, "亿元"),
        ("92.1%", 92.1, "%"),
        ("９２．１％", 92.1, "%"),
        ("百分之九十二点一", 92.1, "%"),
        ("百分之百", 100, "%"),
        ("九成五", 95, "%"),
        ("2.5个百分点", 2.5, "个百分点"),
        ("136.5平方米", 136.5, "平方米"),
    ],
)
def test_value_and_unit(written: str, value: float, unit: str) -> None:
    """Arabic and Chinese numerals, any width, blanks and commas inside, large units, percent."""
    found = quantities(f"全年共办理{written}，群众满意。")[0]
    assert (round(found.value, 6), found.unit, found.approx) == (value, unit, False)


@pytest.mark.parametrize(
    "written",
    ["约400件", "近400件", "400余件", "四百多件", "超过400件", "400件以上", "400件左右", "3—5件", "3-5件",
     "1.2万余人次", "1.2万人次", "不少于4名", "逾400件"],
)  # fmt: skip
def test_approximate(written: str) -> None:
    """What the author rounded is never reckoned with."""
    assert all(quantity.approx for quantity in quantities(f"全年办理{written}，群众满意。"))


@pytest.mark.parametrize("written", ["签约427户", "履约42件", "节约28吨", "通过36件", "附近12户"])
def test_words_that_only_look_approximate(written: str) -> None:
    """约 and 过 inside other words round nothing."""
    found = quantities(f"年内{written}，群众满意。")[0]
    assert found.exact or written == "附近12户"


@pytest.mark.parametrize(
    "text",
    ["2024年12月4日", "《纲要(2021—2025年)》", "“三项制度”", "第3季度", "第二批", "12345热线", "国办发〔2023〕27号",
     "二〇二三年", "X017线", "一次办妥", "一是抓落实"],
)  # fmt: skip
def test_no_quantity(text: str) -> None:
    """Dates, ordinals, titles, numbers of roads and lines, and figures of speech are no quantities."""
    assert quantities(f"坚持{text}，工作有序。") == []


@given(st.integers(2, 99_999_999))
def test_chinese_numerals_round_trip(number: int) -> None:
    """Any number in Chinese numerals has its value."""
    found = quantities(f"全年受理{han(number)}件，群众满意。")
    assert [q.value for q in found] == [number]


@given(
    st.lists(st.tuples(st.integers(1, 99_999), st.sampled_from(_UNITS), st.sampled_from(["", " ", "　"])), max_size=8)
)
def test_places_are_exact(parts: list[tuple[int, str, str]]) -> None:
    """Each quantity maps back to the author's own characters, blanks and width included."""
    body = "全年" + "，".join(f"办理甲类{number}{blank}{unit}" for number, unit, blank in parts) + "，工作有序推进。"
    given_ = context(body)
    found = [quantity for group in figures_of(given_).groups for quantity in group]
    view = given_.report.view
    assert [view.place(q.start, q.end).quote for q in found] == [f"{n}{b}{u}" for n, u, b in parts]


def test_previous_sentence() -> None:
    """A sentence knows the figures of the sentence right before it, but not across paragraphs."""
    found = figures("今年立案159宗。结案138宗。\n受理120件。")
    assert [q.value for q in found.previous(found.groups[1][0])] == [159]
    assert found.previous(found.groups[2][0]) == []


@given(
    st.text(alphabet="0123456789一二百千万亿成第百分之件宗人%,、;:。()《》“”其中共率占合计败诉\n.点约余", max_size=200)
)
def test_hostile_text_never_raises(body: str) -> None:
    """Any salad of numerals, units and marks is read without an error, twice the same."""
    assert codes(body) == codes(body)


@pytest.mark.parametrize(
    "body",
    ["1" * 400_000, "受理12件，" * 40_000, "其中劳资12件、" * 40_000, "率100%" * 60_000, "12件(" * 60_000,
     "百分之" * 100_000, "《" * 200_000, "受理12件，办结11件，其余3件" * 12_000, "万" * 300_000,
     "行政诉讼败诉1件，均胜诉" * 20_000],
)  # fmt: skip
def test_long_lines_are_read_in_linear_time(body: str) -> None:
    """A line of hundreds of thousands of characters costs seconds, not hours."""
    began = time.perf_counter()
    codes(body)
    assert time.perf_counter() - began < 20
