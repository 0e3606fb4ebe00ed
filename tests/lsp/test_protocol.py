"""Whatever is sent, a request is answered and the server goes on; it ends with the status that the protocol wants."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from raw import EXIT, HELLO, READY, SHUTDOWN, Wire, packed

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED = -32002
HOVER: dict[str, Any] = {
    "jsonrpc": "2.0",
    "id": 7,
    "method": "textDocument/hover",
    "params": {"textDocument": {"uri": "file:///a.txt"}, "position": {"line": 0, "character": 0}},
}


def test_a_session_ends_with_status_0(tmp_path: Path) -> None:
    """Hello, goodbye, exit: nothing is left on standard output, nothing was noted."""
    with Wire(tmp_path) as wire:
        wire.send(HELLO)
        told = wire.answer(0)["result"]
        assert told["serverInfo"]["name"] == "fzlint"
        assert told["capabilities"]["hoverProvider"]
        assert told["capabilities"]["codeActionProvider"] == {"codeActionKinds": ["quickfix"]}
        assert told["capabilities"]["textDocumentSync"]["change"] == 2
        wire.send(READY, SHUTDOWN, EXIT)
        assert wire.answer("bye")["result"] is None
        assert wire.finish() == (0, b"", "")


@pytest.mark.parametrize("messages", [[HELLO, READY], [HELLO, READY, EXIT], [EXIT], []])
def test_without_goodbye_the_status_is_1(tmp_path: Path, messages: list[object]) -> None:
    """An editor that dies or forgets to say goodbye: the server ends, and says so."""
    with Wire(tmp_path) as wire:
        wire.send(*messages)
        status, _, noted = wire.finish()
        assert (status, noted) == (1, "")


NO_MESSAGES: list[tuple[bytes, int | None]] = [
    (b"{", PARSE_ERROR),
    (b"", None),
    (b"\xff\xfe\xfd", PARSE_ERROR),
    (b"[" * 100_000, PARSE_ERROR),
    (b"null", INVALID_REQUEST),
    (b"[]", INVALID_REQUEST),
    (b'"initialize"', INVALID_REQUEST),
    (b"{}", INVALID_REQUEST),
    (b'{"jsonrpc": "1.0", "id": 3, "method": "shutdown"}', INVALID_REQUEST),
    (b'{"jsonrpc": "2.0", "id": null, "method": "shutdown"}', INVALID_REQUEST),
    (b'{"jsonrpc": "2.0", "id": [1], "method": "shutdown"}', INVALID_REQUEST),
    (b'{"jsonrpc": "2.0", "id": 3, "method": ["shutdown"]}', INVALID_REQUEST),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "no/such"}', METHOD_NOT_FOUND),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "textDocument/definition", "params": {}}', METHOD_NOT_FOUND),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "textDocument/hover"}', INVALID_PARAMS),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "textDocument/hover", "params": {"position": 1}}', INVALID_PARAMS),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "textDocument/codeAction", "params": []}', INVALID_PARAMS),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "initialize", "params": {"capabilities": {}}}', INVALID_REQUEST),
    (b'{"jsonrpc": "2.0", "id": 3, "method": "workspace/executeCommand", "params": {"command": "x"}}', -32602),
    (b'{"jsonrpc": "2.0", "id": 99, "result": {"a": 1}}', None),
    (b'{"jsonrpc": "2.0", "id": 99, "error": {"code": 1, "message": "no"}}', None),
    (b'{"jsonrpc": "2.0", "id": 99, "error": 3}', None),
    (b'{"jsonrpc": "2.0", "method": "no/such", "params": {"jsonrpc": "2.0"}}', None),
    (b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 12}}', None),
    (b'{"jsonrpc": "2.0", "method": "$/setTrace", "params": {"value": "loud"}}', None),
    (b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}', None),
    (b'{"jsonrpc": "2.0", "method": "textDocument/didClose", "params": {"textDocument": {"uri": "?"}}}', None),
    (
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"contentChanges": [{"text": ""}], '
        b'"textDocument": {"uri": "file:///never-opened", "version": 1}}}',
        None,
    ),
]


def test_what_is_no_message_is_answered(tmp_path: Path) -> None:
    """An error where an answer is due, and each time the next request is answered as ever."""
    with Wire(tmp_path) as wire:
        wire.send(HELLO, READY)
        wire.answer(0)
        for body, code in NO_MESSAGES:
            wire.send(body, HOVER)
            if code is not None:
                error = wire.receive()
                assert error["error"]["code"] == code, body[:60]
                assert error["id"] == (3 if b'"id": 3' in body else None), body[:60]
                assert "Traceback" not in str(error)
            assert wire.receive() == {"jsonrpc": "2.0", "id": 7, "result": None}, body[:60]
        wire.send(SHUTDOWN, EXIT)
        assert wire.answer("bye")["result"] is None
        status, _, noted = wire.finish()
        assert status == 0
        assert "Traceback" not in noted


def test_requests_at_the_wrong_time(tmp_path: Path) -> None:
    """Before the beginning and after the end a request is an error."""
    with Wire(tmp_path) as wire:
        wire.send(HOVER)
        assert wire.receive()["error"]["code"] == NOT_INITIALIZED
        wire.send(HELLO, READY, SHUTDOWN)
        wire.answer("bye")
        wire.send(HOVER)
        assert wire.receive()["error"]["code"] == INVALID_REQUEST
        wire.send(EXIT)
        assert wire.finish()[0] == 0


def test_heads_of_messages(tmp_path: Path) -> None:
    """Other fields and wrong lines in a head do no harm; a length beyond all measure ends no conversation."""
    with Wire(tmp_path) as wire:
        wire.send(HELLO, READY)
        wire.answer(0)
        body = packed(HOVER).partition(b"\r\n\r\n")[2]
        wire.send_bytes(b"Content-Type: x; charset=utf-8\r\nnonsense\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        assert wire.answer(7)["result"] is None
        size = 64 * 1024 * 1024 + 1
        wire.send_bytes(b"Content-Length: %d\r\n\r\n" % size)
        for _ in range(64):
            wire.send_bytes(b" " * (1024 * 1024))
        wire.send_bytes(b" ")
        assert wire.receive()["error"]["code"] == PARSE_ERROR
        wire.send(HOVER)
        assert wire.answer(7)["result"] is None
        wire.send_bytes(b"Content-Length: 99999999999999999999\r\n\r\n{}")
        assert wire.finish()[0] == 1


def test_noise(tmp_path: Path) -> None:
    """Well-formed messages with random contents: each request has its answer."""
    chance = random.Random(7)
    values: list[Any] = [None, 0, -1, 1.5, 2**40, "", "file:///a.txt", "a\ud800", [], {}, True, {"line": 0}]
    methods = ["textDocument/hover", "textDocument/codeAction", "textDocument/didOpen", "textDocument/didChange"]
    names = ["textDocument", "position", "range", "context", "contentChanges", "uri", "text", "version", "languageId"]

    def anything(depth: int) -> Any:
        if depth and chance.random() < 0.7:
            return {name: anything(depth - 1) for name in chance.sample(names, 4)}
        return chance.choice(values)

    with Wire(tmp_path) as wire:
        wire.send(HELLO, READY)
        wire.answer(0)
        wanted = set()
        for number in range(200):
            message = {"jsonrpc": "2.0", "method": chance.choice(methods), "params": anything(3)}
            if message["method"] in methods[:2]:
                message["id"] = number
                wanted.add(number)
            wire.send(message)
        while wanted:
            wanted.discard(wire.receive().get("id"))
        wire.send(SHUTDOWN, EXIT)
        wire.answer("bye")
        status, _, noted = wire.finish()
        assert status == 0
        assert "Traceback" not in noted


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_an_editor_that_does_not_listen(tmp_path: Path) -> None:
    """Standard output is closed: the server ends."""
    with Wire(tmp_path) as wire:
        assert wire.process.stdout is not None
        wire.process.stdout.close()
        wire.send(HELLO)
        wire.process.stdout = None
        status, _, noted = wire.finish()
        assert status in (0, 1)
        assert "Traceback" not in noted
