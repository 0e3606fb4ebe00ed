"""What ``--show-settings`` says: every setting with the place it came from, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fzlint.gate.configuration.documents import DocumentSettings
from fzlint.gate.configuration.origins import FILE, Origin, Setting
from fzlint.gate.configuration.store import Configuration
from fzlint.messages import Messages
from fzlint.output.neutral import neutral
from fzlint.output.width import pad, text_width

SCHEMA_VERSION = 1
_MOST_PATHS = 3
_WIDEST = 40  # columns of a value before its origin stands out of line

Group = tuple[Sequence[str], DocumentSettings]


def grouped(documents: Iterable[tuple[str, DocumentSettings]]) -> list[Group]:
    """Documents with the same settings together, in the order of their first."""
    groups: dict[int, tuple[list[str], DocumentSettings]] = {}
    for path, settings in documents:
        groups.setdefault(id(settings), ([], settings))[0].append(path)
    return list(groups.values())


def text(
    run: Mapping[str, Setting], configuration: Configuration | None, groups: Sequence[Group], messages: Messages
) -> str:
    """The settings for people."""
    shown = [_Block(messages("settings.of-run"), configuration, run)]
    for paths, settings in groups:
        names = messages("text.list-comma").join(map(neutral, paths[:_MOST_PATHS]))
        names = messages("settings.and-more", paths=names) if len(paths) > _MOST_PATHS else names
        head = messages("settings.of-documents", count=len(paths), paths=names)
        used = settings.configuration
        shown.append(_Block(head, used, settings.settings, _unused(used, configuration)))
    wide = max((text_width(name) for block in shown for name in block.settings), default=0)
    return "\n".join(line for block in shown for line in (*block.lines(messages, wide), ""))


def data(run: Mapping[str, Setting], configuration: Configuration | None, groups: Sequence[Group]) -> dict[str, Any]:
    """The settings as JSON data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "run": {"configuration": _path(configuration), "settings": _settings(run)},
        "documents": [
            {
                "paths": list(paths),
                "configuration": _path(settings.configuration),
                "settings": _settings(settings.settings),
                "unused": _unused(settings.configuration, configuration),
            }
            for paths, settings in groups
        ],
    }


class _Block:
    """Settings under a heading."""

    def __init__(
        self,
        head: str,
        configuration: Configuration | None,
        settings: Mapping[str, Setting],
        unused: Sequence[str] = (),
    ) -> None:
        self.head, self.configuration, self.settings, self.unused = head, configuration, settings, unused

    def lines(self, messages: Messages, wide: int) -> Iterator[str]:
        """The heading, the file, and a line for each setting: key, value, origin."""
        yield self.head
        path = _path(self.configuration)
        key = "settings.no-configuration" if path is None else "settings.configuration"
        yield "  " + messages(key, path=neutral(path or ""))
        values = {name: _told(setting.value, messages) for name, setting in self.settings.items()}
        room = min(max(map(text_width, values.values()), default=0), _WIDEST)
        for name, setting in self.settings.items():
            origins = messages("text.list-comma").join(_origin(origin, messages) for origin in setting.origins)
            yield f"  {pad(name, wide)}  {pad(values[name], room)}  {origins}"
        if self.unused:
            names = messages("text.list-comma").join(self.unused)
            yield "  " + messages("settings.not-used", names=names)


def _unused(configuration: Configuration | None, of_run: Configuration | None) -> list[str]:
    """The keys of a document's configuration that concern runs, when the run has another configuration."""
    from fzlint.gate.configuration.keys import OF_DOCUMENTS

    if configuration is None or configuration is of_run:
        return []
    held = {} if of_run is None else of_run.values
    return [
        name for name, value in configuration.values.items() if name not in OF_DOCUMENTS and held.get(name) is not value
    ]


def _told(value: Any, messages: Messages) -> str:
    if value is None or value == ():
        return messages("settings.none")
    if isinstance(value, bool):
        return messages("settings.yes" if value else "settings.no")
    if isinstance(value, Mapping):
        entries = (f"{name}: {_told(entry, messages)}" for name, entry in value.items())
        return neutral("; ".join(entries))
    return neutral(", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value))


def _origin(origin: Origin, messages: Messages) -> str:
    if origin.kind == FILE:
        return neutral(origin.name) + (f":{origin.line}" if origin.line else f": {neutral(origin.key)}")
    return messages(f"settings.{origin.kind}", name=origin.name)


def _settings(settings: Mapping[str, Setting]) -> dict[str, Any]:
    return {
        name: {"value": setting.value, "origins": [_origin_data(origin) for origin in setting.origins]}
        for name, setting in settings.items()
    }


def _origin_data(origin: Origin) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": origin.kind}
    known = {"name": origin.name, "line": origin.line, "key": origin.key}
    return data | {name: value for name, value in known.items() if value}


def _path(configuration: Configuration | None) -> str | None:
    return None if configuration is None else configuration.file.shown
