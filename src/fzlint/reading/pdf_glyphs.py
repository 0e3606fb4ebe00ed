"""The characters of a PDF's pages with their places, as pdfminer's interpreter draws them.

pdfminer's own layout analysis is not used: it cuts Chinese paragraphs into boxes by distances that suit Latin text,
and takes most of the time. What is needed here (which character stands where, and the rules of tables) the
interpreter tells a device directly.
"""

from __future__ import annotations

import logging
import math
import threading
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pdfminer import pdftypes
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.psparser import PSLiteral

UNKNOWN = "\ufffd"  # a glyph of which the file does not say what character it is
MOST_RULES = 5000  # lines and thin rectangles kept of a page
_THIN = 3.0  # points: a filled rectangle up to this width is a rule
_SLANT = 0.2  # share of the height by which a character may lean (italics); more is a turned watermark or stamp

# pdfminer warns on standard error of all that is odd in a file; what matters of it becomes a ReadingError.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

# CJK radicals without a compatibility mapping in Unicode that fonts' tables give in place of the ideograph.
_RADICALS = str.maketrans(
    "⺁⺄⺅⺉⺋⺎⺓⺕⺗⺘⺝⺟⺠⺡⺢⺣⺤⺥⺦⺧⺩⺪⺫⺬⺭⺮⺰⺱⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⻁⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙亻刂㔾兀幺彐㣺扌月母民氵氺灬爫爫丬牛王疋目示礻竹纟罓罓网罒羊羊羊耂肀聿月臼虎覀西见角讠贝车辶辶辶钅長长长门阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)


@dataclass(slots=True)
class Glyph:
    """One character (or ligature): left and right edge, baseline (from the page's foot up) and size in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(slots=True)
class Page:
    """What is drawn on one page; ``rules`` are thin horizontal and vertical lines as (x0, y0, x1, y1)."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


class TooMuchError(Exception):
    """The file unpacks to more, or holds more characters, than is allowed."""


class GlyphDevice(PDFTextDevice):
    """Collects the glyphs of one page after the other in ``page``; at most ``characters`` of all pages together."""

    def __init__(self, manager: Any, characters: int) -> None:
        super().__init__(manager)
        self.page = Page(0, 0.0, 0.0)
        self._left = characters
        self._tags: list[bool] = []
        self._artifacts = 0

    def start(self, number: int) -> Page:
        """Begin page ``number``; it fills while pdfminer processes it."""
        self.page = Page(number, 0.0, 0.0)
        self._tags.clear()
        self._artifacts = 0
        return self.page

    def begin_page(self, page: Any, ctm: Any) -> None:
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        self.page.width, self.page.height = (height, width) if page.rotate in (90, 270) else (width, height)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        # Tagged files say themselves what is a running header or footer (ISO 32000-1, 14.8.2.2).
        kind = props.get("Type") if isinstance(props, dict) else None
        artifact = _name(tag) == "Artifact" and _name(kind) == "Pagination"
        self._tags.append(artifact)
        self._artifacts += artifact

    def end_tag(self) -> None:
        if self._tags:
            self._artifacts -= self._tags.pop()

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        advance: float = font.char_width(cid) * fontsize * scaling
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        a, b, c, d, e, f = matrix
        size = abs(d * fontsize)
        if self._artifacts or not size or abs(b) > _SLANT * abs(a) or abs(c) > 2 * _SLANT * abs(d) or a < 0 or d < 0:
            return advance
        x0, y = e + rise * c, f + rise * d
        x1 = x0 + a * advance
        if not (math.isfinite(x0) and math.isfinite(y) and math.isfinite(x1) and math.isfinite(size)):
            return advance
        self._left -= 1
        if self._left < 0:
            raise TooMuchError
        self.page.glyphs.append(Glyph(text, x0, x1, y, size))
        return advance

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Keep straight horizontal and vertical lines: drawn ones, and filled rectangles so thin that they are lines.

        A filled rectangle that is not thin is shading, whose edges part nothing.
        """
        rules = self.page.rules
        for points in self._figures(path):
            width, height = (max(values) - min(values) for values in zip(*points, strict=True))
            if not math.isfinite(width + height) or not (stroke or min(width, height) <= _THIN):
                continue
            for (x0, y0), (x1, y1) in pairwise(points):
                if min(abs(x1 - x0), abs(y1 - y0)) <= _THIN and len(rules) < MOST_RULES:
                    rules.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _figures(self, path: Sequence[Any]) -> list[list[tuple[float, float]]]:
        """The parts of a path that consist of straight lines, as points of the page."""
        a, b, c, d, e, f = self.ctm or (1, 0, 0, 1, 0, 0)
        figures: list[list[tuple[float, float]]] = [[]]
        for step in path:
            if step[0] == "m":
                figures.append([])
            if step[0] in "ml":
                x, y = step[1], step[2]
                figures[-1].append((a * x + c * y + e, b * x + d * y + f))
            elif step[0] == "h" and figures[-1]:
                figures[-1].append(figures[-1][0])
            else:
                figures.append([])
        return [points for points in figures if len(points) > 1]


def _name(value: Any) -> str:
    return str(value.name) if isinstance(value, PSLiteral) else ""


def plain(text: str) -> str:
    """``text`` without what only PDFs write: radicals and compatibility forms of ideographs, ligatures of letters."""
    if text.isascii():
        return text
    pieces: list[str] = []
    for char in text.translate(_RADICALS):
        code = ord(char)
        artefact = 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB07 or 0xFE30 <= code < 0xFE50
        pieces.append(unicodedata.normalize("NFKC", char) if artefact else char)
    return "".join(pieces)


class _Inflate:
    """What pdfminer sees as zlib: unpacks no more than a budget, and notes data that are cut or altered.

    pdfminer unpacks a stream whole, whatever its size, and a damaged one byte by byte in quadratic time.
    """

    error = zlib.error
    decompressobj = staticmethod(zlib.decompressobj)

    def __init__(self) -> None:
        self._state = threading.local()

    def begin(self, budget: int) -> None:
        self._state.left = budget
        self._state.damaged = False

    @property
    def damaged(self) -> bool:
        return bool(getattr(self._state, "damaged", False))

    def decompress(self, data: bytes) -> bytes:
        left = getattr(self._state, "left", 200 * 1024 * 1024)
        unpacker = zlib.decompressobj()
        pieces: list[bytes] = []
        try:
            while data and not unpacker.eof:
                piece = unpacker.decompress(data, min(left + 1, 1024 * 1024))
                left -= len(piece)
                if left < 0:
                    raise TooMuchError
                pieces.append(piece)
                data = unpacker.unconsumed_tail
        except zlib.error:
            self._state.damaged = True
        else:
            self._state.damaged = self.damaged or not unpacker.eof
        self._state.left = left
        return b"".join(pieces)


INFLATE = _Inflate()
setattr(pdftypes, "zlib", INFLATE)  # noqa: B010  # the name is imported there, not exported
