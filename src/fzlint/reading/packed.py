"""Packed documents (zip: Word, OpenDocument) opened with care: nothing is unpacked to the disk, nothing beyond limits.

A zip file's own words about itself are not believed: sizes are looked at before anything is unpacked, and counted again
while it is. Python's zipfile does the parsing; what it raises for damaged files becomes a :class:`ReadingError`.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from fzlint.reading.errors import ReadingError

if TYPE_CHECKING:
    from fzlint.reading.extract import Limits

_PIECE = 256 * 1024
_LARGE = 1024 * 1024  # size of a part from which on its ratio counts: small ones of one letter pack better than any
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # all that the office formats allow
_ENTRY = b"PK\x01\x02"  # the head of an entry in the directory
_ENCRYPTED_FLAGS = 0x1 | 0x40
# What zipfile and zlib raise for files that were cut, altered or made to harm.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def damaged() -> ReadingError:
    """The error for a document that is not whole or not what it says it is."""
    return ReadingError("damaged")


def too_large(limit_bytes: int) -> ReadingError:
    """The error for a document that would unpack to more than ``limit_bytes``."""
    return ReadingError("too-large", {"limit": f"{limit_bytes / 1024 / 1024:.4g} MB", "limit_bytes": limit_bytes})


class Packed:
    """The parts of a packed document, by name (``word/document.xml``); made by :func:`open_packed`."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        self._archive = archive
        self._limits = limits
        self._unpacked = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def info(self, name: str) -> zipfile.ZipInfo:
        """How the part is packed (method, date), for one that packs it again."""
        return self._infos[name]

    def read(self, name: str) -> bytes:
        """The part's bytes. Raises ReadingError: damaged (also when there is no such part), too-large.

        All bytes that were read of this document count, so that reading one part again and again costs too.
        """
        info = self._infos.get(name)
        if info is None:
            raise damaged()
        pieces: list[bytes] = []
        try:
            with self._archive.open(info) as part:
                while piece := part.read(_PIECE):
                    self._unpacked += len(piece)
                    if self._unpacked > 2 * self._limits.unpacked_bytes:
                        raise too_large(self._limits.unpacked_bytes)
                    pieces.append(piece)
        except _BROKEN:
            raise damaged() from None
        data = b"".join(pieces)
        if len(data) != info.file_size:
            raise damaged()
        return data

    def get(self, name: str) -> bytes | None:
        """The part's bytes, None when there is no such part. Raises ReadingError as :meth:`read` does."""
        return self.read(name) if name in self._infos else None


def open_packed(data: bytes, limits: Limits) -> Packed:
    """The packed document ``data``.

    Raises :class:`ReadingError`: too-large for a number of parts, an unpacked size or a ratio beyond ``limits``;
    encrypted; damaged (not whole, parts that overlap or share a name, names that lead out of the archive, methods that
    office formats do not know).
    """
    if data.count(_ENTRY) > limits.entries:  # before zipfile makes an object of each
        raise too_large(limits.unpacked_bytes)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _BROKEN:
        raise damaged() from None
    names: set[str] = set()
    total = end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.flag_bits & _ENCRYPTED_FLAGS:
            raise ReadingError("encrypted")
        if info.compress_type not in _METHODS or not _sound(info.orig_filename) or info.filename in names:
            raise damaged()
        if info.header_offset < end:
            raise damaged()
        names.add(info.filename)
        end = info.header_offset + info.compress_size
        total += info.file_size
        packed_well = info.file_size > max(_LARGE, limits.ratio * max(info.compress_size, 1))
        if total > limits.unpacked_bytes or packed_well:
            raise too_large(limits.unpacked_bytes)
    return Packed(archive, limits)


def _sound(name: str) -> bool:
    """Whether the name of a part stays inside the archive on every system."""
    if not name or "\\" in name or "\0" in name or ":" in name or name.startswith("/"):
        return False
    return ".." not in name.split("/")


def parse_xml(data: bytes) -> Any:
    """The root element (lxml) of an XML part, without comments and processing instructions.

    No entity is resolved, nothing is fetched, no part is nested deeper than 256 elements. Raises ReadingError
    (damaged) for what is not XML and for a document type, which office formats do not have; ImportError without lxml.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged()
    return root
