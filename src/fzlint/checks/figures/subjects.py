"""Where a text names what it is about."""

from __future__ import annotations

from bisect import bisect_left


class Subjects:
    """The places of a text that name a subject, in order."""

    def __init__(self, places: list[tuple[int, int, str]]) -> None:
        self._places = places = sorted(places)
        self._starts = [start for start, _, _ in places]

    def last(self, start: int, end: int) -> str | None:
        """The subject that the words from ``start`` to ``end`` name, None without; the one named last counts."""
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._starts[at] >= start:
            if self._places[at][1] <= end:
                return self._places[at][2]
            at -= 1
        return None

    def named(self, start: int, end: int) -> bool:
        """Whether the words from ``start`` to ``end`` name any."""
        return self.last(start, end) is not None
