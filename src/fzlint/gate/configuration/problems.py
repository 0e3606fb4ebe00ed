"""What is wrong with a configuration: each problem one line that begins with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from fzlint.messages import Messages

MOST = 10  # lines told; a file that is no configuration at all should not fill the screen
_SHOWN = 30  # characters of a wrong value that a message quotes
# what the reader of checklists says, where a configuration needs other words
_OWN = ("file-too-large", "several-documents", "alias", "tag", "not-a-mapping")


class At(NamedTuple):
    """A place: the file as it is shown, line and column from 1 (0 where they are not known), else the key's path."""

    file: str
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        from fzlint.output.neutral import neutral

        if self.line:
            return f"{neutral(self.file)}:{self.line}:{self.column}"
        return neutral(f"{self.file}: {self.key}") if self.key else neutral(self.file)


class Problem(NamedTuple):
    """What is wrong at a place: a message's key and fields. ``near``: the word that was probably meant."""

    at: At
    key: str
    fields: Mapping[str, Any] = {}
    near: str = ""

    def told(self, messages: Messages) -> str:
        """The problem in a line."""
        fields = dict(self.fields)
        for name, value in fields.items():
            if name == "wanted":
                fields[name] = messages("list-or").join(map(messages, value))
            elif name == "found":
                fields[name] = messages(value)
            elif name == "line" and isinstance(value, int):
                fields[name] = messages("checklist.line", number=value)
            elif name == "names":
                fields[name] = messages("text.list-comma").join(value)
        if self.key == "checklist.syntax":
            known = "syntax." + str(fields["detail"]).replace(" ", "-")
            fields["detail"] = fields["detail"] if messages(known) == known else messages(known)
        _, _, name = self.key.partition(".")
        text = messages(f"config.{name}" if name in _OWN else self.key, **fields)
        if self.near:
            text += messages("checklist.did-you-mean", near=self.near)
        return f"{self.at}: {text}"


class ConfigurationError(Exception):
    """A configuration that cannot be used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems[0])

    def lines(self, messages: Messages) -> list[str]:
        """The problems, each a line."""
        lines = list(dict.fromkeys(problem.told(messages) for problem in self.problems))
        more = len(lines) - MOST
        return [*lines[:MOST], messages("config.more", count=more)] if more > 0 else lines


def cut(value: Any) -> str:
    """A wrong value as a message quotes it."""
    from fzlint.output.neutral import neutral

    text = neutral(str(value)[: 2 * _SHOWN])
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
