"""What was found copied: plain frozen data that JSON can hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from fzlint.text.places import Place

PREVIOUS, SHARED = "previous", "shared"
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The other paragraph. ``spans``: what of its quote stands in the copy (offsets in ``place.quote``).

    A letter to one body names another body, but tells neither file nor place nor words: ``path`` is empty and
    ``place`` None.
    """

    path: str
    body: str | None
    year: int | None
    place: Place | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph that is mostly another one.

    ``kind``: previous (the same body's report of an earlier year) or shared (another body's report of the batch; who
    took it from whom is not known). ``spans``: what is copied, as offsets in ``place.quote``; ``characters``: how many
    that are, without blanks; ``alike``: how alike those sentences are and ``share``: which share of the paragraph's
    own words they are (both 0 to 1). ``group``: paragraphs shared by several bodies have one number;
    ``others``: how many bodies beside this one have it.
    """

    kind: str
    part: str
    place: Place
    spans: Spans
    characters: int
    alike: float
    share: float
    origin: Origin
    group: int | None = None
    others: int = 1


@dataclass(frozen=True, slots=True)
class DocumentCopies:
    """A report: ``characters`` of the parts compared, how many of them are ``copied``, and the copies in order.

    ``previous`` and ``shared``: how many characters are copied in each way; what is both counts once in ``copied``.
    """

    path: str
    body: str | None
    year: int | None
    characters: int
    copied: int
    copies: tuple[Copy, ...]
    previous: int = 0
    shared: int = 0

    @property
    def share(self) -> float:
        """The share of copied text, 0 to 1."""
        return self.copied / self.characters if self.characters else 0.0


@dataclass(frozen=True, slots=True)
class Copies:
    """The reports, in the order given; those without copies too."""

    documents: tuple[DocumentCopies, ...]

    def data(self) -> dict[str, Any]:
        """As JSON data."""
        return {"documents": [{**asdict(document), "share": round(document.share, 3)} for document in self.documents]}
