"""Text of reports as Markdown and as cells of a CSV file: never markup, a live link or a formula."""

from __future__ import annotations

import re

# What Markdown (CommonMark with GitHub's tables, links, mentions and mathematics) reads as markup within a line.
_INLINE = re.compile(r"[\\`*_\[\]<>|~&$@]")
_LIVE = re.compile(r":(?=//)|(?<=[Ww][Ww][Ww])\.")
# What begins a block when a list item or a line begins with it.
_BLOCK = re.compile(r"^(?:(?=[#+=-])|\d{1,9}(?=[.)](?:\s|$)))")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width signs count too


def markdown(text: str) -> str:
    """``text`` as Markdown that shows just these characters, in one line."""
    text = " ".join(text.split())
    text = _LIVE.sub(lambda found: "\\" + found[0], _INLINE.sub(lambda found: "\\" + found[0], text))
    return _BLOCK.sub(r"\g<0>\\", text)


def cell(text: str) -> str:
    """``text`` as the cell of a CSV file: what a spreadsheet would calculate begins with an apostrophe instead."""
    if _NUMBER.fullmatch(text):
        return text
    return "'" + text if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
