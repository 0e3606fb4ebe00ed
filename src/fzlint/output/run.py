"""What the outputs for programs get: the results of a run with the checklist and the words to tell them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fzlint.checklist.model import CheckItem, Checklist, Item
from fzlint.checklist.profiles import profile_named
from fzlint.messages import Messages
from fzlint.output.neutral import neutral
from fzlint.output.standing import Gone, Notice
from fzlint.result import Result


@dataclass(frozen=True)
class Run:
    """Results with ``checklist`` and ``messages``.

    ``bases``: for each item's code its bases as sentences; ``codes``: the codes selected (None: all); ``fail_on``: the
    mildest severity that fails; ``all_kinds``: tell also what passed and what does not apply (SARIF); ``notices``: what
    is to be said about waivers and baseline; ``gone``: findings of the baseline that are there no longer, None when
    there is no baseline.
    """

    results: Sequence[Result]
    checklist: Checklist
    messages: Messages
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: frozenset[str] | None = None
    fail_on: str = "error"
    all_kinds: bool = False
    notices: Sequence[Notice] = ()
    gone: Sequence[Gone] | None = None

    def items(self) -> tuple[Item | CheckItem, ...]:
        """All items of the checklist, the contents first."""
        return (*self.checklist.items, *self.checklist.checks)

    def titles(self) -> dict[str, str]:
        """The title of each item by its code."""
        return {item.id: neutral(self.messages.of(item.title)) for item in self.items()}

    def selected(self, code: str, result: Result) -> bool:
        """Whether findings of this item are wanted of this document."""
        codes = self.codes if result.selected is None else result.selected
        return codes is None or code in codes

    def switched_off(self, result: Result) -> frozenset[str]:
        """The codes that the profile of a result leaves out."""
        return switched_off(result, self.checklist)


def switched_off(result: Result, checklist: Checklist) -> frozenset[str]:
    """The codes that the profile of a result leaves out."""
    if result.profile is None or result.profile not in checklist.section("profiles"):
        return frozenset()
    return profile_named(checklist, result.profile).off
