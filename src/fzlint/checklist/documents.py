"""The files of a checklist as one: merged data, and for every path in it the file and place it came from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from fzlint.checklist.chain import section_of
from fzlint.checklist.merging import Merger
from fzlint.checklist.yaml_nodes import Path, Position, Tree, read_yaml


@dataclass
class Document:
    """One file. ``data`` maps sections to their contents; ``base``: it belongs to what the examined files add to.

    ``layer``: files of a higher one extend those of lower ones.
    """

    file: FilePath
    tree: Tree
    data: dict[str, Any]
    wrapped: bool
    base: bool
    layer: int = 0

    def position(self, path: Path, *, key: bool = False) -> Position:
        """The place of the value (or of the key) at ``path`` of ``data``, or of the nearest thing around it."""
        local = path[1:] if self.wrapped else path
        if key and local in self.tree.keys:
            return self.tree.keys[local]
        while local and local not in self.tree.values:
            local = local[:-1]
        return self.tree.values.get(local, (1, 1))


def read_document(file: FilePath, content: bytes, *, base: bool = False, layer: int = 0) -> Document:
    """Read one file of a checklist."""
    tree = read_yaml(content)
    data = tree.data if tree.data is not None else {}
    section = section_of(file.stem)
    wrapped = section is not None and not (isinstance(data, dict) and section in data)
    if section is not None and wrapped:
        data = {section: data}
    if not isinstance(data, dict):
        if tree.whole:
            tree.add(tree.values[()], "checklist.not-a-mapping")
        data = {}
    return Document(file, tree, data, wrapped, base, layer)


class Documents:
    """Several files as one checklist.

    ``without``: entries left out, each by the position of its file and its path there: a section, or an entry of one.
    """

    def __init__(self, documents: Sequence[Document], without: Collection[tuple[int, Path]] = ()) -> None:
        self.documents = documents
        self.merger = Merger()
        for at, document in enumerate(documents):
            self.merger.add(document, {path for index, path in without if index == at})
        self.merger.finish()

    @property
    def merged(self) -> dict[str, Any]:
        """The sections of all files."""
        return self.merger.data

    def locate(self, path: Path) -> tuple[Document, Path]:
        """The document that a path of the merged data comes from, and the path in it."""
        return self.merger.origin(path) or (self.documents[0], path)
