"""YAML of a checklist as plain data, with the place of every key and value.

Checklists come from strangers too, so only what the format needs is taken: one document of mappings, lists and
scalars. No tags, no anchors or aliases, bounded size and nesting; a key that stands twice is a mistake. Scalars
follow YAML 1.2: only ``true`` and ``false`` are truth values (``off`` and ``no`` are words), dates are strings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from fzlint.checklist.loading import LARGEST_FILE

DEEPEST = 40  # levels of nesting
_MOST_MISTAKES = 50  # of one file; a file that is no checklist at all should not fill the screen

Path = tuple[str | int, ...]
Position = tuple[int, int]  # line and column, from 1; columns in code points

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_TRUTH = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})\Z", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})\.\d{1,17}\Z", re.ASCII)
# Controls, and marks that turn the direction of writing: nobody writes them, and a terminal obeys them.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a place: a message key and its fields."""

    line: int
    column: int
    key: str
    fields: Mapping[str, Any]


@dataclass
class Tree:
    """A YAML file: its data, the places of its values and keys by path, and what is wrong with it.

    ``whole`` is false when a mistake ended the reading early.
    """

    data: Any = None
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    whole: bool = True

    def add(self, position: Position, key: str, **fields: Any) -> None:
        """Note a mistake."""
        if len(self.mistakes) < _MOST_MISTAKES:
            self.mistakes.append(Mistake(*position, key, fields))


class _UnreadableError(Exception):
    """The rest of the file makes no sense."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open; ``key`` is the pending key of a mapping."""

    container: Any
    path: Path
    key: str | None = None
    seen: set[str] = field(default_factory=set)


def read_yaml(content: bytes) -> Tree:
    """Read one file. Never raises: what is wrong stands in ``mistakes``."""
    tree = Tree()
    if len(content) > LARGEST_FILE:
        tree.add((1, 1), "checklist.file-too-large", megabytes=LARGEST_FILE // 1_000_000)
        tree.whole = False
        return tree
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        tree.add(_position_at(before), "checklist.not-utf8")
        tree.whole = False
        return tree
    try:
        _build(text, tree)
    except _UnreadableError:
        tree.whole = False
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        tree.add(position, "checklist.syntax", detail=error.problem or str(error))
        tree.whole = False
    except yaml.YAMLError as error:  # of the reader: a control character
        found = re.search(r"position (\d+)", str(error))
        position = _position_at(text[: int(found.group(1))]) if found else (1, 1)
        tree.add(position, "checklist.control-character")
        tree.whole = False
    return tree


def _position_at(before: str) -> Position:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _build(text: str, tree: Tree) -> None:
    """Fill ``tree`` from the events of the parser; an own stack, so that depth costs nothing before it is refused."""
    stack: list[_Frame] = []
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                tree.add(_start(event), "checklist.several-documents")
                raise _UnreadableError
        elif isinstance(event, yaml.ScalarEvent):
            _refuse_tags(event, tree)
            if CONTROLS.search(event.value):  # escapes in double quotes
                tree.add(_start(event), "checklist.control-character")
            top = stack[-1] if stack else None
            if top is not None and isinstance(top.container, dict) and top.key is None:
                _key(event, top, tree)
            else:
                _add(_scalar(event), event, stack, tree)
        elif isinstance(event, yaml.AliasEvent):
            tree.add(_start(event), "checklist.alias", name=event.anchor)
            _add(None, event, stack, tree)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            _refuse_tags(event, tree)
            if len(stack) >= DEEPEST:
                tree.add(_start(event), "checklist.too-deep", most=DEEPEST)
                raise _UnreadableError
            container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Frame(container, _add(container, event, stack, tree)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()


def _start(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _refuse_tags(event: Any, tree: Tree) -> None:
    if event.anchor is not None:
        tree.add(_start(event), "checklist.alias", name=event.anchor)
    if event.tag not in (None, "!"):
        tree.add(_start(event), "checklist.tag", name=event.tag)


def _key(event: Any, top: _Frame, tree: Tree) -> None:
    name: str = event.value
    path = (*top.path, name)
    if name in top.seen:
        tree.add(_start(event), "checklist.duplicate-key", name=name, line=tree.keys[path][0])
    else:
        top.seen.add(name)
        tree.keys[path] = _start(event)
    top.key = name


def _add(value: Any, event: Any, stack: list[_Frame], tree: Tree) -> Path:
    """Put a value where it belongs; its path."""
    if not stack:
        tree.data = value
        tree.values[()] = _start(event)
        return ()
    top = stack[-1]
    if isinstance(top.container, list):
        path: Path = (*top.path, len(top.container))
        top.container.append(value)
    elif top.key is None:
        tree.add(_start(event), "checklist.key-not-a-word")
        raise _UnreadableError
    else:
        path = (*top.path, top.key)
        top.container[top.key] = value
        top.key = None
    tree.values[path] = _start(event)
    return path


def _scalar(event: Any) -> Any:
    """The value of a scalar; only plain ones can be anything but a string."""
    text: str = event.value
    if event.style not in (None, "") or not event.implicit[0]:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _NULL.match(text):
        return None
    if _TRUTH.match(text):
        return text[0] in "tT"
    return float(text) if _FLOAT.match(text) else text
