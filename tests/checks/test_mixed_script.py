"""One script a report; wrong conversions are found by their words, right ones with the same characters are not."""

from __future__ import annotations

import pytest
from form_texts import flags, item, quotes
from hypothesis import given
from hypothesis import strategies as st

_SIMPLIFIED = (
    "石岭镇人民政府2023年度法治政府建设情况报告\n2023年，石岭镇扎实推进法治建设，"
    "现将情况报告如下。\n{}\n组织宣传18场，调解纠纷45件。"
)
_TRADITIONAL = (
    "石嶺鎮人民政府2023年度法治政府建設情況報告\n2023年，石嶺鎮扎實推進法治建設，"
    "現將情況報告如下。\n{}\n組織宣傳18場，調解糾紛45件。"
)
_WRONG = [(word, entry) for entry in item("T3")["options"]["wrong"] for word in entry.get("in", ())]
_RIGHT = [word for entry in item("T3")["options"]["wrong"] for word in entry.get("right", ())]


@given(st.sampled_from(_WRONG), st.integers(1, 4))
def test_a_wrong_conversion_is_found_once(wrong: tuple[str, dict[str, str]], times: int) -> None:
    """Each word of the list is one finding, its other places are related ones, and the count is told."""
    word, entry = wrong
    (flag,) = flags("T3", _TRADITIONAL.format("\n".join(f"、{word}、有關工作。" for _ in range(times))))
    assert len(flag.related) == times - 1
    assert word.replace(entry["has"], entry["for"]) in str(flag.fields["reason_zh"])
    assert f"全文{times}处" in str(flag.fields["reason_zh"])


@given(st.sampled_from(_WRONG))
def test_the_right_character_passes(wrong: tuple[str, dict[str, str]]) -> None:
    """The words that the list gives as right are right, and none of them is on the list itself."""
    word, entry = wrong
    right = word.replace(entry["has"], entry["for"])
    assert right not in [listed for listed, _ in _WRONG]


@given(st.lists(st.sampled_from(_RIGHT), min_size=1, max_size=5))
def test_right_words_with_the_same_characters_pass(words: list[str]) -> None:
    """製造, 麵粉, 複雜, 頭髮."""
    assert not flags("T3", _TRADITIONAL.format("、".join(words) + "。"))


@pytest.mark.parametrize(
    "line",
    [
        "船隻有12艘，重複發生，重複工作，符合標準入庫，標準許可，應儘快，關係統一，關係好，日前颱風登陸，巡迴訪談。",
        "面對多輪疫情，制定預案，複議案件12件，飛機製造企業3家，餅乾等乾貨充足。",
        "設立諮詢點和咨詢電話，佈局、布局、註冊、注冊、台灣、臺灣、着力、著力，群眾、羣眾，為、爲。",
        "户内没有决定，黄色手册，减税，强化温度，录入。",
    ],
)
def test_variants_in_traditional_text_pass(line: str) -> None:
    """Spellings that are both usual are left alone."""
    assert not flags("T3", _TRADITIONAL.format(line))


@pytest.mark.parametrize(
    "line",
    [
        "调解员王喆、李堃、张昇、陈鈺参加培训。",
        "指导“鴻運茶樓”“樂家園”等商户合规经营。",
        "乾隆年间古桥，瞭望塔，乾坤湾。",
    ],
)
def test_names_in_simplified_text_pass(line: str) -> None:
    """Rare characters of persons, names of firms in quotation marks."""
    assert not flags("T3", _SIMPLIFIED.format(line))


def test_the_other_script_is_found() -> None:
    """A run of the other script is one finding, in the author's own characters."""
    assert quotes("T3", _SIMPLIFIED.format("全镇推進法治政府建設，成效明显。")) == ["進法治政府建設"]
    assert quotes("T3", _TRADITIONAL.format("镇综合执法队開展檢查。")) == ["镇综合执法队"]


@given(st.text(alphabet=" 　\u200b機製", max_size=30))
def test_blanks_do_not_shift_the_place(line: str) -> None:
    """What is flagged are the author's characters, wherever blanks stood before them."""
    for quote in quotes("T3", _TRADITIONAL.format(line + "。機製")):
        assert "".join(quote.split()).replace("\u200b", "") == "機製"


def test_pure_texts_pass() -> None:
    """A text in one script alone, also without any telling character."""
    for text in (_SIMPLIFIED.format(""), _TRADITIONAL.format(""), "一二三", ""):
        assert not flags("T3", text)
