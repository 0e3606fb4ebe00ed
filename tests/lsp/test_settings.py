"""How documents are checked: what the editor says, over the configuration file that holds for a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from editor import CAPABILITIES, Editor, session
from lsprotocol import types

CLEAN = (Path(__file__).parents[1] / "data/clean.txt").read_text(encoding="utf-8")
ASKING = attrs.evolve(
    CAPABILITIES,
    workspace=types.WorkspaceClientCapabilities(
        configuration=True,
        did_change_configuration=types.DidChangeConfigurationClientCapabilities(dynamic_registration=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
)


async def found(editor: Editor, folder: Path, name: str = "a.txt") -> set[str]:
    """The codes found in a report that has notes on the outline only."""
    uri = (folder / name).as_uri()
    editor.open(uri, CLEAN)
    return {str(diagnostic.code) for diagnostic in await editor.diagnostics(uri)}


async def found_anew(editor: Editor) -> set[str]:
    """The codes of the next diagnostics that come."""
    count = len(editor.published)
    await editor.until(lambda: len(editor.published) > count)
    return {str(diagnostic.code) for diagnostic in editor.published[-1][1].diagnostics}


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"select": "O5"}, {"O5.1", "O5.2", "O5.3", "O5.4"}),
        ({"fzlint": {"select": ["O3,O4.2"], "ignore": ["O3"]}}, {"O4.2"}),
        ({"select": ["contents"], "extend-select": ["O6"], "ignore": None, "profile": ""}, {"O6.1", "O6.2", "O6.3"}),
    ],
)
def test_options_of_the_beginning(tmp_path: Path, options: Any, wanted: set[str]) -> None:
    """What the editor says when it starts the server holds for all documents."""

    async def work(editor: Editor) -> None:
        assert await found(editor, tmp_path) == wanted

    assert session(work, tmp_path, options=options).shown == []


def test_profile_and_language(tmp_path: Path) -> None:
    """A profile changes severities, the language the words."""

    async def work(editor: Editor) -> None:
        await found(editor, tmp_path)
        first = editor.published[-1][1].diagnostics[0]
        assert first.severity == types.DiagnosticSeverity.Warning
        assert first.message.startswith("The measures do not tell of: ")

    session(work, tmp_path, options={"profile": "strict", "lang": "en"})


def test_an_editor_that_lets_itself_be_asked(tmp_path: Path) -> None:
    """Documents wait for its answer; when its settings change it is asked again."""

    async def work(editor: Editor) -> None:
        editor.settings = {"select": ["O5.1"]}
        assert await found(editor, tmp_path) == {"O5.1"}
        assert len(editor.published) == 1, "nothing was shown that the settings do not ask for"
        editor.settings = {"select": ["O6.1"]}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
        assert await found_anew(editor) == {"O6.1"}
        assert sorted(editor.registered) == [
            types.WORKSPACE_DID_CHANGE_CONFIGURATION,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        ]

    session(work, tmp_path, capabilities=ASKING)


@pytest.mark.parametrize("answer", [None, 3, "x", [], {"select": None}])
def test_settings_that_say_nothing(tmp_path: Path, answer: Any) -> None:
    """An editor without settings for fzlint: everything is as ever."""

    async def work(editor: Editor) -> None:
        editor.settings = answer
        assert len(await found(editor, tmp_path)) > 10

    assert session(work, tmp_path, capabilities=ASKING).shown == []


def test_an_editor_that_says_what_changed(tmp_path: Path) -> None:
    """The same for one that cannot be asked."""

    async def work(editor: Editor) -> None:
        assert len(await found(editor, tmp_path)) > 10
        changed = types.DidChangeConfigurationParams(settings={"fzlint": {"select": "O5.1"}})
        editor.client.workspace_did_change_configuration(changed)
        assert await found_anew(editor) == {"O5.1"}

    session(work, tmp_path)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"selct": "O5"}, "fzlint：没有 fzlint.selct 这个设置。是否想写“select”？"),
        ({"lang": "fr"}, "fzlint：设置 fzlint.lang 的值不能用。"),
        ({"ignore": [3]}, "fzlint：设置 fzlint.ignore 要写成一个词或一列词。"),
    ],
)
def test_settings_that_cannot_be_used_are_told(tmp_path: Path, options: Any, told: str) -> None:
    """The person reads what is wrong; the rest goes on without it."""

    async def work(editor: Editor) -> None:
        assert len(await found(editor, tmp_path)) > 10

    assert session(work, tmp_path, options=options).shown == [told]


@pytest.mark.parametrize(
    ("options", "told"), [({"profile": "stict"}, "是否想写“strict”？"), ({"select": ["S99"]}, "fzlint.select：没有")]
)
def test_names_that_there_are_not(tmp_path: Path, options: Any, told: str) -> None:
    """An unknown profile or item: nothing is judged by it, and that is told once."""

    async def work(editor: Editor) -> None:
        assert await found(editor, tmp_path) == set()
        assert await found(editor, tmp_path, "b.txt") == set()
        uri = (tmp_path / "a.txt").as_uri()
        assert await editor.fixes(uri, types.Range(types.Position(0, 0), types.Position(9, 9))) == []

    (line,) = session(work, tmp_path, options=options).shown
    assert told in line


def test_the_configuration_file_of_each_document(tmp_path: Path) -> None:
    """The first on the way up holds; the editor's settings go before it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / ".fzlint.yaml").write_text("select: O5.1\n", encoding="utf-8")
    (tmp_path / "b/.fzlint.yaml").write_text("select: [O6.1]\nseverity: {O6: error}\n", encoding="utf-8")

    async def work(editor: Editor) -> None:
        assert await found(editor, tmp_path) == {"O5.1"}
        assert await found(editor, tmp_path / "b") == {"O6.1"}
        assert editor.published[-1][1].diagnostics[0].severity == types.DiagnosticSeverity.Error
        editor.open("untitled:Untitled-1", CLEAN)
        assert {diagnostic.code for diagnostic in await editor.diagnostics("untitled:Untitled-1")} == {"O5.1"}
        changed = types.DidChangeConfigurationParams(settings={"fzlint": {"select": "O8.1"}})
        editor.client.workspace_did_change_configuration(changed)
        assert await found_anew(editor) == {"O8.1"}

    session(work, tmp_path, root=tmp_path)


@pytest.mark.parametrize("reports_files", [True, False])
def test_a_configuration_file_that_changes(tmp_path: Path, reports_files: bool) -> None:
    """Its new content holds as soon as the editor reports it, or when a document is saved."""
    (tmp_path / ".git").mkdir()
    file = tmp_path / ".fzlint.yaml"
    file.write_text("select: O5.1\n", encoding="utf-8")
    uri = (tmp_path / "a.txt").as_uri()

    async def work(editor: Editor) -> None:
        assert await found(editor, tmp_path) == {"O5.1"}
        file.write_text("select: O6.1\n", encoding="utf-8")
        if reports_files:
            change = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        else:
            editor.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert await found_anew(editor) == {"O6.1"}
        file.write_text("select: [\n", encoding="utf-8")
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        if reports_files:
            change = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await editor.until(lambda: editor.shown)
        assert ".fzlint.yaml" in editor.shown[0]

    session(work, tmp_path, capabilities=ASKING if reports_files else CAPABILITIES, root=tmp_path)
