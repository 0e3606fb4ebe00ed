"""Two paragraphs side by side: every character is shown, what differs is marked, what agrees is not."""

from __future__ import annotations

import itertools

from copied_texts import FORMULAIC, SAME_SUBJECT
from hypothesis import given
from hypothesis import strategies as st

from fzlint.gap.copied.marking import side_by_side
from fzlint.gap.copied.telling import cut, plain, window

STORY = (
    "龙洞村两个组为一股泉水吵了八年，镇里请水利站测了流量，定下单双日轮流放水的办法，两边按了手印。"
    "麻柳湾一户在承包地里打地基，执法队上门3回，把卫星图摊开给他看。渠首装上铁闸，钥匙由老支书保管。"
)
TEXT = st.text(st.sampled_from("法治政府，。；！？1290 一二《》\n\U00020000"), max_size=60)


def marked(one: str, other: str) -> tuple[str, str]:
    """Both texts with what differs in brackets."""
    first, second = side_by_side(one, other)
    return plain(first, "【", "】"), plain(second, "【", "】")


@given(TEXT, TEXT)
def test_nothing_is_lost_and_what_agrees_is_the_same(one: str, other: str) -> None:
    """The pieces are the texts; what is not marked has the same characters on both sides; pieces alternate."""
    first, second = side_by_side(one, other)
    assert ("".join(text for text, _ in first), "".join(text for text, _ in second)) == (one, other)
    same = [sorted("".join(text for text, differs in side if not differs)) for side in (first, second)]
    assert same[0] == same[1]
    for side in (first, second):
        assert all(text for text, _ in side)
        assert all(before[1] != after[1] for before, after in itertools.pairwise(side))


@given(TEXT)
def test_the_same_text_has_no_marks(text: str) -> None:
    """Nothing differs from itself."""
    assert side_by_side(text, text) == (((text, False),) if text else (),) * 2


def test_a_number_is_marked_as_a_whole() -> None:
    """Nobody reads a number of which a digit is marked."""
    assert marked(STORY, STORY.replace("3回", "13回")) == (
        STORY.replace("3回", "【3】回"),
        STORY.replace("3回", "【13】回"),
    )


def test_moved_sentences_are_not_marked() -> None:
    """A sentence that stands elsewhere in the other paragraph is still the same sentence."""
    first, second, third = (f"{sentence}。" for sentence in STORY.rstrip("。").split("。"))
    moved = third + first.replace("八年", "十二年") + second
    assert marked(STORY, moved) == (STORY.replace("八", "【八】"), moved.replace("十二", "【十二】"))


def test_chance_agreement_is_no_agreement() -> None:
    """Single characters that happen to stand in both are marked with what surrounds them."""
    for one, other in SAME_SUBJECT:
        first, _ = side_by_side(one, other)
        same = [text for text, differs in first if not differs]
        assert sum(map(len, same)) < 0.5 * len(one)


def test_a_long_paragraph_is_shown_where_it_agrees() -> None:
    """What is shown begins near the copied text, and says that it is not all."""
    long = "".join(FORMULAIC) * 2 + STORY
    assert window(STORY, ((0, len(STORY)),)) == STORY
    start = long.index("龙洞村")
    assert window(long, ((start, len(long)),)) == f"……{STORY}"
    assert window(long, ()).endswith("……")
    assert len(window("法" * 10**6, ((0, 9),))) < 700


def test_cut() -> None:
    """The first characters of a text in pieces."""
    segments = (("龙洞村", False), ("两个组", True), ("吵了八年", False))
    assert cut(segments, 100) == segments
    assert cut(segments, 4) == (("龙洞村", False), ("两……", True))
    assert cut(segments, 6) == (*segments[:2], ("……", False))
