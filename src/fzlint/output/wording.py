"""What the outputs for programs share: a finding in one text, where it stands, names that no two findings share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fzlint.fingerprints import copy_of
from fzlint.linting import JUDGED_KINDS
from fzlint.messages import Messages
from fzlint.output.neutral import neutral, quoted, shortened
from fzlint.output.places import spot_words
from fzlint.output.standing import marked, shown
from fzlint.output.summary import by_place, shown_path
from fzlint.result import Finding, Result
from fzlint.text.places import Place

_SENTENCE = 800  # characters of a message or remedy
# What a path must not show as it is: control, invisible and direction characters, bytes that are no UTF-8, ##[commands]
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]|##[A-Za-z]{0,20}\\["
)
TEXT = "text"  # the format of documents whose lines are lines of the file


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a file or an item from being checked.

    ``kind``: unreadable-file, broken-check or other-kind; ``code``: the item that was not checked, else empty.
    """

    kind: str
    message: str
    code: str = ""

    @property
    def severity(self) -> str:
        """The severity as of a finding: a document of another kind is no defect."""
        return "note" if self.kind == "other-kind" else "error"


def troubles(result: Result, messages: Messages) -> Iterator[Trouble]:
    """What was not checked of this file, and why."""
    if result.error is not None:
        yield Trouble("unreadable-file", neutral(result.error.message))
    elif result.kind not in JUDGED_KINDS:
        path = shown_path(result.path, messages)
        yield Trouble("other-kind", messages("text.other-kind-line", path=path, kind=messages(f"kind.{result.kind}")))
    for code, detail in result.broken:
        path = shown_path(result.path, messages)
        yield Trouble("broken-check", messages("run.broken-check", path=path, item=code, detail=neutral(detail)), code)


def file_name(path: str) -> str:
    """A path as CI finds the file by it: as it is, unless it holds what could do harm."""
    return neutral(path) if _UNSAFE.search(path) else path


def in_order(result: Result) -> list[Finding]:
    """The findings by place and code."""
    return sorted(result.findings, key=by_place)


def to_mark(result: Result) -> list[Finding]:
    """The findings that are marked where they stand, by place and code: those known are not."""
    return sorted(shown(result.findings), key=by_place)


def is_lined(result: Result) -> bool:
    """Whether lines and columns of places are those of the file: not so in Word, PDF and web pages."""
    return result.format == TEXT


def told(finding: Finding, result: Result, messages: Messages) -> str:
    """Message and remedy, in a document with page, paragraph and quote, which no line number tells there.

    Of a finding that was let pass the message, marked, and by whom.
    """
    if finding.waived is not None:
        return marked(finding, what(finding, result, messages), messages)
    return what(finding, result, messages) + _gap(messages) + remedy(finding, messages)


def what(finding: Finding, result: Result, messages: Messages) -> str:
    """The message alone, with the place where no line number tells it."""
    place = finding.place
    message = said(finding)
    if not place.quote:
        return message + (messages("output.belongs", section=neutral(place.section)) if place.section else "")
    if is_lined(result):
        return message
    return message + messages("output.where", place=spot_words(place, messages), quote=quoted(place.quote))


def said(finding: Finding) -> str:
    """The message without any place, where the place is told beside it."""
    return shortened(neutral(finding.message), _SENTENCE)


def remedy(finding: Finding, messages: Messages) -> str:
    """What to do, with its label; empty when there is nothing to say."""
    return messages("text.remedy") + shortened(neutral(finding.remedy), _SENTENCE) if finding.remedy else ""


def where(place: Place, messages: Messages) -> str:
    """The place in words; without a quote the section it belongs to, or the whole report."""
    if place.quote:
        return spot_words(place, messages)
    return neutral(place.section) if place.section else messages("text.whole-report")


def first_line(place: Place, result: Result) -> int:
    """The line of the file to mark, from 1."""
    return place.line if is_lined(result) else 1


class Fingerprints:
    """Fingerprints made unique within a run: copies of a report have findings of the same name."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def number(self, finding: Finding) -> int:
        """The how many-th finding of this fingerprint it is, from 1."""
        self._seen[finding.fingerprint] += 1
        return self._seen[finding.fingerprint]

    def unique(self, finding: Finding) -> str:
        """The fingerprint; for the second and later ones of the same name another one."""
        return copy_of(finding.fingerprint, self.number(finding))


def _gap(messages: Messages) -> str:
    return "" if messages.language == "zh" else " "
