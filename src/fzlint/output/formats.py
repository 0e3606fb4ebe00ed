"""The formats by their names: which there are, which one a file name asks for, and how each is rendered."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fzlint.output.run import Run

SCREEN = ("text", "concise", "grouped")  # for people: what is shown depends on the terminal and on --quiet
DATA = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown")
FORMATS = (*SCREEN, *DATA)
# Formats that mark places of files, or that CI shows: paths are those CI knows, and nothing points nowhere.
LOCATED = frozenset(DATA) - {"json", "jsonl"}

_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".sarif": "sarif",
    ".rdjson": "rdjson",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".log": "text",
    "": "text",
}
_OF_XML = ("junit", "checkstyle")


class AmbiguousError(ValueError):
    """A file name that may ask for several formats (``xml``) or tells none that is known."""

    def __init__(self, suffix: str) -> None:
        super().__init__(suffix)
        self.xml = suffix == ".xml"
        self.document = suffix in (".docx", ".docm", ".html", ".htm")


def guess(path: str) -> str:
    """The format that a file's name asks for. Raises AmbiguousError.

    ``.xml`` is JUnit's and Checkstyle's: it is taken when the name says which (``junit.xml``, ``checkstyle-a.xml``).
    """
    name = os.path.basename(path).lower()
    if name.endswith(".sarif.json"):
        return "sarif"
    suffix = os.path.splitext(name)[1]
    if suffix == ".xml":
        named = [format_ for format_ in _OF_XML if format_ in name]
        if len(named) == 1:
            return named[0]
    elif suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    raise AmbiguousError(suffix)


def render_data(format_: str, run: Run) -> str:
    """The output of one of ``DATA``."""
    return "".join(pieces(format_, run))


def pieces(format_: str, run: Run) -> Iterable[str]:
    """The output of one of ``DATA`` in pieces; JSON, which tells all of each report, report by report."""
    from importlib import import_module

    module = import_module(f"fzlint.output.{'json_' if format_ == 'json' else format_}")
    if format_ in ("json", "jsonl"):
        found: Iterable[str] = module.pieces(run.results, run.checklist, run.notices)
        return found
    return (module.render(run),)
