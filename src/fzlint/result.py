"""What a lint of one report results in: verdicts, findings, answers, score."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from fzlint.text.places import Place


@dataclass(frozen=True, slots=True)
class Verdict:
    """An item's verdict (met, weak, missing, not-applicable) with the places of its evidence."""

    item: str
    status: str
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding need not be mended: the reason, who approved it, and the last day on which that holds."""

    reason: str
    approver: str
    expires: datetime.date


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: code and name of the item, severity, words in the chosen language, place, further places.

    ``waived``: by whom it was let pass, if it was; ``known``: it stands in the baseline. Neither fails a run.
    """

    code: str
    name: str
    severity: str
    message: str
    remedy: str
    basis: tuple[str, ...]
    place: Place
    related: tuple[Place, ...]
    fingerprint: str
    waived: Waiver | None = None
    known: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is to be mended now: neither waived nor known."""
        return self.waived is None and not self.known


@dataclass(frozen=True, slots=True)
class Answer:
    """A stated shortcoming and what in next year's arrangements answers it (answered: yes, partly, no)."""

    place: Place
    answered: str
    by: Place | None


@dataclass(frozen=True, slots=True)
class Score:
    """Value from 0 to 100 (None when nothing applied) and how many items got each verdict."""

    value: float | None
    coverage: dict[str, int]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be judged: kind and message."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """The result for one input. With ``error`` set, all else is empty.

    ``document``: what its fingerprints begin with; empty when it was not judged.
    """

    path: str
    error: Failure | None = None
    kind: str | None = None
    title: str | None = None
    body: str | None = None
    body_level: str | None = None
    year: int | None = None
    profile: str | None = None
    script: str | None = None
    format: str = "text"
    document: str = ""
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: tuple[Answer, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()  # items whose check failed, with where: never counted as passed
    figures: tuple[int, int] = (0, 0)  # how many stated figures could be checked, and how many there are
    score: Score = field(default_factory=lambda: Score(None, {}))
    selected: frozenset[str] | None = None  # the items whose findings were asked for; None: all
