"""Copied text: what was taken over is found, what merely sounds alike is not, and both places are told."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace

import pytest
from copied_texts import FORMULAIC, KINDS, SAME_SUBJECT, altered, linter, make_pair, originals, pairs, read
from hypothesis import given, settings
from hypothesis import strategies as st

from fzlint.gap.copied import PREVIOUS, SHARED, Document, find_copies
from fzlint.gap.copied.index import MOST_HOLDERS, Index

TITLE = "{}镇人民政府关于{}年度法治政府建设情况的报告\n一、主要工作\n"
STORY = (
    "龙洞村两个组为一股泉水吵了八年，镇里请水利站测了流量，定下单双日轮流放水的办法，两边按了手印，渠首装上铁闸，"
    "钥匙由老支书保管；麻柳湾一户在承包地里打地基，执法队上门三回，把卫星图摊开给他看，又帮他在老宅基上申请翻修。"
)
OTHER_STORY = (
    "集市东头的豆腐坊夜里机器声大，左邻右舍睡不着觉，调解员请来检测站半夜测分贝，算出加装隔音棉要花的钱，"
    "作坊主和房东各认一半，开工时间挪到清早六点以后，此后再没有人为这件事打热线。"
)


def report(place: str, year: int, *paragraphs: str) -> Document:
    """A small report of a town."""
    return read(f"{place}{year}.txt", TITLE.format(place, year) + "\n".join(paragraphs))


@pytest.mark.parametrize("kind", KINDS)
def test_precision_and_recall_on_known_copies(kind: str) -> None:
    """On a hundred pairs with known copies nearly all are found, and next to nothing else."""
    counts: Counter[str] = Counter()
    errors = []
    for pair in pairs([kind]):
        found = find_copies([pair.own, pair.earlier]).documents[0]
        lines = {copy.place.line for copy in found.copies}
        counts["right"] += len(lines & pair.copies)
        counts["wrong"] += len(lines - pair.copies)
        counts["missed"] += len(pair.copies - lines)
        errors.append(abs(found.share - pair.share))
    precision = counts["right"] / (counts["right"] + counts["wrong"])
    recall = counts["right"] / (counts["right"] + counts["missed"])
    print(f"{kind}: precision {precision:.3f}, recall {recall:.3f}, share off by {sum(errors) / len(errors):.3f}")
    assert precision >= 0.95
    assert recall >= 0.9
    assert sum(errors) / len(errors) < 0.05


def test_reports_of_different_authors_share_nothing() -> None:
    """The constructed reports speak of the same work and share the same formulas; nothing in them is copied."""
    found = find_copies([read(f"{stem}.txt", text) for stem, text in originals().items()])
    assert [copy.place.quote for document in found.documents for copy in document.copies] == []


@pytest.mark.parametrize("pair", SAME_SUBJECT, ids=lambda pair: pair[0][:8])
def test_the_same_subject_in_other_words_is_no_copy(pair: tuple[str, str]) -> None:
    """Two bodies that did the same work wrote about it on their own."""
    found = find_copies([report("清河", 2023, pair[0]), report("松山", 2023, pair[1])])
    assert not any(document.copies for document in found.documents)


@pytest.mark.parametrize("formula", FORMULAIC, ids=lambda text: text[:12])
def test_official_formulas_are_nobodys_words(formula: str) -> None:
    """A paragraph of formulas stands in every report."""
    found = find_copies([report("清河", 2023, formula, STORY), report("松山", 2023, formula, OTHER_STORY)])
    assert not any(document.copies for document in found.documents)


def test_skeletons_of_short_statistics_are_no_copies() -> None:
    """“受理…件，审结…件” is how everybody reports."""
    one = report("清河", 2023, "办理人大代表建议7件、政协提案11件，办结率100%。公开政府信息412条，受理依申请公开5件。")
    other = report("松山", 2023, "办理人大代表建议3件、政协提案9件，办结率100%。公开政府信息88条，受理依申请公开1件。")
    assert not any(document.copies for document in find_copies([one, other]).documents)


def test_both_places_are_told() -> None:
    """The copy and its origin can be shown side by side: line, section, quote and what of it agrees."""
    old = report("清河", 2022, OTHER_STORY, STORY)
    new = report(
        "清河",
        2023,
        "今年以来新装路灯八盏，方便老人夜里出门散步，也方便学生下晚自习回家。",
        STORY.replace("八年", "十年"),
    )
    (copy,) = find_copies([new], previous=[old]).documents[0].copies
    assert copy.kind == PREVIOUS
    assert (copy.place.line, copy.origin.place.line) == (4, 4)
    assert copy.place.section == "一、主要工作"
    assert "十年" in copy.place.quote
    assert "八年" in copy.origin.place.quote
    assert copy.origin.path == "清河2022.txt"
    (span,) = copy.spans
    assert copy.place.quote[slice(*span)] == copy.place.quote
    assert copy.spans == copy.origin.spans


def test_spans_point_into_the_quote_with_blanks() -> None:
    """The author's blanks, which the comparison does not see, do not shift what is marked."""
    half = STORY.split("；")[0].replace("，", "， ") + "。" + OTHER_STORY
    found = find_copies([report("清河", 2023, half), report("松山", 2023, STORY.replace("；", "。"))])
    copies = [copy for document in found.documents for copy in document.copies]
    marked = {copy.place.quote[slice(*span)] for copy in copies for span in copy.spans}
    assert any(text.startswith("龙洞村") and text.endswith("保管。") for text in marked)


