"""Which items' findings are wanted: ``--select``, ``--ignore`` and ``--extend-select``.

A word is a code (S4), the beginning of codes (O, O5), an item's name, or a group (contents, outline, checks, all).
Where one option takes what another leaves out, the more exact word decides: ``--ignore C --select C2`` keeps C2.
Between words of the same exactness ``--ignore`` wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from fzlint.checklist.model import CheckItem, Checklist, Item
from fzlint.result import Result

_ALL = "all"
_GROUP, _PREFIX, _EXACT = 1, 2, 100


class UnknownItemError(ValueError):
    """A word that names no item; ``option`` gave it, ``known`` is what it could have been."""

    def __init__(self, option: str, word: str, known: Sequence[str], groups: Sequence[str]) -> None:
        super().__init__(word)
        self.option, self.word, self.known, self.groups = option, word, known, groups


def selected_codes(
    checklist: Checklist, select: Iterable[str], ignore: Iterable[str], extend: Iterable[str]
) -> frozenset[str] | None:
    """The codes whose findings are wanted, None for all. Words may hold commas. Raises UnknownItemError."""
    words = {"--select": _words(select), "--ignore": _words(ignore), "--extend-select": _words(extend)}
    if not any(words.values()):
        return None
    items: tuple[Item | CheckItem, ...] = (*checklist.items, *checklist.checks)
    ranks = {option: _ranks(option, told, items) for option, told in words.items()}
    if not words["--select"]:
        ranks["--select"] = dict.fromkeys((item.id for item in items), 0)
    chosen = set()
    for item in items:
        wanted = max(ranks[option].get(item.id, -1) for option in ("--select", "--extend-select"))
        if wanted > ranks["--ignore"].get(item.id, -1):
            chosen.add(item.id)
    return frozenset(chosen)


def meant(checklist: Checklist, words: Iterable[str]) -> dict[str, str]:
    """For each code that one of the words means, the word that means it most exactly; of equals the later.

    Raises UnknownItemError.
    """
    items: tuple[Item | CheckItem, ...] = (*checklist.items, *checklist.checks)
    best: dict[str, tuple[int, str]] = {}
    for text in words:
        for word in _words([text]):
            for code, rank in _ranks("", [word], items).items():
                if rank >= best.get(code, (-1, ""))[0]:
                    best[code] = (rank, text)
    return {code: text for code, (_, text) in best.items()}


def kept(result: Result, codes: frozenset[str] | None) -> Result:
    """The result without the findings of items that are not selected; verdicts and score stay."""
    if codes is None:
        return result
    return replace(
        result,
        findings=tuple(finding for finding in result.findings if finding.code in codes),
        broken=tuple(entry for entry in result.broken if entry[0] in codes),
        selected=codes,
    )


def _words(values: Iterable[str]) -> list[str]:
    """Values that may be lists parted by commas, of either width."""
    return [word.strip() for value in values for word in value.replace("，", ",").split(",") if word.strip()]


def _ranks(option: str, words: Iterable[str], items: Sequence[Item | CheckItem]) -> Mapping[str, int]:
    """For each code that one of the words means, how exactly the most exact of them does."""
    ranks: dict[str, int] = {}
    for word in words:
        meant = {item.id: rank for item in items if (rank := _rank(word.lower(), item)) is not None}
        if not meant:
            groups = [*dict.fromkeys(map(_group, items)), _ALL]
            raise UnknownItemError(option, word, [n for i in items for n in (i.id, i.name)] + groups, groups)
        for code, rank in meant.items():
            ranks[code] = max(rank, ranks.get(code, rank))
    return ranks


def _rank(word: str, item: Item | CheckItem) -> int | None:
    """How exactly a word in small letters means an item; None if it does not."""
    code = item.id.lower()
    if word in (code, item.name):
        return _EXACT
    # O1 begins O1.1 but not O10.1: a number is not cut
    if code.startswith(word) and not (word[-1].isdigit() and code[len(word)].isdigit()):
        return _PREFIX + len(word)
    return _GROUP if word == _group(item) else 0 if word == _ALL else None


def _group(item: Item | CheckItem) -> str:
    return item.group if isinstance(item, Item) else "checks"
