"""What the office files share: the same bytes for the same content, text that a file format can hold."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from pathlib import Path
from typing import IO

from fzlint.output.whole_files import whole_file

# Files carry a fixed time in place of the clock's, so that the same results give the same bytes.
FIXED_TIME = datetime.datetime(2000, 1, 1)

# What XML 1.0 cannot hold, what steers a terminal or turns the direction of writing, and what nobody sees.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
_LINE_END = re.compile(r"[ \t\u3000]*(?:\r\n?|\n)[ \t\u3000]*")
ELLIPSIS = "……"
_PIECE = 1024 * 1024  # bytes


def fit(text: str, most: int) -> str:
    """``text`` without characters that a document cannot hold or show, of at most ``most`` characters."""
    if len(text) > 4 * most:  # a line may be a million characters long: only what can be shown is looked at
        text = text[: 4 * most]
    text = _UNFIT.sub("", text).replace("\t", " ")
    text = _LINE_END.sub("\n", text)
    return text if len(text) <= most else text[: most - len(ELLIPSIS)] + ELLIPSIS


def write_packed(data: IO[bytes], path: Path) -> None:
    """Write the ZIP file ``data`` to ``path`` with the fixed time on every entry. Raises OSError."""
    stamp = FIXED_TIME.timetuple()[:6]
    with zipfile.ZipFile(data) as old, whole_file(str(path)) as file, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.file_size = old.getinfo(name).file_size  # tells whether the entry is larger than two gigabytes
            with old.open(name) as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _PIECE)


class MissingLibraryError(Exception):
    """A library of an extra is not installed; the message says in one line how to install it."""
