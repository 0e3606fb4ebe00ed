"""File formats other than plain text, known by their content and never by their name."""

from __future__ import annotations

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


def recognise(data: bytes) -> str | None:
    """The format of ``data`` when it is a known one that is not plain text, else None.

    Returns a short lower-case name: docx, xlsx, pptx, odt, ods, ofd, epub, zip, pdf, doc (also .wps), xls, ppt,
    ole, rtf, png, jpeg, gif, tiff, elf, 7z, rar, gzip, xz or sqlite. Cheap for text: a comparison of the first
    bytes. Blanks and a byte order mark may stand before ``%PDF-`` and ``{\\rtf``, as their readers allow.
    """
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in _SIGNATURES:
        if data.startswith(signature) or (name in ("pdf", "rtf") and head.startswith(signature)):
            return next((inner for mark, inner in _INSIDE.get(name, ()) if mark in data), name)
    return None
