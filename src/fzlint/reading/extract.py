"""What a reader of a document format gives: text by lines, and where each line stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fzlint.text.places import Spot

__all__ = ["Extract", "Limits", "Spot"]


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
class Extract:
    """The text of a document, one paragraph a line, and a spot for each line (as many as ``text.split("\\n")``)."""

    text: str
    spots: tuple[Spot | None, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
