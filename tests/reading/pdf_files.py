"""PDF files written by hand: what no honest program writes."""

from __future__ import annotations

import zlib


def pdf(objects: dict[int, bytes], *, root: int = 1) -> bytes:
    """A PDF of ``objects`` (number → content) with a sound directory."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object."""
    data = zlib.compress(content, 9) if packed else content
    return b"<<%s%s/Length %d>>\nstream\n%s\nendstream" % (extra, b"/Filter/FlateDecode" * packed, len(data), data)


def page(content: bytes, resources: bytes = b"", more: dict[int, bytes] | None = None) -> bytes:
    """A PDF of one page that draws ``content`` (4 is a font, /F)."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>%s>>/Contents 5 0 R>>"
            % resources,
            4: b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
            b"/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo"
            b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>",
            5: stream(content),
            **(more or {}),
        }
    )


def text(line: str, x: float = 80, y: float = 700, size: float = 16) -> bytes:
    """Drawing ``line`` at a place."""
    return b"BT /F %g Tf %g %g Td <%s> Tj ET\n" % (size, x, y, line.encode("utf-16-be").hex().encode())
