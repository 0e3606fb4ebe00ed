"""Places: where something stands in the author's text, and where that text stands in a file."""

from __future__ import annotations

from dataclasses import dataclass


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
class Place:
    """Where something stands in the author's text: lines and columns from 1, columns in code points, end exclusive.

    ``section``: the heading it stands under; ``spot``: where its line stands in a Word, PDF or web file.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    section: str | None = None
    spot: Spot | None = None
