"""The kind of a document: by its title, else by its first paragraphs, and by its structure."""

from __future__ import annotations

from collections.abc import Sequence

from fzlint.report.furniture import Furniture
from fzlint.report.lines import Line
from fzlint.report.titles import Title, kind_of_title
from fzlint.report.words import HeadWords, holds, rx

_ANNUAL = "annual-report"


def kind_of(
    text: str, lines: Sequence[Line], titles: Sequence[Title], furniture: Furniture, words: HeadWords
) -> tuple[Title | None, str]:
    """The title to go by (None: there is none) and the kind of the document."""
    if not text.strip():
        return None, "unknown"
    title = titles[0] if titles else None
    start = next((line.start for index, line in enumerate(lines) if index not in furniture.lines), 0)
    sample = text[start : start + 3 * words.lead.reach]
    headed = holds("\n" + sample, words.lead.headings)
    if title:
        title, kind = _by_title(sample, titles, title, headed, words)
    else:
        page = furniture.metadata.get("title")
        kind = kind_of_title(text[page[1] : page[2]], words.title) if page else ""
        if kind in ("", "other", "wrapped"):
            kind = _by_lead(sample, headed, words)
    if kind in (_ANNUAL, "other") and _is_template(text, start, words):
        kind = "template"
    return title, kind


def _by_title(sample: str, titles: Sequence[Title], title: Title, headed: bool, words: HeadWords) -> tuple[Title, str]:
    marks = words.title
    wrapped = title.kind == "wrapped" or (title.kind in ("plan", "other") and title.text.endswith(marks.notice_ends))
    if wrapped:
        inner = next((found for found in titles if found.kind == _ANNUAL and found.start > title.start), None)
        if inner and title.kind == "wrapped":
            return inner, _ANNUAL
    if title.kind != "wrapped":
        return title, title.kind
    if headed:
        return title, _ANNUAL
    return title, "plan" if title.text.endswith(marks.notice_ends) else "article"


def _by_lead(sample: str, headed: bool, words: HeadWords) -> str:
    marks = words.lead
    first = sample[: marks.reach // 2]
    for kind, pattern in marks.kinds:
        if rx(pattern).search(first):
            return kind
    if not rx(marks.annual_pattern).search(sample):
        return "unknown"
    return _ANNUAL if headed or rx(marks.report_pattern).search(first) else "unknown"


def _is_template(text: str, start: int, words: HeadWords) -> bool:
    """Stars for figures and names, or a page that offers model texts."""
    sample = text[max(0, start - 1500) : start + 2 * words.lead.reach]
    if "*" in sample and sum(1 for _ in rx(words.lead.star_pattern).finditer(sample)) >= words.lead.stars:
        return True
    return holds(text[: start + 200], words.furniture.adverts)
