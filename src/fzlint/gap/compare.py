"""Over time: what each body mended, what is new, what stayed; and how all fared from year to year.

A body is known again by its name. Reports of one body are ordered by their year; where years are equal or not
recognised, by the run that they come from (a draft and its revision).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from fzlint.gap.bodies import CONTENTS, MET, MISSING, WEAK, Body, ItemInfo
from fzlint.gap.model import Batch
from fzlint.text.script import simplified

_GAPS = (WEAK, MISSING)
KINDS = ("mended", "better", "new", "worse", "unchanged", "newly_asked", "no_longer_asked")  # as they are told


@dataclass(frozen=True, slots=True)
class Change:
    """Two reports of one body, one after the other, by items.

    ``mended``: was weak or missing, is met; ``better``: was missing, is weak; ``unchanged``: the same gap again;
    ``worse``: was weak, is missing; ``new``: was met, is weak or missing; ``newly_asked``: a gap in what was not asked
    before; ``no_longer_asked``: a gap in what is not asked any more.
    """

    before: Body
    after: Body
    mended: tuple[ItemInfo, ...]
    better: tuple[ItemInfo, ...]
    unchanged: tuple[ItemInfo, ...]
    worse: tuple[ItemInfo, ...]
    new: tuple[ItemInfo, ...]
    newly_asked: tuple[ItemInfo, ...]
    no_longer_asked: tuple[ItemInfo, ...]

    @property
    def score_change(self) -> float | None:
        """Points won or lost; None when one of both has no score."""
        before, after = self.before.score.value, self.after.score.value
        return None if before is None or after is None else round(after - before, 1)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """How the reports of one year (or run) fared. ``contents``: of the contents asked, how many were met."""

    year: int | None
    run: int
    bodies: int
    average: float | None
    contents: tuple[int, int]  # met, asked
    outline: tuple[int, int]


@dataclass(frozen=True)
class Comparison:
    """All changes. ``trend`` is of all reports, ``steady`` of the bodies that have a report at every point."""

    changes: tuple[Change, ...]
    only_now: tuple[Body, ...]
    only_before: tuple[Body, ...]
    trend: tuple[TrendPoint, ...]
    steady: tuple[TrendPoint, ...]
    versions: tuple[str, ...]  # of the checklist; more than one: the verdicts are not quite comparable

    def change_of(self, body: Body) -> Change | None:
        """The change that led to this report."""
        return self._by_report.get(id(body))

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.changes or self.only_before or len(self.trend) > 1)

    def alone(self, body: Body) -> Comparison | None:
        """What a letter to this body may tell; None when nothing was compared with its report."""
        change = self.change_of(body)
        return None if change is None else Comparison((change,), (), (), (), (), self.versions)

    @cached_property
    def _by_report(self) -> Mapping[int, Change]:
        return {id(change.after): change for change in self.changes}


Point = tuple[int, int, Body]  # year (0 unknown), run, report


def compare(now: Batch, earlier: Sequence[Batch]) -> Comparison:
    """Compare ``now`` with earlier batches, the oldest first; reports of several years within one count too."""
    points: list[Point] = []
    for run, batch in enumerate([*earlier, now]):
        seen: set[tuple[str, int | None]] = set()
        for body in batch.bodies:
            key = (_key(body), body.year)
            if body.name is None or key in seen:  # a second file with the same report is no further point in time
                continue
            seen.add(key)
            points.append((body.year or 0, run, body))
    histories = _histories(points)
    current = {id(body) for body in now.bodies}
    changes: list[Change] = []
    only_before: list[Body] = []
    compared: set[int] = set()
    info: dict[str, ItemInfo] = {}
    for batch in [*earlier, now]:
        info |= batch.info
    for history in histories:
        bodies = [body for _, _, body in history]
        for before, after in pairwise(bodies):
            if id(after) in current:
                changes.append(_change(before, after, info))
                compared |= {id(before), id(after)}
        if not any(id(body) in current for body in bodies):
            only_before.append(bodies[-1])
    order = {id(body): position for position, body in enumerate(now.bodies)}
    return Comparison(
        changes=tuple(sorted(changes, key=lambda change: order[id(change.after)])),
        only_now=tuple(body for body in now.bodies if id(body) not in compared),
        only_before=tuple(only_before),
        trend=tuple(_trend(points, info)),
        steady=tuple(_trend(_steady(histories), info)),
        versions=tuple(sorted({version for batch in [*earlier, now] for version in batch.versions})),
    )


def _key(body: Body) -> str:
    """The name without blanks, in the simplified script: how a body is known again."""
    return "".join(simplified(body.name or "").split())


def _histories(points: Sequence[Point]) -> list[list[Point]]:
    """The reports of each body in time. A short name is joined to the one longer name that ends with it."""
    by_name: dict[str, list[Point]] = {}
    for point in points:
        by_name.setdefault(_key(point[2]), []).append(point)
    ending: dict[str, list[str]] = {}  # short name: the longer ones that end with it
    for name in by_name:
        for start in range(1, len(name)):
            if name[start:] in by_name:
                ending.setdefault(name[start:], []).append(name)
    for short in sorted(ending, key=len, reverse=True):
        longer = [name for name in ending[short] if name in by_name]
        if len(longer) == 1 and not _together(by_name[short], by_name[longer[0]]):
            by_name[longer[0]] += by_name.pop(short)
    return [_in_time(history) for history in by_name.values()]


def _together(some: Sequence[Point], others: Sequence[Point]) -> bool:
    """Whether two names stand side by side in one run and year, so that they are two bodies."""
    levels, other_levels = ({point[2].level for point in group} - {None} for group in (some, others))
    if levels and other_levels and levels != other_levels:
        return True
    return bool({point[:2] for point in some} & {point[:2] for point in others})


def _in_time(history: list[Point]) -> list[Point]:
    known = all(year for year, _, _ in history)
    return sorted(history, key=lambda point: (point[0], point[1]) if known else (0, point[1]))


def _change(before: Body, after: Body, info: Mapping[str, ItemInfo]) -> Change:
    was = {verdict.item: verdict.status for verdict in before.verdicts}
    kinds: dict[str, list[ItemInfo]] = {}
    for verdict in after.verdicts:
        kind = _kind(was.pop(verdict.item, None), verdict.status)
        if kind:
            kinds.setdefault(kind, []).append(info[verdict.item])
    kinds.setdefault("no_longer_asked", []).extend(info[item] for item, status in was.items() if status in _GAPS)

    def of(kind: str) -> tuple[ItemInfo, ...]:
        return tuple(kinds.get(kind, ()))

    return Change(
        before, after, of("mended"), of("better"), of("unchanged"), of("worse"), of("new"), of("newly_asked"),
        of("no_longer_asked"),
    )  # fmt: skip


def _kind(was: str | None, now: str) -> str | None:
    if now in _GAPS:
        if was == MET:
            return "new"
        if was not in _GAPS:
            return "newly_asked"
        return "unchanged" if was == now else "better" if now == WEAK else "worse"
    if was in _GAPS:
        return "mended" if now == MET else "no_longer_asked"
    return None


def _steady(histories: Sequence[Sequence[Point]]) -> list[Point]:
    """The reports of the bodies that have one at every point of time."""
    every = {point[:2] for history in histories for point in history}
    years = {year for year, _ in every}
    if len(years - {0}) > 1:
        whole = [history for history in histories if {year for year, _, _ in history} >= years - {0}]
    else:
        whole = [history for history in histories if {point[:2] for point in history} == every]
    return [point for history in whole for point in history]


def _trend(points: Sequence[Point], info: Mapping[str, ItemInfo]) -> Iterator[TrendPoint]:
    """One point for each year; for each run where the reports are not of several years."""
    years = {year for year, _, _ in points}
    by_year = len(years - {0}) > 1
    groups: dict[tuple[int, int], dict[str, Body]] = {}
    for year, run, body in points:  # of two runs on one year the later counts
        if by_year and not year:
            continue
        groups.setdefault((year, 0) if by_year else (0, run), {})[_key(body)] = body
    for (year, run), found in sorted(groups.items()):
        bodies = list(found.values())
        scores = [body.score.value for body in bodies if body.score.value is not None]
        counts: Counter[tuple[bool, str]] = Counter()
        for body in bodies:
            for verdict in body.verdicts:
                counts[info[verdict.item].group == CONTENTS, verdict.status] += 1
        met = {group: (counts[group, MET], sum(counts[group, s] for s in (MET, *_GAPS))) for group in (True, False)}
        average = round(sum(scores) / len(scores), 1) if scores else None
        yield TrendPoint(year or None if by_year else _only(years), run, len(bodies), average, met[True], met[False])


def _only(years: set[int]) -> int | None:
    """The one year of all reports, if it is one and known."""
    return next(iter(years)) or None if len(years) == 1 else None
