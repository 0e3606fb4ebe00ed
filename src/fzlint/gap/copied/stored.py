"""Copied text as JSON (``gap.copied``), and read back: checked, because a stored file may be anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fzlint.gap.copied.clusters import Cluster
from fzlint.gap.copied.model import PREVIOUS, SHARED, Copies, Copy, DocumentCopies, Origin, Spans
from fzlint.gap.copied.telling import CopiedText
from fzlint.output.json_ import place_data
from fzlint.output.shapes import ShapeError, entries, line, mapping, number, one_of, optional, place, share, text, year
from fzlint.text.places import Place

_MOST_GROUP = 10**9
REASONS = ("results", "apart", "no-text", "no-library")  # why something was not compared


def copied_data(copied: CopiedText) -> dict[str, Any]:
    """The JSON data; its fields are told in docs/gap-report.md."""
    return {
        "reports": len(copied.copies.documents),
        "earlier": copied.earlier,
        "untold": copied.untold,
        "not_compared": [{"path": path, "reason": reason} for path, reason in copied.not_compared],
        "documents": [_document_data(found) for found in copied.copies.documents],
        "clusters": [_cluster_data(cluster) for cluster in copied.clusters],
    }


def _document_data(found: DocumentCopies) -> dict[str, Any]:
    return {
        "path": found.path,
        "body": found.body,
        "year": found.year,
        "characters": found.characters,
        "copied": found.copied,
        "previous": found.previous,
        "shared": found.shared,
        "share": round(found.share, 3),
        "copies": [_copy_data(copy) for copy in found.copies],
    }


def _copy_data(copy: Copy) -> dict[str, Any]:
    origin = copy.origin
    other: dict[str, Any] = {"path": origin.path, "body": origin.body, "year": origin.year}
    if origin.place is not None:
        other |= {**place_data(origin.place), "spans": [list(span) for span in origin.spans]}
    return {
        "kind": copy.kind,
        "part": copy.part,
        "characters": copy.characters,
        "alike": copy.alike,
        "share": copy.share,
        "group": copy.group,
        "others": copy.others,
        **place_data(copy.place),
        "spans": [list(span) for span in copy.spans],
        "origin": other,
    }


def _cluster_data(cluster: Cluster) -> dict[str, Any]:
    return {
        "bodies": cluster.bodies,
        "characters": cluster.characters,
        "quote": cluster.quote,
        "places": [
            {"path": found.path, "body": found.body, "year": found.year, "line": found.place.line,
             "column": found.place.column, "section": found.place.section}
            for found in cluster.places
        ],
    }  # fmt: skip


def copied_of(documents: Sequence[Mapping[str, Any]], names: Sequence[str], labels: Mapping[str, str]) -> CopiedText:
    """The copied text that stored results tell of. ``names``: of their files, to say which tell nothing of it.

    What several results tell stays apart: between them nothing was compared. Raises ShapeError.
    """
    found: list[DocumentCopies] = []
    missing: list[tuple[str, str]] = []
    earlier = untold = told = groups = 0
    for document, name in zip(documents, names, strict=True):
        gap = document.get("gap")
        data = gap.get("copied") if isinstance(gap, Mapping) else None
        if data is None:
            missing.append((line(name, "path"), "results"))
            continue
        data = mapping(data, "gap.copied")
        told += 1
        earlier += number(data.get("earlier", 0), "gap.copied.earlier")
        untold += number(data.get("untold", 0), "gap.copied.untold")
        own = [_document(entry, groups) for entry in entries(data, "documents", "gap.copied.")]
        found += own
        groups = max((copy.group + 1 for one in own for copy in one.copies if copy.group is not None), default=groups)
        missing += _missing(data)
    if told > 1:
        missing.append(("", "apart"))
    return CopiedText(Copies(tuple(found)), labels, earlier, tuple(dict.fromkeys(missing)), untold)


def _missing(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in entries(data, "not_compared", "gap.copied."):
        entry = mapping(entry, "gap.copied.not_compared[]")
        reason = one_of(entry, "reason", REASONS, "gap.copied.not_compared[].")
        yield text(entry, "path", "gap.copied.not_compared[]."), reason


def _document(data: Any, groups: int) -> DocumentCopies:
    where = "gap.copied.documents[]"
    data = mapping(data, where)
    counts = [number(data.get(key), f"{where}.{key}") for key in ("characters", "copied", "previous", "shared")]
    if max(counts[1:]) > counts[0]:
        raise ShapeError(f"{where}.copied")
    path = data.get("path")
    if not isinstance(path, str):
        raise ShapeError(f"{where}.path")
    return DocumentCopies(
        path, optional(data, "body"), year(data), counts[0], counts[1],
        tuple(_copy(entry, groups) for entry in entries(data, "copies", f"{where}.")), counts[2], counts[3],
    )  # fmt: skip


def _copy(data: Any, groups: int) -> Copy:
    where = "gap.copied.documents[].copies[]"
    data = mapping(data, where)
    origin = mapping(data.get("origin"), f"{where}.origin")
    path = origin.get("path")
    if not isinstance(path, str):
        raise ShapeError(f"{where}.origin.path")
    own = place(data, where, whole=True)
    theirs = place(origin, f"{where}.origin", whole=True) if "line" in origin else None
    group = None if data.get("group") is None else number(data["group"], f"{where}.group")
    if group is not None and group > _MOST_GROUP:
        raise ShapeError(f"{where}.group")
    return Copy(
        kind=one_of(data, "kind", (PREVIOUS, SHARED), f"{where}."),
        part=text(data, "part", f"{where}."),
        place=own,
        spans=_spans(data, own, where),
        characters=number(data.get("characters"), f"{where}.characters"),
        alike=share(data.get("alike"), f"{where}.alike"),
        share=share(data.get("share"), f"{where}.share"),
        origin=Origin(
            path, optional(origin, "body"), year(origin), theirs,
            _spans(origin, theirs, f"{where}.origin") if theirs else (),
        ),
        group=None if group is None else group + groups,
        others=number(data.get("others", 1), f"{where}.others"),
    )  # fmt: skip


def _spans(data: Mapping[str, Any], whole: Place, where: str) -> Spans:
    """Pieces of the quote, in order."""
    made: list[tuple[int, int]] = []
    for entry in entries(data, "spans", f"{where}."):
        if not isinstance(entry, list | tuple) or len(entry) != 2:
            raise ShapeError(f"{where}.spans")
        start, end = (number(at, f"{where}.spans") for at in entry)
        if not (made[-1][1] if made else 0) <= start <= end <= len(whole.quote):
            raise ShapeError(f"{where}.spans")
        made.append((start, end))
    return tuple(made)
