"""Algorithms that find what is wrong with a report: one module a check, named as the checklist's items name it.

A module of this package that is a check has one function ``check(context) -> Iterator[Flag]``; its docstring tells a
user what is looked for. An item of the checklist binds it: ``check: sums`` runs ``fzlint.checks.sums``.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache

from fzlint.checks.context import Context, Flag

Check = Callable[[Context], Iterator[Flag]]


@cache
def check_names() -> tuple[str, ...]:
    """The names of all checks that items can bind."""
    import pkgutil  # only those who write checklists ask for all names

    helpers = {"context"}
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.ispkg and m.name not in helpers))


@cache
def load_check(name: str) -> Check:
    """The check of this name. Raises KeyError when there is none."""
    try:
        check: Check = importlib.import_module(f"{__name__}.{name}").check
    except (ModuleNotFoundError, AttributeError):
        if name in check_names():
            raise
        raise KeyError(name) from None
    return check
