"""Parts that add up pass and parts that do not are flagged, however the list is written."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from figures_texts import codes, flags, han
from hypothesis import assume, given
from hypothesis import strategies as st

_KINDS = ["劳资纠纷", "邻里纠纷", "婚姻家庭纠纷", "物业纠纷", "山林土地纠纷", "交通事故纠纷", "消费纠纷"]
_LISTS = [
    "全年受理矛盾纠纷{total}，其中{parts}。",
    "今年共受理各类纠纷{total}，其中：{parts}，群众比较满意。",
    "全年受理纠纷{total}（其中{parts}），均登记在册。",
    "全年受理纠纷{total}。其中，{parts}。",
    "全年受理纠纷{total}：{parts}。",
    "全年受理纠纷{total}，包括{parts}，罚款12.5万元。",
    "全年受理纠纷{total}，里头{parts}。",
]
_BEHIND = ["全年受理{parts}，合计{total}。", "全年受理{parts}，共计{total}，登记在册。"]


@dataclass(frozen=True)
class Case:
    """A list of parts in some phrasing; ``numerals`` writes its numbers."""

    form: str
    parts: tuple[int, ...]
    chinese: bool
    unit: str

    def text(self, total: int) -> str:
        """The sentence with this total."""
        number = han if self.chinese else str
        parts = "、".join(f"{kind}{number(n)}{self.unit}" for kind, n in zip(_KINDS, self.parts, strict=False))
        return self.form.format(total=f"{number(total)}{self.unit}", parts=parts)


_CASES = st.builds(
    Case,
    st.sampled_from(_LISTS + _BEHIND),
    st.lists(st.integers(2, 900), min_size=3, max_size=6).map(tuple),
    st.booleans(),
    st.sampled_from(["件", "宗", "起", "户", "人次"]),
)


@given(_CASES)
def test_right_sums_pass(case: Case) -> None:
    """The total of its parts is never flagged."""
    assert flags("C1", case.text(sum(case.parts))) == []


@given(_CASES, st.floats(0.93, 1.07))
def test_wrong_sums_are_flagged(case: Case, factor: float) -> None:
    """A total a little beside the sum of three or more parts is flagged once, with the right reckoning."""
    right = sum(case.parts)
    total = round(right * factor)
    assume(total != right and total not in case.parts and right / total >= 0.94)
    assume(all(sum(case.parts[i:j]) != total for i in range(7) for j in range(i + 1, 8)))
    found = flags("C1", case.text(total))
    assert len(found) == 1
    assert found[0].fields["sum"] == f"{right}{case.unit}"
    assert found[0].fields["total"] == f"{total}{case.unit}"


@given(_CASES, st.integers(30, 400))
def test_partial_lists_pass(case: Case, percent: int) -> None:
    """A list behind 其中 that names a small share of the total is a partial list."""
    assume("其中" in case.form and "（" not in case.form)
    total = sum(case.parts) * (130 + percent) // 100
    assert flags("C1", case.text(total)) == []


@given(_CASES, st.integers(-20, 20), st.sampled_from(["约{}", "近{}", "{}余", "超{}"]))
def test_approximate_totals_pass(case: Case, beside: int, form: str) -> None:
    """A rounded total is not reckoned."""
    assume("{total}" in case.form and "合计" not in case.form and "共计" not in case.form)
    assume(not case.chinese)
    total = max(3, sum(case.parts) + beside)
    text = case.text(total).replace(f"{total}{case.unit}", form.format(total) + case.unit, 1)
    assert flags("C1", text) == []


@given(st.integers(5, 400), st.integers(1, 60), st.integers(1, 60), st.integers(-9, 9), st.booleans())
def test_files_cleaned_up(kept: int, changed: int, dropped: int, beside: int, chinese: bool) -> None:
    """Kept, changed and repealed files make all files that were gone through."""
    number = han if chinese else str
    total = kept + changed + dropped + beside
    assume(total > 3 and 0.75 < (total - beside) / total < 1.25 and total not in (kept, changed, dropped))
    text = f"对{number(total)}份文件逐份清理，废止{number(dropped)}份、修改{number(changed)}份、保留{number(kept)}份。"
    assert bool(flags("C1", text)) == (beside != 0)


@given(st.integers(20, 900), st.integers(1, 15), st.integers(-4, 4), st.sampled_from(["其余", "剩余", "余下", "另"]))
def test_what_is_left_over(total: int, left: int, beside: int, word: str) -> None:
    """What is left is the whole less what was done."""
    done = total - left
    stated = left + beside
    assume(stated > 0 and done > 0 and stated not in (done, total))
    text = f"接到群众反映{total}件，当场解决{done}件，{word}{stated}件正在办理。"
    assert bool(flags("C1", text)) == (beside != 0)


@pytest.mark.parametrize(
    "text",
    [
        "全年排查纠纷405件，调解成功392件，其中劳资58件、物业203件、邻里131件。",
        "年度目录收入11项，其中举行听证的3项、委托评估的9项，1项两者兼有。",
        "清理证明26种，保留3种。",
        "查处案件120件，其中食品58件、药品30件、广告20件等。",
        "全年出动2360人次，其中夜查3次、联合检查12次。",
        "投入经费186.5万元，其中普法62.3万元、装备88.2万元、培训36万元。",
        "培训160人，其中科级干部42人，执法人员98人，合格156人。",
    ],
)
def test_sound_lists_pass(text: str) -> None:
    """Parts of the nearer figure, overlapping parts, examples, other units, decimals, figures behind a list."""
    assert codes(text) == set()


def test_place_and_reckoning() -> None:
    """The flag spans total and parts; its message shows the reckoning in the unit written."""
    (flag,) = flags("C1", "共投入专项经费186.5万元，其中普法经费62.3万元、执法装备98.2万元、培训经费36万元。")
    assert flag.fields == {
        "total": "186.5万元",
        "parts": "62.3 + 98.2 + 36",
        "sum": "196.5万元",
        "difference": "10万元",
    }
