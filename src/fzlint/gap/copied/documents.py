"""What is compared: the paragraphs of a report with their places and parts, without headings and sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fzlint.report.report import Report, Statement
from fzlint.text.places import Place
from fzlint.text.script import simplified

MOST_CHARACTERS = 200_000  # of one document that are compared; a report has some 3,000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one part in one line: ``text`` is the view's (simplified, without blanks), ``place`` the author's."""

    part: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it is compared. ``names``: what it calls its body, in simplified script; they are masked."""

    path: str
    body: str | None
    year: int | None
    paragraphs: tuple[Paragraph, ...]
    names: tuple[str, ...] = ()


def document_of(path: str, report: Report, parts: Sequence[str]) -> Document:
    """The document at ``path`` with its paragraphs of ``parts`` (the keys of PartWords: measures, next-year …)."""
    head = report.head
    names = tuple(dict.fromkeys(simplified(name) for name in (head.body, head.signed_body) if name))
    found: list[Paragraph] = []
    left = MOST_CHARACTERS
    for paragraph in _paragraphs(report, frozenset(parts)):
        left -= len(paragraph.text)
        if left < 0:
            break
        found.append(paragraph)
    return Document(path, head.body, head.year, tuple(found), names)


def _paragraphs(report: Report, parts: frozenset[str]) -> Iterator[Paragraph]:
    view = report.view
    prose = (statement for statement in report.statements if not statement.lead and statement.part in parts)

    def together(statement: Statement) -> tuple[int, str]:
        return statement.paragraph, statement.part

    for (_, part), group in groupby(prose, key=together):
        statements = list(group)
        start, end = statements[0].start, statements[-1].end
        place = replace(view.place(start, end), section=report.heading_at(start))
        yield Paragraph(part, view.text[start:end], place)
