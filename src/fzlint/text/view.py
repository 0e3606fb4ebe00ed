"""The view a report is matched on: simplified, of one width, without blanks; and the way back to the author's text.

``View.text`` differs from the author's text in three ways only: characters of Traditional script stand in
Simplified form, full-width ASCII and variant punctuation stand in one form, and blanks inside lines are gone.
Conversion is one character for one character, so only removed characters shift a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property

from fzlint.text.places import Place, Spot
from fzlint.text.script import has_traditional, simplified

# All that is white space but a newline, and what has no width; written out, which is read three times as fast as \s.
_BLANK = re.compile(r"[\t\x0b-\r\x1c-\x20\x85\xa0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+")
_LINE_END = re.compile(r"\r\n?|\n")
_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | (
    {"｡": "。", "､": "、", "﹐": ",", "﹑": "、", "﹔": ";", "﹕": ":", "﹖": "?", "﹗": "!", "﹙": "(", "﹚": ")",
     "－": "-", "〜": "~", "～": "~", "「": "“", "」": "”", "『": "‘", "』": "’", "﹪": "%"}
)  # fmt: skip
_WIDE = re.compile(f"[{''.join(_WIDTH)}]")


@cache
def _ascii_stop() -> re.Pattern[str]:
    """A full stop of ASCII that ends a Chinese sentence; few texts have one."""
    return re.compile(r"(?<=[一-鿿)”》%])\.(?=[一-鿿\n(“《]|$)")


class View:
    """The author's text and its normalised view.

    ``raw`` is the author's text with line ends as newlines; ``text`` is the view; offsets are code points. ``spots``:
    where each line of it stands in the file that it was extracted from.
    """

    def __init__(self, raw: str, spots: Sequence[Spot | None] = ()) -> None:
        self._spots = spots
        self.raw = _LINE_END.sub("\n", raw) if "\r" in raw else raw
        converted = self.raw
        self.traditional = has_traditional(converted)
        if self.traditional:
            converted = simplified(converted)
        for sign in set(_WIDE.findall(converted)):  # a report has few kinds of them: quicker than str.translate
            converted = converted.replace(sign, _WIDTH[sign])
        pieces: list[str] = []
        self._breaks: list[int] = []  # offsets in the view after which the shift grows
        self._shifts: list[int] = [0]
        at = length = 0
        for blank in _BLANK.finditer(converted):
            start, end = blank.span()
            if start > at:
                pieces.append(converted[at:start])
                length += start - at
            self._breaks.append(length)
            self._shifts.append(end - length)
            at = end
        pieces.append(converted[at:])
        text = "".join(pieces)
        if text.count("。") * 4 < text.count("."):
            text = _ascii_stop().sub("。", text)
        self.text = text

    def raw_offset(self, offset: int) -> int:
        """The author's offset of the view's character at ``offset``."""
        return offset + self._shifts[bisect_right(self._breaks, offset)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.raw))]

    def line_of(self, offset: int) -> int:
        """The author's line (from 1) of the view's character at ``offset``."""
        return bisect_right(self._line_starts, self.raw_offset(offset))

    def raw_place(self, start: int, end: int, section: str | None = None) -> Place:
        """The place of the author's characters ``start`` to ``end`` (offsets in ``raw``) under ``section``."""
        starts = self._line_starts
        line = bisect_right(starts, start)
        end_line = bisect_right(starts, max(start, end - 1)) if end > start else line
        spot = self._spots[line - 1] if line <= len(self._spots) else None
        column, end_column = start - starts[line - 1] + 1, end - starts[end_line - 1] + 1
        return Place(line, column, end_line, end_column, self.raw[start:end], section, spot)

    def place(self, start: int, end: int, section: str | None = None) -> Place:
        """The author's place of the view's characters ``start`` to ``end``, under the heading ``section``."""
        if end <= start:
            raw = self.raw_offset(min(start, max(len(self.text) - 1, 0)))
            return self.raw_place(raw, raw, section)
        return self.raw_place(self.raw_offset(start), self.raw_offset(end - 1) + 1, section)
