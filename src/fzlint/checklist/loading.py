"""Loading a checklist: from its YAML files, or from the compiled form kept since it was last read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fzlint import __version__
from fzlint.checklist.model import Checklist

LISTS = ("items",)  # sections that several files add to as lists; all others are mappings
_KEPT = 4  # compiled forms kept: the shipped checklist's and those of a few files that add to it
_COMPILING = (
    "compiling.py",
    "model.py",
    "patterns.py",
    "yaml_nodes.py",
    "documents.py",
)  # changed, they compile something else


class ChecklistError(Exception):
    """A checklist that cannot be used; ``lines`` are the problems, each with file, line and column."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def shipped_folder() -> Path:
    """The folder of the shipped checklist: inside the installed package, or ``checklist/`` of the repository."""
    installed = Path(__file__).resolve().parents[1] / "_checklist"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[3] / "checklist"


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def merge(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The top-level mappings of several files as one; lists are joined, mappings united."""
    merged: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            if key in LISTS:
                merged.setdefault(key, []).extend(value or [])
            elif isinstance(value, dict):
                merged.setdefault(key, {}).update(value)
            else:
                merged[key] = value
    return merged


def _cache_file(digest: str) -> Path | None:
    base = os.environ.get("FZLINT_CACHE_DIR")
    if base is None:
        if os.name == "posix" and "HOME" in os.environ:  # as platformdirs says, without its import
            base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ["HOME"], ".cache")
            base = os.path.join(base, "fzlint")
        else:
            from platformdirs import user_cache_dir

            base = user_cache_dir("fzlint", appauthor=False)
    return Path(base) / f"checklist-{digest}.json"


def _read_cache(path: Path, digest: str) -> dict[str, Any] | None:
    """The compiled form kept at ``path``; None when there is none, or it is not ours or not whole."""
    try:
        if os.name == "posix" and path.stat().st_uid != os.getuid():
            return None
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode("ascii") != f"{digest} {hashlib.sha256(body).hexdigest()}":
            return None
        data: dict[str, Any] = json.loads(body)
    except (OSError, ValueError):
        return None
    return data


def _write_cache(path: Path, digest: str, data: dict[str, Any]) -> None:
    """Keep the compiled form; a folder that cannot be written only costs time."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = sorted(path.parent.glob("checklist-*.json"), key=lambda file: file.stat().st_mtime)
        for old in kept[: max(0, len(kept) - _KEPT + 1)]:
            old.unlink(missing_ok=True)
        temporary.write_bytes(f"{digest} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def load_folder(folder: Path) -> Checklist:
    """The checklist of all YAML files of ``folder``. Raises ChecklistError."""
    return load_files(_yaml_files(folder))


def load_files(paths: Sequence[Path], *, language: str = "zh") -> Checklist:
    """The checklist of these files together, in this order. Raises ChecklistError, OSError.

    What was compiled before is taken from the cache; nothing of validation is imported then.
    """
    hasher = hashlib.sha256(f"{__version__}\n".encode())
    contents: list[bytes] = []
    for path in paths:
        content = path.read_bytes()
        contents.append(content)
        hasher.update(f"{path.name} {len(content)}\n".encode())
        hasher.update(content)
    for module in _COMPILING:
        hasher.update(Path(__file__).with_name(module).read_bytes())
    digest = hasher.hexdigest()[:32]
    cached = _cache_file(digest)
    data = _read_cache(cached, digest) if cached else None
    if data is None:
        data = compile_files(paths, contents, language=language)
        if cached:
            _write_cache(cached, digest, data)
    return Checklist.from_data(data)


def compile_files(paths: Sequence[Path], contents: Sequence[bytes], *, language: str = "zh") -> dict[str, Any]:
    """The compiled form of the checklist in these files. Raises ChecklistError with all problems."""
    from fzlint.checklist.validating import check

    problems, data = check(paths, contents, language=language)
    if data is None:
        raise ChecklistError([str(problem) for problem in problems if not problem.remark])
    return data


def shipped_files() -> list[Path]:
    """The files of the checklist that comes with fzlint."""
    return _yaml_files(shipped_folder())


@cache
def shipped() -> Checklist:
    """The checklist that comes with fzlint."""
    return load_files(shipped_files())
