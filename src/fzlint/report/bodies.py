"""Whose report it is: the body and its level, from title, sign-off, page metadata and the first paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fzlint.report.dates import YEAR_TAIL, first_year
from fzlint.report.furniture import Furniture
from fzlint.report.names import (
    Name,
    cited_place,
    is_city,
    level_of,
    make_name,
    names_in,
    own_level,
    without_party,
)
from fzlint.report.titles import Title
from fzlint.report.words import HeadWords, LeadWords, holds, rx

_BEFORE_SUBJECT = "\n,。:;年来度将"
_FIRST_PARAGRAPH = 400
_CLAUSE_REACH = 900
_LONGEST_CLAUSE = 90
_CLAUSE_ENDS = ",。;:\n"


class Body(NamedTuple):
    """The body (None when not named) and the level that name or text tell."""

    name: Name | None
    level: str | None


def find_body(
    text: str,
    start: int,
    title: Title | None,
    signed: Name | None,
    furniture: Furniture,
    title_spans: Sequence[tuple[int, int]],
    words: HeadWords,
) -> Body:
    """The body of the report whose text begins at ``start``."""
    end = min(len(text), start + 2 * words.lead.reach)
    own = own_level(text, start, end, words.names)
    from_title = _in_title(text, title, own, words) if title else None
    others = [name for name in (signed, *_from_metadata(text, furniture, words)) if name]
    lead = _in_lead(text, start, own, words)
    if (from_title and not from_title.generic) or (from_title and own is None):
        base = from_title
    elif signed and not signed.generic:
        base = signed
    elif from_title:
        base = _proper(from_title, others) or from_title
    else:
        issuers = [name for name in others if name.organ and not name.generic and own in (None, name.level)]
        base_or_none = _first_that_agrees(lead, issuers, words.names.divisions) or (
            issuers[0] if issuers and not lead else None
        )
        if base_or_none is None and lead and not lead.generic:
            base_or_none = lead
        if base_or_none is None:
            cited = cited_place(text, start, min(len(text), start + words.lead.reach), words.names)
            if cited:
                place = make_name(text, *cited, words.names)
                return Body(place, (lead.level if lead else None) or own or place.level)
            if lead is None:
                return Body(None, own)
            base_or_none = lead
        base = base_or_none
    issue = [
        name
        for first, last in title_spans
        for name in names_in(text, first, last, words.names)
        if name.organ and not name.generic
    ]
    best = _fullest(base, [*others, *issue, *([lead] if lead else [])], words.names.divisions)
    level = best.level or base.level or own
    if not from_title and base is lead and not base.organ and own and own != base.level:
        level = own
    if level == "city" and base.level == "city":
        level = _hinted(text, start, end, base, words)
    elif level == "county" and is_city(best.text, words.names):
        level = _listed(text, start, end, words)
    return Body(best, level)


def reporting_clauses(text: str, start: int, end: int, words: LeadWords) -> list[tuple[int, int]]:
    """The clauses in the first paragraphs that say that a report follows (现将…情况报告如下)."""
    found = []
    for close in rx(words.clause_end_pattern).finditer(text, start, min(end, start + _CLAUSE_REACH)):
        floor = max(start, close.start() - _LONGEST_CLAUSE)
        first = close.start()
        while first > floor and text[first - 1] not in _CLAUSE_ENDS:
            first -= 1
        found.append((first, close.end()))
    return found


def _in_title(text: str, title: Title, own: str | None, words: HeadWords) -> Name | None:
    """The body that the title names."""
    flat = title.text
    marks = words.title
    left = flat[: marks.cut(flat)]
    year = first_year(left)
    pieces = [(0, len(left))]
    if year:
        behind = year[2]
        while behind < len(left) and left[behind] in YEAR_TAIL:
            behind += 1
        pieces = [(0, year[1]), (behind, len(left))]
    parts: list[tuple[int, int]] = []
    for first, last in pieces:
        at = first
        for between in rx(marks.between_pattern).finditer(left, first, last):
            parts.append((at, between.start()))
            at = between.end()
        parts.append((at, last))
    named: list[Name] = []
    for first, last in parts:
        while first < last and left[first] in "《》()〔〕-—:·,":
            first += 1
        while last > first and left[last - 1] in "《》(〔-—:·,、":
            last -= 1
        if left.endswith(")", first, last) and left.find("(", first + 2, last) > 0:
            last = left.find("(", first + 2, last)
        first += without_party(left[first:last], words.names)
        if last - first < 2 or not any("一" <= char <= "鿿" for char in left[first:last]):
            continue
        named.append(_placed(text, title, first, last, own, words))
    with_level = [name for name in named if name.level] or [name for name in named if 2 <= len(name.text) <= 8]
    if not with_level:
        return None
    first_name = with_level[0]
    for name in with_level[1:]:
        if first_name.level == "department" and name.level not in (None, "department") and not name.generic:
            return name
    return first_name


def _placed(text: str, title: Title, first: int, last: int, own: str | None, words: HeadWords) -> Name:
    """The part ``first`` to ``last`` of a title as a name with its place in the view."""
    offsets = [at for at in range(title.start, title.end) if text[at] != "\n"]
    start, end = offsets[first], offsets[last - 1] + 1
    flat = title.text[first:last]
    if "\n" not in text[start:end]:
        name = make_name(text, start, end, words.names)
    else:
        name = make_name(flat, 0, len(flat), words.names)
        name = Name(flat, start, end, name.level, name.organ, name.generic)
    if name.level is None and len(flat) > 2:
        inner = names_in(flat, 0, len(flat), words.names)
        if inner and "\n" not in text[start:end]:
            return make_name(text, start + inner[-1].start, start + inner[-1].end, words.names)
    return name


def _from_metadata(text: str, furniture: Furniture, words: HeadWords) -> list[Name]:
    """The bodies that the page's metadata names, the issuer first."""
    found: list[Name] = []
    for key in ("issuer", "source"):
        value = furniture.metadata.get(key)
        if value and value[2] - value[1] <= 40 and level_of(text[value[1] : value[2]], words.names):
            start = value[1] + without_party(text[value[1] : value[2]], words.names)
            found.append(make_name(text, start, value[2], words.names))
    return found


