"""A heading promises one subject, the text under it treats another.

Judged are headings, run-in headings and run-in items (二是规范决策程序。) in the report on work done that name
a subject of the outline in its own words. The text must be long enough to show its subject, hold none of the
subject's words, be no evidence for the subject's items, and plainly treat something else; or most of its
sub-headings must announce other subjects. Figures of speech name no subject and are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fzlint.checks.context import Context, Flag
from fzlint.checks.figures.wording import WordLists, any_of, kept
from fzlint.report.parts import FIRST, MEASURES, PREAMBLE
from fzlint.report.structure import item_marker
from fzlint.report.words import rx

_PARTS = (PREAMBLE, MEASURES, FIRST)
_LONGEST_BODY = 6000  # characters read under a heading
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
        if other is None and not any(_treats(context, subjects[name], one, start, end) for name in names):
            other = _other(context.text, start, end, names, subjects, context.options)
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


def _heading_words(subjects: Mapping[str, Mapping[str, Any]]) -> WordLists:
    return WordLists(subject["headings"] for subject in subjects.values())


def _named(
    text: str, titled: _Titled, subjects: Mapping[str, Mapping[str, Any]], options: Mapping[str, Any]
) -> Sequence[str]:
    """The subjects that a heading names; none for a figure of speech, a quotation, or a heading over many subjects."""
    heading = text[titled.start : titled.end]
    if len(heading) < 4 or rx(options["not_judged"]).search(heading):
        return ()
    bits = kept(subjects, _heading_words).of(heading)
    found = [name for number, name in enumerate(subjects) if bits >> number & 1]
    narrowed = {wide for name in found for wide in subjects[name].get("narrows", ())}
    return [name for name in found if name not in narrowed] if len(found) <= 3 else ()


def _body(context: Context, titled: _Titled) -> tuple[int, int]:
    statements = context.report.statements
    start = statements[titled.first].start
    return start, min(statements[titled.last - 1].end, start + _LONGEST_BODY)


def _treats(context: Context, subject: Mapping[str, Any], titled: _Titled, start: int, end: int) -> bool:
    """Whether the text is about the subject: its own words, two of the words near it, or evidence for its items."""
    text = context.text
    if any_of(subject["words"]).found(text[start:end]):
        return True
    near = {found.group() for found in rx("|".join(subject.get("near", ["$^"]))).finditer(text, start, end)}
    if len(near) >= 2:
        return True
    items = frozenset(subject["items"])
    return any(items & context.topics.get(number, frozenset()) for number in range(titled.first, titled.last))


def _other(
    text: str,
    start: int,
    end: int,
    named: Sequence[str],
    subjects: Mapping[str, Mapping[str, Any]],
    options: Mapping[str, Any],
) -> str | None:
    """The subject that the text treats most; None when it shows none plainly."""
    best, most = None, 0
    others = [*((subject["title"], subject["words"]) for name, subject in subjects.items() if name not in named)]
    others += [(title, words) for title, words in options["elsewhere"].items()]
    for title, words in others:
        distinct = {found.group() for found in rx("|".join(words)).finditer(text, start, end)}
        if len(distinct) > most:
            best, most = title, len(distinct)
    return best if most >= options["plain"] else None
