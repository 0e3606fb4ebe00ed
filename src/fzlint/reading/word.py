"""Word files (.docx, .docm): the text as a reader sees it, and the way back from it to the file's elements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fzlint.reading.extract import Extract, Limits, Spot
from fzlint.reading.packed import damaged

if TYPE_CHECKING:
    from fzlint.reading.wordml.lines import Line
    from fzlint.reading.wordml.package import WordPackage


@dataclass(frozen=True)
class WordText:
    """A Word file as text. ``lines`` point into the tree ``package.root``."""

    lines: tuple[Line, ...]
    package: WordPackage

    @cached_property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where each line stands."""
        return tuple(line.spot for line in self.lines)


def extract(data: bytes, limits: Limits) -> Extract:
    """The text of the Word file ``data``. Raises ReadingError as :func:`read_word` does."""
    word = read_word(data, limits)
    return Extract(word.text, word.spots or (None,), word.package.properties())


def read_word(data: bytes, limits: Limits) -> WordText:
    """Read a Word file: the first page's header and footer, then body and tables; text boxes and notes stand behind the
    paragraph they are fixed to.

    A paragraph is a line; a line break inside one begins another. Numbers of automatic numbering are part of the text.
    Headers do not stand at the end, where a report's last sentences and its sign-off are looked for.
    Raises :class:`ReadingError`: damaged, encrypted, too-large.
    """
    try:
        return _read(data, limits)
    except RecursionError:  # nested as no document is
        raise damaged() from None


def _read(data: bytes, limits: Limits) -> WordText:
    from fzlint.reading.wordml.names import child, children, local, number
    from fzlint.reading.wordml.numbering import Numbering
    from fzlint.reading.wordml.package import WordPackage
    from fzlint.reading.wordml.styles import Styles
    from fzlint.reading.wordml.walk import Walk

    package = WordPackage(data, limits)
    body = child(package.root, "body")
    if local(package.root.tag) != "document" or body is None:
        raise damaged()
    styles = Styles(package.tree("styles"))
    namespace = package.root.tag.rpartition("}")[0] + "}"
    rendered = next(body.iter(namespace + "lastRenderedPageBreak"), None) is not None
    notes: dict[tuple[str, int], Any] = {}
    for kind in ("footnote", "endnote"):
        for note in children(package.tree(kind + "s")):
            if (id_ := number(note, "id")) is not None:
                notes.setdefault((kind, id_), note)
    walk = Walk(styles, Numbering(package.tree("numbering"), styles), limits, notes=notes, rendered=rendered)
    for part, relation in _furniture(body):
        walk.story(children(package.by_id(relation)), part)
    walk.story(body, "body")
    paged = walk.page > 1
    lines = walk.lines
    if not paged:  # no break was met: nothing is known of pages
        lines = [replace(line, spot=replace(line.spot, page=None)) for line in lines]
    return WordText(tuple(lines), package)


def _furniture(body: Any) -> list[tuple[str, str | None]]:
    """The header and the footer of the first page: the part and the id of its relationship."""
    from fzlint.reading.wordml.names import attribute, child, local, switched_on

    first = next((element for element in body.iter() if local(element.tag) == "sectPr"), None)
    if first is None:
        return []
    title = child(first, "titlePg")
    wanted = "first" if title is not None and switched_on(title) else "default"
    found: dict[str, str | None] = {}
    for element in first:
        part = local(element.tag).removesuffix("Reference")
        if part in ("header", "footer") and (attribute(element, "type") or "default") == wanted:
            found.setdefault(part, next((v for key, v in element.items() if key.endswith("}id")), None))
    return list(found.items())
