"""The comments of a Word file: those that are there, ours of an earlier time taken out, new ones written."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any

from fzlint.reading.packed import parse_xml
from fzlint.reading.wordml.names import STRICT, attribute, child, local, number
from fzlint.reading.wordml.package import CONTENT_TYPES, WordPackage, relations_name

MARK = "fzlint"  # the initials of our comments, by which they are known again whatever their author's name

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_KIND_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EXTRA = ("commentsExtended", "commentsIds", "commentsExtensible")  # what newer Word notes of comments, by paragraph
_SIZE = "20"  # half points


def serialised(root: Any) -> bytes:
    """A part as bytes, as Word writes it."""
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


class Comments:
    """The comments of ``package``; ours of an earlier time are gone from it once this is made.

    ``changed`` holds the parts that are to be written anew: name and bytes, after :meth:`finish`.
    """

    def __init__(self, package: WordPackage) -> None:
        from lxml import etree

        self._package = package
        self._namespace = package.root.tag.rpartition("}")[0][1:]
        self.changed: dict[str, bytes] = {}
        name = package.related("comments")
        self._is_new = name is None
        self._name = name or self._free_name()
        if name is None:
            self._root = etree.Element(self._tag("comments"), nsmap={"w": self._namespace})
        else:
            self._root = parse_xml(package.packed.read(name))
        self._remove_own()
        self._next = 1 + max((number(comment, "id") or 0 for comment in self._root), default=-1)

    def _tag(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._package.main)
        names = (posixpath.join(folder, f"comments{count or ''}.xml") for count in range(5001))
        return next(name for name in names if name not in self._package.packed)

    def element(self, name: str, **attributes: str) -> Any:
        """An element of the file's own vocabulary."""
        return self._root.makeelement(self._tag(name), {self._tag(key): value for key, value in attributes.items()})

    def add(self, author: str, head: str, lines: Sequence[str]) -> str:
        """Write a comment; its id."""
        id_ = str(self._next)
        self._next += 1
        comment = self.element("comment", id=id_, author=author, initials=MARK)
        for position, text in enumerate((head, *lines)):
            comment.append(self._paragraph(text, first=position == 0))
        self._root.append(comment)
        return id_

    def _paragraph(self, text: str, *, first: bool) -> Any:
        """A paragraph that looks the same whatever the file's own styles are: no indent, small, single-spaced."""
        paragraph, properties = self.element("p"), self.element("pPr")
        properties.append(self.element("spacing", before="0", after="0", line="240", lineRule="auto"))
        indents = {"left": "0", "right": "0", "firstLine": "0", "firstLineChars": "0"}
        properties.append(self.element("ind", **indents))
        properties.append(self.element("jc", val="left"))
        paragraph.append(properties)
        if first:
            run = self.element("r")
            run.append(self.element("annotationRef"))
            paragraph.append(run)
        run, look = self.element("r"), self.element("rPr")
        if first:
            look.append(self.element("b"))
        look.append(self.element("sz", val=_SIZE))
        run.append(look)
        content = self.element("t")
        content.text = text
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(content)
        paragraph.append(run)
        return paragraph

    def _remove_own(self) -> None:
        own = [comment for comment in self._root if attribute(comment, "initials") == MARK]
        if not own:
            return
        ids = {attribute(comment, "id") for comment in own}
        paragraphs = {value for comment in own for p in comment for key, value in p.items() if key.endswith("}paraId")}
        for comment in own:
            self._root.remove(comment)
        marks = ("commentRangeStart", "commentRangeEnd", "commentReference")
        for mark in list(self._package.root.iter(*map(self._tag, marks))):
            if attribute(mark, "id") in ids:
                _take_out(mark)
        if paragraphs:
            self._forget(paragraphs)

    def _forget(self, paragraphs: set[str]) -> None:
        """Take the paragraphs of removed comments out of what newer Word notes; answers to them stand alone then."""
        durable: set[str] = set()
        for kind in _EXTRA:
            name = self._package.related(kind)
            if name is None:
                continue
            root, touched = parse_xml(self._package.packed.read(name)), False
            for entry in list(root):
                values = {key.rpartition("}")[2]: (key, value) for key, value in entry.items()}
                id_ = values.get("paraId", ("", ""))[1]
                if id_ in paragraphs or (not id_ and values.get("durableId", ("", ""))[1] in durable):
                    durable.update(value for key, value in values.values() if key.endswith("durableId"))
                    root.remove(entry)
                    touched = True
                elif values.get("paraIdParent", ("", ""))[1] in paragraphs:
                    del entry.attrib[values["paraIdParent"][0]]
                    touched = True
            if touched:
                self.changed[name] = serialised(root)

    def finish(self) -> None:
        """Note the parts to be written: the comments and, where they are new, what leads to them."""
        self.changed[self._name] = serialised(self._root)
        if self._is_new:
            self._relate()
        self._declare()

    def _relate(self) -> None:
        from lxml import etree

        name = relations_name(self._package.main)
        data = self._package.packed.get(name)
        root = parse_xml(data) if data else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        taken = {relation.get("Id") for relation in root}
        id_ = next(f"rIdFz{count}" for count in range(1, len(taken) + 2) if f"rIdFz{count}" not in taken)
        kind = _KIND_STRICT if self._namespace == STRICT else _KIND
        relation = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        relation.attrib.update({"Id": id_, "Type": kind, "Target": posixpath.basename(self._name)})
        self.changed[name] = serialised(root)

    def _declare(self) -> None:
        from lxml import etree

        root = parse_xml(self._package.packed.read(CONTENT_TYPES))
        if any((entry.get("PartName") or "").lower() == f"/{self._name}".lower() for entry in root):
            return
        entry = etree.SubElement(root, f"{{{_TYPES}}}Override")
        entry.attrib.update({"PartName": f"/{self._name}", "ContentType": _CONTENT})
        self.changed[CONTENT_TYPES] = serialised(root)


def _take_out(mark: Any) -> None:
    """Take a mark out of the text; a run that held nothing but it goes with it."""
    parent = mark.getparent()
    if local(parent.tag) == "r" and all(inner is mark or inner is child(parent, "rPr") for inner in parent):
        mark, parent = parent, parent.getparent()
    if mark.tail and mark.tail.strip():
        mark.tail = None
    parent.remove(mark)
