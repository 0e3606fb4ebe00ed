"""Finding copied paragraphs among many reports, in time that grows with their number only.

Paragraphs that are nearly the same are one family: only its first member is entered into the index, and later ones
are compared with it. So a paragraph that a thousand bodies share costs a thousand comparisons, not half a million.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fzlint.checklist.model import Checklist
from fzlint.gap.copied.bodies import Bodies
from fzlint.gap.copied.comparing import Agreement, Prepared, Thresholds, compare
from fzlint.gap.copied.documents import Document, Paragraph
from fzlint.gap.copied.index import Index
from fzlint.gap.copied.masking import Masker
from fzlint.gap.copied.model import PREVIOUS, SHARED, Copies, Copy, DocumentCopies, Origin, Spans
from fzlint.report.parts import NEXT_YEAR

_BLANK = re.compile(r"\s")
CLOSE = 0.9  # from here on (alike, and share) a paragraph brings nothing new and is not entered into the index


def find_copies(
    texts: Sequence[Document],
    *,
    previous: Sequence[Document] = (),
    checklist: Checklist | None = None,
    step: Callable[[], None] | None = None,
) -> Copies:
    """What of ``texts`` was taken over from the same body's earlier reports, and what bodies share with each other.

    Earlier reports are those of ``previous`` and those of an earlier year among ``texts``. Two reports of one body
    and year are versions and are not compared. ``checklist``: the one with the section ``copied``, by default the
    shipped one. ``step`` is called after each of ``texts``. Raises ImportError without rapidfuzz.
    """
    if checklist is None:
        from fzlint.checklist.loading import shipped

        checklist = shipped()
    finder = _Finder(knowledge_of(checklist), official_titles(checklist), texts, previous)
    return finder.find(step or (lambda: None))


def knowledge_of(checklist: Checklist) -> Mapping[str, Any]:
    """The section ``copied`` of a checklist; the shipped one's where it has none."""
    found = checklist.section("copied")
    if not found:
        from fzlint.checklist.loading import shipped

        found = shipped().section("copied")
    return found


def parts_compared(checklist: Checklist) -> tuple[str, ...]:
    """The parts of a report that are compared."""
    return tuple(knowledge_of(checklist)["parts"])


def official_titles(checklist: Checklist) -> tuple[str, ...]:
    """The titles of the items that ask for a content: everybody's headings, nobody's own words."""
    return tuple(item.title["zh"] for item in checklist.items)


class _Family:
    """A paragraph in the index, and what is known of those that agree with it."""

    def __init__(self, first: Prepared, position: int, number: int) -> None:
        self.first = first
        self.position = position  # of its document
        self.number = number
        self.bodies: set[str] = set()
        self.answered = False  # whether the first member itself is known as a copy


