"""Names of bodies: where they stand in a text, and the level that a name tells."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from fzlint.report.words import NameWords, rx

_LONGEST_ENDING = 7


class Name(NamedTuple):
    """A body's name in the view. ``organ``: it names an organ, not only a place; ``generic``: without proper name."""

    text: str
    start: int
    end: int
    level: str | None
    organ: bool
    generic: bool


def _ending(name: str, words: NameWords) -> str:
    """The longest ending of ``name`` that tells a level; empty if none does."""
    return next(
        (name[at:] for at in range(max(0, len(name) - _LONGEST_ENDING), len(name)) if name[at:] in words.levels), ""
    )


def _place(name: str, words: NameWords) -> str:
    """``name`` without 人民政府 at its end."""
    for government in words.governments:
        if name.endswith(government):
            return name[: -len(government)]
    return name


def level_of(name: str, words: NameWords) -> str | None:
    """The level that the end of ``name`` tells: province, city, county, department, township or subdistrict."""
    place = _place(name, words)
    ending = _ending(place, words)
    level = words.levels.get(ending)
    return _city_level(place, words) if ending == "市" else level


def is_city(name: str, words: NameWords) -> bool:
    """Whether ``name`` is a 市 or its government."""
    return _ending(_place(name, words), words) == "市"


def _city_level(place: str, words: NameWords) -> str:
    """A 市 may be a province's, a prefecture's or a county's."""
    if place in words.provinces:
        return "province"
    above = rx(words.city_above_pattern).search(place)
    province = rx(words.province_above_pattern).match(place)
    own = place[above.end() if above else province.end() if province else 0 :]
    return "county" if above or own[:-1] in words.county_cities else "city"


def is_organ(name: str, words: NameWords) -> bool:
    """Whether ``name`` names an organ (a government, an office, a department), not only a place."""
    if _place(name, words) != name:
        return True
    ending = _ending(name, words)
    return bool(ending) and (words.levels[ending] == "department" or ending in words.organs)


def is_party(name: str, words: NameWords) -> bool:
    """Whether ``name`` is a party committee's."""
    return name.endswith(words.party_ends) or name.startswith(words.party_starts)


def is_generic(name: str, words: NameWords) -> bool:
    """Whether ``name`` holds no proper name (市政府办公室, 县教育局)."""
    return name in words.generic or (name.startswith(words.generic_starts) and not name.startswith(words.provinces))


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
        if not found[group].startswith(words.not_cited) and "一" <= found[group][:1] <= "鿿":
            return found.span(group)
    return None


def without_party(name: str, words: NameWords) -> int:
    """How many characters of a party committee stand before the government's name in a joint issue."""
    found = rx(words.party_pattern).match(name) if name.startswith(words.party_starts) else None
    if not found or level_of(name[found.end() :], words) is None:
        return 0
    return found.end()
