"""Regular expressions made quicker: a test of the first character before the alternatives are tried one by one."""

from __future__ import annotations

import re
from typing import Any

_OFTEN = 30  # times that a pattern is asked for before reading it once more pays
_WIDEST = 400  # characters of a range that is worth testing for: most text is made of wider ones
_SIGNS = "\\]^-["
_known: dict[tuple[str, int], list[Any]] = {}  # the compiled form, and how often it was asked for


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled form of a pattern of the checklist, kept; what is asked for often is made quicker."""
    known = _known.get((pattern, flags))
    if known is None:
        known = _known[pattern, flags] = [re.compile(pattern, flags), 0]
    known[1] += 1
    if known[1] == _OFTEN:
        known[0] = re.compile(hastened(pattern), flags)
    form: re.Pattern[str] = known[0]
    return form


def hastened(pattern: str) -> str:
    """A pattern that finds the same as ``pattern``, sooner: behind a test whether any match can begin here.

    It is ``pattern`` itself where a match can begin with nearly anything, and where Python does the same unasked.
    """
    try:
        tree: Any = re._parser.parse(pattern)  # type: ignore[attr-defined]  # the standard library's own; no public door
    except (re.error, RecursionError, OverflowError):
        return pattern
    if tree.state.flags & ~re.UNICODE.value or _opens_plainly(tree):
        return pattern
    firsts = _firsts(tree)
    return f"(?=[{''.join(sorted(firsts))}])(?:{pattern})" if firsts else pattern


def _opens_plainly(tree: Any) -> bool:
    """Whether every alternative begins with a character or a set of them: then the search tests it itself."""
    while len(tree) and str(tree[0][0]) == "SUBPATTERN":
        tree = tree[0][1][-1]
    if not len(tree):
        return True
    name, value = str(tree[0][0]), tree[0][1]
    if name == "BRANCH":
        return all(len(branch) and str(branch[0][0]) == "LITERAL" for branch in value[1])
    return name in ("LITERAL", "IN")


def _firsts(tree: Any) -> set[str] | None:
    """The characters and ranges, as they stand between ``[]``, that a match can begin with; None: any, or nothing."""
    found: set[str] = set()
    for op, value in tree:
        more, passable = _first_of(str(op), value)
        if more is None:
            return None
        found |= more
        if not passable:
            return found
    return None  # it may match without a character


def _first_of(name: str, value: Any) -> tuple[set[str] | None, bool]:
    """With what one part of a pattern begins (None: anything), and whether it may take up no character at all."""
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        return set(), True
    if name == "LITERAL":
        return {_sign(value)}, False
    if name == "IN":
        return _members(value), False
    if name == "BRANCH":
        branches = [_firsts(branch) for branch in value[1]]
        return (None if None in branches else set().union(*(b for b in branches if b))), False
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        if name == "SUBPATTERN" and (value[1] or value[2]):
            return None, False
        return _firsts(value[-1] if name == "SUBPATTERN" else value), False
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _firsts(value[2]), value[0] == 0
    return None, False


def _members(members: Any) -> set[str] | None:
    found: set[str] = set()
    for op, value in members:
        if str(op) == "LITERAL":
            found.add(_sign(value))
        elif str(op) == "RANGE" and value[1] - value[0] <= _WIDEST:
            found.add(f"{_sign(value[0])}-{_sign(value[1])}")
        elif str(op) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            found.add(r"\d")
        else:
            return None
    return found


def _sign(code: int) -> str:
    return f"\\{chr(code)}" if chr(code) in _SIGNS else chr(code)
