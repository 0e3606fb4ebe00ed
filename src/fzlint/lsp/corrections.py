"""Corrections of findings whose remedy leaves nothing to decide: what is to stand there is known for certain.

A finding has words for a person only. What it rests on is asked of its check once more, by the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lsprotocol.types import TextEdit

from fzlint.checklist.model import CheckItem
from fzlint.checks import load_check
from fzlint.checks.context import Context, Flag
from fzlint.lsp.analysis import Analysis
from fzlint.report.report import Report
from fzlint.result import Finding
from fzlint.text.script import simplified

_FULL_WIDTH = str.maketrans("()", "（）")
_CLOSING = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "(": ")", "〔": "〕", "【": "】", "[": "]"}


class Correction(NamedTuple):
    """Edits that mend a finding, with the words that are to stand there (empty: something is deleted)."""

    right: str
    edits: list[TextEdit]


class Change(NamedTuple):
    """The view's characters from ``start`` to ``end``, and what is to stand there."""

    start: int
    end: int
    right: str


Corrector = Callable[[Flag, Report, Mapping[str, Any]], Iterator[Change]]


def correction_for(finding: Finding, analysis: Analysis) -> Correction | None:
    """How to mend a finding; None where a person has to decide."""
    report, checklist = analysis.report, analysis.linter.checklist
    item = checklist.item(finding.code)
    if report is None or not isinstance(item, CheckItem) or item.check not in CORRECTORS:
        return None
    flags = analysis.flags.get(item.check)
    if flags is None:
        context = Context(report, item.options, checklist.data["sections"], {}, {}, {})
        flags = analysis.flags[item.check] = list(load_check(item.check)(context))
    place = finding.place
    wanted = (place.line, place.column, place.end_line, place.end_column)
    for flag in flags:
        found = report.view.place(flag.start, flag.end)
        if (found.line, found.column, found.end_line, found.end_column) != wanted or flag.likely:
            continue
        changes = list(CORRECTORS[item.check](flag, report, item.options))
        if not changes:
            return None
        ranges = [analysis.authored.range(report.view.place(change.start, change.end)) for change in changes]
        edits = [TextEdit(range_, change.right) for range_, change in zip(ranges, changes, strict=True)]
        return Correction(changes[0].right, edits)
    return None


def _title(flag: Flag, report: Report, options: Mapping[str, Any]) -> Iterator[Change]:
    """The official title between the author's own brackets; which of several of one name is meant is not certain."""
    official = str(flag.fields["official"])
    certain = {options["told"][reason]["zh"].format_map(flag.fields) for reason in ("wrong", "period-wrong")}
    if official and not report.view.traditional and _said(flag, "told") in certain:
        wide = report.view.raw.count("（") >= report.view.raw.count("(")
        yield Change(flag.start + 1, flag.end - 1, official.translate(_FULL_WIDTH) if wide else official)


def _doubled(flag: Flag, report: Report, options: Mapping[str, Any]) -> Iterator[Change]:
    """The second copy goes."""
    word = str(flag.fields["word"])
    if report.view.text[flag.start : flag.end] == 2 * word:
        yield Change(flag.start + len(word), flag.end, "")


def _script(flag: Flag, report: Report, options: Mapping[str, Any]) -> Iterator[Change]:
    """The right characters wherever the wrong ones stand, if the finding says which are right."""
    places = [(flag.start, flag.end), *flag.related]
    word = report.view.place(flag.start, flag.end).quote
    candidates = {simplified(word)} | {word.replace(entry["has"], entry["for"]) for entry in options["wrong"]}
    for right in sorted(candidates - {word}):
        fields = {"word": word, "right": right, "count": len(places)}
        if _said(flag, "reason") in (
            options["reasons"][key]["zh"].format(**fields) for key in ("wrong", "traditional")
        ):
            yield from (Change(start, end, right) for start, end in places)
            return


def _bracket(flag: Flag, report: Report, options: Mapping[str, Any]) -> Iterator[Change]:
    """A pair that ends in a second opening mark is closed."""
    mark, raw = report.view.text[flag.end - 1], report.view.place(flag.end - 1, flag.end).quote
    if mark in _CLOSING and raw in (mark, mark.translate(_FULL_WIDTH)):
        closing = _CLOSING[mark]
        if _said(flag, "reason") == options["reasons"]["reversed"]["zh"].format(mark=mark, other=closing):
            yield Change(flag.end - 1, flag.end, closing if raw == mark else closing.translate(_FULL_WIDTH))


CORRECTORS: Mapping[str, Corrector] = {
    "titles": _title,
    "doubled_words": _doubled,
    "mixed_script": _script,
    "brackets": _bracket,
}


def _said(flag: Flag, name: str) -> str:
    return str(flag.fields[f"{name}_zh"])
