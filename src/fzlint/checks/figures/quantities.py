"""Every quantity of a report: its number, unit and the words it stands between; found in one pass over the text.

A quantity is a number with a unit (236件, 百分之九十二点一, 1.2万余人次, 3,452.6万元). Dates, ordinals and figures
inside titles and quotation marks are not quantities. The knowledge (units, words of approximation) is the section
``figures`` of the checklist.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.wording import any_of, kept
from fzlint.text.numerals import chinese_number

_HAN = "零〇一二三四五六七八九十百千万亿两"
_SCALES = {"千": 1e3, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_SENTENCE_END = re.compile(r"[。!?\n]")
_SEPARATOR = re.compile(r"[,;:、(]")
_TAIL_END = re.compile(r"[,;:、()。!?\n]")
_RANGE = frozenset("-~—–")
LONGEST_TAIL = 40  # characters of words behind a unit
MOST_TOGETHER = 60  # quantities of one sentence that are looked at together
LONGEST_LEAD = 80  # characters of words before a number that are looked at
PERCENT, POINTS, DATE = "percent", "points", "date"


@dataclass(slots=True)
class Quantity:
    """A stated quantity; offsets in the view, from the number to the end of its unit.

    ``value``: in single units (money in 元, percent in hundredths); ``step``: worth of the last digit written;
    ``cls``: the class of its unit (units of one class count the same kind of thing); ``approx``: rounded by the author;
    ``gap``: words since the previous quantity of the sentence (or its start); ``separator``: the first mark in the gap;
    ``lead``: words of its own part before the number; ``tail``: words behind the unit up to the next mark or number;
    ``clause``: words of its clause before the number (behind the last comma, or since the last quantity);
    ``depth``: of brackets.
    """

    start: int
    end: int
    value: float
    step: float
    unit: str
    cls: str
    approx: bool
    sentence: int
    paragraph: int
    part: str
    index: int
    gap: str = ""
    separator: str = ""
    lead: str = ""
    tail: str = ""
    clause: str = ""
    depth: int = 0

    @property
    def words(self) -> str:
        """The words of its own part, before and behind the number."""
        return self.lead + self.tail

    @property
    def exact(self) -> bool:
        """Whether sums and rates may be reckoned with it."""
        return not self.approx


@dataclass(frozen=True)
class Figures:
    """The quantities of a report in groups: those of one sentence together (a very long sentence makes several)."""

    groups: list[list[Quantity]]
    follows: list[bool]

    def previous(self, quantity: Quantity) -> list[Quantity]:
        """The quantities of the sentence right before the quantity's, in the same paragraph."""
        return self.groups[quantity.sentence - 1] if self.follows[quantity.sentence] else []


