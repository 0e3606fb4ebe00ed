"""What is told of copied text: shares, both sides, clusters; letters name other bodies only; JSON is read again."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

import pytest
from copied_batch import GIVER, TAKERS, copied_batch, many_bodies, one_body
from copied_texts import read
from hypothesis import given
from hypothesis import strategies as st
from sample_batch import messages
from test_copied import OTHER_STORY, STORY, report

from fzlint.checklist.loading import shipped
from fzlint.gap.copied import PREVIOUS, SHARED, Document, find_copies
from fzlint.gap.copied.stored import copied_data, copied_of
from fzlint.gap.copied.telling import CopiedText, percent
from fzlint.gap.copied.wording import CopiedWording
from fzlint.gap.table import json_text
from fzlint.output.shapes import ShapeError


def told(*texts: Document, previous: tuple[Document, ...] = ()) -> CopiedText:
    """What is told of these reports."""
    return CopiedText(find_copies(texts, previous=previous), {}, len(previous))


def test_shares_add_up_and_are_of_both_kinds() -> None:
    """Own words of last year and words of others are told apart; what is both counts once."""
    old = report("清河", 2022, STORY)
    found = told(report("清河", 2023, STORY, OTHER_STORY), report("松山", 2023, STORY), previous=(old,))
    body = found.bodies["清河2023.txt"]
    assert (body.found.copied, body.found.previous, body.found.shared) == (len(STORY),) * 3
    assert body.share == body.share_previous == body.share_shared
    assert {source.kind for source in body.sources} == {PREVIOUS, SHARED}
    other = found.bodies["松山2023.txt"]
    assert (other.share_previous, other.share) == (0, 1)
    assert [entry.label for entry in found.ranked] == ["松山镇人民政府", "清河镇人民政府"]


def test_the_longest_come_first_and_the_rest_is_counted() -> None:
    """Of many copies the long ones are shown; the number and characters of the others are told."""
    parts = [STORY, OTHER_STORY, *STORY.replace("；", "。").split("。")[:1]]
    new, old = report("清河", 2023, *parts), report("清河", 2022, *parts)
    body = told(new, previous=(old,)).bodies["清河2023.txt"]
    pairs = body.pairs(10)
    assert [pair.characters for pair in pairs] == sorted((len(part) for part in parts), reverse=True)
    assert [pair.own.place.line for pair in body.pairs(1) if pair.own.place] == [3]
    assert body.left(1) == (2, sum(map(len, parts)) - len(STORY))
    assert body.left(10) == (0, 0)


def test_both_sides_have_places_and_texts() -> None:
    """A pair can be looked up in both reports, and shows what differs."""
    old = report("清河", 2022, OTHER_STORY, STORY.replace("八年", "七年"))
    (pair,) = told(report("清河", 2023, STORY), previous=(old,)).bodies["清河2023.txt"].pairs(5)
    assert pair.own.place is not None
    assert pair.other.place is not None
    assert (pair.own.place.line, pair.other.place.line) == (3, 4)
    assert pair.other.place.section == "一、主要工作"
    assert [text for text, differs in pair.own.segments if differs] == ["八"]
    assert [text for text, differs in pair.other.segments if differs] == ["七"]
    assert (pair.other.body, pair.other.year, pair.other.path) == ("清河镇人民政府", 2022, "清河2022.txt")


def test_a_paragraph_of_thirty_bodies_is_one_entry() -> None:
    """One entry with thirty places, not 435 pairs; each of the bodies refers to it."""
    places = [first + second for first in "青白石柳松" for second in "云河泉桥溪湖"]
    found = told(*(report(place, 2023, f"{STORY}{place}的事也写了一笔。") for place in places))
    (cluster,) = found.clusters
    assert (cluster.number, cluster.bodies, len(cluster.places)) == (1, 30, 30)
    assert {place.path for place in cluster.places} == {f"{place}2023.txt" for place in places}
    for body in found.bodies.values():
        (pair,) = body.pairs(5)
        assert (pair.cluster, pair.others) == (1, 29)
        assert len(body.sources) == 29


def test_variants_of_a_paragraph_are_one_entry() -> None:
    """Each body reworded it somewhat: still one paragraph that they share."""
    clauses = STORY.replace("；", "。").rstrip("。").split("，")
    places = [first + second for first in "青白石" for second in "云河泉桥"]
    texts = [
        "，".join(
            clause + ("实实在在" if position == at % len(clauses) else "") for position, clause in enumerate(clauses)
        )
        for at in range(len(places))
    ]
    found = told(*(report(place, 2023, f"{text}。") for place, text in zip(places, texts, strict=True)))
    assert [cluster.bodies for cluster in found.clusters] == [len(places)]


def test_two_paragraphs_in_one_do_not_join_their_bodies() -> None:
    """Who has a paragraph made of two others shares each of them; those who have one of them do not share both."""
    both = report("青云", 2023, STORY + OTHER_STORY)
    found = told(
        both, report("白河", 2023, STORY), report("石泉", 2023, OTHER_STORY), report("柳溪", 2023, OTHER_STORY)
    )
    clusters = [({place.body[:2] for place in cluster.places}, cluster.quote) for cluster in found.clusters]
    assert clusters == [({"青云", "石泉", "柳溪"}, OTHER_STORY), ({"青云", "白河"}, STORY)]
    (long,) = (body for body in found.bodies.values() if body.label == "青云镇人民政府")
    assert all(pair.cluster for pair in long.pairs(9))


def test_shown_without_rapidfuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found elsewhere is shown, with what differs, where nothing can be searched for."""
    batch, _ = copied_batch()
    assert batch.copied is not None
    fresh = CopiedText(batch.copied.copies, batch.labels())
    for name in ("rapidfuzz", "rapidfuzz.fuzz", "rapidfuzz.distance"):
        monkeypatch.setitem(sys.modules, name, None)
    assert [cluster.bodies for cluster in fresh.clusters] == [4, 4]
    for body in fresh.ranked:
        for pair in body.pairs(9):
            assert pair.other.segments
            assert all(text for text, _ in pair.own.segments)


