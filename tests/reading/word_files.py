"""Word files made of the XML that a test is about."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from fzlint.reading.extract import Limits
from fzlint.reading.word import extract

CONSTRUCTED = sorted((Path(__file__).parents[1] / "data" / "constructed").glob("*.txt"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
LIMITS = Limits()
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
          "header1": "hdr", "footer1": "ftr", "comments": "comments", "commentsExtended": "w15:commentsEx"}  # fmt: skip
_KINDS = {"header1": "header", "footer1": "footer"}


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph of a text, or of XML."""
    inner = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def numbered(text: str, num_id: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(index: int, format_: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of an automatic list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstract: Sequence[str], nums: Mapping[int, tuple[int, str]] | None = None) -> str:
    """The numbering part: definitions by their levels; ``nums``: list → definition and overrides (default: 1 → 0 …)."""
    nums = nums or {index + 1: (index, "") for index in range(len(abstract))}
    out = "".join(f'<w:abstractNum w:abstractNumId="{i}">{"".join(a)}</w:abstractNum>' for i, a in enumerate(abstract))
    for num, (definition, overrides) in nums.items():
        out += f'<w:num w:numId="{num}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
    return out


def document(body: str, *, extra: Mapping[str, bytes] | None = None, macros: bool = False, **parts: str) -> bytes:
    """A Word file with this body; ``parts`` by name (numbering, styles, footnotes, header1, comments …)."""
    main = "application/vnd.ms-word.document.macroEnabled.main+xml" if macros else (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    )  # fmt: skip
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{_KINDS.get(name, name)}" Target="{name}.xml"/>' for name in parts
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    package = "http://schemas.openxmlformats.org/package/2006"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    if relations:
        files["word/_rels/document.xml.rels"] = (
            f'{head}<Relationships xmlns="{package}/relationships">{relations}</Relationships>'
        )
    for name, content in parts.items():
        root = _ROOTS[name] if ":" in _ROOTS[name] else f"w:{_ROOTS[name]}"
        files[f"word/{name}.xml"] = f"{head}<{root} {NAMESPACES}>{content}</{root}>"
    return packed({**files, **(extra or {})})


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def from_text(text: str) -> bytes:
    """A Word file with a paragraph for each line."""
    return document("".join(p(line) for line in text.split("\n")))


def text_of(body: str, **parts: str) -> str:
    """The text that is read of a Word file with this body."""
    return extract(document(body, **parts), LIMITS).text


def lines_of(body: str, **parts: str) -> list[str]:
    """The lines of it."""
    return text_of(body, **parts).split("\n")


def convert(paths: Sequence[Path], to: str, folder: Path) -> None:
    """Convert files with LibreOffice into ``folder``; the test is skipped where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed; it makes and opens the Word files of this test")
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", to,
             "--outdir", folder, *paths],
            check=True, capture_output=True, timeout=170,
        )  # fmt: skip
