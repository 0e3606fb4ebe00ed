"""Fields (ECMA-376 part 1, 17.16): which of them print a result that belongs to the text."""

from __future__ import annotations

from dataclasses import dataclass, field

# Contents tables repeat the headings; page numbers say nothing of the report.
_LEFT_OUT = frozenset({"TOC", "TOA", "INDEX", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"})


def prints(instruction: str) -> bool:
    """Whether the result of a field with this instruction belongs to the text."""
    words = instruction[:200].split(None, 1)
    return not words or words[0].upper() not in _LEFT_OUT


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    in_code: bool = True
    kept: bool = True


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place of a story; they may span paragraphs and hold one another."""

    _open: list[_Field] = field(default_factory=list)
    _closed: int = 0  # of the open ones, how many show nothing here

    @property
    def skipping(self) -> bool:
        """Whether text at this place is an instruction or a result that is left out."""
        return self._closed > 0

    def mark(self, kind: str | None) -> None:
        """A mark of a field: begin, separate or end."""
        if kind == "begin":
            self._open.append(_Field())
            self._closed += 1
        elif kind == "separate" and self._open and self._open[-1].in_code:
            last = self._open[-1]
            last.in_code = False
            last.kept = prints("".join(last.code))
            self._closed -= last.kept
        elif kind == "end" and self._open:
            last = self._open.pop()
            self._closed -= last.in_code or not last.kept

    def instruct(self, text: str) -> None:
        """Words of an instruction."""
        if self._open and self._open[-1].in_code:
            self._open[-1].code.append(text)
