"""The head of a document is read as a reader would, whatever its form, and never fails."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fzlint.report.furniture import Furniture, find_furniture
from fzlint.report.head import Head, read_head
from fzlint.report.lines import Line, lines_of
from fzlint.report.words import HeadWords
from fzlint.text.view import View

_ROOT = Path(__file__).parents[2]
_CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("heads.yaml").read_text(encoding="utf-8"))
_MAPPING = yaml.safe_load((_ROOT / "checklist" / "head.yaml").read_text(encoding="utf-8"))
_WORDS = HeadWords.from_mapping(_MAPPING)
_PIECES = [
    *(
        "2023年",
        "梅岭镇",
        "人民政府",
        "法治政府建设",
        "情况报告",
        "关于",
        "一、",
        "(一)",
        ":",
        "。",
        "索引号",
        "发布机构:",
    ),
    *(
        "成文日期",
        "2024-01-02",
        "|",
        "[",
        "]",
        "首页>",
        "二〇二三年",
        "一月",
        "《",
        "》",
        "*次",
        "上一篇",
        "【打印】",
        "中共",
    ),
    *("委员会", "我局", "現將", "報告如下", "(2021—2025年)", "XX县", "0", "年", "会", "报告", "XX局", "街道办事处"),
    *("\n", "\n\n", " ", "\u3000", "\r\n", "\u200b", "\ufeff"),
]


def _read(raw: str) -> tuple[View, list[Line], Furniture, Head]:
    view = View(raw)
    lines = lines_of(view)
    furniture = find_furniture(view, lines, _WORDS)
    return view, lines, furniture, read_head(view, lines, furniture, _WORDS)


def _squeezed(text: str | None) -> str:
    return "".join((text or "").split())


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["id"])
def test_heads_in_many_forms(case: dict[str, Any]) -> None:
    _, _, _, head = _read(case["text"])
    assert head.kind == case.get("kind", "annual-report")
    if "title" in case:
        assert _squeezed(head.title) == _squeezed(case["title"])
    if "body" in case:
        assert _squeezed(case["body"]) in _squeezed(head.body)
    if "level" in case:
        assert head.body_level == case["level"]
    for key in ("year", "signed_body", "signed_date", "written", "published"):
        if key in case:
            assert getattr(head, key) == case[key], key
    if case.get("addressee"):
        assert head.addressee_line is not None


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)))
def test_any_text_is_read_and_spans_lie_inside(raw: str) -> None:
    view, lines, furniture, head = _read(raw)
    size = len(view.text)
    spans = [head.title_span, head.body_span, head.year_span, head.written_span, head.published_span]
    spans += [(start, end) for _, start, end in furniture.metadata.values()]
    for span in spans:
        assert span is None or 0 <= span[0] < span[1] <= size
    for index in furniture.lines | head.title_lines | head.sign_off_lines:
        assert 0 <= index < len(lines)
    assert not head.title_lines & head.sign_off_lines
    assert head.year is None or 1900 <= head.year < 2100
    assert isinstance(head.signed_date, datetime.date | None)


@pytest.mark.parametrize(
    "raw",
    [
        "法治政府建设" * 170_000,
        "2023年梅岭镇人民政府关于" * 70_000,
        "首页>" * 300_000,
        "索引号:" * 250_000,
        "街道办事处镇县区" * 125_000,
        "梅岭镇\n" * 100_000,
        "关于\n" * 100_000,
        "发布机构\n" * 100_000,
        "【打印】\n" * 100_000,
        "2024年1月2日\n" * 100_000,
        "《" * 1_000_000,
        "*" * 1_000_000,
        "中共" * 500_000,
    ],
    ids=lambda raw: raw[:6],
)
def test_hostile_text_costs_little(raw: str) -> None:
    view = View(raw)
    lines = lines_of(view)
    began = time.perf_counter()
    read_head(view, lines, find_furniture(view, lines, _WORDS), _WORDS)
    assert time.perf_counter() - began < 1


def test_a_missing_and_an_unknown_key_are_named() -> None:
    with pytest.raises(ValueError, match=r"title\.longest"):
        HeadWords.from_mapping({**_MAPPING, "title": {k: v for k, v in _MAPPING["title"].items() if k != "longest"}})
    with pytest.raises(ValueError, match=r"sign_off\.reech"):
        HeadWords.from_mapping({**_MAPPING, "sign_off": {**_MAPPING["sign_off"], "reech": 1}})


def test_furniture_is_told_from_text() -> None:
    raw = "\n".join(
        [
            "首页 > 政务公开 > 工作报告",
            "索 引 号: 1/2024-1   发布机构: 梅岭镇人民政府   成文日期: 2024-01-08",
            "文    号: 梅政〔2024〕2号",
            "梅岭镇2023年度法治政府建设情况报告",
            "来源:梅岭镇 浏览次数:3",
            "2023年,我镇依法履职,服务全镇发展,办理各类事项一千余件,群众满意。",
            "一、举措",
            "打印有关材料。",
            "梅岭镇人民政府",
            "2024年1月8日",
            "【打印】 【关闭】",
            "上一篇:无",
            "网站标识码:1",
        ]
    )
    view, lines, furniture, head = _read(raw)
    assert furniture.lines == {0, 1, 2, 4, 10, 11, 12}
    assert {key: value[0] for key, value in furniture.metadata.items()} == {
        "issuer": "梅岭镇人民政府",
        "written": "2024-01-08",
        "number": "梅政〔2024〕2号",
        "source": "梅岭镇",
    }
    assert head.title_lines == {3}
    assert head.sign_off_lines == {8, 9}
    for text, start, end in furniture.metadata.values():
        assert view.place(start, end).quote == text
    assert len(lines) == 13
