"""What is told of copied text: whose, how much, and both paragraphs side by side, the longest first.

Everything here is harmless to show (one line, no control characters); escaping for its own syntax remains the work
of each format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fzlint.gap.copied.clusters import Cluster, clusters_of, node_of
from fzlint.gap.copied.marking import Segments, side_by_side
from fzlint.gap.copied.model import SHARED, Copies, Copy, DocumentCopies, Spans
from fzlint.output.neutral import ELLIPSIS, neutral, shortened
from fzlint.output.shapes import MOST_QUOTE, line
from fzlint.text.places import Place

MOST_SHOWN = 600  # characters of a paragraph that are shown
_MOST_ALONE = 100  # pairs of one report that are shown when it is the only one
_MOST_EACH, _MOST_ALL, _FEWEST = 20, 4000, 3  # of each of many reports; of all of them; of each of very many
_MOST_PARTNERS = 60  # places of a paragraph up to which every body that has it counts as a source


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph: whose, where, its text in pieces that differ or not. Of another body in a letter its name only."""

    body: str
    year: int | None
    path: str
    place: Place | None
    segments: Segments


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph and the one it agrees with.

    ``others``: bodies beside this one that have it; ``cluster``: the number of its entry among the shared paragraphs.
    """

    kind: str
    characters: int
    alike: float
    others: int
    cluster: int | None
    own: Side
    other: Side


@dataclass(frozen=True, slots=True)
class Source:
    """A report whose text stands in another: its body and year, and how many characters and paragraphs."""

    kind: str
    body: str
    year: int | None
    path: str
    characters: int
    paragraphs: int


@dataclass(frozen=True)
class BodyCopies:
    """A report's copied text. ``label``: what to call its body."""

    found: DocumentCopies
    label: str
    whole: CopiedText

    @property
    def path(self) -> str:
        """The report's file."""
        return line(self.found.path, "path")

    @property
    def share(self) -> float | None:
        """The share of copied text, 0 to 1; None when there is nothing to compare."""
        return self._share(self.found.copied)

    @property
    def share_previous(self) -> float | None:
        """The share of text of the same body's earlier reports."""
        return self._share(self.found.previous)

    @property
    def share_shared(self) -> float | None:
        """The share of text that other bodies' reports have too."""
        return self._share(self.found.shared)

    def _share(self, characters: int) -> float | None:
        return characters / self.found.characters if self.found.characters else None

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The reports that have most in common with this one, the most first."""
        sums: Counter[tuple[str, str, str, int | None]] = Counter()
        counts: Counter[tuple[str, str, str, int | None]] = Counter()
        for copy in self.found.copies:
            for key in self._partners(copy):
                sums[key] += copy.characters
                counts[key] += 1
        ordered = sorted(sums, key=lambda key: (-sums[key], key[2], key[1]))
        return tuple(Source(kind, body, year, path, sums[key], counts[key])
                     for key in ordered for kind, path, body, year in [key])  # fmt: skip

    def _partners(self, copy: Copy) -> list[tuple[str, str, str, int | None]]:
        """The reports that have this paragraph too; of very many only the one that it was compared with."""
        cluster = self.whole.cluster_of(self.found, copy)
        if copy.kind == SHARED and cluster is not None and len(cluster.places) <= _MOST_PARTNERS:
            paths = dict.fromkeys(place.path for place in cluster.places if place.path != self.path)
            known = {place.path: place for place in cluster.places}
            return [(SHARED, path, known[path].body, known[path].year) for path in paths]
        origin = copy.origin
        return [(copy.kind, origin.path, self.whole.label(origin.path, origin.body), origin.year)]

    def pairs(self, most: int) -> list[Pair]:
        """The longest copies side by side, at most so many."""
        longest = sorted(self.found.copies, key=lambda copy: -copy.characters)[:most]
        return [self._pair(copy) for copy in longest]

    def left(self, most: int) -> tuple[int, int]:
        """How many copies are not among the ``most`` longest, and their characters."""
        rest = sorted((copy.characters for copy in self.found.copies), reverse=True)[most:]
        return len(rest), sum(rest)

    def _pair(self, copy: Copy) -> Pair:
        origin, found = copy.origin, self.found
        own = window(copy.place.quote, copy.spans)
        other = window(origin.place.quote, origin.spans) if origin.place else ""
        ours, theirs = side_by_side(own, other) if origin.place else (((own, False),), ())
        label = self.whole.label(origin.path, origin.body)
        cluster = self.whole.cluster_of(found, copy)
        return Pair(
            copy.kind, copy.characters, copy.alike, copy.others, cluster.number if cluster else None,
            Side(self.label, found.year, self.path, harmless(copy.place), ours),
            Side(label, origin.year, line(origin.path, "path"), harmless(origin.place) if origin.place else None,
                 theirs),
        )  # fmt: skip


@dataclass(frozen=True)
class CopiedText:
    """What was found copied among the reports of a batch.

    ``labels``: what to call the body of each path; ``earlier``: earlier reports that were compared too;
    ``not_compared``: paths of what had no text to compare, each with the reason (the end of a message key);
    ``untold``: reports that were compared and of which a letter does not tell.
    """

    copies: Copies
    labels: Mapping[str, str]
    earlier: int = 0
    not_compared: tuple[tuple[str, str], ...] = ()
    untold: int = 0

    @property
    def is_compared(self) -> bool:
        """Whether there was anything to compare the reports with."""
        return len(self.copies.documents) + self.earlier + self.untold > 1

    @cached_property
    def bodies(self) -> Mapping[str, BodyCopies]:
        """Each report by its path."""
        return {
            line(found.path, "path"): BodyCopies(found, self.label(found.path, found.body), self)
            for found in self.copies.documents
        }

    @cached_property
    def ranked(self) -> tuple[BodyCopies, ...]:
        """The reports with copied text, the largest share first."""
        some = [body for body in self.bodies.values() if body.found.copied]
        return tuple(sorted(some, key=lambda body: (-(body.share or 0), -body.found.copied)))

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The paragraphs that several bodies share, each once with all its places: those of most bodies first."""
        return clusters_of(self.copies, self.label)

    @property
    def characters(self) -> int:
        """Characters compared."""
        return sum(found.characters for found in self.copies.documents)

    @property
    def most_pairs(self) -> int:
        """How many pairs of each report are shown: fewer, where there are many reports."""
        number = len(self.copies.documents)
        return _MOST_ALONE if number < 2 else max(_FEWEST, min(_MOST_EACH, _MOST_ALL // number))

    def label(self, path: str, body: str | None) -> str:
        """What to call the body of a report: as in the batch, else its name or its file's."""
        known = self.labels.get(line(path, "path"))
        if known is None:
            known = neutral(body or "") or neutral(path).replace("\\", "/").rpartition("/")[2]
        return known

    def cluster_of(self, found: DocumentCopies, copy: Copy) -> Cluster | None:
        """The entry of ``clusters`` that this copy belongs to."""
        return self._numbers.get((copy.group, node_of(found.path, copy.place))) if copy.kind == SHARED else None

    @cached_property
    def _numbers(self) -> Mapping[tuple[int | None, tuple[str, int, int]], Cluster]:
        return {key: cluster for cluster in self.clusters for key in cluster.members}

    def letter(self, path: str) -> CopiedText:
        """What a letter to this body may tell: of other bodies their names only, not files, places and words."""
        known = self.bodies.get(path)
        documents = [known.found] if known else []

        def named(copy: Copy) -> Copy:
            origin = copy.origin
            if copy.kind != SHARED:
                return copy
            body = self.label(origin.path, origin.body)
            return replace(copy, group=None, origin=replace(origin, path="", body=body, place=None, spans=()))

        told = tuple(replace(found, copies=tuple(map(named, found.copies))) for found in documents)
        missing = tuple(entry for entry in self.not_compared if entry[0] == path)
        labels = {path: self.labels[path]} if path in self.labels else {}
        untold = self.untold + len(self.copies.documents) - len(told)
        return CopiedText(Copies(told), labels, self.earlier, missing, untold)


def window(quote: str, spans: Spans) -> str:
    """What is shown of a paragraph: all of it; of a long one, what begins with the copied text."""
    if len(quote) > MOST_SHOWN:
        start = min((start for start, _ in spans), default=0)
        start = start if start > MOST_SHOWN // 4 else 0
        end = start + MOST_SHOWN
        quote = ELLIPSIS * bool(start) + quote[start:end] + ELLIPSIS * (end < len(quote))
    return neutral(quote)


def harmless(place: Place) -> Place:
    """A place that can be shown: quote and section without control characters and not too long."""
    quote = shortened(neutral(place.quote[: 8 * MOST_QUOTE]), MOST_QUOTE)
    return replace(place, quote=quote, section=line(place.section, "section") if place.section else None)


def plain(segments: Segments, begin: str, end: str) -> str:
    """A text with its differences between two marks, for formats without other means."""
    return "".join(f"{begin}{text}{end}" if differs else text for text, differs in segments)


def cut(segments: Segments, most: int) -> Segments:
    """The first ``most`` characters."""
    made: list[tuple[str, bool]] = []
    left = most
    for text, differs in segments:
        if len(text) > left:
            made.append((text[:left] + ELLIPSIS, differs))
            break
        made.append((text, differs))
        left -= len(text)
    return tuple(made)


def percent(share: float | None) -> str:
    """A share as whole per cent; what is little but not nothing is not told as nothing."""
    if share is None:
        return "—"
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def names_of(sources: Sequence[Source], kind: str) -> list[str]:
    """The bodies of these sources, each once."""
    return list(dict.fromkeys(source.body for source in sources if source.kind == kind))
