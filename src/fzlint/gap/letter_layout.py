"""A Word document laid out as GB/T 9704—2012 has official documents: paper, fonts, headings, tables, page numbers.

What it is filled with are words; paper and fonts come from the section ``skeleton`` of the checklist. Needs python-docx.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fzlint.gap.office import FIXED_TIME, one_line, write_packed

_TWIPS = 20  # in a point
_POINTS = 72 / 25.4  # in a millimetre
_MILLIMETRE = _POINTS * _TWIPS  # twips
_HUNDREDTHS = 100  # indents in characters are counted so
_TABLE_SIZE, _TABLE_LINE = 14.0, 20.0  # points: 4号
_MOST_TEXT = 2000  # characters of a paragraph or cell
_HEAD_GROUND = "D9D9D9"
_STYLES = {"title": "Title", "heading_1": "Heading 1", "heading_2": "Heading 2"}
_NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text, ground (RRGGBB), whether it is centred, how many columns it spans, whether text is bold."""

    text: str
    ground: str | None = None
    centred: bool = False
    span: int = 1
    bold: bool = False


def chinese_number(number: int) -> str:
    """A number from 1 to 99 as headings write it; larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十") + (_NUMERALS[ones] if ones else "")


class Paper:
    """A document that is written from its beginning to its end."""

    def __init__(self, words: Mapping[str, Any], *, chinese: bool) -> None:
        from docx import Document

        self._page: Mapping[str, Any] = words["page"]
        self._fonts: Mapping[str, Any] = words["fonts"]
        self._chinese = chinese
        self._document = Document()
        self._counts = [0, 0]
        self._set_page()
        self._set_styles()
        self._add_page_numbers(*words["page_number"])

    @property
    def width(self) -> float:
        """The width of the text in millimetres."""
        return float(self._page["width"] - self._page["left"] - self._page["right"])

    def title(self, parts: Sequence[str]) -> None:
        """The title; where it takes more than a line, lines end between ``parts``."""
        from docx.enum.text import WD_BREAK

        self._document.add_paragraph()
        paragraph = self._document.add_paragraph(style="Title")
        room = self.width * _POINTS / self._fonts["title"]["size"]  # Chinese characters in a line
        line = 0.0
        for part in map(self._clean, parts):
            long = sum(1.0 if char > "\u2e7f" else 0.55 for char in part)
            if line and line + long > room:
                paragraph.add_run().add_break(WD_BREAK.LINE)
                line = 0.0
            paragraph.add_run(part)
            line += long
        self._document.add_paragraph()

    def text(self, text: str, *, indented: bool = True, small: bool = False, label: str = "") -> None:
        """A paragraph, its first line indented by two characters; ``label`` stands before it in 黑体."""
        paragraph = self._document.add_paragraph(style="Table Text" if small else None)
        if label:
            self._set_font(paragraph.add_run(self._clean(label)), "heading_1")
        paragraph.add_run(self._clean(text))
        if indented:
            size = _TABLE_SIZE if small else self._fonts["text"]["size"]
            self._indent(paragraph, "firstLine", self._page["indent"], size)

    def heading(self, text: str, level: int = 1) -> None:
        """A numbered heading of level 1 or 2: 一、 and （一）, or 1. and (1)."""
        self._counts[level - 1] += 1
        if level == 1:
            self._counts[1] = 0
        number = self._counts[level - 1]
        if self._chinese:
            numeral = chinese_number(number)
            begin = f"{numeral}、" if level == 1 else f"（{numeral}）"
        else:
            begin = f"{number}. " if level == 1 else f"({number}) "
        paragraph = self._document.add_paragraph(begin + self._clean(text), style=_STYLES[f"heading_{level}"])
        paragraph.paragraph_format.keep_with_next = True
        self._indent(paragraph, "firstLine", self._page["indent"], self._fonts["text"]["size"])

    def new_page(self, heading: str) -> None:
        """A page with a heading of its own, from which headings are counted anew."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self._document.add_paragraph(self._clean(heading), style="Heading 1")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.page_break_before = True
        paragraph.paragraph_format.keep_with_next = True
        self._counts = [0, 0]

    def signature(self, lines: Iterable[str], *, on_right: bool = True) -> None:
        """Lines at the end, kept together."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for line in lines:
            paragraph = self._document.add_paragraph(self._clean(line, strip=False))
            paragraph.paragraph_format.keep_with_next = True
            if on_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                self._indent(paragraph, "right", self._page["signature_indent"], self._fonts["text"]["size"])
            else:
                self._indent(paragraph, "firstLine", self._page["indent"], self._fonts["text"]["size"])

    def blank(self) -> None:
        """An empty line."""
        self._document.add_paragraph()

    def table(self, widths: Sequence[float], head: Sequence[Cell | str], rows: Iterable[Sequence[Cell | str]]) -> None:
        """A table: ``widths`` in millimetres are scaled to the text's. The head is repeated, rows are not split."""
        scale = self.width / sum(widths) * _MILLIMETRE
        twips = [round(width * scale) for width in widths]
        table = _element("w:tbl")
        properties = _sub(table, "w:tblPr")
        _sub(properties, "w:tblW", w=sum(twips), type="dxa")
        _sub(properties, "w:jc", val="center")
        borders = _sub(properties, "w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _sub(borders, f"w:{side}", val="single", sz=4, space=0, color="000000")
        _sub(properties, "w:tblLayout", type="fixed")
        margins = _sub(properties, "w:tblCellMar")
        for side in ("left", "right"):
            _sub(margins, f"w:{side}", w=57, type="dxa")
        grid = _sub(table, "w:tblGrid")
        for width in twips:
            _sub(grid, "w:gridCol", w=width)
        first = [_cell(cell, ground=_HEAD_GROUND, centred=True, bold=True) for cell in head]
        self._add_row(table, twips, first, head=True)
        for row in rows:
            self._add_row(table, twips, [_cell(cell) for cell in row])
        self._document.element.body.insert_element_before(table, "w:sectPr")

    def _add_row(self, table: Any, twips: Sequence[int], cells: Sequence[Cell], *, head: bool = False) -> None:
        row = _sub(table, "w:tr")
        properties = _sub(row, "w:trPr")
        _sub(properties, "w:cantSplit")
        if head:
            _sub(properties, "w:tblHeader")
        at = 0
        for cell in cells:
            entry = _sub(row, "w:tc")
            look = _sub(entry, "w:tcPr")
            _sub(look, "w:tcW", w=sum(twips[at : at + cell.span]), type="dxa")
            if cell.span > 1:
                _sub(look, "w:gridSpan", val=cell.span)
            if cell.ground:
                _sub(look, "w:shd", val="clear", color="auto", fill=cell.ground)
            _sub(look, "w:vAlign", val="center")
            self._fill(entry, cell, keep=head)
            at += cell.span

    def _fill(self, entry: Any, cell: Cell, *, keep: bool) -> None:
        for line in cell.text.split("\n"):
            paragraph = _sub(entry, "w:p")
            look = _sub(paragraph, "w:pPr")
            _sub(look, "w:pStyle", val=self._document.styles["Table Text"].style_id)
            if keep:
                _sub(look, "w:keepNext")
            _sub(look, "w:jc", val="center" if cell.centred else "left")
            run = _sub(paragraph, "w:r")
            if cell.bold:
                _sub(_sub(run, "w:rPr"), "w:b")
            text = _sub(run, "w:t")
            text.text = self._clean(line)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def save(self, path: Path, title: str) -> None:
        """Write the document. Raises OSError."""
        properties = self._document.core_properties
        properties.title = self._clean(title)[:250]
        properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
        properties.created = properties.modified = FIXED_TIME
        properties.language = str(self._page["language"]) if self._chinese else "en-US"
        file = io.BytesIO()
        self._document.save(file)
        write_packed(file.getvalue(), path)

    @staticmethod
    def _clean(text: str, *, strip: bool = True) -> str:
        clean = one_line(text, _MOST_TEXT)
        return clean if strip else text if clean == text.strip() else clean

    def _set_page(self) -> None:
        from docx.shared import Mm

        page, section = self._page, self._document.sections[0]
        section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
        section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
        section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
        section.footer_distance = Mm(page["footer"])

    def _set_styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        styles = self._document.styles
        self._set_style(styles["Normal"], "text", WD_ALIGN_PARAGRAPH.JUSTIFY if self._chinese else None)
        language = _sub(styles["Normal"].element.get_or_add_rPr(), "w:lang", val="en-US")
        _set(language, eastAsia=self._page["language"])
        for font, name in _STYLES.items():
            self._set_style(styles[name], font, WD_ALIGN_PARAGRAPH.CENTER if font == "title" else None)
            for border in list(styles[name].element.pPr.iterchildren("{*}pBdr")):
                styles[name].element.pPr.remove(border)
        self._set_style(styles["Footer"], "page_number", None)
        table = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
        self._set_style(table, "text", None, size=_TABLE_SIZE, line=_TABLE_LINE)
        table.paragraph_format.widow_control = False

    def _set_style(
        self, style: Any, font: str, alignment: Any, *, size: float | None = None, line: float | None = None
    ) -> None:
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt, RGBColor

        form = style.paragraph_format
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(line or self._fonts[font].get("line", self._page["line"]))
        form.space_before = form.space_after = Pt(0)
        form.alignment = alignment
        self._set_font(style, font, size=size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False

    def _set_font(self, holder: Any, font: str, *, size: float | None = None) -> None:
        """Font and size of a style or run, named for Chinese and for Latin characters; no theme goes before them."""
        from docx.oxml.ns import qn
        from docx.shared import Pt

        wanted = self._fonts[font]
        holder.font.name = wanted["ascii"]
        holder.font.size = Pt(size or wanted["size"])
        holder.font.bold = bool(wanted.get("bold", False))
        properties = holder.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        fonts.attrib.clear()
        latin = wanted["ascii"]
        _set(fonts, ascii=latin, hAnsi=latin, cs=latin, eastAsia=wanted["east_asian"])
        if self._chinese:
            _set(fonts, hint="eastAsia")  # quotation marks and dashes are as wide as the characters beside them
        for stale in ("spacing", "kern"):
            for element in properties.findall(qn(f"w:{stale}")):
                properties.remove(element)

    def _indent(self, paragraph: Any, side: str, characters: float, size: float) -> None:
        """Indent by characters; the length in twips is for programs that do not count characters."""
        length = math.floor(characters * size * _TWIPS)
        _set(
            paragraph._p.get_or_add_pPr().get_or_add_ind(),
            **{f"{side}Chars": round(characters * _HUNDREDTHS), side: length},
        )

    def _add_page_numbers(self, before: str, after: str) -> None:
        """“— 1 —” on the outer side of the page: right on odd pages, left on even ones."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self._document.settings.odd_and_even_pages_header_footer = True
        section = self._document.sections[0]
        sides = (section.footer, "right", WD_ALIGN_PARAGRAPH.RIGHT), (
            section.even_page_footer, "left", WD_ALIGN_PARAGRAPH.LEFT,
        )  # fmt: skip
        for footer, side, alignment in sides:
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.style = self._document.styles["Footer"]
            paragraph.alignment = alignment
            self._indent(paragraph, side, 1, self._fonts["page_number"]["size"])
            paragraph.add_run(before)
            field = _sub(paragraph._p, "w:fldSimple", instr=" PAGE ")
            _sub(_sub(field, "w:r"), "w:t").text = "1"
            paragraph.add_run(after)


def _cell(cell: Cell | str, **looks: Any) -> Cell:
    return Cell(cell, **looks) if isinstance(cell, str) else cell


def _element(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag)


def _sub(parent: Any, tag: str, **attributes: object) -> Any:
    element = _element(tag)
    _set(element, **attributes)
    parent.append(element)
    return element


def _set(element: Any, **attributes: object) -> None:
    from docx.oxml.ns import qn

    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