def test_a_letter_tells_of_others_their_names_only() -> None:
    """Neither file nor place nor words of another body leave the house; last year's own report is shown in full."""
    batch, _ = copied_batch()
    alone, _ = one_body("w1_03.txt")
    assert alone.copied is not None
    assert batch.copied is not None
    assert alone.copied.clusters == ()
    (letter,) = alone.copied.bodies.values()
    assert letter.share == batch.copied.bodies["w1_03.txt"].share
    kinds = {pair.kind for pair in letter.pairs(99)}
    assert kinds == {PREVIOUS, SHARED}
    for pair in letter.pairs(99):
        if pair.kind == PREVIOUS:
            assert pair.other.path == "old-w1_03.txt"
            assert pair.other.place is not None
        else:
            assert (pair.other.path, pair.other.place, pair.other.segments) == ("", None, ())
            assert pair.other.body in {body.label for body in batch.bodies}
            assert pair.others == len(TAKERS)
    data = json_text(copied_data(alone.copied))
    assert f"{GIVER}.txt" not in data


def test_everybody_is_told_of() -> None:
    """The giver and the takers are all among the bodies with copied text; who took nothing is not."""
    batch, _ = copied_batch()
    assert batch.copied is not None
    assert {f"{name}.txt" for name in (GIVER, *TAKERS)} <= {body.path for body in batch.copied.ranked}
    assert "w1_07.txt" not in {body.path for body in batch.copied.ranked}
    assert [cluster.bodies for cluster in batch.copied.clusters] == [4, 4]


def test_few_pairs_of_many_reports() -> None:
    """A report on thousands of bodies shows the longest copies of each, a letter all of them."""
    assert many_bodies(30).copied.most_pairs == 20  # type: ignore[union-attr]
    many = replace(find_copies([]), documents=find_copies([report("清河", 2023, STORY)]).documents * 2000)
    assert CopiedText(many, {}).most_pairs == 3
    alone, _ = one_body()
    assert alone.copied is not None
    assert alone.copied.most_pairs == 100


