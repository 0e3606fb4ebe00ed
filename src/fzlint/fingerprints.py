"""Names for findings that survive edits elsewhere in the report, renumbering, and a move of the file.

A fingerprint is 32 hexadecimal digits: 12 that name the document, 20 that name the finding in it. The document is
named by its body and year, since drafts are renamed and moved. Where no body can be read, the file's name would do no
better and a title such as 法治政府建设年度报告 is everybody's: such a document is named by its own words, the statement
with the most digits in it, which no other body's report holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_DOCUMENT, _FINDING = 12, 20  # hexadecimal digits
_BLANK = re.compile(r"\s+")
_STOP = re.compile(r"(?<=[^。！？!?])[。！？!?]")
_DIGIT = re.compile(r"\d")
_HAN = "〇零一二三四五六七八九十百"
# The number that a heading or a run-in item begins with; 一 alone is a word (一些…), and so is 2024 in front of 年.
_MARKER = re.compile(
    r"[#*>·●■◆★-]{0,6}(?:"
    rf"第[{_HAN}]{{1,3}}(?:部分|章|节|篇|条|项|[,，、:：])"
    rf"|[{_HAN}]{{1,3}}[、.．,，:：是]|其[{_HAN}]{{1,2}}[,，、:：]"
    rf"|[(（〔【]\s*(?:[{_HAN}]{{1,3}}|\d{{1,2}})\s*[)）〕】][、.．]?"
    rf"|[{_HAN}]{{1,3}}[)）]"
    r"|\d{1,2}(?:[、．]|\.(?!\d)|[)）])"
    r"|[①-⑳⑴-⒇⒈-⒛㈠-㈩]"
    r")[、.．:：]?"
)


def document_id(body: str | None, year: int | None, statements: Iterable[str] = ()) -> str:
    """The name of a document: 12 digits. ``statements``: its own, looked at only where ``body`` is None."""
    name = "body\0" + _BLANK.sub("", body) if body else "words\0" + _own_words(statements)
    return _digest(_DOCUMENT, name, str(year or ""))


def _own_words(statements: Iterable[str]) -> str:
    """The statement with the most digits, of these the longest: it tells one report from another."""
    words = map(_unnumbered, statements)
    return max(words, key=lambda text: (len(_DIGIT.findall(text)), len(text), text), default="")


def finding_id(code: str, words: str, ordinal: int = 0) -> str:
    """The name of a finding in its document: 20 digits. ``words``: what ``words_of`` makes of its quote, or ``lacks``
    of its verdict; ``ordinal`` (from 0) tells findings of the same words apart."""
    return _digest(_FINDING, code, words, str(ordinal))


def words_of(quote: str) -> str:
    """The words quoted: their first sentence, without blanks and the number that a heading or an item begins with.

    What follows explains (检验检测支撑不足。县检验所…): it is edited, and paragraphs are put in behind it.
    """
    words = _unnumbered(quote)
    stop = _STOP.search(words)
    return f"quote\0{words[: stop.start()] if stop else words}"


def _unnumbered(text: str) -> str:
    flat = _BLANK.sub("", text)
    marker = _MARKER.match(flat)
    return (flat[marker.end() :] or flat) if marker else flat


def lacks(status: str = "missing") -> str:
    """The words for a finding on something that is not there, or only ``weak``: no place in the text names it."""
    return f"lacks\0{status}"


def document_of(fingerprint: str) -> str:
    """The part of a fingerprint that names the document."""
    return fingerprint[:_DOCUMENT]


def in_document(fingerprint: str) -> str:
    """The part of a fingerprint that names the finding in its document."""
    return fingerprint[_DOCUMENT:]


def copy_of(fingerprint: str, number: int) -> str:
    """The fingerprint of the ``number``-th finding of this name (from 1) in a run: copies of a report share names."""
    if number == 1:
        return fingerprint
    return document_of(fingerprint) + _digest(_FINDING, in_document(fingerprint), str(number))


def _digest(digits: int, *parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:digits]