def test_a_half_copied_paragraph_counts_with_its_copied_sentences() -> None:
    """The share of copied text is made of the sentences taken over, not of the paragraphs they stand in."""
    old, new = report("清河", 2022, STORY), report("清河", 2023, STORY + OTHER_STORY[:60] + "。")
    told = find_copies([new], previous=[old]).documents[0]
    assert told.copied == len(STORY)
    assert told.characters == len(STORY) + 61


def test_plans_carried_out_are_no_copies() -> None:
    """What last year's report planned and this year's reports as done need not be worded anew."""
    plan = "二、下一步打算\n" + STORY
    old = report("清河", 2022, OTHER_STORY, plan)
    assert find_copies([report("清河", 2023, STORY)], previous=[old]).documents[0].copies == ()


def test_versions_of_one_report_are_not_compared() -> None:
    """A draft and the final text of the same body and year are the same report."""
    one, other = report("清河", 2023, STORY), replace(report("清河", 2023, STORY), path="draft.txt")
    assert not any(document.copies for document in find_copies([one, other]).documents)


def test_an_earlier_report_in_the_batch_is_last_years() -> None:
    """Reports of several years in one folder need not be told apart by hand; the earlier one is no copy."""
    found = find_copies([report("清河", 2023, STORY), report("清河", 2022, STORY)])
    assert [[copy.kind for copy in document.copies] for document in found.documents] == [[PREVIOUS], []]


def test_a_paragraph_of_many_bodies_is_one_group() -> None:
    """Who shares it can be counted: every body is told how many others have the paragraph."""
    places = [first + second for first in "青白石柳" for second in "云河泉桥"]
    found = find_copies([report(place, 2023, STORY, f"{place}的事。") for place in places])
    copies = [copy for document in found.documents for copy in document.copies]
    assert len(copies) == len(places)
    assert {copy.kind for copy in copies} == {SHARED}
    assert len({copy.group for copy in copies}) == 1
    assert {copy.others for copy in copies} == {len(places) - 1}


def test_traditional_and_simplified_copies_are_found() -> None:
    """A copy that was converted to the other script is still a copy, quoted in its author's characters."""
    traditional = (
        STORY.replace("两", "兩").replace("个", "個").replace("为", "為").replace("单双", "單雙").replace("执", "執")
    )
    found = find_copies([report("清河", 2023, traditional), report("松山", 2023, STORY)])
    (copy,) = found.documents[0].copies
    assert copy.place.quote.startswith("龙洞村兩個")


def test_the_result_is_json_and_the_same_every_time() -> None:
    """Other programs read it; the same input gives the same output."""
    pair = make_pair(3, "all-at-once", 9)
    once, again = (find_copies([pair.own, pair.earlier]).data() for _ in range(2))
    assert json.loads(json.dumps(once)) == json.loads(json.dumps(again))
    assert once["documents"][0]["share"] == round(
        once["documents"][0]["copied"] / once["documents"][0]["characters"], 3
    )


@given(st.integers(0, 10**6), st.sampled_from(KINDS))
@settings(max_examples=40, deadline=None)
def test_a_told_story_is_found_however_it_is_changed(seed: int, kind: str) -> None:
    """A long paragraph of somebody's own is found whatever figures, names, words and order were changed."""
    changed = altered(random.Random(seed), kind, STORY)
    found = find_copies([report("清河", 2023, OTHER_STORY, changed), report("松山", 2023, STORY)])
    assert [copy.place.line for copy in found.documents[0].copies] == [4]


@given(st.text(st.sampled_from("一是《》。；，#@镇在\n \ud800的了1２%（")))
@settings(max_examples=60, deadline=None)
def test_hostile_text_never_raises(text: str) -> None:
    """Text from strangers is data."""
    one, other = read("a.txt", TITLE.format("清河", 2023) + text), read("b.txt", TITLE.format("松山", 2023) + text)
    for document in find_copies([one, other], previous=[other]).documents:
        assert 0 <= document.share <= 1


def test_a_run_that_stands_everywhere_costs_little() -> None:
    """What all paragraphs have in common finds no candidates, however many there are."""
    index = Index()
    for number in range(MOST_HOLDERS * 100):
        index.add(number, [600, 606, 6000 + 6 * number])
    assert index.candidates([600, 606]) == []
    assert index.candidates([600, 6000, 6006, 6000 + 6 * 77]) == []
    index.add(9999, [12, 18])
    assert index.candidates([12, 18]) == [9999]


def test_sections_name_what_is_compared() -> None:
    """Only the parts that the checklist names are compared: no title, no preamble, no sign-off."""
    parts = set(linter().checklist.section("copied")["parts"])
    document = read("w2_05.txt", originals()["w2_05"])
    assert {paragraph.part for paragraph in document.paragraphs} <= parts
    assert not any("现将本街道" in paragraph.text for paragraph in document.paragraphs)
