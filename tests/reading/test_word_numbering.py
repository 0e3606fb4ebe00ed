"""The numbers that Word prints before paragraphs are part of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import level, lines_of, lists, numbered, p

from fzlint.reading.wordml.formats import formatted


class TestNumbering:
    """Automatic numbers are part of the text, as Word prints them."""

    def test_the_levels_of_an_official_document(self) -> None:
        """一、（一）1.（1）① count on, start anew below a higher level, and name higher levels where asked."""
        official = lists(
            [
                level(0, "chineseCountingThousand", "%1、"),
                level(1, "japaneseCounting", "（%2）"),
                level(2, "decimal", "%3."),
                level(3, "decimal", "(%4)"),
                level(4, "decimalEnclosedCircle", "%5"),
            ]
        )
        order = [0, 1, 2, 2, 3, 3, 4, 4, 1, 2, 0, 1]
        body = "".join(numbered("甲", 1, index) for index in order)
        assert lines_of(body, numbering=official) == [
            "一、甲", "（一）甲", "1.甲", "2.甲", "(1)甲", "(2)甲", "①甲", "②甲", "（二）甲", "1.甲",
            "二、甲", "（一）甲",
        ]  # fmt: skip

    def test_numbers_of_several_levels(self) -> None:
        """%1.%2 shows the numbers of both levels, in figures if so asked; a level not used counts as begun."""
        multi = lists(
            [level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"), level(2, "none", "%3")]
        )
        body = numbered("a", 1) + numbered("b", 1, 1) + numbered("c", 1, 1) + numbered("d", 1, 2) + numbered("e", 1)
        assert lines_of(body, numbering=multi) == ["第一章a", "1.1 b", "1.2 c", "d", "第二章e"]
        assert lines_of(numbered("b", 1, 1), numbering=multi) == ["1.1 b"]

    def test_lists_share_a_definition_until_one_starts_anew(self) -> None:
        """Two lists of one definition count on; a starting number of its own starts a list anew, once."""
        override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        shared = lists([level(0, "decimal", "%1.")], nums={1: (0, ""), 2: (0, ""), 3: (0, override)})
        body = "".join(numbered("x", num) for num in (1, 1, 2, 3, 3, 1))
        assert lines_of(body, numbering=shared) == ["1.x", "2.x", "3.x", "1.x", "2.x", "3.x"]

    def test_a_level_that_never_starts_anew(self) -> None:
        """lvlRestart 0 counts through the whole list."""
        through = lists([level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')])
        body = "".join(numbered("x", 1, index) for index in (0, 1, 0, 1))
        assert lines_of(body, numbering=through) == ["1.x", "(1)x", "2.x", "(2)x"]

    def test_starting_number_and_replaced_level(self) -> None:
        """A list may start at any number, and replace a level of its definition."""
        override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.", start=4)}</w:lvlOverride>'
        both = lists([level(0, "decimal", "%1.", start=7)], nums={1: (0, ""), 2: (0, override)})
        assert lines_of(numbered("x", 1) + numbered("x", 1), numbering=both) == ["7.x", "8.x"]
        assert lines_of(numbered("x", 2), numbering=both) == ["IV.x"]

    def test_numbering_that_a_style_brings(self) -> None:
        """A style numbers its paragraphs, also through the style it is based on; list 0 takes the number away."""
        styles = (
            '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
            '</w:style><w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/>'
            '<w:numId w:val="1"/>'
            '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="H4"><w:basedOn w:val="H4"/></w:style>'
        )
        tied = lists(
            [
                level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
                level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
            ]
        )
        none = '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        body = "".join(p("x", f'<w:pStyle w:val="{s}"/>') for s in ("H1", "H2", "H3", "H4")) + p("x", none)
        assert lines_of(body, styles=styles, numbering=tied) == ["一、x", "（一）x", "二、x", "x", "x"]

    def test_a_definition_that_names_a_list_style(self) -> None:
        """A definition may lead to another through a list style; a circle of them numbers nothing."""
        styles = (
            '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        )
        linked = lists([level(0, "decimal", "%1、")], ['<w:numStyleLink w:val="L"/>'])
        assert lines_of(numbered("x", 2), styles=styles, numbering=linked) == ["1、x"]
        circle = lists(['<w:numStyleLink w:val="L"/>'], ['<w:numStyleLink w:val="L"/>'])
        assert lines_of(numbered("x", 2), styles=styles, numbering=circle) == ["x"]

    def test_bullets(self) -> None:
        """The signs of symbol fonts are shown as signs, not as letters."""
        bullets = lists([level(0, "bullet", "\uf06c"), level(1, "bullet", "n"), level(2, "bullet", "—")])
        body = "".join(numbered("x", 1, index) for index in range(3))
        assert lines_of(body, numbering=bullets) == ["●x", "■x", "—x"]

    @pytest.mark.parametrize(
        ("number", "format_", "shown"),
        [
            (10, "chineseCounting", "十"), (11, "japaneseCounting", "十一"), (20, "chineseCountingThousand", "二十"),
            (101, "chineseCountingThousand", "一百零一"), (110, "chineseCounting", "一百一十"),
            (10_010, "chineseCounting", "一万零一十"),
            (10, "ideographDigital", "一〇"), (12, "chineseLegalSimplified", "壹拾贰"),
            (21, "decimalEnclosedCircle", "㉑"),
            (3, "ideographTraditional", "丙"), (28, "lowerLetter", "bb"), (1994, "upperRoman", "MCMXCIV"),
            (7, "decimalZero", "07"), (3, "decimalEnclosedParen", "⑶"), (5, "ideographEnclosedCircle", "㊄"),
            (12, "decimalFullWidth", "１２"), (0, "chineseCounting", "〇"), (99, "decimalEnclosedCircle", "99"),
            (4, "unheard-of", "4"),
        ],
    )  # fmt: skip
    def test_formats(self, number: int, format_: str, shown: str) -> None:
        """Numbers as the standard prints them."""
        assert formatted(number, format_) == shown

    @given(
        st.integers(-10, 200_000), st.sampled_from(["chineseCounting", "ideographZodiac", "upperRoman", "upperLetter"])
    )
    def test_every_number_has_a_short_form(self, number: int, format_: str) -> None:
        """No number fails or prints a flood."""
        assert 0 < len(formatted(number, format_)) < 40
