"""Regular expressions made quicker: a test of the first character before the alternatives are tried one by one."""

from __future__ import annotations

import re
from typing import Any

_OFTEN = 30  # times that a pattern is asked for before reading it once more pays
_WIDEST = 400  # characters of a range that is worth testing for: most text is made of wider ones
_SIGNS = "\\]^-["
_START = "^"  # a match may begin where the text does, with whatever stands there
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
    firsts, passable = _firsts(tree)
    if firsts is None or passable or not firsts - {_START}:
        return pattern
    test = f"(?=[{''.join(sorted(firsts - {_START}))}])"
    return f"(?:^|{test})(?:{pattern})" if _START in firsts else f"{test}(?:{pattern})"


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


def _firsts(tree: Any) -> tuple[set[str] | None, bool]:
    """The characters and ranges, as in ``[]``, that a match can begin with (None: any); whether it needs none."""
    found: set[str] = set()
    for op, value in tree:
        more, passable = _first_of(str(op), value)
        if more is None:
            return None, False
        found |= more
        if not passable:
            return found, False
    return found, True


def _first_of(name: str, value: Any) -> tuple[set[str] | None, bool]:
    """The same of one part of a pattern."""
    if name == "AT" and str(value) == "AT_BEGINNING":
        return {_START}, False
    if name in ("ASSERT", "ASSERT_NOT", "AT"):
        return set(), True
    if name == "LITERAL":
        return {_sign(value)}, False
    if name == "IN":
        return _members(value), False
    if name == "BRANCH":
        return _union([_firsts(branch) for branch in value[1]])
    if name == "SUBPATTERN" and not (value[1] or value[2]):
        return _firsts(value[-1])
    if name == "ATOMIC_GROUP":
        return _firsts(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        firsts, passable = _firsts(value[2])
        return firsts, passable or value[0] == 0
    return None, False


def _union(branches: list[tuple[set[str] | None, bool]]) -> tuple[set[str] | None, bool]:
    found: set[str] = set()
    for firsts, _ in branches:
        if firsts is None:
            return None, False
        found |= firsts
    return found, any(passable for _, passable in branches)


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
