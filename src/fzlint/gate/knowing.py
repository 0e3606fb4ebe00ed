"""Findings held against a baseline: which are known, which entries are stale, and the baseline made anew."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fzlint.fingerprints import document_of, finding_id, in_document, lacks
from fzlint.gate.baseline import Baseline, Entry, baseline_of, name_of, text_of
from fzlint.gate.naming import ending, same_body
from fzlint.result import Finding, Result

Codes = frozenset[str] | None  # of the items that were checked; None: all


@dataclass(frozen=True)
class Compared:
    """Results with their known findings marked; ``stale``: entries whose findings are gone, each with the path of the
    report that held it."""

    results: tuple[Result, ...]
    stale: tuple[tuple[Entry, str], ...]


@dataclass(frozen=True)
class Renewed:
    """A baseline made anew, and how many of its entries are new, kept because they were not checked, and removed."""

    baseline: Baseline
    added: int
    unchecked: int
    removed: int


class Comparison:
    """Results of a run beside a baseline. ``checked``: for each result the items that were checked in it."""

    def __init__(self, results: Sequence[Result], checked: Sequence[Codes], baseline: Baseline) -> None:
        self._results = results
        self._baseline = baseline
        self._names = _names(results, baseline)
        self._documents: defaultdict[str, list[tuple[str, Codes]]] = defaultdict(list)
        for result, codes in zip(results, checked, strict=True):
            if result.document:
                self._documents[self._names.get(result.document, result.document)].append((result.path, codes))

    def compared(self) -> Compared:
        """The results with known findings marked, and the entries whose findings are gone."""
        used: set[tuple[str, int]] = set()
        seen: Counter[str] = Counter()
        results = []
        for result in self._results:
            weak = {verdict.item for verdict in result.verdicts if verdict.status == "weak"}
            findings = []
            for finding in result.findings:
                fingerprint = self._named(result, finding)
                seen[fingerprint] += 1
                keys = [(fingerprint, seen[fingerprint])]
                if finding.code in weak:  # what was missing and is weak now got better: that is nothing new
                    missing = document_of(fingerprint) + finding_id(finding.code, lacks())
                    keys.append((missing, seen[fingerprint]))
                key = next((key for key in keys if key in self._baseline), None)
                if key is not None:
                    used.add(key)
                findings.append(replace(finding, known=key is not None))
            results.append(replace(result, findings=tuple(findings)))
        stale = [
            (entry, path)
            for key, entry in self._baseline.items()
            if key not in used and (path := self._where_checked(entry)) is not None
        ]
        return Compared(tuple(results), tuple(stale))

    def renewed(self) -> Renewed:
        """The baseline of what was found now and not waived; entries on what was not checked are kept."""
        kept = [entry for entry in self._baseline.values() if self._where_checked(entry) is None]
        seen: Counter[str] = Counter()
        found = []
        for result in self._results:
            for finding in result.findings:
                seen[finding.fingerprint] += 1
                if finding.waived is None:
                    entry = _entry(result, finding, seen[finding.fingerprint])
                    # the words of an older version or another language are no difference
                    found.append(self._baseline.get(entry.key, entry))
        baseline = baseline_of([*kept, *found])
        added = sum(key not in self._baseline for key in baseline)
        return Renewed(baseline, added, len(kept), len(self._baseline) + added - len(baseline))

    def _named(self, result: Result, finding: Finding) -> str:
        """The fingerprint as the baseline names the document."""
        return self._names.get(result.document, result.document) + in_document(finding.fingerprint)

    def _where_checked(self, entry: Entry) -> str | None:
        """The report that would have shown this finding, had it still been there; None when it was not checked."""
        documents = self._documents.get(document_of(entry.fingerprint), ())
        where = [path for path, codes in documents if codes is None or entry.code in codes]
        return where[entry.copy - 1] if entry.copy <= len(where) else None


def without(baseline: Baseline, stale: Iterable[Entry]) -> Baseline:
    """The baseline without these entries."""
    gone = {entry.key for entry in stale}
    return {key: entry for key, entry in baseline.items() if key not in gone}


def _entry(result: Result, finding: Finding, number: int) -> Entry:
    file = None if result.body else name_of(file_of(result.path))
    body, text = name_of(result.body), text_of(finding.message)
    return Entry(finding.fingerprint, finding.code, body, result.year, text, number, file)


def file_of(path: str) -> str:
    """A file by its name and its folder's, wherever the project lies."""
    parts = os.path.abspath(path).replace(os.sep, "/").split("/") if path != "-" else [path]
    return "/".join(parts[-2:]).lstrip("/")


def _names(results: Sequence[Result], baseline: Baseline) -> dict[str, str]:
    """For documents that the baseline does not name, the name under which it has them.

    A report whose title or sign-off was mended may name its body otherwise than before: in full
    (港东区望潮街道办事处 for 望潮街道办事处), or at all. It is the baseline's document of the same year whose name ends
    so, or that had no name and stood in this file, if there is exactly one and it is not another report of the run.
    """
    there = {result.document for result in results}
    missing = {name: result for result in results if (name := result.document)}
    known: dict[str, Entry] = {}
    for entry in baseline.values():
        known.setdefault(document_of(entry.fingerprint), entry)
    free: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for name, entry in known.items():
        if name not in there:
            free[ending(entry.body) if entry.body else entry.file or ""].append((name, entry))
    names: dict[str, str] = {}
    for name, result in missing.items():
        if name in known or not free:
            continue
        places = (ending(result.body) if result.body else "", name_of(file_of(result.path)) or "")
        meant = [other for place in places for other, entry in free.get(place, ()) if _is_same(result, entry)]
        if len(meant) == 1:
            names[name] = meant[0]
    twice = [name for name, count in Counter(names.values()).items() if count > 1]
    return {name: other for name, other in names.items() if other not in twice}


def _is_same(result: Result, entry: Entry) -> bool:
    if entry.body is None:
        return entry.file is not None and entry.file == name_of(file_of(result.path))
    return same_body(entry.body, entry.year, result.body, result.year)
