"""Searching files for copied text: they are read again (a result keeps no text), told how far it is, and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, TextIO

from fzlint.gap.batch import LintSettings, read_documents
from fzlint.gap.copied.documents import Document
from fzlint.gap.copied.finding import find_copies
from fzlint.gap.copied.model import Copies
from fzlint.gap.copied.telling import CopiedText
from fzlint.gate.running.progress import Progress
from fzlint.messages import Messages
from fzlint.output.shapes import line


def search(
    paths: Sequence[str],
    earlier: Sequence[str],
    settings: LintSettings,
    messages: Messages,
    labels: Mapping[str, str],
    *,
    not_compared: Sequence[tuple[str, str]] = (),
    progress: bool | None = None,
) -> CopiedText:
    """What the reports ``paths`` have in common with each other and with ``earlier`` ones of the same bodies.

    ``labels``: what to call the body of each path; ``not_compared``: what cannot be compared anyhow, with the reason;
    ``progress``: told on standard error, None only when that is a terminal. Without rapidfuzz nothing is compared, and
    the result says so.
    """
    try:
        import_module("rapidfuzz")
    except ImportError:
        return CopiedText(Copies(()), labels, 0, (*not_compared, ("", "no-library")))
    told = _Steps(len(paths) + len(earlier), len(paths), messages, progress)
    try:
        documents = list(_read(paths, settings, told.read))
        before = list(_read(earlier, settings, told.read))
        told.all_read()
        found = find_copies(documents, previous=before, step=told.compared)
        told.finish()
    finally:
        told.leave()
    known = {document.path for document in documents}
    missing = [(line(path, "path"), "no-text") for path in paths if path not in known]
    return CopiedText(found, labels, len(before), (*not_compared, *missing))


def _read(paths: Sequence[str], settings: LintSettings, step: Callable[[], None]) -> Iterator[Document]:
    for document in read_documents(paths, settings):
        step()
        yield document


class _Steps:
    """Tells how far it is: first the files read, then those compared."""

    def __init__(
        self, read: int, compared: int, messages: Messages, asked: bool | None, stream: TextIO | None = None
    ) -> None:
        self._left = read
        self._progress = Progress(read + compared, _Told(messages, read, compared), asked, stream)

    def read(self) -> None:
        """One more file is read."""
        self._left -= 1
        self.compared()

    def all_read(self) -> None:
        """No file is left to read: some could not be read."""
        for _ in range(self._left):
            self._progress.step(known=True, failed=False)

    def compared(self) -> None:
        """One more is done."""
        self._progress.step(known=False, failed=False)

    def leave(self) -> None:
        """End the line, whatever happened."""
        self._progress.leave()

    def finish(self) -> None:
        """The last line."""
        self._progress.finish()


class _Told(Messages):
    """The messages of the progress of linting, in the words of comparing."""

    def __init__(self, messages: Messages, read: int, compared: int) -> None:
        super().__init__({}, messages.language)
        self._messages, self._read, self._compared = messages, read, compared

    def __call__(self, key: str, /, **fields: Any) -> str:
        """How far it is, or how long it took."""
        if key == "batch.done":
            return self._messages("progress.copied.done", total=self._compared, time=fields["time"])
        count, rate = int(fields["count"]), float(fields["rate"]) / 2  # each report is read, then compared
        reading = count <= self._read
        told = {"count": count if reading else count - self._read, "total": self._read if reading else self._compared}
        name = "reading" if reading else "comparing"
        return self._messages(f"progress.copied.{name}", **told, rate=f"{rate:.1f}", left=fields["left"])
