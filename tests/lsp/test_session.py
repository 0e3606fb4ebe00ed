"""Sessions of an editor with the real server: what is shown while a report is written."""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path

import attrs
import pytest
from editor import CAPABILITIES, Editor, offset, session
from lsprotocol import types

CLEAN = (Path(__file__).parents[1] / "data/clean.txt").read_text(encoding="utf-8")
# an error (no shortcomings), a warning (a wrong title), notes on the outline
WITHOUT_SHORTCOMINGS = (
    CLEAN[: CLEAN.index("三、")]
    + "三、2025年主要安排\n落实《法治政府建设与责任落实督查工作规定》，进一步进一步加强培训。\n\n"
    + CLEAN[CLEAN.index("青溪镇人民政府\n2025") :]
)
SEVERITY = types.DiagnosticSeverity


def uri_of(path: Path) -> str:
    """The URI of a file that need not be there."""
    return path.as_uri()


def quoted(text: str, range_: types.Range) -> str:
    """The characters of a range."""
    return text[offset(text, range_.start) : offset(text, range_.end)]


def of_code(diagnostics: list[types.Diagnostic], code: str) -> types.Diagnostic:
    """The one diagnostic of this code."""
    (found,) = (diagnostic for diagnostic in diagnostics if diagnostic.code == code)
    return found


def test_open_change_close(tmp_path: Path) -> None:
    """Findings come with the document, change with it, and go with it."""
    uri = uri_of(tmp_path / "报告.txt")

    async def work(editor: Editor) -> None:
        editor.open(uri, WITHOUT_SHORTCOMINGS)
        found = await editor.diagnostics(uri)
        assert {diagnostic.source for diagnostic in found} == {"fzlint"}
        missing = of_code(found, "S2")
        assert missing.severity == SEVERITY.Error
        assert quoted(WITHOUT_SHORTCOMINGS, missing.range) == "三、2025年主要安排"
        title = of_code(found, "R2")
        assert title.severity == SEVERITY.Warning
        assert quoted(WITHOUT_SHORTCOMINGS, title.range) == "《法治政府建设与责任落实督查工作规定》"
        assert quoted(WITHOUT_SHORTCOMINGS, of_code(found, "T2").range) == "进一步进一步"
        outline = [diagnostic for diagnostic in found if str(diagnostic.code).startswith("O")]
        assert {diagnostic.severity for diagnostic in outline} == {SEVERITY.Information}
        assert {quoted(WITHOUT_SHORTCOMINGS, diagnostic.range) for diagnostic in outline} == {"一、主要举措和成效"}
        assert all("“一、主要举措和成效”" in diagnostic.message for diagnostic in outline)
        assert all(diagnostic.code_description is None for diagnostic in found)

        version = editor.change(uri, (title.range, "《法治政府建设与责任落实督察工作规定》"))
        assert "R2" not in {diagnostic.code for diagnostic in await editor.diagnostics(uri, version)}
        version = editor.change(uri, CLEAN)
        severities = {diagnostic.severity for diagnostic in await editor.diagnostics(uri, version)}
        assert severities == {SEVERITY.Information}

        editor.close(uri)
        await editor.until(lambda: editor.published[-1][1].version is None)
        assert list(editor.published[-1][1].diagnostics) == []
        assert await editor.hover(uri, 0, 0) is None

    editor = session(work, tmp_path)
    assert editor.noted == ""
    assert editor.shown == []


