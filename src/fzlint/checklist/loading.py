"""Loading a checklist: from its YAML files, or from the compiled form kept since it was last read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fzlint import __version__
from fzlint.checklist.model import Checklist

if TYPE_CHECKING:
    from fzlint.checklist.chain import Chain

LARGEST_FILE = 1_000_000  # bytes; all that is shipped is smaller
_KEPT = 6  # compiled forms kept: the shipped checklist's and those of a few of a person's own
_COMPILING = (
    "compiling.py",
    "model.py",
    "patterns.py",
    "yaml_nodes.py",
    "documents.py",
    "merging.py",
)  # changed, they compile something else
_SUFFIXES = (".yaml", ".yml")
_SHOWN = 10  # problems that an error tells


class ChecklistError(ValueError):
    """A checklist that cannot be used; ``lines`` are the problems, those of a file with its name, line and column."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)


def shipped_folder() -> Path:
    """The folder of the shipped checklist: inside the installed package, or ``checklist/`` of the repository."""
    installed = Path(__file__).resolve().parents[1] / "_checklist"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[3] / "checklist"


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder, in the order of their names. Raises OSError."""
    return sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES and not path.name.startswith("."))


def cache_folder() -> Path:
    """The folder for what is kept between runs: FZLINT_CACHE_DIR, else the user's cache folder."""
    base = os.environ.get("FZLINT_CACHE_DIR")
    if not base:
        if os.name == "posix" and "HOME" in os.environ:  # as platformdirs says, without its import
            base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ["HOME"], ".cache")
            base = os.path.join(base, "fzlint")
        else:
            from platformdirs import user_cache_dir

            base = user_cache_dir("fzlint", appauthor=False)
    return Path(base)


def _cache_file(digest: str) -> Path | None:
    return cache_folder() / f"checklist-{digest}.json"


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
    with suppress(OSError):  # what is used stays longest
        os.utime(path)
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
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def load_named(names: Sequence[str | os.PathLike[str]] = (), *, language: str = "zh") -> Checklist:
    """The checklist that a person asks for: files, folders, names of installed ones; none named: the shipped one.

    Each may say what it extends; several are put together in their order. ``language``: of the problems told.
    Raises ChecklistError.
    """
    return load_chain(read_chain(names, language=language), language=language) if names else shipped()


def read_chain(names: Sequence[str | os.PathLike[str]], *, language: str = "zh") -> Chain:
    """The files of the checklists named and of what they extend. Raises ChecklistError for one that is not there."""
    from fzlint.checklist.chain import UnknownChecklistError, chain_of

    try:
        return chain_of(names)
    except UnknownChecklistError as error:
        from fzlint.checklist.problems import catalogue, told

        raise ChecklistError([told(catalogue(language), error.key, error.fields)]) from None


def load_chain(chain: Chain, *, language: str = "zh") -> Checklist:
    """The checklist of these files. Raises ChecklistError.

    An algorithm that another package offers is looked for each time: the package may be gone since.
    """
    from fzlint.plugins import identities, offered

    digest = chain_digest(chain)
    data = _kept(digest)
    if data is None or (data["foreign"] and not offered(data["foreign"])):
        data = _compile(chain, language)
        _keep(digest, data)
    if data["foreign"]:  # results depend on that code too, and stored ones are told by a checksum of ``Checklist.data``
        data = {**data, "foreign": identities(data["foreign"])}
    return Checklist.from_data(data)


def chain_digest(chain: Chain) -> str:
    """A name for what these files say together."""
    return _digest((f"{file.path.name} {file.layer} {file.shipped}", file.content) for file in chain.files)


def _compile(chain: Chain, language: str) -> dict[str, Any]:
    from fzlint.checklist.problems import catalogue
    from fzlint.checklist.validating import examine_chain

    examined = examine_chain(chain, language=language)
    if examined.data is None:
        lines = [str(problem) for problem in examined.problems if not problem.remark]
        if len(lines) > _SHOWN:
            lines[_SHOWN:] = [catalogue(language)("checklist.more", count=len(lines) - _SHOWN)]
        raise ChecklistError(lines)
    return examined.data


def load_folder(folder: Path) -> Checklist:
    """The checklist of all YAML files of ``folder``. Raises ChecklistError, OSError."""
    return load_files(yaml_files(folder))


def load_files(paths: Sequence[Path], *, language: str = "zh") -> Checklist:
    """The checklist of exactly these files, in this order. Raises ChecklistError, OSError.

    What was compiled before is taken from the cache; nothing of validation is imported then.
    """
    contents = [path.read_bytes() for path in paths]
    digest = _digest((path.name, content) for path, content in zip(paths, contents, strict=True))
    data = _kept(digest)
    if data is None:
        data = compile_files(paths, contents, language=language)
        _keep(digest, data)
    return Checklist.from_data(data)


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    hasher = hashlib.sha256(f"{__version__}\n".encode())
    for name, content in files:
        hasher.update(f"{name} {len(content)}\n".encode("utf-8", "surrogateescape"))
        hasher.update(content)
    for module in _COMPILING:
        hasher.update(Path(__file__).with_name(module).read_bytes())
    return hasher.hexdigest()[:32]


def _kept(digest: str) -> dict[str, Any] | None:
    """The compiled form kept under this name."""
    cached = _cache_file(digest)
    return _read_cache(cached, digest) if cached else None


def _keep(digest: str, data: dict[str, Any]) -> None:
    cached = _cache_file(digest)
    if cached:
        _write_cache(cached, digest, data)


def compile_files(paths: Sequence[Path], contents: Sequence[bytes], *, language: str = "zh") -> dict[str, Any]:
    """The compiled form of the checklist in these files. Raises ChecklistError with all problems."""
    from fzlint.checklist.validating import check

    problems, data = check(paths, contents, language=language)
    if data is None:
        raise ChecklistError([str(problem) for problem in problems if not problem.remark])
    return data


def shipped_files() -> list[Path]:
    """The files of the checklist that comes with fzlint."""
    return yaml_files(shipped_folder())


@cache
def shipped() -> Checklist:
    """The checklist that comes with fzlint."""
    return load_files(shipped_files())
