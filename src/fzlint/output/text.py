"""The text output: what a clerk reads on the screen.

For each report its head, the contents as lines with a sign, the findings (most serious first), the coverage of the
outline, the score with its arithmetic; at the end one summary of all. Text of reports is made harmless first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fzlint.checklist.model import Checklist, Item
from fzlint.checklist.profiles import profile_named
from fzlint.linting import JUDGED_KINDS
from fzlint.messages import Messages
from fzlint.output.coverage import coverage_lines, score_lines
from fzlint.output.finding_lines import FindingLines
from fzlint.output.neutral import neutral, quoted
from fzlint.output.standing import Notice, by_severity, counting, known, shown, waived
from fzlint.output.summary import named, shown_path, summary
from fzlint.output.terminal import Screen
from fzlint.output.width import pad, text_width, wrap
from fzlint.result import Finding, Result

_TITLE = 120  # characters of a title, body or path that are shown


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to see: errors only, each outline note, each item that was met, each known finding."""

    quiet: bool = False
    notes: bool = False
    passed: bool = False
    known: bool = False


def render(
    results: Sequence[Result],
    checklist: Checklist,
    messages: Messages,
    screen: Screen,
    wish: Wish | None = None,
    notices: Sequence[Notice] = (),
) -> str:
    """The text output of a run; ``notices``: what is to be said about its waivers and its baseline."""
    text = TextOutput(checklist, messages, screen, wish or Wish())
    blocks = ["\n".join(text.report(result)) for result in results if result.error is None]
    blocks = [block for block in (*blocks, "\n".join(text.notices(notices))) if block]
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
        names = {check.id: messages.of(check.title) for check in checklist.checks}
        self._lines = FindingLines(messages, screen, names, wish.known)

    def report(self, result: Result) -> Iterator[str]:
        """The lines of one report; none when quiet and there is no error."""
        if self.wish.quiet:
            errors = [finding for finding in result.findings if finding.severity == "error"]
            if any(shown(errors, with_known=self.wish.known)):
                yield from self._head(result)
                yield from self._lines.lines(errors)
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

    def notices(self, notices: Sequence[Notice]) -> Iterator[str]:
        """What is to be said about waivers and baseline."""
        if notices:
            yield self._heading(self.messages("gate.notices"))
        for notice in notices:
            yield from wrap(neutral(notice.message), self.screen.columns, first="  ", rest="    ")

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
        let_pass = {finding.code for finding in waived(result.findings)}
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
                title = neutral(self.messages.of(item.title))
                title += self.messages("gate.bracket", text=self.messages("gate.waived")) if item.id in let_pass else ""
                lines = wrap(title, self.screen.columns, first=first)
                coloured = self.screen.paint(f"{mark} {item.id:<{codes}} {words[status]}", status)
                lines[0] = lines[0].replace(f"{mark} {item.id:<{codes}} {words[status]}", coloured, 1)
                yield from lines

    def _all_findings(self, result: Result) -> Iterator[str]:
        listed = [f for f in result.findings if self.wish.notes or f.waived or not self._is_outline_note(f)]
        if not counting(listed):
            yield ""
            key = "text.no-findings" if not result.findings else "text.only-outline-notes"
            key = key if counting(result.findings) or not result.findings else "gate.no-new-findings"
            yield self._heading(self.messages("text.findings"))
            yield from wrap(self.messages(key), self.screen.columns, first="  ")
        yield from self._lines.lines(listed)
        passed_over = known(result.findings)
        if passed_over and not self.wish.known:
            yield from [""] * any(counting(listed))
            counts = by_severity(passed_over, self.messages)
            line = self.messages("gate.known-line", count=len(passed_over), counts=counts)
            yield from wrap(line, self.screen.columns, first="  ")

    def _is_outline_note(self, finding: Finding) -> bool:
        item = self._items.get(finding.code)
        return finding.severity == "note" and item is not None and item.group == "outline"

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
                yield from wrap(self._lines.place_and_quote(place), self.screen.columns, first="      ")
        if result.answers:
            yield ""
            yield self._heading(self.messages("text.answers"))
        for answer in result.answers:
            sign = self.screen.sign({"yes": "met", "partly": "weak"}.get(answer.answered, "missing"))
            yield from wrap(self._lines.place_and_quote(answer.place), self.screen.columns, first=f"  {sign} ")
            told = self.messages(f"text.answered.{answer.answered}")
            if answer.by is not None:
                told += self.messages("text.comma") + self._lines.place_and_quote(answer.by)
            yield from wrap(told, self.screen.columns, first="      ")

    def _heading(self, text: str) -> str:
        return self.screen.paint(text, "strong")
