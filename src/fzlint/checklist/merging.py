"""Files of a checklist made one: what each section takes from a file that extends others, and where it came from.

Items, words and profiles of all files stand side by side. What stands there already is changed only where a file says
so: an item by ``change: S4``, a group of words by naming itself among its words; words of the program, weights and the
checklist's own id by giving them anew. Anything else that is given twice is a slip, and told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fzlint.checklist.compiling import near
from fzlint.checklist.yaml_nodes import Path

if TYPE_CHECKING:
    from fzlint.checklist.documents import Document

LISTS = ("items",)  # sections that are lists; all others are mappings
CHANGED = ("checklist", "score", "examples", "messages")  # what a file may give anew of what it extends
CONTINUED = ("parts",)  # lists in it are continued by what extends it
DEEP = ("score", "parts")  # joined at every depth, not only by the names at their top
CHANGE = "change"

Origin = tuple["Document", Path]
Told = tuple["Document", Path, bool, str, dict[str, Any]]  # where, whether its key is meant, message key, fields


class Merger:
    """The files added so far, as one.

    ``data``: the merged top-level mapping (do not change it); ``problems``: what a file gives that does not fit;
    ``changed``: positions of items that a file changes.
    """

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.problems: list[Told] = []
        self.changed: dict[int, Any] = {}  # with the item as it was
        self._origins: dict[Path, Origin] = {}
        self._kinds: dict[str, type[Any]] = dict.fromkeys(LISTS, list)
        self._changes: list[tuple[Document, Path, Mapping[str, Any]]] = []
        self._layers: dict[str, int] = {}  # of profiles

    def origin(self, path: Path) -> Origin | None:
        """The file that a path of the data comes from, and the path in it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._origins:
                document, local = self._origins[path[:length]]
                return document, (*local, *path[length:])
        return None

    def add(self, document: Document, without: Collection[Path]) -> None:
        """Add a file but for the entries of these paths."""
        for section, value in document.data.items():
            if section == "extends" or value is None or (section,) in without:
                continue
            kind = self._kinds.setdefault(section, type(value))
            if type(value) is not kind:
                fields = {"name": section, "wanted": [_type_of(kind)], "found": _type_of(type(value))}
                self.problems.append((document, (section,), False, "checklist.wrong-type", fields))
                continue
            self._origins[(section,)] = (document, (section,))
            left_out = {path[1] for path in without if len(path) == 2 and path[0] == section}
            if section in LISTS:
                self._add_items(document, section, value, left_out)
            elif kind is dict:
                self._add_entries(document, section, {k: v for k, v in value.items() if k not in left_out})
            elif section in self.data:
                self._twice(document, (section,), (section,))
            else:
                self.data[section] = value

    def finish(self) -> None:
        """Make the changes of items, when all files are added; put the profiles of what extends before the others."""
        listed = enumerate(self.data.get("items", ()))
        positions = {str(item.get("id")): at for at, item in listed if isinstance(item, dict)}
        done: set[tuple[int, str]] = set()
        for document, local, entry in self._changes:
            id_ = str(entry[CHANGE])
            at = positions.get(id_)
            if at is None:
                fields = {"name": id_, "near": near(id_, positions)}
                self.problems.append((document, (*local, CHANGE), False, "checklist.unknown-item", fields))
            elif (id(document), id_) in done:
                self.problems.append((document, (*local, CHANGE), False, "checklist.changed-twice", {"name": id_}))
            else:
                done.add((id(document), id_))
                self._change(document, local, entry, at)
        if len(set(self._layers.values())) > 1:
            profiles = self.data["profiles"]
            self.data["profiles"] = {
                name: profiles[name] for name in sorted(profiles, key=lambda name: -self._layers[name])
            }

    def _add_items(self, document: Document, section: str, value: Sequence[Any], left_out: Collection[Any]) -> None:
        items = self.data.setdefault(section, [])
        for at, entry in enumerate(value):
            if at in left_out:
                continue
            if isinstance(entry, dict) and CHANGE in entry:
                self._changes.append((document, (section, at), entry))
                continue
            self._origins[(section, len(items))] = (document, (section, at))
            items.append(entry)

    def _add_entries(self, document: Document, section: str, value: Mapping[Any, Any]) -> None:
        if section == "profiles":
            self._layers |= {name: document.layer for name in value if name not in self._layers}
        known = self.data.setdefault(section, {})
        if section == "lexicon":
            value = self._with_words(document, known, value)
        self._unite(document, (section,), (section,), known, value, deep=section in DEEP)

    def _unite(
        self,
        document: Document,
        path: Path,
        local: Path,
        known: dict[Any, Any],
        value: Mapping[Any, Any],
        *,
        deep: bool,
    ) -> None:
        section = path[0]
        for key, entry in value.items():
            here, there = (*path, key), (*local, key)
            before = known.get(key)
            if key not in known:
                known[key] = entry
                self._origins[here] = (document, there)
            elif deep and isinstance(before, dict) and isinstance(entry, dict):
                known[key] = dict(before)
                self._unite(document, here, there, known[key], entry, deep=True)
            elif section in CONTINUED and isinstance(before, list) and isinstance(entry, list):
                self._origins |= {(*here, len(before) + at): (document, (*there, at)) for at in range(len(entry))}
                known[key] = [*before, *entry]
            elif section in CHANGED and self._newer(document, here):
                known[key] = entry
                self._set(here, document, there)
            else:
                self._twice(document, there, here)

    def _with_words(self, document: Document, known: dict[Any, Any], value: Mapping[Any, Any]) -> dict[Any, Any]:
        """The groups that are new; one that names itself among its words is added to the group of this name."""
        new = {}
        for name, words in value.items():
            listed = words if isinstance(words, list) else [words]
            own = f"${name}"
            if name not in known or own not in listed:
                new[name] = words
                continue
            before = known[name] if isinstance(known[name], list) else [known[name]]
            known[name] = list(before)
            for at, word in enumerate(listed):
                if word != own:
                    self._origins[("lexicon", name, len(known[name]))] = (document, ("lexicon", name, at))
                    known[name].append(word)
        return new

    def _change(self, document: Document, local: Path, entry: Mapping[str, Any], at: int) -> None:
        """Give keys of an item anew; of a mapping (title, severity, evidence, options …) only the names given."""
        items = self.data["items"]
        self.changed.setdefault(at, items[at])
        item = items[at] = dict(items[at])
        for key, value in entry.items():
            if key == CHANGE:
                continue
            here, there = ("items", at, key), (*local, key)
            if isinstance(value, dict) and isinstance(item.get(key), dict):
                item[key] = {**item[key], **value}
                for name in value:
                    self._set((*here, name), document, (*there, name))
            else:
                item[key] = value
                self._set(here, document, there)

    def unchange(self, at: int) -> None:
        """Take the changes of an item back."""
        self.data["items"][at] = self.changed[at]

    def _set(self, path: Path, document: Document, local: Path) -> None:
        for known in [known for known in self._origins if known[: len(path)] == path]:
            del self._origins[known]
        self._origins[path] = (document, local)

    def _newer(self, document: Document, path: Path) -> bool:
        """Whether a file extends the one that gave what stands at ``path``."""
        origin = self.origin(path)
        return origin is not None and document.layer > origin[0].layer

    def _twice(self, document: Document, local: Path, path: Path) -> None:
        origin = self.origin(path)
        if origin is None or origin[0] is document:
            return
        first, first_path = origin
        fields: dict[str, Any] = {"name": path[-1], "first": (first, first_path)}
        key = (
            "duplicate-key" if document.layer == first.layer else f"given-{path[0]}" if path[0] in _HINTED else "given"
        )
        self.problems.append((document, local, True, f"checklist.{key}", fields))


def _type_of(kind: type[Any]) -> str:
    return "type.object" if kind is dict else "type.array" if kind is list else "type.string"


_HINTED = ("lexicon", "profiles")  # sections in which there is another way to say it
