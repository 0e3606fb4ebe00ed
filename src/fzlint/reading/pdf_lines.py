"""Printed lines of a PDF's page, from its characters: in reading order, without page numbers and running titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fzlint.reading.pdf_columns import gutter_of, in_columns
from fzlint.reading.pdf_glyphs import Glyph, Page, plain
from fzlint.reading.pdf_tables import Table, find_tables

_SAME_LINE = 0.5  # of the larger size: distance of baselines within a line (footnote marks stand higher)
_SAME_GLYPH = 0.3  # of the size: bold by printing twice
_RAISED = 0.75  # of the size: a smaller figure that stands higher is the mark of a note
_WIDE = 1.6  # of the size: a gap that is more than a blank
_EDGE_ROWS = 2  # rows at the head and at the foot of a page that may be furniture
_NUMBER = re.compile(
    r"(?P<mark>[-—–－―·•~〜第\s]*)(?P<number>\d{1,4})(?P<end>[-—–－―·•~〜页\s]*)(?P<of>[/共of\s]*\d{1,4}\s*页?)?"
)
_ROMAN = re.compile(r"[ivxlcⅰ-ⅿ]{1,6}", re.IGNORECASE)
_NOTE = re.compile(r"\[?\d{1,2}[\].、\s]?(?=[^\d.%])|[①-⑳*＊※]")
_NOTE_SIZE = 0.92  # of the usual size
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class PrintedLine:
    """One printed line, or the text of one cell of a table (``cell``: table, row, column, from 1).

    ``width`` is that of the page; places and sizes are in points. Lines in columns (``columned``) have the places they
    would have in the first one.
    """

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    width: float
    cell: tuple[int, int, int] | None = None
    columned: bool = False


def page_lines(
    page: Page, tables_before: int = 0, known: float | None = None
) -> tuple[list[PrintedLine], float | None]:
    """The lines of ``page`` from top to bottom, those of a left column before those of the right one; and where its
    columns part (None: one column). ``known``: where those of an earlier page did.
    """
    glyphs = list(page.glyphs)
    tables = find_tables(page.rules)
    lines: list[PrintedLine] = []
    for number, table in enumerate(tables, tables_before + 1):
        inside = [glyph for glyph in glyphs if table.holds(glyph.x0, glyph.x1, glyph.y + glyph.size * 0.3)]
        if not any(glyph.text.strip() for glyph in inside):
            continue
        taken = set(map(id, inside))
        glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
        lines += _table_lines(table, inside, page, number)
    rows = _rows(glyphs)
    gutter = gutter_of(rows, known)
    for row, shift in in_columns(rows, gutter):
        line = _line(row, page)
        if shift is not None:
            line = replace(line, x0=line.x0 - shift, x1=line.x1 - shift, columned=True)
        lines.append(line)
    if tables and not any(line.columned for line in lines):
        lines.sort(key=lambda line: -line.y)
    return lines, gutter


def _table_lines(table: Table, glyphs: Iterable[Glyph], page: Page, number: int) -> list[PrintedLine]:
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cells.setdefault(table.cell((glyph.x0 + glyph.x1) / 2, glyph.y + glyph.size * 0.3), []).append(glyph)
    found: list[PrintedLine] = []
    for row, column in sorted(cells):
        part = cells[row, column]
        text = ""
        for glyph_row in _rows(part):
            text = join(text, _text(glyph_row))
        if text.strip():
            # All at the upper edge of their row, so that the cells stay in order wherever their text stands.
            place = (number, row + 1, column + 1)
            size = max(glyph.size for glyph in part)
            found.append(
                PrintedLine(text.strip(), page.number, table.x0, table.x1, table.top(row), size, page.width, place)
            )
    return found


def join(before: str, after: str) -> str:
    """Two lines of one paragraph: with a blank between Latin words, without between ideographs."""
    before, after = before.rstrip(), after.lstrip()
    words = bool(before and after) and before[-1].isascii() and after[0].isascii()
    return f"{before} {after}" if words and before[-1].isalpha() and after[0].isalpha() else before + after


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baselines, from top to bottom, each row from left to right; blanks are left out."""
    rows: list[list[Glyph]] = []
    heights: list[tuple[float, float]] = []  # baseline and size of a row's largest glyph
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.y, glyph.x0)):
        if not glyph.text.strip():
            continue
        if rows:
            y, size = heights[-1]
            if y - glyph.y < _SAME_LINE * max(size, glyph.size):
                rows[-1].append(glyph)
                if glyph.size > size:
                    heights[-1] = (glyph.y, glyph.size)
                continue
        rows.append([glyph])
        heights.append((glyph.y, glyph.size))
    for row in rows:
        row.sort(key=lambda glyph: glyph.x0)
    return [_once(row) for row in rows]


