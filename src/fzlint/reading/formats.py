"""File formats other than plain text, known by their content and never by their name."""

from __future__ import annotations

import re

# The first bytes → the format's name. Names are those a clerk knows from a file's suffix.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x7fELF", "elf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"SQLite format 3\x00", "sqlite"),
)

# A zip file names its members in clear text, so that neither unpacking nor a sound directory is needed.
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"word/document", "docx"),
    (b"xl/workbook", "xlsx"),
    (b"ppt/presentation", "pptx"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/epub+zip", "epub"),
    (b"OFD.xml", "ofd"),
)

# Likewise the streams of an OLE file, in UTF-16; WPS Writer's .wps uses Word's stream.
_OLE_STREAMS: tuple[tuple[bytes, str], ...] = (
    ("WordDocument".encode("utf-16-le"), "doc"),
    ("Workbook".encode("utf-16-le"), "xls"),
    ("PowerPoint Document".encode("utf-16-le"), "ppt"),
)
_INSIDE = {"zip": _ZIP_MEMBERS, "ole": _OLE_STREAMS}

_HEAD = 4096  # bytes in which a web page shows itself
_PROLOG = re.compile(r"(?:\s|<\?xml[^>]{0,300}>|<!--.{0,1000}?-->)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b")
_TAG = re.compile(
    r"</?(?:a|b|body|br|center|div|dl|em|font|form|h[1-6]|head|html|img|input|li|link|meta|o:p|ol|p|script|section|span"
    r"|strong|style|table|tbody|td|th|title|tr|u|ul)\b[^<>]{0,1000}>"
)
_LEAST_TAGS = 4  # of a fragment without <html>
_TAG_SHARE = 0.3  # of its characters that stand in tags


def recognise(data: bytes) -> str | None:
    """The format of ``data`` when it is a known one that is not plain text, else None.

    A web page is one by its first element, or by tags that are a good part of its first kilobytes.

    Returns a short lower-case name: docx, xlsx, pptx, odt, ods, ofd, epub, zip, pdf, doc (also .wps), xls, ppt,
    ole, rtf, html, png, jpeg, gif, tiff, elf, 7z, rar, gzip, xz or sqlite. Cheap for text: a comparison of the first
    bytes. Blanks and a byte order mark may stand before ``%PDF-`` and ``{\\rtf``, as their readers allow.
    """
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in _SIGNATURES:
        if data.startswith(signature) or (name in ("pdf", "rtf") and head.startswith(signature)):
            return next((inner for mark, inner in _INSIDE.get(name, ()) if mark in data), name)
    return "html" if _is_page(data) else None


def _is_page(data: bytes) -> bool:
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n\f")
    if not start.startswith(b"<"):
        return False
    # Names of tags are ASCII in every encoding; in UTF-16 a NUL stands beside each letter.
    text = start.replace(b"\0", b"").decode("latin-1").lower()
    first = _PROLOG.match(text)
    at = first.end() if first else 0
    if _PAGE.match(text, at):
        return True
    if not _TAG.match(text, at):
        return False
    tags = [len(tag.group()) for tag in _TAG.finditer(text, at)]
    return len(tags) >= _LEAST_TAGS and sum(tags) >= _TAG_SHARE * (len(text) - at)
