"""Waivers laid over the results of a run: what they let pass, and which of them have expired or are not used."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
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
    used: set[Entry] = set()
    expired: set[Entry] = set()
    concerned: set[Entry] = set()
    waived: list[Result] = []
    for result, codes in zip(results, checked, strict=True):
        body = flat(result.body) if result.body else None
        of_report = [e for e in waivers.get(result.path, ()) if result.document and _is_for(e, result, body)]
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
        waived.append(replace(result, findings=tuple(findings)) if of_report else result)
    everyone = _in_order(entry for entries in waivers.values() for entry in entries)
    unused = [entry for entry in everyone if entry in concerned and entry not in used | expired]
    astray = [
        (entry, name) for entry in everyone if entry not in concerned and (name := _meant(entry, waived, waivers))
    ]
    return Applied(tuple(waived), tuple(e for e in everyone if e in expired), tuple(unused), tuple(astray))


def _is_for(entry: Entry, result: Result, body: str | None) -> bool:
    """Whether a waiver is for findings of this report, whose body is ``body``."""
    if entry.year is not None and entry.year != result.year:
        return False
    if entry.body is not None and entry.body != body:
        return False
    return entry.files is None or _matches(entry, result.path)


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


def _meant(entry: Entry, results: Iterable[Result], waivers: Mapping[str, Sequence[Entry]]) -> str:
    """The name of the one report that a waiver was probably meant for: its finding stands unwaived under a name that
    holds the waiver's, or is held by it."""
    names = {
        result.body
        for result in results
        if entry.body and result.body and entry in waivers.get(result.path, ())
        if entry.year in (None, result.year) and _is_part(entry.body, flat(result.body))
        if any(finding.counts and finding.code in entry.codes for finding in result.findings)
    }
    return names.pop() if len(names) == 1 else ""


def _is_part(one: str, other: str) -> bool:
    return one != other and len(min(one, other, key=len)) > 1 and (one in other or other in one)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(set(entries), key=lambda entry: (entry.file, entry.line))
