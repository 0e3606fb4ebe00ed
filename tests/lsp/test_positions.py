"""Positions: whatever a text holds, an editor and fzlint mean the same character."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from fzlint.lsp.positions import UTF8, UTF16, UTF32, Lines

ENCODINGS = (UTF8, UTF16, UTF32)
# Line ends, what only looks like one, BOM, tabs, Traditional and astral characters, halves of a pair
ALPHABET = "\r\n\t ab一二機製法治𠮷😀\u2028\u2029\x0b\x0c\x1c\x85\ufeff\u200b\ud83d\ude00é"
texts = st.text(alphabet=ALPHABET, max_size=20) | st.text(st.characters(), max_size=20)
encodings = st.sampled_from(ENCODINGS)
positions = st.builds(Position, st.integers(0, 6), st.integers(0, 12))


def width(char: str, encoding: str) -> int:
    """The code units of a character, by the definitions of the encodings."""
    code = ord(char)
    if encoding == UTF8:
        return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
    return 2 if encoding == UTF16 and code > 0xFFFF else 1


def whole(text: str) -> str:
    """The text as the editor has it: halves of a pair that meet are a character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def offset(text: str, position: Position, encoding: str) -> int:
    """The offset of a position, by walking over the text."""
    at = line = 0
    while line < position.line and at < len(text):
        if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
            line += 1
        at += 1
    if line < position.line:
        return len(text)
    units = 0
    while at < len(text) and text[at] not in "\r\n":
        units += width(text[at], encoding)
        if units > position.character:
            break
        at += 1
    return at


@given(texts, encodings)
def test_lines_are_those_of_editors(text: str, encoding: str) -> None:
    """Only LF, CRLF and CR end a line, and nothing of the text is lost."""
    lines = Lines(text, encoding)
    assert str(lines) == whole(text)
    assert [lines.line(number) for number in range(len(lines))] == re.split("\r\n|\r|\n", whole(text))


@given(texts, encodings)
def test_every_character_has_its_position(text: str, encoding: str) -> None:
    """A position is the code units before the character in its line, and leads back to it."""
    lines = Lines(text, encoding)
    for number in range(len(lines)):
        line = lines.line(number)
        for column in range(len(line) + 1):
            place = lines.position(number, column)
            assert place == Position(number, sum(width(char, encoding) for char in line[:column]))
            assert lines.place(place) == (number, column)


@given(texts, encodings, positions)
def test_any_position_is_a_place(text: str, encoding: str, position: Position) -> None:
    """A position within a character, behind a line or behind the text is the place before."""
    lines = Lines(text, encoding)
    line, column = lines.place(position)
    before = sum(len(lines.line(number)) for number in range(line)) + column
    wanted = offset(whole(text), position, encoding)
    assert before == len(re.sub("[\r\n]", "", whole(text)[:wanted]))


@given(texts, encodings, st.lists(st.tuples(positions, positions, texts), max_size=5))
@example("a\r", UTF16, [(Position(1, 0), Position(1, 0), "\nb")])
@example("a\nb", UTF16, [(Position(0, 1), Position(0, 1), "\r")])
@example("a\r\nb", UTF16, [(Position(0, 1), Position(1, 0), "\ud83d"), (Position(0, 2), Position(0, 2), "\ude00")])
def test_changes_one_after_another(text: str, encoding: str, changes: list[tuple[Position, Position, str]]) -> None:
    """Changes piece by piece give the text that the editor has."""
    lines = Lines(text, encoding)
    wanted = whole(text)
    for start, end, new in changes:
        lines.replace(Range(start, end), new)
        first, last = sorted((offset(wanted, start, encoding), offset(wanted, end, encoding)))
        wanted = whole(wanted[:first] + new + wanted[last:])
        assert str(lines) == wanted
    assert [lines.line(number) for number in range(len(lines))] == re.split("\r\n|\r|\n", wanted)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_many_changes_in_a_large_text(encoding: str) -> None:
    """Replacing a word everywhere in a text of a megabyte, as an editor sends it, takes no time worth mentioning."""
    lines = Lines("推进法治政府建设😀。\n" * 90_000, encoding)
    column = lines.position(0, 2).character
    for number in range(2_000):
        lines.replace(Range(Position(number, column), Position(number, column)), "了")
    assert str(lines).count("推进了法治政府建设") == 2_000
