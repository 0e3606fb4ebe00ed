"""Writing a file whole or not at all; a large one piece by piece, never in memory together."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def whole_file(path: str) -> Iterator[IO[bytes]]:
    """A file beside ``path`` that takes its place when all was written. A link is followed, a mode kept.

    Raises OSError.
    """
    path = os.path.realpath(path)
    try:
        status = os.stat(path)
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    else:
        if not stat.S_ISREG(status.st_mode):
            raise OSError(None, "not a regular file", path)
        mode = stat.S_IMODE(status.st_mode)
    descriptor, beside = tempfile.mkstemp(prefix=".fzlint-", suffix=".tmp", dir=os.path.dirname(path) or None)
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # file systems without modes
            os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


def write_whole(path: str, data: bytes) -> None:
    """Write ``data`` in the place of ``path``. Raises OSError."""
    with whole_file(path) as file:
        file.write(data)
