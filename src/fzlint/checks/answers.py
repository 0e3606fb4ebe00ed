"""C5: a stated shortcoming that no arrangement for next year answers.

Every shortcoming is compared with every arrangement. They agree when they speak of the same subject, in whatever words:
the subjects and the words of either side stand in the checklist (``subjects:``). Where the words do not decide, rare
words that both use do, and the order (plans tend to follow the order of the shortcomings). When there are no
arrangements at all the report lacks S5; that is said once, not again for every shortcoming.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fzlint.checks.answering.matching import Matcher
from fzlint.checks.answering.nearness import Weights
from fzlint.checks.answering.pieces import Phrases, Shortcoming
from fzlint.checks.answering.plans import cut_arrangements
from fzlint.checks.answering.shortcomings import ShortcomingCutter
from fzlint.checks.answering.subjects import Subjects
from fzlint.checks.context import AnswerFound, Context, Flag
from fzlint.report.parts import SHORTCOMINGS

_NEXT_YEAR_ITEM = "S5"
_LONGEST_QUOTE = 30  # characters of a shortcoming that its message repeats


class Knowledge:
    """What the checklist knows of shortcomings and answers (sections ``subjects`` and ``answering``), made ready."""

    def __init__(self, subjects: Mapping[str, Any], answering: Mapping[str, Any]) -> None:
        self.source = subjects
        self.phrases = Phrases(answering)
        self.subjects = Subjects(subjects, tuple(answering["ignored"]))
        self.stop = frozenset(answering["stop"]) | frozenset(answering["stop_characters"])


_ready: list[Knowledge] = []  # of the checklist last used


def _knowledge(sections: Mapping[str, Any]) -> Knowledge:
    if not _ready or _ready[0].source is not sections["subjects"]:
        _ready[:] = [Knowledge(sections["subjects"], sections["answering"])]
    return _ready[0]


def check(context: Context) -> Iterator[Flag]:
    """Shortcomings without an answer in next year's arrangements; keeps all answers in ``context.shared``."""
    answers: list[AnswerFound] = []
    context.shared["answers"] = answers
    if SHORTCOMINGS not in context.report.parts():
        return
    known = _knowledge(context.sections)
    matcher = Matcher(context.text, known.subjects, known.stop, Weights.of(context.options))
    shortcomings = ShortcomingCutter(context.report, known.phrases, matcher.subjects_of).cut()
    if context.verdicts.get(_NEXT_YEAR_ITEM) == "missing":
        answers.extend(AnswerFound(item.start, item.end, "no", None) for item in shortcomings)
        return
    arrangements = cut_arrangements(context.report, known.phrases)
    for item, (answered, by) in zip(shortcomings, matcher.match(shortcomings, arrangements), strict=True):
        answers.append(AnswerFound(item.start, item.end, answered, by))
        if answered == "no":
            yield Flag(item.start, item.end, {"shortcoming": _quoted(context.text, item)}, likely=item.hidden)


def _quoted(text: str, item: Shortcoming) -> str:
    words = text[item.start : max(item.title, item.start + 1)].replace("\n", "")
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "…"
