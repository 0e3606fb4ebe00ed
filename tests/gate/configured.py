"""Configurations for tests: keys without a command line, and a small way to ask for a document's settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fzlint.checklist.loading import shipped
from fzlint.gate.configuration.documents import Documents, DocumentSettings
from fzlint.gate.configuration.keys import FLAG, SIZE, WHOLE, Key, keys_with
from fzlint.gate.configuration.origins import COMMAND_LINE, Origin, Setting
from fzlint.gate.configuration.problems import ConfigurationError
from fzlint.gate.configuration.store import Store
from fzlint.messages import Messages

OPTIONS = (
    Key("profile", parameter="profile"),
    Key("select", parameter="select", many=True),
    Key("ignore", parameter="ignore", many=True),
    Key("extend-select", parameter="extend_select", many=True),
    Key("max-size", SIZE, "max_size"),
    Key("exclude", parameter="exclude", many=True),
    Key("format", parameter="format", choices=("text", "json")),
    Key("output-file", parameter="output_file", path=True),
    Key("report", parameter="report", many=True, named=True),
    Key("quiet", FLAG, "quiet"),
    Key("jobs", WHOLE, "jobs", least=0, most=8),
)
KEYS = keys_with(OPTIONS)
CODES = frozenset(item.id for item in (*shipped().items, *shipped().checks))


def store(home: Path, *, named: Path | None = None, isolated: bool = False) -> Store:
    """The configurations of a run by a person whose home is ``home``."""
    environ = {"HOME": str(home), "USERPROFILE": str(home), "XDG_CONFIG_HOME": str(home / "no-config")}
    return Store(lambda: KEYS, named=str(named) if named else None, isolated=isolated, environ=environ)


def documents(store_: Store, given: Mapping[str, object] | None = None) -> Documents:
    """The settings of documents, with what the command line gives."""
    told = {key: Setting(value, (Origin(COMMAND_LINE, f"--{key}"),)) for key, value in (given or {}).items()}
    return Documents(store_, told, "zh", lambda files: shipped())


def settings(path: Path, home: Path, given: Mapping[str, object] | None = None) -> DocumentSettings:
    """The settings of one document."""
    return documents(store(home), given).of(str(path))


def problems(path: Path, home: Path, language: str = "zh") -> list[str]:
    """What is said against the configuration of a document; nothing when it can be used."""
    try:
        settings(path, home)
    except ConfigurationError as error:
        return error.lines(Messages(shipped().section("messages"), language))
    return []
