"""When colours are used, how wide a terminal is, which signs it can show."""

from __future__ import annotations

import io

import pytest

from fzlint.output.terminal import Screen, screen_for


class _Stream(io.TextIOWrapper):
    def __init__(self, terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("colour", "terminal", "environ", "wanted"),
    [
        ("auto", True, {"TERM": "xterm"}, True),
        ("auto", False, {"TERM": "xterm"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("always", False, {"TERM": "dumb"}, True),
        ("never", True, {"TERM": "xterm", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(colour: str, terminal: bool, environ: dict[str, str], wanted: bool) -> None:
    """The command line beats NO_COLOR, NO_COLOR beats FORCE_COLOR, and that the terminal."""
    assert screen_for(_Stream(terminal), colour, environ).colour is wanted


@pytest.mark.parametrize(
    ("terminal", "told", "columns"),
    [(False, "", 100), (True, "", 80), (False, "60", 60), (True, "72", 72), (True, "0", 80), (False, "9", 40),
     (False, "500", 120), (False, "²", 100), (False, "x", 100)],
)  # fmt: skip
def test_columns(terminal: bool, told: str, columns: int) -> None:
    """100 columns where no terminal tells; COLUMNS holds where it is a number; lines stay readable."""
    assert screen_for(_Stream(terminal), "auto", {"COLUMNS": told, "TERM": "xterm"}).columns == columns


@pytest.mark.parametrize(("encoding", "signs"), [("utf-8", True), ("ascii", False), ("gbk", False), ("gb18030", True)])
def test_signs_that_the_encoding_cannot_hold_are_replaced(encoding: str, signs: bool) -> None:
    """No sign is printed that the encoding lacks."""
    screen = screen_for(_Stream(False, encoding), "never", {})
    assert screen.signs is signs
    (screen.sign("met") + screen.bar({"met": 1, "weak": 1, "missing": 1})).encode(encoding)


def test_a_bar_has_one_cell_an_item() -> None:
    """Met, weak, missing in this order."""
    assert Screen().bar({"missing": 1, "met": 2}) == "██░"
    assert Screen(signs=False).bar({"met": 1, "weak": 1, "missing": 1}) == "#=."
