"""The keys of a configuration file: their names, what values they take, and whom they concern.

Most keys are options of the command line and are described by it (``fzlint.cli.configuring``): a new option is a key.
What stands here is what the command line does not know: which keys can differ from document to document, and the keys
that are no options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

EXTENDS = "extends"
CHECKLIST = "checklist"
SEVERITY = "severity"
PER_FILE = "per-file-ignores"
SELECT, IGNORE, EXTEND_SELECT = "select", "ignore", "extend-select"
PROFILE, MAX_SIZE = "profile", "max-size"
# In a document's own configuration; all others are those of the run, from where it is started.
OF_DOCUMENTS = (PROFILE, CHECKLIST, SELECT, IGNORE, EXTEND_SELECT, PER_FILE, SEVERITY, MAX_SIZE)
# Paths that are written to. A file that was found, not named, comes with a folder that may be a stranger's.
WRITTEN = ("output-file", "report", "cache-dir")

TEXT, FLAG, WHOLE, NUMBER, SIZE = "text", "flag", "whole", "number", "size"
CODES, SEVERITIES, FILES = "codes", "severities", "files"


@dataclass(frozen=True)
class Key:
    """A key. ``parameter``: the option's name in Python, empty for a key that is no option.

    ``kind``: text, flag (true or false), whole (a whole number), number, size (bytes or 10MB), codes (words that mean
    items), severities (such words with a severity each), files (globs with such words each). ``many``: a list, or one.
    ``choices``: the words it can be; ``least`` and ``most`` bound a number. ``path``: a path relative to the file, for
    ``named`` one behind ``NAME=``. ``convert`` refuses what only the option's type can judge, by a ValueError with a
    sentence. ``meaning``: what it does, in each language.
    """

    name: str
    kind: str = TEXT
    parameter: str = ""
    many: bool = False
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    path: bool = False
    named: bool = False
    convert: Callable[[Any], Any] | None = None
    meaning: Mapping[str, str] | None = None

    @property
    def of_documents(self) -> bool:
        """Whether it can differ from document to document."""
        return self.name in OF_DOCUMENTS


_OWN = (
    Key(EXTENDS, many=True, path=True),
    Key(CHECKLIST, many=True, path=True),
    Key(SEVERITY, SEVERITIES),
    Key(PER_FILE, FILES),
)


def keys_with(options: Iterable[Key]) -> dict[str, Key]:
    """All keys by their names: those that are options, and those that are not."""
    keys = {key.name: key for key in _OWN}
    for option in options:
        codes = option.name in (SELECT, IGNORE, EXTEND_SELECT)
        if option.name not in (EXTENDS, SEVERITY, PER_FILE):
            keys[option.name] = replace(option, kind=CODES, many=True) if codes else option
    return keys
