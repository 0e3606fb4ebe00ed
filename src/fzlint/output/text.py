"""The text output: what a clerk reads on the screen.

For each report its head, the contents as lines with a sign, the findings (most serious first), the coverage of the
outline, the score with its arithmetic; at the end one summary of all. Text of reports is made harmless first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fzlint.checklist.model import SEVERITIES, Checklist, Item
from fzlint.checklist.profiles import profile_named
from fzlint.linting import JUDGED_KINDS
from fzlint.messages import Messages
from fzlint.output.coverage import coverage_lines, score_lines
from fzlint.output.neutral import neutral, quoted, shortened
from fzlint.output.places import spot_words
from fzlint.output.summary import by_place, named, shown_path, summary
from fzlint.output.terminal import Screen
from fzlint.output.width import pad, text_width, wrap
from fzlint.result import Finding, Result
from fzlint.text.places import Place

_TITLE = 120  # characters of a title, body or path that are shown
_SENTENCE = 800  # characters of a message or remedy


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to see: errors only, each outline note, each item that was met."""

    quiet: bool = False
    notes: bool = False
    passed: bool = False


def render(
    results: Sequence[Result], checklist: Checklist, messages: Messages, screen: Screen, wish: Wish | None = None
) -> str:
    """The text output of a run."""
    text = TextOutput(checklist, messages, screen, wish or Wish())
    blocks = ["\n".join(text.report(result)) for result in results if result.error is None]
    blocks = [block for block in blocks if block]
    last = "\n".join(wrap(summary(results, messages), screen.columns, rest=""))
    return "\n\n".join([*blocks, screen.paint(last, "strong") if screen.colour else last]) + "\n"


