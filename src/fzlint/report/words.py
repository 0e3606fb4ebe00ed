"""The words by which the head of a report is read: what ``checklist/head.yaml`` holds, as data types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar

_T = TypeVar("_T")


@cache
def rx(pattern: str) -> re.Pattern[str]:
    """The compiled form of a pattern of the words, compiled when first used; ``^`` and ``$`` are a line's ends."""
    return re.compile(pattern, re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """What tells the furniture of a web page."""

    longest: int
    crumb_pattern: str
    pieces: tuple[str, ...]
    whole_pattern: str
    letterhead_pattern: str
    number_pattern: str
    foot_from_pattern: str
    foot_line_pattern: str
    file_name_pattern: str
    advert_pattern: str


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What tells a title, and which kind of document it names."""

    longest: int
    subject_pattern: str
    noun_pattern: str
    end_pattern: str
    behind_pattern: str
    junk_pattern: str
    tail_pattern: str
    not_start_pattern: str
    open_pattern: str
    goes_on_pattern: str
    subtitle_pattern: str
    kinds: tuple[tuple[str, str], ...]
    years_pattern: str
    news_pattern: str
    notice_pattern: str
    cut_pattern: str
    between_pattern: str


@dataclass(frozen=True, slots=True)
class LeadWords:
    """What the first paragraphs tell when no title does."""

    reach: int
    kinds: tuple[tuple[str, str], ...]
    annual_pattern: str
    report_pattern: str
    heading_pattern: str
    star_pattern: str
    stars: int
    clause_end_pattern: str
    planning_pattern: str


@dataclass(frozen=True, slots=True)
class NameWords:
    """What tells the name of a body, and its level."""

    reach: int
    government_pattern: str
    party_pattern: str
    party_name_pattern: str
    seal_pattern: str
    levels: tuple[tuple[str, str], ...]
    provinces: tuple[str, ...]
    text_pattern: str
    stop_pattern: str
    generic_pattern: str
    generic_whole_pattern: str
    foreign_pattern: str
    own_pattern: str
    own_weak_pattern: str
    own_levels: Mapping[str, str]
    cited_pattern: str
    not_cited: tuple[str, ...]
    superior_pattern: str
    county_city_pattern: str
    city_pattern: str
    addressee_pattern: str
    county_cities: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignOffWords:
    """What tells the lines of body and date at the end."""

    reach: int
    longest: int
    skip_pattern: str
    date_noise_pattern: str


@dataclass(frozen=True, slots=True)
class HeadWords:
    """All words for the head of a report. ``metadata``: the keys of index tables by what they mean."""

    metadata: Mapping[str, tuple[str, ...]]
    metadata_bullet_pattern: str
    furniture: FurnitureWords
    title: TitleWords
    lead: LeadWords
    names: NameWords
    sign_off: SignOffWords

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> HeadWords:
        """The words in a mapping as ``head.yaml`` holds it; ValueError names the key that is missing or unknown."""
        names = dict(mapping.get("names") or {})
        if isinstance(names.get("county_cities"), str):
            names["county_cities"] = frozenset(names["county_cities"].split())
        parts: dict[str, Any] = {
            **mapping,
            "metadata": {meaning: tuple(keys) for meaning, keys in (mapping.get("metadata") or {}).items()},
            "furniture": _part(FurnitureWords, "furniture", mapping.get("furniture") or {}),
            "title": _part(TitleWords, "title", mapping.get("title") or {}),
            "lead": _part(LeadWords, "lead", mapping.get("lead") or {}),
            "names": _part(NameWords, "names", names),
            "sign_off": _part(SignOffWords, "sign_off", mapping.get("sign_off") or {}),
        }
        return _part(cls, "", parts)


def _part(kind: type[_T], path: str, mapping: Mapping[str, Any]) -> _T:
    """``kind`` filled from ``mapping``: lists become tuples, patterns must compile when first used."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    for what, keys in (("missing", known - mapping.keys()), ("unknown", mapping.keys() - known)):
        if keys:
            raise ValueError(f"{what} in the words of the head: {', '.join(sorted(f'{path}.{key}' for key in keys))}")
    return kind(**{key: _frozen(value) for key, value in mapping.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
