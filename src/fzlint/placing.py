"""Where a remark stands whose finding points at nothing: a missing content belongs under the heading of its part."""

from __future__ import annotations

from fzlint.checklist.model import CheckItem, Item
from fzlint.report.parts import NEXT_YEAR, SHORTCOMINGS
from fzlint.report.report import Report
from fzlint.result import Finding
from fzlint.text.places import Place


def place_of(finding: Finding, item: Item | CheckItem | None, report: Report) -> Place:
    """The finding's place. A content that is missing is placed at the heading of the part it belongs to; where the
    report has no such part, shortcomings at the last heading of the first level, next year's arrangements at the end.
    All else that points at nothing stands at the title."""
    if finding.place.quote:
        return finding.place
    wanted = item.entries[0].look_in if isinstance(item, Item) and item.entries else frozenset()
    # a content looked for in several parts belongs to none of them alone
    part = next(iter(wanted)) if len(wanted) == 1 else ""
    return part_place(part, report)


def part_place(part: str, report: Report) -> Place:
    """The heading of a part, or where it would stand."""
    return _heading_of(part, report) or _missing(part, report) or title_place(report)


def title_place(report: Report) -> Place:
    """The place of the title; without one, of the first line."""
    titles = sorted(report.head.title_lines)
    for index in (*titles[:1], *range(min(1, len(report.lines)))):
        line = report.lines[index]
        return report.view.place(line.start, line.end)
    return Place(1, 1, 1, 1, "")


def _heading_of(part: str, report: Report) -> Place | None:
    for section in report.sections:
        if section.part == part and section.heading is not None:
            heading = report.headings[section.heading]
            return report.view.place(heading.start, heading.end)
    return None


def _missing(part: str, report: Report) -> Place | None:
    """Where a part would stand that the report does not have."""
    if part == SHORTCOMINGS and report.headings:
        top = min(heading.level for heading in report.headings)
        last = [heading for heading in report.headings if heading.level == top][-1]
        return report.view.place(last.start, last.end)
    if part in (SHORTCOMINGS, NEXT_YEAR):
        body = [statement for statement in report.statements if not statement.lead]
        if body:
            return report.view.place(body[-1].start, body[-1].end)
    return None
