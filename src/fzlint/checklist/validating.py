"""Everything that is wrong with the files of a checklist, at once: each problem with file, line, column and a way out.

Imported only when something must be validated: the compiled form of a checklist that was read before needs none of it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

from fzlint.checklist.chain import Chain, Unresolved
from fzlint.checklist.compiling import MOST_PROBLEMS, Compiler
from fzlint.checklist.documents import Document, Documents, read_document
from fzlint.checklist.loading import shipped_files
from fzlint.checklist.problems import Problem, catalogue, told
from fzlint.checklist.references import (
    head_problems,
    item_problems,
    parts_problems,
    pattern_problems,
    profile_problems,
    section_problems,
    unused_groups,
)
from fzlint.checklist.structure import problems_of_item, structure_problems
from fzlint.checklist.wording import group_problems, message_problems
from fzlint.checklist.yaml_nodes import Path, Position
from fzlint.messages import Messages
from fzlint.plugins import known_checks

_REMARKS = ("checklist.unused-group", "checklist.cut-sentence")  # the checklist can be used all the same
_NEEDED = ("checklist", "score", "sources", "items", "head", "parts")  # what a checklist of its own must hold
_LENT = ("copied", "skeleton", "examples")  # what it has of the shipped one unless it gives its own


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
    checks: Mapping[str, Sequence[str]] | None = None,
) -> Examined:
    """Examine files as one checklist, or as what extends the files of ``base``, which are taken to be right.

    ``checks``: the packages that offer a check, by its name; None leaves them unchecked.
    """
    documents = [read_document(*file, base=True) for file in base]
    documents += [read_document(*file, layer=1) for file in files]
    return _examined(documents, (), language, checks)


def examine_chain(chain: Chain, *, language: str = "zh", examined: Collection[FilePath] = ()) -> Examined:
    """Examine the files of a checklist with all that it extends. What is shipped is taken to be right.

    ``examined``: files of the shipped checklist that are to be examined all the same.
    """
    own = {os.path.realpath(path) for path in examined}
    documents = []
    for file in chain.files:
        base = file.shipped and os.path.realpath(file.path) not in own
        documents.append(read_document(file.path, file.content, base=base, layer=file.layer))
    lacking: Sequence[str] = ()
    if chain.alone and not chain.unresolved:
        given = {section for document in documents for section in document.data}
        lacking = [section for section in _NEEDED if section not in given]
        documents = [*_words_of_the_program(given, documents), *documents]
    found = _examined(documents, chain.unresolved, language, known_checks(), lacking=lacking, alone=chain.alone)
    if found.data is not None and any(not file.shipped for file in chain.files):
        named = any("id" in (d.data.get("checklist") or {}) for d in documents if not d.base)
        found.data["id"] += "" if named else f"+{chain.files[-1].path.stem}"
    return found


def _words_of_the_program(given: Collection[str], own: Sequence[Document]) -> list[Document]:
    """What a checklist of its own need not write: messages, and what single commands read where it gives no other."""
    have = {os.path.realpath(document.file) for document in own}
    lent = []
    for path in shipped_files():
        document = read_document(path, path.read_bytes(), base=True, layer=-1)
        document.data = {
            section: value
            for section, value in document.data.items()
            if section == "messages" or (section in _LENT and section not in given)
        }
        if document.data and os.path.realpath(path) not in have:
            lent.append(document)
    return lent


def _examined(
    documents: Sequence[Document],
    unresolved: Sequence[Unresolved],
    language: str,
    checks: Mapping[str, Sequence[str]] | None,
    *,
    lacking: Sequence[str] = (),
    alone: bool = False,
) -> Examined:
    examination = _Examination(documents, catalogue(language), alone)
    for file, at, key, fields in unresolved:
        examination.unresolved(file, at, key, fields)
    data = examination.run(checks, lacking)
    problems = sorted(
        dict.fromkeys(examination.problems), key=lambda p: (examination.order[p.file], p.line, p.column, p.message)
    )
    return Examined(problems, data, examination.documents)


class _Examination:
    """One look at all files, collecting problems. ``documents``: all files, without what is broken once it is known."""

    def __init__(self, documents: Sequence[Document], messages: Messages, alone: bool) -> None:
        self.listed = documents
        self.documents = Documents(documents)
        self.messages = messages
        self.problems: list[Problem] = []
        self._alone = alone
        self._unresolved = False
        self._left_out: set[str | int] = set()  # names of entries whose structure is wrong; they are not unknown
        self.order = {str(document.file): at for at, document in enumerate(documents)}

    def unresolved(self, file: FilePath, at: int, key: str, fields: Mapping[str, Any]) -> None:
        """Something that a file extends and that is not to be had."""
        self._unresolved = True
        for document in self.listed:
            if document.file == file:
                value = document.data.get("extends")
                self._told(document, ("extends", at) if isinstance(value, list) else ("extends",), False, key, fields)

    def run(self, checks: Mapping[str, Sequence[str]] | None, lacking: Sequence[str]) -> dict[str, Any] | None:
        """Look at everything; the compiled form, or None."""
        listed = self.listed
        for document in listed:
            for mistake in document.tree.mistakes:
                self._note(document, (mistake.line, mistake.column), mistake.key, mistake.fields)
        broken = self._structure()
        if not all(document.tree.whole for document in listed):
            return None  # what a reference names may stand in the part that could not be read
        if len(self.problems) >= MOST_PROBLEMS:
            return None  # what else is broken was not looked for
        if lacking:
            own = next(document for document in listed if not document.base)
            self._note(own, (1, 1), "checklist.not-complete", {"names": " ".join(lacking)})
        if lacking or self._unresolved:
            return None  # what is referred to is not there either
        # what has a wrong structure is left out, so that the rest can be looked at too
        self.documents = usable = Documents(listed, broken)
        self._left_out = {path[1] for _, path in broken if len(path) > 1}
        for document, path, of_key, key, fields in usable.merger.problems[:MOST_PROBLEMS]:
            if not document.base:
                self._told(document, path, of_key, key, self._with_line(fields))
        self._changes()
        merged = usable.merged
        known = {section for document in listed if document.base for section in document.data}
        for document, path, key, fields in section_problems(listed, () if self._alone else known):
            self._told(document, path, True, key, fields)
        for found in (
            item_problems(merged, checks),
            profile_problems(merged),
            pattern_problems(merged),
            head_problems(merged),
            parts_problems(merged, whole=self._alone) if "parts" in merged else (),
            message_problems(merged, self._given_messages()),
            group_problems(merged) if "messages" in merged and "items" in merged else (),
        ):
            for path, of_key, key, fields in islice(found, MOST_PROBLEMS):
                self._locate(usable, path, of_key, key, fields)
        compiler = Compiler(merged)
        data = compiler.compile()
        for path, key, fields in compiler.problems:
            self._locate(usable, path, False, key, fields)
        if not broken:
            for path, of_key, key, fields in islice(unused_groups(merged, compiler.used), MOST_PROBLEMS):
                self._locate(usable, path, of_key, key, fields)
        return data if all(problem.remark for problem in self.problems) else None

    def _changes(self) -> None:
        """Hold changed items against the schema once more, as what they have become."""
        merger = self.documents.merger
        for at in sorted(merger.changed):
            found = list(problems_of_item(merger.data["items"][at]))
            for path, of_key, key, fields in found:
                self._locate(self.documents, ("items", at, *path), of_key, key, fields)
            if any(key not in _REMARKS for _, _, key, _ in found):
                merger.unchange(at)

    def _given_messages(self) -> Mapping[str, Mapping[str, str]]:
        """The messages of the shipped checklist, whose fields the program fills."""
        return {
            key: texts
            for document in self.listed
            if document.base
            for key, texts in (document.data.get("messages") or {}).items()
        }

    def _structure(self) -> set[tuple[int, Path]]:
        """Hold every file against the schema; what is broken, by its first two steps."""
        broken: set[tuple[int, Path]] = set()
        for at, document in enumerate(self.listed):
            if document.base or not document.tree.whole:
                continue
            for path, of_key, key, fields in islice(structure_problems(document.data), MOST_PROBLEMS):
                if key not in _REMARKS:
                    broken.add((at, path[:2]))
                self._told(document, path, of_key, key, fields)
        return broken

    def _locate(self, documents: Documents, path: Path, of_key: bool, key: str, fields: Mapping[str, Any]) -> None:
        """A problem at a path of the merged data; those of the base are not this person's."""
        if fields.get("name") in self._left_out:
            return
        document, local = documents.locate(path)
        if not document.base:
            self._told(document, local, of_key, key, self._with_line(fields, documents))

    def _with_line(self, fields: Mapping[str, Any], documents: Documents | None = None) -> Mapping[str, Any]:
        """Fields in which the place of a first occurrence is a file and line."""
        if "first" not in fields:
            return fields
        first, path = documents.locate(fields["first"]) if documents else fields["first"]
        line, _ = first.position(path, key=documents is None)
        return {**fields, "line": f"{first.file.name}:{line}"}

    def _told(self, document: Document, path: Path, of_key: bool, key: str, fields: Mapping[str, Any]) -> None:
        self._note(document, document.position(path, key=of_key), key, fields)

    def _note(self, document: Document, position: Position, key: str, fields: Mapping[str, Any]) -> None:
        message = told(self.messages, key, fields)
        self.problems.append(Problem(str(document.file), *position, message, key, key in _REMARKS))
