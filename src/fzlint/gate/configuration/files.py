"""One configuration file as data, with the place of every key and value. Files may come from strangers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fzlint.gate.configuration.problems import At, ConfigurationError, Problem
from fzlint.gate.configuration.searching import LARGEST
from fzlint.gate.configuration.toml import TomlError, key_path, our_table

Path = tuple[str | int, ...]
Position = tuple[int, int]

_FIRST_ONLY = ("checklist.alias", "checklist.tag")  # once told, the person knows


@dataclass(frozen=True, eq=False)
class File:
    """A file: its path as it is shown, its folder (absolute, links resolved), its data; places as YAML knows them.

    A TOML file has no places: there a key's path stands for them.
    """

    shown: str
    folder: str
    data: Mapping[str, Any]
    values: Mapping[Path, Position]
    keys: Mapping[Path, Position]

    def at(self, path: Path, *, key: bool = False) -> At:
        """The place of the value at ``path``, or of its key."""
        if not self.values:
            return At(self.shown, key=key_path(path))
        if key and path in self.keys:
            return At(self.shown, *self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return At(self.shown, *self.values.get(path, (1, 1)))


def shown_path(path: str) -> str:
    """A path as the person would write it: from the working folder, whole when it lies elsewhere."""
    here = os.path.realpath(os.curdir)
    start = here if here.endswith(os.sep) else here + os.sep
    return path[len(start) :] if path.startswith(start) else path


def read_file(path: str, shown: str | None = None) -> File:
    """Read a file: YAML, or the table ``[tool.fzlint]`` when its name ends in ``.toml``. Raises ConfigurationError."""
    shown = shown_path(path) if shown is None else shown
    content = _content(path, shown)
    folder = os.path.realpath(os.path.dirname(path) or os.curdir)
    if path.lower().endswith(".toml"):
        return _toml(content, shown, folder)
    from fzlint.checklist.yaml_nodes import read_yaml

    tree = read_yaml(content)
    told: set[str] = set()
    problems = []
    for mistake in tree.mistakes:
        if mistake.key not in _FIRST_ONLY or mistake.key not in told:
            problems.append(Problem(At(shown, mistake.line, mistake.column), mistake.key, mistake.fields))
        told.add(mistake.key)
    data = {} if tree.data is None else tree.data
    if tree.whole and not isinstance(data, dict):
        problems.append(Problem(At(shown, *tree.values.get((), (1, 1))), "config.not-a-mapping"))
    if problems:
        raise ConfigurationError(problems)
    return File(shown, folder, data, {(): (1, 1), **tree.values}, tree.keys)


def _toml(content: bytes, shown: str, folder: str) -> File:
    try:
        table = our_table(content)
    except TomlError as error:
        at = At(shown, error.line, error.column)
        raise ConfigurationError([Problem(at, error.key, {"detail": error.detail})]) from None
    if not isinstance(table, dict):
        key = "config.no-table" if table is None else "config.not-a-mapping"
        raise ConfigurationError([Problem(At(shown, key=key_path(())), key)])
    return File(shown, folder, table, {}, {})


def _content(path: str, shown: str) -> bytes:
    """The file's bytes; never more than a configuration may have, and never from a pipe."""
    try:
        if not os.path.isfile(path):
            os.stat(path)  # tells why, when there is nothing
            raise ConfigurationError([Problem(At(shown), "config.no-file")])
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | ValueError)
        reason = getattr(error, "strerror", None) or str(error)
        problem = Problem(At(shown), "config.not-found" if missing else "config.unreadable", {"reason": reason})
        raise ConfigurationError([problem]) from None
    if len(content) > LARGEST:
        raise ConfigurationError([Problem(At(shown), "config.file-too-large", {"megabytes": LARGEST // 1_000_000})])
    return content
