"""The title of a document: where it stands, over how many lines, and which kind of document it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from fzlint.report.dates import YEAR_TAIL, find_dates, first_year
from fzlint.report.furniture import HEAD_LINES, Furniture, find_keys, text_begins
from fzlint.report.lines import Line
from fzlint.report.names import is_organ, level_of
from fzlint.report.words import HeadWords, TitleWords, rx
from fzlint.text.view import View

_MAX_JOINED = 4
_LINE_ENDS = 30  # between the lines of one title
_SENTENCE = re.compile(r"[。;!?…]|[:,、]$|,.*,")
_QUOTED = re.compile(r"《[^《》]*》")
_RUN_IN_REACH = 260
_LEAST_RUN_IN = 3  # a title that text runs on behind must name year or body


class Title(NamedTuple):
    """A title found: ``text`` is the view's, without line ends; ``lines`` hold nothing but title."""

    text: str
    start: int
    end: int
    lines: tuple[int, ...]
    kind: str
    score: int


def kind_of_title(title: str, words: TitleWords) -> str:
    """The kind of document that ``title`` names; ``wrapped`` is a notice or news about a report."""
    bare = _without_bracket(title, words)
    kind = next((rule.kind for rule in words.kinds if rule.fits(bare)), "other")
    if kind == "annual-report" and rx(words.years_pattern).search(_QUOTED.sub("", title)):
        return "other"
    return kind


def quote(view: View, start: int, end: int) -> str:
    """The author's characters from ``start`` to ``end``, lines joined without their ends."""
    raw = view.place(start, end).quote
    return "".join(part.strip() for part in raw.split("\n")) if "\n" in raw else raw


def find_titles(view: View, lines: Sequence[Line], furniture: Furniture, words: HeadWords) -> list[Title]:
    """The candidates for the title, best first; among equals the earlier."""
    text = view.text
    begins = text_begins(text, lines, words)
    found: list[Title] = []
    index, last = 0, min(len(lines), begins + 6, HEAD_LINES)
    while index < last:
        step = 1
        if index not in furniture.lines:
            title = None
            for count in range(1, _MAX_JOINED + 1):
                title = _whole(text, lines, range(index, index + count), furniture, words)
                if title or not _goes_on(text, lines, index + count, furniture, words):
                    break
            if title is None:
                title = _run_in(text, lines[index], words)
            if title:
                found.append(title)
                step = max(1, len(title.lines))
        index += step
    counted = Counter(title.text for title in found)
    scored = [(title.score + (counted[title.text] > 1), -number, title) for number, title in enumerate(found)]
    return [title for _, _, title in sorted(scored, key=lambda item: (item[0], item[1]), reverse=True)]


def _goes_on(text: str, lines: Sequence[Line], following: int, furniture: Furniture, words: HeadWords) -> bool:
    """Whether line ``following`` may continue a title that began before."""
    if following >= len(lines) or following in furniture.lines:
        return False
    before, line = lines[following - 1], lines[following]
    marks = words.title
    if line.end - line.start > marks.longest or before.end - before.start > 60:
        return False
    if marks.is_text(text, line.start, line.end):
        return False
    head, tail = text[before.start : before.end], text[line.start : line.end]
    if head.endswith(marks.open_ends):
        return True
    year = first_year(tail[:6])
    goes_on = tail.startswith(marks.goes_on) or (year is not None and year[1] == 0)
    return _is_body(head, words) and (goes_on or _is_body(tail, words))


def _is_body(line: str, words: HeadWords) -> bool:
    return 3 <= len(line) <= 40 and not _SENTENCE.search(line) and level_of(line, words.names) is not None


