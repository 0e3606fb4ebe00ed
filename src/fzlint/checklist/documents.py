"""The files of a checklist as one: merged data, and for every path in it the file and place it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from fzlint.checklist.loading import LISTS, merge
from fzlint.checklist.yaml_nodes import Path, Position, Tree, read_yaml


def section_of(stem: str) -> str | None:
    """The section that a whole file holds, told by its name: ``head.yaml``, ``messages.yaml``, ``messages-….yaml``."""
    if stem == "head":
        return "head"
    return "messages" if stem == "messages" or stem.startswith("messages-") else None


@dataclass
class Document:
    """One file. ``data`` maps sections to their contents; ``base``: it belongs to what the examined files add to."""

    file: FilePath
    tree: Tree
    data: dict[str, Any]
    wrapped: bool
    base: bool

    def position(self, path: Path, *, key: bool = False) -> Position:
        """The place of the value (or of the key) at ``path`` of ``data``, or of the nearest thing around it."""
        local = path[1:] if self.wrapped else path
        if key and local in self.tree.keys:
            return self.tree.keys[local]
        while local and local not in self.tree.values:
            local = local[:-1]
        return self.tree.values.get(local, (1, 1))


def read_document(file: FilePath, content: bytes, *, base: bool = False) -> Document:
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
    return Document(file, tree, data, wrapped, base)


class Documents:
    """Several files as one checklist.

    ``without``: entries left out, each by the position of its file and its path there: a section, or an entry of one.
    """

    def __init__(self, documents: Sequence[Document], without: Collection[tuple[int, Path]] = ()) -> None:
        self.documents = documents
        self._origins: dict[Path, tuple[Document, Path]] = {}
        counts: dict[str, int] = {}
        kinds: dict[str, type[Any]] = dict.fromkeys(LISTS, list)
        parts: list[dict[str, Any]] = []
        for at, document in enumerate(documents):
            part: dict[str, Any] = {}
            for section, value in document.data.items():
                if (at, (section,)) in without or value is None:
                    continue
                kind = kinds.setdefault(section, type(value))
                if type(value) is not kind:
                    continue  # a list where others have a mapping: told as a wrong type
                self._origins[(section,)] = (document, (section,))
                entries: Any = enumerate(value) if section in LISTS else value.items() if kind is dict else ()
                kept = [(name, entry) for name, entry in entries if (at, (section, name)) not in without]
                for name, _ in kept:
                    place = counts.get(section, 0) if section in LISTS else name
                    counts[section] = counts.get(section, 0) + 1
                    self._origins[(section, place)] = (document, (section, name))
                if section in LISTS:
                    part[section] = [entry for _, entry in kept]
                else:
                    part[section] = dict(kept) if kind is dict else value
            parts.append(part)
        self.merged: dict[str, Any] = merge(parts)

    def locate(self, path: Path) -> tuple[Document, Path]:
        """The document that a path of the merged data comes from, and the path in it."""
        for length in (2, 1):
            if path[:length] in self._origins:
                document, local = self._origins[path[:length]]
                return document, (*local, *path[length:])
        return self.documents[0], path

    def repeated(self) -> Iterator[tuple[Document, Path, Document]]:
        """Entries of mappings that two files give: the later file, the path, the first file."""
        first: dict[Path, Document] = {}
        for document in self.documents:
            for section, value in document.data.items():
                if isinstance(value, dict):
                    for name in value:
                        known = first.setdefault((section, name), document)
                        if known is not document:
                            yield document, (section, name), known
