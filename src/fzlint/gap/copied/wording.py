"""What is said of copied text in sentences: made once here, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fzlint.checklist.model import Checklist
from fzlint.gap.copied.clusters import Cluster
from fzlint.gap.copied.finding import knowledge_of
from fzlint.gap.copied.model import PREVIOUS, SHARED
from fzlint.gap.copied.telling import BodyCopies, CopiedText, Pair, Side, Source, percent
from fzlint.messages import Messages

MOST_SOURCES = 8  # reports named as having text in common with one
_MOST_MISSING = 10  # files named as not compared


class CopiedWording:
    """Sentences in the language of ``messages``; the checklist says from which share on a text is much of it."""

    def __init__(self, messages: Messages, checklist: Checklist) -> None:
        self._say = messages
        self._high = float(knowledge_of(checklist).get("high_share", 1.0))

    def overview(self, copied: CopiedText, *, short: bool = False) -> Iterator[str]:
        """What was compared and found among all reports, one sentence each; ``short``: only what was found."""
        say = self._say
        count = len(copied.copies.documents) if copied.is_compared else 0
        if count and not short:
            key = "copied.sum.compared-earlier" if copied.earlier else "copied.sum.compared"
            yield say(key, count=count, characters=copied.characters, earlier=copied.earlier)
        if count and not copied.ranked:
            yield say("copied.sum.none")
        for kind, field in ((PREVIOUS, "previous"), (SHARED, "shared")):
            some = sum(getattr(body.found, field) > 0 for body in copied.ranked)
            if some:
                yield say(f"copied.sum.{kind}", count=some)
        many = sum((body.share or 0) >= self._high for body in copied.ranked)
        if many and not short:
            yield say("copied.sum.high", count=many, share=percent(self._high))

    def missing(self, copied: CopiedText) -> list[str]:
        """What could not be compared, and why."""
        told = [self._say(f"copied.not.{reason}", path=path) for path, reason in copied.not_compared[:_MOST_MISSING]]
        left = len(copied.not_compared) - len(told)
        return [*told, self._say("copied.not.more", count=left)] if left else told

    def opening(self, body: BodyCopies) -> Iterator[str]:
        """How much of one report's text stands in others, one sentence each."""
        say, found = self._say, body.found
        if not found.characters:
            yield say("copied.one.no-text")
        elif not body.whole.is_compared:
            return
        elif not found.copied:
            yield say("copied.one.none")
        else:
            share = percent(body.share)
            yield say("copied.one.share", characters=found.characters, copied=found.copied, share=share)
            for key, characters, part in (
                ("previous", found.previous, body.share_previous), ("shared", found.shared, body.share_shared),
            ):  # fmt: skip
                if characters:
                    yield say(f"copied.one.{key}", characters=characters, share=percent(part))

    def letter(self, body: BodyCopies) -> str:
        """The same for a letter to the body, with what is asked of it."""
        say, found = self._say, body.found
        if not found.copied:
            return "".join([*self.missing(body.whole), *self.opening(body)])
        told = "".join(self.missing(body.whole))
        if found.previous:
            told += say("copied.letter.previous", characters=found.previous, share=percent(body.share_previous))
        if found.shared:
            told += say("copied.letter.shared", characters=found.shared, share=percent(body.share_shared))
        return told + say("copied.letter.ask")

    def sources(self, sources: Sequence[Source], most: int = MOST_SOURCES) -> list[str]:
        """The reports that have most in common with one, and how much."""
        told = [
            self._say("copied.source", report=self.report(source.body, source.year), paragraphs=source.paragraphs,
                      characters=source.characters)
            for source in sources[:most]
        ]  # fmt: skip
        left = len(sources) - len(told)
        return [*told, self._say("copied.more-sources", count=left)] if left else told

    def report(self, body: str, year: int | None) -> str:
        """A report by its body and year."""
        return self._say("copied.report" if year is None else "copied.report-year", body=body, year=year)

    def side(self, side: Side) -> str:
        """The other report of a pair."""
        return self.report(side.body, side.year)

    def others(self, pair: Pair) -> str:
        """How many bodies have a paragraph, where it is more than the two."""
        return self._say("copied.others", count=pair.others + 1) if pair.others > 1 else ""

    def named(self, pair: Pair) -> str:
        """The other body of a pair in a letter, with how many have the paragraph."""
        if pair.others > 1:
            return self._say("copied.letter.and-others", body=pair.other.body, count=pair.others)
        return self.side(pair.other)

    def pair(self, pair: Pair) -> str:
        """What a pair is."""
        kind = self._say(f"copied.kind.{pair.kind}")
        return self._say("copied.pair", kind=kind, characters=pair.characters, alike=percent(pair.alike))

    def cluster(self, cluster: Cluster) -> str:
        """What a cluster is."""
        return self._say("copied.cluster", bodies=cluster.bodies, characters=cluster.characters)