def _whole(text: str, lines: Sequence[Line], indices: range, furniture: Furniture, words: HeadWords) -> Title | None:
    """The title that fills the lines ``indices``."""
    marks = words.title
    first, last = lines[indices[0]], lines[indices[-1]]
    if last.end - first.start > marks.longest + _LINE_ENDS:
        return None
    joined = text[first.start : last.end].replace("\n", "")
    junk = rx(marks.junk_pattern).match(joined)
    lead = junk.end() if junk else 0
    end = len(joined)
    file_name = rx(words.furniture.file_name_pattern).search(joined)
    if file_name:
        end = file_name.start()
    for key in find_keys(joined, lead + 1, end, words)[:1]:
        end = key.start
    title = _trimmed(joined[lead:end], marks)
    if not 4 <= len(title) <= marks.longest or _SENTENCE.search(title) or marks.is_text(title, 0, len(title)):
        return None
    if (
        len(indices) > 1
        and text.endswith(marks.nouns, first.start, first.end)
        and not text.endswith(marks.open_ends, first.start, first.end)
    ):
        return None
    subject = rx(marks.subject_pattern).search(title)
    if not _without_bracket(title, marks).endswith(marks.nouns) and not (file_name and subject):
        return None
    if joined.endswith(marks.weak_noun) and not file_name and not first_year(title):
        return None
    offsets = [at for at in range(first.start, last.end) if text[at] != "\n"]
    start, stop = offsets[lead], offsets[lead + len(title) - 1] + 1
    score = _score(title, bool(subject), words) - 4 * bool(file_name)
    if score <= 0 and not _stands_alone(text, lines, indices, furniture, words):
        return None
    return Title(title, start, stop, tuple(indices), kind_of_title(title, marks), score)


def _without_bracket(title: str, marks: TitleWords) -> str:
    """``title`` without a year or remark in brackets at its end."""
    at = title.rfind("(")
    return title[:at] if at > 0 and rx(marks.behind_pattern).fullmatch(title[at:]) else title


def _trimmed(title: str, marks: TitleWords) -> str:
    """``title`` without the name of the site, brackets and rules at its end."""
    close = rx(marks.end_pattern).search(title)
    if close and close.end() >= 8 and title[close.end() : close.end() + 1] in tuple("-_|—–"):
        return title[: close.end()]
    for _ in range(3):
        if title.endswith(marks.nouns):
            break
        tail = rx(marks.tail_pattern).search(title)
        if not tail or tail.start() < 4:
            break
        title = title[: tail.start()]
    dated = next(find_dates(title, 0, len(title)), None)
    if dated and dated[2] == len(title) and title[: dated[1]].endswith(marks.nouns):
        title = title[: dated[1]]
    return title


def _score(title: str, subject: bool, words: HeadWords) -> int:
    """How much of a title's usual make is there: year, body, subject, noun."""
    score = 3 * bool(first_year(title)) + 2 * subject
    left = title[: words.title.cut(title)]
    year = first_year(left)
    if year:
        left = left[: year[1]] or left[year[2] :].lstrip(YEAR_TAIL)
    between = rx(words.title.between_pattern).search(left, 1)
    if between:
        left = left[: between.start()]
    if len(left) >= 2 and (is_organ(left, words.names) or level_of(left, words.names)):
        score += 2
    return score + (between is not None) - (len(title) < 8)


def _stands_alone(text: str, lines: Sequence[Line], indices: range, furniture: Furniture, words: HeadWords) -> bool:
    """A title without year and body must be followed by text, a subtitle, or itself, and not stand in a menu."""
    following = next((i for i in range(indices[-1] + 1, len(lines)) if i not in furniture.lines), None)
    if following is None:
        return True
    line = lines[following]
    if text.startswith(words.title.subtitles, line.start, line.end) or line.end - line.start >= 30:
        return True
    return words.title.is_text(text, line.start, line.end) or text.endswith((":", "。"), line.start, line.end)


def _run_in(text: str, line: Line, words: HeadWords) -> Title | None:
    """A title at the beginning of a line that the text runs on in."""
    marks = words.title
    limit = min(line.end, line.start + _RUN_IN_REACH)
    if limit - line.start < 12:
        return None
    subject = rx(marks.subject_pattern).search(text, line.start, limit)
    if not subject:
        return None
    close = rx(marks.end_pattern).search(text, subject.end(), min(limit, subject.end() + 24))
    if not close or re.search(r"[,。;:!?\n]", text[subject.end() : close.end()]):
        return None
    start = subject.start()
    while start > line.start and _in_title(text[start - 1]):
        start -= 1
    junk = rx(marks.junk_pattern).match(text[start : close.end()])
    start += junk.end() if junk else 0
    end = close.end()
    behind = rx(marks.behind_pattern).match(text[end : end + 30])
    end += behind.end() if behind else 0
    title = text[start:end]
    if not 8 <= len(title) <= marks.longest or marks.is_text(title, 0, len(title)):
        return None
    score = _score(title, True, words) - 1
    return Title(title, start, end, (), kind_of_title(title, marks), score) if score >= _LEAST_RUN_IN else None


def _in_title(char: str) -> bool:
    return "一" <= char <= "鿿" or char in "〇○()《》、—-" or char.isdigit()
