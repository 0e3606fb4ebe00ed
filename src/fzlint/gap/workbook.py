"""The gap report as an Excel workbook: overview, matrix, evidence, findings, answers, files not judged.

Needs openpyxl (the extra ``excel``). The same batch gives the same bytes.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fzlint.gap.office import FIXED_TIME, MissingLibraryError, write_packed
from fzlint.gap.workbook_cells import Value, add_looks
from fzlint.gap.workbook_sheets import FILLS, Column, Sheet

if TYPE_CHECKING:
    from fzlint.gap.compare import Comparison
    from fzlint.gap.model import Batch, Body
    from fzlint.messages import Messages
    from fzlint.text.places import Place


def write_workbook(batch: Batch, path: Path, messages: Messages, comparison: Comparison | None = None) -> None:
    """Write the workbook to ``path``. Raises MissingLibraryError, OSError."""
    try:
        from openpyxl import Workbook
        from openpyxl.writer.excel import ExcelWriter
    except ImportError as error:
        raise MissingLibraryError(messages("office.no-openpyxl")) from error
    from fzlint.gap.workbook_copied import add_copied
    from fzlint.gap.workbook_overview import add_overview
    from fzlint.gap.workbook_time import add_comparison

    workbook = Workbook(write_only=True)
    for name in ("creator", "lastModifiedBy"):
        setattr(workbook.properties, name, "fzlint")
    workbook.properties.title = messages("office.overview.title")
    workbook.properties.created = workbook.properties.modified = FIXED_TIME
    add_looks(workbook)
    add_overview(batch, workbook, messages)
    for add in (_add_matrix, _add_evidence, _add_findings, _add_answers):
        add(batch, workbook, messages)
    if batch.copied:
        add_copied(batch, batch.copied, workbook, messages)
    if comparison and comparison.told:
        add_comparison(comparison, workbook, messages)
    _add_unjudged(batch, workbook, messages)
    with tempfile.TemporaryFile() as file:
        # not Workbook.save: it would put the clock's time into the file
        ExcelWriter(workbook, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)).save()
        write_packed(file, path)


def level_words(level: str | None, messages: Messages) -> str:
    """A level in words."""
    return messages("office.level.none") if level is None else messages(f"text.level.{level}")


def columns_of(messages: Messages, **widths: float) -> list[Column]:
    """Columns by the names of their messages (``_`` for ``-``) with their widths."""
    return [
        Column(messages(f"office.column.{name.replace('_', '-')}"), width, centred=width < 10)
        for name, width in widths.items()
    ]


def _add_matrix(batch: Batch, workbook: object, messages: Messages) -> None:
    """Bodies × items, one character a cell; a row over the table's head names the items."""
    signs = {status: messages(f"office.sign.{status}") for status in ("met", "weak", "missing", "not-applicable")}
    unasked = messages("office.sign.unasked")
    columns = columns_of(messages, number=5.5, body=22, level=7, year=6.5, score=6.5, rank=5)
    tops: list[Value] = [None] * len(columns)
    for item in batch.items:
        columns.append(Column(item.id, 4.6, centred=True))
        tops.append(item.title)
    legend = messages(
        "office.legend",
        met=signs["met"], weak=signs["weak"], missing=signs["missing"], na=signs["not-applicable"], unasked=unasked,
    )  # fmt: skip
    ranks = {id(body): rank for ranking in batch.rankings for rank, body in ranking.rows}
    rows = (
        [
            number,
            row.body.label,
            level_words(row.body.level, messages),
            row.body.year,
            row.body.score.value,
            ranks[id(row.body)],
            *(unasked if status is None else signs[status] for status in row.cells),
        ]
        for number, row in enumerate(batch.matrix, start=1)
    )
    sheet = Sheet(workbook, messages, messages("office.sheet.matrix"), "Matrix", columns)
    sheet.add_lines([legend])
    sheet.add_tops(tops)
    sheet.add_table(rows, frozen_columns=2)
    sheet.colour({signs[status]: FILLS[status] for status in signs}, first=7, last=len(columns))


def _add_evidence(batch: Batch, workbook: object, messages: Messages) -> None:
    """What was judged, with the places that show it: a row for each place, one where there is none."""
    columns = columns_of(messages, number=5.5, body=16, year=6.5, item=7, item_title=20, status=9, place=13, section=16,
                       quote=46, reason=18)  # fmt: skip
    sheet = Sheet(workbook, messages, messages("office.sheet.evidence"), "Evidence", columns)
    sheet.add_table(_evidence_rows(batch, messages), frozen_columns=2)
    words = {messages(f"text.status.{status}"): fill for status, fill in FILLS.items() if "-" not in status}
    words[messages("text.status.not-applicable")] = FILLS["not-applicable"]
    sheet.colour(words, first=6, last=6)


