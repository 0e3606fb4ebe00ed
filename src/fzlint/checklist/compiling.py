"""From the YAML of a checklist to its compiled form.

Every list of words, named in the lexicon or written inside an item, becomes a bit; every literal becomes the mask of
the bits it stands for. ``Compiler.problems`` collects everything that is wrong with the references, as
(path in the data, message key, fields); structure is checked before, by ``validating``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fzlint.checklist.model import BUILT_IN, SPECIAL
from fzlint.checklist.patterns import PatternError, gates_of
from fzlint.plugins import shipped_checks

FORMAT = 1  # of the compiled form
_DEEPEST = 20  # groups within groups
# What a hostile file could otherwise cost; the shipped checklist has some hundred groups, 20,000 words.
MOST_GROUPS = 3000
MOST_WORDS = 1_000_000  # of all groups, each with those of the groups it names
MOST_PROBLEMS = 200
_YEARS = re.compile(r"(\d{4})?\.\.(\d{4})?$")

_CHECK_KEYS = (
    "id",
    "name",
    "title",
    "check",
    "basis",
    "requirement",
    "why",
    "severity",
    "message",
    "remedy",
    "examples",
)

Path = tuple[str | int, ...]
Problem = tuple[Path, str, dict[str, str | int]]


def near(word: str, words: Iterable[str], least: float = 0.5) -> str:
    """The one of ``words`` that ``word`` was probably meant to be; empty when none is at least so like (0 to 1)."""
    found = difflib.get_close_matches(word.lower(), {w.lower(): None for w in words}, 1, least)
    return next((w for w in words if w.lower() == found[0]), "") if found else ""


class Compiler:
    """Compiles one checklist (the merged top-level mappings of its files)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.problems: list[Problem] = []
        self._noted: set[tuple[Path, str]] = set()
        self.used: set[str] = set()  # groups that something refers to
        self.groups: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._patterns: dict[str, int] = {}
        self._words: dict[str, list[str]] = {}
        self._anonymous: dict[tuple[str, ...], int] = {}
        self._expanded = 0

    def compile(self) -> dict[str, Any]:
        """The compiled form; look at ``problems`` before using it."""
        lexicon: Mapping[str, Any] = self.data.get("lexicon", {})
        for name in (*BUILT_IN, *SPECIAL):
            self.groups[name] = len(self.groups)
        if len(lexicon) > MOST_GROUPS:
            self._problem(("lexicon",), "checklist.too-many-words")
            lexicon = {}
        for name in lexicon:
            self.groups.setdefault(name, len(self.groups))
        for name, words in lexicon.items():
            self._fill(1 << self.groups[name], words, ("lexicon", name), (name,))
        listed = list(enumerate(self.data.get("items", [])))
        items = [self._item(item, ("items", i)) for i, item in listed if "check" not in item]
        checks = [self._check(item, ("items", i)) for i, item in listed if "check" in item]
        meta = self.data.get("checklist", {})
        return {
            "format": FORMAT,
            "id": meta.get("id", ""),
            "version": str(meta.get("version", "")),
            "groups": self.groups,
            "terms": {literal: hex(mask) for literal, mask in self._terms.items()},
            "patterns": [[list(self._gates(p)), p, hex(mask)] for p, mask in self._patterns.items()],
            "items": items,
            "checks": checks,
            # algorithms that other packages offer: looked for each time the checklist is loaded
            "foreign": sorted({item["check"] for item in checks} - set(shipped_checks())),
            "sections": {
                key: value
                for key, value in self.data.items()
                if key not in ("lexicon", "items", "checklist", "extends")
            },
        }

    def _problem(self, path: Path, key: str, **params: str | int) -> None:
        if (path, key) not in self._noted and len(self.problems) < MOST_PROBLEMS:
            # noted: a group is expanded wherever it is used
            self._noted.add((path, key))
            self.problems.append((path, key, params))

    @staticmethod
    def _gates(pattern: str) -> tuple[str, ...]:
        try:
            return gates_of(pattern)
        except PatternError:
            return ()

    def _expand(
        self, words: Any, path: Path, seen: tuple[str, ...], done: set[str] | None = None
    ) -> Iterator[tuple[Path, str]]:
        """The literals and /patterns/ of a word list, each with its path; ``$name``: a group of the lexicon.

        ``seen``: the groups this list stands in; ``done``: those already given, which are not given again (groups
        that each name the next one twice would otherwise never end).
        """
        done = set() if done is None else done
        for position, word in enumerate(words if isinstance(words, list) else [words]):
            at = (*path, position) if isinstance(words, list) else path
            text = str(word)
            self._expanded += 1
            if self._expanded > MOST_WORDS:
                self._problem(at, "checklist.too-many-words")
                return
            if not text.startswith("$"):
                yield at, text
                continue
            name = text[1:]
            lexicon = self.data.get("lexicon", {})
            self.used.add(name)
            if name in seen:
                self._problem(at, "checklist.circular-reference", name=name)
            elif len(seen) > _DEEPEST:
                self._problem(at, "checklist.reference-too-deep", most=_DEEPEST)
            elif name in lexicon:
                if name not in done:
                    done.add(name)
                    yield from self._expand(lexicon[name], ("lexicon", name), (*seen, name), done)
            elif name in BUILT_IN:
                yield at, text
            elif len(self.problems) < MOST_PROBLEMS:  # the nearest word is dear
                self._problem(at, "checklist.unknown-group", name=name, near=near(name, [*lexicon, *BUILT_IN]))

    def _fill(self, mask: int, words: Any, path: Path, seen: tuple[str, ...]) -> None:
        for at, word in self._expand(words, path, seen):
            if word.startswith("/") and word.endswith("/") and len(word) > 2:
                pattern = word[1:-1]
                if pattern not in self._patterns:
                    try:
                        gates_of(pattern)
                    except PatternError as error:
                        self._problem(at, error.reason, **error.params)
                        continue
                self._patterns[pattern] = self._patterns.get(pattern, 0) | mask
            elif word and not word.startswith("$"):
                self._terms[word] = self._terms.get(word, 0) | mask

    def _group(self, words: Any, path: Path) -> int:
        """The bit of a word list: that of the one group it refers to, or one of its own."""
        listed = words if isinstance(words, list) else [words]
        if len(listed) == 1 and str(listed[0]).startswith("$") and str(listed[0])[1:] in self.groups:
            self.used.add(str(listed[0])[1:])
            return 1 << self.groups[str(listed[0])[1:]]
        key = tuple(sorted(word for _, word in self._expand(listed, path, ())))
        if key not in self._anonymous:
            if len(self.groups) > MOST_GROUPS:
                self._problem(path, "checklist.too-many-words")
                return 0
            name = f"#{len(self._anonymous)}"
            self.groups[name] = len(self.groups)
            self._anonymous[key] = 1 << self.groups[name]
            self._fill(self._anonymous[key], listed, path, ())
        return self._anonymous[key]

    def _entry(self, name: str, entry: Mapping[str, Any], item: Mapping[str, Any], path: Path) -> dict[str, Any]:
        needed: list[int] = []
        if "any" in entry:
            needed.append(self._group(entry["any"], (*path, "any")))
        for position, words in enumerate(entry.get("all", [])):
            needed.append(self._group(words, (*path, "all", position)))
        refuse = 0
        for position, words in enumerate(entry.get("none", [])):
            refuse |= self._group(words, (*path, "none", position))
        need = 0
        for bit in needed:
            need |= bit
        return {
            "name": name,
            "key": hex(needed[0] if needed else 0),
            "need": hex(need),
            "refuse": hex(refuse),
            "within": entry.get("within", "statement"),
            "counts": entry.get("counts", "concrete"),
            "stance": entry.get("stance", item.get("stance", "done")),
            "leads": bool(entry.get("leads", item.get("leads", False))),
            "look_in": entry.get("look_in", item["look_in"]),
            "under": entry.get("under"),
        }

    def _threshold(self, data: Mapping[str, Any], names: Sequence[str], path: Path) -> dict[str, Any]:
        of = data.get("of")
        for position, name in enumerate(of or []):
            if name not in names:
                self._problem((*path, "of", position), "checklist.unknown-evidence", name=name, near=near(name, names))
        return {"at_least": data.get("at_least", 1), "of": of, "distinct": data.get("distinct", "statement")}

    def _bases(self, item: Mapping[str, Any], path: Path) -> None:
        for position, basis in enumerate(item["basis"]):
            sources = self.data.get("sources", {})
            if basis["source"] not in sources:
                at = (*path, "basis", position, "source")
                self._problem(at, "checklist.unknown-source", name=basis["source"], near=near(basis["source"], sources))

    def _check(self, item: Mapping[str, Any], path: Path) -> dict[str, Any]:
        self._bases(item, path)
        return {key: item[key] for key in _CHECK_KEYS} | {"options": item.get("options", {})}

    def _item(self, item: Mapping[str, Any], path: Path) -> dict[str, Any]:
        applies = item.get("applies", {})
        years = str(applies.get("years", ".."))
        span = _YEARS.match(years if ".." in years else f"{years}..{years}")
        levels = applies.get("levels", "all")
        self._bases(item, path)
        names = list(item["evidence"])
        return {
            "id": item["id"],
            "name": item["name"],
            "title": item["title"],
            "group": item["group"],
            "basis": item["basis"],
            "requirement": item["requirement"],
            "why": item["why"],
            "years": [int(y) if y else None for y in span.groups()] if span else [None, None],
            "levels": None if levels == "all" else levels,
            "silent": item.get("not_applicable_when_silent", []),
            "severity": item["severity"],
            "entries": [
                self._entry(name, entry, item, (*path, "evidence", name)) for name, entry in item["evidence"].items()
            ],
            "met": self._threshold(item.get("met", {}), names, (*path, "met")),
            "weak": self._threshold(item.get("weak", {}), names, (*path, "weak")),
            "remedy": item["remedy"],
            "examples": item["examples"],
        }
