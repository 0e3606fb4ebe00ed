"""Many words looked for at once, in one pass over a text (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation


class WordFinder:
    """Finds every occurrence of many words, those inside and across each other too."""

    __slots__ = ("_automaton",)

    def __init__(self, words: Iterable[str]) -> None:
        listed = list(words)
        self._automaton = (
            AhoCorasick(listed, implementation=Implementation.ContiguousNFA, store_patterns=False) if listed else None
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """The occurrences in ``text``: index of the word, start and end; in the order of their ends."""
        if self._automaton is None:
            return []
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # half of a surrogate pair, from a broken document: no word holds one
            whole = text.encode("utf-8", "replace").decode("utf-8")
            return self._automaton.find_matches_as_indexes(whole, overlapping=True)
