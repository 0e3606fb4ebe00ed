"""Regular expressions of a checklist: which literals must stand in a match, and whether one can run away."""

from __future__ import annotations

import re
import warnings
from typing import Any

MOST_WORK = 200_000  # bound on the ways in which a pattern's repeats can share out a text
MOST_REPEATS = 1000  # of one repeat; * and + are more
LONGEST = 5000  # characters of a pattern


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
    gates = _gates(_parsed(pattern))
    if not gates:
        raise PatternError("checklist.pattern-without-literal", detail=pattern)
    return tuple(sorted(gates))


def refuse_bad(pattern: str, *, bounded: bool = True) -> None:
    """Raise PatternError when ``pattern`` is not valid or, with ``bounded``, can run away on a long text."""
    _parsed(pattern, bounded=bounded)


def _parsed(pattern: str, *, bounded: bool = True) -> Any:
    if len(pattern) > LONGEST:
        raise PatternError("checklist.pattern-too-long", most=LONGEST)
    parser: Any = re._parser  # type: ignore[attr-defined]  # the standard library's own parser; no public door
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python will read otherwise one day would warn at every run
            tree = parser.parse(pattern)
            re.compile(pattern)  # refuses what parses and is no pattern yet: look-behind of varying width
    except (re.error, Warning, OverflowError, RecursionError) as error:
        raise PatternError("checklist.pattern-invalid", detail=getattr(error, "msg", str(error))) from None
    if bounded and _ways(tree) > MOST_WORK:
        raise PatternError("checklist.pattern-runaway")
    return tree


def _ways(tree: Any) -> int:
    """A bound on the ways in which the repeats of ``tree`` can share out a text from one starting point.

    Repeats of a sequence multiply; what can vary inside a repeat does so again at each turn.
    """
    ways = 1
    for op, value in tree:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, inner = int(value[0]), int(value[1]), value[2]
            if most > MOST_REPEATS:
                raise PatternError("checklist.pattern-unbounded")
            inside = _ways(inner)
            if inside > 1:
                ways *= inside ** min(most, 64)
            elif most > 1:
                ways *= most - least + 1
        elif name == "SUBPATTERN":
            ways *= _ways(value[-1])
        elif name == "ATOMIC_GROUP":
            ways *= _ways(value)
        elif name == "BRANCH":
            branches = [_ways(branch) for branch in value[1]]
            ways *= max(branches) if _told_apart(value[1]) else sum(branches)
        elif name in ("ASSERT", "ASSERT_NOT"):
            ways *= _ways(value[1])
        ways = min(ways, MOST_WORK + 1)
    return ways


def _told_apart(branches: Any) -> bool:
    """Whether each branch begins with another character, so that only one of them can fit."""
    firsts = [branch[0] if branch else None for branch in branches]
    literals = {value for op, value in (first for first in firsts if first) if str(op) == "LITERAL"}
    return len(literals) == len(firsts)


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
