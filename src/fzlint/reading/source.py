"""A path or a stream as a :class:`Source`: text in hand, or a :class:`ReadingError` that says what to tell the person.

Files come from strangers. Nothing is opened that is not a regular file, nothing is read beyond the limit (a file may
grow, or claim no size at all), and no path makes the reader wait.
"""

from __future__ import annotations

import errno
import importlib
import os
import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits, Spot
from fzlint.reading.formats import recognise

__all__ = [
    "LIMITS",
    "MAX_BYTES",
    "READERS",
    "Limits",
    "ReadingError",
    "Source",
    "read_source",
    "read_stdin",
    "read_text",
]

LIMITS = Limits()
MAX_BYTES = LIMITS.text_bytes
# The formats that documents are read from, and the module that does it.
READERS: dict[str, str] = {
    "docx": "word",
    "html": "web",
    "pdf": "pdf",
    "odt": "opendocument",
    "doc": "office",
    "ole": "office",  # old WPS files name no stream of Word's
    "rtf": "office",
}
EXTRAS = {"web": "web", "pdf": "pdf"}
_MARKDOWN = (".md", ".markdown")
_BLANKS = " \t\r\n\f\v\u3000\xa0\ufeff\u200b"

_MISSING = frozenset({errno.ENOENT, errno.ENOTDIR})
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"))
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A document as text.

    ``path`` is as the person gave it; ``text`` has no byte order mark and the author's own line ends; ``encoding`` is
    the Python codec that reads the bytes; ``replaced`` counts the places where bytes were no character of it.
    ``format`` is text, or the format that the text was extracted from; then ``spots`` tells for each line of the text
    where it stands in the file.
    """

    path: str
    text: str
    encoding: str
    replaced: int = 0
    format: str = "text"
    spots: tuple[Spot | None, ...] = ()


if TYPE_CHECKING:
    from typing import Protocol

    class _Readable(Protocol):
        def read(self, size: int, /) -> bytes | None: ...


def read_source(path: str, *, max_bytes: int | None = None, limits: Limits = LIMITS) -> Source:
    """The document at ``path``, which must be a regular file (or a link to one) within ``limits``.

    ``max_bytes`` limits its size, whatever it holds.

    Raises :class:`ReadingError` and nothing else, ``params["path"]`` being ``path``: not-found, is-a-directory,
    unreadable (permission, device, pipe, socket), too-large, unsupported, binary, empty.
    """
    limits = _limits(limits, max_bytes)
    try:
        data = _read_file(path, limits.file_bytes)
        return _source(path, data, limits)
    except ReadingError as error:
        raise error.at(path) from None


def read_stdin(name: str, stream: _Readable, *, max_bytes: int | None = None, limits: Limits = LIMITS) -> Source:
    """The document that ``stream`` (binary, e.g. ``sys.stdin.buffer``) holds to its end; ``name`` becomes its path.

    Raises :class:`ReadingError` as :func:`read_source` does.
    """
    limits = _limits(limits, max_bytes)
    try:
        return _source(name, _read_stream(stream, limits.file_bytes), limits)
    except OSError as error:
        raise ReadingError("unreadable", {"reason": _errno_name(error), "path": name}) from None
    except ReadingError as error:
        raise error.at(name) from None


def read_text(name: str, text: str, *, limits: Limits = LIMITS) -> Source:
    """A text in hand as the document ``name``: plain text whatever it looks like (Markdown if ``name`` says so).

    Raises :class:`ReadingError`: too-large, empty.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > limits.text_bytes:
        raise _too_large(limits.text_bytes).at(name)
    try:
        return _from_text(name, data.decode("utf-8-sig"), "utf-8", 0)
    except ReadingError as error:
        raise error.at(name) from None


def _limits(limits: Limits, max_bytes: int | None) -> Limits:
    return limits if max_bytes is None else replace(limits, file_bytes=max_bytes, text_bytes=max_bytes)


def _source(path: str, data: bytes, limits: Limits) -> Source:
    found = recognise(data)
    module = READERS.get(found or "")
    if module is None:
        return _plain(path, data, limits)
    try:
        extract: Extract = importlib.import_module(f"fzlint.reading.{module}").extract(data, limits)
    except ImportError:  # the library that reads this format is an extra
        raise ReadingError("needs-extra", {"format": found or "", "extra": EXTRAS.get(module, "all")}) from None
    if not extract.text.strip(_BLANKS):
        raise ReadingError("empty")
    return Source(path, extract.text, "utf-8", 0, found or "", extract.spots)


def _plain(path: str, data: bytes, limits: Limits) -> Source:
    from fzlint.reading.decode import decode

    if len(data) > limits.text_bytes and recognise(data) is None:
        raise _too_large(limits.text_bytes)
    decoded = decode(data)
    return _from_text(path, decoded.text, decoded.encoding, decoded.replaced)


def _from_text(path: str, text: str, encoding: str, replaced: int) -> Source:
    if not text.strip(_BLANKS):
        raise ReadingError("empty")
    if path.lower().endswith(_MARKDOWN):  # only its name tells Markdown from plain text
        from fzlint.reading.markdown import plain

        text = plain(text)
    return Source(path, text, encoding, replaced)


def _read_file(path: str, max_bytes: int) -> bytes:
    try:
        # Opening a device can act on it (rewind a tape), so it is looked at first; the open file is looked at again,
        # because another may have taken its name.
        _check(path, os.stat(path), max_bytes)
        descriptor = os.open(path, _FLAGS)
        try:
            _check(path, os.fstat(descriptor), max_bytes)
            with open(descriptor, "rb", buffering=0, closefd=False) as file:
                return _read_stream(file, max_bytes)
        finally:
            os.close(descriptor)
    except ValueError:  # a NUL in the path, or a character that this system's paths cannot hold
        raise ReadingError("not-found") from None
    except OSError as error:
        if error.errno in _MISSING:
            raise ReadingError("not-found") from None
        raise ReadingError("unreadable", {"reason": _errno_name(error)}) from None


def _check(path: str, status: os.stat_result, max_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        if not os.access(path, os.R_OK | os.X_OK):  # a folder that the search could not enter
            raise ReadingError("unreadable", {"reason": "EACCES"})
        raise ReadingError("is-a-directory")
    if not stat.S_ISREG(status.st_mode):
        raise ReadingError("unreadable", {"reason": "not-a-regular-file"})
    if status.st_size > max_bytes:
        raise _too_large(max_bytes)


def _read_stream(stream: _Readable, max_bytes: int) -> bytes:
    """All bytes of ``stream``; at most ``max_bytes`` + 1 are ever read."""
    pieces: list[bytes] = []
    left = max_bytes + 1
    while left > 0:
        piece = stream.read(min(left, _PIECE))
        if piece is None:  # a non-blocking stream with nothing to give
            raise ReadingError("unreadable", {"reason": "EAGAIN"})
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        left -= len(piece)
    raise _too_large(max_bytes)


def _too_large(max_bytes: int) -> ReadingError:
    for unit, name in ((1024 * 1024, "MB"), (1024, "KB")):
        if max_bytes >= unit:
            return ReadingError("too-large", {"limit": f"{max_bytes / unit:.4g} {name}", "limit_bytes": max_bytes})
    return ReadingError("too-large", {"limit": f"{max_bytes} B", "limit_bytes": max_bytes})


def _errno_name(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")
