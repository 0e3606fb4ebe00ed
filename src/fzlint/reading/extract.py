"""What a reader of a document format gives: text by lines, and where each line stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. Sizes in bytes; ``seconds`` bounds helpers that run outside this process."""

    file_bytes: int = 50 * 1024 * 1024  # of a document (Word, PDF, web page …)
    text_bytes: int = 5 * 1024 * 1024  # of a plain text file
    unpacked_bytes: int = 200 * 1024 * 1024  # of all parts of a packed document together
    ratio: int = 200  # unpacked to packed, of one part larger than a megabyte
    entries: int = 5000  # parts of a packed document
    pages: int = 500
    characters: int = 2_000_000  # of the extracted text
    seconds: int = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one line of the extracted text stands in the file; what a format does not have is None.

    ``paragraph`` counts from 1 in the part named by ``part`` (body, table, text-box, footnote, header, footer);
    ``page`` counts from 1; ``cell`` is (table, row, column), each from 1.
    """

    part: str = "body"
    paragraph: int | None = None
    page: int | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a document, one paragraph a line, and a spot for each line (as many as ``text.split("\\n")``)."""

    text: str
    spots: tuple[Spot | None, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
