"""What is wrong with a checklist, in a person's words: at which place, what, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fzlint.checklist.loading import shipped_folder
from fzlint.checklist.yaml_nodes import CONTROLS, read_yaml
from fzlint.messages import Messages

REPLACED = "\ufffd"  # shown for a character that a terminal would obey
# messages that hold the words of a parser, and where their translations stand
_FOREIGN = {"checklist.syntax": "syntax.", "checklist.pattern-invalid": "pattern."}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place of a file (line and column from 1); a ``remark`` does not make it unusable."""

    file: str
    line: int
    column: int
    message: str
    key: str
    remark: bool = False

    def __str__(self) -> str:
        return f"{CONTROLS.sub(REPLACED, self.file)}:{self.line}:{self.column}: {self.message}"


@cache
def catalogue(language: str) -> Messages:
    """The messages about checklists, read from their own file: they must be there when the rest is not."""
    try:
        texts = read_yaml((shipped_folder() / "messages-checklist.yaml").read_bytes()).data
    except OSError:
        texts = None
    return Messages(texts if isinstance(texts, dict) else {}, language)


def told(messages: Messages, key: str, fields: Mapping[str, Any]) -> str:
    """A problem in words, with the nearest valid one where there is one."""
    shown = {
        name: messages("list-or").join(map(messages, value)) if name == "wanted" else value
        for name, value in fields.items()
    }
    if "found" in shown:
        shown["found"] = messages(shown["found"])
    if isinstance(shown.get("line"), int):
        shown["line"] = messages("checklist.line", number=shown["line"])
    if key in _FOREIGN:
        shown["detail"] = _translated(messages, _FOREIGN[key], str(shown["detail"]))
    message = messages(key, **shown)
    if shown.get("near"):
        message += messages("checklist.did-you-mean", near=shown["near"])
    return CONTROLS.sub(REPLACED, message)


def _translated(messages: Messages, kind: str, detail: str) -> str:
    """A parser's complaint in the person's language where the catalogue has it."""
    key = kind + detail.replace(" ", "-")
    found = messages(key)
    return detail if found == key else found
