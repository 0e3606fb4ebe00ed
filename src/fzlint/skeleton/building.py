"""From a body, a level and a year to the blocks of a skeleton; what the hints say comes from the checklist's items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fzlint.checklist.model import Checklist, Item
from fzlint.checklist.profiles import Profile, profile_for, tier_of
from fzlint.report.names import level_of
from fzlint.report.words import HeadWords
from fzlint.text.script import simplified

LANGUAGE = "zh"  # reports are written in Chinese, whatever language the command speaks
REMEDY = "remedy"  # a section's hints come from the items' remedies, else from their requirements
_NUMERALS = "零一二三四五六七八九十"
_FULL_WIDTH = str.maketrans("()", "（）")


class Kind(StrEnum):
    """What a block of a skeleton is; those of ``fonts`` in the checklist bear the same names."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"  # stands at the beginning of its paragraph
    TEXT = "text"
    BODY = "body"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look within a block; a ``hint`` is to be replaced by the clerk."""

    text: str
    hint: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the skeleton."""

    kind: Kind
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph's characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Request:
    """Whose report, of which level (``checklist.model.LEVELS``), on which year, to whom."""

    body: str
    level: str
    year: int
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The blocks in order, and what a person has to be told about them (``None``: nothing)."""

    request: Request
    blocks: tuple[Block, ...]
    note: Mapping[str, str] | None

    @property
    def hints(self) -> int:
        """How many places there are to be filled in."""
        return sum(run.hint for block in self.blocks for run in block.runs)


def level_from_name(checklist: Checklist, body: str) -> str | None:
    """The level that a body's name tells; None when it does not."""
    return level_of(simplified(body), HeadWords.from_mapping(checklist.section("head")).names)


def build(checklist: Checklist, request: Request) -> Skeleton:
    """The skeleton of a report as this checklist asks for it."""
    return _Builder(checklist, request).skeleton()


class _Builder:
    def __init__(self, checklist: Checklist, request: Request) -> None:
        self._checklist = checklist
        self._request = request
        self._words: Mapping[str, Any] = checklist.section("skeleton")
        self._profile: Profile = profile_for(checklist, request.level, request.year)
        self._fields = {"body": request.body, "year": request.year, "next_year": request.year + 1}
        self._items = {item.id: item for item in checklist.items}
        self._asked = [item for item in checklist.items if self._is_asked(item)]

    def skeleton(self) -> Skeleton:
        return Skeleton(self._request, tuple(self._blocks()), self._profile.note)

    def _is_asked(self, item: Item) -> bool:
        """Whether a report of this body and year would be found wanting without the item."""
        request = self._request
        tier = tier_of(self._checklist, request.level, simplified(request.body), simplified(request.body))
        return (
            item.applies(request.level, request.year) and item.id not in self._profile.off and tier not in item.silent
        )

    def _blocks(self) -> Iterator[Block]:
        words = self._words
        yield Block(Kind.TITLE, tuple(Run(self._filled(piece)) for piece in words["title"]))
        yield Block(Kind.ADDRESSEE, (self._addressee(), Run(words["addressee_colon"])))
        preamble = words["preamble"]
        yield Block(Kind.TEXT, (self._hint(self._filled(preamble["hint"])),))
        yield Block(Kind.TEXT, (Run(self._preamble_close(preamble)),))
        for number, section in enumerate(words["sections"], 1):
            yield Block(Kind.HEADING_1, (Run(f"{numeral(number)}、{section['heading']}"),))
            outline = list(self._outline()) if section.get("outline") else []
            yield from outline or self._contents(section["items"], section["hint"])
        yield Block(Kind.BODY, (Run(self._request.body),))
        yield Block(Kind.DATE, (Run(self._filled(words["date"])),))

    def _addressee(self) -> Run:
        given = self._request.addressee
        return Run(given) if given else self._hint(self._words["addressees"][self._request.level])

    def _preamble_close(self, preamble: Mapping[str, str]) -> str:
        regulation = self._checklist.section("sources")[preamble["regulation"]]
        if self._request.year < int(regulation["since"][:4]):
            return self._filled(preamble["close_without_regulation"])
        return self._filled(preamble["close"], regulation=regulation["title"][LANGUAGE])

    def _contents(self, ids: Sequence[str], source: str) -> Iterator[Block]:
        """A hint for each content, in a paragraph of its own."""
        for id_ in ids:
            yield Block(Kind.TEXT, (self._item_hint(self._items[id_], source),))

    def _outline(self) -> Iterator[Block]:
        """The outline's parts of which something is asked, each with its items."""
        shown = 0
        for part in self._words["outline_parts"]:
            items = [item for item in self._asked if item.group == "outline" and _part(item) == part["part"]]
            if not items:
                continue
            shown += 1
            yield Block(Kind.HEADING_2, (Run(f"（{numeral(shown)}）{part['heading']}"),))
            if len(items) == 1:  # a single item needs no number
                yield Block(Kind.TEXT, (self._item_hint(items[0]),))
                continue
            for position, item in enumerate(items, 1):
                heading = Run(f"{position}.{item.title[LANGUAGE]}。", heading=True)
                yield Block(Kind.HEADING_3, (heading, self._item_hint(item)))

    def _item_hint(self, item: Item, source: str = REMEDY) -> Run:
        """What belongs there: the item's remedy without the words that the skeleton says already, or what it asks."""
        if source != REMEDY:
            return self._hint(item.requirement[LANGUAGE])
        return self._hint(re.sub(self._words["hint_without_pattern"], "", item.remedy[LANGUAGE]))

    def _hint(self, text: str) -> Run:
        return Run(self._words["hint"].format(text=text.rstrip("。").translate(_FULL_WIDTH)), hint=True)

    def _filled(self, template: str, **fields: Any) -> str:
        return template.format(**self._fields, **fields)


def _part(item: Item) -> int | None:
    return next((int(basis["part"]) for basis in item.basis if "part" in basis), None)


def numeral(number: int) -> str:
    """A number from 1 to 19 in Chinese characters."""
    return _NUMERALS[number] if number <= 10 else f"十{_NUMERALS[number - 10]}"
