"""Numbers of persons are found by shape, check digit and the words before them; other numbers are not."""

from __future__ import annotations

import datetime

import pytest
from form_texts import flags, item, quotes, report
from hypothesis import assume, given
from hypothesis import strategies as st

from fzlint.checks.personal_data import identity_check, luhn, mask

_BIRTHS = st.dates(datetime.date(1930, 1, 1), datetime.date(2015, 12, 31))


@st.composite
def _identities(draw: st.DrawFn) -> str:
    """18 characters with a right check digit (GB 11643—1999)."""
    region, order = draw(st.integers(110000, 659999)), draw(st.integers(0, 999))
    front = f"{region}{draw(_BIRTHS):%Y%m%d}{order:03}"
    return next(front + check for check in "0123456789X" if identity_check(front + check))


@st.composite
def _cards(draw: st.DrawFn) -> str:
    """16 to 19 digits with a known beginning and a right check digit."""
    front = "62" + draw(st.text(alphabet="0123456789", min_size=13, max_size=16))
    return next(front + str(check) for check in range(10) if luhn(front + str(check)))


_MOBILES = st.builds("1{}{}".format, st.integers(3, 9), st.text(alphabet="0123456789", min_size=9, max_size=9))


@given(_identities(), st.sampled_from(["，系本镇居民", "）", "。"]))
def test_an_identity_number_is_found_by_its_check_digit(number: str, after: str) -> None:
    """No word needs to stand before it."""
    assert quotes("T4", report(f"当事人李某（{number}{after}")) == [number]


@given(_identities(), st.integers(0, 9))
def test_a_wrong_check_digit_needs_a_word(number: str, check: int) -> None:
    """A number that only looks like one is flagged when it is called an identity card's."""
    wrong = number[:17] + str(check)
    assume(not identity_check(wrong) and not luhn(wrong))
    assert not flags("T4", report(f"事项{wrong}已办结。"))
    assert quotes("T4", report(f"李某身份证号{wrong}。")) == [wrong]


@given(_MOBILES, st.sampled_from(["手机", "电话：", "村民赵某", "（"]))
def test_a_mobile_number_is_found(number: str, before: str) -> None:
    """Also in groups, with blanks or hyphens."""
    assert quotes("T4", report(f"经与{before}{number}，纠纷已化解。")) == [number]
    for grouped in (f"{number[:3]} {number[3:7]} {number[7:]}", f"{number[:3]}-{number[3:7]}-{number[7:]}"):
        assert quotes("T4", report(f"经与{before}{grouped}，纠纷已化解。")) == [grouped]


@given(_MOBILES)
def test_a_longer_number_is_no_mobile_number(number: str) -> None:
    """Eleven digits inside others, an amount, a hotline, an index number."""
    for text in (f"编号{number}7", f"编号A{number}", f"减税{number}元", f"举报电话{number}", f"索引号{number}/2024-3"):
        assert not flags("T4", report(f"{text}。")), text


@given(_cards())
def test_a_card_number_is_found(number: str) -> None:
    """By its beginning and check digit."""
    assume(not (len(number) == 18 and identity_check(number)))
    assert quotes("T4", report(f"汇入{number}，纠纷化解。")) == [number]


@given(st.text(alphabet="0123456789", min_size=16, max_size=19))
def test_digits_without_check_digit_pass(number: str) -> None:
    """Long numbers are mostly no person's."""
    assume(not luhn(number) and not (len(number) == 18 and identity_check(number)))
    assert not flags("T4", report(f"文件{number}已归档。"))


@pytest.mark.parametrize(
    "text",
    [
        "12345热线受理37件，12348接听90人次，110处警12次。",
        "办公电话0599-2210086，传真0599-2210087，服务电话400-800-1234。",
        "索引号115239000518774203/2024-00036，统一社会信用代码91110108MA01ABCD2X。",
        "该单位统一社会信用代码为114420000073333506。",
        "身份证号5329***********34，手机139****0271。",
        "（2023）云01民终12345号，国办发〔2023〕27号，护照业务12345678件。",
    ],
)
def test_numbers_of_bodies_pass(text: str) -> None:
    """Hotlines, offices, codes, papers, and numbers already hidden."""
    assert not flags("T4", report(text))


def test_a_passport_needs_its_word() -> None:
    """A letter and eight digits are a passport's only beside 护照."""
    assert quotes("T4", report("张某（护照号E12345678）的投诉已办结。")) == ["E12345678"]
    assert not flags("T4", report("设备E12345678已检修。"))


@given(st.one_of(_identities(), _MOBILES, _cards()))
def test_the_message_does_not_print_the_number(number: str) -> None:
    """At most five characters remain readable."""
    for flag in flags("T4", report(f"李某身份证号{number}。")):
        message = item("T4")["message"]["zh"].format_map(flag.fields)
        assert number not in message
        assert mask(number) in message
        assert len(mask(number).replace("*", "")) == 5


def test_known_numbers() -> None:
    """The standard's own example and a well-known test card."""
    assert identity_check("11010519491231002X")
    assert not identity_check("110105194912310021")
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
