"""The summary on many bodies: overview with tables, then pages for each body."""

from __future__ import annotations

from fzlint.gap.compare import Comparison
from fzlint.gap.letter import GROUNDS, MOST_FINDINGS, Writer, cells, number
from fzlint.gap.letter_copied import copied_of_all, copied_of_page
from fzlint.gap.letter_layout import Paper
from fzlint.gap.letter_tables import HEAD_GROUND, Cell
from fzlint.gap.letter_time import change_of_letter, comparison_of_all
from fzlint.gap.model import MET, MISSING, NOT_APPLICABLE, WEAK, Batch, Body, BodyPage
from fzlint.gap.workbook import level_words, unjudged_reason
from fzlint.messages import Messages

_MOST_ITEMS = 15  # in the table of items most often missing
_BAR = 10  # cells that stand for all reports
MOST_BODIES = 300  # that have pages of their own: a document of thousands of pages opens nowhere


def write_summary(batch: Batch, paper: Paper, messages: Messages, comparison: Comparison | None) -> str:
    """Fill the paper; the title."""
    summary = _Summary(batch, paper, messages, comparison)
    title = messages("letter.many-title", count=len(batch.bodies))
    paper.title(title.split("|"))
    summary.overview()
    if len(batch.bodies) <= MOST_BODIES:
        for page in batch.pages():
            summary.body(page)
    return title.replace("|", "")


