"""Printed lines back to paragraphs: where the author pressed Enter, and where the line was merely full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fzlint.reading.pdf_lines import PrintedLine, join

_INDENT = 1.0  # of the size: a line that starts so much further right than the margin begins a paragraph
_SLACK = 1.0  # of the size: punctuation that hangs, spacing that is not exact
_START = 4.0  # of the size: full lines start no further from the margin
_SAME = 0.3  # of the size: two lines that start in the same place
_GAP = 1.5  # of the usual distance of lines: more parts paragraphs
_FAR = 2.2  # of the size: the widest line spacing that is in use
_SIZE = 0.15  # share by which sizes of one paragraph differ
_LEAST_WIDTH = 0.7  # of the width between equal margins
_STOPS = "。！？；：!?;:…”’）)》"
# What must stay together at a line's start: no closing mark begins a line, no opening one ends it (GB/T 15834).
_TOKEN = re.compile(r"[“‘（(《〈【〔\[]*(?:[0-9A-Za-z.,:%％/+·~—-]{1,40}|.)[。，、；：？！,;:?!”’）)》〉】〕\]%％…]*")
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]{1,3}[章节条部]|[（(]?\d{1,2}[、．）)]"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, the page it begins on, and for a cell of a table its table, row and column (from 1)."""

    text: str
    page: int
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """The block that the text of a page fills: its edges, the distance of lines, by how much first lines indent."""

    left: float
    right: float
    distance: float
    indent: float | None


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> list[Paragraph]:
    """The paragraphs of ``pages``, joined over lines and pages."""
    blocks = {columned: _blocks(pages, columned) for columned in (False, True)}
    found: list[Paragraph] = []
    before: tuple[PrintedLine, _Block] | None = None
    parts: list[str] = []
    start = 0

    def close() -> None:
        if parts:
            text = ""
            for part in parts:
                text = join(text, part)
            found.append(Paragraph(text, start))
            parts.clear()

    for page, lines in enumerate(pages):
        for line in lines:
            block = blocks[line.columned][page]
            if line.cell is not None:
                close()
                found.append(Paragraph(line.text, line.page, line.cell))
                before = None
                continue
            if before is None or _parted(*before, line, block):
                close()
                start = line.page
            parts.append(line.text)
            before = (line, block)
    close()
    return found


def _blocks(every: Sequence[Sequence[PrintedLine]], columned: bool) -> list[_Block]:
    """The block of each page, or the first column of each: edges move between left and right pages, its width stays."""
    pages = [[line for line in lines if line.columned == columned] for lines in every]
    found = [_left(lines) for lines in pages]
    known = sorted(left for left in found if left is not None)
    usual = known[len(known) // 2] if known else min((line.x0 for lines in pages for line in lines), default=0.0)
    lefts = [left if left is not None else usual for left in found]
    reaches = [
        line.x1 - left
        for lines, left in zip(pages, lefts, strict=True)
        for line in lines
        if line.cell is None and line.x0 - left < _START * line.size  # neither centred nor set to the right
    ]
    # Where few lines are full, the text may be as far from the page's right edge as from its left one.
    mirrored = max(
        (line.width - 2 * left for lines, left in zip(pages, lefts, strict=True) for line in lines), default=0.0
    )
    width, distance, indent = _width(reaches), _distance(pages), _indent(pages, lefts)
    width = width if columned or width > _LEAST_WIDTH * mirrored else mirrored
    return [_Block(left, left + width, distance, indent) for left in lefts]


def _indent(pages: Sequence[Sequence[PrintedLine]], lefts: Sequence[float]) -> float | None:
    """By how much lines indent that are followed by one that does not."""
    counts: Counter[int] = Counter()
    for lines, left in zip(pages, lefts, strict=True):
        for line, after in pairwise(lines):
            if line.x0 - left > _INDENT * line.size and after.x0 - left < _SAME * after.size:
                counts[round(line.x0 - left)] += 1
    return float(counts.most_common(1)[0][0]) if counts else None


def _left(lines: Sequence[PrintedLine]) -> float | None:
    """The left edge: the outermost place at which several lines start."""
    starts = Counter(round(line.x0 / 2) for line in lines if line.cell is None)
    shared = [at for at, count in starts.items() if count + starts[at + 1] > max(1, sum(starts.values()) // 10)]
    if not shared or sum(starts.values()) < 4:
        return None
    at = min(shared)
    return min(line.x0 for line in lines if line.cell is None and round(line.x0 / 2) in (at, at + 1))


def _width(reaches: Sequence[float]) -> float:
    """How far full lines reach: as far as several do, since single marks hang in the margin."""
    counts = Counter(round(reach / 2) for reach in reaches)
    least = max(1, len(reaches) // 12)
    shared = [at for at, count in counts.items() if count + counts[at - 1] > least]
    return max(shared) * 2.0 if shared else max(reaches, default=0.0)


def _distance(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The usual distance of two baselines, in points."""
    distances: Counter[int] = Counter()
    for lines in pages:
        for before, after in pairwise(lines):
            if before.cell is None and after.cell is None and before.y > after.y:
                distances[round((before.y - after.y) * 2)] += 1
    return distances.most_common(1)[0][0] / 2 if distances else 0.0


def _parted(before: PrintedLine, block: _Block, line: PrintedLine, own: _Block) -> bool:
    """Whether ``line`` begins a new paragraph after ``before``."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > _SIZE * size or before.columned != line.columned:
        return True
    same_page = before.page == line.page and before.y > line.y  # not in the next column
    down = before.y - line.y
    if same_page and down > _GAP * min(max(block.distance, 1.2 * size), _FAR * size):
        return True
    indent = line.x0 - own.left
    room = block.right - before.x1
    ended = before.text.endswith(tuple(_STOPS))
    if _centred(line, own) and same_page and not ended and _wide(before, block):
        return False  # a title that was too long for one line
    if room > (_needed(line.text) + _SLACK) * size:
        return True  # it would have had room: its author ended the line
    if indent > _INDENT * size:
        if own.indent is not None and abs(indent - own.indent) < _SAME * size:
            return True
        # Lines that all start there and are full are a block set in as a whole.
        inset = abs((before.x0 - block.left) - indent) < _SAME * size
        return ended or not inset
    return ended and _HEADING.match(line.text) is not None


def _centred(line: PrintedLine, block: _Block) -> bool:
    """Whether a line stands in the middle, and not only indented by two characters and full by chance."""
    left, right = line.x0 - block.left, block.right - line.x1
    indented = abs(left - 2 * line.size) < _SAME * line.size
    return left > line.size and not indented and abs(left - right) < 0.6 * line.size


def _wide(line: PrintedLine, block: _Block) -> bool:
    """Whether a line fills the block, or is centred and nearly fills it (titles are broken where it looks well)."""
    if block.right - line.x1 < 2 * line.size and line.x0 - block.left < 2 * line.size:
        return True
    return _centred(line, block) and line.x1 - line.x0 > 0.75 * (block.right - block.left)


def _needed(text: str) -> float:
    """The width, in characters, of what had to stay together at the start of ``text``."""
    found = _TOKEN.match(text)
    return sum(0.55 if char.isascii() else 1.0 for char in found.group()) if found else 1.0
