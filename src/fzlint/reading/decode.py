"""Bytes as text, whatever encoding a Chinese office saved them in.

UTF-8 proves itself. All others are guessed: each candidate decodes a sample, and the one whose characters are
those Chinese is written with wins. charset-normalizer is asked where no candidate looks like running Chinese (a list
of rare names). It does not come first because it has no answer for damaged or cut files: for 100 characters of UTF-8
cut in the middle of one it found the encoding in 33 % of cases, this module in all.
"""

from __future__ import annotations

from dataclasses import dataclass

from fzlint.reading.errors import ReadingError
from fzlint.reading.formats import recognise
from fzlint.reading.frequent import FREQUENT, PUNCTUATION

_SAMPLE = 16 * 1024
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
# Measured on reports of 100 characters and more: the right decoding scores 0.79 to 0.93, a wrong one at most 0.15;
# on 40 characters 0.66 and 0.35.
_LEAST = 0.25  # score above which the best candidate is taken
_NO_TEXT = -0.1  # score below which no detector is asked; 64 random bytes and more scored -0.16 at most
_MOST_CONTROLS = 0.3  # share of control characters above which valid UTF-8 is no text
_FEW = 0.01  # share of invalid bytes up to which bytes of an unknown look are still UTF-8
_DAMAGE = 0.1  # share of replaced characters above which bytes are no text
# Controls that text files hold: tab, line ends, vertical tab and page break, end of file (Ctrl-Z).
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a")) + b"\x7f"
# The code points at which the three Big5 codecs differ, as they look when the codec is the wrong one:
# nobody writes ∼ or ♁ in a report, and kana stand where Big5-ETEN and HKSCS have ① and ⑴.
_NOT_BIG5 = (("cp950", frozenset("∼♁☉‾")), ("big5hkscs", frozenset(map(chr, range(0x3041, 0x30FF)))))


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of bytes. ``encoding`` is the Python codec that reads them; ``replaced`` counts the places at which bytes
    were no character and U+FFFD stands instead. A byte order mark is not part of ``text``."""

    text: str
    encoding: str
    replaced: int


def decode(data: bytes) -> Decoded:
    """``data`` as text: UTF-8, UTF-16 or UTF-32 (by byte order mark; UTF-16 also without), GB18030/GBK, Big5 family.

    Control characters, NUL included, are kept as they are. No bytes give an empty text in UTF-8.

    Raises :class:`ReadingError`: ``unsupported`` (with ``format``) for a known format that is not plain text,
    ``binary`` for bytes that are text in none of the encodings.
    """
    known = recognise(data)
    if known:
        raise ReadingError("unsupported", {"format": known})
    marked = _by_mark(data)
    if marked:
        decoded = _whole(data, marked)
        if decoded.replaced and marked != "utf-8-sig" and _score(decoded.text[:_SAMPLE]) < 0:
            raise ReadingError("binary")  # two bytes prove little
        return decoded
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        sample = _sample(data, error.start)
    else:
        controls = _controls(data)
        sixteen = _utf16_in_ascii(data[:_SAMPLE]) if controls else None
        if sixteen:
            return _whole(data, sixteen)
        if controls > len(data) * _MOST_CONTROLS:
            raise ReadingError("binary")
        return Decoded(text, "utf-8", 0)
    return _whole(data, _guess(sample))


def _by_mark(data: bytes) -> str | None:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) and len(data) % 4 == 0:
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return None


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _utf16_in_ascii(sample: bytes) -> str | None:
    """UTF-16 can be valid UTF-8: ASCII in UTF-16 has a NUL beside each letter."""
    if len(sample) % 2:
        return None
    texts = {name: _replacing(sample, name) for name in ("utf-16-le", "utf-16-be")}
    score, name = max((_score(text) if not replaced else -1, name) for name, (text, replaced) in texts.items())
    return name if score > 0.5 else None


def _sample(data: bytes, wrong: int) -> bytes:
    """Some bytes from shortly before the first that is not UTF-8 on.

    An even offset for UTF-16, and behind a line end (or at the start) for the encodings in which a character's
    second byte could be taken for a first one.
    """
    if len(data) <= _SAMPLE:
        return data
    start = data.rfind(b"\n", 0, max(0, wrong - 64)) + 1
    if wrong - start > _SAMPLE // 2:  # a very long line: ASCII up to here, or UTF-8 whose characters find themselves
        start = max(0, wrong - 64)
    start -= start % 2
    return data[start : start + _SAMPLE]


def _guess(sample: bytes) -> str:
    text, replaced = _replacing(sample, "utf-8")
    sound = sum(char > "\x7f" for char in text) - replaced
    if sound > 8 and sound > 4 * replaced:  # of GB18030 and Big5, one character in three at most is valid UTF-8
        return "utf-8"
    score, _, best = max((_score(_replacing(sample, name)[0]), -at, name) for at, name in enumerate(_CANDIDATES))
    if score < _LEAST:  # rare characters (a list of names), another language, or no text
        found = _detected(sample) if score > _NO_TEXT else None
        few = replaced <= len(text) * _FEW and _controls(sample) < len(sample) * _MOST_CONTROLS
        if not found and not few:
            raise ReadingError("binary")
        return found or "utf-8"
    return best


def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    names = {name.replace("-", "_"): name for name in _CANDIDATES}
    found = from_bytes(sample, cp_isolation=list(names)).best()
    return names.get(found.encoding) if found else None


def _score(text: str) -> float:
    """How Chinese ``text`` looks: the mean weight of its characters beyond ASCII, at most 1."""
    total, count = 0.0, 0
    for char in text:
        code = ord(char)
        if 32 <= code < 127 or char in "\t\n\r\f\v\x1a":
            continue
        count += 1
        if char in FREQUENT or char in PUNCTUATION:
            total += 1
        elif 0x4E00 <= code < 0xA000 or char == "\u3000":
            pass  # any other ideograph is no sign of either; U+3000 is what "0" looks like in UTF-16 turned round
        elif char == "\ufffd" or code < 32 or 127 <= code < 0xA0 or 0xE000 <= code < 0xF900 or code in (0xFFFE, 0xFFFF):
            total -= 2
        else:
            total -= 0.5  # other scripts, rare extensions: kana and Cyrillic are what Big5 looks like as GB18030
    return total / count if count else 0.9


def _replacing(data: bytes, encoding: str) -> tuple[str, int]:
    """Text and the number of places replaced; a U+FFFD that the author's bytes spell out is not one of them."""
    text = data.decode(encoding, "replace")
    if "\ufffd" not in text:
        return text, 0
    return text, len(text) - len(data.decode(encoding, "ignore"))


def _whole(data: bytes, encoding: str) -> Decoded:
    if encoding == "big5":
        encoding, text, replaced = _big5(data)
    else:
        text, replaced = _replacing(data, encoding)
    if replaced > max(1, len(text) * _DAMAGE) or (replaced and replaced == len(text)):
        raise ReadingError("binary")
    return Decoded(text, encoding, replaced)


def _big5(data: bytes) -> tuple[str, str, int]:
    """Codec, text and replaced places of Big5 bytes: the codec that reads most of them and shows no odd character."""
    text, replaced = _replacing(data, "big5")
    encoding, found = "big5", set(text)
    for name, odd in _NOT_BIG5:
        if replaced or not odd.isdisjoint(found):
            other, missing = _replacing(data, name)
            if missing < replaced or (missing == replaced and not odd.isdisjoint(found)):
                encoding, text, replaced, found = name, other, missing, set(other)
    return encoding, text, replaced
