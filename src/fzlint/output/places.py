"""A place in words that a person can follow: page and paragraph in a document, line and column in a text."""

from __future__ import annotations

from fzlint.messages import Messages
from fzlint.text.places import Place


def spot_words(place: Place, messages: Messages) -> str:
    """Page, paragraph, table cell or part as far as the file has them; else line and column, from 1."""
    spot = place.spot
    if spot is None:
        return messages("text.place", line=place.line, column=place.column)
    words: list[str] = []
    if spot.page is not None:
        words.append(messages("place.page", page=spot.page))
    if spot.part != "body" and spot.cell is None:
        words.append(messages(f"place.{spot.part}"))
    if spot.cell is not None:
        table, row, column = spot.cell
        words.append(messages("place.cell", table=table, row=row, column=column))
    elif spot.paragraph is not None:
        words.append(messages("place.paragraph", paragraph=spot.paragraph))
    words.append(messages("place.character", column=place.column))
    return "".join(words)
