"""Automatic numbering: which number Word prints before a paragraph (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from fzlint.reading.wordml.formats import bullet, formatted
from fzlint.reading.wordml.names import attribute, child, local, number, switched_on
from fzlint.reading.wordml.styles import Styles

LEVELS = 9
_FIELD = re.compile(r"%([1-9])")
_LONGEST = 60  # characters of a label


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: first number, format, text with ``%1`` for numbers, what follows, when it starts anew."""

    start: int = 0
    format: str = "decimal"
    pattern: str | None = None
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it: the definition it counts with, its levels, the numbers it starts anew with."""

    abstract: int
    levels: tuple[Level, ...]
    starts: dict[int, int]


@dataclass(slots=True)
class Counters:
    """How far the lists of a story have counted: by definition, the number of each level (None: not begun)."""

    values: dict[int, list[int | None]] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)  # lists whose own starting numbers were used


class Numbering:
    """The lists of a document; ``root`` is the tree of the numbering part (None: no lists)."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, Any] = {}
        self._nums: dict[int, Any] = {}
        self._known: dict[int, List | None] = {}
        for element in root if root is not None else ():
            name = local(element.tag)
            if name == "abstractNum" and (id_ := number(element, "abstractNumId")) is not None:
                self._abstract[id_] = element
            elif name == "num" and (id_ := number(element, "numId")) is not None:
                self._nums[id_] = element

    def level_of_style(self, num_id: int, chain: tuple[str, ...]) -> int | None:
        """The level of a list that is tied to a style (or to one it is based on)."""
        found = self._list(num_id)
        for style in chain if found else ():
            for position, level in enumerate(found.levels if found else ()):
                if level.style == style:
                    return position
        return None

    def label(self, num_id: int, level: int, counters: Counters) -> str:
        """The label of the next paragraph of this list and level, with what parts it from the text; "" for none."""
        found = self._list(num_id)
        if found is None or not 0 <= level < LEVELS:
            return ""
        values = counters.values.setdefault(found.abstract, [None] * LEVELS)
        if num_id not in counters.begun:
            counters.begun.add(num_id)
            for position, start in found.starts.items():
                values[position] = start - 1
        this = found.levels[level]
        last = values[level]
        values[level] = this.start if last is None else last + 1
        for position in range(level + 1, LEVELS):
            restart = found.levels[position].restart
            if restart is None or (restart > 0 and level < restart):
                values[position] = None
        if this.hidden:
            return ""
        return _spaced(self._shown(found, this, values)[:_LONGEST], this.suffix)

    @staticmethod
    def _shown(found: List, this: Level, values: list[int | None]) -> str:
        if this.format == "bullet":
            return bullet(this.text)

        def one(field_: re.Match[str]) -> str:
            position = int(field_[1]) - 1
            level, value = found.levels[position], values[position]
            format_ = "decimal" if this.legal and level.format != "none" else level.format
            return formatted(level.start if value is None else value, format_, level.pattern)

        return _FIELD.sub(one, this.text)

    def _list(self, num_id: int) -> List | None:
        if num_id not in self._known:
            self._known[num_id] = self._read(num_id)
        return self._known[num_id]

    def _read(self, num_id: int) -> List | None:
        num = self._nums.get(num_id)
        named = child(num, "abstractNumId") if num is not None else None
        abstract = self._followed(number(named)) if named is not None else None
        if num is None or abstract is None:
            return None
        levels = [Level()] * LEVELS
        for element in self._abstract[abstract]:
            position = number(element, "ilvl")
            if local(element.tag) == "lvl" and position is not None and 0 <= position < LEVELS:
                levels[position] = _level(element)
        starts: dict[int, int] = {}
        for element in num:
            position = number(element, "ilvl")
            if local(element.tag) != "lvlOverride" or position is None or not 0 <= position < LEVELS:
                continue
            other, start = child(element, "lvl"), child(element, "startOverride")
            if other is not None:
                levels[position] = _level(other)
            value = number(start) if start is not None else None
            if value is not None:
                starts[position] = value
                levels[position] = replace(levels[position], start=value)
        return List(abstract, tuple(levels), starts)

    def _followed(self, abstract: int | None) -> int | None:
        """The definition that has the levels: one may name a list style instead, which leads to another."""
        for _ in range(4):
            element = self._abstract.get(abstract) if abstract is not None else None
            link = child(element, "numStyleLink") if element is not None else None
            if link is None:
                return abstract if element is not None else None
            num_id = self._styles.of(attribute(link)).num_id
            named = child(self._nums.get(num_id), "abstractNumId") if num_id is not None else None
            abstract = number(named) if named is not None else None
        return None


def _level(element: Any) -> Level:
    def value(name: str) -> str | None:
        found = child(element, name)
        return attribute(found) if found is not None else None

    def count(name: str) -> int | None:
        found = child(element, name)
        return number(found) if found is not None else None

    shape = child(element, "numFmt")
    if shape is None:  # newer formats stand in a choice, with an older one beside them
        shape = child(element, "mc:AlternateContent", "mc:Choice", "numFmt")
    legal, vanish = child(element, "isLgl"), child(element, "rPr", "vanish")
    picture = child(element, "lvlPicBulletId") is not None
    return Level(
        start=count("start") or 0,
        format="bullet" if picture else (attribute(shape) if shape is not None else None) or "decimal",
        pattern=attribute(shape, "format") if shape is not None else None,
        text="•" if picture else value("lvlText") or "",
        suffix=value("suff") or "tab",
        restart=count("lvlRestart"),
        legal=legal is not None and switched_on(legal),
        hidden=vanish is not None and switched_on(vanish),
        style=value("pStyle"),
    )


def _spaced(label: str, suffix: str) -> str:
    """The label and a blank behind it, where a letter or figure would run into the text."""
    if suffix != "nothing" and label and label[-1].isascii() and label[-1] not in ".)":
        return label + " "
    return label
