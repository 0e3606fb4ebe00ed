"""The parts of a Word file and how they find one another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Limits
from fzlint.reading.packed import Packed, damaged, open_packed, parse_xml, too_large

_XML_BYTES = 64 * 1024 * 1024  # of one XML part: its tree takes about eight times as much
_ROOT_RELATIONS = "_rels/.rels"
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: its id, its kind (last word of its type), the part it leads to; outside ones are left out."""

    id: str
    kind: str
    target: str


def relations_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


class WordPackage:
    """A Word file opened: ``main`` is the name of its main part, ``root`` that part's tree, with its ``relations``."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.packed: Packed = open_packed(data, limits)
        start = [relation for relation in self._relations(_ROOT_RELATIONS, "") if relation.kind == "officeDocument"]
        self.main = start[0].target if start else "word/document.xml"
        if self.main not in self.packed:
            raise damaged()
        self.root = self._tree(self.main)
        self.relations = self._relations(relations_name(self.main), posixpath.dirname(self.main))

    def _tree(self, name: str) -> Any:
        if self.packed.info(name).file_size > _XML_BYTES:
            raise too_large(_XML_BYTES)
        return parse_xml(self.packed.read(name))

    def _relations(self, name: str, folder: str) -> tuple[Relation, ...]:
        if name not in self.packed:
            return ()
        found = []
        for element in self._tree(name):
            kind, target = element.get("Type", "").rpartition("/")[2], unquote(element.get("Target", ""))
            if element.get("TargetMode") == "External" or not target:
                continue  # never followed
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(Relation(element.get("Id", ""), kind, path))
        return tuple(found)

    def related(self, kind: str) -> str | None:
        """The name of the part of this kind (styles, numbering, footnotes, comments …); None when there is none."""
        names = (relation.target for relation in self.relations if relation.kind == kind)
        return next((name for name in names if name in self.packed), None)

    def tree(self, kind: str) -> Any:
        """The tree of the part of this kind; None when there is none. A damaged one is as none: the text matters."""
        return self._lenient(self.related(kind))

    def by_id(self, id_: str | None) -> Any:
        """The tree of the part that a relationship id leads to; None when there is none."""
        names = (relation.target for relation in self.relations if relation.id == id_)
        return self._lenient(next((name for name in names if name in self.packed), None))

    def _lenient(self, name: str | None) -> Any:
        if name is None:
            return None
        try:
            return self._tree(name)
        except ReadingError as error:
            if error.kind == "too-large":
                raise
            return None

    @property
    def suffix(self) -> str:
        """The suffix that belongs to the file's content: .docx, .docm (with macros), .dotx or .dotm (templates)."""
        kind = ""
        for entry in parse_xml(self.packed.read(CONTENT_TYPES)):
            if (entry.get("PartName") or "").lower() == f"/{self.main}".lower():
                kind = entry.get("ContentType", "").lower()
        return (".dot" if "template" in kind else ".doc") + ("m" if "macroenabled" in kind else "x")

    def properties(self) -> dict[str, str]:
        """Title, creator, created, modified of the file's core properties, as far as they are given."""
        part = next((r.target for r in self._relations(_ROOT_RELATIONS, "") if r.kind == "core-properties"), None)
        tree = self._lenient(part if part in self.packed else None)
        found: dict[str, str] = {}
        for element in tree if tree is not None else ():
            name = element.tag.rpartition("}")[2]
            if name in ("title", "creator", "created", "modified") and element.text:
                found[name] = element.text.strip()[:500]
        return found
