"""A count under way, and the wording of what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fzlint.checks.context import Context

HAN = "一二三四五六七八九十"


@dataclass(slots=True)
class Count:
    """The last number counted. ``left_out``: numbers that may still come; ``also``: what may follow a repeat."""

    last: int
    size: int = 1
    left_out: set[int] = field(default_factory=set)
    also: set[int] = field(default_factory=set)

    def takes(self, number: int) -> bool:
        """Whether ``number`` goes on with the count."""
        return number == self.last + 1 or number in self.left_out or number in self.also

    def take(self, number: int) -> None:
        """Count ``number``."""
        if number not in self.left_out:
            self.last = number
        self.left_out.discard(number)
        self.also.clear()
        self.size += 1

    def jump(self, number: int) -> None:
        """Count ``number`` behind a gap."""
        self.left_out.update(range(self.last + 1, number))
        self.last = number
        self.also.clear()
        self.size += 1

    def repeat(self, number: int) -> None:
        """Count a ``number`` that stood before: the next may go on from it or from where it should have stood."""
        self.also = {number + 1, self.last + 2}


def han(number: int) -> str:
    """``number`` (1 to 99) in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return (HAN[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones - 1] if ones else "")


def circled(number: int) -> str:
    """``number`` in a circle, as far as there are such characters."""
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else f"({number})"


def said(
    context: Context, reason: str, marker: str, digits: str, before: int, missing: Iterable[int]
) -> Mapping[str, str]:
    """The item's words for ``reason`` in each language; ``marker`` with its ``digits`` is what was found."""

    def shown(number: int) -> str:
        if "①" <= digits <= "⑳":
            return circled(number)
        return marker.replace(digits, str(number) if digits.isdigit() else han(number))

    left_out = list(missing)
    fields: dict[str, Any] = {
        "found": marker,
        "previous": shown(before),
        "missing": "—".join(shown(number) for number in dict.fromkeys((left_out[0], left_out[-1]))) if left_out else "",
    }
    return {f"reason_{key}": words.format(**fields) for key, words in context.options["reasons"][reason].items()}
