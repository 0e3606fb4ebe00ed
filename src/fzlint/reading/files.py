"""What the arguments name: files as given, the documents of folders, the matches of globs.

Named means wanted: a file is taken whatever its suffix and whatever is excluded, unless ``force_exclude``. Only a
search in a folder chooses.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from fzlint.reading.ignore import Rules, gitignore_rules

SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".html", ".htm",
)  # fmt: skip
STDIN = "-"

_MAGIC = re.compile(r"[*?\[]")
# What lies beside reports in a repository and is none.
_NO_REPORT = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|authors|contributing|changelog|changes|requirements|robots)\b.*", re.I | re.S
)


def find_inputs(
    arguments: Sequence[str],
    *,
    suffixes: Sequence[str] = SUFFIXES,
    exclude: Sequence[str] = (),
    exclude_from: str = os.curdir,
    respect_gitignore: bool = True,
    force_exclude: bool = False,
) -> Iterator[str]:
    """The documents that ``arguments`` name, each once (the same real file under two names counts as one).

    - a file: as given; ``-`` (standard input): as ``-``;
    - a folder: its files with one of ``suffixes`` (in any case) but README, LICENSE and their like, in the order of
      their names.
      Hidden files and folders are passed over, links to folders are not followed. ``.gitignore`` files from the
      repository's root down hold, and ``exclude``, patterns in the same syntax, relative to ``exclude_from``, the
      working folder (for a folder outside it, to that folder);
    - a glob that the shell left as it is (``drafts/*.txt``, ``**/*.txt``): what the shell would have made of it;
    - with ``force_exclude``, ``exclude`` holds for named files too (for callers such as pre-commit that name all);
    - whatever does not exist or matches nothing, a folder that cannot be listed: as given, for the reader to report.

    No error is raised for a path; ``ValueError`` for an exclude pattern that is none.
    """
    seen: set[str] = set()
    excluded = Rules.of(os.path.realpath(exclude_from), exclude, strict=True)
    endings = tuple(suffix.lower() for suffix in suffixes)
    for argument in arguments:
        for path in _expanded(argument):
            if force_exclude and path != STDIN and _excluded(path, excluded):
                continue
            for found in _below(path, endings, excluded, exclude, respect_gitignore) if _is_folder(path) else (path,):
                key = found if found == STDIN else _identity(found)
                if key not in seen:
                    seen.add(key)
                    yield found


def _identity(path: str) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):
        return path


def _excluded(path: str, excluded: Rules) -> bool:
    """Whether a named file or folder, or a folder that it lies in, is excluded."""
    if not excluded.levels:
        return False
    base = excluded.levels[0][0]
    at, is_folder = os.path.abspath(path), _is_folder(path)
    at = os.path.join(os.path.realpath(os.path.dirname(at)), os.path.basename(at))
    while len(at) > len(base):
        if excluded.leave_out(at, is_folder=is_folder):
            return True
        at, is_folder = os.path.dirname(at), True
    return False


def _is_folder(path: str) -> bool:
    return path != STDIN and os.path.isdir(path)


def _below(
    folder: str, endings: tuple[str, ...], excluded: Rules, exclude: Sequence[str], respect_gitignore: bool
) -> Iterator[str]:
    """The documents in ``folder``, written as paths that start with it (or without ``./``)."""
    real = os.path.realpath(folder)
    shown = "" if folder in (os.curdir, os.curdir + os.sep) else folder
    rules = gitignore_rules(real) if respect_gitignore else None
    if not excluded.covers(real):
        excluded = Rules.of(real, exclude)
    # A folder may be nested deeper than Python's stack: the ones to come wait in a list, the next one last.
    waiting: list[tuple[str, str, Rules | None, bool]] = [(real, shown, rules, True)]
    while waiting:
        at, name, rules, is_folder = waiting.pop()
        if not is_folder:
            yield name
            continue
        rules = rules and rules.entering(at)
        try:
            with os.scandir(at) as entries:
                listed = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield name or folder
            continue
        for entry in listed:
            folder_too = _is_real_folder(entry)
            if entry.name.startswith(".") or not (folder_too or _is_document(entry, endings)):
                continue
            path = os.path.join(at, entry.name)
            if not any(r and r.leave_out(path, is_folder=folder_too) for r in (excluded, rules)):
                waiting.append((path, os.path.join(name, entry.name), rules, folder_too))


def _is_document(entry: os.DirEntry[str], endings: tuple[str, ...]) -> bool:
    """A file, or a link that leads nowhere (which the reader reports), with one of the endings."""
    if not entry.name.lower().endswith(endings) or _NO_REPORT.fullmatch(entry.name):
        return False
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True


def _expanded(argument: str) -> list[str]:
    """The sorted matches of a glob; any other argument, and a glob without a match, alone."""
    try:
        literal = argument == STDIN or not _MAGIC.search(argument) or os.path.lexists(argument)
    except ValueError:
        literal = True
    if literal:
        return [argument]
    drive, rest = os.path.splitdrive(argument)
    parts = [part for part in re.split(r"[/\\]+" if os.sep == "\\" else "/+", rest) if part]
    start = drive + os.sep if rest.startswith(("/", os.sep)) else drive
    return sorted(set(_matches(start, parts))) or [argument]


def _matches(start: str, parts: list[str]) -> Iterator[str]:
    """Existing paths below ``start`` for the segments of a glob; ``**`` is any number of folders, links not followed.

    The standard ``glob`` follows links in ``**`` (until Python 3.13) and can walk in a loop of links for hours.
    """
    from fnmatch import fnmatch

    if not parts:
        yield start
        return
    part, rest = parts[0], parts[1:]
    if part == "**":
        while rest[:1] == ["**"]:
            rest = rest[1:]
        for folder in _folders(start):
            yield from _matches(folder, rest or ["*"])
    elif not _MAGIC.search(part):
        path = os.path.join(start, part)
        if os.path.lexists(path):
            yield from _matches(path, rest)
    else:
        for entry in _entries(start):
            hidden = entry.name.startswith(".") and not part.startswith(".")
            if not hidden and fnmatch(entry.name, part) and (not rest or entry.is_dir()):
                yield from _matches(os.path.join(start, entry.name), rest)


def _folders(start: str) -> Iterator[str]:
    """``start`` and all folders below it, hidden ones and links left out."""
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        yield folder
        for entry in _entries(folder):
            if _is_real_folder(entry) and not entry.name.startswith("."):
                waiting.append(os.path.join(folder, entry.name))


def _is_real_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder or os.curdir) as entries:
            return list(entries)
    except OSError:
        return []
