"""The documents that reports cite, looked up by any of their names; built from ``documents`` when first asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from fzlint.report.words import rx
from fzlint.text.words import WordFinder

_QUOTES = str.maketrans("", "", "“”‘’\"'《》〈〉·")
_PERIOD = re.compile(r"\(?(?<!\d)((?:19|20)\d\d)年?[-—–―一~至到_]{0,3}((?:19|20)\d\d)年?(?!\d)\)?")
_MOST_POSTINGS = 30  # titles that share a pair of characters; a pair shared by more tells nothing
_MOST_CANDIDATES = 20  # titles looked at closely
_MOST_NAMES, _MOST_YEARS = 4096, 32  # kept for the next reports

Period = tuple[int, int]


class Document(NamedTuple):
    """A document: its official title, the core of it (no prefix, issuing body, period, quotation marks), and its dates.

    Dates are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. ``prefix``: what precedes the core in the official title.
    ``local``: places have documents of the same title, with years of their own.
    """

    title: str
    core: str
    prefix: str
    period: Period | None
    kind: str
    since: str
    repealed: str | None
    replaced_by: str | None
    local: bool = False


class Name(NamedTuple):
    """A cited title taken apart: ``core`` with its status in brackets left off, ``full`` with it."""

    core: str
    full: str
    prefix: str
    period: Period | None


def gone_before(day: str, year: int) -> bool:
    """Whether what ended on ``day`` had ended when ``year`` began (its first day counts as its beginning)."""
    if len(day) == len("2021-01-01"):
        return day <= f"{year}-01-01"
    return int(day[:4]) < year


class GoneNames(NamedTuple):
    """The documents that were gone before a year, by name; the names that may stand without brackets, longest first."""

    documents: Mapping[str, Document]
    names: tuple[str, ...]
    finder: WordFinder


class Register:
    """Documents by name."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]], titles: Mapping[str, Any]) -> None:
        self._prefixes: tuple[str, ...] = tuple(titles["prefixes"])
        self._issued = rx(titles["issued"])
        self._about = rx(titles["about"])
        self._wrapper = rx(titles["wrapper"])
        self._status = rx(titles["status"])
        self.draft = rx(titles["draft"])
        self.kinds: tuple[str, ...] = tuple(titles["kinds"])
        self.documents: dict[str, Document] = {}
        self._taken_apart: dict[str, Name] = {}
        self._gone: dict[tuple[int, int], GoneNames] = {}
        self._names: dict[str, list[Document]] = defaultdict(list)
        self._bare_names: list[tuple[str, Document]] = []
        for title, data in documents.items():
            self._add(title, data)
        self._real = {self.name(title).core for title in titles["real"]}
        self._postings: dict[str, list[Document]] | None = None
        self._letters: dict[str, list[Document]] = defaultdict(list)

    def _add(self, title: str, data: Mapping[str, Any]) -> None:
        name = self.name(title)
        document = Document(
            title, name.core, name.prefix, name.period, data["kind"], data["since"], data.get("repealed"),
            data.get("replaced_by"), data.get("local", False),
        )  # fmt: skip
        self.documents[title] = document
        keys = {name.core, name.full, self._about.sub("", name.core)}
        keys.update(self.name(short).core for short in data.get("short", ()))
        for key in keys:
            self._names[key].append(document)
        for former, until in data.get("former", {}).items():
            old = self.name(former)
            renamed = Document(former, old.full, old.prefix, old.period, document.kind, "", until, title)
            self._names[old.full].append(renamed)
        if document.repealed:
            self._bare_names += [(word, document) for word in (name.core, *data.get("short", ()))]

    def name(self, words: str) -> Name:
        """A cited title taken apart; a title around another one (关于印发…的通知) stands for the inner one."""
        known = self._taken_apart.get(words)
        if known is None:
            if len(self._taken_apart) >= _MOST_NAMES:
                self._taken_apart.clear()
            known = self._taken_apart[words] = self._take_apart(words)
        return known

    def _take_apart(self, words: str) -> Name:
        wrapped = self._wrapper.fullmatch(words)
        if wrapped:
            words = wrapped.group(1)
        key = words.translate(_QUOTES)
        prefix = next((p for p in self._prefixes if key.startswith(p) and len(key) > len(p)), "")
        key = self._issued.sub("", key[len(prefix) :], 1)
        period: Period | None = None
        found = _PERIOD.search(key)
        if found:
            period = (int(found.group(1)), int(found.group(2)))
            key = key[: found.start()] + key[found.end() :]
        return Name(self._status.sub("", key), key, prefix, period)

    def names_issuer(self, words: str) -> bool:
        """Whether a cited title begins with the national body that issued the document (国务院办公厅关于…)."""
        return self._issued.match(words) is not None

    def titled_as(self, document: Document, words: str) -> str:
        """The official title as it stands where ``words`` do: without the issuing body where they are without it."""
        return document.title if self.names_issuer(words) else self._issued.sub("", document.title, 1)

    def find(self, name: Name) -> list[Document]:
        """The documents of this name, whatever their period; a former title only when it is cited to the letter."""
        return self._names.get(name.full) or self._names.get(name.core) or []

    def is_real(self, name: Name) -> bool:
        """Whether this is a title of a document of which nothing else is known."""
        return name.core in self._real

    def current(self, document: Document, year: int | None = None) -> Document | None:
        """What stood in its place when ``year`` began, or without a year stands there today; None when nothing does."""
        seen: set[str] = set()
        while document.repealed and (year is None or gone_before(document.repealed, year)):
            if not document.replaced_by or document.title in seen:
                return None
            seen.add(document.title)
            document = self.documents[document.replaced_by]
        return document

    def wrong_prefix(self, words: str) -> tuple[Document, str] | None:
        """The document whose prefix (中华人民共和国…) is written wrongly by one character, and the prefix meant."""
        for prefix in self._prefixes:
            for length in (len(prefix) - 1, len(prefix)):
                head, core = words[:length], words[length:]
                if head != prefix and _one_off(head, prefix):
                    for document in self._names.get(core.translate(_QUOTES), ()):
                        if document.prefix == prefix:
                            return document, prefix
        return None

    def gone_names(self, year: int, shortest: int) -> GoneNames:
        """The names of documents that were gone before ``year``, as they may stand without brackets; kept."""
        known = self._gone.get((year, shortest))
        if known is None:
            if len(self._gone) >= _MOST_YEARS:
                self._gone.clear()
            gone = {n: d for n, d in self._bare_names if d.repealed and gone_before(d.repealed, year)}
            names = tuple(sorted((name for name in gone if len(name) >= shortest), key=len, reverse=True))
            known = self._gone[year, shortest] = GoneNames(gone, names, WordFinder(names))
        return known

    def candidates(self, core: str) -> Iterable[Document]:
        """Documents whose core has the characters of ``core``, and those with most pairs of characters in common."""
        if self._postings is None:
            self._postings = defaultdict(list)
            for document in self.documents.values():
                self._letters["".join(sorted(document.core))].append(document)
                for pair in _pairs(document.core):
                    self._postings[pair].append(document)
        shared: dict[str, int] = defaultdict(int)
        for pair in _pairs(core):
            postings = self._postings.get(pair, ())
            if len(postings) <= _MOST_POSTINGS:
                for document in postings:
                    shared[document.title] += 1
        ranked = sorted(shared, key=lambda title: (-shared[title], title))
        same = self._letters.get("".join(sorted(core)), [])
        return [*same, *(self.documents[title] for title in ranked[:_MOST_CANDIDATES])]


def _pairs(core: str) -> set[str]:
    framed = f"^{core}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def _one_off(head: str, prefix: str) -> bool:
    """Whether ``head`` is ``prefix`` with one character dropped or changed, or two neighbours exchanged."""
    if len(head) < len(prefix):
        return any(prefix[:at] + prefix[at + 1 :] == head for at in range(len(prefix)))
    wrong = [at for at, (a, b) in enumerate(zip(head, prefix, strict=True)) if a != b]
    return len(wrong) == 1 or (len(wrong) == 2 and sorted(head) == sorted(prefix))


_registers: list[tuple[object, Register]] = []
_MOST_REGISTERS = 4


def register_of(sections: Mapping[str, Any]) -> Register:
    """The register of these sections; kept, as every report of a run has the same ones."""
    documents = sections["documents"]
    for known, register in _registers:
        if known is documents:
            return register
    register = Register(documents, sections["document_titles"])
    _registers.append((documents, register))
    del _registers[:-_MOST_REGISTERS]
    return register
