"""Whether two reports are the same body's: last year's report and this one, or two versions of one."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from fzlint.gap.copied.documents import Document
from fzlint.text.script import simplified

_FIGURES = re.compile(r"\d+")
_BUCKET = 2  # last characters by which reports of one body are looked up
_SHORTEST_NAME = 3


class Bodies:
    """Tells bodies by name, with or without 人民政府 and the places above; without a name by the file's name."""

    def __init__(self, endings: Sequence[str]) -> None:
        self._endings = tuple(sorted(endings, key=len, reverse=True))

    def name(self, document: Document) -> str:
        """The body's plain name; the file's name without figures where none is known."""
        if not document.body:
            stem = os.path.splitext(os.path.basename(document.path))[0]
            return "/" + _FIGURES.sub("", stem)
        name = simplified(document.body)
        return next((name.removesuffix(end) for end in self._endings if name.endswith(end) and name != end), name)

    def bucket(self, document: Document) -> str:
        """A key that reports of one body have in common."""
        return self.name(document)[-_BUCKET:]

    def same(self, one: Document, other: Document) -> bool:
        """Whether both are of one body: 清河镇 and 安平县清河镇 are."""
        first, second = sorted((self.name(one), self.name(other)), key=len)
        return first == second or (len(first) >= _SHORTEST_NAME and first[0] != "/" and second.endswith(first))
