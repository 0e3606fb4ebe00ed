"""Profiles: how a checklist is tailored to a report, chosen from its level and year or named by the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from fzlint.checklist.model import CheckItem, Checklist, Item


class Profile(NamedTuple):
    """A tailoring: items switched off, severities changed, a note to show."""

    id: str
    off: frozenset[str]
    severity: Mapping[str, str]
    note: Mapping[str, str] | None

    def severity_of(self, item: Item | CheckItem, status: str = "") -> str:
        """The severity of an item's finding: the profile's by the longest fitting prefix, else the item's own."""
        best = max((p for p in self.severity if begins(p, item.id)), key=len, default=None)
        if best is not None:
            return self.severity[best]
        return item.severity if isinstance(item.severity, str) else item.severity[status]


def begins(prefix: str, id_: str) -> bool:
    """Whether an item's id is ``prefix`` or begins with it; numbers are not cut: O1 begins O1.1, not O10.1."""
    rest = id_[len(prefix) :]
    return id_.startswith(prefix) and not (rest[:1].isdigit() and prefix[-1:].isdigit())


def _in_years(years: str | None, year: int | None) -> bool:
    if years is None:
        return True
    if year is None:
        return False
    first, dots, last = str(years).partition("..")
    if not dots:
        last = first
    return (not first or year >= int(first)) and (not last or year <= int(last))


def profile_named(checklist: Checklist, name: str) -> Profile:
    """The profile of this name with all that it extends. Raises KeyError when there is none."""
    profiles: Mapping[str, Any] = checklist.section("profiles")
    chain: list[Mapping[str, Any]] = []
    next_name: str | None = name
    seen: set[str] = set()
    while next_name is not None and next_name not in seen:
        seen.add(next_name)
        chain.append(profiles[next_name])
        next_name = profiles[next_name].get("extends")
    off: set[str] = set()
    severity: dict[str, str] = {}
    note = None
    for data in reversed(chain):
        off |= set(data.get("off", ()))
        severity |= data.get("severity", {})
        note = data.get("note", note)
    return Profile(name, frozenset(off), severity, note)


def profile_for(checklist: Checklist, level: str | None, year: int | None) -> Profile:
    """The profile for a report of this level and year."""
    profiles: Mapping[str, Any] = checklist.section("profiles")
    for name, data in profiles.items():
        if data.get("named"):
            continue
        levels = data.get("levels")
        if (levels is None or level in levels) and _in_years(data.get("years"), year):
            return profile_named(checklist, name)
    return Profile("none", frozenset(), {}, None)


def tier_of(checklist: Checklist, level: str | None, body: str | None, text: str) -> str | None:
    """The tier of a body: its level, and for a department whose department it is."""
    rules = checklist.section("tiers").get(level or "")
    if not rules:
        return level
    for rule in rules:
        if "body" in rule and body and re.search(rule["body"], body):
            return str(rule["tier"])
        if "text" in rule and re.search(rule["text"], text):
            return str(rule["tier"])
    return level
