"""XML 1.0 from a tree, with the characters that XML forbids left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# https://www.w3.org/TR/xml/#charsets: all that is no Char, and what is one but discouraged
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """``text`` without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def document(root: Element) -> str:
    """The document, indented, with its declaration; ``]]>`` in texts is escaped like any markup."""
    from xml.etree import ElementTree

    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
