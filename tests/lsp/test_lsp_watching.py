"""When documents are judged, and what becomes of judgements that come too late or not at all."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest
from judged import judged
from lsprotocol import types

from fzlint.lsp import watching
from fzlint.lsp.analysis import Analysis
from fzlint.lsp.diagnostics import diagnostics_of
from fzlint.lsp.documents import Document, Snapshot
from fzlint.lsp.watching import Watch

NOTHING = judged("今天开会。")


class Judged:
    """Judges by noting what it was given; a lock holds it up where a test wants so."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.shown: list[str] = []
        self.failures: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.may_go = threading.Event()
        self.may_go.set()
        self.watch = Watch(self.judge, self.show, self.failed)
        self.watch.ready.set()

    def judge(self, snapshot: Snapshot) -> Analysis:
        """Runs in a thread."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.texts.append(snapshot.text)
        self.may_go.wait(10)
        self.at_once -= 1
        if "!" in snapshot.text:
            raise ValueError(snapshot.text)
        if "?" in snapshot.text:
            raise KeyboardInterrupt
        return NOTHING

    def show(self, document: Document, analysis: Analysis) -> None:
        """Runs in the loop."""
        self.shown.append(document.snapshot().text)

    def failed(self, document: Document, error: Exception) -> None:
        """Runs in the loop."""
        self.failures.append(f"{document.snapshot().text} {type(error).__name__}")

    def open(self, uri: str, text: str) -> Document:
        """Open a document."""
        document = Document(uri, "plaintext", 1, text)
        self.watch.open(document)
        return document

    def change(self, document: Document, text: str) -> None:
        """Change it as a whole."""
        document.change(document.version + 1, [types.TextDocumentContentChangeWholeDocument(text)])
        self.watch.changed(document.uri)


def in_loop(work: Callable[[Judged], Coroutine[Any, Any, None]]) -> Judged:
    """Run ``work`` in a loop of its own."""
    judge = Judged()
    asyncio.run(asyncio.wait_for(work(judge), 20))
    return judge


def test_a_change_waits_for_rest() -> None:
    """Changes one upon another are judged once, when the text rests."""

    async def work(judge: Judged) -> None:
        document = judge.open("a", "1")
        await judge.watch.analysis("a", 5)
        start = time.monotonic()
        for text in ("2", "3", "4"):
            judge.change(document, text)
            await asyncio.sleep(0)
        while len(judge.shown) < 2:
            await asyncio.sleep(0.01)
        assert time.monotonic() - start >= watching.PAUSE * 0.9

    judge = in_loop(work)
    assert judge.texts == judge.shown == ["1", "4"]


def test_a_question_waits_for_no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks about a changed text has it judged at once."""
    monkeypatch.setattr(watching, "PAUSE", 8.0)
    monkeypatch.setattr(watching, "LONGEST_WAIT", 8.0)

    async def work(judge: Judged) -> None:
        document = judge.open("a", "1")
        judge.change(document, "2")
        start = time.monotonic()
        assert await judge.watch.analysis("a", 5) is NOTHING
        assert time.monotonic() - start < 4
        assert judge.shown[-1] == "2"

    in_loop(work)


def test_what_comes_too_late_is_dropped() -> None:
    """A text that changed while it was judged: only the new one is shown."""

    async def work(judge: Judged) -> None:
        judge.may_go.clear()
        document = judge.open("a", "1")
        while not judge.texts:
            await asyncio.sleep(0.01)
        judge.change(document, "2")
        assert await judge.watch.analysis("a", 0.1) is None, "nobody is answered by an old text"
        judge.may_go.set()
        assert await judge.watch.analysis("a", 5) is NOTHING

    assert in_loop(work).shown == ["2"]


def test_a_document_that_was_closed() -> None:
    """Nothing is shown of it, nobody waits for it; opened again it is judged anew."""

    async def work(judge: Judged) -> None:
        judge.may_go.clear()
        judge.open("a", "1")
        while not judge.texts:
            await asyncio.sleep(0.01)
        question = asyncio.ensure_future(judge.watch.analysis("a", 5))
        await asyncio.sleep(0.01)
        assert judge.watch.close("a")
        assert await question is None
        assert not judge.watch.close("a")
        assert await judge.watch.analysis("a", 5) is None
        judge.open("a", "2")
        judge.may_go.set()
        assert await judge.watch.analysis("a", 5) is NOTHING

    assert in_loop(work).shown == ["2"]


def test_one_at_a_time_and_all_in_turn() -> None:
    """Many documents at once are judged one after another, and none is left out."""

    async def work(judge: Judged) -> None:
        for number in range(20):
            judge.open(str(number), str(number))
        for number in range(20):
            assert await judge.watch.analysis(str(number), 5) is NOTHING

    judge = in_loop(work)
    assert judge.shown == [str(number) for number in range(20)]
    assert judge.most_at_once == 1


def test_a_failure_ends_nothing() -> None:
    """Whatever a judgement raises is told; the next is made."""

    async def work(judge: Judged) -> None:
        document = judge.open("a", "!")
        assert await judge.watch.analysis("a", 5) is None
        judge.change(document, "?")
        assert await judge.watch.analysis("a", 5) is None
        judge.change(document, "fine")
        assert await judge.watch.analysis("a", 5) is NOTHING

    judge = in_loop(work)
    assert judge.failures == ["! ValueError", "? RuntimeError"]
    assert judge.shown == ["fine"]


def test_a_check_that_broke_is_no_silence() -> None:
    """An item that could not be checked is an error at the top: nobody takes it for passed."""
    analysis = judged("青溪镇人民政府2024年度法治政府建设情况报告\n一、主要举措和成效\n全年办理许可412件。\n")
    broken = replace(analysis, result=replace(analysis.result, broken=(("C1", "ValueError, sums.py:1"),)), findings=())
    (only,) = diagnostics_of(broken)
    assert (only.code, only.severity, only.range.end) == ("C1", types.DiagnosticSeverity.Error, types.Position(0, 0))
    assert "sums.py:1" in only.message
