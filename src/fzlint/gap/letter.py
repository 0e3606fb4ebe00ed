"""The gap report as a Word document: to one body as the letter a bureau would send, on many bodies as a summary.

Needs python-docx (the extra ``word``). The same batch gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fzlint.gap.letter_layout import Paper
from fzlint.gap.letter_tables import HEAD_GROUND, Cell
from fzlint.gap.model import MET, MISSING, NOT_APPLICABLE, WEAK, Batch, Body, BodyPage, FindingLine
from fzlint.gap.office import MissingLibraryError
from fzlint.gap.workbook import where
from fzlint.output.neutral import quoted

if TYPE_CHECKING:
    from fzlint.gap.compare import Comparison
    from fzlint.messages import Messages
    from fzlint.result import Answer
    from fzlint.text.places import Place

GROUNDS = {MET: "D5E8D0", WEAK: "FFE699", MISSING: "F4B183", NOT_APPLICABLE: "F2F2F2"}
MOST_FINDINGS = 200  # that a letter tells one by one
MOST_QUOTE = 120  # characters
_BAR = 6  # cells of the bar of a part; a part with more items goes on in the next row


def write_letter(
    batch: Batch, path: Path, messages: Messages, body: Body | None = None, comparison: Comparison | None = None
) -> None:
    """Write the letter to ``body`` (or to the only body of ``batch``), else the summary of all bodies.

    Raises MissingLibraryError, OSError.
    """
    if body is not None:
        batch = batch.alone(body)
    words = batch.checklist.section("skeleton")
    try:
        paper = Paper(words, chinese=messages.language == "zh")
    except ImportError as error:
        raise MissingLibraryError(messages("office.no-docx")) from error
    if body is None and len(batch.bodies) == 1 and not batch.unjudged:
        body = batch.bodies[0]
    if body is not None:
        title = Writer(batch, paper, messages).letter(batch.page(body), comparison)
    else:
        from fzlint.gap.letter_summary import write_summary

        title = write_summary(batch, paper, messages, comparison)
    paper.save(path, title)


class Writer:
    """What a letter and a summary are made of."""

    def __init__(self, batch: Batch, paper: Paper, messages: Messages) -> None:
        self.batch, self.paper, self.messages = batch, paper, messages

    def letter(self, page: BodyPage, comparison: Comparison | None = None) -> str:
        """The whole letter; its title."""
        from fzlint.gap.letter_copied import copied_of_letter
        from fzlint.gap.letter_time import change_of_letter

        messages, paper, body = self.messages, self.paper, page.body
        name = body.name or messages("letter.body-unknown")
        key = "letter.title" if body.year else "letter.title-no-year"
        title = messages(key, body=name, year=body.year)
        paper.title(title.split("|"))
        paper.text(messages("letter.addressee", body=name), indented=False)
        received = "letter.received" if body.title else "letter.received-untitled"
        text = messages(received, title=(body.title or "").strip("《》"))
        paper.text(text + messages("letter.examined", sources=self._sources(page)))
        paper.heading(messages("letter.head.summary"))
        paper.text(self.summary(page))
        paper.heading(messages("letter.head.contents"))
        self.contents(page)
        if page.outline:
            paper.heading(messages("letter.head.outline"))
            self.bars(page)
            self._gaps(page)
        paper.heading(messages("letter.head.findings"))
        self._findings(page)
        paper.heading(messages("letter.head.answers"))
        if page.answers:
            self.answers(page.answers)
        else:
            paper.text(messages("letter.no-shortcomings"))
        if page.copied:
            paper.heading(messages("copied.head"))
            copied_of_letter(self, page.copied)
        if comparison and (change := comparison.change_of(body)):
            paper.heading(messages("gap.change"))
            change_of_letter(self, change)
        paper.heading(messages("letter.head.score"))
        self._score(page)
        paper.text(messages("letter.closing"), keep=True)
        paper.blank()
        paper.signature([messages("letter.signatures")], on_right=False)
        paper.blank()
        paper.signature([messages("letter.seal"), messages("letter.date")])
        paper.blank()
        paper.text(messages("letter.note"), small=True)
        return title.replace("|", "")

    def summary(self, page: BodyPage) -> str:
        """The result in a few sentences."""
        messages = self.messages
        counts = Counter(line.status for line in page.contents)
        told = messages("letter.contents-count", counts=self._counts(counts, "text.status", "letter.count"))
        applicable = sum(part.applicable for part in page.outline)
        if applicable:
            counts = Counter(line.status for part in page.outline for line in part.lines)
            words = self._counts(counts, "text.status", "letter.count")
            told += messages("letter.outline-count", applicable=applicable, counts=words)
        if page.findings:
            severities = Counter(line.finding.severity for line in page.findings)
            words = self._counts(severities, "letter.severity", "letter.count-places")
            told += messages("letter.findings-count", count=len(page.findings), counts=words)
        else:
            told += messages("letter.no-findings")
        if page.body.score.value is not None:
            told += messages("letter.score-is", value=number(page.body.score.value))
        if page.doubts:
            doubts = messages("text.comma").join(messages(f"letter.doubt.{doubt}") for doubt in page.doubts)
            told += messages("letter.doubts", doubts=doubts)
        return told + (page.note or "")

    def _counts(self, counts: Counter[str], words: str, key: str) -> str:
        order = (MET, WEAK, MISSING, "error", "warning", "note")
        told = (
            self.messages(key, word=self.messages(f"{words}.{name}"), count=counts[name])
            for name in order
            if counts[name]
        )
        return self.messages("text.comma").join(told)

    def contents(self, page: BodyPage) -> None:
        """The five contents: met with where it stands, else with what to write."""
        messages = self.messages
        rows = []
        for line in page.contents:
            evidence = line.verdict.evidence
            shown = [self.place_and_quote(evidence[0], 60)] if evidence else []
            if line.status in (WEAK, MISSING) and line.item.remedy:
                shown.append(messages("letter.remedy") + line.item.remedy)
            rows.append((line.item.title, self.status(line.status), "\n".join(shown)))
        heads = [messages(f"letter.column.{name}") for name in ("content", "shown")]
        self.paper.table((42, 20, 94), (heads[0], messages("office.column.status"), heads[1]), rows)

    def status(self, status: str) -> Cell:
        """A cell with a verdict in words on its ground."""
        return Cell(self.messages(f"text.status.{status}"), GROUNDS[status], centred=True)

    def bars(self, page: BodyPage) -> None:
        """The parts of the outline: a cell for each item, then the counts."""
        messages = self.messages
        cells = max(1, min(_BAR, max(len(part.lines) for part in page.outline)))
        signs = {status: messages(f"letter.bar.{status}") for status in GROUNDS}
        rows: list[list[Cell]] = []
        for part in page.outline:
            name = messages(f"outline.part-{part.part}" if part.part else "text.outline-other")
            for start in range(0, len(part.lines), cells):
                bar = [
                    Cell(signs[line.status], GROUNDS[line.status], centred=True, bold=line.status == MISSING)
                    for line in part.lines[start : start + cells]
                ]
                bar += [Cell("")] * (cells - len(bar))
                counts = [Cell(str(part.count(status)), centred=True) for status in (MET, WEAK, MISSING)]
                rows.append([Cell(name), *bar, *counts] if not start else [Cell(""), *bar, *[Cell("")] * 3])
        head: list[Cell | str] = [
            messages("letter.column.part"),
            Cell(messages("letter.column.items"), HEAD_GROUND, centred=True, span=cells, bold=True),
            *(messages(f"text.status.{status}") for status in (MET, WEAK, MISSING)),
        ]
        self.paper.table((56, *[8] * cells, 18, 20, 18), head, rows, whole=True)
        self.paper.text(
            messages("letter.bar-legend", met=signs[MET], weak=signs[WEAK], missing=signs[MISSING],
                     na=signs[NOT_APPLICABLE]),
            indented=False,
            small=True,
        )  # fmt: skip

    def _gaps(self, page: BodyPage) -> None:
        """Items of the outline that are missing or weak, with what to add."""
        messages = self.messages
        gaps = [line for line in page.gaps if line.item.group != "contents"]
        if not gaps:
            self.paper.text(messages("letter.outline-complete"))
            return
        self.paper.text(messages("letter.gaps"))
        rows = [(line.item.title, self.status(line.status), line.item.remedy) for line in gaps]
        heads = messages("office.column.item-title"), messages("office.column.status"), messages("letter.column.advice")
        self.paper.table((48, 20, 88), heads, rows)

    def _findings(self, page: BodyPage) -> None:
        """Each finding with what it is, its place and words, basis and remedy."""
        messages = self.messages
        if not page.findings:
            self.paper.text(messages("letter.no-findings"))
        for line in page.findings[:MOST_FINDINGS]:
            self._finding(line)
        left = len(page.findings) - MOST_FINDINGS
        if left > 0:
            self.paper.text(messages("letter.more", count=left))

    def _finding(self, line: FindingLine) -> None:
        messages, paper, finding = self.messages, self.paper, line.finding
        severity = messages(f"letter.severity.{finding.severity}")
        paper.heading(messages("letter.finding-head", title=line.title, severity=severity), level=2)
        paper.text(finding.message + (messages("letter.likely") if line.likely else ""))
        key = "letter.text" if finding.place.quote else "letter.place"
        paper.text(self.place_and_quote(finding.place), label=messages(key))
        for place in finding.related[:5]:
            paper.text(self.place_and_quote(place), label=messages("letter.related"))
        if finding.basis:
            basis = messages("text.semicolon").join(finding.basis) + messages("text.stop")
            paper.text(basis, label=messages("letter.basis"))
        paper.text(finding.remedy, label=messages("letter.remedy"))

    def place_and_quote(self, place: Place, most: int = MOST_QUOTE) -> str:
        """The words quoted, and where they stand: section and place in the file."""
        messages = self.messages
        spot = where(place, messages)
        if place.section:
            spot = messages("office.where", section=quoted(place.section, 30), place=spot)
        if not place.quote:
            return spot
        quote = messages("letter.quote", quote=inner(quoted(place.quote, most)))
        return messages("letter.quoted", quote=quote, place=spot)

    def answers(self, answers: Iterable[Answer]) -> None:
        """Shortcomings and next year's arrangements side by side."""
        messages = self.messages
        grounds = {"yes": MET, "partly": WEAK, "no": MISSING}
        rows = [
            (
                quoted(answer.place.quote, MOST_QUOTE),
                quoted(answer.by.quote, MOST_QUOTE) if answer.by else messages("letter.no-answer"),
                Cell(messages(f"text.answered.{answer.answered}"), GROUNDS[grounds[answer.answered]], centred=True),
            )
            for answer in answers
        ]
        names = ("shortcoming", "arrangement", "answered")
        self.paper.table((66, 66, 24), [messages(f"office.column.{name}") for name in names], rows)

    def _score(self, page: BodyPage) -> None:
        """The score with its formula; what did not apply, and why."""
        messages = self.messages
        if page.body.score.value is None:
            self.paper.text(messages("text.no-score"))
        else:
            parts = messages("text.semicolon").join(
                messages("text.score-part", group=messages(f"text.score-group.{part.group}"),
                         weight=number(part.share), credit=number(part.credit), applicable=part.applicable,
                         points=number(part.points))
                for part in page.score
            )  # fmt: skip
            value = messages("letter.score-is", value=number(page.body.score.value))
            self.paper.text(value + parts + messages("text.stop"))
            credit = self.batch.checklist.section("score")["credit"]
            self.paper.text(messages("text.score-rule", **{name: number(points) for name, points in credit.items()}))
        if not page.left_out:
            self.paper.text(messages("letter.nothing-left-out"))
            return
        self.paper.text(messages("letter.left-out"))
        rows = [(line.item.title, messages(f"office.reason.{line.reason or 'other'}")) for line in page.left_out]
        self.paper.table((70, 86), (messages("office.column.item-title"), messages("office.column.why")), rows)

    def _sources(self, page: BodyPage) -> str:
        """The regulations that were applied."""
        items = {item.id: item for item in self.batch.checklist.items}
        judged = (items[line.item.id] for line in page.lines if line.item.id in items and line.status != NOT_APPLICABLE)
        names = dict.fromkeys(str(basis["source"]) for item in judged for basis in item.basis)
        sources = self.batch.checklist.section("sources")
        titles: Iterable[str] = (self.messages.of(sources[name]["title"]) for name in names)
        return "".join(titles) if self.messages.language == "zh" else self.messages("text.list-comma").join(titles)


def inner(text: str) -> str:
    """``text`` as it stands between quotation marks: its own are single ones, no stop at its end."""
    return text.rstrip("。；，、 ").replace("“", "‘").replace("”", "’")


def number(value: float) -> str:
    """A number with at most two decimals, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def cells(values: Sequence[object]) -> list[Cell]:
    """Values as centred cells."""
    return [Cell(str(value), centred=True) for value in values]
