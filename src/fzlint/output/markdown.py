"""Markdown for a comment on a merge request, or for the summary of a CI job: a table for each report.

Text of reports cannot make markup, links, mentions of persons or references to issues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fzlint.checklist.model import SEVERITIES
from fzlint.linting import JUDGED_KINDS
from fzlint.output.neutral import neutral, quoted
from fzlint.output.run import Run
from fzlint.output.standing import waiver_words
from fzlint.output.summary import shown_path, summary, what_was_found
from fzlint.output.wording import remedy, said, to_mark, troubles, where
from fzlint.result import Finding, Result

COMMENT = 60_000  # characters; GitHub takes 65,536 in a comment
_TITLE = 120  # characters of a title or path
_MARKUP = re.compile(r"[\\`*_\[\]|~!$]")
# @name, #12, %milestone, &epic, www.…, https://: an invisible character keeps the site from making links of them
_REFERENCE = re.compile(r"([@#%&]|://|\bwww\.|\b(?:GH|JIRA)-)(?=[\w\"/])", re.IGNORECASE | re.ASCII)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BREAK = "&#8203;"


def cell(text: str) -> str:
    """Text that stays text in a cell of a table; one line."""
    pieces = []
    at = 0
    text = neutral(text)
    for found in _REFERENCE.finditer(text):
        pieces.append(_plain(text[at : found.end()]) + _BREAK)
        at = found.end()
    return "".join([*pieces, _plain(text[at:])])


def _plain(text: str) -> str:
    text = re.sub("[&<>]", lambda found: _ENTITIES[found[0]], text)
    return _MARKUP.sub(lambda found: "\\" + found[0], text)


def render(run: Run, most: int = COMMENT, size: Callable[[str], int] = len) -> str:
    """The document, at most about ``most`` characters (or what ``size`` measures): the rest is counted at the end."""
    messages = run.messages
    parts = [f"## {messages('output.markdown-title')}\n", f"\n**{cell(summary(run.results, messages))}**\n"]
    parts += ["\n" * (not at) + f"- {cell(notice.message)}\n" for at, notice in enumerate(run.notices[:_NOTICES])]
    used = sum(map(size, parts))
    left = 0
    for result in run.results:
        room = most - used - _RESERVE
        block, dropped = _block(result, run, room, size) if room > 0 else ("", len(to_mark(result)))
        left += dropped
        used += size(block)
        parts.append(block)
    if left:
        parts.append(f"\n*{messages('output.left-out', count=left)}*\n")
    return "".join(parts)


_RESERVE = 400  # for the last line
_NOTICES = 20  # on waivers and baseline; standard error has all


def _block(result: Result, run: Run, room: int, size: Callable[[str], int]) -> tuple[str, int]:
    """The part of one report, and how many of its findings had no room."""
    messages = run.messages
    head = f"\n### {cell(quoted(shown_path(result.path, messages), _TITLE))}\n\n"
    head += "".join(f"- {cell(trouble.message)}\n" for trouble in troubles(result, messages))
    if result.error is None and result.kind in JUDGED_KINDS:
        head += "\n" if result.broken else ""
        head += f"{_about(result, run)}\n"
    findings = _by_severity(result)
    if size(head) > room:
        return "", len(findings)
    lines = [head]
    used = size(head)
    dropped = 0
    titles = run.titles()
    tables = {
        "": [f for f in findings if f.counts and f.severity != "note"],
        "gate.waived-head": [f for f in findings if f.waived],
        "output.notes": [f for f in findings if f.counts and f.severity == "note"],
    }
    for folded, group in tables.items():
        if not group:
            continue
        start, end = _frame(run, folded and messages(folded, count=len(group)))
        rows = []
        used += size(start) + size(end)
        for finding in group:
            row = _row(finding, run, titles.get(finding.code, ""))
            used += size(row)
            if used > room:
                break
            rows.append(row)
        dropped += len(group) - len(rows)
        if rows:
            lines += [start, *rows, end]
    return "".join(lines), dropped


def _by_severity(result: Result) -> list[Finding]:
    return sorted(to_mark(result), key=lambda finding: SEVERITIES.index(finding.severity))


def _about(result: Result, run: Run) -> str:
    """Title, counts and score of a report."""
    messages = run.messages
    told: list[str] = [cell(quoted(result.title, _TITLE))] if result.title else [messages("text.no-title")]
    told.append(what_was_found([result], messages))
    if result.score.value is not None:
        value = f"{result.score.value:g}"
        told.append(messages("text.score") + messages("text.colon") + messages("text.score-value", value=value))
    if result.kind == "unknown":
        told.append(cell(messages("text.unsure")))
    return messages("text.semicolon").join(told)


def _frame(run: Run, folded: str) -> tuple[str, str]:
    """What stands before and behind the rows of a table; ``folded``: the words that the reader opens it by, or none."""
    names = [run.messages(f"output.column-{name}") for name in ("severity", "item", "place", "message")]
    table = f"\n{_cells(names)}{_cells(['---'] * len(names))}"
    if not folded:
        return table, ""
    return f"\n<details><summary>{folded}</summary>\n{table}", "\n</details>\n"


def _row(finding: Finding, run: Run, title: str) -> str:
    messages = run.messages
    message = cell(said(finding))
    if finding.place.quote:
        message += f"<br>{messages('text.quote')}{cell(quoted(finding.place.quote))}"
    if finding.waived:
        message += f"<br>{messages('gate.waiver-label')}{cell(waiver_words(finding.waived, messages))}"
    elif finding.remedy:
        message += f"<br>{cell(remedy(finding, messages))}"
    severity = messages(f"output.severity.{finding.severity}")
    return _cells([severity, f"{finding.code} {cell(title)}", cell(where(finding.place, messages)), message])


def _cells(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |\n"
