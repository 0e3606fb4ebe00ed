"""Results as bytes, to be kept or handed from one process to another, and back.

JSON, packed by zlib, in three parts, so that what a run does not show is not read: ``brief`` (all but the quotes of
the evidence), ``evidence`` (those, and the answers to the shortcomings), ``located`` (the places of the findings as CI
knows them). The path is not among them: the one who reads knows it. Neither is what is set after linting (what was
selected, waived, known). What may change the layout changes the key under which a result is kept
(``running.identity``), so there are no versions here.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fzlint.result import Answer, Failure, Finding, Result, Score, Verdict
from fzlint.text.places import Place, Spot

_HEAD = ("kind", "title", "body", "body_level", "year", "profile", "script", "format", "document")
_LEVEL = 1  # of packing: the fastest
MOST_BYTES = 256 * 1024 * 1024  # of a part, unpacked


class StoredError(ValueError):
    """The bytes are no stored result."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A result as bytes. ``located``: None when it was not asked for."""

    brief: bytes
    evidence: bytes
    located: bytes | None = None


def store(result: Result, located: Result | None = None) -> Stored:
    """A result, and the same as CI knows it, as bytes."""
    r = result
    brief = [
        None if r.error is None else [r.error.kind, r.error.message],
        [getattr(r, name) for name in _HEAD],
        [[verdict.item, verdict.status] for verdict in r.verdicts],
        [_finding_data(finding) for finding in r.findings],
        r.broken,
        r.figures,
        [r.score.value, r.score.coverage],
    ]
    evidence = [
        [_places_data(verdict.evidence) for verdict in r.verdicts],
        [[_place_data(a.place), a.answered, None if a.by is None else _place_data(a.by)] for a in r.answers],
    ]
    places = None if located is None else _pack([_place_data(finding.place) for finding in located.findings])
    return Stored(_pack(brief), _pack(evidence), places)


def _pack(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def _finding_data(f: Finding) -> list[Any]:
    place, related = _place_data(f.place), _places_data(f.related)
    return [f.code, f.name, f.severity, f.message, f.remedy, f.basis, place, related, f.fingerprint]


def _places_data(places: Sequence[Place]) -> list[Any]:
    return [_place_data(place) for place in places]


def _place_data(p: Place) -> list[Any]:
    data: list[Any] = [p.line, p.column, p.end_line, p.end_column, p.quote, p.section]
    if p.spot is not None:
        data.append([p.spot.part, p.spot.paragraph, p.spot.page, p.spot.cell])
    return data


class Restorer:
    """Makes results of bytes. Words that many results share (messages, remedies) are held once."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._bases: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._verdicts: dict[tuple[str, str], Verdict] = {}

    def result(self, stored: Stored, path: str, *, evidence: bool = True) -> Result:
        """The result for the document at ``path``; without ``evidence`` lean (``Outcome.lean``). Raises StoredError."""
        try:
            return self._result(stored, path, evidence)
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise StoredError(f"{type(error).__name__}: {error}") from None

    def located(self, stored: Stored, result: Result) -> Result:
        """``result``, made of the same bytes, as CI knows its places. Raises StoredError."""
        if stored.located is None:
            raise StoredError("not located")
        try:
            places = [_place(data) for data in _unpack(stored.located)]
            pairs = zip(result.findings, places, strict=True)
            return replace(result, findings=tuple(replace(finding, place=place) for finding, place in pairs))
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise StoredError(f"{type(error).__name__}: {error}") from None

    def _result(self, stored: Stored, path: str, evidence: bool) -> Result:
        error, head, verdicts, findings, broken, figures, score = _unpack(stored.brief)
        answers: list[Any] = []
        if evidence:
            places, answers = _unpack(stored.evidence)
            judged = tuple(
                Verdict(self._text(item), self._text(status), tuple(map(_place, evident)))
                for (item, status), evident in zip(verdicts, places, strict=True)
            )
        else:
            judged = tuple(self._lean(item, status) for item, status in verdicts)
        return Result(
            path,
            error=None if error is None else Failure(*error),
            **dict(zip(_HEAD, head, strict=True)),
            verdicts=judged,
            findings=tuple(map(self._finding, findings)),
            answers=tuple(
                Answer(_place(place), answered, None if by is None else _place(by)) for place, answered, by in answers
            ),
            broken=tuple((item, detail) for item, detail in broken),
            figures=(figures[0], figures[1]),
            score=Score(score[0], score[1]),
        )

    def _lean(self, item: str, status: str) -> Verdict:
        known = self._verdicts.get((item, status))
        if known is None:
            known = self._verdicts[item, status] = Verdict(item, status, ())
        return known

    def _finding(self, data: list[Any]) -> Finding:
        code, name, severity, message, remedy, basis, place, related, fingerprint = data
        bases = tuple(map(self._text, basis))
        return Finding(
            self._text(code),
            self._text(name),
            self._text(severity),
            self._text(message),
            self._text(remedy),
            self._bases.setdefault(bases, bases),
            _place(place),
            tuple(map(_place, related)),
            fingerprint,
        )

    def _text(self, text: str) -> str:
        if len(self._texts) > 20_000:  # words with figures in them are many, and nobody shares them
            self._texts.clear()
        return self._texts.setdefault(text, text)


def _unpack(packed: bytes) -> Any:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise StoredError(str(error)) from None
    if not unpacking.eof:
        raise StoredError("not whole")
    return json.loads(data.decode("utf-8", "surrogatepass"))


def _place(data: list[Any]) -> Place:
    if len(data) == 6:
        return Place(*data)
    line, column, end_line, end_column, quote, section, (part, paragraph, page, cell) = data
    spot = Spot(part, paragraph, page, None if cell is None else tuple(cell))
    return Place(line, column, end_line, end_column, quote, section, spot)
