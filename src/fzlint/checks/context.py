"""What a check is given, and what it gives back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from fzlint.report.report import Report, Statement


class Flag(NamedTuple):
    """One thing found wrong. Offsets in the view; ``fields`` fill the item's message; ``related``: further places.

    ``likely`` marks what is only probable: its finding is one severity milder than the item's. ``absent``: something
    is not there, and the words at the place are not what is wrong.
    """

    start: int
    end: int
    fields: Mapping[str, str | int | float] = MappingProxyType({})
    related: Sequence[tuple[int, int]] = ()
    likely: bool = False
    absent: bool = False


class AnswerFound(NamedTuple):
    """A stated shortcoming (offsets in the view) and what answers it: ``answered`` is yes, partly or no."""

    start: int
    end: int
    answered: str
    by: tuple[int, int] | None


@dataclass(frozen=True)
class Context:
    """A report with what a check may need of the checklist and of the verdicts.

    ``options``: the item's; ``sections``: knowledge of the checklist by name (``documents`` …); ``verdicts``: status by
    item id (S1 … O10.4); ``topics``: for each statement (by its index in ``report.statements``) the ids of the items it
    is evidence for; ``shared``: a place where checks of one report keep what others can use again.
    """

    report: Report
    options: Mapping[str, Any]
    sections: Mapping[str, Any]
    verdicts: Mapping[str, str]
    topics: Mapping[int, frozenset[str]]
    shared: dict[str, Any]

    @property
    def text(self) -> str:
        """The text of the view."""
        return self.report.view.text

    def statements(self, *parts: str) -> Iterator[Statement]:
        """The statements of these parts (all parts when none is named), in order."""
        for statement in self.report.statements:
            if not parts or statement.part in parts:
                yield statement

    def statement_at(self, at: int) -> Statement | None:
        """The statement that holds the offset ``at``."""
        statements = self.report.statements
        index = bisect_right(statements, at, key=attrgetter("start")) - 1
        return statements[index] if index >= 0 and at < statements[index].end else None

    def words(self, statement: Statement) -> str:
        """The words of a statement."""
        return self.text[statement.start : statement.end]
