"""Copied text: paragraphs taken over from last year's report of the same body, or shared between bodies."""

from fzlint.gap.copied.documents import Document, Paragraph, document_of
from fzlint.gap.copied.finding import find_copies, parts_compared
from fzlint.gap.copied.model import PREVIOUS, SHARED, Copies, Copy, DocumentCopies, Origin

__all__ = [
    "PREVIOUS", "SHARED", "Copies", "Copy", "Document", "DocumentCopies", "Origin", "Paragraph", "document_of",
    "find_copies", "parts_compared",
]  # fmt: skip
