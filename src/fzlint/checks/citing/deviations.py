"""How a cited title deviates from an official one, and whether such a deviation can only be a mistake.

Local rules are often named after national ones with a word more, less or changed. So only deviations are taken for
mistakes that no drafter of another rule would choose: a character lost, two exchanged, one that sounds or looks alike;
words lost, put into or changed in the title of a law, which only the nation makes, or of a document that is cited with
the national body that issued it; and of longer titles a little more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import permutations
from typing import Any, NamedTuple

from fzlint.checks.citing.register import Document, Name, Register
from fzlint.report.words import rx

LAW, RULE, OPINION, PARTY, PLAN = "law", "rule", "opinion", "party", "plan"
_GENERIC = (RULE, OPINION)  # whose titles any place may give its own rules
_ISSUED = (OPINION, PARTY, PLAN)  # which are cited with the body that issued them
_NOT_A_LAW = "办法"
_NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百")


class Limits(NamedTuple):
    """The lengths (characters of a core) from which a deviation counts, and the words that settle it; from the item."""

    letter: int  # one character lost or two exchanged
    changed: int  # one character changed, not to one that sounds or looks alike
    words_lost: int  # two characters lost, outside laws
    words_added: int
    kind_changed: int  # what must precede the word for the kind of document
    cut_off: int
    word_changed: int  # one word written for another that means nearly the same
    issued: int  # words lost or put in where the issuing body is named
    issued_changed: int  # any two characters changed where it is named
    alike: frozenset[tuple[str, str]]
    confused: tuple[tuple[str, str], ...]  # words that are written for each other
    departments: re.Pattern[str]  # rules on their own procedure, the like of which no place makes
    lost_by_successors: tuple[str, ...]  # words that are left out when a provisional rule is made anew
    other_kinds: tuple[str, ...]
    added_by_others: tuple[str, ...]
    place_heads: tuple[str, ...]

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Limits:
        """Build from the item's options."""
        alike = {(a, b) for group in options["alike"] for a in group for b in group if a != b}
        lengths: Mapping[str, int] = options["lengths"]
        return cls(
            letter=lengths["letter"],
            changed=lengths["changed"],
            words_lost=lengths["words_lost"],
            words_added=lengths["words_added"],
            kind_changed=lengths["kind_changed"],
            cut_off=lengths["cut_off"],
            word_changed=lengths["word_changed"],
            issued=lengths["issued"],
            issued_changed=lengths["issued_changed"],
            alike=frozenset(alike),
            confused=tuple(pair for group in options["confused"] for pair in permutations(group, 2)),
            departments=rx(options["departments"]),
            lost_by_successors=tuple(options["lost_by_successors"]),
            other_kinds=tuple(options["other_kinds"]),
            added_by_others=tuple(options["added_by_others"]),
            place_heads=tuple(options["place_heads"]),
        )


class Deviation(NamedTuple):
    """The document meant, and whether a report may mean a document of its own place instead (``local``)."""

    document: Document
    local: bool


def nearest(register: Register, name: Name, limits: Limits, issued: bool = False) -> Deviation | None:
    """The document that a wrong title can only mean, or None; ``issued``: a national body is named before it."""
    best: tuple[int, Deviation] | None = None
    for document in register.candidates(name.core):
        found = _deviation(name, document, limits, register.kinds, issued)
        if found and (best is None or found[0] < best[0]):
            best = (found[0], Deviation(document, found[1]))
    if best is None:
        return None
    meant = best[1].document  # of several of one name, the one of the years cited, or the last
    named = [other for other in register.find(Name(meant.core, meant.core, "", None)) if other.core == meant.core]
    named.sort(key=lambda other: (other.period == name.period, other.since))
    return Deviation(named[-1], best[1].local)


