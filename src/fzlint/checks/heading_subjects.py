"""A heading promises one subject, the text under it treats another.

Judged are headings, run-in headings and run-in items (二是规范决策程序。) in the report on work done that name
a subject of the outline in its own words. The text must be long enough to show its subject, hold none of the
subject's words, be no evidence for the subject's items, and plainly treat something else; or most of its
sub-headings must announce other subjects. Figures of speech name no subject and are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fzlint.checks.context import Context, Flag
from fzlint.checks.figures.wording import WordLists, kept
from fzlint.report.parts import FIRST, MEASURES, PREAMBLE
from fzlint.report.structure import item_marker
from fzlint.report.words import rx

_PARTS = (PREAMBLE, MEASURES, FIRST)
_LONGEST_BODY = 6000  # characters read under a heading
_ALIEN, _NEAR, _TOUCHED, _TREATED = range(4)  # what a text shows of a subject: nothing … plainly that it treats it
_SHOWN = 30  # characters of the text shown beside its heading


class _Titled(NamedTuple):
    """A heading or lead (span of its words) and the statements under it (indices, end exclusive)."""

    start: int
    end: int
    first: int
    last: int


def check(context: Context) -> Iterator[Flag]:
    """Headings and leads whose text, or whose sub-headings, treat another subject."""
    subjects: Mapping[str, Mapping[str, Any]] = context.sections["subjects_of_headings"]
    titled = sorted((*_headings(context), *_leads(context)))
    named = [_named(context.text, one, subjects, context.options) for one in titled]
    for number, (one, names) in enumerate(zip(titled, named, strict=True)):
        if not names:
            continue
        start, end = _body(context, one)
        if end - start < context.options["shortest"]:
            continue
        other = _strays(titled, named, number, subjects, context.options["strays"])
        if other is None:
            shown = max(_shown(context, subjects[name], one, start, end) for name in names)
            if shown < _TREATED:
                other = _other(context.text, start, end, names, subjects, context.options, shown)
        if other is not None:
            heading = context.text[one.start : one.end]
            fields = {"heading": heading, "subject": subjects[names[0]]["title"], "other": other}
            yield Flag(one.start, one.end, fields, related=((start, min(end, start + _SHOWN)),))


def _strays(
    titled: Sequence[_Titled],
    named: Sequence[Sequence[str]],
    number: int,
    subjects: Mapping[str, Mapping[str, Any]],
    least: int,
) -> str | None:
    """The subject of the sub-headings of a heading when most of them, ``least`` at the least, leave its subject."""
    own = {item for name in named[number] for item in subjects[name]["items"]}
    at_home = 0
    strays: list[str] = []
    for below in range(number + 1, len(titled)):
        if titled[below].first >= titled[number].last:
            break
        names = named[below]
        if names and any(own & set(subjects[name]["items"]) for name in names):
            at_home += 1
        elif names:
            strays.append(subjects[names[0]]["title"])
    if len(strays) < least or len(strays) <= 2 * at_home:
        return None
    return max(strays, key=strays.count)


def _headings(context: Context) -> Iterator[_Titled]:
    """The headings of the report on work done, each with the statements of its section and those below it."""
    report = context.report
    index = {statement.start: number for number, statement in enumerate(report.statements)}
    sections = report.sections
    for number, section in enumerate(sections):
        if section.heading is None or section.part not in _PARTS:
            continue
        heading = report.headings[section.heading]
        first = index.get(heading.text)
        if first is None:
            continue
        following = number + 1
        while following < len(sections) and sections[following].level > section.level:
            following += 1
        until = sections[following].start if following < len(sections) else len(context.text)
        last = first + 1
        while last < len(report.statements) and report.statements[last].start < until:
            last += 1
        if last > first + 1:
            yield _Titled(heading.text, heading.end, first + 1, last)


def _leads(context: Context) -> Iterator[_Titled]:
    """Sentences that name what the rest of their paragraph, or of their run-in item, is about."""
    statements = context.report.statements
    headings = {heading.text for heading in context.report.headings}
    for number, statement in enumerate(statements):
        if not statement.lead or statement.start in headings or statement.part not in _PARTS:
            continue
        marker = item_marker(context.text, statement.start)
        last = number + 1
        while last < len(statements) and statements[last].paragraph == statement.paragraph:
            if statements[last].lead or (marker and item_marker(context.text, statements[last].start)):
                break
            last += 1
        if last > number + 1:
            yield _Titled(statement.start + marker, statement.end, number + 1, last)


class _Names:
    """What the headings of all subjects are told by: plain words at once, expressions only where one of them fits."""

    def __init__(self, subjects: Mapping[str, Mapping[str, Any]]) -> None:
        lists = [subject["headings"] for subject in subjects.values()]
        plain = [[word for word in words if re.escape(word) == word] for words in lists]
        other = [[word for word in words if re.escape(word) != word] for words in lists]
        self._plain, self._other = WordLists(plain), WordLists(other)
        self._any_other = re.compile("|".join(word for words in other for word in words) or "$^")

    def of(self, heading: str) -> int:
        """A bit for each subject that ``heading`` names."""
        found = self._plain.of(heading)
        return found | self._other.of(heading) if self._any_other.search(heading) else found


def _named(
    text: str, titled: _Titled, subjects: Mapping[str, Mapping[str, Any]], options: Mapping[str, Any]
) -> Sequence[str]:
    """The subjects that a heading names; none for a figure of speech, a quotation, or a heading over many subjects."""
    heading = text[titled.start : titled.end]
    if len(heading) < 4 or rx(options["not_judged"]).search(heading):
        return ()
    bits = kept(subjects, _Names).of(heading)
    found = [name for number, name in enumerate(subjects) if bits >> number & 1]
    narrowed = {wide for name in found for wide in subjects[name].get("narrows", ())}
    return [name for name in found if name not in narrowed] if len(found) <= 3 else ()


def _body(context: Context, titled: _Titled) -> tuple[int, int]:
    statements = context.report.statements
    start = statements[titled.first].start
    return start, min(statements[titled.last - 1].end, start + _LONGEST_BODY)


def _shown(context: Context, subject: Mapping[str, Any], titled: _Titled, start: int, end: int) -> int:
    """How far the text is about the subject: by its own words, by evidence for its items, or by words near it."""
    text = context.text
    items = frozenset(subject["items"])
    if any(items & context.topics.get(number, frozenset()) for number in range(titled.first, titled.last)):
        return _TREATED
    own = _distinct(subject["words"], text, start, end)
    if own >= 2:
        return _TREATED
    near = _distinct(subject.get("near", ()), text, start, end)
    if near >= 2 or (near and (own or end - start < context.options["short"])):
        return _TREATED
    return _TOUCHED if own else _NEAR if near else _ALIEN


def _distinct(words: Sequence[str], text: str, start: int, end: int) -> int:
    """How many different ones of ``words`` stand between ``start`` and ``end``: none, one, or two and more."""
    first = None
    for found in rx("|".join(words) or "$^").finditer(text, start, end):
        if first is None:
            first = found.group()
        elif found.group() != first:
            return 2
    return 0 if first is None else 1


def _other(
    text: str,
    start: int,
    end: int,
    named: Sequence[str],
    subjects: Mapping[str, Mapping[str, Any]],
    options: Mapping[str, Any],
    shown: int,
) -> str | None:
    """The subject that the text treats most; None when it shows none plainly.

    Where nothing of the heading's subject is ``shown``, words of several subjects outside the outline show that the
    text treats something else as plainly as words of one; where one word of it stands in passing, more are needed.
    """
    best, most = None, 0
    outside, widest, found_outside = None, 0, 0
    related = {*named, *(wide for name in named for wide in subjects[name].get("narrows", ()))}
    others = [*((subject["title"], subject["words"]) for name, subject in subjects.items() if name not in related)]
    for title, words in options["elsewhere"].items():
        distinct = {found.group() for found in rx("|".join(words)).finditer(text, start, end)}
        found_outside += len(distinct)
        if len(distinct) > widest:
            outside, widest = title, len(distinct)
    for title, words in others:
        distinct = {found.group() for found in rx("|".join(words)).finditer(text, start, end)}
        if len(distinct) > most:
            best, most = title, len(distinct)
    if widest >= most:
        best, most = outside, widest
    if shown == _ALIEN and found_outside >= options["plain"] and most < options["plain"]:
        return outside
    least = options["dominant" if shown == _TOUCHED else "plain"]
    if best != outside and end - start < options["short"]:
        least += 1  # the subjects of the outline lie near one another
    return best if most >= least else None
