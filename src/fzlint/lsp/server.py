"""The server: what an editor asks for, and what it is told."""

from __future__ import annotations

import asyncio
import logging
import os
import traceback
from collections.abc import Sequence
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from fzlint import __version__
from fzlint.checklist.loading import ChecklistError
from fzlint.gate.running.linting import Linters
from fzlint.lsp.analysis import Analysis, analyse
from fzlint.lsp.authored import Authored
from fzlint.lsp.diagnostics import diagnostics_of, failure
from fzlint.lsp.documents import Document, Snapshot
from fzlint.lsp.protocol import Protocol
from fzlint.lsp.settings import SECTION, Keys, Settings, SettingsError, told_by
from fzlint.lsp.watching import Watch
from fzlint.output.neutral import neutral

_CONFIGURED_WITHIN = 2.0  # seconds that an editor has to say how it is set
_LOG = logging.getLogger(__name__)


class Server(LanguageServer):
    """A server for one editor.

    ``keys``: the keys of configuration files; ``language``: of what is told, unless the editor's settings name another.
    """

    protocol: Protocol

    def __init__(self, keys: Keys, language: str) -> None:
        super().__init__("fzlint", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self._keys = keys
        self._language = language
        self._linters = Linters()
        self._first: dict[str, Any] = {}  # what the editor said at the beginning
        self._told: dict[str, Any] = {}  # and what it said last
        self._settings = Settings(keys, self._linters, language)
        self._shown: set[str] = set()
        self.watch = Watch(self._judge, self._show, self._failed)

    # -- settings

    def start_with(self, options: object) -> None:
        """Take over what the editor says when it starts the server."""
        self._first, wrong = told_by(options, self._settings.messages)
        self.configure({})
        self._tell(wrong)

    def configure(self, data: object) -> None:
        """Take over the editor's settings, over those of the beginning, and judge all documents by them."""
        told, wrong = told_by(data, self._settings.messages)
        self._shown.clear()
        self._settings = Settings(self._keys, self._linters, self._language, {**self._first, **told})
        self._told = told
        self._tell(wrong)
        self._judge_all()

    def reload(self) -> None:
        """Read configuration files anew, and judge all documents by them."""
        self._settings = Settings(self._keys, self._linters, self._language, {**self._first, **self._told})
        self._judge_all()

    def _judge_all(self) -> None:
        for document in self.watch.documents():
            self.watch.judge_now(document.uri)

    async def ask_settings(self) -> None:
        """Ask the editor how it is set, if it lets itself be asked."""
        if self.knows("workspace.configuration"):
            wanted = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
            try:
                answer = await asyncio.wait_for(self.workspace_configuration_async(wanted), _CONFIGURED_WITHIN)
                self.configure(next(iter(answer or ()), None))
            except (JsonRpcException, TimeoutError) as error:
                _LOG.warning("workspace/configuration: %s", neutral(str(error)))
        self.watch.ready.set()

    # -- documents

    def opened(self, document: Document) -> None:
        """A document was opened."""
        if document.is_written:
            self.watch.open(document)

    def changed(self, uri: str, version: int, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        """A document was changed."""
        document = self.watch.document(uri)
        if document is not None:
            document.change(version, changes)
            self.watch.changed(uri)

    def closed(self, uri: str) -> None:
        """A document was closed: what was found in it is shown no more."""
        if self.watch.close(uri):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _judge(self, snapshot: Snapshot) -> Analysis:
        """What is found in a document; runs in a thread of its own."""
        settings = self._settings
        return analyse(Authored(snapshot), settings.of(snapshot.path, self.workspace.root_path))

    def _show(self, document: Document, analysis: Analysis) -> None:
        related = self.knows("text_document.publish_diagnostics.related_information")
        self._publish(document, diagnostics_of(analysis, related=related))

    def _failed(self, document: Document, error: Exception) -> None:
        """Nothing was found out about a document: its settings cannot be used, or the program failed."""
        if isinstance(error, SettingsError | ChecklistError):
            self._tell(error.lines)
            self._publish(document, [])
            return
        detail = defect(error)
        _LOG.error("%s: %s", neutral(document.name), detail)
        message = self._settings.messages("run.crash", path=neutral(document.name), detail=detail)
        self._publish(document, [failure(message)])

    def _publish(self, document: Document, diagnostics: Sequence[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, diagnostics, document.version)
        )

    # -- the editor

    def knows(self, capability: str) -> bool:
        """Whether the editor says that it can do something."""
        return bool(self.capability(capability))

    def capability(self, name: str) -> Any:
        """What the editor says of one of its capabilities; None when nothing."""
        return get_capability(self.client_capabilities, name)

    def _tell(self, lines: Sequence[str]) -> None:
        """Tell the person what is wrong with settings, each thing once."""
        for line in lines:
            if line not in self._shown:
                self._shown.add(line)
                self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, neutral(line)))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Note a defect, or answer what is no message; pygls would show it to the person."""
        if source is JsonRpcException and isinstance(error, ValueError | RecursionError):
            self.protocol.refuse(None)
        else:
            _LOG.error("%s", defect(error))


def defect(error: BaseException) -> str:
    """A defect in short: its type, and file and line where it was raised."""
    frames = traceback.extract_tb(error.__traceback__, limit=-1)
    place = f", {os.path.basename(frames[0].filename)}:{frames[0].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
