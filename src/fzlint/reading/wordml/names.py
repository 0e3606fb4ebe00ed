"""Names of elements and attributes, the same for the transitional and the strict form of the standard."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PREFIXES = {
    TRANSITIONAL: "",
    STRICT: "",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_OFF = frozenset({"0", "false", "off", "none"})


@lru_cache(2048)
def local(tag: str) -> str:
    """An element's name: that of WordprocessingML bare (``p``), of mathematics and compatibility with ``m:``, ``mc:``,
    of any other vocabulary with ``?``."""
    namespace, _, name = tag.rpartition("}")
    return _PREFIXES.get(namespace[1:], "?") + name


@lru_cache(256)
def _keys(name: str) -> tuple[str, str]:
    return f"{{{TRANSITIONAL}}}{name}", f"{{{STRICT}}}{name}"


def attribute(element: Any, name: str = "val") -> str | None:
    """An attribute of WordprocessingML."""
    first, second = _keys(name)
    found: str | None = element.get(first)
    return found if found is not None else element.get(second)


def number(element: Any, name: str = "val") -> int | None:
    """An attribute as a number, None where there is none or it is no small number."""
    text = (attribute(element, name) or "").strip()
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 10 else None


def child(element: Any, *path: str) -> Any:
    """The first child of this name (and its first child of the next name, and so on); None when there is none."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner.tag) == name), None)
    return element


def children(element: Any) -> Any:
    """What stands in an element; nothing when there is no element."""
    return () if element is None else element


def switched_on(element: Any) -> bool:
    """Whether an element that is a switch (``<w:vanish/>``) is on: without a value it is."""
    return (attribute(element) or "1").lower() not in _OFF
