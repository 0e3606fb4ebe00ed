"""A document to lint, what is wanted of it, and those who do it. This module alone serves a run of one process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fzlint.gate.running.linting import Linting, Outcome
from fzlint.gate.running.settings import LintSettings

if TYPE_CHECKING:
    from fzlint.gate.running.identity import Content
    from fzlint.gate.stored import Restorer, Stored


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted beside the findings: the places of the evidence, and the places as CI knows them.

    ``kept``: outcomes are kept for runs that may wish for more.
    """

    evidence: bool = True
    located: bool = False
    kept: bool = False


@dataclass(slots=True)
class Task:
    """A document to lint; ``outcome`` when it is done.

    ``key`` and ``content`` when the outcome can be kept, ``stored``: its bytes, if another process made it; ``known``:
    an earlier run did it.
    """

    path: str
    settings: LintSettings
    key: bytes | None = None
    content: Content | None = None
    outcome: Outcome | None = None
    stored: Stored | None = None
    known: bool = False

    @property
    def is_done(self) -> bool:
        """Whether it need not be waited for."""
        return self.outcome is not None


Done = Callable[[Task], None]


class Kept(Protocol):
    """Stored results by key."""

    def has(self, keys: Iterable[bytes], *, located: bool = False) -> set[bytes]:
        """Those of ``keys`` whose result is kept, with its places as CI knows them if ``located``."""

    def get(self, key: bytes, *, evidence: bool = True, located: bool = False) -> Stored | None:
        """The result kept for ``key``; None when there is none, or it lacks what is asked for."""

    def add(self, key: bytes, stored: Stored) -> None:
        """Keep a result."""

    def flush(self) -> None:
        """What was added is found from now on."""


class Crew(Protocol):
    """Those who lint."""

    def submit(self, task: Task) -> None:
        """Take a task."""

    def step(self) -> None:
        """Wait until at least one task is done."""

    def close(self) -> None:
        """End."""


class Alone:
    """This process. ``done`` gets the whole outcome, whatever is wished."""

    def __init__(self, linting: Linting, wish: Wish, done: Done) -> None:
        self._linting = linting
        self._wish = wish
        self._done = done

    def submit(self, task: Task) -> None:
        """Do it now."""
        task.outcome = self._linting.lint(task.path, task.settings)
        self._done(task)
        if task.outcome is not None and not self._wish.evidence:
            task.outcome = task.outcome.lean()

    def step(self) -> None:
        """Nothing is ever open."""

    def close(self) -> None:
        """Nothing to end."""


def restored(stored: Stored, path: str, wish: Wish, restorer: Restorer) -> Outcome:
    """The outcome that was stored, as it is wished for. Raises StoredError."""
    result = restorer.result(stored, path, evidence=wish.evidence)
    if not wish.located or result.error is not None:
        return Outcome(result)
    return Outcome(result, restorer.located(stored, result))