class _Summary:
    def __init__(self, batch: Batch, paper: Paper, messages: Messages, comparison: Comparison | None) -> None:
        self._batch, self._paper, self._messages, self._comparison = batch, paper, messages, comparison
        self._writer = Writer(batch, paper, messages)

    def overview(self) -> None:
        """Counts, bodies by level, items most often missing, kinds of findings, files not judged."""
        batch, paper, messages = self._batch, self._paper, self._messages
        scores = [body.score.value for body in batch.bodies if body.score.value is not None]
        paper.heading(messages("letter.head.summary"))
        if batch.bodies:
            told = messages(
                "letter.many-summary",
                files=len(batch.bodies) + len(batch.unjudged),
                count=len(batch.bodies),
                average=number(round(sum(scores) / len(scores), 1)) if scores else messages("office.sign.unasked"),
                unjudged=len(batch.unjudged),
            )
            pages = "letter.many-pages" if len(batch.bodies) <= MOST_BODIES else "letter.too-many-pages"
            paper.text(told + messages(pages, most=MOST_BODIES))
            paper.heading(messages("letter.many-head.bodies"))
            self._bodies()
            paper.heading(messages("letter.many-head.items"))
            self._items()
            paper.heading(messages("letter.many-head.kinds"))
            self._kinds()
            if batch.copied:
                paper.heading(messages("copied.head"))
                copied_of_all(self._writer, batch.copied)
            if self._comparison and self._comparison.told:
                paper.heading(messages("gap.over-time"))
                comparison_of_all(self._writer, self._comparison)
        else:
            paper.text(messages("letter.none"))
        if batch.unjudged:
            paper.heading(messages("letter.many-head.unjudged"))
            rows = [(body.path, unjudged_reason(body, messages)) for body in batch.unjudged]
            paper.table((60, 96), [messages(f"office.column.{name}") for name in ("file", "why")], rows)

    def _bodies(self) -> None:
        messages = self._messages
        rows: list[list[Cell]] = []
        for ranking in self._batch.rankings:
            average = messages("office.sign.unasked") if ranking.average is None else number(ranking.average)
            level = messages(
                "letter.level-average",
                level=level_words(ranking.level, messages),
                count=len(ranking.rows),
                average=average,
            )
            rows.append([Cell(level, "F2F2F2", span=6, bold=True)])
            rows += [self._body_row(body) for _, body in ranking.rows]
        heads = [messages(f"office.column.{name}") for name in ("body", "year", "score")]
        heads += [messages(f"letter.column.{name}") for name in ("contents", "outline", "findings")]
        self._paper.table((57, 15, 18, 25, 25, 16), heads, rows)
        self._paper.text(messages("letter.bodies-note"), indented=False, small=True)

    def _body_row(self, body: Body) -> list[Cell]:
        page = self._batch.page(body)
        outline = [line.status for part in page.outline for line in part.lines]
        contents = [line.status for line in page.contents]
        fractions = [
            f"{statuses.count(MET)}/{len(statuses) - statuses.count(NOT_APPLICABLE)}"
            for statuses in (contents, outline)
        ]
        nothing = self._messages("office.sign.unasked")
        score = nothing if body.score.value is None else number(body.score.value)
        return [Cell(body.label), *cells([body.year or nothing, score, *fractions, len(page.findings)])]

    def _items(self) -> None:
        messages = self._messages
        counts = [count for count in self._batch.item_counts if count.missing or count.weak][:_MOST_ITEMS]
        if not counts:
            self._paper.text(messages("letter.no-gaps"))
            return
        rows = []
        for count in counts:
            missing = round(len(count.missing) / count.applicable * _BAR)
            weak = round((len(count.missing) + len(count.weak)) / count.applicable * _BAR) - missing
            bar = [MISSING] * missing + [WEAK] * weak + [None] * (_BAR - missing - weak)
            rows.append(
                [
                    Cell(count.item.title),
                    *(Cell("", GROUNDS[status] if status else None) for status in bar),
                    *cells([len(count.missing), len(count.weak), count.applicable]),
                ]
            )
        head: list[Cell | str] = [
            messages("office.column.item-title"),
            Cell(messages("letter.column.share"), HEAD_GROUND, centred=True, span=_BAR, bold=True),
            messages("text.status.missing"),
            messages("text.status.weak"),
            messages("office.column.applicable"),
        ]
        self._paper.table((62, *[4] * _BAR, 16, 20, 16), head, rows)

    def _kinds(self) -> None:
        messages = self._messages
        if not self._batch.finding_counts:
            self._paper.text(messages("letter.no-findings"))
            return
        rows = [[Cell(kind.title), *cells([kind.count, len(kind.bodies)])] for kind in self._batch.finding_counts]
        heads = [messages(f"office.column.{name}") for name in ("kind", "count", "bodies")]
        self._paper.table((100, 28, 28), heads, rows)

    def body(self, page: BodyPage) -> None:
        """The pages on one body."""
        messages, paper, writer = self._messages, self._paper, self._writer
        paper.new_page(page.body.label)
        paper.text(writer.summary(page))
        paper.heading(messages("letter.head.contents"))
        rows = [(line.item.title, writer.status(line.status)) for line in page.contents]
        paper.table((130, 26), (messages("letter.column.content"), messages("office.column.status")), rows)
        if page.outline:
            paper.heading(messages("letter.head.outline"))
            writer.bars(page)
            for status in (MISSING, WEAK):
                names = [line.item.title for line in page.gaps if line.status == status and line.item.part is not None]
                if names:
                    listed = messages("text.list-comma").join(names)
                    paper.text(messages("letter.gap-line", word=messages(f"text.status.{status}"), names=listed))
        if page.findings:
            paper.heading(messages("letter.head.findings"))
            told = [
                (line.finding.message, writer.place_and_quote(line.finding.place, 60), line.finding.remedy)
                for line in page.findings[:MOST_FINDINGS]
            ]
            heads = messages("office.column.message"), messages("letter.column.where"), messages("office.column.remedy")
            paper.table((52, 52, 52), heads, told)
            if len(page.findings) > MOST_FINDINGS:
                paper.text(messages("letter.more", count=len(page.findings) - MOST_FINDINGS))
        if page.copied and page.copied.found.copied:
            paper.heading(messages("copied.head"))
            copied_of_page(writer, page.copied)
        if self._comparison and (change := self._comparison.change_of(page.body)):
            paper.heading(messages("gap.change"))
            change_of_letter(writer, change)
        open_answers = [answer for answer in page.answers if answer.answered != "yes"]
        if open_answers:
            paper.heading(messages("letter.head.unanswered"))
            writer.answers(open_answers)
