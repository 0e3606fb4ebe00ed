"""What of a construction is read: rows and cells through their wrappers, one of two forms, no inserted blocks."""

from __future__ import annotations

from typing import Any

from fzlint.reading.wordml.names import attribute, child, local

_GALLERIES = ("Table of Contents", "Page Numbers")  # what Word calls a block it inserted


def within(element: Any, name: str) -> list[Any]:
    """The rows of a table or the cells of a row, also those inside content controls and kept changes."""
    found: list[Any] = []
    for inner in element:
        kind = local(inner.tag)
        if kind == name:
            found.append(inner)
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            found.extend(within(inner, name))
    return found


def is_gallery(sdt: Any) -> bool:
    """Whether a content control is a contents table or a page number."""
    found = child(sdt, "sdtPr", "docPartObj", "docPartGallery")
    return found is not None and any((attribute(found) or "").startswith(name) for name in _GALLERIES)


def branch(alternatives: Any) -> Any:
    """Of the same content told twice (newer and older form), the first that holds text; None when none does."""
    for one in alternatives:
        if any(local(inner.tag) in ("t", "txbxContent", "m:t") for inner in one.iter()):
            return one
    return None
