"""From marked statements to evidence and from evidence to verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fzlint.checklist.model import Checklist, Entry, Item, Threshold
from fzlint.matching.marks import Marked
from fzlint.report.report import Report, Statement


class Evidence(NamedTuple):
    """Statements that show an item by one of its entries; ``strong``: work reported, not only named."""

    entry: str
    statements: tuple[Statement, ...]
    strong: bool


class Judgement(NamedTuple):
    """An item's verdict and what it rests on, the strongest evidence first."""

    item: Item
    status: str
    evidence: tuple[Evidence, ...]


class _Index:
    """The entries that ask for one kind of unit in one part, by the bit that each needs first."""

    __slots__ = ("entries", "keys")

    def __init__(self) -> None:
        self.keys = 0
        self.entries: dict[int, list[tuple[Item, Entry]]] = {}


class Judge:
    """Judges reports by the items of one checklist; built once, used for every report."""

    def __init__(self, checklist: Checklist) -> None:
        self._items = checklist.items
        self._concrete = checklist.bit("figure") | checklist.bit("act") | checklist.bit("document")
        self._soft = checklist.bit("soft-act")
        self._slogan = checklist.bit("slogan")
        self._index: dict[tuple[str, str], _Index] = {}
        self._within: set[str] = set()
        for item in checklist.items:
            for entry in item.entries:
                self._within.add(entry.within)
                for part in entry.look_in:
                    index = self._index.setdefault((entry.within, part), _Index())
                    index.keys |= entry.key
                    index.entries.setdefault(entry.key, []).append((item, entry))

    def judge(self, report: Report, marked: Sequence[Marked], tier: str | None) -> list[Judgement]:
        """The verdicts of all items on ``report``, in the checklist's order."""
        found: dict[str, list[Evidence]] = {item.id: [] for item in self._items}
        for within, units in self._units(marked):
            for unit in units:
                index = self._index.get((within, unit[0].statement.part))
                if index is not None:
                    self._match(report, unit, index, found)
        head = report.head
        return [self._verdict(item, found[item.id], head.body_level, head.year, tier) for item in self._items]

    def _units(self, marked: Sequence[Marked]) -> Iterable[tuple[str, list[list[Marked]]]]:
        """The text cut into units, for each kind of unit that an entry asks for."""
        single = [[entry] for entry in marked]
        for within in ("clause", "statement"):
            if within in self._within:
                yield within, single
        for within in ("sentence", "paragraph"):
            if within not in self._within:
                continue
            units: list[list[Marked]] = []
            last: tuple[int, str] | None = None
            for entry in marked:
                s = entry.statement
                key = (s.sentence if within == "sentence" else s.paragraph, s.part)
                if key != last:
                    units.append([])
                    last = key
                units[-1].append(entry)
            yield within, units

    def _match(self, report: Report, unit: list[Marked], index: _Index, found: dict[str, list[Evidence]]) -> None:
        everything = done = 0
        for entry in unit:
            everything |= entry.all
            done |= entry.done
        rest = everything & index.keys
        if not rest:
            return
        lead = unit[0].statement.lead and all(entry.statement.lead for entry in unit)
        alone = (unit[0].statement,) if len(unit) == 1 else None
        strong = self._is_concrete(done)
        while rest:
            bit = rest & -rest
            rest ^= bit
            for item, way in index.entries[bit]:
                mask = everything if way.stance == "any" else done
                if mask & way.need != way.need or (lead and not way.leads):
                    continue
                if way.within == "clause":  # what another clause says neither helps nor harms
                    if not any(c & way.need == way.need and not c & way.refuse for c in unit[0].clauses):
                        continue
                elif mask & way.refuse:
                    continue
                if way.under and not self._stands_under(report, unit[0].statement, way.under):
                    continue
                counted = (
                    way.counts == "always"
                    or (way.counts == "plain" and (strong or not done & self._slogan))
                    or (way.counts == "concrete" and strong)
                )
                found[item.id].append(Evidence(way.name, alone or _shown(unit, way), counted))

    @staticmethod
    def _stands_under(report: Report, statement: Statement, pattern: str) -> bool:
        index = report.sections[statement.section].heading
        if index is None:
            return False
        heading = report.headings[index]
        return re.search(pattern, report.view.text[heading.text : heading.end]) is not None

    def _is_concrete(self, mask: int) -> bool:
        """A figure, a document issued or a concrete act; a soft act only where no slogan stands beside it."""
        return bool(mask & self._concrete) or bool(mask & self._soft and not mask & self._slogan)

    def _verdict(
        self, item: Item, evidence: list[Evidence], level: str | None, year: int | None, tier: str | None
    ) -> Judgement:
        if not item.applies(level, year):
            return Judgement(item, "not-applicable", ())
        evidence = sorted(evidence, key=lambda e: (not e.strong, e.statements[0].start))
        if _reached(item.met, [e for e in evidence if e.strong]):
            return Judgement(item, "met", tuple(evidence))
        if _reached(item.weak, evidence):
            return Judgement(item, "weak", tuple(evidence))
        if tier in item.silent and not evidence:
            return Judgement(item, "not-applicable", ())
        return Judgement(item, "missing", tuple(evidence))


def _shown(unit: list[Marked], entry: Entry) -> tuple[Statement, ...]:
    """The statements of a unit that carry the entry's words."""
    need = entry.need
    return tuple([m.statement for m in unit if m.all & need]) or (unit[0].statement,)


def _reached(threshold: Threshold, evidence: Sequence[Evidence]) -> bool:
    counted = [e for e in evidence if threshold.of is None or e.entry in threshold.of]
    if threshold.distinct == "kind":
        return len({e.entry for e in counted}) >= threshold.at_least
    return len({e.statements[0].start for e in counted}) >= threshold.at_least
