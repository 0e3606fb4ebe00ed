"""Text of a report made harmless for a terminal and a log: one line, no control characters, no commands to a CI.

A report comes from strangers: it may hold ANSI sequences, characters that turn the direction of writing, line ends,
or lines such as ``::error`` that a CI runner obeys wherever a line begins with them.
"""

from __future__ import annotations

import re

# CSI, OSC and two-character sequences (ECMA-48), bounded; of what is not whole, the control characters go.
_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    "|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\n]{0,512}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{0,4}[0-~]"
)
_BLANKS = re.compile("[\\s\x1c-\x1f\x85\u2028\u2029\u3000]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
# Invisible: direction, joiners, zero width, soft hyphen, variation selectors, tags, annotations.
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"##(?=[A-Za-z]{0,20}\[)|:(?=:)")  # ##[error], ##vso[…], ::error
ELLIPSIS = "……"


def neutral(text: str) -> str:
    """``text`` as one harmless line: sequences and invisible characters gone, control characters shown as �.

    A byte of a file name that is no character (a lone surrogate of Python) is shown as ``\\xff``.
    """
    if text.isprintable() and "::" not in text and "##" not in text and "  " not in text:
        if text.isascii():
            return text
        if not _INVISIBLE.search(text):
            return text.strip()
    text = _BLANKS.sub(" ", _SEQUENCE.sub("", text))
    text = _INVISIBLE.sub("", _CONTROL.sub("\ufffd", text))
    text = _SURROGATE.sub(lambda found: _byte(found[0]), text)
    return _COMMAND.sub(lambda found: found[0] + " ", text).strip()


def quoted(text: str, most: int = 60) -> str:
    """A quote in one line of at most about ``most`` characters: its beginning and its end where it is longer."""
    if len(text) > 8 * most:  # a line may be a million characters long: only what can be shown is looked at
        text = text[: 4 * most] + ELLIPSIS + text[-2 * most :]
    text = neutral(text)
    return shortened(text, most)


def shortened(text: str, most: int) -> str:
    """``text`` with its middle left out when it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    head = most * 2 // 3
    return text[:head].rstrip("，。、；：, ") + ELLIPSIS + text[len(text) - (most - head) :]


def _byte(surrogate: str) -> str:
    code = ord(surrogate)
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"
