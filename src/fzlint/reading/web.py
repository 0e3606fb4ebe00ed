"""Web pages as saved from a government site: the report, and what the page tells of it (index table, title, date).

Nothing is ever fetched: the bytes in hand are all that is read.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from fzlint.reading.decode import decode
from fzlint.reading.errors import ReadingError
from fzlint.reading.extract import Extract, Limits, Spot
from fzlint.reading.watch import TimeUpError, within
from fzlint.reading.web_content import find_content
from fzlint.reading.web_text import Line, drop_unseen, lines_of

_SECONDS = 10.0  # for any page (a report takes a tenth of one); and
_BYTES_A_SECOND = 50_000  # more time for larger ones
_DECLARED = re.compile(
    rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,30})|encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,30})", re.I
)
_DECLARED_IN = 4096  # bytes; the standard asks for the first 1024
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_SAMPLE = 512 * 1024  # bytes that show the encoding
# Names that pages use → the codec that reads all that is written under them (WHATWG Encoding, 4.2).
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_FEW = 0.002  # share of replaced characters up to which a declared encoding is believed
_HEAD_LINES = 40  # lines of the content in which the title and the index table stand
_FIELD = re.compile(r"[\s【\[(•·]{0,3}((?:[一-鿿][\s\u3000]{0,4}){2,8})[】\])]?\s{0,4}[：:]\s*(\S.{0,120})")
_SITE = re.compile(r"[_|｜]|\s[-–—]{1,2}\s|--")
_YEAR = re.compile(r"20\d\d|二[〇○零]")
_DATE = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
_TITLE = 8  # characters: a shorter line that begins as the page's title is the site's name
_NEAR = 300  # characters: a longer line outside the content is no field of the index table
# Names of <meta> that the guideline for government sites asks for (政府网站发展指引, 2017) → as pages print them.
_META = (("ArticleTitle", "标题"), ("PubDate", "发布日期"), ("ContentSource", "来源"))


def extract(data: bytes, limits: Limits) -> Extract:
    """The report in the web page ``data``: a paragraph a line, the cells of tables included.

    Before it stand the lines ``键：值`` of the page's index table, and its title where the text does not hold it.
    Raises :class:`ReadingError`: damaged, too-large, and what decoding raises.
    """
    try:
        lines = within(min(limits.seconds, _SECONDS + len(data) / _BYTES_A_SECOND), lambda: _lines(data))
    except (TimeUpError, etree.LxmlError, RecursionError, ValueError):
        raise ReadingError("damaged") from None
    if sum(len(line.text) + 1 for line in lines) > limits.characters:
        raise ReadingError("too-large", {"limit": f"{limits.characters:,}", "limit_bytes": limits.characters})
    spots: list[Spot] = []
    counted: dict[str, int] = {}
    for line in lines:
        part = "table" if line.cell else "body"
        counted[part] = counted.get(part, 0) + 1
        spots.append(Spot(part, counted[part], None, line.cell))
    return Extract("\n".join(line.text for line in lines), tuple(spots) or (None,))


def _lines(data: bytes) -> list[Line]:
    root = _parse(_text(data))
    title, meta = _told(root)
    drop_unseen(root)
    body = root.find("body")
    body = root if body is None else body
    content = find_content(body)
    lines = lines_of(content)
    seen = {_bare(line.text) for line in lines[:_HEAD_LINES]}
    before = [line for line in _fields(body, content, title) if _bare(line.text) not in seen]
    return [*before, *_from_meta(title, meta, [*before, *lines]), *lines]


def _text(data: bytes) -> str:
    """The page as text: UTF-8 proves itself, then the declared encoding counts, then the look of its text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    head = data[:_DECLARED_IN]
    if head.count(b"\0") * 3 > len(head):
        return data.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(head)
    named = (found[1] or found[2]).decode("ascii", "replace").lower() if found else ""
    codec = _CODECS.get(named, named)
    if codec and not codec.startswith("utf"):
        try:
            text = data.decode(codec, "replace")
        except (LookupError, ValueError):
            text = ""
        if text and text.count("\ufffd") <= max(2, len(text) * _FEW):
            return text
    # Without tags, of which a page mostly consists; in no Chinese encoding < or > is part of a character.
    sample = _TAG.sub(b" ", data[:_SAMPLE]).strip()
    return data.decode(decode(sample).encoding if sample else "utf-8", "replace")


def _parse(text: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    if any("Excessive depth" in (entry.message or "") or entry.level >= 3 for entry in parser.error_log):
        raise ReadingError("damaged")  # what lies deeper was not read
    return root


def _told(root: Any) -> tuple[str, dict[str, str]]:
    """The page's title and its <meta> by name (in lower case)."""
    title = " ".join((root.findtext(".//title") or "").split())
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name, content = element.get("name"), " ".join((element.get("content") or "").split())
        if name and content:
            meta.setdefault(name.lower(), content)
    return title, meta


def _fields(body: Any, content: Any, title: str) -> list[Line]:
    """The lines ``键：值`` that stand on the page before the content and outside of it, and the title if it does."""
    found: list[Line] = []
    if content is body:
        return found
    for line in lines_of(body, until=content):
        field = _FIELD.fullmatch(line.text) if len(line.text) < _NEAR else None
        if field:
            found.append(Line(f"{_bare(field[1])}：{field[2].strip()}"))
        elif len(line.text) > _TITLE and _bare(title).startswith(_bare(line.text)):
            found.append(Line(line.text))
    return found


def _from_meta(title: str, meta: dict[str, str], lines: list[Line]) -> list[Line]:
    """What only the head of the file tells."""
    head = [_bare(line.text) for line in lines[:_HEAD_LINES]]
    told = {key: meta[name.lower()] for name, key in _META if name.lower() in meta}
    page = _SITE.split(title)[0].strip()
    # The file's <title> is often that of the site or the column; one with a year is that of a report.
    name = told.pop(_META[0][1], "") or (page if _YEAR.search(page) else "")
    found: list[Line] = []
    if name and not any(_bare(name) in line or (len(line) > 8 and line in _bare(name)) for line in head):
        found.append(Line(f"{_META[0][1]}：{name}"))
    for key, value in told.items():
        date = _DATE.search(value)
        if date and not any(_same_date(date, other) for line in head for other in _DATE.finditer(line)):
            found.append(Line(f"{key}：{'-'.join(date.groups())}"))
    return found


def _same_date(date: re.Match[str], other: re.Match[str]) -> bool:
    return [int(part) for part in date.groups()] == [int(part) for part in other.groups()]


def _bare(text: str) -> str:
    return "".join(text.split())
