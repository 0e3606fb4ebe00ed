"""A Word document laid out as GB/T 9704—2012 has official documents: paper, fonts, headings, tables, page numbers.

Paper and fonts are those of the section ``skeleton`` of the checklist. Needs python-docx.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fzlint.gap.letter_tables import Cell, clean, set_attributes, sub, table_of
from fzlint.gap.office import FIXED_TIME, write_packed

_TWIPS = 20  # in a point
_POINTS = 72 / 25.4  # in a millimetre
_HUNDREDTHS = 100  # indents in characters are counted so
_TABLE_SIZE, _TABLE_LINE = 14.0, 20.0  # points: 4号
_GAP = 5.0  # points between a table and the text
_STYLES = {"title": "Title", "heading_1": "Heading 1", "heading_2": "Heading 2"}
_NUMERALS = "零一二三四五六七八九"


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
        self._style_ids = {name: self._document.styles[name].style_id for name in (*_STYLES.values(), "Table Text")}
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
        for part in map(clean, parts):
            long = sum(1.0 if char > "\u2e7f" else 0.55 for char in part)
            if line and line + long > room:
                paragraph.add_run().add_break(WD_BREAK.LINE)
                line = 0.0
            paragraph.add_run(part)
            line += long
        self._document.add_paragraph()

    def _paragraph(self, text: str = "", style: str | None = None) -> Any:
        """A new paragraph, somewhat apart from a table before it."""
        from docx.shared import Pt

        body = self._document.element.body
        follows = len(body) > 1 and body[-2].tag.endswith("}tbl")
        paragraph = self._document.add_paragraph(text)
        if style is not None:  # by its id: python-docx looks through all styles for a name
            paragraph._p.style = self._style_ids[style]
        if follows:
            paragraph.paragraph_format.space_before = Pt(_GAP)
        return paragraph

    def text(
        self, text: str, *, indented: bool = True, small: bool = False, label: str = "", keep: bool = False
    ) -> None:
        """A paragraph, its first line indented by two characters; ``label`` stands before it in 黑体."""
        paragraph = self._paragraph(style="Table Text" if small else None)
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        if label:
            self._set_font(paragraph.add_run(clean(label)), "heading_1")
        paragraph.add_run(clean(text))
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
        paragraph = self._paragraph(begin + clean(text), style=_STYLES[f"heading_{level}"])
        paragraph.paragraph_format.keep_with_next = True
        self._indent(paragraph, "firstLine", self._page["indent"], self._fonts["text"]["size"])

    def new_page(self, heading: str) -> None:
        """A page with a heading of its own, from which headings are counted anew."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self._document.add_paragraph(clean(heading), style="Heading 1")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.page_break_before = True
        paragraph.paragraph_format.keep_with_next = True
        self._counts = [0, 0]

    def signature(self, lines: Iterable[str], *, on_right: bool = True) -> None:
        """Lines at the end, kept together."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for line in lines:
            paragraph = self._paragraph(clean(line))
            paragraph.paragraph_format.keep_with_next = True
            if on_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                self._indent(paragraph, "right", self._page["signature_indent"], self._fonts["text"]["size"])
            else:
                self._indent(paragraph, "firstLine", self._page["indent"], self._fonts["text"]["size"])

    def blank(self) -> None:
        """An empty line that stays with what follows."""
        self._paragraph().paragraph_format.keep_with_next = True

    def table(
        self,
        widths: Sequence[float],
        head: Sequence[Cell | str],
        rows: Iterable[Sequence[Cell | str]],
        *,
        whole: bool = False,
        split: bool = False,
    ) -> None:
        """A table: ``widths`` in millimetres are scaled to the text's. The head is repeated, rows are not split.

        ``whole``: a page does not end within it, nor between it and the paragraph after it; ``split``: rows of long
        text go on on the next page.
        """
        from docx.shared import Pt
        from docx.text.paragraph import Paragraph

        # not paragraphs[-1]: that counts the whole document each time. LibreOffice splits no row of a table that a
        # paragraph is to stay with
        before = Paragraph(self._document.element.body[-2], self._document._body).paragraph_format
        before.space_after, before.keep_with_next = Pt(_GAP), not split
        style = self._style_ids["Table Text"]
        table = table_of(widths, head, rows, width=self.width, style=style, whole=whole, split=split)
        self._document.element.body.insert_element_before(table, "w:sectPr")

    def save(self, path: Path, title: str) -> None:
        """Write the document. Raises OSError."""
        properties = self._document.core_properties
        properties.title = clean(title)[:250]
        properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
        properties.created = properties.modified = FIXED_TIME
        properties.language = str(self._page["language"]) if self._chinese else "en-US"
        file = io.BytesIO()
        self._document.save(file)
        write_packed(file, path)

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
        language = sub(styles["Normal"].element.get_or_add_rPr(), "w:lang", val="en-US")
        set_attributes(language, eastAsia=self._page["language"])
        for font, name in _STYLES.items():
            self._set_style(styles[name], font, WD_ALIGN_PARAGRAPH.CENTER if font == "title" else None)
            for border in list(styles[name].element.pPr.iterchildren("{*}pBdr")):
                styles[name].element.pPr.remove(border)
        self._set_style(styles["Footer"], "page_number", None)
        table = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
        table.base_style = styles["Normal"]
        self._set_style(table, "text", WD_ALIGN_PARAGRAPH.LEFT, size=_TABLE_SIZE, line=_TABLE_LINE)
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
        set_attributes(fonts, ascii=latin, hAnsi=latin, cs=latin, eastAsia=wanted["east_asian"])
        if self._chinese:
            set_attributes(fonts, hint="eastAsia")  # quotation marks as wide as the characters
        for stale in ("spacing", "kern"):
            for element in properties.findall(qn(f"w:{stale}")):
                properties.remove(element)

    def _indent(self, paragraph: Any, side: str, characters: float, size: float) -> None:
        """Indent by characters; the length in twips is for programs that do not count characters."""
        length = math.floor(characters * size * _TWIPS)
        set_attributes(
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
            field = sub(paragraph._p, "w:fldSimple", instr=" PAGE ")
            sub(sub(field, "w:r"), "w:t").text = "1"
            paragraph.add_run(after)