def _evidence_rows(batch: Batch, messages: Messages) -> Iterator[list[Value]]:
    for number, page in enumerate(batch.pages(), start=1):
        for line in page.lines:
            start: list[Value] = [
                number, page.body.label, page.body.year, line.item.id, line.item.title,
                messages(f"text.status.{line.status}"),
            ]  # fmt: skip
            for place in line.verdict.evidence:
                yield [*start, *_place(place, messages), place.quote, None]
            if not line.verdict.evidence:
                if line.status == "not-applicable":
                    reason = messages(f"office.reason.{line.reason or 'other'}")
                else:
                    reason = messages("office.not-found")
                yield [*start, None, None, None, reason]


def _add_findings(batch: Batch, workbook: object, messages: Messages) -> None:
    """All findings, those about gaps too."""
    columns = columns_of(messages, number=5.5, body=14, year=6.5, severity=7, item=7, kind=12, place=12, message=28,
                       quote=26, related=18, basis=18, remedy=24, file=12)  # fmt: skip
    sheet = Sheet(workbook, messages, messages("office.sheet.findings"), "Findings", columns)
    sheet.add_table(_finding_rows(batch, messages), frozen_columns=2)
    sheet.colour({messages(f"office.severity.{name}"): FILLS[name] for name in ("error", "warning", "note")},
                 first=4, last=4)  # fmt: skip


def _finding_rows(batch: Batch, messages: Messages) -> Iterator[list[Value]]:
    for number, body in enumerate(batch.bodies, start=1):
        for finding in body.findings:
            info = batch.info.get(finding.code)
            title = info.title if info is not None else batch.check_titles.get(finding.code, finding.name)
            related = (
                messages("text.colon").join(filter(None, (where(place, messages), place.quote)))
                for place in finding.related
            )
            yield [
                number, body.label, body.year, messages(f"office.severity.{finding.severity}"), finding.code, title,
                where(finding.place, messages), finding.message, finding.place.quote, "\n".join(related),
                "\n".join(finding.basis), finding.remedy, body.path,
            ]  # fmt: skip


def _add_answers(batch: Batch, workbook: object, messages: Messages) -> None:
    """Shortcomings and what answers them, side by side."""
    columns = columns_of(messages, number=5.5, body=16, year=6.5, place=13, shortcoming=44, answered=9, arrangement=44,
                       arrangement_place=13)  # fmt: skip
    sheet = Sheet(workbook, messages, messages("office.sheet.answers"), "Answers", columns)
    sheet.add_table(
        (
            [
                number, body.label, body.year, where(answer.place, messages), answer.place.quote,
                messages(f"text.answered.{answer.answered}"), answer.by.quote if answer.by else None,
                where(answer.by, messages) if answer.by else None,
            ]
            for number, body in enumerate(batch.bodies, start=1)
            for answer in body.answers
        ),
        frozen_columns=2,
    )  # fmt: skip
    fills = {"yes": "met", "partly": "weak", "no": "missing"}
    sheet.colour({messages(f"text.answered.{name}"): FILLS[fill] for name, fill in fills.items()}, first=6, last=6)


def _add_unjudged(batch: Batch, workbook: object, messages: Messages) -> None:
    """Files that could not be judged and reports whose judgement is doubtful, and why."""
    columns = columns_of(messages, file=50, body=26, state=12, why=60)
    rows: list[list[Value]] = [
        [body.path, body.name or body.title, messages("office.state.unjudged"), unjudged_reason(body, messages)]
        for body in batch.unjudged
    ]
    for page in batch.pages():
        if page.doubts:
            doubts = messages("text.semicolon").join(messages(f"letter.doubt.{doubt}") for doubt in page.doubts)
            rows.append([page.body.path, page.body.label, messages("office.state.doubtful"), doubts])
    sheet = Sheet(workbook, messages, messages("office.sheet.unjudged"), "Unjudged", columns)
    sheet.add_table(rows)
    fills = {"unjudged": "missing", "doubtful": "weak"}
    sheet.colour({messages(f"office.state.{name}"): FILLS[fill] for name, fill in fills.items()}, first=3, last=3)


def unjudged_reason(body: Body, messages: Messages) -> str:
    """Why a file was not judged."""
    if body.error is not None:
        return body.error.message
    return messages("text.other-kind", kind=messages(f"kind.{body.kind}"))


def where(place: Place, messages: Messages) -> str:
    """A place in words; a place without a quote at the beginning is the whole report."""
    from fzlint.output.places import spot_words

    if not place.quote and (place.line, place.column) == (1, 1):
        return messages("text.whole-report")
    return spot_words(place, messages)


def _place(place: Place, messages: Messages) -> tuple[str, str | None]:
    return where(place, messages), place.section
