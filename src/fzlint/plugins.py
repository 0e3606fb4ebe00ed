"""What separately installed packages add: algorithms and checklists, found by their entry points.

``fzlint.checks``: name of an algorithm → the function; ``fzlint.checklists``: name of a checklist → the package and the
file or folder in it (``my_package:checklist.yaml``). Searching the installed packages takes time, so nobody asks here
for what comes with fzlint itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

CHECKS = "fzlint.checks"
CHECKLISTS = "fzlint.checklists"
OURS = "fzlint"
_NO_CHECKS = frozenset({"context"})  # modules beside the algorithms


class PluginError(Exception):
    """Something offered that cannot be used: a message key and its fields."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(f"{key}: {', '.join(fields.values())}")
        self.key, self.fields = key, fields


@cache
def shipped_checks() -> tuple[str, ...]:
    """The names of the algorithms that come with fzlint, without importing one."""
    import pkgutil  # only those who write checklists ask for all names

    folder = Path(__file__).with_name("checks")
    return tuple(
        sorted(m.name for m in pkgutil.iter_modules([str(folder)]) if not m.ispkg and m.name not in _NO_CHECKS)
    )


def known_checks() -> dict[str, tuple[str, ...]]:
    """The packages that offer an algorithm, by its name; fzlint's own come first."""
    known: dict[str, tuple[str, ...]] = dict.fromkeys(shipped_checks(), (OURS,))
    for name, points in _offers(CHECKS).items():
        known[name] = (*known.get(name, ()), *map(_package, points))
    return known


def offered(names: Sequence[str]) -> bool:
    """Whether each of these algorithms is offered by exactly one installed package."""
    points = _offers(CHECKS)
    return all(len(points.get(name, ())) == 1 for name in names)


def identities(names: Sequence[str]) -> list[str]:
    """For each of these algorithms, which are offered, what tells whether it is still the same: package and code."""
    return [f"{name} {_identity(_offers(CHECKS)[name][0])}" for name in names]


def offered_check(name: str) -> Any:
    """The algorithm that an installed package offers. Raises KeyError for none, PluginError, whatever it raises."""
    point = _only(_offers(CHECKS)[name], "plugin.check-clash", name)
    found = point.load()
    if not callable(found):
        raise PluginError("plugin.not-callable", name=name, package=_package(point))
    return found


def checklist_names() -> tuple[str, ...]:
    """The names of the checklists that installed packages offer."""
    return tuple(_offers(CHECKLISTS))


def offered_checklist(name: str) -> Path | None:
    """The file or folder of the checklist that an installed package offers under ``name``. Raises PluginError."""
    from importlib.util import find_spec

    points = _offers(CHECKLISTS).get(name)
    if points is None:
        return None
    point = _only(points, "plugin.checklist-clash", name)
    module, _, file = (part.strip() for part in point.value.partition(":"))
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        spec = None
    for folder in (spec.submodule_search_locations or ()) if spec and file else ():
        path = Path(folder) / file
        if path.exists():
            return path
    raise PluginError("plugin.no-such-file", name=name, package=_package(point), path=point.value)


@cache
def _offers(group: str) -> Mapping[str, tuple[EntryPoint, ...]]:
    from importlib.metadata import entry_points

    found: dict[str, tuple[EntryPoint, ...]] = {}
    for point in entry_points(group=group):
        found[point.name] = (*found.get(point.name, ()), point)
    return found


def _identity(point: EntryPoint) -> str:
    import hashlib
    from importlib.util import find_spec

    hasher = hashlib.sha256(f"{point.dist.version if point.dist is not None else ''}\n".encode())
    try:
        spec = find_spec(point.value.partition(":")[0].strip())
        folders = list(spec.submodule_search_locations or ()) if spec else []
        files = [file for folder in folders for file in sorted(Path(folder).rglob("*.py"))]
        for file in files or ([Path(spec.origin)] if spec and spec.origin else []):
            hasher.update(file.read_bytes())
    except (ImportError, ValueError, OSError):
        pass  # told when it is to be run
    return f"{_package(point)} {hasher.hexdigest()[:32]}"


def _only(points: Sequence[EntryPoint], key: str, name: str) -> EntryPoint:
    if len(points) > 1:
        raise PluginError(key, name=name, packages=", ".join(map(_package, points)))
    return points[0]


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.module.partition(".")[0]
