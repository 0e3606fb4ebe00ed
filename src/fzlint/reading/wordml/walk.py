"""The walk through the text of a Word file, in the order it is read, as a reader sees it with all changes accepted.

Left out: deleted and moved-away text, hidden text, instructions of fields, contents tables, page numbers, phonetic
guides, comments. Nothing is executed and nothing outside the file is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Limits, Spot
from fzlint.reading.wordml.choices import branch, is_gallery, within
from fzlint.reading.wordml.fields import Fields, prints
from fzlint.reading.wordml.formats import symbol
from fzlint.reading.wordml.lines import Builder, Line
from fzlint.reading.wordml.names import attribute, child, children, local, number, switched_on
from fzlint.reading.wordml.numbering import Counters, Numbering
from fzlint.reading.wordml.styles import Style, Styles, numbering_of

_LEFT_OUT = frozenset({"del", "moveFrom", "rt", "rubyPr", "sdtPr", "sdtEndPr", "pPr", "rPr", "altChunk",
                       "delText", "delInstrText", "annotationRef", "ctrlPr", "m:ctrlPr"})  # fmt: skip
_BOXES = frozenset({"drawing", "pict", "object"})
_FURNITURE = ("header", "footer")
_UNPAGED = ("header", "footer", "footnote", "endnote")
_PAGE_NUMBER = re.compile(r"[\s\d\-—–·/|]*")
_SHORT = 8  # characters around a page number that are of no interest


class Walk:
    """Collects ``lines``; one story (body, header) after another.

    ``notes``: footnotes and endnotes by kind and id; ``rendered``: Word noted where its pages began.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, limits: Limits, *, notes: dict[tuple[str, int], Any], rendered: bool
    ) -> None:
        self.lines: list[Line] = []
        self.page = 1
        self._notes = dict(notes)
        self._styles, self._numbering, self._limits = styles, numbering, limits
        self._rendered = rendered
        self._counts: Counter[str] = Counter()
        self._tables = self._length = 0
        self._cell: tuple[int, int, int] | None = None
        self._start("body", None)

    def story(self, container: Any, part: str) -> None:
        """Read a story: the blocks of ``container``."""
        self._start(part, None)
        self._blocks(container)
        self._flush()

    def _start(self, part: str, anchor: Any) -> None:
        self._part, self._anchor = part, anchor
        self._fields, self._counters = Fields(), Counters()
        self._builder: Builder | None = None
        self._fixed: list[tuple[Any, Any, str]] = []  # text boxes and notes of the paragraph: element, anchor, part

    @property
    def _on(self) -> int | None:
        """The page at hand; headers, footers and notes have none."""
        return None if self._part in _UNPAGED else self.page

    # ---- blocks

    def _blocks(self, container: Any) -> None:
        for element in container:
            name = local(element.tag)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                if not is_gallery(element):
                    self._blocks(children(child(element, "sdtContent")))
            elif name == "mc:AlternateContent":
                self._blocks(children(branch(element)))
            elif name in ("ins", "moveTo", "customXml", "smartTag"):
                self._blocks(element)

    def _table(self, table: Any) -> None:
        self._flush()
        outer, row = self._cell, 0
        self._tables += 1
        index = self._tables
        for line in within(table, "tr"):
            properties = child(line, "trPr")
            if properties is not None and any(local(p.tag) in ("del", "hidden") for p in properties):
                continue
            row += 1
            column, first_page, last_page = 1, self.page, self.page
            for cell in within(line, "tc"):
                properties = child(cell, "tcPr")
                merged, deleted = child(properties, "vMerge"), child(properties, "cellDel")
                self._cell, self.page = (index, row, column), first_page
                span = child(properties, "gridSpan")
                column += max(1, min(number(span) or 1, 63)) if span is not None else 1
                covered = merged is not None and (attribute(merged) or "continue") == "continue"
                if not covered and deleted is None:
                    self._blocks(cell)
                    self._flush()
                last_page = max(last_page, self.page)
            self.page = last_page  # a page may end in each cell of a row; it is one page
        self._cell = outer

    # ---- paragraphs

    def _paragraph(self, paragraph: Any) -> None:
        properties = child(paragraph, "pPr")
        named = child(properties, "pStyle")
        style = self._styles.paragraph(attribute(named) if named is not None else None)
        if not self._rendered:
            before = child(properties, "pageBreakBefore")
            if switched_on(before) if before is not None else style.breaks_page:
                self.page += self._counts["body"] + self._counts["table"] > 0
        part = "table" if self._cell is not None and self._part == "body" else self._part
        self._counts[part] += 1
        if self._builder is None:
            spot = Spot(part, self._counts[part], self._on, self._cell)
            anchor = paragraph if self._part == "body" else self._anchor
            self._builder = Builder(spot, paragraph, anchor)
        builder = self._builder
        if self._fields.skipping:
            builder.dropped = True
        self._inline(paragraph, style, builder)
        mark = child(properties, "rPr")
        gone = mark is not None and any(local(p.tag) in ("del", "moveFrom") for p in mark)
        vanish = child(mark, "vanish")
        hidden = switched_on(vanish) if vanish is not None else style.hidden
        empty = builder.empty
        if not gone and not (empty and builder.dropped) and not builder.label:
            builder.label = self._label(properties, style)
        if not gone and not (hidden and not empty):  # else the next paragraph runs on
            self._flush()
        if not self._rendered and child(properties, "sectPr") is not None and self._part == "body":
            kind = child(properties, "sectPr", "type")
            self.page += (attribute(kind) if kind is not None else "") not in ("continuous", "nextColumn")

    def _label(self, properties: Any, style: Style) -> str:
        num_id, level = numbering_of(properties) if properties is not None else (None, None)
        if num_id is None:
            num_id = style.num_id
            if num_id and level is None:
                tied = self._numbering.level_of_style(num_id, style.chain)
                level = tied if tied is not None else style.level
        if not num_id:  # 0 takes a style's numbering away
            return ""
        return self._numbering.label(num_id, level or 0, self._counters)

    def _flush(self) -> None:
        """End the paragraph at hand, and read the text boxes and notes fixed to it."""
        builder, self._builder = self._builder, None
        if builder is not None:
            self._keep(builder)
        if self._fixed:
            fixed, self._fixed = self._fixed, []
            saved = self._part, self._anchor, self._fields, self._counters, self._cell, self.page
            for element, anchor, part in fixed:
                self._start(part, anchor)
                self._cell = None
                self._blocks(element)
                self._flush()
            self._part, self._anchor, self._fields, self._counters, self._cell, self.page = saved

    def _keep(self, builder: Builder) -> None:
        lines = builder.finished()
        text = "".join(line.text for line in lines).strip()
        if not text and (builder.dropped or self._part != "body"):
            return
        if self._part in _FURNITURE and (
            _PAGE_NUMBER.fullmatch(text[:100]) or (builder.dropped and len(text) <= _SHORT)
        ):
            return
        self._length += sum(len(line.text) + 1 for line in lines)
        if self._length > self._limits.characters:
            most = self._limits.characters
            raise ReadingError("too-large", {"limit": f"{most:,}", "limit_bytes": most})
        self.lines.extend(lines)

    # ---- what stands in a paragraph

    def _inline(self, container: Any, style: Style, builder: Builder) -> None:
        for element in container:
            name = local(element.tag)
            if name == "r":
                self._run(element, style, builder)
            elif name in _LEFT_OUT:
                continue
            elif name == "m:t":
                if not self._fields.skipping:
                    self._text(element, builder)
            elif name == "fldSimple":
                if prints(attribute(element, "instr") or ""):
                    self._inline(element, style, builder)
                else:
                    builder.dropped = True
            elif name == "sdt":
                if not is_gallery(element):
                    self._inline(children(child(element, "sdtContent")), style, builder)
            elif name == "mc:AlternateContent":
                self._inline(children(branch(element)), style, builder)
            elif name in _BOXES:
                self._find_boxes(element, builder)
            elif name == "p":  # no paragraph stands in a paragraph
                continue
            else:
                self._inline(element, style, builder)

    def _run(self, run: Any, style: Style, builder: Builder) -> None:
        properties = child(run, "rPr")
        hidden = style.hidden
        if properties is not None:
            vanish, named = child(properties, "vanish"), child(properties, "rStyle")
            if named is not None and self._styles.of(attribute(named)).hidden:
                hidden = not hidden  # switches of styles undo one another (17.7.3)
            hidden = switched_on(vanish) if vanish is not None else hidden
        self._run_content(run, style, builder, hidden)

    def _run_content(self, run: Any, style: Style, builder: Builder, hidden: bool) -> None:
        for element in run:
            name = local(element.tag)
            if name == "fldChar":
                self._fields.mark(attribute(element, "fldCharType"))
                continue
            if name == "instrText":
                self._fields.instruct(element.text or "")
                continue
            if name == "lastRenderedPageBreak":
                self.page += self._rendered and self._part == "body"
                continue
            if hidden or self._fields.skipping:
                builder.dropped = builder.dropped or name in ("t", "tab", "ptab", "sym")
                continue
            if name == "t":
                self._text(element, builder)
            elif name in ("tab", "ptab"):
                builder.add("\t", element, 0, self._on)
            elif name == "noBreakHyphen":
                builder.add("-", element, 0, self._on)
            elif name == "sym":
                code = attribute(element, "char") or ""
                known = len(code) <= 6 and all(char in "0123456789abcdefABCDEF" for char in code)
                builder.add(symbol(int(code or "0", 16)) if known else " ", element, 0, self._on)
            elif name in ("br", "cr"):
                if attribute(element, "type") == "page":
                    self.page += not self._rendered and self._part == "body"
                builder.end_line(self._on)
            elif name in ("footnoteReference", "endnoteReference"):
                kind = name.removesuffix("Reference")
                note = self._notes.pop((kind, number(element, "id") or 0), None)
                if note is not None:
                    self._fixed.append((note, builder.anchor, kind))
            elif name in _BOXES:
                self._find_boxes(element, builder)
            elif name == "ruby":
                self._inline(children(child(element, "rubyBase")), style, builder)
            elif name == "mc:AlternateContent":
                self._run_content(children(branch(element)), style, builder, hidden)

    def _text(self, element: Any, builder: Builder) -> None:
        text, offset = element.text or "", 0
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve" and text != text.strip(" \t\r\n"):
            offset = len(text) - len(text.lstrip(" \t\r\n"))
            text = text.strip(" \t\r\n")
        builder.add(text, element, offset, self._on)

    def _find_boxes(self, element: Any, builder: Builder) -> None:
        for inner in element:
            name = local(inner.tag)
            if name == "txbxContent":
                self._fixed.append((inner, builder.anchor, "text-box"))
            elif name == "mc:AlternateContent":
                self._find_boxes(children(branch(inner)), builder)
            else:
                self._find_boxes(inner, builder)
