"""The examples of a checklist's items, run: each is a document of its own and must be judged as its item says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fzlint.checklist.documents import Documents
from fzlint.checklist.model import CheckItem, Checklist, Item
from fzlint.linting import Linter
from fzlint.reading.source import Source

BROKEN = "broken"  # what an example gives whose check raised


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one example gave. ``expected`` and ``got``: met, weak, missing, not-applicable; flagged, clean; broken.

    ``index`` counts the examples of one item and one expectation from 0; ``text`` is the example as written.
    """

    item: str
    expected: str
    index: int
    got: str
    text: str
    detail: str = ""

    @property
    def surprise(self) -> bool:
        """Whether the example was not judged as it should be."""
        return self.got != self.expected


def run_examples(checklist: Checklist, ids: Collection[str] | None = None) -> list[Outcome]:
    """Run the examples of the items with these ids (None: of all), in the checklist's order."""
    runner = _Runner(checklist)
    items: Sequence[Item | CheckItem] = (*checklist.items, *checklist.checks)
    return [outcome for item in items if ids is None or item.id in ids for outcome in runner.run(item)]


def example_places(documents: Documents) -> dict[tuple[str, str, int], tuple[str, int, int]]:
    """File, line and column of each example by item, expectation and index; items of the base only if changed."""
    places: dict[tuple[str, str, int], tuple[str, int, int]] = {}
    for position, item in enumerate(documents.merged.get("items", ())):
        if documents.locate(("items", position))[0].base and position not in documents.merger.changed:
            continue
        for expected, texts in item["examples"].items():
            for index in range(len(texts)):
                document, path = documents.locate(("items", position, "examples", expected, index))
                places[item["id"], expected, index] = (str(document.file), *document.position(path))
    return places


class _Runner:
    """Runs examples by one linter."""

    def __init__(self, checklist: Checklist) -> None:
        self._linter = Linter(checklist)
        self._settings = checklist.section("examples")
        self._roles = checklist.section("parts").get("roles", {})

    def run(self, item: Item | CheckItem) -> Iterator[Outcome]:
        """What each example of an item gives."""
        for expected, texts in item.examples.items():
            for index, text in enumerate(texts):
                got, detail = self._got(item, text)
                yield Outcome(item.id, expected, index, got, text, detail)

    def _got(self, item: Item | CheckItem, text: str) -> tuple[str, str]:
        try:
            result = self._linter.lint(Source("example", self._document(item, text), "utf-8"))
        except Exception as error:  # a check under work may raise anything; the other examples are still run
            return BROKEN, f"{type(error).__name__}: {error}"
        if isinstance(item, CheckItem):
            found = [finding for finding in result.findings if finding.code == item.id]
            return ("flagged", found[0].message) if found else ("clean", "")
        status = next((verdict.status for verdict in result.verdicts if verdict.item == item.id), "not-applicable")
        return status, ""

    def _document(self, item: Item | CheckItem, text: str) -> str:
        """The example as a document.

        An algorithm's is one as it stands: what the algorithm needs stands in it, and what it lacks may be the point.
        One line of a content's is a sentence and gets a title and the heading of the part in which the item looks;
        several lines get a title if they have none.
        """
        if isinstance(item, CheckItem) or ("\n" in text.strip() and self._has_title(text)):
            return text
        heading = "" if "\n" in text.strip() else self._heading(item)
        return f"{self._title(item)}\n一、{heading}\n{text}" if heading else f"{self._title(item)}\n{text}"

    def _has_title(self, text: str) -> bool:
        title = self._linter.lint(Source("example", text, "utf-8")).title
        return title is not None and text.lstrip().startswith(title)

    def _heading(self, item: Item) -> str:
        """The heading of the part in which the item is looked for: the measures if they are among its parts."""
        wanted: Sequence[str] = ("measures",)
        if all("measures" not in entry.look_in for entry in item.entries):
            wanted = [part for entry in item.entries for part in sorted(entry.look_in)]
        return next((self._roles[part]["title"]["zh"] for part in wanted if part in self._roles), "")

    def _title(self, item: Item) -> str:
        """A title of a body and year that the item is asked of."""
        bodies: dict[str, str] = self._settings["bodies"]
        year: int = self._settings["year"]
        asked = [level for level in bodies if item.levels is None or level in item.levels] or list(bodies)
        # a body of whom the item is asked even when the report says nothing of it
        level = next((level for level in asked if level not in item.silent), asked[0])
        if not item.applies(None, year):
            year = item.years[1] if item.years[1] is not None and item.years[1] < year else item.years[0] or year
        return str(self._settings["title"]).format(body=bodies[level], year=year)
