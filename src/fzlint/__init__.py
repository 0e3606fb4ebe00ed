"""fzlint: a compliance checklist linter for annual reports on building a rule-of-law government.

``fzlint.check(path)`` or ``fzlint.check(text=…)`` gives a ``Result``; see docs/python-api.md. The names below are the
public API; modules of this package may change.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing's, without its import
if TYPE_CHECKING:
    from typing import Any

    from fzlint.api import (
        Answer,
        ChecklistError,
        Failure,
        Finding,
        Place,
        Result,
        Score,
        Spot,
        Verdict,
        check,
    )

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "ChecklistError",
    "Failure",
    "Finding",
    "Place",
    "Result",
    "Score",
    "Spot",
    "Verdict",
    "__version__",
    "check",
]


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: the command must start at once."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from fzlint import api

    value = globals()[name] = getattr(api, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
