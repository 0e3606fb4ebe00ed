# ruff: noqa: E501  # markup stands in lines as programs write it
"""Web pages give the report: every line of it, what the index table tells, and nothing a reader does not see."""

from __future__ import annotations

import socket
import time

import pytest
import web_pages
from converted import needs_office, reports, rich, texts
from hypothesis import given
from hypothesis import strategies as st
from web_pages import BODY, INDEX, PAGES, TITLE

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits
from fzlint.reading.formats import recognise
from fzlint.reading.web import extract


def read(page: str | bytes) -> Extract:
    found = extract(page if isinstance(page, bytes) else page.encode(), Limits())
    assert len(found.spots) == len(found.text.split("\n"))
    return found


def lines(page: str | bytes) -> list[str]:
    return read(page).text.split("\n")


def body(inner: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{inner}</body></html>"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_line_of_the_report_and_little_else(name: str, encoding: str) -> None:
    """Whatever the page says its encoding is; headings, dates and the sign-off are lines like any other."""
    page, _ = PAGES[name]
    data = page().encode(encoding)
    assert recognise(data) == "html"
    found = lines(data)
    at = found.index(BODY[0])
    assert found[at : at + len(BODY)] == list(BODY)
    assert TITLE in found[:at]
    around = "".join([*found[:at], *found[at + len(BODY) :]])
    assert len(around) < 400
    for unseen in ("办事服务", "防汛抗旱", "脚本里的字", "看不见的", "请输入", "通知公告", "某某"):
        assert unseen not in around


@pytest.mark.parametrize("page", [web_pages.modern, web_pages.crowded])
def test_index_table_as_keys_and_values(page: object) -> None:
    assert callable(page)
    found = lines(page())
    for key, value in INDEX:
        assert found.index(f"{key}：{value}") < found.index(BODY[0])


@needs_office
@pytest.mark.parametrize("name", texts())
def test_reports_within_pages(name: str) -> None:
    """Long and short reports, of every style, within the furniture of a site."""
    report = tuple(line for line in (" ".join(line.split()) for line in texts()[name].split("\n")) if line)
    for page, encoding in PAGES.values():
        found = "".join("".join(read(page(report).encode(encoding)).text.split()))
        for line in report:
            assert "".join(line.split()) in found


@needs_office
def test_pages_that_libreoffice_writes() -> None:
    found = lines(rich("html")[0])
    for wanted in ("一、主要举措和成效", "公开信息96条，答复申请4件。", "1. 完善制度", "文本框里的话", "2025年1月20日"):
        assert wanted in found
    assert not {"看不见的话", "— 1 —"} & set(found)
    for name, data in reports("html").items():
        assert "".join(read(data).text.split()) == "".join(texts()[name].split())


def test_numbers_of_lists() -> None:
    page = body(
        "<ol><li>甲</li><li><p>乙</p><ol type=a><li>丙</li></ol></li><li value=7>丁</li></ol>"
        "<ol start=3 style='list-style-type:cjk-ideographic'><li>戊</li></ol><ol><li>一、己</li></ol>"
        "<ol style='list-style:none'><li>庚</li></ol><ul><li>辛</li></ul>"
    )
    assert lines(page) == ["1. 甲", "2. 乙", "a. 丙", "7. 丁", "三、戊", "一、己", "庚", "辛"]


def test_line_breaks_blanks_and_inline_elements() -> None:
    page = body(
        "<p>&nbsp;&nbsp;第一<b>行</b>，接着\n写<br>\u3000\u3000第二行<br><br>第三行 of a</p>尾巴<span>也是</span><pre>甲\n乙</pre>"
    )
    assert lines(page) == ["第一行，接着写", "第二行", "第三行 of a", "尾巴也是", "甲", "乙"]


def test_tables_keep_their_cells() -> None:
    found = read(
        body(
            "<p>本年度情况如下表。</p><table><tr><th>项目</th><th>数量</th><th>同比</th></tr><tr><td>处罚</td><td>18件</td><td>-3%</td></tr></table>"
        )
    )
    assert found.text.split("\n") == ["本年度情况如下表。", "项目", "数量", "同比", "处罚", "18件", "-3%"]
    assert [spot.cell for spot in found.spots if spot] == [
        None,
        (1, 1, 1),
        (1, 1, 2),
        (1, 1, 3),
        (1, 2, 1),
        (1, 2, 2),
        (1, 2, 3),
    ]


def test_hidden_deleted_and_note_marks_are_left_out() -> None:
    page = body(
        '<p>看得见<span style="display: none">看不见</span><span hidden>也不</span><del>删了</del>的话'
        '<sup><a href="#1">[1]</a></sup>，面积12m<sup>2</sup>。</p><div style="visibility:hidden">不见</div><!-- 注释 -->'
    )
    assert lines(page) == ["看得见的话，面积12m2。"]


def test_title_of_the_file_only_where_the_text_has_none() -> None:
    page = "<html><head><title>{}</title><meta name=PubDate content='2025-04-03 10:00'></head><body><p>{}</p></body></html>"
    told = lines(page.format(f"{TITLE}_云溪县人民政府网", "现将有关情况报告如下。"))
    assert told == [f"标题：{TITLE}", "发布日期：2025-04-03", "现将有关情况报告如下。"]
    assert lines(page.format("政府信息公开", f"{TITLE}<p>发布日期：2025年4月3日")) == [TITLE, "发布日期：2025年4月3日"]


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "big5", "utf-8", "nonsense", ""])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    meta = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>" if declared else ""
    page = web_pages.old().replace('<META http-equiv="Content-Type" content="text/html; charset=gb2312">', meta)
    for encoding in ("utf-8", "gb18030"):
        if declared == "big5" and encoding == "gb18030":
            continue  # GB bytes can be valid Big5: there the declaration is all there is
        assert BODY[1] in lines(page.encode(encoding))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        '<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><html><head><base href="http://example.org/">'
        "<link rel=stylesheet href=a.css><script src=b.js></script></head><body><iframe src=c></iframe><img src=d><p>正文。</p></body></html>"
    )
    assert lines(page) == ["正文。"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + "底" + "</div>" * 50_000,
        "<html>" + "<p>段</p>" * 100_000,
        "<html>" + "<script>x</script>字" * 50_000,
        "<html><a href=x>" * 20_000,
        "<html>" + "<table><tr><td>" * 2000,
        "<html><p>" + " \n" * 500_000 + "x",
        "<html><p style='" + ";" * 500_000 + "'>字</p>",
        "<html>" + "<ol><li>" * 5000,
        "<html>" + "<" * 1_000_000,
        "<html>" + "&#x110000;&#0;&nosuch;" * 50_000,
        "<html><title>" + "_" * 1_000_000,
    ],
)
def test_hostile_pages_end_soon(page: str) -> None:
    """Depth, floods and brokenness: text or one error, in a few seconds."""
    start = time.perf_counter()
    try:
        read(page)
    except ReadingError as error:
        assert error.kind in ("damaged", "too-large")  # noqa: PT017  # either is right
    assert time.perf_counter() - start < 10


