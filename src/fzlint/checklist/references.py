"""What names what in a checklist, and names nothing: duplicate ids, unknown groups, checks, profiles; bad patterns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from fzlint.checklist.compiling import near
from fzlint.checklist.documents import Document
from fzlint.checklist.model import SPECIAL
from fzlint.checklist.patterns import PatternError, refuse_bad
from fzlint.checklist.profiles import begins
from fzlint.checklist.schema import SECTIONS
from fzlint.checklist.yaml_nodes import Path

Found = tuple[Path, bool, str, dict[str, Any]]  # path in the merged data, whether its key is meant, message, fields


def item_problems(merged: Mapping[str, Any], checks: Mapping[str, Sequence[str]] | None) -> Iterator[Found]:
    """Ids and names given twice, unknown groups of items, checks that nobody offers or several packages do.

    ``checks``: the packages that offer a check, by its name; None: not looked at.
    """
    first: dict[str, Path] = {}
    groups = merged.get("score", {}).get("weights", {})
    for index, item in enumerate(merged.get("items", [])):
        path: Path = ("items", index)
        for key in ("id", "name"):
            name = item[key]
            if name in first:
                yield (*path, key), False, f"checklist.duplicate-{key}", {"name": name, "first": first[name]}
            else:
                first[name] = (*path, key)
        if groups and "group" in item and item["group"] not in groups:
            fields = {"name": item["group"], "near": near(item["group"], groups)}
            yield (*path, "group"), False, "checklist.unknown-item-group", fields
        if "check" in item and checks is not None and item["check"] not in checks:
            fields = {"name": item["check"], "near": near(item["check"], checks)}
            yield (*path, "check"), False, "checklist.unknown-check", fields
        elif "check" in item and checks is not None and len(checks[item["check"]]) > 1:
            fields = {"name": item["check"], "packages": ", ".join(checks[item["check"]])}
            yield (*path, "check"), False, "plugin.check-clash", fields


def profile_problems(merged: Mapping[str, Any]) -> Iterator[Found]:
    """Profiles that extend unknown ones or themselves, or name unknown items."""
    profiles: Mapping[str, Any] = merged.get("profiles", {})
    ids = [item["id"] for item in merged.get("items", [])]
    for name, profile in profiles.items():
        path: Path = ("profiles", name)
        parent = profile.get("extends")
        if parent is not None and parent not in profiles:
            fields = {"name": parent, "near": near(parent, profiles)}
            yield (*path, "extends"), False, "checklist.unknown-profile", fields
        seen = {name}
        while parent in profiles and parent not in seen:
            seen.add(parent)
            parent = profiles[parent].get("extends")
        if parent == name:
            yield (*path, "extends"), False, "checklist.circular-profile", {"name": name}
        for position, id_ in enumerate(profile.get("off", [])):
            if id_ not in ids:
                yield (*path, "off", position), False, "checklist.unknown-item", {"name": id_, "near": near(id_, ids)}
        for prefix in profile.get("severity", {}):
            if not any(begins(prefix, id_) for id_ in ids):
                fields = {"name": prefix, "near": near(prefix, ids)}
                yield (*path, "severity", prefix), True, "checklist.unknown-item", fields


def pattern_problems(merged: Mapping[str, Any]) -> Iterator[Found]:
    """Bad patterns outside of items and lexicon.

    Those of parts and tiers are searched in whole texts and must not run away; ``under`` looks at a heading, and
    elsewhere a key that ends in ``pattern`` or ``patterns`` is used by a mechanism that bounds its text itself.
    """
    parts = merged.get("parts", {})
    for name, role in parts.get("roles", {}).items():
        for key in ("headings", "sub_headings", "not_headings", "openers"):
            for position, pattern in enumerate(role.get(key, [])):
                # the year is filled in later; four digits stand for it
                yield from _bad(pattern.replace("{next_year}", "2025"), ("parts", "roles", name, key, position))
    for key, patterns in parts.items():
        for position, pattern in enumerate(patterns if key != "roles" else ()):
            yield from _bad(pattern, ("parts", key, position))
    for level, rules in merged.get("tiers", {}).items():
        for position, rule in enumerate(rules):
            for key in ("body", "text"):
                if key in rule:
                    yield from _bad(rule[key], ("tiers", level, position, key))
    for section, value in merged.items():
        if section not in ("items", "lexicon", "parts", "tiers", "messages"):
            yield from _named_patterns(value, (section,))
    for index, item in enumerate(merged.get("items", [])):
        yield from _named_patterns(item.get("options", {}), ("items", index, "options"))
        for name, entry in item.get("evidence", {}).items():
            if "under" in entry:
                yield from _bad(entry["under"], ("items", index, "evidence", name, "under"), bounded=False)


def _named_patterns(value: Any, path: Path) -> Iterator[Found]:
    if isinstance(value, list):
        for position, entry in enumerate(value):
            yield from _named_patterns(entry, (*path, position))
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key.endswith(("pattern", "patterns")):
                for position, pattern in enumerate(entry if isinstance(entry, list) else [entry]):
                    if isinstance(pattern, str):
                        at = (*path, key, position) if isinstance(entry, list) else (*path, key)
                        yield from _bad(pattern, at, bounded=False)
            else:
                yield from _named_patterns(entry, (*path, key))


def _bad(pattern: str, path: Path, *, bounded: bool = True) -> Iterator[Found]:
    try:
        refuse_bad(pattern, bounded=bounded)
    except PatternError as error:
        yield path, False, error.reason, dict(error.params)


def head_problems(merged: Mapping[str, Any]) -> Iterator[Found]:
    """Keys of the head's words that are missing or unknown, as the code that reads them tells."""
    from fzlint.report.words import HeadWords

    if "head" not in merged:
        return
    try:
        HeadWords.from_mapping(merged["head"])
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        yield ("head",), False, "checklist.head", {"detail": str(error)}


def parts_problems(merged: Mapping[str, Any], *, whole: bool) -> Iterator[Found]:
    """Lists of patterns that reading a report needs, and titles of parts, that are not there."""
    from fzlint.report.parts import PartWords

    for name, role in merged["parts"].get("roles", {}).items():
        if "title" not in role:
            yield ("parts", "roles", name), True, "checklist.missing-key", {"name": "title"}
    if not whole:
        return
    try:
        PartWords.from_mapping(merged["parts"])
    except KeyError as error:
        yield ("parts",), False, "checklist.missing-key", {"name": str(error.args[0])}


def section_problems(
    documents: Sequence[Document], known: Collection[str]
) -> Iterator[tuple[Document, Path, str, dict[str, Any]]]:
    """Top-level keys that nobody reads.

    Knowledge of single checks has sections of its own. So in a file that adds to others a section must be the
    format's or stand in one of those (``known``); elsewhere only what is nearly one of the format's is a slip.
    """
    for document in documents:
        if document.base or document.wrapped:
            continue
        for section in document.data:
            if section in SECTIONS or section in known:
                continue
            meant = near(section, [*SECTIONS, *known], 0.8)
            if known or meant:
                yield document, (section,), "checklist.unknown-section", {"name": section, "near": meant}


def unused_groups(merged: Mapping[str, Any], used: Collection[str]) -> Iterator[Found]:
    """Groups of the lexicon that nothing refers to: dead weight, or a slip in the name."""
    for name in merged.get("lexicon", {}):
        if name not in used and name not in SPECIAL:
            yield ("lexicon", name), True, "checklist.unused-group", {"name": name}
