"""Many words looked for at once, in one pass over a text (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable

from daachorse import CharwiseDoubleArrayAhoCorasick


class WordFinder:
    """Finds every occurrence of many distinct words, those inside and across each other too."""

    __slots__ = ("_automaton",)

    def __init__(self, words: Iterable[str]) -> None:
        listed = list(words)
        self._automaton = CharwiseDoubleArrayAhoCorasick(listed) if listed else None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """The occurrences in ``text``: start, end and index of the word; in the order of their ends."""
        if self._automaton is None:
            return []
        try:
            return self._automaton.find_overlapping(text)
        except UnicodeEncodeError:  # half of a surrogate pair, from a broken document: no word holds one
            whole = text.encode("utf-8", "replace").decode("utf-8")
            return self._automaton.find_overlapping(whole)
