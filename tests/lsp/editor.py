"""An editor in small: pygls' own client that talks to the real ``fzlint lsp`` in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

COMMAND = (sys.executable, "-m", "fzlint", "lsp", "--stdio")
_CACHE = tempfile.TemporaryDirectory(prefix="fzlint-lsp-")
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "PYTHONPATH")
LONGEST = 30.0  # seconds that anything may take
CAPABILITIES = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        code_action=types.CodeActionClientCapabilities(
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix])
            )
        ),
    ),
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
    ),
)


def environment() -> dict[str, str]:
    """An environment in which nothing of the developer's own shell changes the output."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "FZLINT_CACHE_DIR": _CACHE.name, "XDG_CONFIG_HOME": _CACHE.name}


class Editor:
    """A session: documents that are open, diagnostics that came, messages that were shown."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.published: list[tuple[float, types.PublishDiagnosticsParams]] = []
        self.shown: list[str] = []
        self.registered: list[str] = []
        self.settings: Any = None
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def on_diagnostics(params: types.PublishDiagnosticsParams) -> None:
            self.published.append((time.perf_counter(), params))
            self._news.set()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def on_message(params: types.ShowMessageParams) -> None:
            self.shown.append(params.message)
            self._news.set()

        @self.client.feature(types.WORKSPACE_CONFIGURATION)
        def on_configuration(params: types.ConfigurationParams) -> list[Any]:
            return [self.settings for _ in params.items]

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def on_register(params: types.RegistrationParams) -> None:
            self.registered += [registration.method for registration in params.registrations]
            self._news.set()

    async def start(
        self,
        cwd: Path,
        *,
        capabilities: types.ClientCapabilities = CAPABILITIES,
        options: Any = None,
        root: Path | None = None,
    ) -> types.InitializeResult:
        """Start the server and say hello."""
        await self.client.start_io(*COMMAND, cwd=cwd, env=environment())
        result = await self.client.initialize_async(
            types.InitializeParams(
                capabilities, initialization_options=options, root_uri=root.as_uri() if root else None
            )
        )
        self.client.initialized(types.InitializedParams())
        return result

    async def stop(self) -> int:
        """Take leave; the server's exit status."""
        server = self.client._server
        assert server is not None
        if server.returncode is None:
            await self.client.shutdown_async(None)
            self.client.exit(None)
        status = await asyncio.wait_for(server.wait(), LONGEST)
        await asyncio.wait_for(self.client.stop(), LONGEST)
        assert server.stderr is not None
        self.noted = (await server.stderr.read()).decode()
        server._transport.close()  # type: ignore[attr-defined]
        return status

    def open(self, uri: str, text: str, language: str = "plaintext") -> None:
        """Open a document."""
        self._versions[uri] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )

    def change(self, uri: str, *changes: tuple[types.Range, str] | str) -> int:
        """Change a document: ranges with their new text, or the whole text; the new version."""
        self._versions[uri] += 1
        events: Sequence[types.TextDocumentContentChangeEvent] = [
            types.TextDocumentContentChangeWholeDocument(change)
            if isinstance(change, str)
            else types.TextDocumentContentChangePartial(range=change[0], text=change[1])
            for change in changes
        ]
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, events))
        return self._versions[uri]

    def close(self, uri: str) -> None:
        """Close a document."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def until(self, condition: Callable[[], Any]) -> Any:
        """Wait for news until the condition holds."""
        ends = time.monotonic() + LONGEST
        while not (found := condition()):
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), ends - time.monotonic())
        return found

    async def diagnostics(self, uri: str, version: int = 1) -> list[types.Diagnostic]:
        """The diagnostics of a document at this version, as soon as they come."""

        def of_version() -> types.PublishDiagnosticsParams | None:
            wanted = (params for _, params in self.published if params.uri == uri and params.version == version)
            return next(wanted, None)

        return list((await self.until(of_version)).diagnostics)

    async def hover(self, uri: str, line: int, character: int) -> str | None:
        """The text shown at a position."""
        place = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = await asyncio.wait_for(self.client.text_document_hover_async(place), LONGEST)
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def fixes(
        self, uri: str, range_: types.Range, only: Sequence[types.CodeActionKind] | None = None
    ) -> list[types.CodeAction]:
        """The quick fixes in a range."""
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri), range_, types.CodeActionContext([], only=only)
        )
        found = await asyncio.wait_for(self.client.text_document_code_action_async(params), LONGEST)
        return [action for action in found or () if isinstance(action, types.CodeAction)]


def session(work: Callable[[Editor], Awaitable[None]], cwd: Path, **start: Any) -> Editor:
    """Run a whole session that ends well; the editor as it was at the end."""
    editor = Editor()

    async def whole() -> None:
        await editor.start(cwd, **start)
        try:
            await work(editor)
        finally:
            status = await editor.stop()
        assert status == 0, editor.noted

    asyncio.run(asyncio.wait_for(whole(), 4 * LONGEST))
    return editor


def applied(text: str, action: types.CodeAction, uri: str) -> str:
    """A text with the edits of a quick fix, positions counted in UTF-16."""
    assert action.edit is not None
    changes = action.edit.document_changes or []
    edits: list[types.TextEdit] = [
        edit
        for change in changes
        if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == uri
        for edit in change.edits
        if isinstance(edit, types.TextEdit)
    ]
    edits += (action.edit.changes or {}).get(uri, [])
    spans = [(offset(text, edit.range.start), offset(text, edit.range.end), edit.new_text) for edit in edits]
    spans.sort(key=lambda span: span[:2])
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start, end, new in reversed(spans):
        text = text[:start] + new + text[end:]
    return text


def offset(text: str, position: types.Position) -> int:
    """The offset of a UTF-16 position, reckoned character by character."""
    line, at = 0, 0
    while line < position.line:
        if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
            line += 1
        at += 1
    units = 0
    while units < position.character:
        units += 2 if ord(text[at]) > 0xFFFF else 1
        at += 1
    return at
