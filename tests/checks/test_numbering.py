"""Right numberings of every shape pass; one number changed gives one finding, at the place a reader would name."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from form_texts import flags, quotes, report, told
from hypothesis import given
from hypothesis import strategies as st

from fzlint.checks.numbered.counts import circled, han

_BODY = "全镇组织开展有关工作，取得较好成效，群众满意度稳步提升。"
_STYLES: dict[str, Callable[[int], str]] = {
    "han": lambda n: f"{han(n)}、",
    "han_bracket": lambda n: f"（{han(n)}）",
    "digit": lambda n: f"{n}.",
    "digit_comma": lambda n: f"{n}、",
    "digit_bracket": lambda n: f"（{n}）",
    "circled": circled,
    "part": lambda n: f"第{han(n)}部分 ",
}
_NESTED = [("han", "han_bracket", "digit"), ("han", "digit", "digit_bracket"), ("han_bracket", "digit", "circled"),
           ("part", "han", "han_bracket"), ("digit_comma", "han_bracket", "digit_bracket")]  # fmt: skip


def _line(style: str, number: int) -> str:
    return f"{_STYLES[style](number)}第{'甲乙丙丁'[number % 4]}项事项。{_BODY}"


@st.composite
def _documents(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Numbered lines of three levels; the lower counts restart under each parent or run on."""
    top, middle, low = draw(st.sampled_from(_NESTED))
    restart = draw(st.booleans())
    lines: list[tuple[str, int]] = []
    running = 0
    for number in range(1, draw(st.integers(2, 12)) + 1):
        lines.append((top, number))
        for position in range(1, draw(st.integers(0, 5)) + 1):
            running += 1
            lines.append((middle, position if restart else running))
            lines += [(low, n) for n in range(1, draw(st.sampled_from([0, 0, 2, 3])) + 1)]
    return lines


@given(_documents())
def test_right_numbers_pass(lines: list[tuple[str, int]]) -> None:
    """Any nesting, restarted under each parent or running on."""
    assert not flags("D2", report(*(_line(*line) for line in lines)))


@given(st.sampled_from(sorted(_STYLES)), st.integers(4, 12), st.data())
def test_a_gap_is_one_finding_behind_it(style: str, size: int, data: st.DataObject) -> None:
    """A line left out is reported once, at the line that follows it."""
    gone = data.draw(st.integers(2, size - 1))
    lines = [_line(style, n) for n in range(1, size + 1) if n != gone]
    (quote,) = quotes("D2", report(*lines))
    assert quote.startswith(_STYLES[style](gone + 1).strip())


@given(st.sampled_from(sorted(_STYLES)), st.integers(3, 12), st.booleans(), st.data())
def test_a_repeat_is_one_finding_at_the_second(style: str, size: int, goes_on: bool, data: st.DataObject) -> None:
    """A number that stands twice is reported once, whether the count then goes on from it or skips one."""
    twice = data.draw(st.integers(2, size - 1))
    numbers = [*range(1, twice + 1), twice, *range(twice + (1 if goes_on else 2), size + 2)]
    raw = report(*(_line(style, n) for n in numbers))
    (flag,) = flags("D2", raw)
    assert "重复" in told([flag])
    assert raw[: raw.index(_line(style, twice)) + 10].count("\n") < raw[: _raw_offset(raw, flag.start)].count("\n")


def _raw_offset(raw: str, offset: int) -> int:
    from fzlint.text.view import View

    return View(raw).raw_offset(offset)


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("一、 二、 （三） 四、", "（三）"),
        ("一、 2. 三、 四、", "2."),
        ("一、 （一） （二） 三、 （四） 二、 三、", "三、"),
        ("一、 （一） （二） 二、 （一） （二） （三） 三、 （一） 2. （三）", "2."),
        ("一、 （一） （二） 二、 1. 2. （三） 四、", "（三）"),
    ],
)
def test_another_levels_style_is_one_finding(numbers: str, wrong: str) -> None:
    """A heading in the style of another level breaks two counts and is reported once, at itself."""
    lines = [f"{marker}有关事项。{_BODY}" for marker in numbers.split()]
    (flag,) = flags("D2", report(*lines))
    assert "层级" in told([flag])
    assert quotes("D2", report(*lines))[0].startswith(wrong)


