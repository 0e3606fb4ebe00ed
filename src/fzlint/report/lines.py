"""The non-empty lines of a view."""

from __future__ import annotations

import re
from typing import NamedTuple

from fzlint.text.view import View

_LINE = re.compile(r"[^\n]+")


class Line(NamedTuple):
    """One non-empty line of the view, without its newline; offsets in ``View.text``."""

    start: int
    end: int


def lines_of(view: View) -> list[Line]:
    """The non-empty lines of ``view``."""
    return [Line(*found.span()) for found in _LINE.finditer(view.text)]
