"""How each document is checked: what the editor's settings say, over the configuration file that holds for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fzlint.checklist.compiling import near
from fzlint.gate.configuration.documents import Documents, DocumentSettings, UnknownProfileError
from fzlint.gate.configuration.keys import EXTEND_SELECT, IGNORE, PROFILE, SELECT, Key
from fzlint.gate.configuration.origins import COMMAND_LINE, Origin, Setting
from fzlint.gate.configuration.problems import ConfigurationError
from fzlint.gate.configuration.store import Store
from fzlint.gate.running.linting import Linters
from fzlint.gate.running.settings import LintSettings
from fzlint.linting import Linter
from fzlint.messages import LANGUAGES, Messages
from fzlint.output.selection import UnknownItemError

SECTION = "fzlint"  # of the editor's settings
LANG = "lang"
_WORDS = (SELECT, IGNORE, EXTEND_SELECT)
NAMES = (LANG, PROFILE, *_WORDS)

Keys = Callable[[], Mapping[str, Key]]


class SettingsError(Exception):
    """Settings that cannot be used: lines that say why."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Way:
    """How one document is checked."""

    linter: Linter
    document: DocumentSettings


class Settings:
    """The settings of all documents. ``keys``: the keys of configuration files; ``language``: unless told otherwise.

    Built anew when a file or the editor's settings may have changed.
    """

    def __init__(self, keys: Keys, linters: Linters, language: str, told: Mapping[str, Any] | None = None) -> None:
        told = dict(told or {})
        given = {
            name: Setting(told[name], (Origin(COMMAND_LINE, f"{SECTION}.{name}"),)) for name in told if name != LANG
        }
        self.language: str = told.get(LANG, language)
        self._linters = linters
        self._documents = Documents(Store(keys), given, self.language, self._checklist)

    def _checklist(self, files: tuple[str, ...]) -> Any:
        return self._linters.of(LintSettings(language=self.language, checklist=files)).checklist

    @property
    def messages(self) -> Messages:
        """The messages in the language chosen."""
        return self._linters.of(LintSettings(language=self.language)).messages

    def of(self, path: str | None, root: str | None) -> Way:
        """How the document at ``path`` is checked; without a path, as one in the folder ``root``.

        Raises SettingsError, and ChecklistError for a checklist that a file names.
        """
        try:
            found = self._documents.of(path or os.path.join(root or os.curdir, "-"))
            return Way(self._linters.of(found.lint), found)
        except ConfigurationError as error:
            raise SettingsError(error.lines(self.messages)) from None
        except UnknownProfileError as error:
            text = self.messages("run.unknown-profile", name=error.name)
            raise SettingsError([text + self._meant(error.name, error.known)]) from None
        except UnknownItemError as error:
            option = f"{SECTION}.{error.option.removeprefix('--')}"
            text = self.messages("output.unknown-item", option=option, name=error.word)
            raise SettingsError([text + self._meant(error.word, tuple(error.known))]) from None

    def _meant(self, word: str, known: tuple[str, ...]) -> str:
        meant = near(word, list(known))
        return self.messages("checklist.did-you-mean", near=meant) if meant else ""


def told_by(data: object, messages: Messages) -> tuple[dict[str, Any], list[str]]:
    """What an editor's settings say, and what of them cannot be used, each in a line. ``data``: anything."""
    if isinstance(data, Mapping) and isinstance(data.get(SECTION), Mapping):
        data = data[SECTION]
    if not isinstance(data, Mapping):
        return {}, []
    told: dict[str, Any] = {}
    wrong = []
    for name, value in data.items():
        if name not in NAMES:
            meant = near(str(name), list(NAMES))
            hint = messages("checklist.did-you-mean", near=meant) if meant else ""
            wrong.append(messages("editor.unknown-setting", name=f"{SECTION}.{name}") + hint)
        elif value is None or value == "" or value == []:
            continue  # as if it were not there
        elif name in _WORDS:
            words = [value] if isinstance(value, str) else value
            if isinstance(words, list) and all(isinstance(word, str) for word in words):
                told[name] = tuple(words)
            else:
                wrong.append(messages("editor.not-words", name=f"{SECTION}.{name}"))
        elif isinstance(value, str) and (name != LANG or value in LANGUAGES):
            told[name] = value
        else:
            wrong.append(messages("editor.not-a-word", name=f"{SECTION}.{name}"))
    return told, wrong
