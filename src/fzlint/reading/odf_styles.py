"""Styles of an OpenDocument text, as far as they hide text or number it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fzlint.reading.odf_names import STYLE, TEXT, attribute

_MOST_PARENTS = 30  # styles may name each other in a circle


class Styles:
    """The styles of ``roots`` (the trees of styles.xml and content.xml); those of the latter go first."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = (attribute(style, STYLE, "family") or "", attribute(style, STYLE, "name") or "")
                self._styles[key] = style
        self._hidden: dict[tuple[str, str], bool] = {}

    def text_hidden(self, element: Any) -> bool:
        """Whether the style of a span hides its text."""
        return element.tag == f"{TEXT}span" and self._hides("text", attribute(element, TEXT, "style-name"))

    def paragraph_hidden(self, element: Any) -> bool:
        """Whether a paragraph's style hides it, or a field for that."""
        if self._hides("paragraph", attribute(element, TEXT, "style-name")):
            return True
        field = element.find(f"{TEXT}hidden-paragraph")
        return field is not None and attribute(field, TEXT, "is-hidden") == "true"

    def section_hidden(self, element: Any) -> bool:
        """Whether a section is hidden."""
        display = attribute(element, TEXT, "display") if element.tag == f"{TEXT}section" else None
        return display == "none" or (display == "condition" and attribute(element, TEXT, "is-hidden") == "true")

    def list_style(self, paragraph: Any) -> str | None:
        """The list style that the paragraph's style names."""
        for style in self._chain("paragraph", attribute(paragraph, TEXT, "style-name")):
            name = attribute(style, STYLE, "list-style-name")
            if name is not None:
                return name or None
        return None

    def _chain(self, family: str, name: str | None) -> list[Any]:
        found: list[Any] = []
        while name and len(found) < _MOST_PARENTS:
            style = self._styles.get((family, name))
            if style is None:
                break
            found.append(style)
            name = attribute(style, STYLE, "parent-style-name")
        return found

    def _hides(self, family: str, name: str | None) -> bool:
        if not name:
            return False
        key = (family, name)
        if key not in self._hidden:
            self._hidden[key] = False
            for style in self._chain(family, name):
                properties = style.find(f"{STYLE}text-properties")
                display = attribute(properties, TEXT, "display") if properties is not None else None
                if display:
                    self._hidden[key] = display == "none"
                    break
        return self._hidden[key]