def _once(row: list[Glyph]) -> list[Glyph]:
    """The row without glyphs printed a second time in the same place."""
    kept: list[Glyph] = []
    for glyph in row:
        near = kept[-3:]
        if not any(g.text == glyph.text and abs(g.x0 - glyph.x0) < _SAME_GLYPH * glyph.size for g in near):
            kept.append(glyph)
    return kept


def _text(row: Sequence[Glyph]) -> str:
    pieces: list[str] = []
    end: float | None = None
    for glyph in row:
        gap = glyph.x0 - end if end is not None else 0.0
        if gap > _WIDE * glyph.size:
            pieces.append("  ")
        elif gap > 0.2 * glyph.size and pieces and pieces[-1][-1].isascii() and glyph.text[0].isascii():
            pieces.append(" ")
        pieces.append(plain(glyph.text.strip()))
        end = glyph.x1
    return "".join(pieces)


def _line(row: Sequence[Glyph], page: Page) -> PrintedLine:
    sizes = Counter(round(glyph.size * 2) for glyph in row)
    size = max(sizes, key=lambda size: (sizes[size], size)) / 2
    y = Counter(glyph.y for glyph in row).most_common(1)[0][0]
    x1 = max(glyph.x1 for glyph in row)
    return PrintedLine(_text(_unmarked(row, size, y)), page.number, row[0].x0, x1, y, size, page.width)


def _unmarked(row: Sequence[Glyph], size: float, y: float) -> list[Glyph]:
    """The row without the raised numbers that point to notes; those of m² and the like follow a Latin letter."""
    kept: list[Glyph] = []
    marking = False
    for glyph in row:
        raised = (
            glyph.size < _RAISED * size and glyph.y > y + 0.1 * size and (glyph.text.isdigit() or glyph.text in "[]")
        )
        marking = raised and (marking or bool(kept and not kept[-1].text.isascii()))
        if not marking:
            kept.append(glyph)
    return kept


def without_furniture(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The pages' lines without page numbers and what repeats at their heads and feet."""
    repeated: Counter[tuple[str, int]] = Counter()
    plain_numbers = 0
    for lines in pages:
        edge = _edges(lines)
        repeated.update({_key(lines[index]) for index in edge})
        plain_numbers += any(_number_of(lines[index]) is not None for index in edge)
    often = max(2, round(len(pages) * 0.4))
    found: list[list[PrintedLine]] = []
    for lines in pages:
        gone = set()
        for index in _edges(lines):
            line = lines[index]
            if (len(pages) > 2 and repeated[_key(line)] >= often) or _is_number(line, plain_numbers, len(pages)):
                gone.add(index)
        found.append([line for index, line in enumerate(lines) if index not in gone])
    return found


def apart_notes(pages: Sequence[list[PrintedLine]]) -> tuple[list[list[PrintedLine]], list[PrintedLine]]:
    """The pages without the notes at their feet, and these: smaller lines, the first of them marked."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    found: list[list[PrintedLine]] = []
    notes: list[PrintedLine] = []
    for lines in pages:
        at = len(lines)
        while at and lines[at - 1].cell is None and lines[at - 1].size < _NOTE_SIZE * usual:
            at -= 1
        while at < len(lines) and not _NOTE.match(lines[at].text):
            at += 1
        found.append(lines[:at])
        notes += lines[at:]
    return found, notes


def _edges(lines: Sequence[PrintedLine]) -> list[int]:
    """Indices of the lines at the head and at the foot."""
    inner = [index for index, line in enumerate(lines) if line.cell is None]
    inner.sort(key=lambda index: -lines[index].y)
    return sorted({*inner[:_EDGE_ROWS], *inner[-_EDGE_ROWS:]})


def _key(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.y / 6)


def _number_of(line: PrintedLine) -> tuple[int, bool] | None:
    """The number of a line that looks like a page number, and whether marks show it to be one."""
    text = line.text.strip()
    if len(text) > 16:
        return None
    found = _NUMBER.fullmatch(text)
    if found:
        return int(found["number"]), bool(found["mark"].strip() or found["end"].strip() or found["of"])
    return (0, False) if _ROMAN.fullmatch(text) else None


def _is_number(line: PrintedLine, plain_numbers: int, pages: int) -> bool:
    number = _number_of(line)
    if number is None:
        return False
    value, marked = number
    # A bare number may be a figure that a line ends with: most pages must have one, and not one that grows apart.
    return marked or (plain_numbers >= pages * 0.6 and abs(value - line.page) < 30 + pages)
