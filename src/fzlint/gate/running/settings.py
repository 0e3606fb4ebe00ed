"""What a lint of one document is asked to do, beside the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LintSettings:
    """How files are linted. ``profile``: None lets each report choose; ``checklist``: YAML files, none: the shipped.

    ``max_bytes``: largest file; None: what each format allows. Raises when used: ChecklistError for a checklist that
    cannot be used.
    """

    language: str = "zh"
    profile: str | None = None
    checklist: tuple[str, ...] = ()
    max_bytes: int | None = None
