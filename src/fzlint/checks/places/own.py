"""The report's own body: its place and department, the places above it, and what kind of place it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fzlint.report.report import Report
from fzlint.report.words import rx

_LONGEST_NAME = 60  # characters of a body's name that are read


class Own(NamedTuple):
    """The own body.

    ``place``: its place with the ending (桐井街道; for a department the place that it serves); ``kind``: that ending;
    ``department``: the department without its place, None for a government; ``above``: the places above by ending
    (区: 榴花区); ``known``: every place that the document names in its body, title, sign-off or issuer.
    """

    place: str
    kind: str
    department: str | None
    above: Mapping[str, str]
    known: tuple[str, ...]

    @property
    def name(self) -> str:
        """The place with the department."""
        return self.place + (self.department or "")

    def has(self, name: str) -> bool:
        """Whether ``name`` is the own place or one above it, whole or in part (桐井 in 桐井街道)."""
        return any(name in known or known in name or name[:2] == known[:2] for known in self.known)


def own_body(report: Report, options: Mapping[str, Any]) -> Own | None:
    """The own body of a report; None when its name is not known, names no place, or does not fit its level."""
    text, head = report.view.text, report.head
    if head.body_span is None:
        return None
    name = _plain(text[slice(*head.body_span)], options)
    places, end = _places(name, options)
    if not places:
        return None
    rest = rx(options["government"]).sub("", name[end:])
    department = rest if rx(options["department"]).search(rest) else None
    kinds = [_kind(place, options["kinds"]) for place in places]
    level = report.head.body_level
    if level not in (("department",) if department else options["levels"].get(kinds[-1], ())):
        return None
    above = dict(zip(kinds[:-1], places[:-1], strict=True))
    known = list(places)
    if head.title_span:
        known += _places(_plain(text[slice(*head.title_span)], options), options)[0]
    known += _places(_plain(head.signed_body or "", options), options)[0]
    for value in report.furniture.metadata.values():
        known += _places(_plain(text[value[1] : value[2]], options), options)[0]
    if head.addressee_line is not None:
        line = report.lines[head.addressee_line]
        known += _places(_plain(text[line.start : line.end], options), options)[0]
    for place in known:
        kind = _kind(place, options["kinds"])
        if kind != kinds[-1] and kind in options["above"].get(kinds[-1], ()):
            above.setdefault(kind, place)
    if above.keys().isdisjoint(options["below_city"]):
        above.pop(options["city"], None)  # it may be of county level, with another city above it
    own = Own(places[-1], kinds[-1], department, above, tuple(dict.fromkeys(known)))
    signer = other_signer(report, own, options)
    if signer is None:
        return own
    signed = text[slice(*signer)]
    return own._replace(known=tuple(name for name in own.known if name != signed))


def other_signer(report: Report, own: Own, options: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where the sign-off names another place of the own kind than the title does; None when it does not."""
    text, head = report.view.text, report.head
    if not head.title_span or not head.signed_body:
        return None
    if own.place not in text[slice(*head.title_span)].replace("\n", ""):
        return None
    places = _places(_plain(head.signed_body, options), options)[0]
    if not places or _kind(places[-1], options["kinds"]) != own.kind:
        return None
    signed = places[-1]
    if signed.removesuffix(own.kind)[-1:] in options["place_ends"]:
        return None  # 榴花区街道办事处: the own one without its name
    if signed[:2] == own.place[:2] or own.place in signed or own.place in head.signed_body:
        return None
    for line in sorted(head.sign_off_lines):
        start = text.find(signed, report.lines[line].start, report.lines[line].end)
        if start >= 0:
            return start, start + len(signed)
    return None


def _plain(name: str, options: Mapping[str, Any]) -> str:
    """A name without line ends, party committee in front, and the government of a place above in its middle."""
    flat = name.replace("\n", "")[:_LONGEST_NAME]
    return rx(options["not_in_name"]).sub("", flat)


def _places(name: str, options: Mapping[str, Any]) -> tuple[list[str], int]:
    """The places that ``name`` begins with, outermost first, and where they end."""
    found: list[str] = []
    at = 0
    while place := rx(options["place"]).match(name, at):
        found.append(place.group())
        at = place.end()
    return found, at


def _kind(place: str, kinds: Sequence[str]) -> str:
    """The ending that tells what kind of place ``place`` is; longer endings stand first in ``kinds``."""
    return next((kind for kind in kinds if place.endswith(kind)), "")
