"""What a run of the gap report gathers: reports judged, their JSON, and where their texts are for comparing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fzlint.gap.batch import LintSettings
from fzlint.gap.bodies import Body
from fzlint.gap.copied.telling import CopiedText
from fzlint.gap.model import Batch
from fzlint.output.shapes import line


@dataclass
class Gathered:
    """The reports of a run. ``documents``: their JSON, as far as it will be written or read again.

    ``texts``: paths of the reports that can be read for their text; ``results``: files that hold results only.
    """

    bodies: list[Body] = field(default_factory=list)
    versions: tuple[str, ...] = ()
    documents: list[Mapping[str, Any]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)


def joined(parts: Sequence[Gathered]) -> Gathered:
    """Several as one, in their order."""
    whole = Gathered(versions=tuple(sorted({version for part in parts for version in part.versions})))
    for part in parts:
        whole.bodies += part.bodies
        whole.documents += part.documents
        whole.texts += part.texts
        whole.results += part.results
    return whole


def copied_of_run(now: Gathered, before: Sequence[Gathered], batch: Batch, settings: LintSettings) -> CopiedText | None:
    """What was found copied; None when one report stands alone.

    Results that hold no texts tell what was found when they were stored, if they do. Raises shapes.ShapeError.
    """
    labels = batch.labels()
    if now.results:
        from fzlint.gap.copied.stored import copied_of

        found = copied_of(now.documents, now.results, labels)
        return found if found.copies.documents or len(batch.bodies) > 1 or before else None
    results = [path for gathered in before for path in gathered.results]
    earlier = [path for gathered in before for path in gathered.texts]
    if len(now.texts) < 2 and not earlier and not results:
        return None
    from fzlint.gap.copied.searching import search

    missing = [(line(path, "path"), "results") for path in results]
    return search(now.texts, earlier, settings, batch.messages, labels, not_compared=missing)
