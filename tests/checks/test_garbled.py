"""What encodings, fonts and filters leave behind is found, few places of each kind; readable text never is."""

from __future__ import annotations

import pytest
from form_texts import flags, quotes, report
from hypothesis import given
from hypothesis import strategies as st

_HAN = st.text(alphabet="全镇普法执法审查报告案件管理办法推进建设群众满意", min_size=2, max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "健全锟斤拷制度。",
        "健全烫烫烫制度。",
        "健全\ufffd\ufffd制度。",
        "健全" + "法治公开".encode().decode("latin-1") + "制度。",
        "健全" + "法治".encode().decode("cp1252", "ignore") + "制度。",
        "健全\ue5d2制度。",
        "健全\x02制度。",
        "开展&nbsp;宣传。",
        "健全法治????制度。",
        "機(jī)制健全，建設(shè)有力。",
        "用*严格制度，推动*高质量发展。",
        "健全鍒跺害建设。",
        "推进鎵ф硶规范化。",
        "推进規(guī)范化建设。",
        "落实三项制度□□□建设。",
        "开展普法\\u6cd5\\u6cbb教育。",
        "加强法治%E6%B3%95%E6%B2%BB。",
        "印发《ʵʩ·½°¸》。",
        "健全执法жэ监督机制。",
    ],
)
def test_garbling_is_found(text: str) -> None:
    """Every kind, at least one place."""
    assert flags("T5", report(text))


@given(_HAN)
def test_text_read_in_a_wrong_encoding_is_found(text: str) -> None:
    """UTF-8 read as Latin-1 is found wherever it stands."""
    assert flags("T5", report(f"健全{text.encode().decode('latin-1')}制度。"))


@given(_HAN.filter(lambda text: len(text) % 2 == 0))
def test_utf_8_read_as_gbk_is_found(text: str) -> None:
    """涓枃 and its like, whatever the words were."""
    try:
        misread = text.encode().decode("gbk")
    except UnicodeDecodeError:
        misread = text.encode().decode("gb18030", "ignore")
    assert flags("T5", report(f"健全{misread}制度。"))


@given(st.lists(_HAN, min_size=1, max_size=5))
def test_readable_text_passes(lines: list[str]) -> None:
    """Chinese text is not garbled."""
    assert not flags("T5", report(*lines))


@pytest.mark.parametrize(
    "text",
    [
        "荥(xíng)阳来的务工人员参加培训。",
        "共开展执法检查*次，检查**家。",
        "为什么要办？？怎么办？？？（讨论）",
        "Café、naïve、Müller公司，25℃±2，αβγ，№5，㎡，½，A&B公司，R&D投入。",
        "面积3, 452. 6平方米，资金3, 120. 5万元。",
    ],
)
def test_what_is_no_garbling(text: str) -> None:
    """One reading of a rare character, placeholders, question marks, foreign words, blanks in numbers."""
    assert not flags("T5", report(text))


def test_many_places_are_few_findings() -> None:
    """Five places are shown, all are counted; places close together are one."""
    found = flags("T5", report(*["健全锟斤拷制度，全镇上下统一部署推进。"] * 40))
    assert len(found) == 5
    assert {flag.fields["count"] for flag in found} == {40}
    assert len(quotes("T5", report("健全锟斤拷锟斤拷锟斤拷制度。"))) == 1
