"""The title of a document: where it stands, over how many lines, and which kind of document it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fzlint.report.dates import find_dates, first_year
from fzlint.report.furniture import HEAD_LINES, Furniture, key_pattern, text_begins
from fzlint.report.lines import Line
from fzlint.report.names import is_organ, level_of
from fzlint.report.words import HeadWords, TitleWords, rx
from fzlint.text.view import View

_MAX_JOINED = 4
_SENTENCE = re.compile(r"[。;!?…]|[:,、]$|,.*,")
_QUOTED = re.compile(r"《[^《》]*》")
_RUN_IN_REACH = 260


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: ``text`` is the view's, without line ends; ``lines`` hold nothing but title."""

    text: str
    start: int
    end: int
    lines: tuple[int, ...]
    kind: str
    score: int


def kind_of_title(title: str, words: TitleWords) -> str:
    """The kind of document that ``title`` names; ``wrapped`` is a notice or news about a report."""
    if rx(words.years_pattern).search(_QUOTED.sub("", title)):
        return "other" if not rx(words.kinds[0][1]).search(title) else words.kinds[0][0]
    for kind, pattern in words.kinds:
        if rx(pattern).search(title):
            return kind
    return "other"


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
    if rx(marks.not_start_pattern).match(text, line.start, line.end):
        return False
    head = text[before.start : before.end]
    if rx(marks.goes_on_pattern).match(text, line.start, line.end):
        return bool(rx(marks.open_pattern).search(head)) or _is_body(head, words)
    joint = _is_body(head, words) and _is_body(text[line.start : line.end], words)
    return joint or bool(rx(marks.open_pattern).search(head))


def _is_body(line: str, words: HeadWords) -> bool:
    return 3 <= len(line) <= 40 and not _SENTENCE.search(line) and level_of(line, words.names) is not None


def _whole(
    text: str, lines: Sequence[Line], indices: range, furniture: Furniture, words: HeadWords
) -> Title | None:
    """The title that fills the lines ``indices``."""
    marks = words.title
    first, last = lines[indices[0]], lines[indices[-1]]
    if last.end - first.start > marks.longest + len(indices):
        return None
    joined = text[first.start : last.end].replace("\n", "")
    junk = rx(marks.junk_pattern).match(joined)
    lead = junk.end() if junk else 0
    end = len(joined)
    file_name = rx(words.furniture.file_name_pattern).search(joined)
    if file_name:
        end = file_name.start()
    key = key_pattern(words)[0].search(joined, lead + 1)
    if key:
        end = min(end, key.start())
    title = _trimmed(joined[lead:end], marks)
    if not 4 <= len(title) <= marks.longest or _SENTENCE.search(title) or rx(marks.not_start_pattern).match(title):
        return None
    if len(indices) > 1 and rx(marks.noun_pattern).search(text[first.start : first.end]) and not _open(
        text[first.start : first.end], marks
    ):
        return None
    subject = rx(marks.subject_pattern).search(title)
    if not rx(marks.noun_pattern).search(_without_bracket(title, marks)) and not (file_name and subject):
        return None
    if joined.endswith("情况") and not file_name and not first_year(title):
        return None
    start = first.start + lead
    stop = start + len(title) + (len(indices) - 1)
    score = _score(title, bool(subject), words) - 4 * bool(file_name)
    if score <= 0 and not _stands_alone(text, lines, indices, furniture, words):
        return None
    return Title(title, start, min(stop, last.end), tuple(indices), kind_of_title(title, marks), score)


def _open(line: str, marks: TitleWords) -> bool:
    return rx(marks.open_pattern).search(line) is not None


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
        if rx(marks.noun_pattern).search(title):
            break
        tail = rx(marks.tail_pattern).search(title)
        if not tail or tail.start() < 4:
            break
        title = title[: tail.start()]
    dated = next(find_dates(title, 0, len(title)), None)
    if dated and dated[2] == len(title) and rx(marks.noun_pattern).search(title[: dated[1]]):
        title = title[: dated[1]]
    return title


def _score(title: str, subject: bool, words: HeadWords) -> int:
    """How much of a title's usual make is there: year, body, subject, noun."""
    score = 3 * bool(first_year(title)) + 2 * subject
    left = title
    cut = rx(words.title.cut_pattern).search(title, 2)
    if cut:
        left = title[: cut.start()]
    left = re.sub(r"关于.*|[(\d〇零○].*", "", left)
    if len(left) >= 2 and (is_organ(left, words.names) or level_of(left, words.names)):
        score += 2
    return score + ("关于" in title) - (len(title) < 8)


def _stands_alone(
    text: str, lines: Sequence[Line], indices: range, furniture: Furniture, words: HeadWords
) -> bool:
    """A title without year and body must be followed by text, a subtitle, or itself, and not stand in a menu."""
    following = next((i for i in range(indices[-1] + 1, len(lines)) if i not in furniture.lines), None)
    if following is None:
        return True
    line = lines[following]
    if rx(words.title.subtitle_pattern).match(text, line.start, line.end) or line.end - line.start >= 30:
        return True
    return rx(words.title.not_start_pattern).match(text, line.start, line.end) is not None or text.endswith(
        (":", "。"), line.start, line.end
    )


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
    while start > line.start and (text[start - 1] in "〇○()《》、—-" or text[start - 1].isdigit() or _han(text[start - 1])):
        start -= 1
    junk = rx(marks.junk_pattern).match(text[start : close.end()])
    start += junk.end() if junk else 0
    end = close.end()
    behind = rx(marks.behind_pattern).match(text[end : end + 30])
    end += behind.end() if behind else 0
    title = text[start:end]
    if not 8 <= len(title) <= marks.longest or rx(marks.not_start_pattern).match(title):
        return None
    if not first_year(title) and level_of(re.sub(r"关于.*", "", title), words.names) is None:
        return None
    return Title(title, start, end, (), kind_of_title(title, marks), _score(title, True, words) - 1)


def _han(char: str) -> bool:
    return "一" <= char <= "鿿"
