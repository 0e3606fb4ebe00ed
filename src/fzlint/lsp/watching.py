"""When documents are judged: a moment after the last change, beside the conversation, one at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from fzlint.lsp.analysis import Analysis
from fzlint.lsp.documents import Document, Snapshot

PAUSE = 0.2  # seconds without a change after which a text is judged
LONGEST_WAIT = 2.0  # seconds after which it is judged though changes go on
_READY_WITHIN = 2.0  # seconds that an editor has to say how it is set

_Result = TypeVar("_Result")


class Watched:
    """An open document, and what was found in it last. ``is_current``: set while that is true of the text as it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.analysis: Analysis | None = None
        self.is_current = asyncio.Event()
        self.timer: asyncio.TimerHandle | None = None
        self.changed_at: float | None = None  # when the first change came that was not judged yet

    def stop(self) -> None:
        """Judge it no more."""
        if self.timer is not None:
            self.timer.cancel()
        self.is_current.set()


class Watch:
    """Judges open documents.

    ``judge`` runs in a thread and may take its time. ``show`` gets what it found, ``failed`` what it raised, unless the
    document was changed or closed meanwhile: a changed one has its turn later.
    """

    def __init__(
        self,
        judge: Callable[[Snapshot], Analysis],
        show: Callable[[Document, Analysis], None],
        failed: Callable[[Document, Exception], None],
    ) -> None:
        self._judge = judge
        self._show = show
        self._failed = failed
        self._open: dict[str, Watched] = {}
        self._due: dict[str, None] = {}  # in order
        self._something_due = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    def documents(self) -> Iterable[Document]:
        """The open documents."""
        return [watched.document for watched in self._open.values()]

    def document(self, uri: str) -> Document | None:
        """The open document of this URI."""
        watched = self._open.get(uri)
        return watched.document if watched else None

    def open(self, document: Document) -> None:
        """Judge a document from now on, at once."""
        self.close(document.uri)
        self._open[document.uri] = Watched(document)
        self.judge_now(document.uri)

    def close(self, uri: str) -> bool:
        """Judge a document no more; whether it was open."""
        watched = self._open.pop(uri, None)
        if watched is not None:
            watched.stop()
        return watched is not None

    def changed(self, uri: str) -> None:
        """Judge a document when its text rests."""
        loop = asyncio.get_running_loop()
        watched = self._open[uri]
        watched.is_current.clear()
        if watched.changed_at is None:
            watched.changed_at = loop.time()
        if watched.timer is not None:
            watched.timer.cancel()
        at = min(loop.time() + PAUSE, watched.changed_at + LONGEST_WAIT)
        watched.timer = loop.call_at(at, self.judge_now, uri)

    def judge_now(self, uri: str) -> None:
        """Judge a document as it stands, as soon as it is its turn."""
        watched = self._open.get(uri)
        if watched is None:
            return
        watched.is_current.clear()
        if watched.timer is not None:
            watched.timer.cancel()
            watched.timer = None
        self._due[uri] = None
        self._something_due.set()
        if self._worker is None:
            self._worker = asyncio.get_running_loop().create_task(self._work())

    async def analysis(self, uri: str, within: float) -> Analysis | None:
        """What was found in a document as it stands; None when nothing is known ``within`` so many seconds."""
        watched = self._open.get(uri)
        if watched is None:
            return None
        if watched.timer is not None:
            self.judge_now(uri)
        try:
            await asyncio.wait_for(watched.is_current.wait(), within)
        except TimeoutError:
            return None
        return watched.analysis if uri in self._open else None

    async def _work(self) -> None:
        try:
            await asyncio.wait_for(self.ready.wait(), _READY_WITHIN)
        except TimeoutError:
            self.ready.set()
        while True:
            await self._something_due.wait()
            uri = next(iter(self._due), None)
            if uri is None:
                self._something_due.clear()
                continue
            del self._due[uri]
            watched = self._open.get(uri)
            if watched is not None:
                await self._turn(watched)

    async def _turn(self, watched: Watched) -> None:
        snapshot = watched.document.snapshot()
        watched.changed_at = None
        analysis: Analysis | None = None
        failure: Exception | None = None
        try:
            analysis = await in_thread(lambda: self._judge(snapshot))
        except Exception as error:
            failure = error
        document = watched.document
        if self._open.get(document.uri) is not watched or document.revision != snapshot.revision:
            return
        watched.analysis = analysis
        if document.uri not in self._due:
            watched.is_current.set()
        if analysis is not None:
            self._show(document, analysis)
        elif failure is not None:
            self._failed(document, failure)


def in_thread(work: Callable[[], _Result]) -> asyncio.Future[_Result]:
    """The result of ``work``, done in a thread that does not keep the program from ending."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_Result] = loop.create_future()

    def settle(result: _Result | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)  # type: ignore[arg-type]
        else:
            future.set_exception(error if isinstance(error, Exception) else RuntimeError(repr(error)))

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:
            error = raised
        with suppress(RuntimeError):  # the program is ending
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="fzlint-judging", daemon=True).start()
    return future
