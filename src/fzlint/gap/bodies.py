"""One report as it was judged, and what an item of the checklist asks."""

from __future__ import annotations

from dataclasses import dataclass

from fzlint.linting import JUDGED_KINDS
from fzlint.result import Answer, Failure, Finding, Score, Verdict

MET, WEAK, MISSING, NOT_APPLICABLE = "met", "weak", "missing", "not-applicable"
CONTENTS, OUTLINE = "contents", "outline"


@dataclass(frozen=True, slots=True)
class Body:
    """One report as it was judged. ``name`` is the body's (None when not recognised), ``path`` the file's.

    ``broken``: ids of checks that failed on this report, so that it was not examined for them.
    """

    name: str | None
    level: str | None
    year: int | None
    path: str
    title: str | None
    kind: str | None
    profile: str | None
    script: str | None
    error: Failure | None
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    score: Score
    broken: tuple[str, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether there are verdicts: the file could be read and is an annual report (or may be one)."""
        return self.error is None and self.kind in JUDGED_KINDS

    @property
    def label(self) -> str:
        """What to call it: the body, else the title, else the file's name."""
        return self.name or self.title or self.path.replace("\\", "/").rpartition("/")[2] or self.path

    def status(self, item: str) -> str | None:
        """The verdict on an item: met, weak, missing, not-applicable; None when it was not asked."""
        return next((verdict.status for verdict in self.verdicts if verdict.item == item), None)


@dataclass(frozen=True, slots=True)
class ItemInfo:
    """An item of the checklist in the language of the report; ``part`` is the outline's (None for contents)."""

    id: str
    title: str
    group: str
    part: int | None
    requirement: str
    remedy: str
    basis: tuple[str, ...]
