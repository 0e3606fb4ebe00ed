"""A skeleton as a Word document laid out after GB/T 9704—2012 (官方公文格式). Needs python-docx."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fzlint.skeleton.building import Block, Kind, Skeleton
from fzlint.skeleton.signing import right_indents, width

if TYPE_CHECKING:
    from docx.document import Document

_STYLES = {Kind.TITLE: "Title", Kind.HEADING_1: "Heading 1", Kind.HEADING_2: "Heading 2"}
_TWIPS = 20  # in a point
_POINTS = 72 / 25.4  # in a millimetre
_HUNDREDTHS = 100  # indents in characters are counted so
_FONT_TABLE = "/word/fontTable.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_word(skeleton: Skeleton, words: Mapping[str, Any]) -> bytes:
    """The skeleton as a .docx file. ``words``: section skeleton of the checklist. Raises ImportError."""
    from docx import Document

    document = Document()
    layout = _Layout(document, words)
    layout.set_page()
    layout.set_styles()
    layout.add_page_numbers()
    layout.name_other_fonts()
    for block in skeleton.blocks:
        layout.add(block, skeleton)
    layout.describe(skeleton)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class _Layout:
    def __init__(self, document: Document, words: Mapping[str, Any]) -> None:
        self._document = document
        self._page: Mapping[str, Any] = words["page"]
        self._fonts: Mapping[str, Any] = words["fonts"]
        self._number: tuple[str, str] = tuple(words["page_number"])

    def set_page(self) -> None:
        """Paper, margins and the lines of a page."""
        from docx.shared import Mm

        page, section = self._page, self._document.sections[0]
        section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
        section.top_margin, section.bottom_margin = Mm(page["top"]), Mm(page["bottom"])
        section.left_margin, section.right_margin = Mm(page["left"]), Mm(page["right"])
        section.footer_distance = Mm(page["footer"])
        # no grid: lines are exact already, and some programs would set a title's lines into two rows of it each
        _set(_child(section._sectPr, "w:docGrid"), type="default", linePitch=round(page["line"] * _TWIPS))

    @property
    def _line_width(self) -> float:
        """The width of a line in points."""
        page = self._page
        return float((page["width"] - page["left"] - page["right"]) * _POINTS)

    def set_styles(self) -> None:
        """Fonts, sizes and line heights of the styles that the blocks use."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        normal = self._document.styles["Normal"]
        self._set_style(normal, "text")
        normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _set(_child(normal.element.get_or_add_rPr(), "w:lang"), val="en-US", eastAsia=self._page["language"])
        for kind, name in _STYLES.items():
            style = self._document.styles[name]
            self._set_style(style, kind)
            style.paragraph_format.alignment = (
                WD_ALIGN_PARAGRAPH.CENTER if kind is Kind.TITLE else WD_ALIGN_PARAGRAPH.JUSTIFY
            )
            for border in style.element.pPr.findall(f"{{{_WORD}}}pBdr"):
                style.element.pPr.remove(border)
        self._set_style(self._document.styles["Footer"], "page_number")

    def _set_style(self, style: Any, font: str) -> None:
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt, RGBColor

        form = style.paragraph_format
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(self._fonts[font].get("line", self._page["line"]))
        form.space_before = form.space_after = Pt(0)
        form.keep_together, form.widow_control = False, False
        self._set_font(style, font)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False

    def _set_font(self, holder: Any, font: str) -> None:
        """Font and size of a style or a run, named for Chinese and for Latin characters."""
        from docx.shared import Pt

        wanted = self._fonts[font]
        holder.font.name = wanted["ascii"]
        holder.font.size = Pt(wanted["size"])
        holder.font.bold = bool(wanted.get("bold", False))
        properties = holder.element.get_or_add_rPr()
        fonts = _child(properties, "w:rFonts")
        fonts.attrib.clear()  # the template's themes would go before the names
        _set(
            fonts, ascii=wanted["ascii"], hAnsi=wanted["ascii"], cs=wanted["ascii"],
            eastAsia=wanted["east_asian"], hint="eastAsia",
        )  # fmt: skip
        for stale in ("spacing", "kern"):
            for element in properties.findall(f"{{{_WORD}}}{stale}"):
                properties.remove(element)
        of_text = wanted["size"] == self._fonts["text"]["size"]
        _set(_spacing(properties), val=self._tightening if of_text else 0)

    @property
    def _tightening(self) -> int:
        """By how much (twips) characters move together so that a line holds as many as the standard says.

        A character grid would do the same in Word only; other programs set each character into two cells.
        """
        pitch = self._line_width / int(self._page["characters"])
        return math.floor((pitch - float(self._fonts["text"]["size"])) * _TWIPS)

    def add(self, block: Block, skeleton: Skeleton) -> None:
        """A block as a paragraph."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import RGBColor

        document = self._document
        if block.kind is Kind.BODY:
            document.add_paragraph()
        paragraph = document.add_paragraph(style=_STYLES.get(block.kind))
        broken = block.kind is Kind.TITLE and width(block.text) * self._fonts["title"]["size"] > self._line_width
        for position, part in enumerate(block.runs):
            if broken and position:  # between words, where the standard wants a title's line to end
                paragraph.add_run().add_break()
            run = paragraph.add_run(part.text)
            if part.heading:
                self._set_font(run, block.kind)
            if part.hint:
                run.font.color.rgb = RGBColor.from_string(self._page["hint_colour"])
        if block.kind in (Kind.BODY, Kind.DATE):
            body = skeleton.request.body
            date = next(found.text for found in skeleton.blocks if found.kind is Kind.DATE)
            indents = right_indents(body, date, self._page["signature_indent"])
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._indent(paragraph, "right", indents[block.kind is Kind.DATE])
        elif block.kind is Kind.TITLE:
            document.add_paragraph()
        elif block.kind is not Kind.ADDRESSEE:
            self._indent(paragraph, "firstLine", self._page["indent"])

    def _indent(self, paragraph: Any, side: str, characters: float, font: str = "text") -> None:
        """Indent by characters; the length in twips is for programs that do not count characters."""
        indent = _child(paragraph._p.get_or_add_pPr(), "w:ind")
        length = round(characters * self._fonts[font]["size"] * _TWIPS)
        _set(indent, **{f"{side}Chars": round(characters * _HUNDREDTHS), side: length})

    def add_page_numbers(self) -> None:
        """“— 1 —” on the outer side of the page: right on odd pages, left on even ones."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self._document.settings.odd_and_even_pages_header_footer = True
        section = self._document.sections[0]
        for footer, side, alignment in (
            (section.footer, "right", WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, "left", WD_ALIGN_PARAGRAPH.LEFT),
        ):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.style = self._document.styles["Footer"]
            paragraph.alignment = alignment
            self._indent(paragraph, side, 1, "page_number")
            before, after = self._number
            paragraph.add_run(before)
            _add_page_field(paragraph)
            paragraph.add_run(after)

    def name_other_fonts(self) -> None:
        """Tell Word which fonts may stand for one that the computer lacks."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn
        from lxml import etree

        part = next((p for p in self._document.part.package.iter_parts() if str(p.partname) == _FONT_TABLE), None)
        if part is None:
            return
        table = parse_xml(part.blob)
        for font in self._fonts.values():
            name = font["east_asian"]
            for known in [entry for entry in table if entry.get(qn("w:name")) == name]:
                table.remove(known)
            entry = etree.SubElement(table, qn("w:font"))
            _set(entry, name=name)
            _set(etree.SubElement(entry, qn("w:altName")), val=",".join(font["otherwise"]))
            _set(etree.SubElement(entry, qn("w:charset")), val="86")
        part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)

    def describe(self, skeleton: Skeleton) -> None:
        """The file's own properties, in place of the template's."""
        properties = self._document.core_properties
        now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None, microsecond=0)
        properties.title = skeleton.blocks[0].text
        properties.author = properties.last_modified_by = skeleton.request.body
        properties.comments = properties.keywords = ""
        properties.created = properties.modified = now
        properties.language = self._page["language"]


def _child(parent: Any, tag: str) -> Any:
    """The child element of this tag, made where its schema wants it when it is not there."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(tag))
    if found is not None:
        return found
    adder = getattr(parent, f"get_or_add_{tag.partition(':')[2]}", None)
    if adder is not None:
        return adder()
    found = OxmlElement(tag)
    parent.append(found)
    return found


def _spacing(properties: Any) -> Any:
    """The spacing of characters, in the place where the schema of run properties wants it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    spacing = OxmlElement("w:spacing")
    behind = ("w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign",
              "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")  # fmt: skip
    names = {qn(f"w:{name}") for name in behind}
    follower = next((element for element in properties if element.tag in names), None)
    if follower is None:
        properties.append(spacing)
    else:
        follower.addprevious(spacing)
    return spacing


def _set(element: Any, **attributes: object) -> None:
    from docx.oxml.ns import qn

    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))


def _add_page_field(paragraph: Any) -> None:
    """The number of the page."""
    from docx.oxml import OxmlElement

    for kind in ("begin", "PAGE", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == "PAGE":
            instruction = OxmlElement("w:instrText")
            instruction.text = kind
            run._r.append(instruction)
        elif kind == "1":
            run.text = kind
        else:
            mark = OxmlElement("w:fldChar")
            _set(mark, fldCharType=kind)
            run._r.append(mark)
