"""Small helpers for words: lists of words looked up without compiling more than is needed, numbers for a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from fzlint.text.patterns import hastened
from fzlint.text.words import WordFinder

Built = TypeVar("Built")

_SIGNS = frozenset(r"\.^$*+?{}[]|()")  # a word without one of these is found as it stands
_OFTEN = 300  # searches word by word that cost as much as compiling the words, however many they are
_MOST_KEPT = 4096
_kept: dict[int, tuple[list[str], Words]] = {}


class Words:
    """Words of the checklist: literals, and small regular expressions that are compiled when first needed.

    A process that checks one report asks for few of the checklist's lists, and most lists hold literals only, which
    are looked up as they stand; what is asked for often is compiled into one pattern.
    """

    __slots__ = ("_all", "_every", "_literals", "_more", "_quick", "_sources", "_uses", "found")

    found: Callable[[str], object]
    """What is true when any of the words stands in the text given."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._every = words
        self._literals = tuple(word for word in words if _SIGNS.isdisjoint(word))
        self._sources = tuple(word for word in words if not _SIGNS.isdisjoint(word))
        self._more: re.Pattern[str] | None = None
        self._all: re.Pattern[str] | None = None
        self._quick = False
        self._uses = 0
        self.found = self._found

    def absent(self, text: str) -> bool:
        """Whether none can stand in any part of ``text``: all words are literals, and none stands in it."""
        return not self._sources and not self.found(text)

    def _found(self, text: str) -> bool:
        """Whether any of the words stands in ``text``; until it is asked often."""
        if self._used_often():
            self.found = self.pattern.search
        if self._all is not None:
            return self._all.search(text) is not None
        for word in self._literals:
            if word in text:
                return True
        return bool(self._sources) and self._expressions.search(text) is not None

    def opens(self, text: str) -> bool:
        """Whether ``text`` begins with any of the words."""
        if self._all is not None or self._used_often():
            return self.pattern.match(text) is not None
        if text.startswith(self._literals):
            return True
        return bool(self._sources) and self._expressions.match(text) is not None

    def _used_often(self) -> bool:
        self._uses += 1
        return self._uses > _OFTEN

    @property
    def _expressions(self) -> re.Pattern[str]:
        if self._more is None:
            self._more = re.compile("|".join(self._sources))
        return self._more

    @property
    def pattern(self) -> re.Pattern[str]:
        """All words as one pattern, the longest first; it finds nothing when there are none."""
        often = self._used_often()
        if self._all is None or often != self._quick:
            source = "|".join(sorted(self._every, key=len, reverse=True)) or r"(?!)"
            self._all = re.compile(hastened(source) if often else source)
            self._quick = often
        return self._all


class WordLists:
    """Several lists of words that are looked for together: which of them have a word in a text.

    With ``literal`` every word is found as it stands; else some are small regular expressions, as in ``Words``.
    """

    __slots__ = ("_expressions", "_finder", "_lists")

    def __init__(self, lists: Iterable[Iterable[str]], *, literal: bool = False) -> None:
        literals: dict[str, int] = {}
        self._expressions: list[tuple[int, Words]] = []
        for number, words in enumerate(lists):
            others = tuple(word for word in words if not (literal or _SIGNS.isdisjoint(word)))
            for word in words:
                if word not in others:
                    literals[word] = literals.get(word, 0) | 1 << number
            if others:
                self._expressions.append((1 << number, any_of(others)))
        self._finder = WordFinder(literals)
        self._lists = list(literals.values())

    def of(self, text: str) -> int:
        """A bit for each list (the first is 1) of which a word stands in ``text``."""
        found = 0
        for _, _, word in self._finder.find(text):
            found |= self._lists[word]
        for bit, words in self._expressions:
            if not found & bit and words.found(text):
                found |= bit
        return found


@lru_cache(maxsize=512)
def _words(words: tuple[str, ...]) -> Words:
    return Words(words)


def any_of(words: list[str] | tuple[str, ...]) -> Words:
    """The words of a list, to be looked for together; prepared once.

    A list is one of the checklist's and is known again by its identity; one made for the occasion is given as a tuple.
    """
    if isinstance(words, tuple):
        return _words(words)
    known = _kept.get(id(words))
    if known is None or known[0] is not words:
        if len(_kept) > _MOST_KEPT:
            _kept.clear()
        known = _kept[id(words)] = (words, _words(tuple(words)))  # keeping the list keeps its identity
    return known[1]


_built: dict[tuple[int, Callable[..., Any]], tuple[Mapping[str, Any], Any]] = {}


def kept(data: Mapping[str, Any], build: Callable[[Mapping[str, Any]], Built]) -> Built:
    """What ``build`` makes of a section of the checklist; built once for each checklist."""
    key = (id(data), build)
    known = _built.get(key)
    if known is None or known[0] is not data:
        if len(_built) > 32:
            _built.clear()
        known = _built[key] = (data, build(data))
    result: Built = known[1]
    return result


def has_any(words: Sequence[str], text: str) -> bool:
    """Whether ``text`` contains any of ``words`` (literals)."""
    return any(word in text for word in words)


def number_text(value: float) -> str:
    """A number as a reader writes it: 231, 0.5, 92.1."""
    nearest = round(value)
    if abs(value - nearest) < 1e-6:
        return str(nearest)
    return f"{value:.4f}".rstrip("0").rstrip(".")