@pytest.mark.parametrize(
    ("share", "words"), [(None, "—"), (0, "0%"), (0.001, "<1%"), (0.005, "0%"), (0.126, "13%"), (1, "100%")]
)
def test_percent(share: float | None, words: str) -> None:
    """Shares are whole per cent; a little is not nothing."""
    assert percent(share) == words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences(language: str) -> None:
    """What was compared, what was found, what could not be compared; nothing accuses."""
    wording = CopiedWording(messages(language), shipped())
    batch, _ = copied_batch()
    assert batch.copied is not None
    said = list(wording.overview(batch.copied))
    assert len(said) >= 3
    assert list(wording.overview(batch.copied, short=True)) == said[1:3]
    nothing = told(report("清河", 2023, STORY), report("松山", 2023, OTHER_STORY))
    assert len(list(wording.overview(nothing))) == 2
    missing = CopiedText(find_copies([]), {}, 0, tuple((f"{number}.json", "results") for number in range(12)))
    assert len(wording.missing(missing)) == 11
    assert list(wording.overview(missing)) == []
    said += [text for body in batch.copied.bodies.values() for text in (*wording.opening(body), wording.letter(body))]
    said += [*wording.missing(missing), messages(language)("copied.note")]
    assert not [word for word in ("抄袭", "剽窃", "照搬", "copied from", "plagiar") for text in said if word in text]
    assert not [text for text in said if text.startswith("copied.")]
    empty = CopiedText(find_copies([read("a.txt", "清河镇2023年度法治政府建设情况报告\n")]), {})
    (body,) = empty.bodies.values()
    assert body.share is None
    assert list(wording.opening(body)) == [messages(language)("copied.one.no-text")]


def test_json_is_read_again() -> None:
    """What is written today can be shown again without the texts, the same to the letter."""
    batch, _ = copied_batch()
    assert batch.copied is not None
    stored = {"gap": {"copied": json.loads(json_text(copied_data(batch.copied)))}}
    again = copied_of([stored], ["gap.json"], batch.labels())
    assert again.copies == batch.copied.copies
    assert again.clusters == batch.copied.clusters
    assert (again.earlier, again.not_compared) == (2, ())
    without = copied_of([{"reports": []}], ["check.json"], {})
    assert (without.copies.documents, without.not_compared) == ((), (("check.json", "results"),))


def test_several_results_stay_apart() -> None:
    """Groups of two files do not run into each other, and it is said that nothing was compared between them."""
    batch, _ = copied_batch()
    assert batch.copied is not None
    stored = {"gap": {"copied": json.loads(json_text(copied_data(batch.copied)))}}
    again = copied_of([stored, stored], ["a.json", "b.json"], batch.labels())
    groups = [{copy.group for found in part for copy in found.copies if copy.kind == SHARED}
              for part in (again.copies.documents[:5], again.copies.documents[5:])]  # fmt: skip
    assert groups[0]
    assert groups[1]
    assert not groups[0] & groups[1]
    assert again.not_compared == (("", "apart"),)


def _places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the values of some JSON stand."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in entries for place in _places(value, (*path, key)))]


@given(st.data())
def test_stored_copies_may_be_anything(data: st.DataObject) -> None:
    """Any value in any place is either read or refused by name; never a traceback."""
    batch, _ = one_body()
    assert batch.copied is not None
    stored = {"gap": {"copied": json.loads(json_text(copied_data(batch.copied)))}}
    stored["gap"]["copied"]["documents"][0]["copies"] = stored["gap"]["copied"]["documents"][0]["copies"][:2]
    place = data.draw(st.sampled_from([place for place in _places(stored) if len(place) > 2]))
    value = data.draw(
        st.sampled_from([None, -1, 10**30, "x", "\ud800\x1b", [], {}, [[5, 2]], [["a", None]], 1.5, True])
    )
    target: Any = stored
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = value
    try:
        found = copied_of([stored], ["gap.json"], {})
    except ShapeError as error:
        where = error.where
    else:
        where = "read"
        for body in found.bodies.values():
            assert len(body.pairs(9)) == len(body.found.copies)
        assert found.clusters == ()  # of a letter
    assert where
