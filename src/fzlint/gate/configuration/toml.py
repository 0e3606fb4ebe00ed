"""The table ``[tool.fzlint]`` of a pyproject.toml."""

from __future__ import annotations

import re
from typing import Any

TABLE = ("tool", "fzlint")
_MOST_DOTS = 200  # in a line: the time of tomllib grows with their square
_QUOTED = re.compile(rb"""\"[^"]*"|'[^']*'""")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


class TomlError(ValueError):
    """Not TOML, or not to be read: a message's key, its detail, line and column from 1 (0 where they are not known)."""

    def __init__(self, key: str, detail: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(key)
        self.key, self.detail, self.line, self.column = key, detail, line, column


def our_table(content: bytes) -> Any:
    """What stands under ``[tool.fzlint]``; None when there is no such table. Raises TomlError."""
    import tomllib

    for number, line in enumerate(content.split(b"\n"), 1):
        if line.count(b".") > _MOST_DOTS and _QUOTED.sub(b"", line).count(b".") > _MOST_DOTS:
            raise TomlError("config.toml-nested", line=number, column=1)
    try:
        text = content.decode("utf-8-sig")
        found: Any = tomllib.loads(text)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        raise TomlError("checklist.not-utf8", "", *_position(before)) from None
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        detail = str(error)[: place.start()] if place else str(error)
        line_and_column = (int(place[1]), int(place[2])) if place and place[1] else _position(text)
        raise TomlError("config.toml", detail, *line_and_column) from None
    except (RecursionError, ValueError):  # a number of thousands of digits
        raise TomlError("config.toml-nested") from None
    for name in TABLE:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def key_path(path: tuple[str | int, ...]) -> str:
    """Where a value stands, as TOML would name it: ``tool.fzlint.select[1]``."""
    shown = ".".join(TABLE)
    for step in path:
        if isinstance(step, int):
            shown += f"[{step}]"
        else:
            shown += f".{step}" if re.fullmatch(r"[\w-]+", step, re.ASCII) else f'."{step}"'
    return shown


def _position(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")
