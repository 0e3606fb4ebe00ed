"""What the gap report says in sentences: made once here, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fzlint.gap.bodies import CONTENTS, MET, MISSING, OUTLINE, WEAK, Body, ItemInfo
from fzlint.gap.compare import Change, Comparison, TrendPoint
from fzlint.gap.copied.telling import percent
from fzlint.gap.copied.wording import CopiedWording
from fzlint.gap.model import Batch, BodyPage, ItemCount, ItemLine, ScorePart
from fzlint.messages import Messages
from fzlint.output.places import spot_words
from fzlint.text.places import Place

_NUMERALS = "一二三四五六七八九十"
_NAMED = 5  # items or bodies named in a sentence


def number(value: float) -> str:
    """A number with at most two decimals, without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def signed(value: float | None) -> str:
    """A change of points with its sign; a dash when it is not known."""
    if value is None:
        return "—"
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value))


class Wording:
    """Sentences in the language of ``messages``."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages

    def copied(self, batch: Batch) -> CopiedWording:
        """What is said of copied text."""
        return CopiedWording(self.messages, batch.checklist)

    def title(self, batch: Batch) -> str:
        """The title of the whole report."""
        return self.title_one(batch.bodies[0]) if _single(batch) else self.messages("gap.title-many")

    def title_one(self, body: Body) -> str:
        """The title of the report on one body."""
        key = "gap.title-one" if body.year is None else "gap.title-one-year"
        return self.messages(key, body=body.label, year=body.year)

    def label_year(self, body: Body) -> str:
        """The body with its year, as far as known."""
        if body.year is None:
            return body.label
        space = "" if self.messages.language == "zh" else " "
        return body.label + space + self.messages("gap.year-value", year=body.year)

    def numbered(self, index: int, heading: str) -> str:
        """A heading with its number, from 1."""
        numeral = _NUMERALS[index - 1] if self.messages.language == "zh" and index <= 10 else str(index)
        return self.messages("gap.number", number=numeral) + heading

    def level(self, level: str | None) -> str:
        """A level in words."""
        return self.messages(f"text.level.{level}") if level else self.messages("gap.unknown-level")

    def status(self, status: str | None) -> str:
        """A verdict in words."""
        return self.messages(f"text.status.{status}") if status else self.messages("gap.not-asked")

    def part(self, part: int) -> str:
        """A part of the outline in words."""
        return self.messages(f"outline.part-{part}") if part else self.messages("text.outline-other")

    def place(self, place: Place) -> str:
        """Where something stands: its section and page, paragraph or line."""
        if not place.quote and (place.line, place.column) == (1, 1):
            return self.messages("gap.whole-report")
        where = spot_words(place, self.messages)
        return self.messages("gap.under", section=place.section, place=where) if place.section else where

    def points(self, body: Body) -> str:
        """The score, or a dash."""
        return "—" if body.score.value is None else number(body.score.value)

    def comma(self, words: Sequence[str]) -> str:
        """A list in a sentence."""
        return self.messages("text.list-comma").join(words)

    def named(self, bodies: Sequence[Body], most: int = _NAMED) -> str:
        """Bodies by name; of many the first, and how many there are."""
        words = self.comma(list(dict.fromkeys(body.label for body in bodies[:most])))
        return words + (self.messages("gap.and-others", count=len(bodies)) if len(bodies) > most else "")

    def titles(self, items: Sequence[ItemInfo]) -> str:
        """Items by title."""
        return self.comma([item.title for item in items])

    def some(self, items: Sequence[ItemInfo]) -> str:
        """Items by title, of many the first and how many there are; “none” of none."""
        if not items:
            return self.messages("gap.none")
        more = self.messages("gap.and-others-items", count=len(items)) if len(items) > _NAMED else ""
        return self.titles(items[:_NAMED]) + more

    def why_unjudged(self, body: Body) -> str:
        """Why a file could not be judged."""
        if body.error is not None:
            return body.error.message
        return self.messages("gap.other-kind", kind=self.messages(f"kind.{body.kind}"))

    def doubt(self, doubt: str, body: Body) -> str:
        """Why a report's verdicts should be read with care."""
        return self.messages(f"gap.doubt.{doubt}", items=self.comma(body.broken))

    def reason(self, line: ItemLine) -> str:
        """Why an item did not apply."""
        return self.messages(f"gap.reason.{line.reason}") if line.reason else self.status(line.status)

    def overview(self, batch: Batch, comparison: Comparison | None = None) -> Iterator[str]:
        """The overview of many reports, one sentence each."""
        say = self.messages
        years = sorted({body.year for body in batch.bodies if body.year is not None})
        if not batch.bodies:
            yield say("gap.sum.none")
        elif years:
            yield say("gap.sum.files-years", count=len(batch.bodies), years=self.comma([str(year) for year in years]))
        else:
            yield say("gap.sum.files", count=len(batch.bodies))
        if batch.unjudged:
            yield say("gap.sum.unjudged", count=len(batch.unjudged))
        if not batch.bodies:
            return
        doubtful = sum(bool(page.doubts) for page in batch.pages())
        if doubtful:
            yield say("gap.sum.doubts", count=doubtful)
        yield from self._gaps(batch)
        concerned = [body for body in batch.bodies if any(f.code not in batch.info for f in body.findings)]
        if concerned:
            count = sum(kind.count for kind in batch.finding_counts)
            yield say("gap.sum.findings", bodies=len(concerned), count=count)
        averages = [
            say("gap.sum.level-average", level=self.level(r.level), average=number(r.average), count=len(r.rows))
            for r in batch.rankings
            if r.average is not None
        ]
        if averages:
            yield say("gap.sum.average", levels=self.comma(averages))
        if batch.copied:
            yield from self.copied(batch).overview(batch.copied, short=True)
        if comparison and comparison.changes:
            kinds = ("mended", "new", "unchanged")
            sums = {kind: sum(len(getattr(change, kind)) for change in comparison.changes) for kind in kinds}
            yield say("gap.sum.changes", count=len(comparison.changes), **sums)

    def _gaps(self, batch: Batch) -> Iterator[str]:
        contents = [i for i, item in enumerate(batch.items) if item.group == CONTENTS]
        whole = sum(all(row.cells[i] in (MET, None, "not-applicable") for i in contents) for row in batch.matrix)
        share = f"{whole / len(batch.bodies):.0%}"
        yield self.messages("gap.sum.contents-all", count=whole, share=share)
        for group in (CONTENTS, OUTLINE):
            lacking = [count for count in batch.item_counts if count.item.group == group and count.missing]
            if lacking:
                yield self.messages(f"gap.sum.{group}-missing", items=self._counted(lacking[:_NAMED]))

    def _counted(self, counts: Sequence[ItemCount]) -> str:
        separator = self.messages("text.semicolon")
        return separator.join(
            self.messages("gap.sum.item-missing", title=count.item.title, count=len(count.missing)) for count in counts
        )

    def opening(self, page: BodyPage) -> Iterator[str]:
        """What the section of one report says first, one sentence each."""
        say = self.messages
        if page.contents:
            counts = {s: sum(line.status == s for line in page.contents) for s in (MET, WEAK, MISSING)}
            yield say("gap.one.contents", **counts)
        asked = sum(part.applicable for part in page.outline)
        if asked:
            counts = {s: sum(part.count(s) for part in page.outline) for s in (MET, WEAK, MISSING)}
            yield say("gap.one.outline", applicable=asked, **counts)
        if page.findings:
            severities = [line.finding.severity for line in page.findings]
            told = {f"{name}s": severities.count(name) for name in ("error", "warning", "note")}
            yield say("gap.one.findings", **told)
        else:
            yield say("gap.one.no-findings")
        if page.answers:
            unanswered = sum(answer.answered == "no" for answer in page.answers)
            yield say("gap.one.answers", count=len(page.answers), open=unanswered)
        if page.copied and page.copied.found.copied:
            found, share = page.copied.found, percent(page.copied.share)
            yield say("copied.one.share", characters=found.characters, copied=found.copied, share=share)

    def score_part(self, part: ScorePart) -> str:
        """A term of the score with its figures."""
        return self.messages(
            "gap.score-part",
            group=self.messages(f"text.score-group.{part.group}"),
            share=number(part.share),
            credit=number(part.credit),
            applicable=part.applicable,
            points=number(part.points),
        )

    def score_rule(self, batch: Batch) -> str:
        """How verdicts are counted."""
        credits = {s: number(v) for s, v in batch.checklist.section("score")["credit"].items()}
        return self.messages("gap.score-rule", **credits)

    def compared(self, change: Change, *, letter: bool = False) -> str:
        """With what a report was compared, and how its score changed. ``letter``: files are nobody's concern."""
        say = self.messages
        before = self.report_of(change.before) if letter else self.earlier(change.before)
        told = say("gap.compared-with", before=before)
        if change.score_change is not None:
            told += say("text.comma") + say(
                "gap.score-change",
                before=self.points(change.before),
                after=self.points(change.after),
                change=signed(change.score_change),
            )
        return told + say("text.stop")

    def point(self, point: TrendPoint) -> str:
        """A year, or a run, of the trend."""
        if point.year:
            return self.messages("gap.year-value", year=point.year)
        return self.messages("gap.trend-point", number=point.run + 1)

    @staticmethod
    def share(counts: tuple[int, int]) -> str:
        """So many of so many, and as a percentage."""
        met, asked = counts
        return f"{met}/{asked} ({met / asked:.0%})" if asked else "—"

    def report_of(self, body: Body) -> str:
        """An earlier report by its year; by its file where that is not known."""
        if body.year is None:
            return self.earlier(body)
        return self.messages("gap.report-of", year=body.year)

    def earlier(self, body: Body) -> str:
        """An earlier report, by its year and file."""
        key = "gap.report-of-path" if body.year is None else "gap.report-of-year"
        return self.messages(key, year=body.year, path=body.path)


def _single(batch: Batch) -> bool:
    return len(batch.bodies) == 1 and not batch.unjudged