class TextOutput:
    """Renders results one by one."""

    def __init__(self, checklist: Checklist, messages: Messages, screen: Screen, wish: Wish) -> None:
        self.checklist = checklist
        self.messages = messages
        self.screen = screen
        self.wish = wish
        self._items: dict[str, Item] = {item.id: item for item in checklist.items}
        self._names = {check.id: messages.of(check.title) for check in checklist.checks}

    def report(self, result: Result) -> Iterator[str]:
        """The lines of one report; none when quiet and there is no error."""
        if self.wish.quiet:
            errors = [finding for finding in result.findings if finding.severity == "error"]
            if errors:
                yield from self._head(result)
                yield from self._findings(errors)
            return
        yield from self._head(result)
        if result.kind not in JUDGED_KINDS:
            return
        yield from self._contents(result)
        yield from self._all_findings(result)
        if self.wish.passed:
            yield from self._passed(result)
        yield from coverage_lines(result, self.checklist, self.messages, self.screen, hint=not self.wish.notes)
        yield from score_lines(result, self.checklist, self.messages, self.screen)

    def _head(self, result: Result) -> Iterator[str]:
        messages, columns = self.messages, self.screen.columns
        path = shown_path(result.path, messages)
        yield from (self.screen.paint(line, "strong") for line in wrap(path, columns, rest="  "))
        title = quoted(result.title, _TITLE) if result.title else messages("text.no-title")
        yield from wrap(title, columns, first="  ")
        if result.kind not in JUDGED_KINDS:
            kind = messages(f"kind.{result.kind}")
            yield from wrap(messages("text.other-kind", kind=kind), columns, first="  ")
            return
        body = quoted(result.body, _TITLE) if result.body else None
        level = messages(f"text.level.{result.body_level}") if result.body_level else None
        key = ("text.body" if body else "text.no-body") + ("-level" if level else "")
        about = messages(key, body=body, level=level)
        year = messages("text.year" if result.year else "text.no-year", year=result.year)
        yield from wrap(f"{about}  {year}", columns, first="  ")
        notes = [messages("text.unsure")] if result.kind == "unknown" else []
        if result.profile and result.profile in self.checklist.section("profiles"):
            note = profile_named(self.checklist, result.profile).note
            notes += [messages.of(note)] if note else []
        for note_text in notes:
            label = messages("text.note", note="")
            yield from wrap(note_text, columns, first="  " + label)

    def _contents(self, result: Result) -> Iterator[str]:
        """Every group of items but the outline, each item one line with its sign."""
        groups: dict[str, list[tuple[Item, str]]] = {}
        for verdict in result.verdicts:
            item = self._items.get(verdict.item)
            if item is not None and item.group != "outline":
                groups.setdefault(item.group, []).append((item, verdict.status))
        words = {
            status: self.messages(f"text.status.{status}") for status in ("met", "weak", "missing", "not-applicable")
        }
        for group, judged in groups.items():
            yield ""
            yield self._heading(named(self.messages, "text.group", group))
            wide = max(text_width(words[status]) for _, status in judged)
            codes = max(len(item.id) for item, _ in judged)
            for item, status in judged:
                mark = self.screen.sign(status)
                first = f"  {mark} {item.id:<{codes}} {pad(words[status], wide)}  "
                lines = wrap(neutral(self.messages.of(item.title)), self.screen.columns, first=first)
                coloured = self.screen.paint(f"{mark} {item.id:<{codes}} {words[status]}", status)
                lines[0] = lines[0].replace(f"{mark} {item.id:<{codes}} {words[status]}", coloured, 1)
                yield from lines

    def _all_findings(self, result: Result) -> Iterator[str]:
        shown = [f for f in result.findings if self.wish.notes or not self._is_outline_note(f)]
        yield ""
        if shown:
            yield from self._findings(shown)
        else:
            key = "text.only-outline-notes" if result.findings else "text.no-findings"
            yield self._heading(self.messages("text.findings"))
            yield from wrap(self.messages(key), self.screen.columns, first="  ")

    def _is_outline_note(self, finding: Finding) -> bool:
        item = self._items.get(finding.code)
        return finding.severity == "note" and item is not None and item.group == "outline"

    def _findings(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Findings by severity, in the order of their places, numbered through."""
        if self.wish.quiet:
            yield ""
        number = 0
        printed: dict[tuple[str, tuple[str, ...], str], int] = {}
        for severity in SEVERITIES:
            group = sorted((finding for finding in findings if finding.severity == severity), key=by_place)
            if not group:
                continue
            if number:
                yield ""
            head = self.messages(
                "text.severity-head", severity=self.messages(f"text.severity.{severity}"), count=len(group)
            )
            yield self.screen.paint(head, severity)
            for finding in group:
                number += 1
                key = (finding.code, finding.basis, finding.remedy)
                yield from self._finding(number, finding, printed.get(key))
                printed.setdefault(key, number)

    def _finding(self, number: int, finding: Finding, same: int | None) -> Iterator[str]:
        messages, columns = self.messages, self.screen.columns
        first = f"{number:>3}. "
        indent = " " * len(first)
        name = neutral(self._names.get(finding.code, ""))
        where = f"{first}{self._where(finding.place)}  "
        lines = wrap(f"{finding.code} {name}".rstrip(), columns, first=where, rest=indent)
        code = self.screen.paint(finding.code, finding.severity)
        yield lines[0].replace(where + finding.code, where + code, 1)
        yield from lines[1:]
        yield from wrap(_sentence(finding.message), columns, first=indent)
        if finding.place.quote:
            yield from self._labelled("text.quote", quoted(finding.place.quote), indent)
        for place in finding.related:
            yield from self._labelled("text.related", self._place_and_quote(place), indent)
        if same is not None:
            yield from wrap(messages("text.same-basis", number=same), columns, first=indent)
            return
        if finding.basis:
            separator = messages("text.semicolon")
            yield from self._labelled("text.basis", separator.join(map(_sentence, finding.basis)), indent)
        yield from self._labelled("text.remedy", _sentence(finding.remedy), indent)

    def _passed(self, result: Result) -> Iterator[str]:
        """Each met item with the places of its evidence; each shortcoming with what answers it."""
        yield ""
        yield self._heading(self.messages("text.passed"))
        met = [(self._items[v.item], v) for v in result.verdicts if v.status == "met" and v.item in self._items]
        if not met:
            yield f"  {self.messages('text.nothing-passed')}"
        for item, verdict in met:
            first = f"  {self.screen.sign('met')} {item.id} "
            yield from wrap(neutral(self.messages.of(item.title)), self.screen.columns, first=first)
            for place in verdict.evidence:
                yield from wrap(self._place_and_quote(place), self.screen.columns, first="      ")
        if result.answers:
            yield ""
            yield self._heading(self.messages("text.answers"))
        for answer in result.answers:
            sign = self.screen.sign({"yes": "met", "partly": "weak"}.get(answer.answered, "missing"))
            yield from wrap(self._place_and_quote(answer.place), self.screen.columns, first=f"  {sign} ")
            told = self.messages(f"text.answered.{answer.answered}")
            if answer.by is not None:
                told += self.messages("text.comma") + self._place_and_quote(answer.by)
            yield from wrap(told, self.screen.columns, first="      ")

    def _heading(self, text: str) -> str:
        return self.screen.paint(text, "strong")

    def _labelled(self, label: str, text: str, indent: str) -> list[str]:
        return wrap(text, self.screen.columns, first=indent + self.messages(label))

    def _where(self, place: Place) -> str:
        """The place in words; a place without a quote at the beginning is the whole report."""
        if not place.quote and (place.line, place.column) == (1, 1):
            return self.messages("text.whole-report")
        return spot_words(place, self.messages)

    def _place_and_quote(self, place: Place) -> str:
        where = self._where(place)
        return where + self.messages("text.colon") + quoted(place.quote) if place.quote else where


def _sentence(text: str) -> str:
    return shortened(neutral(text), _SENTENCE)
