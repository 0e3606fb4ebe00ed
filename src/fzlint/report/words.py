"""The words by which the head of a report is read: what ``checklist/head.yaml`` holds, as data types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from fzlint.text.patterns import compiled

_T = TypeVar("_T")


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of ``words`` stands in ``text``."""
    return any(word in text for word in words)


def rx(pattern: str) -> re.Pattern[str]:
    """The compiled form of a pattern of the words, compiled when first used; ``^`` and ``$`` are a line's ends."""
    return compiled(pattern, re.MULTILINE)


class KindRule(NamedTuple):
    """A kind of document whose title holds one of some words, ends in one, or fits a pattern, unless …."""

    kind: str
    holds: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    pattern: str = ""
    unless: tuple[str, ...] = ()
    unless_ends: tuple[str, ...] = ()

    def fits(self, title: str) -> bool:
        """Whether ``title`` names this kind."""
        if (self.unless_ends and title.endswith(self.unless_ends)) or holds(title, self.unless):
            return False
        if (self.ends and title.endswith(self.ends)) or holds(title, self.holds):
            return True
        return bool(self.pattern) and rx(self.pattern).search(title) is not None


class FurnitureWords(NamedTuple):
    """What tells the furniture of a web page."""

    longest: int
    crumbs: tuple[str, ...]
    crumb_signs: str
    pieces: tuple[str, ...]
    holds: tuple[str, ...]
    ends: tuple[str, ...]
    letterhead_ends: tuple[str, ...]
    number_pattern: str
    foot_from: tuple[str, ...]
    foot_holds: tuple[str, ...]
    foot_lines: tuple[str, ...]
    file_name_pattern: str
    adverts: tuple[str, ...]


class TitleWords(NamedTuple):
    """What tells a title, and which kind of document it names."""

    weak_noun: str
    longest: int
    subject_pattern: str
    nouns: tuple[str, ...]
    end_pattern: str
    behind_pattern: str
    junk_pattern: str
    tail_pattern: str
    not_starts: tuple[str, ...]
    numbered_pattern: str
    first_numbers: tuple[str, ...]
    open_ends: tuple[str, ...]
    goes_on: tuple[str, ...]
    subtitles: tuple[str, ...]
    kinds: tuple[KindRule, ...]
    years_pattern: str
    notice_ends: tuple[str, ...]
    cuts: tuple[str, ...]
    between_pattern: str

    def is_text(self, text: str, start: int, end: int) -> bool:
        """Whether a line begins as text or a numbered heading does, not as a title."""
        return text.startswith(self.not_starts, start, end) or bool(rx(self.numbered_pattern).match(text, start, end))

    def cut(self, title: str) -> int:
        """Where in ``title`` the body's name is over at the latest."""
        return min((at for at in map(title.find, self.cuts) if at >= 0), default=len(title))


class LeadWords(NamedTuple):
    """What the first paragraphs tell when no title does."""

    reach: int
    kinds: tuple[tuple[str, str], ...]
    annual_pattern: str
    report_pattern: str
    headings: tuple[str, ...]
    star_pattern: str
    stars: int
    clause_end_pattern: str
    planning_pattern: str


class NameWords(NamedTuple):
    """What tells the name of a body, and its level. ``levels``: the level of each ending."""

    reach: int
    governments: tuple[str, ...]
    party_pattern: str
    party_starts: tuple[str, ...]
    party_ends: tuple[str, ...]
    seals: tuple[str, ...]
    levels: Mapping[str, str]
    organs: tuple[str, ...]
    divisions: str
    city_above_pattern: str
    province_above_pattern: str
    provinces: tuple[str, ...]
    text_pattern: str
    stop_pattern: str
    generic_starts: tuple[str, ...]
    generic: frozenset[str]
    foreign_pattern: str
    own_pattern: str
    own_weak_pattern: str
    own_levels: Mapping[str, str]
    cited_pattern: str
    not_cited: tuple[str, ...]
    superior_pattern: str
    county_city: tuple[str, ...]
    city: tuple[str, ...]
    addressees: tuple[str, ...]
    county_cities: frozenset[str]


class SignOffWords(NamedTuple):
    """What tells the lines of body and date at the end."""

    reach: int
    longest: int
    skips: tuple[str, ...]
    skip_pattern: str
    date_noise_pattern: str


class HeadWords(NamedTuple):
    """All words for the head of a report. ``metadata``: the keys of index tables by what they mean."""

    metadata: Mapping[str, tuple[str, ...]]
    metadata_bullets: str
    furniture: FurnitureWords
    title: TitleWords
    lead: LeadWords
    names: NameWords
    sign_off: SignOffWords

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> HeadWords:
        """The words in a mapping as ``head.yaml`` holds it; ValueError names the key that is missing or unknown."""
        names = dict(mapping.get("names") or {})
        names["county_cities"] = frozenset((names.get("county_cities") or "").split())
        names["generic"] = frozenset(names.get("generic") or ())
        names["levels"] = {ending: level for level, endings in names.get("levels") or () for ending in endings}
        title = dict(mapping.get("title") or {})
        title["kinds"] = [_part(KindRule, "title.kinds", rule) for rule in title.get("kinds") or ()]
        parts: dict[str, Any] = {
            **mapping,
            "metadata": {meaning: tuple(keys) for meaning, keys in (mapping.get("metadata") or {}).items()},
            "furniture": _part(FurnitureWords, "furniture", mapping.get("furniture") or {}),
            "title": _part(TitleWords, "title", title),
            "lead": _part(LeadWords, "lead", mapping.get("lead") or {}),
            "names": _part(NameWords, "names", names),
            "sign_off": _part(SignOffWords, "sign_off", mapping.get("sign_off") or {}),
        }
        return _part(cls, "", parts)


def _part(kind: type[_T], path: str, mapping: Mapping[str, Any]) -> _T:
    """``kind`` filled from ``mapping``: lists become tuples, patterns must compile when first used."""
    known: set[str] = set(kind._fields)  # type: ignore[attr-defined]
    needed = known - kind._field_defaults.keys()  # type: ignore[attr-defined]
    for what, keys in (("missing", needed - mapping.keys()), ("unknown", mapping.keys() - known)):
        if keys:
            raise ValueError(f"{what} in the words of the head: {', '.join(sorted(f'{path}.{key}' for key in keys))}")
    return kind(**{key: _frozen(value) for key, value in mapping.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
