"""Traditional script: is it there, and its Simplified form character by character.

The table is OpenCC's own (``TSCharacters``), read only when a text holds Traditional characters. One character
becomes one character, so places survive; the wrong characters of machine conversions (機製, 全麵, 谘詢) fall
together with the right ones.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Frequent characters that exist in Traditional script only; one of them in a text is reason to load the table.
_PROBE = re.compile("[國會發對與為義務機關設門個應進這們時間產業經濟區鎮鄉縣黨製麵辦執導實現據處責將開學習]")


def has_traditional(text: str) -> bool:
    """Whether ``text`` holds characters of Traditional script."""
    return _PROBE.search(text) is not None


@cache
def _table() -> dict[int, int]:
    table: dict[int, int] = {}
    package = find_spec("opencc")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError("opencc")
    source = (Path(folders[0]) / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8")
    for line in source.splitlines():
        key, _, values = line.partition("\t")
        first = values.split(" ", 1)[0]
        if len(key) == len(first) == 1 and key != first:
            table[ord(key)] = ord(first)
    return table


def simplified(text: str) -> str:
    """``text`` with each Traditional character in its Simplified form; the length does not change."""
    return text.translate(_table())


def traditional_characters() -> frozenset[str]:
    """The characters that have another, Simplified form."""
    return frozenset(map(chr, _table()))
