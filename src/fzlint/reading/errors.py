"""What goes wrong between a path and its text: one error with a kind, and no wording."""

from __future__ import annotations

KINDS = frozenset(
    {
        "unreadable",
        "unsupported",
        "too-large",
        "empty",
        "binary",
        "not-found",
        "is-a-directory",
        "encrypted",
        "damaged",
        "scanned",
        "too-many-pages",
        "needs-program",
        "needs-extra",
    }
)


class ReadingError(Exception):
    """A file that cannot be read as a report.

    ``kind`` is one of :data:`KINDS`; its message is the catalogue entry ``reading.<kind>``, filled with ``params``.
    ``params`` always holds ``path`` once the path is known, and by kind: ``format`` (unsupported, needs-program),
    ``limit`` (too-many-pages: their number), ``limit`` and ``limit_bytes`` (too-large),
    ``reason`` (unreadable: an errno name, or ``not-a-regular-file``).
    """

    def __init__(self, kind: str, params: dict[str, str | int] | None = None) -> None:
        if kind not in KINDS:
            raise ValueError(kind)
        self.kind = kind
        self.params: dict[str, str | int] = params or {}
        super().__init__(kind, self.params)  # both as arguments, so that the error survives pickling between processes

    def __str__(self) -> str:
        return f"reading.{self.kind} {self.params}"

    def at(self, path: str) -> ReadingError:
        """The same error with the path it belongs to."""
        return ReadingError(self.kind, {**self.params, "path": path})
