"""A result as CI shows it: findings that point at nothing get a place, places get the path of headings above them.

CI marks a line of a file. A content that is missing is marked where it belongs: at the heading of its part, else at
the title. Paths are made relative to the folder that CI looks at.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from fzlint.checklist.model import CheckItem, Checklist, Item
from fzlint.output.neutral import quoted
from fzlint.placing import part_place
from fzlint.report.parts import MEASURES
from fzlint.report.report import Report
from fzlint.result import Finding, Result
from fzlint.text.places import Place

_OUTLINE = "outline"  # the group of items that the measures tell of
_HEADING = 60  # characters of a heading in a path
_SEPARATOR = " / "

_Headings = Sequence[tuple[tuple[int, int], str]]


def located(result: Result, report: Report, checklist: Checklist) -> Result:
    """``result`` with a place for every finding and, as ``section``, the headings above it from the top down.

    The quote of a finding on something missing stays empty; its ``section`` is set where it is clear which it is.
    """
    if not result.findings:
        return result
    headings = _headings(report)
    items: dict[str, Item | CheckItem] = {item.id: item for item in checklist.items}
    items |= {check.id: check for check in checklist.checks}
    findings = tuple(_placed(finding, items.get(finding.code), report, headings) for finding in result.findings)
    return replace(result, findings=findings)


def _placed(finding: Finding, item: Item | CheckItem | None, report: Report, headings: _Headings) -> Finding:
    if finding.place.quote:
        return replace(finding, place=replace(finding.place, section=_path_at(finding.place, headings)))
    part = _part_of(item)
    place = part_place(part, report)
    section = _path_at(place, headings) if _is_clear(part, report) else None
    return replace(finding, place=replace(place, quote="", section=section))


def _part_of(item: Item | CheckItem | None) -> str:
    """The one part of a report that an item belongs to; empty if there is none."""
    if not isinstance(item, Item):
        return ""
    if item.group == _OUTLINE:
        return MEASURES
    wanted = item.entries[0].look_in if item.entries else frozenset()
    return next(iter(wanted)) if len(wanted) == 1 else ""


def _is_clear(part: str, report: Report) -> bool:
    """Whether exactly one heading of the highest level that names the part does so."""
    levels = [section.level for section in report.sections if section.part == part and section.heading is not None]
    return bool(part) and levels.count(min(levels, default=0)) == 1


def _headings(report: Report) -> _Headings:
    """Where each section's heading stands (line and column), and the path down to it."""
    paths: dict[int, str] = {}
    found = []
    for index, section in enumerate(report.sections):
        if section.heading is None:
            continue
        heading = report.headings[section.heading]
        place = report.view.place(heading.start, heading.end)
        above = paths.get(section.parent) if section.parent is not None else None
        own = quoted(place.quote, _HEADING).replace("/", "／")
        paths[index] = f"{above}{_SEPARATOR}{own}" if above else own
        found.append(((place.line, place.column), paths[index]))
    return sorted(found)


def _path_at(place: Place, headings: _Headings) -> str | None:
    at = bisect_right(headings, (place.line, place.column), key=lambda entry: entry[0]) - 1
    return headings[at][1] if at >= 0 else None


def shared_path(path: str, root: str) -> str:
    """A path as CI knows it: relative to ``root`` where it lies in it, with slashes; ``-`` and others as they are."""
    if path == "-":
        return path
    try:
        for whole, top in ((os.path.abspath(path), os.path.abspath(root)), (_real(path), _real(root))):
            if os.path.commonpath((whole, top)) == top:
                return os.path.relpath(whole, top).replace(os.sep, "/")
    except ValueError:  # other drives on Windows, or a NUL
        pass
    return (path if os.path.isabs(path) else os.path.normpath(path)).replace(os.sep, "/")


def _real(path: str) -> str:
    return os.path.realpath(path)