@pytest.mark.parametrize("known", [True, False])
def test_related_places(tmp_path: Path, known: bool) -> None:
    """Both halves of a contradiction are shown; an editor that does not know further places gets none."""
    text = CLEAN.replace("公开政府信息327条。", "公开政府信息327条。办理行政诉讼案件6件，胜诉6件，无败诉。").replace(
        "镇长出庭应诉1次", "镇长出庭应诉1次，办理行政诉讼案件6件，败诉1件"
    )
    uri = uri_of(tmp_path / "a.txt")

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        found = of_code(await editor.diagnostics(uri), "C3")
        if not known:
            assert found.related_information is None
            return
        (related,) = found.related_information or ()
        assert related.location.uri == uri
        assert quoted(text, related.location.range) in related.message
        assert quoted(text, related.location.range) != quoted(text, found.range)

    session(work, tmp_path, capabilities=CAPABILITIES if known else types.ClientCapabilities())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \r\n\t\n",
        "\ufeff",
        "今天开会。\n",
        "# 说明\n\nThis is a README.\n",
        "关于印发2025年度普法工作计划的通知\n各村：\n现印发给你们。\n",
    ],
)
def test_what_is_no_report_stays_unmarked(tmp_path: Path, text: str) -> None:
    """Empty buffers, notes, other documents: no mark, no message."""
    uri = "untitled:Untitled-1"

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        assert await editor.diagnostics(uri) == []
        assert await editor.fixes(uri, types.Range(types.Position(0, 0), types.Position(9, 9))) == []
        version = editor.change(uri, CLEAN)
        assert await editor.diagnostics(uri, version)

    assert session(work, tmp_path).shown == []


def test_views_of_other_things_are_left_alone(tmp_path: Path) -> None:
    """One side of a comparison is no document that is written."""
    uri = uri_of(tmp_path / "a.txt")

    async def work(editor: Editor) -> None:
        for other in (uri.replace("file:", "git:"), "output:extension-output", "file://[", "x"):
            editor.open(other, WITHOUT_SHORTCOMINGS)
            editor.change(other, CLEAN)
            editor.close(other)
        editor.open(uri, WITHOUT_SHORTCOMINGS)
        await editor.diagnostics(uri)
        assert {params.uri for _, params in editor.published} == {uri}

    session(work, tmp_path)


