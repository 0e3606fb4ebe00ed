"""Which files make up a checklist: those a person names, and before them what they say they extend.

``extends:`` at the top of a file names other checklists: ``shipped`` (the one that comes with fzlint), a file or folder
(relative to the file that says so), or a checklist that an installed package offers. A folder stands for the YAML
files in it.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from fzlint.checklist.loading import LARGEST_FILE, shipped_folder, yaml_files
from fzlint.plugins import PluginError, checklist_names, offered_checklist

SHIPPED = "shipped"
MOST_FILES = 100  # of a person's own checklists together
_PLUGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NETWORK = ("\\\\", "//")  # names of other machines, with which no file may make us talk
# The usual way to say it, which is read without a YAML parser.
_PLAIN = re.compile(rb"^extends:[ \t]+([A-Za-z0-9_./-]+)[ \t]*(?:#.*)?\r?$", re.MULTILINE)


class ChainFile(NamedTuple):
    """One file: its content, which of the checklists named it belongs to (the first is 0), whether it is shipped."""

    path: Path
    content: bytes
    layer: int
    shipped: bool


class Unresolved(NamedTuple):
    """What a file extends and cannot: the file, the place among its ``extends``, why (a message key and fields)."""

    path: Path
    at: int
    key: str
    fields: dict[str, str | int]


class UnknownChecklistError(Exception):
    """A checklist that a person names and that cannot be read: a message key and its fields."""

    def __init__(self, key: str, fields: dict[str, str | int]) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


@dataclass(frozen=True)
class Chain:
    """The files of a checklist, what is extended before what extends it.

    ``alone``: nothing shipped is extended, so the files must be a complete checklist.
    """

    files: tuple[ChainFile, ...]
    unresolved: tuple[Unresolved, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether the files are a checklist of their own."""
        return not any(file.shipped for file in self.files)


def section_of(stem: str) -> str | None:
    """The section that a whole file holds, told by its name: ``head.yaml``, ``messages.yaml``, ``messages-….yaml``."""
    if stem == "head":
        return "head"
    return "messages" if stem == "messages" or stem.startswith("messages-") else None


def chain_of(names: Sequence[str | os.PathLike[str]]) -> Chain:
    """The files of the checklists with these names. Raises UnknownChecklistError."""
    chain = _Builder()
    for name in names:
        chain.add(os.fspath(name))
    return Chain(tuple(chain.files), tuple(chain.unresolved))


class _Builder:
    """Collects files, each once, what is extended first."""

    def __init__(self) -> None:
        self.files: list[ChainFile] = []
        self.unresolved: list[Unresolved] = []
        self._done: set[str] = set()
        self._open: list[str] = []  # checklists that are being extended just now
        self._layers = 0
        self._own = 0

    def add(self, name: str, folder: Path | None = None) -> None:
        """Add a checklist that a file in ``folder`` (None: a person) names. Raises UnknownChecklistError."""
        if name == SHIPPED:
            self._add(SHIPPED, yaml_files(shipped_folder()), shipped=True)
            return
        path = _path_of(name, folder)
        real = os.path.realpath(path)
        if os.path.realpath(shipped_folder()) in (real, os.path.dirname(real)):
            self.add(SHIPPED)  # a part of it cannot stand without the rest
            return
        try:
            files = yaml_files(path) if path.is_dir() else [path]
        except OSError as error:
            raise _unreadable(name, error) from None
        if not files:
            raise UnknownChecklistError("checklist.empty-folder", {"path": name})
        self._add(real, files, shipped=False)

    def _add(self, real: str, files: Sequence[Path], *, shipped: bool) -> None:
        if real in self._open:
            raise UnknownChecklistError("checklist.circular-extends", {"name": os.path.basename(real)})
        if real in self._done:
            return
        self._open.append(real)
        try:
            read = list(self._read(files, shipped=shipped))
        finally:
            self._open.pop()
        self._done.add(real)
        self.files += [ChainFile(path, content, self._layers, shipped) for path, content in read]
        self._layers += 1

    def _read(self, files: Sequence[Path], *, shipped: bool) -> Iterator[tuple[Path, bytes]]:
        """Files with their contents, after what they extend was added."""
        for path in files:
            key = os.path.realpath(path)
            if key in self._done:
                continue
            self._done.add(key)
            if not shipped:
                self._own += 1
                if self._own > MOST_FILES:
                    raise UnknownChecklistError("checklist.too-many-files", {"most": MOST_FILES})
            content = _read(path)
            yield path, content
            if shipped or section_of(path.stem) is not None:
                continue
            for at, name in enumerate(extended(content)[: MOST_FILES + 1]):
                try:
                    self.add(name, path.parent)
                except UnknownChecklistError as error:
                    self.unresolved.append(Unresolved(path, at, error.key, error.fields))


def _path_of(name: str, folder: Path | None) -> Path:
    """The file or folder that a name means. Raises UnknownChecklistError."""
    path = Path(name) if folder is None else folder / name
    try:
        elsewhere = folder is not None and name.startswith(_NETWORK)
        if name and not elsewhere and "\0" not in name and path.exists():
            return path
    except OSError as error:
        raise _unreadable(name, error) from None
    known: tuple[str, ...] = ()
    if _PLUGIN.fullmatch(name):
        try:
            offered = offered_checklist(name)
        except PluginError as error:
            raise UnknownChecklistError(error.key, {**error.fields}) from None
        if offered is not None:
            return offered
        known = (SHIPPED, *checklist_names())
    from fzlint.checklist.compiling import near

    try:
        beside = [file.name for file in yaml_files(path.parent)[:MOST_FILES]]
    except (OSError, ValueError):
        beside = []
    meant = near(os.path.basename(name), [*known, *beside], 0.6)
    raise UnknownChecklistError("checklist.not-found", {"path": name, "near": meant})


def _read(path: Path) -> bytes:
    """A file's content, one byte more than is taken when it is too large. Raises UnknownChecklistError."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would keep the reader waiting
            raise UnknownChecklistError("checklist.no-file", {"path": str(path)})
        with open(path, "rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(str(path), error) from None


def _unreadable(name: str, error: Exception) -> UnknownChecklistError:
    reason = getattr(error, "strerror", None) or str(error)
    return UnknownChecklistError("checklist.unreadable", {"path": name, "reason": reason})


def extended(content: bytes) -> list[str]:
    """What a file says it extends; nothing for a file that cannot be read so far."""
    if b"extends" not in content or len(content) > LARGEST_FILE:
        return []
    plain = _PLAIN.findall(content)
    if len(plain) == 1 and content.count(b"\nextends") + content.startswith(b"extends") == 1:
        return [plain[0].decode("ascii")]
    return list(_parsed(content))


def _parsed(content: bytes) -> Iterator[str]:
    """The scalars under the top-level key ``extends``, from the events of the parser."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth, key = 0, None
    try:
        for event in yaml.parse(content.decode("utf-8-sig"), Loader=loader):
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                depth += 1
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                depth -= 1
                if depth == 1:
                    if key == "extends":
                        return
                    key = None
            elif isinstance(event, yaml.ScalarEvent):
                if depth == 1 and key is None:
                    key = event.value
                elif key == "extends" and depth in (1, 2):
                    yield event.value
                    if depth == 1:
                        return
                elif depth == 1:
                    key = None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return  # told with its place when the file is examined
