"""Names of bodies: where they stand in a text, and the level that a name tells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from fzlint.report.words import NameWords, rx

_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name in the view. ``organ``: it names the organ, not only the place; ``generic``: no proper name in it."""

    text: str
    start: int
    end: int
    level: str | None
    organ: bool
    generic: bool


@cache
def _levels(levels: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(f"({pattern})" for _, pattern in levels) + ")$")


def level_of(name: str, words: NameWords) -> str | None:
    """The level that the end of ``name`` tells: province, city, county, department, township or subdistrict."""
    government = rx(words.government_pattern).search(name)
    place = name[: government.start()] if government else name
    found = _levels(words.levels).search(place)
    if not found or found.lastindex is None:
        return None
    level = words.levels[found.lastindex - 1][0]
    if level == "city" and found.group() == "市":
        return _city_level(place, words)
    return level


def _city_level(place: str, words: NameWords) -> str:
    """A 市 may be a province's, a prefecture's or a county's."""
    if place in words.provinces:
        return "province"
    own = re.split(r"省|自治区|自治州|州(?=[一-鿿]{2,}市)|地区|(?<=[一-鿿]{2})市(?=[一-鿿]+市)", place)
    if own[-1][:-1] in words.county_cities:
        return "county"
    above = place[: len(place) - len(own[-1])]
    return "county" if above.endswith(("市", "州", "地区")) else "city"


def is_organ(name: str, words: NameWords) -> bool:
    """Whether ``name`` names an organ (a government, an office, a department), not only a place."""
    if rx(words.government_pattern).search(name):
        return True
    found = _levels(words.levels).search(name)
    return bool(found) and (level_of(name, words) == "department" or len(found.group()) > 2)  # type: ignore[union-attr]


def is_generic(name: str, words: NameWords) -> bool:
    """Whether ``name`` holds no proper name (市政府办公室, 县教育局)."""
    if rx(words.generic_whole_pattern).search(name):
        return True
    found = rx(words.generic_pattern).search(name)
    return found is not None and not name.startswith(words.provinces)


def make_name(text: str, start: int, end: int, words: NameWords) -> Name:
    """The name that stands from ``start`` to ``end``."""
    name = text[start:end]
    return Name(name, start, end, level_of(name, words), is_organ(name, words), is_generic(name, words))


def names_in(text: str, start: int, end: int, words: NameWords) -> list[Name]:
    """The names of bodies between ``start`` and ``end``, in order; a name within a longer one is not given."""
    found: list[tuple[int, int]] = []
    stops = rx(words.stop_pattern)
    for suffix in rx(words.text_pattern).finditer(text, start, end):
        last = suffix.end()
        floor = max(start, suffix.start() - words.reach)
        joined = found[-1] if found and floor <= found[-1][1] <= suffix.start() else None
        if joined:
            floor = joined[1]
        first = suffix.start()
        while first > floor and "一" <= text[first - 1] <= "鿿":
            first -= 1
        cut = first
        for stop in stops.finditer(text, first, suffix.start()):
            cut = stop.end()
        if joined and first == joined[1] and cut == first:
            found[-1] = (joined[0], last)
        elif last - cut >= 2 and (cut < suffix.start() or last - suffix.start() > 3):
            found.append((cut, last))
    return [make_name(text, first, last, words) for first, last in found]


def own_level(text: str, start: int, end: int, words: NameWords) -> str | None:
    """The level that the text's way of speaking of itself tells (我镇, 我局); None when it does not."""
    for pattern in (words.own_pattern, words.own_weak_pattern):
        counted = Counter(words.own_levels.get(found[1]) for found in rx(pattern).finditer(text, start, end))
        counted.pop(None, None)
        if counted:
            return counted.most_common(1)[0][0]
    return None


def cited_place(text: str, start: int, end: int, words: NameWords) -> tuple[int, int] | None:
    """The place whose local document is cited (《某县法治政府建设实施方案》): start and end."""
    for found in rx(words.cited_pattern).finditer(text, start, end):
        group = 1 if found[1] else 2
        if not found[group].startswith(words.not_cited) and _HAN.match(found[group]):
            return found.span(group)
    return None


def without_party(name: str, words: NameWords) -> int:
    """How many characters of a party committee stand before the government's name in a joint issue."""
    found = rx(words.party_pattern).match(name)
    if not found or level_of(name[found.end() :], words) is None:
        return 0
    return found.end()