@pytest.mark.parametrize("encodings", [None, ["utf-8"], ["utf-16"], ["utf-32", "utf-16"], ["x", "utf-8"]])
def test_places_in_the_encoding_agreed_upon(tmp_path: Path, encodings: list[str] | None) -> None:
    """A mark byte order, CRLF, tabs and characters beyond the first plane before the finding."""
    text = "\ufeff" + WITHOUT_SHORTCOMINGS.replace("落实《", "\t𠮷😀落实《").replace("\n", "\r\n")
    uri = uri_of(tmp_path / "a.txt")
    general = types.GeneralClientCapabilities(position_encodings=encodings)
    line = text.split("\r\n").index(next(line for line in text.split("\r\n") if "督查" in line))
    before = "\t𠮷😀落实"

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        place = of_code(await editor.diagnostics(uri), "R2").range.start
        agreed = next((name for name in encodings or () if name.startswith("utf")), "utf-16")
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[agreed]
        name = agreed if size == 1 else f"{agreed}-le"
        assert (place.line, place.character) == (line, len(before.encode(name)) // size)

    session(work, tmp_path, capabilities=attrs.evolve(CAPABILITIES, general=general))


def test_markdown_and_its_marks(tmp_path: Path) -> None:
    """In Markdown the marks are no words, and places stand in the author's line."""
    text = "# " + WITHOUT_SHORTCOMINGS.replace("一、主要", "## **一、主要").replace("成效\n", "成效**\n", 1).replace(
        "《法治政府建设与责任落实督查工作规定》", "**《法治政府建设与责任落实督查工作规定》**"
    )
    for name, language in (("报告.md", "plaintext"), ("报告", "markdown")):
        uri = uri_of(tmp_path / name)

        async def work(editor: Editor, uri: str = uri, language: str = language) -> None:
            editor.open(uri, text, language)
            found = await editor.diagnostics(uri)
            assert quoted(text, of_code(found, "R2").range) == "《法治政府建设与责任落实督查工作规定》"
            assert quoted(text, of_code(found, "O2.1").range) == "一、主要举措和成效"

        session(work, tmp_path)


def test_fast_typing_gives_the_last_version(tmp_path: Path) -> None:
    """Fifty changes at once: what is shown in the end is of the last text, and few were judged between."""
    uri = uri_of(tmp_path / "a.txt")

    async def work(editor: Editor) -> None:
        editor.open(uri, CLEAN)
        line = CLEAN.split("\n").index("一、主要举措和成效") + 1
        at = types.Position(line, 0)
        for _ in range(49):
            editor.change(uri, (types.Range(at, at), "推"))
        version = editor.change(uri, (types.Range(at, at), "全面全面"))
        found = await editor.diagnostics(uri, version)
        assert of_code(found, "T2").range == types.Range(at, types.Position(line, 4))
        await asyncio.sleep(0.5)
        assert editor.published[-1][1].version == version
        assert len(editor.published) <= 10

    session(work, tmp_path)


def test_typing_without_rest(tmp_path: Path) -> None:
    """Somebody who never pauses sees findings all the same."""
    uri = uri_of(tmp_path / "a.txt")

    async def work(editor: Editor) -> None:
        editor.open(uri, CLEAN)
        await editor.diagnostics(uri)
        count = len(editor.published)
        ends = time.monotonic() + 3.5
        while time.monotonic() < ends:
            editor.change(uri, (types.Range(types.Position(5, 0), types.Position(5, 0)), "推"))
            await asyncio.sleep(0.05)
        assert len(editor.published) > count

    session(work, tmp_path)


def test_a_large_document(tmp_path: Path) -> None:
    """A megabyte is judged beside the conversation: other documents get their answers, and the end is quick."""
    large, small = uri_of(tmp_path / "large.txt"), uri_of(tmp_path / "small.txt")
    body = CLEAN[CLEAN.index("镇党委理论") : CLEAN.index("二、党政")]
    text = CLEAN.replace(body, body * (1_000_000 // len(body)))
    assert len(text) > 900_000

    times: dict[str, float] = {}

    async def work(editor: Editor) -> None:
        editor.open(small, CLEAN)
        await editor.diagnostics(small)
        editor.open(large, text)
        start = time.perf_counter()
        assert await editor.hover(small, 4, 2)
        assert all(params.uri == small for _, params in editor.published), "answered while the large one is judged"
        assert await editor.diagnostics(large)
        times["judged"] = time.perf_counter() - start
        editor.change(large, (types.Range(types.Position(0, 0), types.Position(0, 0)), "关于"))
        await asyncio.sleep(0.5)  # judging has begun
        times["left"] = time.perf_counter()

    session(work, tmp_path)
    assert time.perf_counter() - times["left"] < max(1.0, times["judged"] / 2)


def test_too_large_a_document(tmp_path: Path) -> None:
    """More than a file may have is not judged, and that is told; of what is no report nothing is."""
    uri, log = uri_of(tmp_path / "a.txt"), uri_of(tmp_path / "b.log")

    async def work(editor: Editor) -> None:
        editor.open(uri, CLEAN + "推进法治政府建设。\n" * 250_000)
        (only,) = await editor.diagnostics(uri)
        assert only.severity == SEVERITY.Error
        assert "5 MB" in only.message
        editor.open(log, "2024-01-01 12:00:00 started\n" * 250_000)
        assert await editor.diagnostics(log) == []

    session(work, tmp_path)


def test_latency(tmp_path: Path) -> None:
    """From a change to its findings, in a report of usual length: the pause, and little more."""
    uri = uri_of(tmp_path / "a.txt")
    text = CLEAN.replace("二、党政", CLEAN[CLEAN.index("镇党委理论") : CLEAN.index("二、党政")] * 55 + "二、党政")[
        :5_600
    ]
    text += CLEAN[CLEAN.index("二、党政") :]
    taken: list[float] = []

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        await editor.diagnostics(uri)
        for _ in range(10):
            start = time.perf_counter()
            version = editor.change(uri, (types.Range(types.Position(5, 0), types.Position(5, 0)), "推"))
            await editor.diagnostics(uri, version)
            taken.append(editor.published[-1][0] - start)

    session(work, tmp_path)
    assert statistics.median(taken) < 1.0
