"""Bytes of every encoding a Chinese office uses come back as their text; all other bytes are refused."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_texts import PHRASES, in_traditional, report

from fzlint.reading.decode import decode
from fzlint.reading.errors import ReadingError

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk")
TRADITIONAL_ENCODINGS = (*ENCODINGS, "big5", "cp950", "big5hkscs")
PROPERTY_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")


@pytest.mark.parametrize("length", [60, 600, 6000])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_simplified(encoding: str, length: int) -> None:
    text = report(length)
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.replaced == 0


@pytest.mark.parametrize("length", [60, 600, 6000])
@pytest.mark.parametrize("encoding", TRADITIONAL_ENCODINGS)
def test_traditional(encoding: str, length: int) -> None:
    text = report(length, traditional=True)
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.replaced == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_encoding_named_reads_the_bytes(encoding: str) -> None:
    data = report(600).encode(encoding)
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert data.decode(decoded.encoding) == decoded.text


def test_big_endian_byte_order_mark() -> None:
    text = report(60)
    assert decode(b"\xfe\xff" + text.encode("utf-16-be")).text == text


def test_hong_kong_characters_of_big5() -> None:
    text = report(600, traditional=True) + "邨咗嘅"
    decoded = decode(text.encode("big5hkscs"))
    assert (decoded.text, decoded.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize("sign", ["～", "①②③"])
def test_signs_that_big5_codecs_read_differently(sign: str) -> None:
    text = report(600, traditional=True) + sign
    codec = "cp950" if sign == "～" else "big5hkscs"
    assert decode(text.encode(codec)).text == text


@given(st.lists(st.sampled_from(PHRASES), min_size=8, max_size=60).map("".join).filter(lambda text: len(text) >= 20))
def test_what_was_encoded_is_decoded(text: str) -> None:
    for encoding in PROPERTY_ENCODINGS:
        if sum("一" <= char <= "鿿" for char in text) >= 10:
            assert decode(text.encode(encoding)).text == text, encoding


@given(st.lists(st.sampled_from(PHRASES), min_size=8, max_size=60).map("".join).filter(lambda text: len(text) >= 20))
def test_what_was_encoded_in_big5_is_decoded(text: str) -> None:
    traditional = in_traditional(text)
    if sum("一" <= char <= "鿿" for char in text) >= 10:
        assert decode(traditional.encode("big5")).text == traditional


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_reading_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ReadingError as error:
        assert error.kind in {"binary", "unsupported"}  # noqa: PT017
    else:
        assert decoded.replaced <= decoded.text.count("\ufffd")


@given(
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    st.lists(st.tuples(st.integers(2), st.integers(0, 255)), max_size=9),
)
def test_damage_is_survived(encoding: str, damage: list[tuple[int, int]]) -> None:
    data = bytearray(report(600).encode(encoding))
    for place, byte in damage:
        data[2 + place % (len(data) - 2)] = byte
    assert "法治" in decode(bytes(data)).text


class TestDamagedUtf8:
    """A few wrong bytes do not make another encoding of it, and are counted."""

    def test_cut_in_a_character(self) -> None:
        for length in (20, 60, 600):
            data = report(length)[:-1].encode() + "法".encode()[:2]
            decoded = decode(data)
            assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)
            assert decoded.text == report(length)[:-1] + "\ufffd"

    def test_wrong_bytes_inside(self) -> None:
        text = report(600)
        decoded = decode(text[:300].encode() + b"\xff\xfe\xa0" + text[300:].encode())
        assert (decoded.encoding, decoded.replaced) == ("utf-8", 3)
        assert decoded.text.replace("\ufffd", "") == text

    def test_the_authors_own_replacement_character_is_not_counted(self) -> None:
        text = report(60) + "\ufffd"
        assert decode(text.encode()).replaced == 0
        assert decode(text.encode() + b"\xff").replaced == 1

    def test_one_wrong_byte_in_english(self) -> None:
        decoded = decode(b"Annual report on building a rule-of-law government. " * 20 + b"\xe9")
        assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)

    def test_wrong_byte_far_behind_ascii(self) -> None:
        data = b"-" * 100_000 + report(600).encode("gb18030")
        assert decode(data).text.endswith(report(600))


def test_damaged_gb18030_and_cut_utf16() -> None:
    text = report(600)
    decoded = decode(text.encode("gb18030")[:-1] + b"\xff")
    assert decoded.encoding == "gb18030"
    assert decoded.replaced >= 1
    assert decode(text.encode("utf-16")[:-1]).replaced == 1


def test_control_characters_are_data() -> None:
    text = report(60) + "\0\x01\x0c\x1a" + report(60)
    assert decode(text.encode()).text == text
    assert decode(text.encode("gb18030")).text == text


def test_ascii_in_utf16_without_mark() -> None:
    text = "Rule of law 2024\r\n" * 3
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(text.encode("utf-16-be")).text == text
    assert decode(b"0000000000000").text == "0000000000000"
    assert decode(("0" * 20).encode("utf-16-be")).text == "0" * 20


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le"])
def test_characters_that_are_no_running_text(encoding: str) -> None:
    """Any characters of GB2312's first level, as in a list of names: here charset-normalizer has its say."""
    source = random.Random(5)
    names = [bytes([source.randrange(0xB0, 0xD7), source.randrange(0xA1, 0xFF)]).decode("gb2312") for _ in range(300)]
    text = "\n".join("".join(names[at : at + 15]) for at in range(0, 300, 15))
    assert decode(text.encode(encoding)).text == text


def test_no_bytes() -> None:
    assert decode(b"").text == ""


def _zip(**members: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_zip(**{"[Content_Types].xml": "<a/>", "word/document.xml": "法治"}), "docx"),
        (_zip(**{"xl/workbook.xml": "法治"}), "xlsx"),
        (_zip(**{"readme.txt": "法治"}), "zip"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "ole"),
        (b"{\\rtf1\\ansi \\'b7\\'a8}", "rtf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "elf"),
    ],
)
def test_known_formats_are_named(data: bytes, name: str) -> None:
    with pytest.raises(ReadingError) as caught:
        decode(data)
    assert (caught.value.kind, caught.value.params) == ("unsupported", {"format": name})


def test_odt_is_known_by_its_type() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(ReadingError) as caught:
        decode(buffer.getvalue())
    assert caught.value.params == {"format": "odt"}


@pytest.mark.parametrize("size", [64, 1000, 100_000])
def test_random_bytes_are_binary(size: int) -> None:
    source = random.Random(size)
    for mark in (b"", b"\xff\xfe") if size > 64 else (b"",):
        for _ in range(50):
            with pytest.raises(ReadingError) as caught:
                decode(mark + source.randbytes(size))
            assert caught.value.kind == "binary"


def test_zeros_are_binary() -> None:
    with pytest.raises(ReadingError) as caught:
        decode(bytes(10_000))
    assert caught.value.kind == "binary"


def test_text_about_pdf_is_text() -> None:
    assert decode("%PDF- 是文件头。PK 也是。".encode()[1:]).encoding == "utf-8"
