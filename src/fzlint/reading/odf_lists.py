"""Automatic numbers and list signs of an OpenDocument text (OpenDocument 1.3, part 3, 5.3, 16.30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fzlint.reading.odf_names import STYLE, TEXT, attribute, number
from fzlint.reading.odf_styles import Styles
from fzlint.reading.wordml.formats import bullet, formatted

LEVELS = 10
_LONGEST = 60  # characters of a label
_OUTLINE = ""  # the name under which the numbering of headings is kept
# style:num-format → the name the same numbers have in Word; Chinese ones are named by their first members.
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "壱": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle", "甲": "ideographTraditional", "子": "ideographZodiac", "１": "decimalFullWidth",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    prefix: str
    suffix: str
    displayed: int
    start: int
    bullet: str


class Lists:
    """Counts the lists of a document in the order of its text."""

    def __init__(self, roots: Sequence[Any], styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                name = _OUTLINE if style.tag == f"{TEXT}outline-style" else attribute(style, STYLE, "name") or "?"
                self._levels[name] = {
                    number(element, TEXT, "level", 1): _level(element)
                    for element in style
                    if "list-level-style" in element.tag or "outline-level-style" in element.tag
                }
        self._counts: dict[str, list[int | None]] = {}  # by list: how far each level has counted
        self._last: dict[str, str] = {}  # by style: the list that used it last
        self._made = 0

    def begin(self, element: Any, above: tuple[str, ...]) -> tuple[str, ...]:
        """Begin a list: its key, its style and its level (from 1), to be handed to :meth:`label`.

        ``above`` is what this gave for the list around it, or ().
        """
        style = attribute(element, TEXT, "style-name") or (above[1] if above else "")
        if above:
            level = int(above[2]) + 1
            if attribute(element, TEXT, "continue-numbering") != "true" and level <= LEVELS:
                self._counts[above[0]][level - 1 :] = [None] * (LEVELS - level + 1)
            return above[0], style, str(level)
        named = attribute(element, TEXT, "continue-list")
        if named and f"#{named}" in self._counts:
            key = f"#{named}"
        elif attribute(element, TEXT, "continue-numbering") == "true" and style in self._last:
            key = self._last[style]
        else:
            self._made += 1
            key = f"list {self._made}"
            self._counts[key] = [None] * LEVELS
        id_ = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if id_:
            self._counts[f"#{id_}"] = self._counts[key]
        self._last[style] = key
        return key, style, "1"

    def label(self, level: tuple[str, ...], item: Any, paragraph: Any) -> str:
        """The label of the item's first paragraph, counting it."""
        key, style, depth = level[0], level[1] or self._styles.list_style(paragraph) or "", int(level[2])
        if depth > LEVELS:
            return ""
        if paragraph.tag == f"{TEXT}h" and style not in self._levels:
            return self.heading(paragraph)
        start = attribute(item, TEXT, "start-value")
        return self._count(self._levels.get(style, {}), self._counts[key], depth, start)

    def heading(self, element: Any) -> str:
        """The number of a heading by the outline, counting it."""
        depth = number(element, TEXT, "outline-level", 1)
        if not 1 <= depth <= LEVELS:
            return ""
        counts = self._counts.setdefault(_OUTLINE, [None] * LEVELS)
        start = attribute(element, TEXT, "start-value")
        if attribute(element, TEXT, "restart-numbering") == "true":
            counts[depth - 1] = None
        return self._count(self._levels.get(_OUTLINE, {}), counts, depth, start)

    @staticmethod
    def _count(levels: dict[int, _Level], counts: list[int | None], depth: int, start: str | None) -> str:
        level = levels.get(depth)
        at = counts[depth - 1]
        if start and start.isascii() and start.isdigit() and len(start) < 7:
            at = int(start) - 1
        elif at is None:
            at = level.start - 1 if level else 0
        counts[depth - 1] = at + 1
        counts[depth:] = [None] * (LEVELS - depth)
        if level is None:
            return ""
        if level.bullet:
            return bullet(level.bullet)
        if level.format == "none":
            return (level.prefix + level.suffix)[:_LONGEST]
        shown: list[str] = []
        for position in range(max(1, depth - level.displayed + 1), depth + 1):
            other = levels.get(position)
            if other is None or other.format == "none" or other.bullet:
                continue
            value = counts[position - 1]
            shown.append(formatted(other.start if value is None else value, other.format))
        label = (level.prefix + ".".join(shown) + level.suffix)[:_LONGEST]
        return label + " " if label and label[-1].isascii() and label[-1].isalnum() else label


def _level(element: Any) -> _Level:
    sign = attribute(element, TEXT, "bullet-char") or ""
    if not sign and element.tag == f"{TEXT}list-level-style-image":
        sign = "•"
    shape = (attribute(element, STYLE, "num-format") or "").strip()
    return _Level(
        format=_FORMATS.get(shape[:1], "decimal") if shape else "none",
        prefix=(attribute(element, STYLE, "num-prefix") or "").strip(),
        suffix=(attribute(element, STYLE, "num-suffix") or "").strip(),
        displayed=max(1, number(element, TEXT, "display-levels", 1)),
        start=number(element, TEXT, "start-value", 1),
        bullet=sign,
    )
