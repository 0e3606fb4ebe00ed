"""Configurations: files with what they extend, each read once; which one holds for a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fzlint.gate.configuration.keys import EXTENDS, Key
from fzlint.gate.configuration.searching import Search, of_user

if TYPE_CHECKING:
    from fzlint.gate.configuration.files import File
    from fzlint.gate.configuration.values import Value

_DEEPEST = 20  # files that extend each other


@dataclass(frozen=True, eq=False)
class Configuration:
    """A configuration file with what it extends: the values that hold, by key."""

    file: File
    values: Mapping[str, Value]


class Store:
    """The configurations of a run.

    ``keys``: gives the keys that a file can have, asked for when there is one; ``named``: the one file that is used for
    everything; ``isolated``: none is. Methods raise ConfigurationError.
    """

    def __init__(
        self,
        keys: Callable[[], Mapping[str, Key]],
        *,
        named: str | None = None,
        isolated: bool = False,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._keys_of = keys
        self._named = named
        self._isolated = isolated
        self._environ = os.environ if environ is None else environ
        self._search = Search(self._environ)
        self._read: dict[str, Configuration] = {}
        self._of_folders: dict[str, Configuration | None] = {}
        self._user: list[str | None] = []

    def fresh(self) -> Store:
        """The same with nothing read: files may have changed since."""
        return Store(self._keys_of, named=self._named, isolated=self._isolated, environ=self._environ)

    @cached_property
    def keys(self) -> Mapping[str, Key]:
        """The keys that a file can have."""
        return self._keys_of()

    @property
    def isolated(self) -> bool:
        """Whether no file that happens to lie near the documents counts."""
        return self._isolated

    def of_run(self) -> Configuration | None:
        """The configuration of the run itself: that of the working folder."""
        return self.of_folder(os.curdir)

    def of_folder(self, folder: str) -> Configuration | None:
        """The configuration for the documents in a folder; None: there is none, the defaults hold."""
        if folder not in self._of_folders:
            self._of_folders[folder] = None if self._isolated else self._find(folder)
        return self._of_folders[folder]

    def _find(self, folder: str) -> Configuration | None:
        if self._named is not None:
            return self._configuration(os.path.abspath(self._named), self._named)
        try:
            found = self._search.of_folder(os.path.realpath(folder))
        except ValueError:  # a name that no folder can have; the reader will say so
            found = None
        if found is None:
            if not self._user:
                self._user.append(of_user(self._environ))
            found = self._user[0]
        return self._configuration(found) if found is not None else None

    def _configuration(self, path: str, shown: str | None = None) -> Configuration:
        if path not in self._read:
            self._read[path] = self._load(path, shown, ())
        return self._read[path]

    def _load(self, path: str, shown: str | None, chain: tuple[str, ...]) -> Configuration:
        """Read a file and what it extends; ``chain``: the files that led to it."""
        from fzlint.gate.configuration.files import read_file
        from fzlint.gate.configuration.problems import ConfigurationError, Problem
        from fzlint.gate.configuration.values import values_of

        file = read_file(path, shown)
        own = values_of(file, self.keys)
        values: dict[str, Value] = {}
        extends = own.get(EXTENDS)
        chain = (*chain, os.path.realpath(path))
        for index, parent in enumerate(extends.value if extends else ()):
            at = extends.at(index) if extends else None
            assert at is not None
            if os.path.realpath(parent) in chain:
                raise ConfigurationError([Problem(at, "config.extends-itself")])
            if len(chain) > _DEEPEST:
                raise ConfigurationError([Problem(at, "config.extends-too-deep", {"most": _DEEPEST})])
            if not os.path.exists(parent):
                from fzlint.gate.configuration.files import shown_path

                raise ConfigurationError([Problem(at, "config.extends-nothing", {"path": shown_path(parent)})])
            if parent not in self._read:
                self._read[parent] = self._load(parent, None, chain)
            values |= self._read[parent].values
        values |= own
        values.pop(EXTENDS, None)
        return Configuration(file, values)
