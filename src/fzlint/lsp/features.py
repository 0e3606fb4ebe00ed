"""What the server offers: each request and notification of an editor that is answered here."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError

from fzlint.lsp.fixes import fixes_in
from fzlint.lsp.hover import hover_at
from fzlint.lsp.server import Server, defect
from fzlint.lsp.settings import SECTION, Keys
from fzlint.lsp.watching import in_thread

_WAIT = 2.0  # seconds that a question about a text waits until the text is judged
_CONFIGURATIONS = ("**/.fzlint.{yaml,yml}", "**/fzlint.yaml", "**/pyproject.toml")
_REPORTS_FILES = "workspace.did_change_watched_files.dynamic_registration"
_Answer = TypeVar("_Answer")


async def _answered(question: Awaitable[_Answer]) -> _Answer:
    """The answer; of a defect the editor gets one line."""
    try:
        return await question
    except Exception as error:
        raise JsonRpcInternalError(defect(error)) from None


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """The editor says what it can do, and how the server is to work."""
    ls.start_with(params.initialization_options)


async def initialized(ls: Server, params: types.InitializedParams) -> None:
    """The editor is ready: what it lets itself be asked, and is to report, is asked of it."""
    wanted = []
    if ls.knows("workspace.did_change_configuration.dynamic_registration"):
        wanted.append(types.Registration("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, {"section": SECTION}))
    if ls.knows(_REPORTS_FILES):
        watchers = [types.FileSystemWatcher(pattern) for pattern in _CONFIGURATIONS]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted.append(types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if wanted:
        ls.client_register_capability(types.RegistrationParams(wanted))
    await ls.ask_settings()


async def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """The editor's settings changed; it says how, or lets itself be asked."""
    if ls.knows("workspace.configuration"):
        await ls.ask_settings()
    else:
        ls.configure(params.settings)


def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """A configuration file changed."""
    ls.reload()


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A document was saved; of an editor that reports no other files it may be time to look at these, too."""
    if ls.knows(_REPORTS_FILES):
        ls.watch.judge_now(params.text_document.uri)
    else:
        ls.reload()


async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """The findings at a position."""

    async def answer() -> types.Hover | None:
        analysis = await ls.watch.analysis(params.text_document.uri, _WAIT)
        formats = ls.capability("text_document.hover.content_format") or ()
        return hover_at(analysis, params.position, markdown=types.MarkupKind.Markdown in formats) if analysis else None

    return await _answered(answer())


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The quick fixes for the findings in a range."""

    async def answer() -> list[types.CodeAction]:
        if not _wants_fixes(params.context.only) or not ls.knows(_LITERALS):
            return []
        analysis = await ls.watch.analysis(params.text_document.uri, _WAIT)
        if analysis is None:
            return []
        versioned = ls.knows("workspace.workspace_edit.document_changes")
        related = ls.knows("text_document.publish_diagnostics.related_information")
        return await in_thread(lambda: fixes_in(analysis, params.range, versioned=versioned, related=related))

    return await _answered(answer())


_LITERALS = "text_document.code_action.code_action_literal_support"
_FIX = types.CodeActionKind.QuickFix


def _wants_fixes(only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether quick fixes are among the kinds asked for; None: all are."""
    kinds = None if only is None else {kind.value if isinstance(kind, types.CodeActionKind) else kind for kind in only}
    return kinds is None or "" in kinds or _FIX.value in kinds


def server(keys: Keys, language: str) -> Server:
    """A server with all that it offers. Raises ChecklistError."""
    made = Server(keys, language)
    offers: dict[str, tuple[Any, Any]] = {
        types.INITIALIZE: (initialize, None),
        types.INITIALIZED: (initialized, None),
        types.WORKSPACE_DID_CHANGE_CONFIGURATION: (did_change_configuration, None),
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (did_change_watched_files, None),
        types.TEXT_DOCUMENT_DID_SAVE: (did_save, None),
        types.TEXT_DOCUMENT_HOVER: (hover, None),
        types.TEXT_DOCUMENT_CODE_ACTION: (code_action, types.CodeActionOptions([_FIX])),
    }
    for method, (function, options) in offers.items():
        made.feature(method, options)(function)
    return made