def _in_lead(text: str, start: int, own: str | None, words: HeadWords) -> Name | None:
    """The body that the first paragraphs speak of: by place in the sentence, agreement with 我镇 or 我局, frequency."""
    end = min(len(text), start + words.lead.reach)
    clauses = reporting_clauses(text, start, end, words.lead)
    weights: dict[str, float] = {}
    first: dict[str, Name] = {}
    foreign = rx(words.names.foreign_pattern)
    for name in names_in(text, start, end, words.names):
        if name.text in words.names.generic:
            continue
        weight = 1.0
        if foreign.match(text, name.end, min(end, name.end + 16)) or text[name.start - 1 : name.start] in "《〈":
            weight = -0.5
        elif any(low <= name.start < high for low, high in clauses):
            weight = 6.0
        elif name.start - start <= _FIRST_PARAGRAPH:
            before = text[name.start - 1] if name.start > start else "\n"
            weight = 3.0 if before in _BEFORE_SUBJECT else 1.0
        if own:
            weight += 3.0 if name.level == own and name.text not in first else -1.5 if name.level != own else 0.0
        if name.generic:
            weight -= 2.0
        first.setdefault(name.text, name)
        weights[name.text] = weights.get(name.text, 0.0) + weight
    if not weights:
        return None
    best = max(weights, key=lambda text_of: (weights[text_of], -first[text_of].start))
    return first[best] if weights[best] > 0 else None


def _proper(generic: Name, others: Sequence[Name]) -> Name | None:
    """The full name of a body that the title names without its place."""
    return next((name for name in others if name.text.endswith(generic.text) and not name.generic), None)


def _first_that_agrees(lead: Name | None, issuers: Sequence[Name], divisions: str) -> Name | None:
    """The issuer, when the text speaks of the same body or of the same level."""
    for name in issuers:
        if lead is None or lead.generic or name.level == lead.level or _core(lead, divisions) in name.text:
            return name
    return None


def _core(name: Name, divisions: str) -> str:
    """The last place of a name: 夏铎铺镇 of 宁乡市夏铎铺镇."""
    text = name.text
    at = max((text.rfind(mark, 1, len(text) - 2) for mark in divisions), default=-1)
    return text[at + 1 :] if at > 0 and len(text) - at - 1 >= 2 else text


def _fullest(base: Name, others: Sequence[Name], divisions: str) -> Name:
    """The fuller form of ``base`` that stands elsewhere: the organ's whole name, of the same level."""
    best = base
    for name in others:
        if not name.organ or name.generic or (base.level and name.level != base.level):
            continue
        wanted = best.text if best.organ else _core(best, divisions)
        if wanted in name.text and (len(name.text) > len(best.text) or not best.organ) and len(name.text) <= 40:
            best = name
    return best


def _hinted(text: str, start: int, end: int, base: Name, words: HeadWords) -> str:
    """A city is a county's when the text calls it so or names a city above it."""
    if holds(text[start:end], words.names.county_city):
        return "county"
    for found in rx(words.names.superior_pattern).finditer(text, start, min(end, start + 600)):
        above = found[1]
        if above not in base.text and base.text[:2] not in above:
            return "county"
    return "city"


def _listed(text: str, start: int, end: int, words: HeadWords) -> str:
    """A city that bears the name of a county-level one, unless the text shows counties below it."""
    return "city" if holds(text[start:end], words.names.city) else "county"
