"""Which entries of a folder are left out: ``.gitignore`` files and ``--exclude`` patterns, in git's own syntax.

Git asks about each folder and file on its own: the deepest ``.gitignore`` first, in it the last pattern first, and
the first that matches decides. A folder left out is not entered, so nothing below it comes back. Source:
https://git-scm.com/docs/gitignore; the tests compare with git itself.

Not by pathspec: its ``GitIgnoreSpec`` (1.1) judges whole paths, and for a folder on its own differs from git on common
lists such as ``*``, ``!*/``, ``!*.txt`` (it leaves every folder out).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MAX_BYTES = 1024 * 1024  # a longer .gitignore is none
_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": r" \t", "cntrl": r"\x00-\x1f\x7f", "digit": "0-9",
    "graph": r"!-~", "lower": "a-z", "print": r" -~", "punct": r"!-/:-@\[-`{-~", "space": r"\s", "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re.Pattern[str]
    negated: bool
    folders_only: bool
    name_only: bool  # no slash in the pattern: it matches the last name, at any depth


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns by folder (absolute, links resolved), the deepest last. Immutable; ``entering`` gives new rules."""

    levels: tuple[tuple[str, tuple[_Pattern, ...]], ...] = ()

    @classmethod
    def of(cls, folder: str, lines: Iterable[str], *, strict: bool = False) -> Rules:
        """The rules of ``lines``, relative to ``folder``. A line that is no pattern counts for nothing, as in git;
        ``strict`` makes it a ``ValueError`` that holds the line."""
        patterns = tuple(_patterns(lines, strict))
        return cls(((folder, patterns),) if patterns else ())

    def entering(self, folder: str) -> Rules:
        """These rules and those of the ``.gitignore`` in ``folder``, if there is one."""
        own = Rules.of(folder, _gitignore(folder))
        return Rules(self.levels + own.levels) if own.levels else self

    def covers(self, folder: str) -> bool:
        """Whether ``folder`` is the first level's folder or below it; true without rules."""
        return not self.levels or folder == self.levels[0][0] or bool(_relative(folder, self.levels[0][0]))

    def leave_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether ``path`` (absolute) is ignored. Its parents are not asked: an ignored one is never entered."""
        for base, patterns in reversed(self.levels):
            relative = _relative(path, base)
            name = relative.rsplit("/", 1)[-1]
            for pattern in reversed(patterns) if relative else ():
                if pattern.folders_only and not is_folder:
                    continue
                if pattern.regex.fullmatch(name if pattern.name_only else relative):
                    return not pattern.negated
        return False


def gitignore_rules(folder: str) -> Rules:
    """The rules that hold inside ``folder`` (absolute, links resolved), from the repository's root down to its parent.

    Outside a repository only ``folder`` and what lies below it count, and so they do for a folder which git ignores:
    who names such a folder wants what is in it.
    """
    root = folder
    while not os.path.exists(os.path.join(root, ".git")):
        parent = os.path.dirname(root)
        if parent == root:
            return Rules()
        root = parent
    rules, here = Rules(), root
    for name in filter(None, _relative(folder, root).split("/")):
        rules = rules.entering(here)
        here = os.path.join(here, name)
        if rules.leave_out(here, is_folder=True):
            return Rules()
    return rules


def _relative(path: str, base: str) -> str:
    """``path`` below ``base`` with slashes; "" for ``base`` itself and for what lies outside it."""
    start = base if base.endswith(os.sep) else base + os.sep
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else ""


def _gitignore(folder: str) -> list[str]:
    """The lines of the folder's own ``.gitignore``; a link is not followed (git does not either)."""
    path = os.path.join(folder, ".gitignore")
    try:
        if os.path.islink(path) or not os.path.isfile(path):
            return []
        with open(path, "rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError:
        return []
    if len(data) > _MAX_BYTES:
        return []
    lines = os.fsdecode(data.removeprefix(b"\xef\xbb\xbf")).split("\n")
    return [line.removesuffix("\r") for line in lines]


def _patterns(lines: Iterable[str], strict: bool) -> Iterator[_Pattern]:
    for line in lines:
        text = line.rstrip(" ")
        if text != line and (len(text) - len(text.rstrip("\\"))) % 2:
            text += " "  # the backslash keeps it
        if not text or text.startswith("#"):
            continue
        negated = text.startswith("!")
        text = text.removeprefix("!")
        folders_only = text.endswith("/")
        text = text.removesuffix("/")
        name_only = "/" not in text
        regex = _regex(text.removeprefix("/"))
        if regex and text:
            yield _Pattern(re.compile(regex, re.DOTALL), negated, folders_only, name_only)
        elif strict:
            raise ValueError(line)


def _regex(pattern: str) -> str | None:
    """git's ``wildmatch`` as a regular expression for the whole path; None for a pattern that matches nothing."""
    out, at, end = "", 0, len(pattern)
    while at < end:
        char = pattern[at]
        if char == "*":
            stars = at
            while at < end and pattern[at] == "*":
                at += 1
            alone = at - stars > 1 and (stars == 0 or pattern[stars - 1] == "/") and pattern[at : at + 1] in ("", "/")
            if not alone:
                out += "[^/]*"
            elif at == end:
                out += ".*"
            else:  # "**/": any number of folders, none included
                out += "" if out.endswith("(?:.*/)?") else "(?:.*/)?"
                at += 1
            continue
        at += 1
        if char == "?":
            out += "[^/]"
        elif char == "[":
            found = _bracket(pattern, at)
            if found is None:
                return None
            at = found[1]
            out += found[0]
        elif char == "\\":
            if at == end:
                return None
            out += re.escape(pattern[at])
            at += 1
        else:
            out += re.escape(char)
    return out


def _bracket(pattern: str, at: int) -> tuple[str, int] | None:
    """The set that starts at ``at``, behind its bracket, and the offset behind its end; None when it has no end."""
    negated = pattern[at : at + 1] in ("!", "^")
    at += negated
    out, first = "", True
    while at < len(pattern):
        if pattern[at] == "]" and not first:
            return (f"(?!/)[^{out}]" if negated else f"(?!/)[{out}]" if out else "(?!)"), at + 1
        first = False
        named = re.compile(r"\[:(\w+):\]").match(pattern, at)
        if named:
            if named[1] not in _CLASSES:
                return None
            out += _CLASSES[named[1]]
            at = named.end()
            continue
        found = re.compile(r"(\\.|[^\\])(?:-(\\.|[^\\\]]))?", re.DOTALL).match(pattern, at)
        if not found:
            return None
        low, high = found[1][-1], (found[2] or found[1])[-1]
        if low <= high:  # an empty range holds nothing
            out += f"{re.escape(low)}-{re.escape(high)}"
        at = found.end()
    return None
