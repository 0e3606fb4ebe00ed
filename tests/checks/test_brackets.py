"""Paired text passes in any nesting; one mark taken away, added or swapped gives one finding."""

from __future__ import annotations

import pytest
from form_texts import flags, quotes, report, told
from hypothesis import assume, given
from hypothesis import strategies as st

_PAIRS = ["《》", "“”", "（）", "()", "〔〕", "【】", "（)", "(）", "「」"]
_WORDS = st.text(alphabet="全镇普法执审查报告案件管理办法", min_size=2, max_size=6)


@st.composite
def _paired(draw: st.DrawFn) -> list[str]:
    """Clauses of words, some of them in a pair of marks."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        word, pair = draw(_WORDS), draw(st.sampled_from(["", *_PAIRS]))
        if pair == "《》" and draw(st.booleans()):
            word += "〈" + draw(_WORDS) + "〉"
        if pair == "“”" and draw(st.booleans()):
            word += "《" + draw(_WORDS) + "》"
        parts.append(draw(_WORDS) + (f"{pair[0]}{word}{pair[1]}" if pair else word) + "，")
    return parts


@given(st.lists(_paired(), min_size=1, max_size=4))
def test_paired_text_passes(paragraphs: list[list[str]]) -> None:
    """Pairs of one kind in different widths, and pairs inside pairs."""
    assert not flags("R3", report(*("".join(parts)[:-1] + "。" for parts in paragraphs)))


@given(_paired(), st.data())
def test_a_lost_mark_is_one_finding(parts: list[str], data: st.DataObject) -> None:
    """A mark taken out of paired text is reported once."""
    text = "".join(parts)[:-1] + "。"
    places = [at for at, char in enumerate(text) if char in "《》“”（）()〔〕【】"]
    assume(places)
    at = data.draw(st.sampled_from(places))
    assert len(flags("R3", report(text[:at] + text[at + 1 :]))) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("印发《重大行政决策程序办法，明确范围。", "《重大行政决策程序办法，明"),
        ("全年依照行政处罚法》的规定处理12起。", "全年依照行政处罚法》"),
        ("设“说事点，由老党员坐堂，推行“一站式”服务。", "“说事点，由老党员坐堂，推"),
        ("设“说事点“，由老党员坐堂。", "“说事点“"),
        ("国办发〔2023]27号文件。", "〔2023]"),
        ("出台《关于“三治的意见》”等文件。", "《关于“三治的意见》”"),
    ],
)
def test_the_place_leads_a_reader_there(text: str, shown: str) -> None:
    """From the opening mark to some words behind it, or the stray mark with the words before it."""
    (quote,) = quotes("R3", report(text))
    assert quote.startswith(shown) or shown.endswith(quote)


@pytest.mark.parametrize(
    "lines",
    [
        ["做法：1）学习；2）执法；3）普法。"],
        ["做法（包括：1）学习；2）执法；3）普法）已落实。"],
        ["a)学习；b)执法；一）普法；①）应急。"],
        ["It’s a test，Citizen’s Desk窗口。"],
        ["会议指出：“要加强法治建设。", "“要规范执法。", "“要化解纠纷。”"],
        ["会议指出：“要加强", "法治建设，规范执法。”"],
        ["《石岭镇重大行政决策", "程序办法》印发执行。"],
        ['推行"一站式"服务，墙高3"。'],
        ["含（视频（线上）讲解）活动。"],
    ],
)
def test_what_is_no_broken_pair(lines: list[str]) -> None:
    """List markers, apostrophes, quotations over paragraphs, hard line ends, ASCII quotes, bracketed brackets."""
    assert not flags("R3", report(*lines))


@pytest.mark.parametrize(
    "text", ["落实《关于印发《普法规划》的通知》。", "落实《关于印发《甲办法》《乙办法》的通知》。"]
)
def test_a_kind_inside_itself_is_only_likely(text: str) -> None:
    """《》 inside 《》 is against the rules of punctuation but pairs: one milder finding."""
    (flag,) = flags("R3", report(text))
    assert flag.likely
    assert "内层" in told([flag])


def test_one_defect_does_not_spoil_the_next_paragraph() -> None:
    """A mark left open does not take the marks of later paragraphs with it."""
    lines = ["设“说事点，由老党员坐堂。", "“放管服”改革深入推进，成效明显。", "推行“一站式”服务。"]
    assert quotes("R3", report(*lines)) == ["“说事点，由老党员坐堂。"]
