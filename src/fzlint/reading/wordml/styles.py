"""What styles say about text: which numbering they bring, whether they hide it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fzlint.reading.wordml.names import attribute, child, local, number, switched_on

_DEEPEST = 32  # styles based on one another; more, or a circle, is no style sheet of Word


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it inherits. ``chain``: it and the styles it is based on, nearest first."""

    num_id: int | None = None
    level: int | None = None
    hidden: bool = False
    breaks_page: bool = False
    chain: tuple[str, ...] = ()


class Styles:
    """The style sheet; ``root`` is the tree of the part (None: no styles)."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._default: str | None = None
        self._known: dict[str | None, Style] = {None: Style()}
        for element in root if root is not None else ():
            id_ = attribute(element, "styleId")
            if local(element.tag) != "style" or id_ is None:
                continue
            self._elements.setdefault(id_, element)
            default = (attribute(element, "default") or "0").lower() in ("1", "true", "on")
            if default and attribute(element, "type") == "paragraph" and self._default is None:
                self._default = id_

    def paragraph(self, id_: str | None) -> Style:
        """The style of a paragraph; without an id, or with an unknown one, the default."""
        return self.of(id_ if id_ in self._elements else self._default)

    def of(self, id_: str | None) -> Style:
        """The style of this id; an unknown one says nothing."""
        found = self._known.get(id_)
        if found is None:
            found = self._known[id_] = self._resolved(id_)
        return found

    def _resolved(self, id_: str | None) -> Style:
        chain: list[str] = []
        num_id: int | None = None
        level: int | None = None
        hidden: bool | None = None
        breaks: bool | None = None
        while id_ in self._elements and id_ not in chain and len(chain) < _DEEPEST:
            chain.append(id_)
            element = self._elements[id_]
            properties = child(element, "pPr")
            if properties is not None:
                found_id, found_level = numbering_of(properties)
                num_id = found_id if num_id is None else num_id
                level = found_level if level is None else level
                before = child(properties, "pageBreakBefore")
                if breaks is None and before is not None:
                    breaks = switched_on(before)
            vanish = child(element, "rPr", "vanish")
            if hidden is None and vanish is not None:
                hidden = switched_on(vanish)
            based = child(element, "basedOn")
            id_ = attribute(based) if based is not None else None
        return Style(num_id, level, bool(hidden), bool(breaks), tuple(chain))


def numbering_of(properties: Any) -> tuple[int | None, int | None]:
    """The list and the level (from 0) that paragraph properties name."""
    found = child(properties, "numPr")
    if found is None:
        return None, None
    num_id, level = child(found, "numId"), child(found, "ilvl")
    return (number(num_id) if num_id is not None else None), (number(level) if level is not None else None)
