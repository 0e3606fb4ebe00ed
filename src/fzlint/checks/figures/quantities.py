"""Every quantity of a report: its number, unit and the words it stands between; found in one pass over the text.

A quantity is a number with a unit (236件, 百分之九十二点一, 1.2万余人次, 3,452.6万元). Dates, ordinals and figures inside
titles and quotation marks are not quantities. The knowledge (units, words of approximation) is the section
``figures`` of the checklist.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fzlint.checks.context import Context
from fzlint.checks.figures.wording import any_of
from fzlint.text.numerals import chinese_number

_HAN = "零〇一二三四五六七八九十百千万亿两"
_SCALES = {"千": 1e3, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_SENTENCE_END = re.compile(r"[。!?\n]")
_SEPARATOR = re.compile(r"[,;:、(]")
_CLAUSE = re.compile(r"[,;:(]")
_RANGE = "-~—–至"
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
    """All quantities in order, the sentences (start and end), and the quantities of each sentence."""

    quantities: list[Quantity]
    sentences: list[tuple[int, int]]
    by_sentence: dict[int, list[Quantity]]

    def previous(self, quantity: Quantity) -> list[Quantity]:
        """The quantities of the sentence before the quantity's, when it stands in the same paragraph."""
        before = self.by_sentence.get(quantity.sentence - 1, [])
        return before if before and before[-1].paragraph == quantity.paragraph else []


@lru_cache(maxsize=8)
def _pattern(units: tuple[str, ...], after: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(re.escape(u) for u in sorted(units, key=len, reverse=True))
    more = "|".join(re.escape(w) for w in sorted(after, key=len, reverse=True))
    number = r"\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
    return re.compile(
        r"《[^《》\n]{1,80}》|“[^“”\n]{1,30}”|〔[^〕\n]{1,8}〕|\d{4}-\d\d-\d\d"
        rf"|第(?:\d{{1,6}}|[{_HAN}]{{1,6}})"
        rf"|百分之(?P<hundred>[{_HAN}]{{1,8}}(?:点[{_HAN}]{{1,4}})?|\d{{1,4}}(?:\.\d{{1,4}})?)(?P<more3>{more})?"
        rf"|(?<![\dA-Za-z.])(?P<number>{number})(?!\d)(?P<more1>{more})?(?P<scale>万亿|[千万亿])?(?P<more2>{more})?"
        rf"(?P<unit>{unit})?"
        rf"|(?<![{_HAN}第])(?P<han>[{_HAN}]{{1,14}}(?:点[{_HAN}]{{1,4}})?)(?P<more4>{more})?(?P<unit2>{unit})"
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


def _find(context: Context) -> Figures:
    text = context.text
    words: Mapping[str, Any] = context.sections["figures"]
    classes: dict[str, str] = {}
    for name, units in words["units"].items():
        for unit in units:
            classes[unit] = name
    money: Mapping[str, float] = words["worth"]
    pattern = _pattern(tuple(classes), tuple(words["approximate_after"]))
    behind = any_of(words["approximate_behind"])
    ahead = re.compile(rf"(?:{any_of(words['approximate_before']).pattern})$")
    statements = context.report.statements
    starts = [statement.start for statement in statements]
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    ends.append(len(text))
    sentences = [(0 if i == 0 else ends[i - 1], end) for i, end in enumerate(ends)]
    found_all: list[Quantity] = []
    by_sentence: dict[int, list[Quantity]] = {}
    for found in pattern.finditer(text):
        read = _read(found, text, context)
        if read is None:
            continue
        value, step, unit, end, approx = read
        start = found.start()
        cls = classes.get(unit, "")
        if cls == DATE:
            continue
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= statements[at].end:
            continue
        if unit in money:
            value, step = value * money[unit], step * money[unit]
        elif step > 1 or cls == "":
            approx = approx or step > 1
        if not approx:
            approx = bool(ahead.search(text[max(0, start - 6) : start]) or behind.match(text, end))
        if not approx and start and (text[start - 1] in _RANGE[:4] or text[end : end + 1] in _RANGE[:4]):
            approx = text[start - 2 : start - 1].isdigit() or text[end + 1 : end + 2].isdigit()
        sentence = bisect_right(ends, start)
        quantity = Quantity(
            start, end, value, step, unit, cls, approx, sentence, statements[at].paragraph, statements[at].part,
            len(found_all),
        )  # fmt: skip
        found_all.append(quantity)
        by_sentence.setdefault(sentence, []).append(quantity)
    for sentence, quantities in by_sentence.items():
        _place_words(text, sentences[sentence], quantities)
    return Figures(found_all, sentences, by_sentence)


def _read(found: re.Match[str], text: str, context: Context) -> tuple[float, float, str, int, bool] | None:
    """Value, step, unit, end and whether approximate of what the pattern found; None if it is no quantity."""
    group = found.lastgroup
    if group is None:
        return None
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
    read = _han_value(found["han"])
    if read is None:
        return None
    following = text[found.end() : found.end() + 1]
    adverbial = context.sections["figures"]["adverbial"]
    if found["han"] == "一" and found["unit2"] in adverbial and "一" <= following <= "鿿":
        return None
    round_number = found["han"][-1] in "万亿" and len(found["han"]) < 4
    return (*read, found["unit2"], found.end(), bool(found["more4"]) or round_number)


def _place_words(text: str, sentence: tuple[int, int], quantities: list[Quantity]) -> None:
    """Fill in the words around each quantity of a sentence."""
    depth = 0
    last = sentence[0]
    count = len(quantities)
    for position, quantity in enumerate(quantities):
        gap = text[max(last, quantity.start - LONGEST_LEAD) : quantity.start]
        depth = max(0, depth + gap.count("(") - gap.count(")"))
        quantity.gap, quantity.depth = gap, depth
        first = position == 0
        mark = None if first else _SEPARATOR.search(gap)
        if mark:
            quantity.separator = mark.group()
        commas = [m.end() for m in _CLAUSE.finditer(gap)]
        quantity.clause = gap[commas[-1] :] if commas else (gap[mark.end() :] if mark else gap)
        quantity.lead = quantity.clause
        following = quantities[position + 1].start if position + 1 < count else sentence[1]
        behind = text[quantity.end : min(following, quantity.end + 40)]
        stop = _SEPARATOR.search(behind)
        tail = behind[: stop.start()] if stop else behind
        quantity.tail = tail.rstrip("。!?\n)")
        last = quantity.end
