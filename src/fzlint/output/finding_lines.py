"""Findings in words for a person: by severity, each with place, message, quote, basis and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fzlint.checklist.model import SEVERITIES
from fzlint.messages import Messages
from fzlint.output.neutral import neutral, quoted, shortened
from fzlint.output.places import spot_words
from fzlint.output.standing import counting, known, waived, waiver_words
from fzlint.output.summary import by_place
from fzlint.output.terminal import Screen
from fzlint.output.width import wrap
from fzlint.result import Finding
from fzlint.text.places import Place

_SENTENCE = 800  # characters of a message or remedy that are shown


@dataclass(frozen=True)
class FindingLines:
    """Tells findings on ``screen``; ``names``: titles by code, ``with_known``: list also what the baseline holds."""

    messages: Messages
    screen: Screen
    names: Mapping[str, str]
    with_known: bool = False

    def lines(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Findings by severity, then those waived and known, in the order of their places, numbered through."""
        number = 0
        printed: dict[tuple[str, tuple[str, ...], str], int] = {}
        for head, style, group in self._groups(findings):
            if not group:
                continue
            yield ""
            yield self.screen.paint(head, style)
            for finding in sorted(group, key=by_place):
                number += 1
                key = (finding.code, finding.basis, finding.remedy)
                yield from self._finding(number, finding, printed.get(key))
                if finding.waived is None:
                    printed.setdefault(key, number)

    def _groups(self, findings: Sequence[Finding]) -> Iterator[tuple[str, str, list[Finding]]]:
        """Heading, style and findings of each group."""
        messages = self.messages
        for severity in SEVERITIES:
            group = [finding for finding in counting(findings) if finding.severity == severity]
            words = messages(f"text.severity.{severity}")
            yield messages("text.severity-head", severity=words, count=len(group)), severity, group
        group = waived(findings)
        yield messages("gate.waived-head", count=len(group)), "strong", group
        group = known(findings) if self.with_known else []
        yield messages("gate.known-head", count=len(group)), "strong", group

    def _finding(self, number: int, finding: Finding, same: int | None) -> Iterator[str]:
        messages, columns = self.messages, self.screen.columns
        first = f"{number:>3}. "
        indent = " " * len(first)
        name = neutral(self.names.get(finding.code, ""))
        where = f"{first}{self._where(finding.place)}  "
        lines = wrap(f"{finding.code} {name}".rstrip(), columns, first=where, rest=indent)
        code = self.screen.paint(finding.code, finding.severity) if finding.counts else finding.code
        yield lines[0].replace(where + finding.code, where + code, 1)
        yield from lines[1:]
        yield from wrap(_sentence(finding.message), columns, first=indent)
        if finding.place.quote:
            yield from self._labelled("text.quote", quoted(finding.place.quote), indent)
        for place in finding.related:
            yield from self._labelled("text.related", self.place_and_quote(place), indent)
        if finding.waived is not None:
            yield from self._labelled("gate.waiver-label", waiver_words(finding.waived, messages), indent)
            return
        if same is not None:
            yield from wrap(messages("text.same-basis", number=same), columns, first=indent)
            return
        if finding.basis:
            separator = messages("text.semicolon")
            yield from self._labelled("text.basis", separator.join(map(_sentence, finding.basis)), indent)
        yield from self._labelled("text.remedy", _sentence(finding.remedy), indent)

    def _labelled(self, label: str, text: str, indent: str) -> list[str]:
        return wrap(text, self.screen.columns, first=indent + self.messages(label))

    def _where(self, place: Place) -> str:
        """The place in words; a place without a quote at the beginning is the whole report."""
        if not place.quote and (place.line, place.column) == (1, 1):
            return self.messages("text.whole-report")
        return spot_words(place, self.messages)

    def place_and_quote(self, place: Place) -> str:
        """Where it stands and what stands there."""
        where = self._where(place)
        return where + self.messages("text.colon") + quoted(place.quote) if place.quote else where


def _sentence(text: str) -> str:
    return shortened(neutral(text), _SENTENCE)
