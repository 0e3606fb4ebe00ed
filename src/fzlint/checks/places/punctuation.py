"""What punctuation tells: where a clause ends, what stands inside a title, a quotation or brackets."""

from __future__ import annotations

_REACH = 120  # characters looked back for the opening mark
_PAIRS = (("《", "》"), ("“", "”"), ("(", ")"), ("〔", "〕"), ("‘", "’"))


def is_quoted(text: str, at: int) -> bool:
    """Whether a mark opened shortly before ``at``, in its line, is not closed before it."""
    start = max(text.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH, 0)
    return any(text.rfind(opening, start, at) > text.rfind(closing, start, at) for opening, closing in _PAIRS)


def first_of(text: str, marks: str, start: int, end: int) -> int:
    """The first place from ``start`` on that holds one of ``marks``; ``end`` when there is none."""
    for at in range(start, end):
        if text[at] in marks:
            return at
    return end
