"""What a configuration names and the checklist does not have: profiles, items."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from fzlint.checklist.compiling import near
from fzlint.gate.configuration.keys import EXTEND_SELECT, IGNORE, PER_FILE, PROFILE, SELECT, SEVERITY, WRITTEN
from fzlint.gate.configuration.origins import FILE, Setting
from fzlint.gate.configuration.problems import At, ConfigurationError, Problem, cut
from fzlint.gate.configuration.store import Configuration
from fzlint.output.formats import FORMATS

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist


def refuse_unknown(configuration: Configuration, settings: Mapping[str, Setting], checklist: Checklist) -> None:
    """Look at what a configuration says and is used. Raises ConfigurationError."""
    problems: list[Problem] = []
    for key in (PROFILE, SELECT, IGNORE, EXTEND_SELECT, SEVERITY, PER_FILE):
        value = configuration.values.get(key)
        if value is None or not any(origin.kind == FILE for origin in settings[key].origins):
            continue
        if key == PROFILE:
            profiles = checklist.section("profiles")
            if value.value not in profiles:
                problems.append(_unknown_profile(value.value, value.at(), profiles))
        elif key == SEVERITY:
            for word in value.value:
                problems += _unknown_items([(word, value.at(word, of_key=True))], checklist)
        elif key == PER_FILE:
            for glob, words in value.value.items():
                problems += _unknown_items([(w, value.at(glob, at)) for at, w in enumerate(words)], checklist)
        else:
            problems += _unknown_items([(w, value.at(at)) for at, w in enumerate(value.value)], checklist)
    if problems:
        raise ConfigurationError(problems)


def refuse_outside(configuration: Configuration) -> None:
    """Refuse to write outside the folder of the file that says so. Raises ConfigurationError."""
    problems = []
    for key in WRITTEN:
        value = configuration.values.get(key)
        if value is None:
            continue
        folder = os.path.join(value.file.folder, "")
        for index, text in enumerate(value.value if isinstance(value.value, tuple) else (value.value,)):
            name, _, path = text.partition("=")
            path = path if name.lower() in FORMATS and path else text
            if path != "-" and not os.path.realpath(path).startswith(folder):
                problems.append(
                    Problem(value.at(index) if key == "report" else value.at(), "config.outside", {"name": key})
                )
    if problems:
        raise ConfigurationError(problems)


def _unknown_profile(name: str, at: At, known: Iterable[str]) -> Problem:
    names = list(known)
    meant = near(name, names)
    fields = {"name": cut(name), "names": names}
    return Problem(at, "run.unknown-profile" if meant else "config.unknown-profile", fields, meant)


def _unknown_items(words: Iterable[tuple[str, At]], checklist: Checklist) -> Iterator[Problem]:
    from fzlint.output.selection import UnknownItemError, meant

    for text, at in words:
        try:
            meant(checklist, [text])
        except UnknownItemError as error:
            found = near(error.word, error.known)
            key = "checklist.unknown-item" if found else "config.unknown-item"
            yield Problem(at, key, {"name": cut(error.word), "names": error.groups}, found)
