"""Markdown and tables show the text of reports and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_batch import batch, document, hostile

from fzlint.gap.compare import compare
from fzlint.gap.escaping import cell
from fzlint.gap.escaping import markdown as escaped
from fzlint.gap.markdown import markdown
from fzlint.gap.table import csv_table, json_data, json_text, terminal_table
from fzlint.messages import LANGUAGES
from fzlint.output.terminal import Screen
from fzlint.output.width import text_width

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)


def parsed(text: str) -> Any:
    """The tokens that a CommonMark parser with tables sees."""
    reader = pytest.importorskip("markdown_it", reason="pip install markdown-it-py")
    return reader.MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def inline(tokens: Any) -> list[Any]:
    """The tokens within lines."""
    return [child for token in tokens for child in token.children or ()]


@given(TEXT)
def test_escape_shows_the_text_itself(text: str) -> None:
    """In a list, a table and a sentence a parser sees just these characters, no markup."""
    wanted = " ".join(text.split())
    for frame in ("- {}", "{}", "| a | b |\n| --- | --- |\n| x {} | y |"):
        tokens = parsed(frame.format(escaped(text)))
        kinds = {token.type for token in inline(tokens)}
        assert kinds <= {"text", "text_special"}
        blocks = {t.type for t in tokens} & {
            "heading_open",
            "hr",
            "code_block",
            "fence",
            "html_block",
            "blockquote_open",
        }
        assert not blocks
        shown = "".join(token.content for token in inline(tokens))
        assert wanted in shown


@pytest.mark.parametrize("text", ["1. x", "12) y", "# x", "- x", "+ x", "= x", "===", "---", "80.4", "-", "1.", "> x"])
def test_escape_of_what_begins_a_block(text: str) -> None:
    """A value at the beginning of a line is no heading, list or rule."""
    tokens = parsed(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(token.content for token in inline(tokens)) == text


def test_numbers_stay_readable() -> None:
    """What needs no escape has none."""
    assert escaped("80.4分，2021—2025年，第3项") == "80.4分，2021—2025年，第3项"


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_is_no_markup(language: str) -> None:
    """No HTML, no link, no image, no code comes from the text of a report."""
    found = batch(hostile(), language=language)
    text = markdown(found, compare(found, [batch(hostile(), language=language)]))
    kinds = {token.type for token in inline(parsed(text))} | {token.type for token in parsed(text)}
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block"}
    assert "\x1b" not in text
    assert not re.search(r"\bgap\\?\.[a-z]", text), "a message is missing"


def test_tables_have_even_rows() -> None:
    """Every row of a table has the cells of its head."""
    text = markdown(batch(hostile()), compare(batch(hostile()), [batch()]))
    tables = re.findall(r"(?m)(?:^\|.*\n)+", text)
    assert len(tables) >= 6
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_one_report_has_all_its_gaps() -> None:
    """What is lacking is told with its remedy."""
    data = document()
    found = batch({**data, "reports": data["reports"][:1]})
    text = markdown(found)
    for line in found.page(found.bodies[0]).gaps:
        assert escaped(line.item.title) in text
        assert escaped(line.item.remedy) in text


@given(st.sampled_from("=+-@\t\r\n＝＋－＠ ").flatmap(lambda first: TEXT.map(lambda rest: first + rest)))
def test_no_cell_is_a_formula(text: str) -> None:
    """A spreadsheet calculates nothing that stands in a report; a plain number may begin with a minus."""
    found = cell(text)
    assert re.fullmatch(r"-?\d+(\.\d+)?", found) or not found.lstrip().startswith(tuple("=+-@\t\r＝＋－＠"))
    assert found.removeprefix("'") == text


def test_csv_has_a_line_for_every_file() -> None:
    """The table is even, holds all files, and its cells are the verdicts."""
    data = hostile()
    found = batch(data)
    rows = list(csv.reader(io.StringIO(csv_table(found, compare(found, [batch()])), newline="")))
    assert len(rows) == len(data["reports"]) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    first = rows[0].index(f"S1 {found.items[0].title}")
    assert rows[2][first] == found.messages(f"text.status.{found.bodies[1].status('S1')}")
    assert not any(text.lstrip().startswith(("=", "+", "@")) for row in rows for text in row)


def test_json_is_read_again() -> None:
    """What is stored today is what --compare reads next year."""
    data = document()
    found = batch(data)
    text = json_text(json_data(found, [data], compare(found, [])))
    again = json.loads(text)
    assert batch(again).bodies == found.bodies
    assert len(again["gap"]["items"]) == len(found.items)
    assert "\x1b" not in json_text(json_data(batch(hostile()), [hostile()]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [80, 120])
def test_terminal_table(language: str, columns: int) -> None:
    """Every report has its line, none is wider than the screen, none steers the terminal."""
    found = batch(hostile(), language=language)
    text = terminal_table(found, Screen(columns=columns), compare(found, [batch(language=language)]))
    assert "\x1b" not in text
    assert max(map(text_width, text.splitlines())) <= columns
    for body in found.bodies[1:]:
        assert body.label[:6] in text
