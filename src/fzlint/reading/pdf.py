"""PDF files with a text layer: their characters put back into paragraphs. A scan has none and is said to be one."""

from __future__ import annotations

import io

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits, Spot
from fzlint.reading.pdf_glyphs import INFLATE, UNKNOWN, GlyphDevice, TooMuchError
from fzlint.reading.pdf_lines import PrintedLine, apart_notes, page_lines, without_furniture
from fzlint.reading.pdf_paragraphs import Paragraph, paragraphs
from fzlint.reading.watch import within

_SECONDS = 10.0  # for any file (a report takes a fifth of one); and
_BYTES_A_SECOND = 50_000  # more time for larger ones, so that a slow computer can read an honest one
_MOST_UNKNOWN = 0.2  # share of glyphs without a character above which the text layer is none
_FEW = 20  # characters a page: a scan with a stamp or a page number typed onto it has fewer


def extract(data: bytes, limits: Limits) -> Extract:
    """The text of the PDF ``data``: a paragraph a line, the cells of tables included.

    Spots give the page (of a paragraph's first line). Raises :class:`ReadingError`: encrypted, damaged, scanned (no
    text layer, or one whose characters are unknown), too-many-pages, too-large.
    """
    if data.rfind(b"%%EOF") < data.rfind(b"endobj"):
        raise ReadingError("damaged")  # cut: what is left would look like a report that lacks its end
    try:
        seconds = min(limits.seconds, _SECONDS + len(data) / _BYTES_A_SECOND)
        found: Extract = within(seconds, lambda: _read(data, limits))
    except ReadingError:
        raise
    except (PDFEncryptionError, PDFPasswordIncorrect):
        raise ReadingError("encrypted") from None
    except TooMuchError:
        raise ReadingError("too-large", _megabytes(limits.unpacked_bytes)) from None
    except Exception:  # TimeUpError too; pdfminer checks little: any exception may come of an odd file
        raise ReadingError("damaged") from None
    return found


def _read(data: bytes, limits: Limits) -> Extract:
    INFLATE.begin(limits.unpacked_bytes)
    pages = _pages(data, limits)
    if INFLATE.damaged:
        raise ReadingError("damaged")
    _look_for_text(pages)
    text, notes = apart_notes(without_furniture(pages))
    return _extract(paragraphs(text), paragraphs([notes]) if notes else [])


def _megabytes(limit: int) -> dict[str, str | int]:
    return {"limit": f"{limit / 1024 / 1024:.4g} MB", "limit_bytes": limit}


def _pages(data: bytes, limits: Limits) -> list[list[PrintedLine]]:
    manager = PDFResourceManager()
    device = GlyphDevice(manager, limits.characters)
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[list[PrintedLine]] = []
    tables, gutter = 0, None
    for number, drawn in enumerate(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))), 1):
        if number > limits.pages:
            raise ReadingError("too-many-pages", {"limit": limits.pages})
        page = device.start(number)
        interpreter.process_page(drawn)
        lines, found = page_lines(page, tables, gutter)
        gutter = found if found is not None else gutter
        tables = max([tables, *(line.cell[0] for line in lines if line.cell)])
        pages.append(lines)
    if not pages:
        raise ReadingError("damaged")
    return pages


def _look_for_text(pages: list[list[PrintedLine]]) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    count = sum(not char.isspace() for char in text)
    if count < _FEW * len(pages) or text.count(UNKNOWN) > _MOST_UNKNOWN * count:
        raise ReadingError("scanned")


def _extract(found: list[Paragraph], notes: list[Paragraph]) -> Extract:
    counted: dict[str, int] = {}
    spots: list[Spot] = []
    for part, paragraphs_ in (("body", found), ("footnote", notes)):
        for paragraph in paragraphs_:
            name = "table" if paragraph.cell else part
            counted[name] = counted.get(name, 0) + 1
            spots.append(Spot(name, counted[name], paragraph.page, paragraph.cell))
    return Extract("\n".join(paragraph.text for paragraph in [*found, *notes]), tuple(spots))
