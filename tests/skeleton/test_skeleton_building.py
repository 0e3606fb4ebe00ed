"""What a skeleton holds: the parts that are asked of a body for a year, no others, in order and numbered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from skeletons import BODIES, CASES, WORDS, skeleton

from fzlint.checklist.loading import shipped
from fzlint.skeleton.building import Kind, level_from_name, numeral
from fzlint.skeleton.plain import as_markdown, as_text
from fzlint.skeleton.signing import right_indents, width

GOLDEN = Path(__file__).parent / "golden" / "township-2025.txt"
LEFT_OUT = {
    "province": (),
    "city": (),
    "county": ("O3.1", "O3.2"),
    "department": ("O3.1", "O3.2"),
    "township": ("O3.1", "O3.2", "O7.2", "O7.3"),
    "subdistrict": ("O3.1", "O3.2", "O7.2", "O7.3"),
}


def _lines(level: str, year: int, kind: Kind) -> list[str]:
    return [block.text for block in skeleton(level, year).blocks if block.kind is kind]


def test_text_is_as_agreed() -> None:
    """A change of the skeleton is seen and meant (FZLINT_UPDATE_GOLDEN=1 writes it anew)."""
    text = as_text(skeleton("township", 2025), WORDS)
    if os.environ.get("FZLINT_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(("level", "year"), CASES)
def test_every_part_is_there(level: str, year: int) -> None:
    """Title, addressee, preamble, the four parts in order, sign-off: for every level and year."""
    made = skeleton(level, year)
    assert made.blocks[0].text == f"{BODIES[level]}关于{year}年度法治政府建设情况的报告"
    assert [block.kind for block in made.blocks[:2]] == [Kind.TITLE, Kind.ADDRESSEE]
    assert [block.kind for block in made.blocks[-2:]] == [Kind.BODY, Kind.DATE]
    assert made.blocks[-2].text == BODIES[level]
    assert made.blocks[-1].text.startswith(f"{year + 1}年")
    assert _lines(level, year, Kind.HEADING_1) == [
        "一、主要举措和成效",
        "二、党政主要负责人履行推进法治建设第一责任人职责情况",
        "三、存在的不足和原因",
        "四、下一年度主要安排",
    ]


@pytest.mark.parametrize("level", BODIES)
def test_what_is_not_asked_of_a_level_is_left_out(level: str) -> None:
    """Legislation, adjudication and reconsideration stand only where the checklist would miss them."""
    outline = [item for item in shipped().items if item.group == "outline"]
    text = as_text(skeleton(level, 2025), WORDS)
    for item in outline:
        # the part of an item that stands alone bears the part's name only
        told = item.remedy["zh"].removeprefix("写明").rstrip("。").replace("(", "（").replace(")", "）")
        assert (told in text) == (item.id not in LEFT_OUT[level]), item.id
    assert len(_lines(level, 2025, Kind.HEADING_2)) == 10


@pytest.mark.parametrize("level", BODIES)
@pytest.mark.parametrize("year", [2020, 2026])
def test_years_without_a_known_outline(level: str, year: int) -> None:
    """They get the contents of the regulation only, and a person is told why."""
    made = skeleton(level, year)
    assert made.note is not None
    assert not _lines(level, year, Kind.HEADING_2)
    assert made.hints == 7
    assert skeleton(level, 2025).note is None


@pytest.mark.parametrize(("level", "year"), CASES)
def test_numbers_run_on(level: str, year: int) -> None:
    """（一）（二）… through the outline, 1. 2. … anew in each part, never a single 1."""
    parts = _lines(level, year, Kind.HEADING_2)
    assert [part.partition("）")[0] for part in parts] == [f"（{numeral(at)}" for at in range(1, len(parts) + 1)]
    runs: list[list[int]] = [[]]
    for block in skeleton(level, year).blocks:
        if block.kind is Kind.HEADING_2:
            runs.append([])
        elif block.kind is Kind.HEADING_3:
            runs[-1].append(int(block.text.partition(".")[0]))
    assert all(run == list(range(1, len(run) + 1)) and len(run) != 1 for run in runs)


@pytest.mark.parametrize(("level", "year"), CASES)
def test_hints_have_one_form(level: str, year: int) -> None:
    """What is to be replaced always reads 【请填写：…】, without signs of its own inside and without a list of 单列."""
    for block in skeleton(level, year).blocks:
        for run in block.runs:
            assert run.hint == run.text.startswith("【请填写：")
            if run.hint:
                assert run.text.endswith("】")
                assert not set("【】()\n") & set(run.text[1:-1])
                assert "：单列" not in run.text


def test_the_regulation_is_not_cited_before_it_was_there() -> None:
    """A report on 2018 does not rest on a regulation of 2019."""
    name = "法治政府建设与责任落实督察工作规定"
    assert name not in as_text(skeleton("county", 2018), WORDS)
    assert name in as_text(skeleton("county", 2019), WORDS)


def test_addressee_replaces_the_hint() -> None:
    """A named addressee stands flush left with its colon."""
    lines = as_text(skeleton("township", 2025, addressee="青石县人民政府"), WORDS).splitlines()
    assert lines[2] == "青石县人民政府："


def test_a_department_whose_government_is_not_named_leaves_nothing_out() -> None:
    """Where the tier of a department is unknown, everything is offered."""
    assert "地方性法规" in as_text(skeleton("department", 2025, body="教育局"), WORDS)
    assert "地方性法规" in as_text(skeleton("department", 2025, body="澄江市教育局"), WORDS)
    assert "地方性法规" not in as_text(skeleton("department", 2025), WORDS)


@pytest.mark.parametrize("level", BODIES)
def test_the_name_tells_the_level(level: str) -> None:
    """A clerk need not know our words for levels; a name in Traditional script is read too."""
    assert level_from_name(shipped(), BODIES[level]) == level
    assert level_from_name(shipped(), "青石鎮人民政府") == "township"
    assert level_from_name(shipped(), "青石") is None


def test_markdown_has_the_same_words() -> None:
    """Markdown differs in its marks only."""
    made = skeleton("township", 2025)
    lines = as_markdown(made).split("\n\n")
    assert lines[0] == f"# {made.blocks[0].text}"
    assert "## 一、主要举措和成效" in lines
    assert "### （一）深入学习贯彻习近平法治思想" in lines
    assert [line.lstrip("# ").rstrip("\n") for line in lines] == [block.text for block in made.blocks]


@given(
    body=st.text("青石镇县人民政府ab1", min_size=1, max_size=60), date=st.text("2026年月日　", min_size=1, max_size=14)
)
def test_signature_follows_the_standard(body: str, date: str) -> None:
    """The date begins two characters right of the body; the longer line ends two characters from the margin."""
    first, second = right_indents(body, date, 2)
    assert min(first, second) == 2
    assert (first + width(body)) - (second + width(date)) == 2