def _deviation(
    name: Name, document: Document, limits: Limits, kinds: tuple[str, ...], issued: bool
) -> tuple[int, bool] | None:
    """How far ``name`` is from ``document`` and whether it may be local; None when it need not be a mistake."""
    cited, official = name.core, document.core
    shorter = min(len(cited), len(official))
    before = 0
    while before < shorter and cited[before] == official[before]:
        before += 1
    behind = 0
    while behind < shorter - before and cited[-1 - behind] == official[-1 - behind]:
        behind += 1
    wrong, right = cited[before : len(cited) - behind], official[before : len(official) - behind]
    national = bool(document.prefix) and name.prefix == document.prefix  # nothing local bears it
    law = document.kind == LAW and official[-1:] == cited[-1:]
    length = len(official)
    if length < limits.letter and not (national and length >= 3):
        return None
    if law and cited.endswith(_NOT_A_LAW) and not national:
        return None
    if len(wrong) == len(right) and sorted(wrong) == sorted(right):
        return 1, False
    issued = issued and document.kind in _ISSUED and length >= limits.issued
    if not right:
        return _added(wrong, before, behind, document, limits, law or national or issued)
    if not wrong:
        if not before and not national and not issued and cited.startswith(limits.place_heads):
            return None
        return _lost(cited, right, before, behind, document, limits, kinds, law or national, issued)
    if len(wrong) == len(right) == 1:
        if wrong in _NUMERALS or right in _NUMERALS:
            return None
        if national or law or issued or (wrong, right) in limits.alike:
            return 2, False
        if length >= limits.changed and document.kind not in _GENERIC:
            return 2, True
    if behind == 0 and wrong in limits.other_kinds and right in limits.other_kinds and document.kind not in _GENERIC:
        own = cited[:before].endswith(limits.added_by_others)  # rules of its own that carry a national one out
        return (4, True) if before >= limits.kind_changed and not own else None
    return _changed(cited, official, before, behind, document, limits, law or national, issued)


def _changed(
    cited: str, official: str, before: int, behind: int, document: Document, limits: Limits, nations: bool, issued: bool
) -> tuple[int, bool] | None:
    """A word changed in the middle or at the head of a title; the word for its kind is not looked at here."""
    length = len(official)
    if not behind:
        return None
    if length >= limits.word_changed and _confused(cited, official, before, limits):
        if nations or issued:
            return 3, False
        return (3, True) if document.kind != OPINION else None
    if issued and length >= limits.issued_changed and len(cited) == length and length - before - behind == 2:
        changed = cited[before : before + 2] + official[before : before + 2]
        return (4, False) if before and not _NUMERALS & set(changed) else None
    return None


def _confused(cited: str, official: str, before: int, limits: Limits) -> bool:
    """Whether one word written for another makes ``official`` into ``cited``; they differ from ``before`` on."""
    longer = len(cited) - len(official)
    for wrong, right in limits.confused:
        if len(wrong) - len(right) != longer:
            continue
        for at in range(max(0, before - len(right) + 1), before + 1):
            if official.startswith(right, at) and cited == official[:at] + wrong + official[at + len(right) :]:
                return True
    return False


def _added(
    words: str, before: int, behind: int, document: Document, limits: Limits, nations: bool
) -> tuple[int, bool] | None:
    length = len(document.core)
    if not before or not behind or len(words) > 3 or words in limits.added_by_others:
        return None
    if nations:
        return (2 + len(words), False) if len(words) == 1 or length >= limits.letter else None
    if document.kind in _GENERIC and len(words) > 1:
        return None
    wanted = limits.letter if len(words) == 1 else limits.words_added + len(words) - 2
    return (2 + len(words), True) if length >= wanted else None


def _lost(
    cited: str,
    words: str,
    before: int,
    behind: int,
    document: Document,
    limits: Limits,
    kinds: tuple[str, ...],
    nations: bool,
    issued: bool,
) -> tuple[int, bool] | None:
    if len(words) == 1:
        return 1, False
    if not behind and before >= limits.cut_off and before * 10 >= len(document.core) * 7:
        return (1 + len(words), True) if document.kind != RULE and not cited.endswith(kinds) else None
    if issued and before and behind and len(words) <= 4:
        return 2 + len(words), False
    if len(words) > 3 or not before or not behind:
        return None
    if nations:
        return (2 + len(words), False) if len(cited) >= limits.letter + 4 * (len(words) - 2) else None
    if document.kind == RULE and limits.departments.match(document.core):
        return (2 + len(words), True) if words not in limits.lost_by_successors else None
    if document.kind in _GENERIC or len(cited) < limits.words_lost + 2 * (len(words) - 2):
        return None
    return 2 + len(words), True
