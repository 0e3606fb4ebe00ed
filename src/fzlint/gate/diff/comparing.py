"""Which report of one run is which of the other, and how their findings fared."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence

from fzlint.fingerprints import in_document
from fzlint.gate.diff.model import (
    ADDED,
    CHANGES,
    COMPARED,
    EASED,
    MENDED,
    NEW,
    REMOVED,
    UNCHANGED,
    UNCHECKED,
    WORSE,
    Diff,
    ReportDiff,
    VerdictChange,
)
from fzlint.gate.naming import ending, same_body
from fzlint.linting import JUDGED_KINDS
from fzlint.result import Finding, Result

Pair = tuple[Result | None, Result | None]


def compare(before: Sequence[Result], after: Sequence[Result], versions: tuple[str, str] = ("", "")) -> Diff:
    """The difference of two runs."""
    pairs = _paired(before, after)
    return Diff(tuple(_report(old, new) for old, new in pairs), versions)


def _paired(before: Sequence[Result], after: Sequence[Result]) -> list[Pair]:
    """The same report in both runs: of the same body and year, copies by their paths; else at the same path; else of
    the one body whose name is another's end."""
    partner: dict[int, Result] = {}
    left, right = list(before), list(after)
    ways: tuple[Callable[[Result], Hashable | None], ...] = (
        lambda result: (result.document, result.path) if result.document else None,
        lambda result: result.document or None,
        lambda result: result.path,
    )
    for key in ways:
        waiting: defaultdict[Hashable, deque[Result]] = defaultdict(deque)
        for old in left:
            if (name := key(old)) is not None:
                waiting[name].append(old)
        for new in right:
            if (name := key(new)) is not None and waiting[name]:
                partner[id(new)] = waiting[name].popleft()
        left, right = _rest(left, right, partner)
    endings: defaultdict[str, list[Result]] = defaultdict(list)
    for old in left:
        if old.body:
            endings[ending(old.body)].append(old)
    for new in right:
        near = endings[ending(new.body)] if new.body else []
        meant = [old for old in near if same_body(old.body, old.year, new.body, new.year)]
        if len(meant) == 1:
            partner[id(new)] = meant[0]
            near.remove(meant[0])
    left, right = _rest(left, right, partner)
    pairs: list[Pair] = [(partner.get(id(new)), new) for new in after]
    return pairs + [(old, None) for old in left]


def _rest(left: list[Result], right: list[Result], partner: dict[int, Result]) -> tuple[list[Result], list[Result]]:
    taken = set(map(id, partner.values()))
    return [old for old in left if id(old) not in taken], [new for new in right if id(new) not in partner]


def _report(before: Result | None, after: Result | None) -> ReportDiff:
    none: dict[str, tuple[Finding, ...]] = dict.fromkeys(CHANGES, ())
    if after is None:
        return ReportDiff(REMOVED, before, None, none)
    if not _judged(after):
        return ReportDiff(UNCHECKED if after.error is not None else COMPARED, before, after, none)
    if before is None or not _judged(before):
        return ReportDiff(ADDED, before, after, {**none, NEW: after.findings})
    return ReportDiff(COMPARED, before, after, _findings(before, after), _verdicts(before, after))


def _judged(result: Result) -> bool:
    return result.error is None and result.kind in JUDGED_KINDS


def _findings(before: Result, after: Result) -> dict[str, tuple[Finding, ...]]:
    """The findings by change. What a check that broke in the second run had found is not mended."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)  # positions of the first run's findings
    for position, finding in enumerate(before.findings):
        waiting[in_document(finding.fingerprint)].append(position)
    found: dict[str, list[Finding]] = {change: [] for change in CHANGES}
    fresh: list[Finding] = []
    for finding in after.findings:
        same = waiting[in_document(finding.fingerprint)]
        if same:
            same.popleft()
            found[UNCHANGED].append(finding)
        else:
            fresh.append(finding)
    gone = [before.findings[position] for position in sorted(at for left in waiting.values() for at in left)]
    statuses = {verdict.item: verdict.status for verdict in after.verdicts}
    of_items = {finding.code: finding for finding in gone if finding.code in statuses}
    for finding in fresh:
        if finding.code in of_items and finding.code in statuses:
            del of_items[finding.code]
            gone = [other for other in gone if other.code != finding.code]
            found[WORSE if statuses[finding.code] == "missing" else EASED].append(finding)
        else:
            found[NEW].append(finding)
    broken = {code for code, _ in after.broken}
    found[MENDED] = [finding for finding in gone if finding.code not in broken]
    return {change: tuple(findings) for change, findings in found.items()}


def _verdicts(before: Result, after: Result) -> tuple[VerdictChange, ...]:
    was = {verdict.item: verdict.status for verdict in before.verdicts}
    now = {verdict.item: verdict.status for verdict in after.verdicts}
    items: Iterable[str] = dict.fromkeys([*now, *was])
    return tuple(VerdictChange(i, was.get(i), now.get(i)) for i in items if was.get(i) != now.get(i))
