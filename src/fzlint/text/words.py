"""Many words looked for at once, in one pass over a text (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daachorse import CharwiseDoubleArrayAhoCorasick

_PIECE = 50_000  # characters of a long text that are looked through at a time, since what is found is held in memory

Found = tuple[int, int, int]  # start, end, index of the word


class WordFinder:
    """Finds every occurrence of many distinct words, those inside and across each other too."""

    __slots__ = ("_automaton", "_reach")

    def __init__(self, words: Iterable[str]) -> None:
        listed = list(words)
        self._automaton = CharwiseDoubleArrayAhoCorasick(listed) if listed else None
        self._reach = max(map(len, listed), default=1) - 1

    def find(self, text: str) -> Iterable[Found]:
        """The occurrences in ``text``: start, end and index of the word; in the order of their ends."""
        return self._find(text) if len(text) <= _PIECE else self._in_pieces(text)

    def _find(self, text: str) -> list[Found]:
        if self._automaton is None:
            return []
        try:
            return self._automaton.find_overlapping(text)
        except UnicodeEncodeError:  # half of a surrogate pair, from a broken document: no word holds one
            whole = text.encode("utf-8", "replace").decode("utf-8")
            return self._automaton.find_overlapping(whole)

    def _in_pieces(self, text: str) -> Iterator[Found]:
        for begin in range(0, len(text), _PIECE):
            shift = max(0, begin - self._reach)
            for start, end, word in self._find(text[shift : begin + _PIECE]):
                if shift + end > begin:
                    yield shift + start, shift + end, word
