"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile


def write_whole(path: str, data: bytes) -> None:
    """Write ``data`` beside ``path``, then put it in its place. A link is followed, a mode kept. Raises OSError."""
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
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # file systems without modes
            os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
