"""Annotations of GitHub Actions: workflow commands that mark lines of the files of a pull request.

GitHub shows ten annotations of each kind for a step and drops the rest without a word: the most serious come first,
the first finding of every item before the second of any, and a last notice tells how many are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fzlint.output.neutral import shortened
from fzlint.output.run import Run
from fzlint.output.standing import level
from fzlint.output.wording import file_name, first_line, is_lined, to_mark, told, troubles
from fzlint.result import Finding, Result

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
MOST = 10  # annotations of a kind
_LONGEST = 1000  # characters of a message; GitHub cuts at 4,096 bytes or so


@dataclass(frozen=True, slots=True)
class _Mark:
    severity: str
    path: str
    title: str
    message: str
    place: str  # further properties, escaped


def render(run: Run) -> str:
    """The commands, one a line. Nothing of a report can begin a line or a property."""
    marks: dict[str, list[_Mark]] = {severity: [] for severity in COMMANDS}
    for mark in _marks(run):
        marks[mark.severity].append(mark)
    room = dict.fromkeys(COMMANDS, MOST)
    if any(len(found) > MOST for found in marks.values()):
        room["note"] = MOST - 1  # the last notice tells the rest
    lines = [_line(mark) for severity, found in marks.items() for mark in found[: room[severity]]]
    left = {severity: len(found) - room[severity] for severity, found in marks.items() if len(found) > room[severity]}
    if left:
        messages = run.messages
        counts = messages("text.comma").join(
            f"{messages(f'output.severity.{severity}')} {count}" for severity, count in left.items()
        )
        message = messages("output.more-annotations", count=sum(left.values()), counts=counts)
        lines.append(f"::notice title={_property(messages('output.more-title'))}::{_data(message)}")
    return "".join(f"{line}\n" for line in lines)


def _marks(run: Run) -> Iterator[_Mark]:
    """What is said about the run, what could not be checked, what was let pass; then the findings: the first of every
    item in every file, then the others."""
    titles = run.titles()
    for notice in run.notices:
        place = f",line={notice.line}"
        yield _Mark(notice.severity, notice.path, run.messages(f"gate.{notice.kind}"), notice.message, place)
    for result in run.results:
        for trouble in troubles(result, run.messages):
            title = run.messages(f"output.{trouble.kind}")
            yield _Mark(trouble.severity, result.path, title, trouble.message, "")
    first: list[_Mark] = []
    again: list[_Mark] = []
    for result in run.results:
        seen: Counter[str] = Counter()
        for finding in to_mark(result):
            title = f"{finding.code} {titles.get(finding.code, '')}".strip()
            message = told(finding, result, run.messages)
            mark = _Mark(level(finding), result.path, title, message, _place(finding, result))
            if finding.waived is not None:
                yield mark
                continue
            seen[finding.code] += 1
            (first if seen[finding.code] == 1 else again).append(mark)
    yield from first
    yield from again


def _place(finding: Finding, result: Result) -> str:
    place = finding.place
    if not is_lined(result):
        return f",line={first_line(place, result)}"
    lines = f",line={place.line},endLine={place.end_line}"
    if place.line == place.end_line and place.column < place.end_column:  # columns of one line only, says GitHub
        lines += f",col={place.column},endColumn={place.end_column}"
    return lines


def _line(mark: _Mark) -> str:
    file = f"file={_property(file_name(mark.path))}{mark.place}," if mark.path != "-" else ""
    return f"::{COMMANDS[mark.severity]} {file}title={_property(mark.title)}::{_data(mark.message)}"


def _data(text: str) -> str:
    """A message as the runner's toolkit escapes it."""
    return shortened(text, _LONGEST).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
