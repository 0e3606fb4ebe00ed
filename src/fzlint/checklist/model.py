"""What a checklist says, in the form that judging needs.

The compiled form is plain data (JSON), so that it loads in milliseconds; the classes here give it names.
Groups of words are bits of an integer: a clause, sentence or paragraph is judged by and-ing masks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

UNITS = ("clause", "statement", "sentence", "paragraph")
COUNTS = ("always", "plain", "concrete", "never")
STANCES = ("done", "any")
DISTINCT = ("statement", "kind")
STATUSES = ("met", "weak", "missing", "not-applicable")
SEVERITIES = ("error", "warning", "note")
LEVELS = ("province", "city", "county", "department", "township", "subdistrict")
TIERS = ("province", "city", "county", "province-department", "city-department", "county-department",
         "township", "subdistrict")  # fmt: skip
BUILT_IN = ("figure", "document", "statement")  # groups that mechanisms fill: a figure, a named document, any statement
# Groups of the lexicon that mechanisms ask for by name.
SPECIAL = ("act", "soft-act", "slogan", "lacking", "intended", "issues", "carried-subject", "other-subject")


class Entry(NamedTuple):
    """One way to show an item: all groups of ``need``, none of ``refuse``, within one unit of text."""

    name: str
    key: int  # the bit by which it is looked up
    need: int
    refuse: int
    within: str
    counts: str
    stance: str
    leads: bool
    look_in: frozenset[str]
    under: str | None  # pattern on the heading of the section it stands in


class Threshold(NamedTuple):
    """At least ``at_least`` distinct statements (or kinds of evidence) of the entries named (none named: all)."""

    at_least: int
    of: frozenset[str] | None
    distinct: str


class Item(NamedTuple):
    """An item that asks for a content."""

    id: str
    name: str
    title: Mapping[str, str]
    group: str
    basis: tuple[Mapping[str, Any], ...]
    requirement: Mapping[str, str]
    why: Mapping[str, str]
    years: tuple[int | None, int | None]
    levels: frozenset[str] | None
    silent: frozenset[str]  # tiers for which the item does not apply when the report says nothing of it
    severity: Mapping[str, str]
    entries: tuple[Entry, ...]
    met: Threshold
    weak: Threshold
    remedy: Mapping[str, str]
    examples: Mapping[str, tuple[str, ...]]

    def applies(self, level: str | None, year: int | None) -> bool:
        """Whether the item is asked of a report of this level and year (unknown ones are not held against it)."""
        first, last = self.years
        if year is not None and ((first is not None and year < first) or (last is not None and year > last)):
            return False
        return self.levels is None or level is None or level in self.levels


class CheckItem(NamedTuple):
    """An item that is an algorithm: ``check`` names it, ``options`` tune it, ``message`` tells what was found."""

    id: str
    name: str
    title: Mapping[str, str]
    check: str
    options: Mapping[str, Any]
    basis: tuple[Mapping[str, Any], ...]
    requirement: Mapping[str, str]
    why: Mapping[str, str]
    severity: str
    message: Mapping[str, str]
    remedy: Mapping[str, str]
    examples: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Checklist:
    """A compiled checklist."""

    id: str
    version: str
    data: Mapping[str, Any] = field(repr=False)
    items: tuple[Item, ...]
    checks: tuple[CheckItem, ...]
    groups: Mapping[str, int]  # name -> bit
    terms: Mapping[str, int]  # literal -> mask
    patterns: tuple[tuple[tuple[str, ...], str, int], ...]  # gates, regular expression, mask

    def item(self, id_: str) -> Item | CheckItem | None:
        """The item of this id or name."""
        items: tuple[Item | CheckItem, ...] = (*self.items, *self.checks)
        return next((item for item in items if id_ in (item.id, item.name)), None)

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of knowledge that is used as it stands: sources, head, parts, messages, profiles, score."""
        found: Mapping[str, Any] = self.data["sections"].get(name, {})
        return found

    def bit(self, group: str) -> int:
        """The mask of a group; 0 when the checklist has none of this name."""
        position = self.groups.get(group)
        return 0 if position is None else 1 << position

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Checklist:
        """Build from the compiled form (see ``compiling.compile_checklist``)."""
        return cls(
            id=data["id"],
            version=data["version"],
            data=data,
            items=tuple(_item(entry) for entry in data["items"]),
            checks=tuple(_check(entry) for entry in data["checks"]),
            groups=data["groups"],
            terms={literal: int(mask, 16) for literal, mask in data["terms"].items()},
            patterns=tuple((tuple(gates), source, int(mask, 16)) for gates, source, mask in data["patterns"]),
        )


def _item(data: Mapping[str, Any]) -> Item:
    entries = tuple(
        Entry(
            entry["name"],
            int(entry["key"], 16),
            int(entry["need"], 16),
            int(entry["refuse"], 16),
            entry["within"],
            entry["counts"],
            entry["stance"],
            entry["leads"],
            frozenset(entry["look_in"]),
            entry["under"],
        )
        for entry in data["entries"]
    )
    return Item(
        id=data["id"],
        name=data["name"],
        title=data["title"],
        group=data["group"],
        basis=tuple(data["basis"]),
        requirement=data["requirement"],
        why=data["why"],
        years=(data["years"][0], data["years"][1]),
        levels=None if data["levels"] is None else frozenset(data["levels"]),
        silent=frozenset(data["silent"]),
        severity=data["severity"],
        entries=entries,
        met=_threshold(data["met"]),
        weak=_threshold(data["weak"]),
        remedy=data["remedy"],
        examples={status: tuple(texts) for status, texts in data["examples"].items()},
    )


def _check(data: Mapping[str, Any]) -> CheckItem:
    return CheckItem(
        id=data["id"],
        name=data["name"],
        title=data["title"],
        check=data["check"],
        options=data["options"],
        basis=tuple(data["basis"]),
        requirement=data["requirement"],
        why=data["why"],
        severity=data["severity"],
        message=data["message"],
        remedy=data["remedy"],
        examples={status: tuple(texts) for status, texts in data["examples"].items()},
    )


def _threshold(data: Mapping[str, Any]) -> Threshold:
    of = data["of"]
    return Threshold(data["at_least"], None if of is None else frozenset(of), data["distinct"])
