"""Everything that is wrong with the files of a checklist, at once: each problem with file, line, column and a way out.

Imported only when something must be validated: the compiled form of a checklist that was read before needs none of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from fzlint.checklist.compiling import Compiler
from fzlint.checklist.documents import Document, Documents, read_document
from fzlint.checklist.loading import shipped_folder
from fzlint.checklist.references import (
    head_problems,
    item_problems,
    pattern_problems,
    profile_problems,
    section_problems,
    unused_groups,
)
from fzlint.checklist.structure import structure_problems
from fzlint.checklist.yaml_nodes import Path, Position, read_yaml
from fzlint.messages import Messages

# messages that hold the words of a parser, and where their translations stand
_FOREIGN = {"checklist.syntax": "syntax.", "checklist.pattern-invalid": "pattern."}
_REMARKS = ("checklist.unused-group", "checklist.cut-sentence")  # the checklist can be used all the same
OVERRIDES = ("checklist", "score", "examples")  # sections that a file may change in what it adds to


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
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True)
class Examined:
    """What examining files gave: problems in the files' order, the compiled form if it can be used, the files."""

    problems: list[Problem]
    data: dict[str, Any] | None
    documents: Documents


def check(
    paths: Sequence[FilePath], contents: Sequence[bytes], *, language: str = "zh"
) -> tuple[list[Problem], dict[str, Any] | None]:
    """All problems of the files of one checklist, and its compiled form (None when a problem is more than a remark)."""
    examined = examine(list(zip(paths, contents, strict=True)), language=language)
    return examined.problems, examined.data


def examine(
    files: Sequence[tuple[FilePath, bytes]],
    *,
    base: Sequence[tuple[FilePath, bytes]] = (),
    language: str = "zh",
    checks: Collection[str] | None = None,
) -> Examined:
    """Examine files as one checklist, or as what is added to the files of ``base``, which are taken to be right.

    ``checks``: the names that items can bind; None leaves them unchecked.
    """
    documents = Documents(
        [*(read_document(*file, base=True) for file in base), *(read_document(*file) for file in files)]
    )
    examination = _Examination(documents, catalogue(language))
    data = examination.run(checks)
    problems = sorted(examination.problems, key=lambda p: (examination.order[p.file], p.line, p.column, p.message))
    return Examined(problems, data, documents)


@cache
def catalogue(language: str) -> Messages:
    """The messages about checklists, read from their own file: they must be there when the rest is not."""
    try:
        texts = read_yaml((shipped_folder() / "messages-checklist.yaml").read_bytes()).data
    except OSError:
        texts = None
    return Messages(texts if isinstance(texts, dict) else {}, language)


class _Examination:
    """One look at all files, collecting problems."""

    def __init__(self, documents: Documents, messages: Messages) -> None:
        self.documents = documents
        self.messages = messages
        self.problems: list[Problem] = []
        self._left_out: set[str | int] = set()  # names of entries whose structure is wrong; they are not unknown
        self.order = {str(document.file): at for at, document in enumerate(documents.documents)}

    def run(self, checks: Collection[str] | None) -> dict[str, Any] | None:
        """Look at everything; the compiled form, or None."""
        listed = self.documents.documents
        for document in listed:
            for mistake in document.tree.mistakes:
                self._note(document, (mistake.line, mistake.column), mistake.key, mistake.fields)
        broken = self._structure()
        self._duplicates()
        if not all(document.tree.whole for document in listed):
            return None  # what a reference names may stand in the part that could not be read
        # what has a wrong structure is left out, so that the rest can be looked at too
        usable = Documents(listed, broken)
        self._left_out = {path[1] for _, path in broken if len(path) > 1}
        merged = usable.merged
        known = {section for document in listed if document.base for section in document.data}
        for document, path, key, fields in section_problems(listed, known):
            self._told(document, path, True, key, fields)
        for path, of_key, key, fields in (
            *item_problems(merged, checks),
            *profile_problems(merged),
            *pattern_problems(merged),
            *head_problems(merged),
        ):
            self._locate(usable, path, of_key, key, fields)
        compiler = Compiler(merged)
        data = compiler.compile()
        for path, key, fields in compiler.problems:
            self._locate(usable, path, False, key, fields)
        if not broken:
            for path, of_key, key, fields in unused_groups(merged, compiler.used):
                self._locate(usable, path, of_key, key, fields)
        return data if all(problem.remark for problem in self.problems) else None

    def _structure(self) -> set[tuple[int, Path]]:
        """Hold every file against the schema; what is broken, by its first two steps."""
        broken: set[tuple[int, Path]] = set()
        for at, document in enumerate(self.documents.documents):
            if document.base or not document.tree.whole:
                continue
            for path, of_key, key, fields in structure_problems(document.data):
                if key not in _REMARKS:
                    broken.add((at, path[:2]))
                self._told(document, path, of_key, key, fields)
        return broken

    def _duplicates(self) -> None:
        for document, path, first in self.documents.repeated():
            if not (document.base or (first.base and path[0] in OVERRIDES)):
                line, _ = first.position(path, key=True)
                fields = {"name": path[-1], "line": f"{first.file.name}:{line}"}
                self._told(document, path, True, "checklist.duplicate-key", fields)

    def _locate(self, documents: Documents, path: Path, of_key: bool, key: str, fields: Mapping[str, Any]) -> None:
        """A problem at a path of the merged data; those of the base are not this person's."""
        if fields.get("name") in self._left_out:
            return
        document, local = documents.locate(path)
        if "first" in fields:
            first, first_path = documents.locate(fields["first"])
            fields = {**fields, "line": f"{first.file.name}:{first.position(first_path)[0]}"}
        if not document.base:
            self._told(document, local, of_key, key, fields)

    def _told(self, document: Document, path: Path, of_key: bool, key: str, fields: Mapping[str, Any]) -> None:
        self._note(document, document.position(path, key=of_key), key, fields)

    def _note(self, document: Document, position: Position, key: str, fields: Mapping[str, Any]) -> None:
        shown = {
            name: self.messages("list-or").join(map(self.messages, value)) if name == "wanted" else value
            for name, value in fields.items()
        }
        if "found" in shown:
            shown["found"] = self.messages(shown["found"])
        if isinstance(shown.get("line"), int):
            shown["line"] = self.messages("checklist.line", number=shown["line"])
        if key in _FOREIGN:
            shown["detail"] = self._translated(_FOREIGN[key], str(shown["detail"]))
        message = self.messages(key, **shown)
        if shown.get("near"):
            message += self.messages("checklist.did-you-mean", near=shown["near"])
        self.problems.append(Problem(str(document.file), *position, message, key, key in _REMARKS))

    def _translated(self, kind: str, detail: str) -> str:
        """A parser's complaint in the person's language where the catalogue has it."""
        key = kind + detail.replace(" ", "-")
        told = self.messages(key)
        return detail if told == key else told
