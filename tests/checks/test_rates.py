"""Rates that follow from their figures pass, rounded or cut off; others are flagged; unfit pairs stay silent."""

from __future__ import annotations

import math

import pytest
from figures_texts import codes, flags, han
from hypothesis import assume, given
from hypothesis import strategies as st

_FORMS = [
    "全年立案{whole}宗，结案{part}宗，结案率{rate}。",
    "全年立案{whole}宗。结案{part}宗，结案率为{rate}。",
    "排查隐患{whole}处，已整改{part}处，整改率达{rate}。",
    "受理矛盾纠纷{whole}起，成功化解{part}起，化解率{rate}，群众满意。",
    "应出庭{whole}件，实际出庭{part}件，出庭应诉率达到{rate}。",
    "回访群众{whole}人，满意{part}人，满意率{rate}。",
    "抽检食品{whole}批次，合格{part}批次，抽检合格率{rate}。",
    "全年受理热线工单{whole}件，按期办结{part}件，按期办结率{rate}。",
    "征集意见{whole}条，采纳{part}条，采纳率{rate}。",
    "共有案卷{whole}卷，其中优秀{part}卷，占{rate}。",
    "评查案卷{whole}宗，优秀率{rate}（{part}宗）。",
    "办理复议案件，审结{whole}件，撤销、变更等纠错{part}件，纠错率{rate}。",
]
_FIGURES = st.tuples(st.integers(20, 9000), st.floats(0.05, 0.99)).map(lambda x: (x[0], max(1, int(x[0] * x[1]))))


def _percent(value: float, decimals: int, *, cut: bool = False) -> str:
    scaled = math.floor(value * 10**decimals) / 10**decimals if cut else value
    return f"{scaled:.{decimals}f}%"


@given(st.sampled_from(_FORMS), _FIGURES, st.integers(0, 2), st.booleans())
def test_right_rates_pass(form: str, figures: tuple[int, int], decimals: int, cut: bool) -> None:
    """Rounded or cut off, with no, one or two decimals."""
    whole, part = figures
    rate = _percent(100 * part / whole, decimals, cut=cut)
    assume(not rate.startswith("100"))
    assert flags("C2", form.format(whole=whole, part=part, rate=rate)) == []


@given(st.sampled_from(_FORMS), _FIGURES, st.floats(1.2, 9), st.booleans())
def test_wrong_rates_are_flagged(form: str, figures: tuple[int, int], beside: float, below: bool) -> None:
    """A rate more than a point beside what its figures make is flagged once, and the message gives the right one."""
    whole, part = figures
    right = 100 * part / whole
    stated = right - beside if below else right + beside
    assume(1 < stated < 99.9 and 3 < part < whole)
    assume(abs(stated - 100 * part / (whole + part)) > 0.3)  # else the rate fits the figures read another way
    (found,) = flags("C2", form.format(whole=whole, part=part, rate=f"{stated:.1f}%"))
    assert found.fields["reckoning"] == f"{part} ÷ {whole}"
    assert found.fields["computed"] == f"{right:.1f}%"


@given(_FIGURES)
def test_chinese_numerals(figures: tuple[int, int]) -> None:
    """Rates in Chinese numerals are reckoned like others."""
    whole, part = figures
    tenths = round(1000 * part / whole)
    assume(10 < tenths < 990)

    def text(value: int) -> str:
        decimal = f"点{han(value % 10)}" if value % 10 else ""
        return f"协商{han(whole)}件，谈成{han(part)}件，谈成率百分之{han(value // 10)}{decimal}。"

    if tenths % 10:
        assert flags("C2", text(tenths)) == []
    other = tenths + 35 if tenths < 500 else tenths - 35
    assert len(flags("C2", text(other))) == 1


@given(st.integers(20, 900), st.floats(0.4, 1.9), st.booleans(), st.floats(-30, 30))
def test_growth(old: int, factor: float, compared: bool, beside: float) -> None:
    """Growth between two stated figures: right when it follows, flagged when far beside."""
    new = round(old * factor)
    assume(abs(new - old) > 2 and abs(beside) > 2)
    right = 100 * abs(new - old) / old
    assume(right + beside > 0.5)
    verb, to = ("增长", "增至") if new > old else ("下降", "降至")

    def text(rate: float) -> str:
        if compared:
            return f"全年接处投诉{new}件，较2023年的{old}件{verb}{rate:.1f}%。"
        return f"立案数由{old}件{to}{new}件，{verb}{rate:.1f}%。"

    assert flags("C2", text(right)) == []
    assert len(flags("C2", text(right + beside))) == 1


@given(st.integers(10, 500), st.integers(1, 9))
def test_full_rate_with_fewer_done(whole: int, missing: int) -> None:
    """100 % means all; with fewer done than taken it is flagged, also where rounding would give it."""
    assume(missing < whole)
    text = "受理投诉{}件，办结{}件，办结率100%。"
    assert len(flags("C2", text.format(whole, whole - missing))) == 1
    assert flags("C2", text.format(whole, whole)) == []


@pytest.mark.parametrize(
    "text",
    [
        "结案率达93.5%，比上年提高2个百分点。",
        "发现隐患120处，当场整改95处，限期整改25处，整改率100%。",
        "旧存案件12件，新收案件156件，办结151件，未结17件，结案率89.9%。",
        "行政诉讼案件8件，审结5件，负责人出庭3件，出庭率100%。",
        "受理120件，办结110件，按时办结率100%，满意率98%。",
        "受理80件，办结76件，满意率约90%。",
        "地区生产总值由1120亿元增加到1210亿元，增长5.6%。",
        "城镇新增就业3.6万人，完成目标任务的120%，财政自给率101%。",
        "一审案件98件，同比减少14件，下降12.5%。",
        "网上可办率由92%提高到98.5%，提高6.5个百分点。",
    ],
)
def test_unfit_pairs_stay_silent(text: str) -> None:
    """No figures, split figures, carried-over cases, other wholes, narrower rates, real growth, targets."""
    assert codes(text) == set()


@pytest.mark.parametrize("text", ["全年办结率达102%。", "全年办件多，网办率100.5%，办结率105%。"])
def test_more_than_all(text: str) -> None:
    """A rate of things done cannot exceed 100 %."""
    assert flags("C2", text)
