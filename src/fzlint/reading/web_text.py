"""A web page's elements as lines: what a reader of the page sees, one paragraph a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fzlint.reading.wordml.formats import formatted

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "audio", "video", "canvas",
     "svg", "math", "map", "nav", "input", "select", "option", "optgroup", "del", "textarea", "button", "datalist",
     "progress", "meter", "dialog", "rt", "rp", "link", "meta", "title", "head", "base", "img")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
     "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
     "ul", "caption", "frameset", "dir", "hgroup", "search")
)  # fmt: skip
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt)?\s*(?:;|!|$))",
    re.I,
)
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200b\u202f\ufeff]+")
_BROKEN = re.compile(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])")  # a line end of the file beside an ideograph
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|第[一二三四五六七八九十\d]{1,3}[章节条部]")
_STYLE_TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
_TYPES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero", "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital", "none": "none",
}  # fmt: skip
_MARK = re.compile(r"\s*\[?\d{1,3}\]?\s*")  # of a note
_OFFICE = frozenset({"header", "footer"})  # LibreOffice keeps those of pages under such titles
_CELL = 200  # characters: a longer cell holds text, and its table is there for the layout
_KEY = 9  # characters of a key in an index table
_DEEP = 250  # elements within elements: what libxml2 lets through


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``cell`` is (table, row, column) from 1 for the cell of a table."""

    text: str
    cell: tuple[int, int, int] | None = None


def drop_unseen(root: Any) -> None:
    """Empty what a reader does not see: scripts, controls, hidden elements, pictures."""
    for element in list(root.iter()):
        if element is not root and _unseen(element):
            element.clear(keep_tail=True)  # to remove it would copy the text around it, each time


def _unseen(element: Any) -> bool:
    tag, style = element.tag, element.get("style")
    if tag in _DROPPED or element.get("hidden") is not None:
        return True
    if tag == "div" and element.get("title") in _OFFICE:
        return True
    if tag == "sup" and _MARK.fullmatch("".join(element.itertext())):
        return _linked(element)
    return bool(style and tag != "body" and _HIDDEN.search(style))


def _linked(element: Any) -> bool:
    return element.find(".//a") is not None or element.getparent().tag == "a"


def text_of(element: Any) -> str:
    """All text of ``element`` in one line."""
    return _clean("".join(element.itertext()))


def lines_of(element: Any, until: Any = None) -> list[Line]:
    """The lines of ``element`` and what is in it, up to the element ``until``."""
    walk = _Walk(until)
    walk.element(element, 0)
    walk.close()
    return walk.lines


def _clean(text: str) -> str:
    text = _SPACE.sub(lambda run: "\n" if "\n" in run.group() or "\r" in run.group() else " ", text)
    return _BROKEN.sub("", text).replace("\n", " ").strip(" \u3000")


class _ReachedError(Exception):
    """The element is reached at which the walk ends."""


class _Walk:
    def __init__(self, until: Any) -> None:
        self.lines: list[Line] = []
        self._until = until
        self._pieces: list[str] = []
        self._label = ""
        self._tables = 0
        self._prose = 0  # long lines so far: an index table stands before the first

    def close(self, cell: tuple[int, int, int] | None = None) -> None:
        """End the line."""
        text = _clean("".join(self._pieces))
        self._pieces.clear()
        if not text:
            return
        if self._label:
            text, self._label = (text if _NUMBERED.match(text) else self._label + text), ""
        self._prose += len(text) > _CELL // 2
        self.lines.append(Line(text, cell))

    def element(self, element: Any, depth: int) -> None:
        try:
            self._element(element, depth)
        except _ReachedError:
            if depth:
                raise

    def _element(self, element: Any, depth: int) -> None:
        if element is self._until:
            raise _ReachedError
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "br":
            self.close()
            return
        block = tag in _BLOCKS
        if block:
            self.close()
        if tag == "table" and self._until is None and _is_data(element):
            self._table(element)
            return
        if tag in ("ol", "ul", "menu", "dir"):
            self._list(element, depth)
            return
        self._inside(element, depth)
        if block:
            self.close()

    def _inside(self, element: Any, depth: int) -> None:
        if element.text:
            self._pieces.append(element.text if element.tag != "pre" else "")
            if element.tag == "pre":
                self._pre(element.text)
        for child in element if depth < _DEEP else ():
            self.element(child, depth + 1)
            if child.tail:
                self._pieces.append(child.tail)

    def _pre(self, text: str) -> None:
        for line in text.split("\n"):
            self._pieces.append(line)
            self.close()

    def _list(self, element: Any, depth: int) -> None:
        kind = _kind(element) if element.tag == "ol" else "none"
        items = [child for child in element if child.tag == "li"]
        number = _whole(element.get("start"), len(items) if element.get("reversed") is not None else 1)
        step = -1 if element.get("reversed") is not None else 1
        self._pieces.append(element.text or "")
        for child in element:
            self.close()
            if child.tag == "li":
                number = _whole(child.get("value"), number)
                shape = _kind(child, kind)
                if shape != "none":
                    self._label = formatted(number, shape) + ("、" if shape == "chineseCounting" else ". ")
                number += step
            self.element(child, depth + 1)
            self.close()
            self._label = ""
            self._pieces.append(child.tail or "")
        self.close()

    def _table(self, table: Any) -> None:
        self._tables += 1
        rows = [[_cell_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        index = self._prose == 0 and _is_index(table, rows)
        for caption in table.iter("caption"):
            self._pieces.append(text_of(caption))
            self.close()
        for position, cells in enumerate(rows, 1):
            if index:
                for column in range(0, len(cells) - 1, 2):
                    key, value = "".join(cells[column].split()).rstrip("：:"), cells[column + 1]
                    if key:
                        self.lines.append(Line(f"{key}：{value}", (self._tables, position, column + 1)))
                continue
            for column, text in enumerate(cells, 1):
                if text:
                    self.lines.append(Line(text, (self._tables, position, column)))


def _cell_text(cell: Any) -> str:
    return "".join(line.text for line in lines_of(cell))


def _is_data(table: Any) -> bool:
    """Whether a table holds figures or keys, not the layout of a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = list(table.iter("td", "th"))
    rows = sum(1 for _ in table.iter("tr"))
    if len(cells) <= rows:  # one column
        return False
    return all(sum(map(len, cell.itertext())) <= 4 * _CELL and len(text_of(cell)) <= _CELL for cell in cells)


def _is_index(table: Any, rows: list[list[str]]) -> bool:
    """Whether every row is keys with their values: pairs, each key short, in letters, or marked as one."""
    pairs = [(cells[at], cells[at + 1]) for cells in rows for at in range(0, len(cells) - 1, 2)]
    if not pairs or len(rows) > 20 or any(len(cells) % 2 for cells in rows if any(cells)):
        return False
    keys = ["".join(key.split()) for key, value in pairs if key.strip() or value.strip()]
    if all(key.endswith(("：", ":")) or not key for key in keys):
        return True
    marked = len(rows) > 1 and all(len(cells) < 5 for cells in rows)
    return marked and all(0 < len(key.rstrip("：:")) <= _KEY and not re.search(r"[\d。，]", key) for key in keys)


def _kind(element: Any, inherited: str = "decimal") -> str:
    styled = _STYLE_TYPE.search(element.get("style") or "")
    name = styled[1].lower() if styled else element.get("type") or ""
    return _TYPES.get(name, inherited)


def _whole(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
