"""Algorithms that find what is wrong with a report: one module a check, named as the checklist's items name it.

A module of this package that is a check has one function ``check(context) -> Iterator[Flag]``; its docstring tells a
user what is looked for. An item of the checklist binds it: ``check: sums`` runs ``fzlint.checks.sums``. A name that is
none of these is looked for among those that installed packages offer (docs/plugins.md).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import cache

from fzlint.checks.context import Context, Flag

__all__ = ["Check", "Context", "Flag", "check_names", "load_check"]

Check = Callable[[Context], Iterable[Flag]]


def check_names() -> tuple[str, ...]:
    """The names of the checks that come with fzlint."""
    from fzlint.plugins import shipped_checks

    return shipped_checks()


@cache
def load_check(name: str) -> Check:
    """The check of this name: the shipped one, else that of an installed package.

    Raises KeyError when there is none, PluginError when a package's cannot be used, and what a package's own import
    raises.
    """
    try:
        check: Check = importlib.import_module(f"{__name__}.{name}").check
    except (ModuleNotFoundError, AttributeError):
        if name in check_names():
            raise
        from fzlint.plugins import offered_check

        check = offered_check(name)
    return check