def test_too_much_text() -> None:
    with pytest.raises(ReadingError) as caught:
        extract(body("<p>" + "字" * 2000).encode(), Limits(characters=1000))
    assert caught.value.kind == "too-large"


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_error(data: bytes) -> None:
    try:
        found = extract(b"<html>" + data, Limits())
    except ReadingError:
        return
    assert len(found.spots) == len(found.text.split("\n"))


@pytest.mark.parametrize(
    "start",
    ["<!DOCTYPE html>", "<!doctype HTML PUBLIC '-//W3C//DTD'>", "\n <html lang=zh>", "<!-- saved from url=(0042) --><html>",
     '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html>', "<HEAD>", "<p>甲</p><p>乙</p><p>丙</p><div>丁</div>"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_pages_are_known_by_content(start: str, encoding: str) -> None:
    assert recognise(start.encode(encoding)) == "html"


@pytest.mark.parametrize(
    "text",
    ["<法治政府建设年度报告>\n一、成效", "＜html＞", "见 <html> 标签", "<b>报告</b>\n" + "全年开展检查三百次。" * 30, "<", "<?xml version='1.0'?><a/>",
     "<div align=center>标题</div>\n" + "正文" * 500, ""],
)  # fmt: skip
def test_text_with_some_tags_is_text(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert recognise(text.encode(encoding)) is None
