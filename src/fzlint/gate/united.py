"""Several checklists as one, for outputs that tell of documents judged by different ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fzlint.checklist.model import CheckItem, Checklist, Item


def united(checklists: Sequence[Checklist]) -> Checklist:
    """All items and knowledge of these checklists; what two of them have, as the first has it. To show, not to judge.

    At least one checklist.
    """
    first, *others = checklists
    if not others:
        return first
    items: dict[str, Item] = {}
    checks: dict[str, CheckItem] = {}
    sections: dict[str, Any] = {}
    for checklist in checklists:
        for item in checklist.items:
            items.setdefault(item.id, item)
        for check in checklist.checks:
            checks.setdefault(check.id, check)
        for name, section in checklist.data["sections"].items():
            known = sections.setdefault(name, section)
            if known is not section and isinstance(known, Mapping) and isinstance(section, Mapping):
                sections[name] = {**section, **known}
    return replace(
        first,
        id="+".join(dict.fromkeys(checklist.id for checklist in checklists)),
        version="+".join(dict.fromkeys(checklist.version for checklist in checklists)),
        data={**first.data, "sections": sections},
        items=tuple(items.values()),
        checks=tuple(checks.values()),
    )
