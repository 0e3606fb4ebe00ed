"""Garbled text: what wrong encodings, font glyphs and word filters leave behind (锟斤拷, Ã©, 銆, 建设(shè), 用*严).

Each kind is a pattern of the options with the number of places from which on it counts (an annotated reading of one
rare character, or one asterisk, is no garbling). Places that lie close together are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fzlint.checks.context import Context, Flag
from fzlint.checks.figures.wording import WordLists, kept
from fzlint.text.script import traditional_characters

MOST_PLACES = 5  # flags of one kind in a report
MOST_LOOKED_AT = 500  # places of one kind that are counted
_CLOSE = 8  # characters between places that are one
_SHOWN = 12
_SIGNS, _MEANT = 3, 2  # signs of two bytes that stand for characters of three


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _signs(options: Mapping[str, Any]) -> WordLists:
    """The signs of each kind of garbling: where none of them stands there is none of the kind."""
    return WordLists((kind.get("holds", ()) for kind in options["kinds"]), literal=True)


def check(context: Context) -> Iterator[Flag]:
    """Flag the first few places of each kind of garbling."""
    flagged: set[int] = set()
    held = kept(context.options, _signs).of(context.text)
    for number, kind in enumerate(context.options["kinds"]):
        if "holds" in kind and not held >> number & 1:
            continue
        places: list[tuple[int, int]] = []
        count = 0
        for count, (start, end) in enumerate(_places(context, kind), 1):
            near = bool(places) and start - places[-1][1] <= _CLOSE and "\n" not in context.text[places[-1][1] : start]
            if near:
                places[-1] = places[-1][0], end
            else:
                places.append((start, end))
            if count >= MOST_LOOKED_AT:
                break
        if count < kind["least"]:
            continue
        for start, end in places[:MOST_PLACES]:
            if start in flagged:
                continue
            flagged.add(start)
            fields = {f"reason_{language}": words for language, words in kind["name"].items()}
            shown = context.text[start : min(end, start + _SHOWN)]
            found_text = "".join(c if c.isprintable() else "□" for c in shown)
            yield Flag(start, end, fields | {"found": found_text, "count": len(places)})


def _places(context: Context, kind: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """The places of one kind, in order, outside the page's furniture."""
    report, text = context.report, context.text
    if "misread" in kind:
        pattern = _run_with(_first_signs(kind["misread"]["as"], kind["misread"]["of"]))
    else:
        pattern = _compiled(kind["pattern"])
    if pattern.search(text) is None:
        return
    for index, line in enumerate(report.lines):
        if index in report.furniture.lines:
            continue
        for found in pattern.finditer(text, line.start, line.end):
            if "misread" in kind:
                yield from _misread(found, kind["misread"]["as"], kind["misread"]["of"])
            elif not kind.get("traditional") or _is_traditional(context, found.start()):
                yield found.span()


def _is_traditional(context: Context, at: int) -> bool:
    """Whether the author's character at ``at`` is one of Traditional script."""
    view = context.report.view
    return view.raw[view.raw_offset(at)] in traditional_characters()


@cache
def _first_signs(as_: str, of: str) -> frozenset[str]:
    """The ideographs that begin a text in the encoding ``of`` when it is read ``as_`` another with two bytes a sign."""
    firsts = {bytes(char.encode(of)[:2]) for char in map(chr, range(0x4E00, 0xA000))}
    return frozenset(sign for sign in (pair.decode(as_, "ignore") for pair in firsts) if len(sign) == 1)


@cache
def _run_with(signs: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(signs))}][^\\x00-\\x7f]{{2,}}")


def _misread(found: re.Match[str], as_: str, of: str) -> Iterator[tuple[int, int]]:
    """Where signs, three at a time, are two characters in the other encoding (鍒跺害 is 制度)."""
    run, at = found.group(), 0
    while at + _SIGNS <= len(run):
        try:
            meant = run[at : at + _SIGNS].encode(as_).decode(of)
        except UnicodeError:
            at += 1
            continue
        if len(meant) == _MEANT and all(char.encode("gb2312", "ignore") for char in meant):
            yield found.start() + at, found.start() + at + _SIGNS
            at += _SIGNS
        else:
            at += 1
