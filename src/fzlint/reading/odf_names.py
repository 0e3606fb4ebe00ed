"""Names of OpenDocument elements and attributes (OpenDocument 1.3, part 3, 3.1.2)."""

from __future__ import annotations

from typing import Any

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_BASE}office:1.0}}"
TEXT = f"{{{_BASE}text:1.0}}"
TABLE = f"{{{_BASE}table:1.0}}"
STYLE = f"{{{_BASE}style:1.0}}"
DRAW = f"{{{_BASE}drawing:1.0}}"


def attribute(element: Any, namespace: str, name: str) -> str | None:
    """The attribute's value, None where it is missing."""
    value: str | None = element.get(namespace + name)
    return value


def number(element: Any, namespace: str, name: str, default: int) -> int:
    """The attribute as a small number."""
    value = (attribute(element, namespace, name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default
