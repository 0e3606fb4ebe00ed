"""The catalogue of messages: every sentence shown to a person, in the language chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LANGUAGES = ("zh", "en")


class Messages:
    """Messages of one language from the checklist's ``messages``."""

    def __init__(self, catalogue: Mapping[str, Mapping[str, str]], language: str) -> None:
        self._catalogue = catalogue
        self.language = language

    def __call__(self, key: str, /, **fields: Any) -> str:
        """The message of ``key`` with its fields filled in; the key itself when the catalogue lacks it."""
        entry = self._catalogue.get(key)
        if entry is None:
            return key
        return self.of(entry).format_map(fields)

    def of(self, texts: Mapping[str, str]) -> str:
        """The text in this language of a {zh, en} mapping."""
        return texts.get(self.language) or texts["zh"]
