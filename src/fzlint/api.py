"""The public Python API: check a report, get what was found as typed values. Import it from ``fzlint`` itself.

A report is a file or a text, never guessed: ``check("年报.docx")`` opens the file, ``check(text="…")`` opens nothing.
Neither configuration files nor environment variables have a say; nothing is printed.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, overload

from fzlint import result as _result
from fzlint.checklist.loading import ChecklistError, load_chain, read_chain, shipped
from fzlint.messages import LANGUAGES
from fzlint.result import Answer, Failure, Finding, Score, Verdict
from fzlint.text.places import Place, Spot

if TYPE_CHECKING:
    from fzlint.linting import Linter
    from fzlint.reading.source import Source

__all__ = [
    "Answer",
    "ChecklistError",
    "Failure",
    "Finding",
    "Place",
    "Result",
    "Score",
    "Spot",
    "Verdict",
    "check",
]

PathLike = str | os.PathLike[str]
Names = PathLike | Sequence[PathLike] | None
Words = str | Iterable[str] | None

_KEPT = 8  # linters: one for each checklist, language and profile in use
_TEXT = "text"  # the path of a result on a text
_linters: OrderedDict[tuple[str, str, str | None], Linter] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Result(_result.Result):
    """The result for one report: its verdicts, findings, answers and score; see docs/python-api.md."""

    def to_dict(self) -> dict[str, Any]:
        """The result as data: the object that ``fzlint check -f json`` writes under ``reports`` (docs/outputs.md)."""
        from fzlint.output.json_ import report_data

        return report_data(self)

    def to_json(self) -> str:
        """``to_dict`` as JSON on one line, safe to print whatever the report holds."""
        import json

        from fzlint.output.json_ import escaped

        return escaped(json.dumps(self.to_dict(), ensure_ascii=False))


@overload
def check(
    path: PathLike,
    *,
    profile: str | None = None,
    checklist: Names = None,
    lang: Literal["zh", "en"] = "zh",
    select: Words = None,
    ignore: Words = None,
    max_size: int | None = None,
) -> Result: ...
@overload
def check(
    *,
    text: str,
    name: str = _TEXT,
    profile: str | None = None,
    checklist: Names = None,
    lang: Literal["zh", "en"] = "zh",
    select: Words = None,
    ignore: Words = None,
    max_size: int | None = None,
) -> Result: ...
def check(
    path: PathLike | None = None,
    *,
    text: str | None = None,
    name: str = _TEXT,
    profile: str | None = None,
    checklist: Names = None,
    lang: Literal["zh", "en"] = "zh",
    select: Words = None,
    ignore: Words = None,
    max_size: int | None = None,
) -> Result:
    """Check the report in the file ``path``, or the ``text`` of one, which is plain text whatever it looks like.

    ``name`` is the path that the result on a text bears. ``profile`` is a profile's name; by default the report's level
    and year choose. ``checklist`` names files, folders or installed checklists as ``--checklist`` does; by default the
    shipped one. ``select`` and ``ignore`` are codes, names or groups of items, one string parted by commas or several.
    ``max_size`` is in bytes. Messages are in the language ``lang``.

    A file that cannot be read or is too large is no exception: the result's ``error`` says why. Raises ValueError for
    arguments that do not fit (an unknown profile or item, both path and text), TypeError for arguments of a wrong type,
    ChecklistError (a ValueError) for a checklist that cannot be used.
    """
    _refuse_unfit(path, text, name, lang, max_size)
    linter = _linter(_names(checklist), lang, profile)
    codes = _codes(linter, select, ignore)
    from fzlint.reading.errors import ReadingError

    try:
        found = linter.lint(_source(path, text, name, max_size))
    except ReadingError as error:
        return _public(linter.failed(name if path is None else os.fspath(path), error))
    from fzlint.output.selection import kept

    return _public(kept(found, codes))


def _refuse_unfit(path: object, text: object, name: object, lang: object, max_size: object) -> None:
    """Raise TypeError or ValueError for arguments that do not fit together."""
    if (path is None) == (text is None):
        raise ValueError("check() needs either a path or text=")
    if path is not None:
        shown = os.fspath(path)  # type: ignore[call-overload]
        if not isinstance(shown, str):
            raise TypeError("path must be str or os.PathLike[str]; for the content of a file use text=")
        if "\n" in shown and not os.path.lexists(shown):
            raise ValueError("this path has several lines; to check a text, use text=")
    elif not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}")
    if not isinstance(name, str):
        raise TypeError(f"name must be str, not {type(name).__name__}")
    if lang not in LANGUAGES:
        raise ValueError(f"lang must be one of {', '.join(LANGUAGES)}, not {lang!r}")
    if max_size is not None and (not isinstance(max_size, int) or max_size < 1):
        raise ValueError(f"max_size must be a number of bytes, not {max_size!r}")


def _source(path: PathLike | None, text: str | None, name: str, max_size: int | None) -> Source:
    from fzlint.reading.source import LIMITS, read_source, read_text

    limits = replace(LIMITS, file_bytes=max_size, text_bytes=max_size) if max_size else LIMITS
    if path is not None:
        return read_source(os.fspath(path), limits=limits)
    return read_text(name, text or "", limits=limits)


def _names(checklist: Names) -> tuple[str, ...]:
    if checklist is None:
        return ()
    if isinstance(checklist, str | os.PathLike):
        return (os.fspath(checklist),)
    return tuple(os.fspath(name) for name in checklist)


def _linter(names: tuple[str, ...], lang: str, profile: str | None) -> Linter:
    """A linter as used before, if the files of its checklist say the same still."""
    from fzlint.checklist.loading import chain_digest
    from fzlint.linting import Linter

    chain = read_chain(names, language=lang) if names else None
    key = (chain_digest(chain) if chain is not None else "", lang, profile)
    with _lock:
        linter = _linters.get(key)
        if linter is None:
            loaded = load_chain(chain, language=lang) if chain is not None else shipped()
            profiles = loaded.section("profiles")
            if profile is not None and profile not in profiles:
                raise ValueError(f"there is no profile {profile!r}{_meant(profile, profiles)}")
            linter = _linters[key] = Linter(loaded, language=lang, profile=profile)
            if len(_linters) > _KEPT:
                _linters.popitem(last=False)
        _linters.move_to_end(key)
    return linter


def _codes(linter: Linter, select: Words, ignore: Words) -> frozenset[str] | None:
    if select is None and ignore is None:
        return None
    from fzlint.output.selection import UnknownItemError, selected_codes

    wanted, unwanted = ((words,) if isinstance(words, str) else tuple(words or ()) for words in (select, ignore))
    try:
        return selected_codes(linter.checklist, wanted, unwanted, ())
    except UnknownItemError as error:
        option = error.option.removeprefix("--")
        raise ValueError(f"{option}: there is no item {error.word!r}{_meant(error.word, error.known)}") from None


def _meant(word: str, known: Iterable[str]) -> str:
    from fzlint.checklist.compiling import near

    meant = near(word, known)
    return f"; did you mean {meant!r}?" if meant else ""


def _public(found: _result.Result) -> Result:
    return Result(**{field.name: getattr(found, field.name) for field in fields(found)})
