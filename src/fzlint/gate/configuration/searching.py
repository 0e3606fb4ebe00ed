"""Which configuration file holds for a folder: the first one on the way up. Nothing is opened but a pyproject.toml."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping, Sequence

OWN_NAMES = (".fzlint.yaml", ".fzlint.yml", "fzlint.yaml")
PYPROJECT = "pyproject.toml"
LARGEST = 1_000_000  # bytes of a configuration file
# Any way in which TOML can begin our table; what does not match has none, and need not be parsed.
_OUR_TABLE = re.compile(
    rb"""tool["']?\s*\.\s*["']?fzlint|^\s*\[\s*["']?tool["']?\s*\]|^\s*["']?tool["']?\s*=""", re.MULTILINE
)


class Search:
    """Finds the configuration file of each folder, looking into every folder once.

    A search ends at a folder that holds ``.git``, at the person's home and at the root, each of them looked into.
    ``file_in``: gives the file of a folder, where another is looked for than a configuration.
    """

    def __init__(
        self, environ: Mapping[str, str] | None = None, file_in: Callable[[str], str | None] | None = None
    ) -> None:
        self._file_in = file_in or _file_in
        environ = os.environ if environ is None else environ
        home = environ.get("HOME" if os.name == "posix" else "USERPROFILE")
        self._home = os.path.realpath(home) if home else None
        self._found: dict[str, str | None] = {}

    def of_folder(self, folder: str) -> str | None:
        """The file for a folder (absolute, links resolved); None when there is none on the way up."""
        passed: list[str] = []
        found = None
        while folder not in self._found:
            passed.append(folder)
            found = self._file_in(folder)
            parent = os.path.dirname(folder)
            if found or folder in (self._home, parent) or os.path.lexists(os.path.join(folder, ".git")):
                break
            folder = parent
        else:
            found = self._found[folder]
        self._found.update(dict.fromkeys(passed, found))
        return found


def of_user(environ: Mapping[str, str] | None = None) -> str | None:
    """The person's own configuration file, for what no other is found for; None when there is none."""
    environ = os.environ if environ is None else environ
    if os.name == "posix" and "HOME" in environ:  # as platformdirs says, without its import
        base = environ.get("XDG_CONFIG_HOME") or os.path.join(environ["HOME"], ".config")
        base = os.path.join(base, "fzlint")
    else:
        from platformdirs import user_config_dir

        base = user_config_dir("fzlint", appauthor=False)
    path = os.path.join(base, "config.yaml")
    return path if _is_there(path) else None


def first_of(folder: str, names: Sequence[str]) -> str | None:
    """The path of the first of these names that there is in a folder."""
    paths = (os.path.join(folder, name) for name in names)
    return next((path for path in paths if _is_there(path)), None)


def _file_in(folder: str) -> str | None:
    own = first_of(folder, OWN_NAMES)
    if own is not None:
        return own
    path = os.path.join(folder, PYPROJECT)
    return path if _is_there(path) and _names_us(path) else None


def _is_there(path: str) -> bool:
    """Whether something of this name is there, be it a link that leads nowhere: it is told then, not passed over."""
    try:
        return not stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def _names_us(path: str) -> bool:
    """Whether a pyproject.toml has our table; one without is no concern of ours, not even its mistakes."""
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        return False
    if _OUR_TABLE.search(content) is None:
        return False
    from fzlint.gate.configuration.toml import TomlError, our_table

    try:
        return our_table(content) is not None
    except TomlError:  # told when it is read
        return True
