"""Paragraphs that several bodies share: one entry with all its places, however many pairs they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from fzlint.gap.copied.model import SHARED, Copies, Copy, DocumentCopies
from fzlint.output.neutral import ELLIPSIS, neutral, shortened
from fzlint.output.shapes import line
from fzlint.text.places import Place

Node = tuple[str, int, int]  # a paragraph: path, line, column
Member = tuple[int | None, Node]  # a copy: its group and its paragraph
_MUTUAL = 0.7  # share of each of two paragraphs that stands in the other, from which both are the same paragraph
_OVERLAP = 0.5  # share of the shorter of two parts of a paragraph, from which both are the same part
MOST_QUOTE = 400  # characters
_MOST_ALIGNED = 5000  # characters of a paragraph in which another is looked for


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """Where the paragraph stands in one report."""

    path: str
    body: str
    year: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Cluster:
    """A paragraph of several bodies. ``quote``: as it stands in one of the places; ``bodies``: how many have it."""

    number: int
    quote: str
    characters: int
    bodies: int
    places: tuple[ClusterPlace, ...]
    members: frozenset[Member]  # the copies that are told here


@dataclass
class _Draft:
    quote: str
    characters: int = 0
    places: dict[Node, ClusterPlace] = field(default_factory=dict)
    members: set[Member] = field(default_factory=set)


def node_of(path: str, place: Place) -> Node:
    """The paragraph at this place."""
    return path, place.line, place.column


def clusters_of(copies: Copies, label: Callable[[str, str | None], str]) -> tuple[Cluster, ...]:
    """The clusters, those of most bodies first, then those of the longest paragraphs.

    Two paragraphs that are mostly each other are of one cluster, and so are their own likes. Where a paragraph is only
    a part of another, it is told with the others that are the same part of it.
    """
    joined = _Joined()
    for found, copy, origin in _shared(copies):
        start, end = part_of(copy, origin)
        if copy.share >= _MUTUAL and end - start >= _MUTUAL * len(origin.quote):
            joined.join(node_of(found.path, copy.place), node_of(copy.origin.path, origin))
    drafts: dict[tuple[Node, int], _Draft] = {}
    parts: dict[Node, list[tuple[int, int]]] = {}
    for found, copy, origin in _shared(copies):
        own, theirs = node_of(found.path, copy.place), node_of(copy.origin.path, origin)
        part = part_of(copy, origin)
        whole = part[1] - part[0] >= _MUTUAL * len(origin.quote)
        key = (joined.first(theirs), -1) if whole else (theirs, _number(parts.setdefault(theirs, []), part))
        draft = drafts.setdefault(key, _Draft(origin.quote if whole else copy.place.quote))
        draft.characters = max(draft.characters, copy.characters)
        draft.members.add((copy.group, own))
        body = label(copy.origin.path, copy.origin.body)
        draft.places.setdefault(theirs, _place(copy.origin.path, body, copy.origin.year, origin))
        if own not in draft.places:
            draft.places[own] = _place(found.path, label(found.path, found.body), found.year, copy.place)
    made = [_cluster(draft) for draft in _merged(list(drafts.values()))]
    made.sort(key=lambda cluster: (-cluster.bodies, -cluster.characters))
    return tuple(replace(cluster, number=number) for number, cluster in enumerate(made, start=1))


def _shared(copies: Copies) -> Iterator[tuple[DocumentCopies, Copy, Place]]:
    """The copies that are of a cluster, each with its report and the place of the other paragraph."""
    for found in copies.documents:
        for copy in found.copies:
            if copy.kind == SHARED and copy.origin.place is not None:
                yield found, copy, copy.origin.place


def part_of(copy: Copy, origin: Place) -> tuple[int, int]:
    """Which part of the other paragraph's text the copy is of: start and end."""
    spans = copy.origin.spans
    if spans:
        return spans[0][0], spans[-1][1]
    try:
        from rapidfuzz.fuzz import partial_ratio_alignment
    except ImportError:
        return 0, 0
    found = partial_ratio_alignment(copy.place.quote[:_MOST_ALIGNED], origin.quote[:_MOST_ALIGNED])
    return (found.dest_start, found.dest_end) if found else (0, 0)


def _number(parts: list[tuple[int, int]], part: tuple[int, int]) -> int:
    """Which of the known parts this is; a new one is entered."""
    for number, (start, end) in enumerate(parts):
        common = min(end, part[1]) - max(start, part[0])
        if common >= _OVERLAP * min(end - start, part[1] - part[0]):
            return number
    parts.append(part)
    return len(parts) - 1


def _merged(drafts: list[_Draft]) -> list[_Draft]:
    """Without those all of whose places are another's."""
    kept: list[_Draft] = []
    holding: dict[Node, set[int]] = {}
    for draft in sorted(drafts, key=lambda draft: -len(draft.places)):
        nodes = iter(draft.places)
        others = set(holding.get(next(nodes), ()))
        for node in nodes:
            others &= holding.get(node, set())
        if others:
            kept[min(others)].members |= draft.members
            continue
        for node in draft.places:
            holding.setdefault(node, set()).add(len(kept))
        kept.append(draft)
    return kept


def _place(path: str, body: str, year: int | None, place: Place) -> ClusterPlace:
    section = line(place.section, "section") if place.section else None
    return ClusterPlace(line(path, "path"), body, year, replace(place, quote=ELLIPSIS, section=section))


def _cluster(draft: _Draft) -> Cluster:
    places = tuple(draft.places.values())
    bodies = {place.body for place in places}
    return Cluster(
        number=0,
        quote=shortened(neutral(draft.quote[: 8 * MOST_QUOTE]), MOST_QUOTE),
        characters=draft.characters,
        bodies=len(bodies) if len(bodies) > 1 else len({place.path for place in places}),  # reports that name nobody
        places=places,
        members=frozenset(draft.members),
    )


class _Joined:
    """Which paragraphs are one (union–find)."""

    def __init__(self) -> None:
        self._above: dict[Node, Node] = {}

    def first(self, node: Node) -> Node:
        """The one that stands for all that are joined with this one."""
        while (above := self._above.get(node, node)) != node:
            self._above[node] = node = self._above.get(above, above)
        return node

    def join(self, one: Node, other: Node) -> None:
        """Both are one."""
        self._above[self.first(other)] = self.first(one)
