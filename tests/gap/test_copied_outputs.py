"""Copied text in the page, in Markdown, tables and JSON: both sides are there, and nothing of it is markup."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from copied_batch import copied_batch, documents, hostile_batch, many_bodies, one_body
from sample_batch import HOSTILE
from test_gap_markdown import inline, parsed
from test_page import _Tags

from fzlint.gap.copied import find_copies
from fzlint.gap.copied.telling import CopiedText
from fzlint.gap.markdown import markdown
from fzlint.gap.page import page
from fzlint.gap.table import csv_table, json_data, json_text, terminal_table
from fzlint.output.terminal import Screen
from fzlint.output.width import text_width

SCHEMA = Path(__file__).parents[2] / "docs" / "gap-report.schema.json"
FORMULA = '=HYPERLINK("http://x.example","点")'


def words(text: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"(?s)<(style|script).*?</\1>|<[^>]*>", "", text))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_tells_shares_clusters_and_pairs(language: str) -> None:
    """Every body with copied text is in the table; its section has both sides; no message is missing."""
    batch, comparison = copied_batch(language)
    text = page(batch, comparison)
    tags = _Tags()
    tags.feed(text)
    assert tags.open == []
    assert batch.copied is not None
    ids = {attributes["id"] for _, attributes in tags.tags if "id" in attributes}
    assert {f"k{cluster.number}" for cluster in batch.copied.clusters} <= ids
    anchors = {attributes["href"] or "" for tag, attributes in tags.tags if tag == "a"}
    assert {anchor.removeprefix("#") for anchor in anchors} <= ids
    assert not re.search(r"\b(?:gap|copied)\.[a-z]", text), "a message is missing"
    table = text[text.index('class="flat shares"') : text.index("</table>", text.index('class="flat shares"'))]
    assert len(re.findall("<tr>", table)) == 1 + len(batch.copied.ranked)
    shown = words(text)
    for body in batch.copied.ranked:
        for pair in body.pairs(9):
            for side in (pair.own, pair.other):
                assert "".join(piece for piece, _ in side.segments)[:40] in shown
    assert "<mark>" in text


def test_page_of_a_letter() -> None:
    """One body: its own last report in full, of other bodies the names; no file of ours."""
    alone, change = one_body()
    text = page(alone, change)
    assert "与你单位以前年度报告的文字相同或高度相近" in text
    assert "等3个单位" in text
    assert not re.search(r"old-w1_03|w1_0[124]\.txt", text)
    assert "与2022年度报告比较" in text


def test_markdown_tells_the_same() -> None:
    """Shares, clusters and both sides, what differs in brackets; tables are even."""
    batch, comparison = copied_batch()
    text = markdown(batch, comparison)
    parsed(text)
    for table in re.findall(r"(?m)(?:^\|.*\n)+", text):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
    assert re.search(r"\d+\. 沿用以前年度，\d+字，相近程度\d+%", text)
    assert "共有4个单位的报告有这段文字" in text
    assert "【" in text
    assert not re.search(r"\bcopied\\?\.[a-z]", text)


@pytest.mark.parametrize(
    "word", [HOSTILE, "<script>alert(1)</script>", FORMULA, "\x00\x07\x9b31m\u202e红", "]]>&amp;|"]
)
def test_hostile_text_is_only_text(word: str) -> None:
    """Words, names and files of hostile characters are shown, never markup, link, formula or control."""
    batch = hostile_batch(word)
    assert batch.copied is not None
    assert [len(body.sources) for body in batch.copied.ranked] == [1, 1]
    text = page(batch)
    tags = _Tags()
    tags.feed(text)
    assert [tag for tag, _ in tags.tags if tag in ("script", "img", "iframe", "object")] == ["script"]
    assert all((a["href"] or "").startswith("#") for tag, a in tags.tags if tag == "a")
    control = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
    assert not control.search(text)
    marks = markdown(batch)
    kinds = {token.type for token in inline(parsed(marks))} | {token.type for token in parsed(marks)}
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block"}
    assert not control.search(marks)
    rows = list(csv.reader(io.StringIO(csv_table(batch), newline="")))
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(tuple("=+-@＝＋－＠\t"))]
    table = terminal_table(batch, Screen(columns=80))
    assert not control.search(table.replace("\n", ""))
    stored = json_text(json_data(batch, [{"schema_version": 1, "reports": []}]))
    assert not re.search("[\x7f-\x9f\u202a-\u202e\ud800-\udfff]", stored)
    json.loads(stored)


def test_csv_has_the_shares() -> None:
    """Share, both kinds, paragraphs and the reports that they stand in; nothing of it where nothing was compared."""
    batch, comparison = copied_batch()
    rows = list(csv.DictReader(io.StringIO(csv_table(batch, comparison), newline="")))
    by_file = {row["文件"]: row for row in rows}
    assert by_file["w1_07.txt"]["相同文字比例"] == "0%"
    assert by_file["w1_03.txt"]["主要对照报告"].startswith("宁溪县市场监督管理局2022年度报告")
    assert int(by_file["w1_03.txt"]["段落数"]) > 2
    assert "相同文字比例" not in csv_table(replace(batch, copied=None))


def test_json_has_all_of_it_for_each_body() -> None:
    """The whole has files and places of both sides; what goes to one body has not."""
    batch, comparison = copied_batch()
    data = json_data(batch, documents(), comparison)["gap"]["copied"]
    assert {"reports", "earlier", "untold", "not_compared", "documents", "clusters"} == set(data)
    assert (data["reports"], data["earlier"]) == (5, 2)
    copies = [copy for document in data["documents"] for copy in document["copies"]]
    for copy in copies:
        for side in (copy, copy["origin"]):
            assert side["line"] > 1
            assert all(0 <= start < end <= len(side["quote"]) for start, end in side["spans"])
    assert [cluster["bodies"] for cluster in data["clusters"]] == [4, 4]
    alone, change = one_body()
    letter = json_data(alone, [], change)["gap"]
    assert letter["copied"]["clusters"] == []
    assert (letter["copied"]["reports"], letter["copied"]["untold"]) == (1, 4)
    assert {change["body"] for change in letter["comparison"]["changes"]} == {"宁溪县市场监督管理局"}
    assert not [
        c for c in letter["copied"]["documents"][0]["copies"] if c["kind"] == "shared" and "quote" in c["origin"]
    ]
    assert json_data(replace(batch, copied=None), [])["gap"]["copied"] is None


def test_terminal_has_a_line_and_a_column() -> None:
    """One sentence on each kind, and the share of each body."""
    batch, _ = copied_batch()
    told = terminal_table(batch, Screen(columns=100))
    assert "2份报告有段落与本单位以前年度报告的文字相同或高度相近。" in told
    assert "4份报告有段落与其他单位报告的文字相同或高度相近。" in told
    assert batch.copied is not None
    for body in batch.copied.ranked:
        (line,) = [line for line in told.splitlines() if line.startswith(body.label)]
        assert line.endswith(f"{body.share:.0%}")
    assert "文字相同" not in terminal_table(replace(batch, copied=None), Screen(columns=100))


def test_what_was_not_compared_is_told() -> None:
    """Results without text, and files without any, are named in every format that has room."""
    batch, _ = copied_batch()
    missing = (("last.json", "results"), ("leer.txt", "no-text"))
    some: Any = replace(batch, copied=CopiedText(find_copies([]), {}, 0, missing))
    for text in (page(some), markdown(some).replace("\\", "")):
        assert "last.json 是检查结果，没有报告全文，没有比对文字。" in text
        assert "leer.txt 没有可以比对的正文，没有比对文字。" in text


def test_two_hundred_bodies_of_long_names() -> None:
    """One entry for the paragraph that all have, its places cut and counted; lines of the terminal stay even."""
    batch = many_bodies(200)
    text = page(batch)
    assert "200个单位" in text
    assert "另有140处" in text
    assert len(re.findall('<li id="k', text)) == 1
    told = terminal_table(batch, Screen(columns=80))
    assert max(map(text_width, told.splitlines())) <= 80


def test_json_is_as_its_schema_says() -> None:
    """The schema that other programs are given holds for the whole, for one body, and without comparison."""
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    batch, comparison = copied_batch()
    alone, change = one_body()
    plain = replace(batch, copied=None)
    for some, compared in ((batch, comparison), (alone, change), (plain, None)):
        data = json_data(some, documents(), compared)
        assert [error.message for error in validator.iter_errors(data)] == []
    data = json_data(batch, documents(), comparison)
    data["gap"]["copied"]["documents"][0]["copies"][0]["kind"] = "stolen"
    assert not validator.is_valid(data)
