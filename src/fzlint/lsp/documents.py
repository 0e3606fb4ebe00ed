"""The documents that are open in the editor, as their author has them before him."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial
from pygls.uris import to_fs_path

from fzlint.lsp.positions import UTF16, Lines

_SCHEMES = frozenset({"file", "untitled"})  # others are views of something else: one side of a comparison …
_MARKDOWN = frozenset({".md", ".markdown"})


class Snapshot(NamedTuple):
    """A document at one moment. ``encoding``: what the editor counts columns by."""

    uri: str
    name: str
    path: str | None
    is_markdown: bool
    version: int
    revision: int
    text: str
    encoding: str


class Document:
    """An open document. ``revision`` counts its texts, since the editor's ``version`` need not rise."""

    def __init__(self, uri: str, language: str, version: int, text: str, encoding: str = UTF16) -> None:
        self.uri = uri
        self.language = language
        self.version = version
        self.revision = 0
        self.lines = Lines(text, encoding)

    def snapshot(self) -> Snapshot:
        """The document as it stands, with the author's line ends and, if the editor sends one, a byte order mark."""
        return Snapshot(
            self.uri,
            self.name,
            self.path,
            self.is_markdown,
            self.version,
            self.revision,
            str(self.lines),
            self.lines.encoding,
        )

    def change(self, version: int, changes: Sequence[TextDocumentContentChangeEvent]) -> None:
        """Take over changes, each of which counts on those before it."""
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                self.lines.replace(change.range, change.text)
            else:
                self.lines = Lines(change.text, self.lines.encoding)
        self.version = version
        self.revision += 1

    @cached_property
    def path(self) -> str | None:
        """The file's path; None when it has none."""
        try:
            return to_fs_path(self.uri) or None
        except ValueError:
            return None

    @cached_property
    def name(self) -> str:
        """A name to show: the file's, else what the editor calls it."""
        return PurePath(self.path).name if self.path else unquote(self.uri.rsplit("/", 1)[-1].rpartition(":")[2])

    @cached_property
    def is_written(self) -> bool:
        """Whether it is a file or one in the making, and not a view of something else."""
        try:
            return urlsplit(self.uri).scheme in _SCHEMES
        except ValueError:
            return False

    @cached_property
    def is_markdown(self) -> bool:
        """Whether the editor or the name says that it is Markdown."""
        return self.language == "markdown" or PurePath(self.name.lower()).suffix in _MARKDOWN
