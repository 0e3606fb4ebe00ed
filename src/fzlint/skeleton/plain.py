"""A skeleton as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fzlint.skeleton.building import Kind, Skeleton
from fzlint.skeleton.signing import right_indents, width

_BLANK = "　"  # as wide as a character
_MARKS = {Kind.TITLE: "# ", Kind.HEADING_1: "## ", Kind.HEADING_2: "### "}
_FLUSH = (Kind.TITLE, Kind.ADDRESSEE)
_SIGNATURE = (Kind.BODY, Kind.DATE)


def as_text(skeleton: Skeleton, words: Mapping[str, Any]) -> str:
    """The skeleton as text; paragraphs are lines, indented and signed as on paper. ``words``: section skeleton."""
    page = words["page"]
    signature = _signature(skeleton, page)
    lines: list[str] = []
    for block in skeleton.blocks:
        if block.kind in _SIGNATURE:
            if block.kind is Kind.BODY:
                lines.append("")
            room = page["characters"] - width(block.text) - signature[block.kind]
            lines.append(_BLANK * max(0, round(room)) + block.text)
        elif block.kind in _FLUSH:
            lines += [block.text, ""] if block.kind is Kind.TITLE else [block.text]
        else:
            lines.append(_BLANK * page["indent"] + block.text)
    return "\n".join(lines) + "\n"


def as_markdown(skeleton: Skeleton) -> str:
    """The skeleton as Markdown: headings by their level, paragraphs parted by empty lines.

    A heading within a paragraph stays plain: with emphasis around it neither list nor heading would be read in it.
    """
    return "\n\n".join(_MARKS.get(block.kind, "") + block.text for block in skeleton.blocks) + "\n"


def _signature(skeleton: Skeleton, page: Mapping[str, Any]) -> dict[Kind, float]:
    texts = {block.kind: block.text for block in skeleton.blocks if block.kind in _SIGNATURE}
    body, date = right_indents(texts[Kind.BODY], texts[Kind.DATE], page["signature_indent"])
    return {Kind.BODY: body, Kind.DATE: date}
