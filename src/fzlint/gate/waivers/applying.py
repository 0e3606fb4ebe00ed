"""Waivers laid over the results of a run: what they let pass, and which of them have expired or are not used."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fzlint.gate.naming import flat
from fzlint.gate.waivers.model import Entry
from fzlint.result import Result

Codes = frozenset[str] | None  # of the items that were checked; None: all


@dataclass(frozen=True)
class Applied:
    """Results with what was waived; ``expired``: waivers too old for a finding that they would let pass; ``unused``:
    those that no finding needed, although the reports were checked that they are for; ``astray``: those for a body
    that no report names so, with the name that one of them bears."""

    results: tuple[Result, ...]
    expired: tuple[Entry, ...]
    unused: tuple[Entry, ...]
    astray: tuple[tuple[Entry, str], ...]


def applied(
    results: Sequence[Result],
    checked: Sequence[Codes],
    waivers: Mapping[str, Sequence[Entry]],
    today: datetime.date,
) -> Applied:
    """``waivers``: those that hold for a path of ``results``; ``checked``: for each result the items checked in it."""
    shared = {id(entries): entries for entries in waivers.values()}  # many documents have one file
    files = {key: _File.of(entries) for key, entries in shared.items()}
    used: set[Entry] = set()
    expired: set[Entry] = set()
    concerned: set[Entry] = set()
    waived: list[Result] = []
    for result, codes in zip(results, checked, strict=True):
        file = files.get(id(waivers.get(result.path)))
        of_report = list(file.entries_for(result)) if file is not None and result.document else []
        concerned |= {entry for entry in of_report if codes is None or entry.codes & codes}
        findings = []
        for finding in result.findings:
            fitting = [entry for entry in of_report if finding.code in entry.codes]
            valid = next((entry for entry in fitting if entry.waiver.expires >= today), None)
            if valid is not None:
                used.add(valid)
                finding = replace(finding, waived=valid.waiver)
            else:
                expired |= set(fitting)
            findings.append(finding)
        result = replace(result, findings=tuple(findings)) if of_report else result
        waived.append(result)
        if file is not None and result.body:
            file.note(result)
    everyone = [entry for file in files.values() for entry in file.entries]
    needed = used | expired
    unused = [entry for entry in everyone if entry in concerned and entry not in needed]
    astray = [
        (entry, name)
        for file in files.values()
        for entry in file.entries
        if entry.body and entry not in concerned and (name := file.meant(entry))
    ]
    return Applied(tuple(waived), tuple(e for e in everyone if e in expired), tuple(unused), tuple(astray))


@dataclass(frozen=True)
class _File:
    """The waivers of one file by body, and the reports that it is for which still have findings."""

    entries: Sequence[Entry]
    by_body: Mapping[str | None, list[Entry]]
    standing: list[tuple[str, Result]]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> _File:
        by_body: defaultdict[str | None, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_body[entry.body].append(entry)
        return cls(entries, by_body, [])

    def entries_for(self, result: Result) -> Iterator[Entry]:
        """The waivers for findings of this report, in the file's order."""
        named = self.by_body.get(flat(result.body), ()) if result.body else ()
        for entry in sorted([*named, *self.by_body.get(None, ())], key=lambda entry: entry.line):
            if entry.year in (None, result.year) and (entry.files is None or _matches(entry, result.path)):
                yield entry

    def note(self, result: Result) -> None:
        """Keep a report whose findings are not all let pass."""
        if result.body and any(finding.counts for finding in result.findings):
            self.standing.append((flat(result.body), result))

    def meant(self, entry: Entry) -> str:
        """The name of the one report that a waiver was probably meant for: its finding stands under a name that holds
        the waiver's, or is held by it."""
        names = {
            result.body
            for name, result in self.standing
            if entry.body and _is_part(entry.body, name) and entry.year in (None, result.year)
            if any(finding.counts and finding.code in entry.codes for finding in result.findings)
        }
        return names.pop() or "" if len(names) == 1 else ""


def _matches(entry: Entry, path: str) -> bool:
    """Whether the file, or a folder that it lies in, is what the waiver's pattern names."""
    if entry.files is None or path == "-":
        return False
    whole = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    top = entry.files.levels[0][0]
    is_folder = False
    while len(whole) > len(top) and entry.files.covers(whole):
        if entry.files.leave_out(whole, is_folder=is_folder):
            return True
        whole, is_folder = os.path.dirname(whole), True
    return False


def _is_part(one: str, other: str) -> bool:
    return one != other and len(min(one, other, key=len)) > 1 and (one in other or other in one)
