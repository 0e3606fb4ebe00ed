"""The real server and the bytes that go to it and come from it, for what no client would send."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from editor import COMMAND, LONGEST, environment

HELLO = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": {}, "processId": None}}
READY = {"jsonrpc": "2.0", "method": "initialized", "params": {}}
SHUTDOWN = {"jsonrpc": "2.0", "id": "bye", "method": "shutdown"}
EXIT = {"jsonrpc": "2.0", "method": "exit"}


def packed(message: object) -> bytes:
    """A message with its head; bytes are taken for the body as it is."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


class Wire:
    """A running server."""

    def __init__(self, cwd: Path) -> None:
        self.process = subprocess.Popen(
            COMMAND,
            cwd=cwd,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> Wire:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def send(self, *messages: object) -> None:
        """Send messages with their heads."""
        self.send_bytes(b"".join(map(packed, messages)))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def receive(self) -> Any:
        """The next message."""
        assert self.process.stdout is not None
        size = 0
        while (line := self.process.stdout.readline()).strip():
            name, _, value = line.partition(b":")
            size = int(value) if name == b"Content-Length" else size
        return json.loads(self.process.stdout.read(size))

    def answer(self, id_: object) -> Any:
        """The answer to a request; what comes before it is passed over."""
        while True:
            message = self.receive()
            if "method" not in message and message.get("id") == id_:
                return message

    def finish(self) -> tuple[int, bytes, str]:
        """Send nothing more: exit status, what was left to read, and what was noted."""
        out, err = self.process.communicate(timeout=LONGEST)
        return self.process.returncode, out, err.decode()