@lru_cache(maxsize=8)
def _pattern(units: tuple[str, ...], after: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(re.escape(u) for u in sorted(units, key=len, reverse=True))
    more = "|".join(re.escape(w) for w in sorted(after, key=len, reverse=True))
    number = r"\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
    return re.compile(
        rf"(?=[\d{_HAN}《“〔第])(?:"  # a quick test: most characters open nothing
        r"《[^《》\n]{1,80}》|“[^“”\n]{1,30}”|〔[^〕\n]{1,8}〕|\d{4}-\d\d-\d\d"
        rf"|第(?:\d{{1,6}}|[{_HAN}]{{1,6}})"
        rf"|百分之(?P<hundred>[{_HAN}]{{1,8}}(?:点[{_HAN}]{{1,4}})?|\d{{1,4}}(?:\.\d{{1,4}})?)(?P<more3>{more})?"
        r"|(?P<tenths>[一二三四五六七八九])成(?P<tenth>[一二三四五六七八九半])"
        rf"|(?<![\dA-Za-z.])(?P<number>{number})(?!\d)(?P<more1>{more})?"
        rf"(?P<scale>(?!万?亿?元)(?:万亿|[千万亿]))?(?P<more2>{more})?(?P<unit>{unit})?"
        rf"|(?<![{_HAN}第])(?P<han>[{_HAN}]{{1,20}}(?:点[{_HAN}]{{1,4}})?)(?P<more4>{more})?(?P<unit2>{unit}))"
    )


def _han_value(written: str) -> tuple[float, float] | None:
    """Value and worth of the last digit of a number in Chinese numerals (decimals after 点)."""
    whole, _, decimals = written.partition("点")
    value = chinese_number(whole)
    if value is None:
        return None
    if not decimals:
        return float(value), 1.0
    fraction = chinese_number(decimals)
    if fraction is None or len(str(fraction)) > len(decimals):
        return None
    step = 10.0 ** -len(decimals)
    return round(value + fraction * step, 6), step


def figures_of(context: Context) -> Figures:
    """The quantities of the report; reckoned once for all checks."""
    known: Figures | None = context.shared.get("figures")
    if known is None:
        known = _find(context)
        context.shared["figures"] = known
    return known


def note_checked(context: Context, indices: Iterable[int]) -> None:
    """Note the quantities that a check could reckon with, right or wrong (``share_checked``)."""
    context.shared.setdefault("checked", set()).update(indices)


def share_checked(shared: Mapping[str, Any]) -> tuple[int, int]:
    """How many of a report's quantities could be checked, and how many it states."""
    figures: Figures | None = shared.get("figures")
    total = sum(len(group) for group in figures.groups) if figures else 0
    return len(shared.get("checked", ())), total


class _Words:
    """The section ``figures`` of the checklist, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.classes = {unit: name for name, units in data["units"].items() for unit in units}
        self.pattern = _pattern(tuple(self.classes), tuple(data["approximate_after"]))
        self.behind = any_of(data["approximate_behind"])
        self.ahead = re.compile(rf"(?:{any_of(data['approximate_before']).pattern.pattern})$")
        self.money: Mapping[str, float] = data["worth"]
        self.adverbial = frozenset(data["adverbial"])


def _find(context: Context) -> Figures:
    text = context.text
    words = kept(context.sections["figures"], _Words)
    statements = context.report.statements
    starts = [statement.start for statement in statements]
    groups: list[list[Quantity]] = []
    follows: list[bool] = []
    begins: list[int] = []
    end_of_sentence = index = 0
    for found in words.pattern.finditer(text):
        if found.lastgroup is None:
            continue
        start = found.start()
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= statements[at].end:
            continue
        read = _read(found, context, words)
        if read is None:
            continue
        value, step, unit, end, approx = read
        cls = words.classes.get(unit, "")
        if cls == DATE:
            continue
        if unit in words.money:
            value, step = value * words.money[unit], step * words.money[unit]
        elif step > 1:
            approx = True
        if not approx:
            approx = bool(words.ahead.search(text, max(0, start - 6), start) or words.behind.pattern.match(text, end))
        if not approx and start and (text[start - 1] in _RANGE or text[end : end + 1] in _RANGE):
            approx = text[start - 2 : start - 1].isdigit() or text[end + 1 : end + 2].isdigit()
        statement = statements[at]
        if start >= end_of_sentence:
            begin = _sentence_start(text, start, end_of_sentence)
            same = bool(groups) and groups[-1][-1].paragraph == statement.paragraph
            follows.append(same and begin <= end_of_sentence)
            groups.append([])
            begins.append(begin)
            stop = _SENTENCE_END.search(text, start)
            end_of_sentence = stop.end() if stop else len(text)
        elif len(groups[-1]) >= MOST_TOGETHER:
            follows.append(False)
            begins.append(groups[-1][-1].end)
            groups.append([])
        groups[-1].append(
            Quantity(
                start, end, value, step, unit, cls, approx, len(groups) - 1, statement.paragraph, statement.part, index
            )
        )
        index += 1
    for begin, quantities in zip(begins, groups, strict=True):
        _place_words(text, begin, quantities)
    return Figures(groups, follows)


def _sentence_start(text: str, start: int, earliest: int) -> int:
    """Where the sentence of the character at ``start`` begins, not before ``earliest`` and not far back."""
    begin = max(earliest, start - 4 * LONGEST_LEAD)
    at = begin - 1
    for mark in "。!?\n":
        at = max(at, text.rfind(mark, at + 1, start))
    return at + 1


def _read(found: re.Match[str], context: Context, words: _Words) -> tuple[float, float, str, int, bool] | None:
    """Value, step, unit, end and whether approximate of what the pattern found; None if it is no quantity."""
    text = context.text
    written = found["number"]
    if written is not None:
        if "," in written:
            at = found.start("number") + written.index(",")
            if context.report.view.raw[context.report.view.raw_offset(at)] != ",":
                return None  # a full-width comma separates, it does not group digits
            written = written.replace(",", "")
        value = float(written)
        step = 10.0 ** -(len(written) - written.index(".") - 1) if "." in written else 1.0
        unit = found["unit"] or ""
        scale = found["scale"]
        if scale:
            value, step = value * _SCALES[scale], step * _SCALES[scale]
        if not unit:
            following = text[found.end() : found.end() + 1]
            if scale or following not in "、,和;。" or following == "":
                return None
        return value, step, unit, found.end(), bool(found["more1"] or found["more2"])
    if found["hundred"] is not None:
        part = found["hundred"]
        read = (float(part), 10.0 ** -len(part.partition(".")[2])) if part[0].isdigit() else _han_value(part)
        return (*read, "%", found.end("hundred"), bool(found["more3"])) if read else None
    if found["tenths"] is not None:  # 九成五
        tenth = 5 if found["tenth"] == "半" else chinese_number(found["tenth"]) or 0
        return 10.0 * (chinese_number(found["tenths"]) or 0) + tenth, 1.0, "%", found.end(), False
    read = _han_value(found["han"])
    if read is None:
        return None
    following = text[found.end() : found.end() + 1]
    if found["han"] == "一" and found["unit2"] in words.adverbial and "一" <= following <= "鿿":
        return None
    round_number = found["han"][-1] in "万亿" and len(found["han"]) < 4
    return (*read, found["unit2"], found.end(), bool(found["more4"]) or round_number)


def _place_words(text: str, begin: int, quantities: list[Quantity]) -> None:
    """Fill in the words around each quantity of a sentence."""
    depth = 0
    last = begin
    count = len(quantities)
    for position, quantity in enumerate(quantities):
        gap = text[max(last, quantity.start - LONGEST_LEAD) : quantity.start]
        if "(" in gap or ")" in gap:
            depth = max(0, depth + gap.count("(") - gap.count(")"))
        mark = _SEPARATOR.search(gap) if position else None
        if mark:
            quantity.separator = mark.group()
        opens = max(gap.rfind(","), gap.rfind(";"), gap.rfind(":"), gap.rfind("(")) + 1
        if not opens and mark:
            opens = mark.end()
        quantity.gap, quantity.depth = gap, depth
        quantity.clause = quantity.lead = gap[opens:]
        last = quantity.end
        limit = last + LONGEST_TAIL
        if position + 1 < count:
            limit = min(limit, quantities[position + 1].start)
        stop = _TAIL_END.search(text, last, limit)
        quantity.tail = text[last : stop.start() if stop else limit]
