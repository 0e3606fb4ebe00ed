"""Where a setting came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fzlint.gate.configuration.values import Value

COMMAND_LINE, ENVIRONMENT, FILE, DEFAULT = "command-line", "environment", "file", "default"
_RANKS = (DEFAULT, FILE, ENVIRONMENT, COMMAND_LINE)  # the later ones win


class Origin(NamedTuple):
    """``kind`` and ``name``: the option, the variable or the file; for a file line (0: not known) or the key's path."""

    kind: str
    name: str = ""
    line: int = 0
    key: str = ""

    @property
    def rank(self) -> int:
        """How strong it is: the command line wins over the environment, that over a file, that over the default."""
        return _RANKS.index(self.kind)


class Setting(NamedTuple):
    """The value of a setting, and where it came from; several places when they add to each other."""

    value: Any
    origins: tuple[Origin, ...] = (Origin(DEFAULT),)


def of_value(value: Value) -> Setting:
    """What a file says."""
    at = value.at(of_key=True)
    return Setting(value.value, (Origin(FILE, at.file, at.line, at.key),))
