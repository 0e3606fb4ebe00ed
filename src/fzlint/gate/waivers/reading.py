"""Reading a waiver file: entries, or everything that is wrong with them, each with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fzlint.checklist.compiling import near
from fzlint.checklist.model import Checklist
from fzlint.gate.configuration.files import File, read_file
from fzlint.gate.configuration.problems import At, ConfigurationError, Problem, cut
from fzlint.gate.naming import flat
from fzlint.gate.waivers.model import Entry
from fzlint.output.selection import UnknownItemError, meant
from fzlint.reading.ignore import Rules
from fzlint.result import Waiver

TOP = "waivers"
_TEXTS = ("body", "path", "item", "reason", "approver", "expires")
_NEEDED = ("item", "reason", "approver", "expires")
_KEYS = (*_TEXTS, "year")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEARS = range(1949, 2200)
# what the reader of configurations says, where a waiver file needs other words
_OWN = (
    "not-found", "no-file", "unreadable", "file-too-large", "several-documents", "alias", "tag", "not-a-mapping",
)  # fmt: skip


def read_waivers(path: str, checklists: Sequence[Checklist], shown: str | None = None) -> tuple[Entry, ...]:
    """The entries of a file; an item is one of any of these checklists. Raises ConfigurationError with all problems."""
    try:
        file = read_file(path, shown)
    except ConfigurationError as error:
        raise ConfigurationError(map(_own, error.problems)) from None
    problems = list(_unknown(file, (), file.data, (TOP,)))
    listed = file.data.get(TOP, [])
    if not isinstance(listed, list):
        problems.append(Problem(file.at((TOP,)), "gate.waivers-no-list"))
        listed = []
    entries = []
    for index, data in enumerate(listed):
        entry = _entry(file, index, data, checklists)
        if isinstance(entry, Entry):
            entries.append(entry)
        else:
            problems += entry
    if problems:
        raise ConfigurationError(problems)
    return tuple(entries)


def _own(problem: Problem) -> Problem:
    name = problem.key.partition(".")[2]
    return problem._replace(key=f"gate.waivers-{name}") if name in _OWN else problem


def _unknown(
    file: File, path: tuple[str | int, ...], data: Mapping[str, Any], keys: Sequence[str]
) -> Iterator[Problem]:
    for name in data:
        if name not in keys:
            at = file.at((*path, name), key=True)
            yield Problem(at, "checklist.unknown-key", {"name": cut(name)}, near(name, keys))


def _entry(file: File, index: int, data: Any, checklists: Sequence[Checklist]) -> Entry | list[Problem]:
    path = (TOP, index)
    if not isinstance(data, dict):
        return [Problem(file.at(path), "gate.waivers-no-entry")]
    problems = [*_unknown(file, path, data, _KEYS), *_wrong(file, path, data)]
    codes: frozenset[str] = frozenset()
    item, glob = (value.strip() if isinstance(value := data.get(key), str) else "" for key in ("item", "path"))
    if item:
        codes, unknown = _codes(item, checklists, file.at((*path, "item")))
        problems += unknown
    files = None
    if glob:
        files, unusable = _files(glob, file, file.at((*path, "path")))
        problems += unusable
    expires = _date(data.get("expires"))
    if expires is None and isinstance(data.get("expires"), str):
        problems.append(Problem(file.at((*path, "expires")), "gate.waivers-date", {"value": cut(data["expires"])}))
    if problems or expires is None:
        return problems
    body = data.get("body")
    return Entry(
        waiver=Waiver(data["reason"].strip(), data["approver"].strip(), expires),
        item=item,
        codes=codes,
        file=file.shown,
        line=file.at(path).line,
        named=body.strip() if body else glob,
        body=flat(body) if body else None,
        files=files,
        year=data.get("year"),
    )


def _wrong(file: File, path: tuple[str | int, ...], data: Mapping[str, Any]) -> Iterator[Problem]:
    """What is missing, empty or no text."""
    for name in _NEEDED:
        if name not in data:
            yield Problem(file.at(path), "gate.waivers-lacks", {"name": name})
    if "body" not in data and "path" not in data:
        yield Problem(file.at(path), "gate.waivers-whose")
    for name in _TEXTS:
        value = data.get(name, "-")
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Problem(file.at((*path, name)), "checklist.empty", {"name": name})
        elif not isinstance(value, str):
            fields = {"name": name, "wanted": ["type.string"], "found": _kind(value)}
            yield Problem(file.at((*path, name)), "checklist.wrong-type", fields)
    year = data.get("year", _YEARS[0])
    if isinstance(year, bool) or not isinstance(year, int) or year not in _YEARS:
        yield Problem(file.at((*path, "year")), "gate.waivers-year", {"value": cut(year)})


def _kind(value: Any) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}
    return f"type.{kinds.get(type(value), 'other')}"


def _codes(item: str, checklists: Sequence[Checklist], at: At) -> tuple[frozenset[str], list[Problem]]:
    """The codes that an item's word means: a code, the beginning of codes or a name, not a whole group."""
    codes: set[str] = set()
    failed: UnknownItemError | None = None
    for checklist in checklists:
        try:
            codes |= meant(checklist, [item]).keys()
        except UnknownItemError as error:
            failed = error
        groups = {entry.group for entry in checklist.items} | {"checks", "all"}
        if item.lower() in groups:
            return frozenset(), [Problem(at, "gate.waivers-group", {"name": cut(item)})]
    if codes or failed is None:
        return frozenset(codes), []
    known = [word for word in failed.known if word not in failed.groups]
    return frozenset(), [Problem(at, "gate.waivers-item", {"name": cut(failed.word)}, near(failed.word, known))]


def _files(glob: str, file: File, at: At) -> tuple[Rules | None, list[Problem]]:
    try:
        rules = Rules.of(file.folder, [glob], strict=True)
    except ValueError:
        rules = Rules()
    if not rules.levels or glob.startswith("!"):
        return None, [Problem(at, "config.bad-glob", {"name": cut(glob)})]
    return rules, []


def _date(text: Any) -> datetime.date | None:
    if not isinstance(text, str) or not _DATE.fullmatch(text.strip()):
        return None
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None
