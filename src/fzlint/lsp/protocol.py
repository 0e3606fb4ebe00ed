"""The conversation with an editor: whatever comes, a request is answered, and nothing ends the server.

pygls answers what it can read. Here stands what it leaves open: messages that are none, requests at the wrong time, and
the texts of documents, whose lines pygls would also end at characters that end none in an editor.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest, JsonRpcParseError
from pygls.protocol import LanguageServerProtocol, lsp_method

from fzlint.lsp.documents import Document
from fzlint.output.neutral import neutral

if TYPE_CHECKING:
    from fzlint.lsp.server import Server

_NOT_INITIALIZED = -32002
_LOG = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """pygls' protocol, made to answer everything."""

    _server: Server
    _initialized = False

    @property
    def was_shut_down(self) -> bool:
        """Whether the editor took its leave."""
        return bool(self._shutdown)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Leave a message as it is until it is whole: pygls would look at every mapping inside it."""
        return data

    def handle_message(self, message: Any) -> None:
        """Do what a message (JSON data) asks, or answer why not."""
        try:
            if not isinstance(message, dict) or message.get("jsonrpc") != self.VERSION:
                raise JsonRpcInvalidRequest
            if "method" in message:
                if not self._is_timely(message):
                    return
                message = {"params": None, **message}
            structured = super().structure_message(message)
        except JsonRpcException as error:
            self.refuse(message, error)
            return
        self._initialized = self._initialized or message.get("method") == types.INITIALIZE
        super().handle_message(structured)

    def _is_timely(self, message: dict[str, Any]) -> bool:
        """Whether this is the time for a request or notification. Raises JsonRpcException for a request."""
        method, id_ = message["method"], message.get("id", 0)
        if not isinstance(method, str) or isinstance(id_, bool) or not isinstance(id_, int | str):
            raise JsonRpcInvalidRequest
        if "id" not in message:
            return (self._initialized and not self._shutdown) or method == types.EXIT
        if self._shutdown or (self._initialized and method == types.INITIALIZE):
            raise JsonRpcInvalidRequest
        if not self._initialized and method != types.INITIALIZE:
            raise JsonRpcException("Server Not Initialized", _NOT_INITIALIZED)
        self._get_handler(method)
        return True

    def refuse(self, message: object, error: JsonRpcException | None = None) -> None:
        """Answer a request that cannot be done, and what is no message, with an error; note what wants no answer."""
        error = error or JsonRpcParseError()
        _LOG.error("%s", neutral(f"{error.message} ({error.code})"))
        data = message if isinstance(message, dict) else {}
        if data.get("jsonrpc") == self.VERSION and not ("method" in data and "id" in data):
            return
        id_ = data.get("id")
        id_ = id_ if isinstance(id_, int | str) and not isinstance(id_, bool) else None
        told = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": id_, "error": told})

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Keep a document's text."""
        item = params.text_document
        encoding = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        self._server.opened(Document(item.uri, str(item.language_id), item.version, item.text, encoding))

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change a document's text."""
        self._server.changed(params.text_document.uri, params.text_document.version, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document."""
        self._server.closed(params.text_document.uri)
