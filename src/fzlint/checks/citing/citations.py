"""Where a report cites a document by its title: 《…》, also one title inside another, 《…〈…〉…》 or 《…《…》…》."""

from __future__ import annotations

import re
from typing import NamedTuple

from fzlint.checks.context import Context

LONGEST_TITLE = 120  # characters; what is longer is an unclosed bracket
DEEPEST = 4  # titles inside titles
_REACH = 150  # characters of a sentence read on each side
_MARK = re.compile(r"[《〈》〉\n]")
_SENTENCE_END = "。;!?\n"


class Citation(NamedTuple):
    """A title in brackets. Offsets in the view, brackets included; ``words`` are without them.

    ``outer``: the words of the title that it stands in, None when it stands by itself; ``holds``: others stand in it.
    """

    start: int
    end: int
    words: str
    outer: str | None
    holds: bool


def citations_of(context: Context) -> list[Citation]:
    """The citations of the report in order of their beginning; found once for all checks of the report."""
    found: list[Citation] | None = context.shared.get("citations")
    if found is None:
        found = context.shared["citations"] = find_citations(context.text)
    return found


def find_citations(text: str) -> list[Citation]:
    """All citations in ``text``; brackets that do not close within their line are left to another check."""
    found: list[Citation] = []
    stack: list[tuple[int, int]] = []  # offset of an open bracket, and how many citations were found before it
    for mark in _MARK.finditer(text):
        sign = mark.group()
        if sign in "《〈":
            stack.append((mark.start(), len(found)))
            if len(stack) > DEEPEST:
                del stack[0]
        elif sign == "\n":
            stack.clear()
        elif stack:
            start, inner = stack.pop()
            words = text[start + 1 : mark.start()]
            if not 0 < len(words) <= LONGEST_TITLE:
                continue
            for position in range(inner, len(found)):
                child = found[position]
                if child.outer is None:
                    found[position] = Citation(child.start, child.end, child.words, words, child.holds)
            found.append(Citation(start, mark.end(), words, None, inner < len(found)))
    return sorted(found, key=lambda citation: citation.start)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the sentence before ``start`` and behind ``end``, at most ``_REACH`` characters each."""
    before = text[max(0, start - _REACH) : start]
    cut = max(before.rfind(sign) for sign in _SENTENCE_END)
    behind = text[end : end + _REACH]
    stops = [at for at in (behind.find(sign) for sign in _SENTENCE_END) if at >= 0]
    return before[cut + 1 :], behind[: min(stops)] if stops else behind
