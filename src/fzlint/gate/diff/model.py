"""What two runs differ in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fzlint.result import Finding, Result

COMPARED, ADDED, REMOVED, UNCHECKED = "compared", "added", "removed", "unchecked"
# How a finding fared: not there before; was weak and is missing; was missing and is weak; gone; the same.
NEW, WORSE, EASED, MENDED, UNCHANGED = CHANGES = ("new", "worse", "eased", "mended", "unchanged")


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """An item whose status is another; None: the run did not ask for it."""

    item: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ReportDiff:
    """One report in two runs.

    ``state``: ``compared``; ``added`` or ``removed`` when one run only has it; ``unchecked`` when the second run could
    not check it. ``findings``: by change; those that are gone as they were, all others as they are. A report that the
    second run does not have mended nothing.
    """

    state: str
    before: Result | None
    after: Result | None
    findings: dict[str, tuple[Finding, ...]]
    verdicts: tuple[VerdictChange, ...] = ()

    @property
    def result(self) -> Result:
        """The report as the later run that has it knows it."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def changed(self) -> bool:
        """Whether there is anything to tell of it."""
        told = any(self.findings[change] for change in CHANGES if change != UNCHANGED)
        return told or bool(self.verdicts) or self.state != COMPARED

    def failing(self, severities: tuple[str, ...]) -> bool:
        """Whether there is a new finding of these severities, neither waived nor known."""
        return any(f.counts and f.severity in severities for change in (NEW, WORSE) for f in self.findings[change])


@dataclass(frozen=True)
class Diff:
    """All reports of two runs, in the order of the second; then those that only the first has."""

    reports: tuple[ReportDiff, ...]
    versions: tuple[str, str]  # of the checklists

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each change."""
        return {change: sum(len(report.findings[change]) for report in self.reports) for change in CHANGES}

    @property
    def comparable(self) -> bool:
        """Whether both runs used one checklist."""
        return self.versions[0] == self.versions[1]
