"""Names that rightly stand beside the own body: partners, neighbours, visitors, models; and the sentences around."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fzlint.checks.context import Context
from fzlint.report.report import Statement
from fzlint.report.words import rx

_AROUND = 200  # characters of its sentence around a name that are read
_NEAR = 8  # characters in front of a name that tell a partner
_MENTIONS = 20  # places where a name stands that are looked at
_CLAUSE = 60  # characters of a clause before and behind a name that are read


def is_partner(context: Context, name: str, near: int, statement: Statement) -> bool:
    """Whether a name is that of a partner, neighbour or visitor, here or anywhere in the report."""
    text, options = context.text, context.options
    around = max(statement.start, near - _AROUND), min(statement.end, near + _AROUND)
    if rx(options["partner_words"]).search(text, *around):
        return True
    before = rx(options["partner_before"])
    at = text.find(name)
    for _ in range(_MENTIONS):
        if at < 0:
            break
        if before.search(text[max(0, at - _NEAR) : at]) or text.startswith("、", at + len(name)):
            return True
        at = text.find(name, at + 1)
    return False


def deals_with_others(text: str, at: int, statement: Statement, options: Mapping[str, Any]) -> bool:
    """Whether the clause around ``at`` tells of work with others, of models, of what came from elsewhere."""
    start, end = clause_at(text, at, statement)
    return rx(options["with_others"]).search(text, start, end) is not None


def clause_at(text: str, at: int, statement: Statement) -> tuple[int, int]:
    """The clause of ``statement`` around ``at``: start and end."""
    start = max(statement.start, at - _CLAUSE)
    start = max(start, *(text.rfind(mark, start, at) + 1 for mark in ",;:。"))
    end = min(statement.end, at + _CLAUSE)
    return start, min((found for mark in ",;:。" if (found := text.find(mark, at, end)) >= 0), default=end)
