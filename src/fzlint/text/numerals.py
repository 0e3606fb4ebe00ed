"""Numbers written in Chinese numerals."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ο": 0, "O": 0, "两": 2, "廿": 20}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
CHINESE_NUMBER = r"[零〇○一二三四五六七八九十百千万亿两]+"
CHINESE_YEAR = re.compile(r"[二][零〇○ΟO][零〇○ΟO一二三四五六七八九]{2}(?=年)")


def chinese_number(text: str) -> int | None:
    """The value of ``text`` such as 二十三, 一百零五, 两万三千 or 二〇二三; None when it is not a number."""
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _LARGE:
            total = (total + section + digit) * _LARGE[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


def chinese_year(text: str) -> int | None:
    """The year written as 二〇二三 at the start of ``text``, or None."""
    found = CHINESE_YEAR.match(text + "年")
    return chinese_number(found.group()) if found else None