@pytest.mark.parametrize(
    "lines",
    [
        ["一、主要工作", "开展学习。（一）规范执法。办理案件9件。", "（二）化解纠纷。调解31件。"],
        ["一、主要工作", "1.2023年组织学法12次。", "2.规范执法。", "3.10个村聘请法律顾问。", "4.接受监督。"],
        [
            "一、主要工作",
            "3、4月份开展执法检查。",
            "12.4宪法日开展宣传。",
            "1.5万元用于普法。",
            "二、存在问题",
            "力量不足。",
        ],
        ["目录", "一、主要工作", "二、存在问题", "一、主要工作", _BODY, "二、存在问题", _BODY],
        ["主要工作", f"1.开展学习。{_BODY}", "存在问题", f"1.力量不足。{_BODY}", f"2.经费不足。{_BODY}"],
        ["一、主要工作", "镇党委提出：“做到以下几点：", "一、学法。", "三、用法。”", _BODY, "二、存在问题", _BODY],
        ["一、二季度检查各6次。", "一、主要工作", _BODY, "二、存在问题", _BODY],
        ["一、主要工作", "1.开展学习。", "2.规范执法。", "附件：1.统计表", "2.明细表", "3.清单"],
    ],
)
def test_what_is_no_broken_number(lines: list[str]) -> None:
    """Numbers inside lines, decimals, dates, contents, plain headings, quotations and attachments."""
    assert not flags("D2", report(*lines))


@given(
    st.lists(st.integers(2, 6), min_size=1, max_size=5),
    st.sampled_from(["{}是", "{}要", "第{}，", "其{}，"]),
    st.booleans(),
)
def test_right_run_in_items_pass(sizes: list[int], form: str, own_lines: bool) -> None:
    """Each paragraph has its series, or each item its paragraph."""
    series = [[f"{form.format(han(n))}抓好第{n}类事项。" for n in range(1, size + 1)] for size in sizes]
    lines = [item for items in series for item in items] if own_lines else ["主要做法：" + "".join(s) for s in series]
    assert not flags("D2", report(*lines))


@given(st.integers(4, 8), st.booleans(), st.booleans(), st.data())
def test_a_broken_run_in_series_is_one_finding(size: int, own_lines: bool, gap: bool, data: st.DataObject) -> None:
    """A gap or a repeat, in one paragraph or over several, is reported once at the item behind it."""
    at = data.draw(st.integers(2, size - 1))
    numbers = [n for n in range(1, size + 1) if n != at] if gap else [*range(1, at + 1), at, *range(at + 2, size + 1)]
    items = [f"{han(n)}是抓好有关事项。" for n in numbers]
    raw = report(*items) if own_lines else report("主要做法：" + "".join(items))
    assert [quote[:2] for quote in quotes("D2", raw)] == [f"{han(at + 1 if gap else at)}是"]


@pytest.mark.parametrize(
    "lines",
    [
        ["首先，学习不够深入。", "二是力量不足。", "三是形式单一。"],
        ["重点是一是抓学习，二是抓执法。"],
        ["一是抓学习。重点做到：一是领导学；二是干部学。", "二是抓执法。", "三是抓普法。"],
        ["一是一，二是二，实事求是。"],
        ["“一是抓学习，三是抓普法”写进工作手册。"],
        ["坚持人民第一，三要素齐全，十是常用数。"],
    ],
)
def test_what_is_no_broken_series(lines: list[str]) -> None:
    """First items in other words, items of items, idioms and quotations."""
    assert not flags("D2", report(*lines))


def test_the_reason_names_what_is_missing() -> None:
    """A reader learns which number stood before and which is missing."""
    (flag,) = flags("D2", report("一、甲事项", _BODY, "二、乙事项", _BODY, "五、丙事项", _BODY))
    assert re.search("“二、”.*“五、”.*“三、—四、”", told([flag]))
