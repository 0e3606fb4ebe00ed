"""Remarks as Word comments, in the same document: all other parts of the file stay as they are, byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from fzlint.annotate.comments import Comments, serialised
from fzlint.annotate.points import Points
from fzlint.annotate.remarks import Remark
from fzlint.reading.word import WordText
from fzlint.reading.wordml.lines import Line
from fzlint.reading.wordml.names import local
from fzlint.reading.wordml.package import WordPackage

_BODY = ("body", "table")
_DATE = (1980, 1, 1, 0, 0, 0)  # of new parts: the same input gives the same file


def annotate_word(word: WordText, remarks: Sequence[Remark], author: str) -> bytes:
    """The Word file with a comment for each remark; our comments of an earlier time are replaced.

    ``word`` is used up: its tree is changed. Raises ReadingError (damaged) for comments that are no XML.
    """
    package = word.package
    comments, points = Comments(package), Points()
    lines = word.lines
    references: list[tuple[Any, Any]] = []
    for remark in remarks:
        id_ = comments.add(author, remark.head, remark.lines)
        begin, end = comments.element("commentRangeStart", id=id_), comments.element("commentRangeEnd", id=id_)
        if not _mark(points, lines, remark, begin, end):
            continue
        reference = comments.element("r")
        reference.append(comments.element("commentReference", id=id_))
        references.append((end, reference))
    points.apply()
    for end, reference in references:
        node = end
        while local(node.getparent().tag) != "p":
            node = node.getparent()
        node.addnext(reference)
    comments.finish()
    return _packed(package, {**comments.changed, package.main: serialised(package.root)})


def _mark(points: Points, lines: Sequence[Line], remark: Remark, begin: Any, end: Any) -> bool:
    """Put the marks of a remark into the text; False when the file has no paragraph at all."""
    place = remark.place
    first = lines[place.line - 1] if place.line <= len(lines) else lines[-1]
    last = lines[place.end_line - 1] if place.end_line <= len(lines) else lines[-1]
    if first.spot.part not in _BODY or last.spot.part not in _BODY:
        paragraph = first.anchor if first.anchor is not None else _title(lines)
        if paragraph is None:
            return False
        points.start_paragraph(paragraph, begin)
        points.end_paragraph(paragraph, end)
        return True
    to = place.end_column - 1
    if last.paragraph.getparent() is not first.paragraph.getparent():  # a range does not leave its table cell
        last, to = first, len(first.text)
    points.start(first, place.column - 1, begin)
    if last is first and to < place.column:
        to = len(first.text)
    points.end(last, to, end)
    return True


def _title(lines: Sequence[Line]) -> Any:
    """The first paragraph of the body that has text, else its first."""
    body = [line for line in lines if line.spot.part in _BODY]
    return next((line.paragraph for line in body if line.text.strip()), body[0].paragraph if body else None)


def _packed(package: WordPackage, changed: Mapping[str, bytes]) -> bytes:
    """The file packed again in the same order, with these parts changed or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in package.packed.names:
            old = package.packed.info(name)
            info = zipfile.ZipInfo(name, old.date_time)
            info.compress_type, info.external_attr = old.compress_type, old.external_attr
            archive.writestr(info, changed[name] if name in changed else package.packed.read(name))
        for name in changed:
            if name not in package.packed:
                info = zipfile.ZipInfo(name, _DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, changed[name])
    return target.getvalue()
