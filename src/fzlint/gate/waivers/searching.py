"""Which waiver file holds for a document: the one named, else the first on the way up from the document's folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fzlint.gate.configuration.searching import Search, first_of

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.gate.waivers.model import Entry

NAMES = (".fzlint-waivers.yaml", ".fzlint-waivers.yml", "fzlint-waivers.yaml")
STDIN = "-"


class Waivers:
    """The waiver files of a run. ``named``: the one for all documents; ``isolated``: none is looked for."""

    def __init__(self, named: str | None = None, *, isolated: bool = False) -> None:
        self._named = named
        self._isolated = isolated
        self._known: dict[str, str | None] = {}
        self._search = Search(file_in=lambda folder: first_of(folder, NAMES))

    def file_for(self, path: str) -> str | None:
        """The file for a document; None when there is none."""
        if self._named is not None:
            return self._named
        if self._isolated:
            return None
        folder = os.curdir if path == STDIN else os.path.dirname(path) or os.curdir
        if folder not in self._known:
            try:
                self._known[folder] = self._search.of_folder(os.path.realpath(folder))
            except ValueError:  # a name that no folder can have; the reader will say so
                self._known[folder] = None
        return self._known[folder]

    def read(self, file: str, checklists: Sequence[Checklist]) -> Sequence[Entry]:
        """The waivers of a file. Raises ConfigurationError."""
        from fzlint.gate.waivers.reading import read_waivers

        return read_waivers(file, checklists, file if file == self._named else None)