class _Finder:
    def __init__(
        self,
        knowledge: Mapping[str, Any],
        titles: Sequence[str],
        texts: Sequence[Document],
        previous: Sequence[Document],
    ) -> None:
        self._masker = Masker(knowledge, titles)
        self._thresholds = Thresholds.from_mapping(knowledge["thresholds"])
        self._bodies = Bodies(knowledge["endings"])
        self._texts = texts
        self._earlier: dict[str, list[Document]] = {}
        for document in (*previous, *texts):
            self._earlier.setdefault(self._bodies.bucket(document), []).append(document)
        self._families: list[_Family] = []
        self._index = Index()
        self._found: list[list[Copy]] = [[] for _ in texts]

    def find(self, step: Callable[[], None]) -> Copies:
        """All copies."""
        for position, document in enumerate(self._texts):
            prepared = self._prepared(document)
            self._from_earlier(position, document, prepared)
            for paragraph in prepared:
                self._among_bodies(position, paragraph)
                paragraph.forget()
            step()
        return Copies(tuple(map(self._told, self._texts, self._found)))

    def _prepared(self, document: Document) -> list[Prepared]:
        names = self._masker.names(document.names)
        made = (Prepared(document, p, list(self._masker.sentences(p.text, names))) for p in document.paragraphs)
        return [paragraph for paragraph in made if paragraph.weight >= self._thresholds.own_words]

    def _from_earlier(self, position: int, document: Document, prepared: Sequence[Prepared]) -> None:
        """Enter what was taken over from earlier reports of the same body."""
        before = [
            other
            for other in self._earlier[self._bodies.bucket(document)]
            if other is not document
            and (other.year is not None and document.year is not None and other.year < document.year)
            and self._bodies.same(other, document)
        ]
        if not before:
            return
        sources = [paragraph for other in before for paragraph in self._prepared(other)]
        index = Index()
        for number, source in enumerate(sources):
            index.add(number, source.runs)
        for paragraph in prepared:
            candidates = [sources[number] for number in index.candidates(paragraph.runs)]
            if paragraph.paragraph.part != NEXT_YEAR:  # what was planned and is now reported as done is no copy
                candidates = [source for source in candidates if source.paragraph.part != NEXT_YEAR]
            found = self._best(paragraph, candidates)
            if found:
                self._found[position].append(self._copy(PREVIOUS, paragraph, *found))

    def _among_bodies(self, position: int, paragraph: Prepared) -> None:
        """Enter what a paragraph shares with other bodies' reports met before, for both."""
        near = [self._families[number] for number in self._index.candidates(paragraph.runs)]
        near = [f for f in near if not self._bodies.same(f.first.document, paragraph.document)]
        found = self._best(paragraph, [family.first for family in near])
        body = self._bodies.name(paragraph.document)
        if found:
            agreement, source = found
            family = next(family for family in near if family.first is source)
            family.bodies.add(body)
            self._found[position].append(replace(self._copy(SHARED, paragraph, agreement, source), group=family.number))
        for family in near:
            if not family.answered:
                back = compare(family.first, [paragraph], self._thresholds)
                family.first.forget()
                if back:
                    family.answered = True
                    family.bodies.add(body)
                    copy = self._copy(SHARED, family.first, back, paragraph)
                    self._found[family.position].append(replace(copy, group=family.number))
        if not found or agreement.alike < CLOSE or agreement.share < CLOSE:
            self._index.add(len(self._families), paragraph.runs)
            self._families.append(_Family(paragraph, position, len(self._families)))

    def _best(self, one: Prepared, candidates: Iterable[Prepared]) -> tuple[Agreement, Prepared] | None:
        """The document that ``one`` agrees with most, and the paragraph of it that holds most."""
        by_document: dict[int, list[Prepared]] = {}
        for candidate in candidates:
            by_document.setdefault(id(candidate.document), []).append(candidate)
        best: tuple[Agreement, Prepared] | None = None
        for others in by_document.values():
            agreement = compare(one, others, self._thresholds)
            if agreement and (best is None or agreement.weight * agreement.alike > best[0].weight * best[0].alike):
                best = agreement, others[agreement.best]
        return best

    def _copy(self, kind: str, one: Prepared, agreement: Agreement, source: Prepared) -> Copy:
        back = compare(source, [one], self._thresholds)
        source.forget()
        other = source.document
        origin_spans = back.spans if back else ()
        return Copy(
            kind=kind,
            part=one.paragraph.part,
            place=one.paragraph.place,
            spans=in_quote(one.paragraph, agreement.spans),
            characters=sum(end - start for start, end in agreement.spans),
            alike=round(agreement.alike, 3),
            share=round(agreement.share, 3),
            origin=Origin(
                other.path, other.body, other.year, source.paragraph.place, in_quote(source.paragraph, origin_spans)
            ),
        )

    def _told(self, document: Document, copies: Sequence[Copy]) -> DocumentCopies:
        """A document's copies in order, with how many bodies have each."""
        known: list[Copy] = []
        for copy in sorted(copies, key=lambda c: (c.place.line, c.place.column, c.kind)):
            if copy.group is not None:
                copy = replace(copy, others=max(1, len(self._families[copy.group].bodies)))
            known.append(copy)
        characters = sum(len(paragraph.text) for paragraph in document.paragraphs)
        counts = [
            min(_marked(copy for copy in known if copy.kind in kinds), characters)
            for kinds in ((PREVIOUS, SHARED), (PREVIOUS,), (SHARED,))
        ]
        copied, previous, shared = counts
        return DocumentCopies(
            document.path, document.body, document.year, characters, copied, tuple(known), previous, shared
        )


def _marked(copies: Iterable[Copy]) -> int:
    """How many characters (without blanks) these copies cover; what two of them cover counts once."""
    marked: dict[tuple[int, int], set[int]] = {}
    for copy in copies:
        at = marked.setdefault((copy.place.line, copy.place.column), set())
        for start, end in copy.spans:
            quote = copy.place.quote[start:end]
            every = range(start, end)
            at.update(every if not _BLANK.search(quote) else (i for i in every if not copy.place.quote[i].isspace()))
    return sum(map(len, marked.values()))


def in_quote(paragraph: Paragraph, spans: Spans) -> Spans:
    """Offsets in a paragraph's text as offsets in the author's quote, which may have blanks between."""
    quote = paragraph.place.quote
    if len(quote) == len(paragraph.text):
        return spans
    kept = [at for at, character in enumerate(quote) if not (character.isspace() or character in _UNSEEN)]
    if len(kept) != len(paragraph.text):
        return ()
    return tuple((kept[start], kept[end - 1] + 1) for start, end in spans)


_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u2060"
