"""Regular expressions of a checklist: which literals must stand in a match, and whether one can run away."""

from __future__ import annotations

import re
from typing import Any

MOST_WORK = 200_000  # bound on the product of a pattern's repeats


class PatternError(ValueError):
    """A pattern that cannot be used; ``reason`` is a message key, ``params`` its fields."""

    def __init__(self, reason: str, **params: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def gates_of(pattern: str) -> tuple[str, ...]:
    """Literals of which at least one stands in every match of ``pattern``.

    Raises PatternError when the pattern is not valid, can run away, or has no such literal.
    """
    parser: Any = re._parser  # type: ignore[attr-defined]  # the standard library's own parser; no public door
    try:
        tree = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError("checklist.pattern-invalid", detail=str(error)) from None
    _refuse_runaway(tree)
    gates = _gates(tree)
    if not gates:
        raise PatternError("checklist.pattern-without-literal", detail=pattern)
    return tuple(sorted(gates))


def _refuse_runaway(tree: Any, work: int = 1) -> int:
    for op, value in tree:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, inner = value
            if int(most) > 1000:
                raise PatternError("checklist.pattern-unbounded")
            before = work
            work *= max(1, int(most))
            work = _refuse_runaway(inner, work)
            if inner and str(inner[0][0]) == "LITERAL" and int(most) <= 2:
                work = before
        elif name == "SUBPATTERN":
            work = _refuse_runaway(value[-1], work)
        elif name == "BRANCH":
            work = max(_refuse_runaway(branch, work) for branch in value[1])
        elif name in ("ASSERT", "ASSERT_NOT"):
            _refuse_runaway(value[1], work)
        if work > MOST_WORK:
            raise PatternError("checklist.pattern-runaway")
    return work


def _gates(tree: Any) -> set[str]:
    """The best set of required literals of a sequence: the one whose shortest member is longest."""
    best: set[str] = set()
    run = ""

    def offer(candidate: set[str]) -> None:
        nonlocal best
        if candidate and (not best or min(map(len, candidate)) > min(map(len, best))):
            best = candidate

    for op, value in tree:
        name = str(op)
        if name == "LITERAL":
            run += chr(value)
            continue
        offer({run} if run else set())
        run = ""
        if name == "SUBPATTERN":
            offer(_gates(value[-1]))
        elif name == "BRANCH":
            branches = [_gates(branch) for branch in value[1]]
            if all(branches):
                offer(set().union(*branches))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and int(value[0]) >= 1:
            offer(_gates(value[2]))
        elif name == "IN":
            members = [chr(v) for o, v in value if str(o) == "LITERAL"]
            if len(members) == len(value):
                offer(set(members))
    offer({run} if run else set())
    return best
