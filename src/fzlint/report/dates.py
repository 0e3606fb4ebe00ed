"""Dates and years as reports write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from fzlint.text.numerals import chinese_number, chinese_year

_ZERO = "〇零○ΟO0◯"
_HAN_YEAR = rf"二[{_ZERO}][{_ZERO}一二三四五六七八九]{{2}}"
YEAR_TAIL = "年度"
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?<!\d\d{4})(?P<s>年|[-/.])(?P<m>1[0-2]|0?[1-9])(?:月|[-/.])"
    r"(?:(?P<d>3[01]|[12]\d|0?[1-9])日?(?=\d{1,2}:\d{2}|\D|$))?"
    rf"|(?P<hy>{_HAN_YEAR})年(?P<hm>[元正一二三四五六七八九十]{{1,2}})月(?:(?P<hd>[一二三四五六七八九十廿]{{1,3}})日)?"
)
_RANGE = r"—–~～至―\-"
YEAR = re.compile(
    rf"(?P<y>(?:19|20)\d\d)(?=年(?!以?[{_RANGE}]|度?[{_RANGE}]))(?<![\d{_RANGE}]\d{{4}})(?<!\d一\d{{4}})"
    rf"|(?P<h>{_HAN_YEAR})(?=年)(?<![{_RANGE}一二三四五六七八九].{{4}})"
)
_LOOSE_YEAR = re.compile(rf"(?P<y>20\d\d)(?<![\d{_RANGE}〔\[]\d{{4}})(?<!\d一\d{{4}})(?!\d|年|[{_RANGE}]\d)")


def year_value(found: re.Match[str]) -> int | None:
    """The year that a match of ``YEAR`` stands for."""
    return int(found["y"]) if found["y"] else chinese_year(_plain(found["h"]))


def first_year(text: str) -> tuple[int, int, int] | None:
    """The first year in a title: value, start, end; years of a period (2021—2025年) are none."""
    for found in YEAR.finditer(text):
        value = year_value(found)
        if value:
            return value, *found.span()
    loose = _LOOSE_YEAR.search(text)
    return (int(loose["y"]), *loose.span()) if loose else None


def find_dates(text: str, start: int, end: int) -> Iterator[tuple[datetime.date, int, int]]:
    """The dates between ``start`` and ``end``: value, start, end; a month without a day stands for its first."""
    for found in _DATE.finditer(text, start, end):
        if found["y"]:
            if not found["d"] and found["s"] != "年":
                continue
            year, month, day = int(found["y"]), int(found["m"]), int(found["d"] or 1)
        else:
            month_text = found["hm"].replace("元", "一").replace("正", "一")
            day_text = (found["hd"] or "一").replace("廿", "二十")
            parts = chinese_year(_plain(found["hy"])), chinese_number(month_text), chinese_number(day_text)
            if None in parts:
                continue
            year, month, day = (part or 0 for part in parts)
        try:
            yield datetime.date(year, month, day), *found.span()
        except ValueError:
            continue


def _plain(year: str) -> str:
    return "".join("〇" if char in _ZERO else char for char in year)
