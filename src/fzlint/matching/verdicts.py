"""From marked statements to evidence and from evidence to verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fzlint.checklist.model import Checklist, Entry, Item, Threshold
from fzlint.matching.marks import Marked
from fzlint.report.report import Report, Statement


@dataclass(frozen=True, slots=True)
class Evidence:
    """Statements that show an item by one of its entries; ``strong``: work reported, not only named."""

    entry: str
    statements: tuple[Statement, ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """An item's verdict and what it rests on, the strongest evidence first."""

    item: Item
    status: str
    evidence: tuple[Evidence, ...]


class Judge:
    """Judges reports by the items of one checklist; built once, used for every report."""

    def __init__(self, checklist: Checklist) -> None:
        self._items = checklist.items
        self._concrete = checklist.bit("figure") | checklist.bit("act") | checklist.bit("document")
        self._by_key: dict[str, dict[int, list[tuple[Item, Entry]]]] = {}
        for item in checklist.items:
            for entry in item.entries:
                self._by_key.setdefault(entry.within, {}).setdefault(entry.key, []).append((item, entry))

    def judge(self, report: Report, marked: Sequence[Marked], tier: str | None) -> list[Judgement]:
        """The verdicts of all items on ``report``, in the checklist's order."""
        found: dict[str, list[Evidence]] = {item.id: [] for item in self._items}
        for within, units in self._units(marked):
            by_key = self._by_key[within]
            for unit in units:
                self._match(unit, by_key, found, within)
        head = report.head
        return [self._verdict(item, found[item.id], head.body_level, head.year, tier) for item in self._items]

    def _units(self, marked: Sequence[Marked]) -> Iterable[tuple[str, list[list[Marked]]]]:
        """The text cut into units, for each kind of unit that an entry asks for."""
        if "clause" in self._by_key or "statement" in self._by_key:
            single = [[entry] for entry in marked]
            for within in ("clause", "statement"):
                if within in self._by_key:
                    yield within, single
        for within in ("sentence", "paragraph"):
            if within not in self._by_key:
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

    def _match(
        self,
        unit: list[Marked],
        by_key: dict[int, list[tuple[Item, Entry]]],
        found: dict[str, list[Evidence]],
        within: str,
    ) -> None:
        everything = done = 0
        for entry in unit:
            everything |= entry.all
            done |= entry.done
        part = unit[0].statement.part
        lead = all(entry.statement.lead for entry in unit)
        rest = everything
        while rest:
            bit = rest & -rest
            rest ^= bit
            for item, entry in by_key.get(bit, ()):
                if part not in entry.look_in or (lead and not entry.leads):
                    continue
                mask = everything if entry.stance == "any" else done
                if mask & entry.need != entry.need or mask & entry.refuse:
                    continue
                if within == "clause" and not any(
                    clause & entry.need == entry.need and not clause & entry.refuse for clause in unit[0].clauses
                ):
                    continue
                strong = entry.counts == "always" or (entry.counts == "concrete" and bool(mask & self._concrete))
                found[item.id].append(Evidence(entry.name, _shown(unit, entry), strong))

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
    if len(unit) == 1:
        return (unit[0].statement,)
    return tuple(m.statement for m in unit if m.all & entry.need) or (unit[0].statement,)


def _reached(threshold: Threshold, evidence: Sequence[Evidence]) -> bool:
    counted = [e for e in evidence if threshold.of is None or e.entry in threshold.of]
    if threshold.distinct == "kind":
        return len({e.entry for e in counted}) >= threshold.at_least
    return len({e.statements[0].start for e in counted}) >= threshold.at_least
