"""The gap report as data: a table for spreadsheets (CSV), JSON for programs, and a table for the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fzlint.gap.bodies import CONTENTS, MET, NOT_APPLICABLE, OUTLINE, Body
from fzlint.gap.compare import KINDS, Change, Comparison, TrendPoint
from fzlint.gap.copied.stored import copied_data
from fzlint.gap.copied.telling import percent
from fzlint.gap.escaping import cell
from fzlint.gap.model import Batch, Row
from fzlint.gap.page import SIGNS, errors, short
from fzlint.gap.wording import Wording, number, signed
from fzlint.output.json_ import escaped
from fzlint.output.terminal import Screen
from fzlint.output.width import pad, text_width, wrap

_TOKENS = 10_000  # of JSON that are written at a time


def csv_table(batch: Batch, comparison: Comparison | None = None) -> str:
    """One line a report, one column an item; files that could not be judged are lines too, with the reason."""
    say, wording = batch.messages, Wording(batch.messages)
    names = ("body", "level", "year", "report-title", "file", "score", "errors")
    heads = [say(f"gap.{name}") for name in names]
    heads += [f"{item.id} {item.title}" for item in batch.items]
    if comparison:
        heads += [say(f"gap.{name}") for name in ("change-column", "mended", "new", "unchanged")]
    if batch.copied:
        heads += [say(f"copied.column.{name}") for name in ("share", "previous", "shared", "paragraphs", "sources")]
    heads.append(say("gap.notes"))
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([cell(head) for head in heads])
    for row in batch.matrix:
        doubts = [wording.doubt(doubt, row.body) for doubt in batch.page(row.body).doubts]
        line = [*_about(row.body, wording), wording.points(row.body), str(errors(batch, row.body))]
        line += [wording.status(status) for status in row.cells]
        if comparison:
            line += _changed(comparison.change_of(row.body), wording)
        if batch.copied:
            line += _copied(batch, row.body, wording)
        writer.writerow([cell(text) for text in [*line, "".join(doubts)]])
    for body in batch.unjudged:
        empty = [""] * (len(heads) - 6)
        writer.writerow([cell(text) for text in [*_about(body, wording), *empty, wording.why_unjudged(body)]])
    return file.getvalue()


def _about(body: Body, wording: Wording) -> list[str]:
    level = wording.level(body.level) if body.judged else ""
    return [body.name or "", level, str(body.year or ""), body.title or "", body.path]


def _changed(change: Change | None, wording: Wording) -> list[str]:
    if change is None:
        return [""] * 4
    lists = (change.mended + change.better, change.new + change.worse, change.unchanged)
    points = "" if change.score_change is None else number(change.score_change)
    return [points, *(wording.titles(items) for items in lists)]


def _copied(batch: Batch, body: Body, wording: Wording) -> list[str]:
    found = batch.copied.bodies.get(body.path) if batch.copied else None
    if found is None:
        return [""] * 5
    shares = [percent(share) for share in (found.share, found.share_previous, found.share_shared)]
    sources = batch.messages("text.semicolon").join(wording.copied(batch).sources(found.sources, 3))
    return [*shares, str(len(found.found.copies)), sources]


def json_data(
    batch: Batch, documents: Sequence[Mapping[str, Any]], comparison: Comparison | None = None
) -> dict[str, Any]:
    """The results as ``check -f json`` writes them (so that they can be read again), with what was drawn from them."""
    reports = [report for document in documents for report in document["reports"]]
    first = documents[0] if documents else {}
    severities = [finding.severity for body in batch.bodies for finding in body.findings]
    data: dict[str, Any] = {key: first[key] for key in ("schema_version", "tool", "checklist") if key in first}
    data["reports"] = reports
    data["summary"] = {
        "reports": len(reports),
        **{f"{name}s": severities.count(name) for name in ("error", "warning", "note")},
        "unreadable": sum(body.error is not None for body in batch.unjudged),
    }
    data["gap"] = {
        "items": [
            {
                "item": count.item.id,
                "title": count.item.title,
                "met": len(count.met),
                "weak": len(count.weak),
                "missing": len(count.missing),
                "not_applicable": len(count.not_applicable),
                "missing_in": [body.path for body in count.missing],
                "weak_in": [body.path for body in count.weak],
            }
            for count in batch.item_counts
        ],
        "levels": [
            {
                "level": ranking.level,
                "average": ranking.average,
                "ranking": [
                    {"rank": rank, "path": body.path, "body": body.name, "year": body.year, "score": body.score.value}
                    for rank, body in ranking.rows
                ],
            }
            for ranking in batch.rankings
        ],
        "findings": [
            {"code": kind.code, "title": kind.title, "count": kind.count, "in": [body.path for body in kind.bodies]}
            for kind in batch.finding_counts
        ],
        "unjudged": [body.path for body in batch.unjudged],
        "comparison": _comparison_data(comparison) if comparison else None,
        "copied": copied_data(batch.copied) if batch.copied else None,
    }
    return data


def json_text(data: Mapping[str, Any]) -> str:
    """JSON in which nothing steers a terminal or cannot be written as UTF-8."""
    return "".join(json_pieces(data))


def json_pieces(data: Mapping[str, Any]) -> Iterator[str]:
    """The same, piece by piece."""
    waiting: list[str] = []
    for token in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(data):
        waiting.append(token)
        if len(waiting) >= _TOKENS:
            yield escaped("".join(waiting))
            waiting.clear()
    yield escaped("".join(waiting)) + "\n"


def _comparison_data(comparison: Comparison) -> dict[str, Any]:
    return {
        "changes": [
            {
                "body": change.after.name,
                "before": {"path": change.before.path, "year": change.before.year},
                "after": {"path": change.after.path, "year": change.after.year},
                "score_change": change.score_change,
                **{kind: [item.id for item in getattr(change, kind)] for kind in KINDS},
            }
            for change in comparison.changes
        ],
        "only_now": [body.path for body in comparison.only_now],
        "only_before": [body.path for body in comparison.only_before],
        "trend": [_point_data(point) for point in comparison.trend],
        "steady": [_point_data(point) for point in comparison.steady],
        "checklists": list(comparison.versions),
    }


def _point_data(point: TrendPoint) -> dict[str, Any]:
    return {
        "year": point.year,
        "run": point.run + 1,
        "bodies": point.bodies,
        "average": point.average,
        "contents": {"met": point.contents[0], "asked": point.contents[1]},
        "outline": {"met": point.outline[0], "asked": point.outline[1]},
    }


def terminal_table(batch: Batch, screen: Screen, comparison: Comparison | None = None) -> str:
    """What a person sees without ``-o``: the overview, a line for each report, and the files not judged."""
    say, wording = batch.messages, Wording(batch.messages)
    lines = [screen.paint(wording.title(batch), "strong"), ""]
    for sentence in wording.overview(batch, comparison):
        lines += wrap(sentence, screen.columns)
    contents = [(index, item) for index, item in enumerate(batch.items) if item.group == CONTENTS]
    if batch.bodies:
        lines += ["", *_rows(batch, wording, screen, contents, comparison), ""]
        key = [f"{short(item.id)} {item.title}" for _, item in contents]
        lines += wrap(say("text.list-comma").join(key), screen.columns, first=say("gap.contents") + say("text.colon"))
        statuses = (MET, "weak", "missing", NOT_APPLICABLE)
        lines.append("  ".join(f"{screen.sign(status)} {wording.status(status)}" for status in statuses))
    if batch.unjudged:
        lines += ["", screen.paint(say("gap.unjudged"), "strong")]
        for body in batch.unjudged:
            lines += wrap(body.path + say("text.colon") + wording.why_unjudged(body), screen.columns, first="  ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _rows(
    batch: Batch, wording: Wording, screen: Screen, contents: Sequence[tuple[int, Any]], comparison: Comparison | None
) -> list[str]:
    say = batch.messages
    heads = [say("gap.body"), say("gap.year"), *(short(item.id) for _, item in contents)]
    heads += [say("gap.outline-met"), say("gap.errors"), say("gap.score")]
    heads += [say("gap.change-column")] if comparison else []
    heads += [say("copied.column.share-short")] if batch.copied else []
    table = [heads]
    for row in batch.matrix:
        line = [row.body.label, str(row.body.year or "—")]
        line += [screen.sign(row.cells[i]) if row.cells[i] else SIGNS[None] for i, _ in contents]  # type: ignore[arg-type]
        line += [_outline(batch, row), str(errors(batch, row.body)), wording.points(row.body)]
        if comparison:
            change = comparison.change_of(row.body)
            line.append(signed(change.score_change if change else None))
        if batch.copied:
            found = batch.copied.bodies.get(row.body.path)
            line.append(percent(found.share) if found else "—")
        table.append(line)
    wide = [max(text_width(line[i]) for line in table) for i in range(len(heads))]
    wide[0] = min(wide[0], max(12, screen.columns - sum(wide[1:]) - 2 * len(heads)))
    shown: list[str] = []
    for index, line in enumerate(table):
        name = wrap(line[0], wide[0])
        text = "  ".join(pad(part, width) for part, width in zip([name[0], *line[1:]], wide, strict=True))
        shown += [screen.paint(text, "strong") if index == 0 else text, *name[1:]]
    return shown


def _outline(batch: Batch, row: Row) -> str:
    cells = [c for c, item in zip(row.cells, batch.items, strict=True) if item.group == OUTLINE]
    asked = [status for status in cells if status not in (None, NOT_APPLICABLE)]
    return f"{asked.count(MET)}/{len(asked)}" if asked else "—"
