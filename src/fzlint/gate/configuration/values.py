"""What one configuration file says, held against the keys: values in the form they are used in, or problems."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fzlint.checklist.compiling import near
from fzlint.checklist.model import SEVERITIES as SEVERITY_WORDS
from fzlint.gate.configuration.files import File, Path
from fzlint.gate.configuration.keys import (
    CHECKLIST,
    CODES,
    FILES,
    FLAG,
    NUMBER,
    SELECT,
    SEVERITIES,
    SIZE,
    TEXT,
    WHOLE,
    Key,
)
from fzlint.gate.configuration.problems import At, ConfigurationError, Problem, cut
from fzlint.output.formats import FORMATS

_TYPES: Mapping[str, tuple[type, ...]] = {
    TEXT: (str,),
    FLAG: (bool,),
    WHOLE: (int,),
    NUMBER: (int, float),
    SIZE: (int, str),
    SEVERITIES: (dict,),
    FILES: (dict,),
}
_NAMES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}
_STDOUT = "-"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, eq=False)
class Value:
    """A value with the file and the key that it comes from. Paths in it are whole."""

    value: Any
    file: File
    key: str

    def at(self, *inner: str | int, of_key: bool = False) -> At:
        """The place of the value or of something in it."""
        wanted = (self.key, *inner)
        if inner and isinstance(inner[-1], int) and isinstance(_found(self.file.data, wanted[:-1]), str):
            wanted = wanted[:-1]  # one word stands for a list of one
        return self.file.at(wanted, key=of_key)


def values_of(file: File, keys: Mapping[str, Key]) -> dict[str, Value]:
    """The values of a file by key. Raises ConfigurationError with all that is wrong with them."""
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    for name, data in file.data.items():
        key = keys.get(name)
        if key is None:
            fields = {"name": cut(name)}
            problems.append(Problem(file.at((name,), key=True), "checklist.unknown-key", fields, near(name, keys)))
            continue
        found = list(_problems(key, data, file))
        problems += found
        if not found:
            values[name] = Value(_used(key, data, file.folder), file, name)
    if problems:
        raise ConfigurationError(problems)
    return values


def _problems(key: Key, data: Any, file: File) -> Iterator[Problem]:
    path: Path = (key.name,)
    if key.many:
        yield from _list_problems(key, data, path, file)
    elif not _is(data, _TYPES[key.kind]):
        yield _wrong_type(key.name, _TYPES[key.kind], data, file.at(path))
    elif key.kind == SEVERITIES:
        for word, severity in data.items():
            at = file.at((*path, word))
            if not isinstance(severity, str):
                yield _wrong_type(cut(word), (str,), severity, at)
            elif severity not in SEVERITY_WORDS:
                yield _unknown_word(cut(word), severity, SEVERITY_WORDS, at)
    elif key.kind == FILES:
        for glob, codes in data.items():
            yield from _glob_problems(glob, (*path, glob), file)
            yield from _list_problems(Key(cut(glob), CODES), codes, (*path, glob), file)
    else:
        yield from _one_problem(key, data, file.at(path))


def _list_problems(key: Key, data: Any, path: Path, file: File) -> Iterator[Problem]:
    """A list of words, or one word for a list of one."""
    if isinstance(data, str):
        yield from _one_problem(key, data, file.at(path))
    elif not isinstance(data, list):
        yield _wrong_type(key.name, (list, str), data, file.at(path))
    elif not data and key.name == SELECT:  # would it mean all, or nothing?
        yield Problem(file.at(path), "checklist.empty", {"name": key.name})
    else:
        for index, entry in enumerate(data):
            if not isinstance(entry, str):
                yield _wrong_type(key.name, (str,), entry, file.at((*path, index)))
            else:
                yield from _one_problem(key, entry, file.at((*path, index)))


def _one_problem(key: Key, data: Any, at: At) -> Iterator[Problem]:
    if isinstance(data, str) and not data.strip(" ,，"):
        yield Problem(at, "checklist.empty", {"name": key.name})
    elif isinstance(data, str) and "\0" in data:
        yield Problem(at, "checklist.control-character")
    elif key.named and "=" in data and not _is_format(name := data.partition("=")[0]) and not os.path.dirname(name):
        yield _unknown_word(key.name, name, FORMATS, at)
    elif key.choices:
        if str(data).lower() not in key.choices:
            yield _unknown_word(key.name, data, key.choices, at)
    elif key.kind in (WHOLE, NUMBER) or (key.kind == SIZE and isinstance(data, int)):
        least = 1 if key.kind == SIZE else key.least
        if (least is not None and data < least) or (key.most is not None and data > key.most):
            fields = {"name": key.name, "value": cut(data), "least": least, "most": key.most}
            bounds = "too-small" if key.most is None else "too-large" if least is None else "out-of-range"
            yield Problem(at, f"config.{bounds}", fields)
    elif key.convert is not None:
        try:
            key.convert(data)
        except ValueError as error:
            yield Problem(at, "config.bad-value", {"name": key.name, "detail": error})


def _glob_problems(glob: str, path: Path, file: File) -> Iterator[Problem]:
    from fzlint.reading.ignore import Rules

    try:
        usable = bool(Rules.of(file.folder, [glob], strict=True).levels) and not glob.startswith("!")
    except ValueError:
        usable = False
    if not usable:
        yield Problem(file.at(path, key=True), "config.bad-glob", {"name": cut(glob)})


def _used(key: Key, data: Any, folder: str) -> Any:
    """A value in the form it is used in: tuples for lists, whole paths."""
    if key.kind == FILES:
        return {glob: _tuple(codes) for glob, codes in data.items()}
    if key.kind == SEVERITIES:
        return dict(data)
    if key.many:
        return tuple(_one_used(key, entry, folder) for entry in _tuple(data))
    return _one_used(key, data, folder)


def _one_used(key: Key, data: Any, folder: str) -> Any:
    if key.named:
        name, separator, path = data.partition("=")
        if separator and _is_format(name):
            return f"{name}={os.path.normpath(os.path.join(folder, path))}" if path else data
    if (key.path or key.named) and data != _STDOUT:
        path = os.path.normpath(os.path.join(folder, data))
        # a checklist may be one that a package offers, by its name
        return data if key.name == CHECKLIST and _NAME.fullmatch(data) and not os.path.exists(path) else path
    if key.kind == SIZE and key.convert is not None:
        return key.convert(data)
    return data.lower() if key.choices and isinstance(data, str) else data


def _is_format(name: str) -> bool:
    return name.lower() in FORMATS


def _tuple(data: Any) -> tuple[str, ...]:
    return (data,) if isinstance(data, str) else tuple(data)


def _is(data: Any, types: Sequence[type]) -> bool:
    """Whether data is of one of the types; true and false are no numbers."""
    return isinstance(data, tuple(types)) and (not isinstance(data, bool) or bool in types)


def _wrong_type(name: str, types: Sequence[type], data: Any, at: At) -> Problem:
    found = "null" if data is None else next((_NAMES[kind] for kind in _NAMES if _is(data, (kind,))), "other")
    fields = {"name": name, "wanted": [f"type.{_NAMES[kind]}" for kind in types], "found": f"type.{found}"}
    return Problem(at, "checklist.wrong-type", fields)


def _unknown_word(name: str, data: Any, allowed: Sequence[str], at: At) -> Problem:
    fields = {"name": name, "value": cut(data), "allowed": " ".join(allowed)}
    return Problem(at, "checklist.unknown-word", fields, near(str(data), allowed))


def _found(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
