"""C5: a stated shortcoming that no arrangement for next year answers.

Every shortcoming is compared with every arrangement. They agree when they speak of the same subject, in whatever words:
the subjects and the words of either side stand in the checklist (``subjects:``). Where the words do not decide, rare
words that both use, and the order (plans tend to follow the order of the shortcomings) do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fzlint.checks.answering.matching import Matcher
from fzlint.checks.answering.plans import cut_arrangements
from fzlint.checks.answering.segments import Phrases, Shortcoming, ShortcomingCutter
from fzlint.checks.answering.subjects import Subjects
from fzlint.checks.context import AnswerFound, Context, Flag

NEXT_YEAR_ITEM = "S5"
LONGEST_QUOTE = 30  # characters of a shortcoming that its message repeats


class _Knowledge:
    """What the checklist knows of answers, made ready."""

    def __init__(self, subjects: Mapping[str, Any], answering: Mapping[str, Any]) -> None:
        self.source = subjects
        self.phrases = Phrases(answering)
        self.subjects = Subjects(subjects, tuple(answering["ignored"]))
        self.stop = frozenset(answering["stop"]) | frozenset(answering["stop_characters"])


_ready: list[_Knowledge] = []


def _knowledge(context: Context) -> _Knowledge:
    subjects = context.sections["subjects"]
    if not _ready or _ready[0].source is not subjects:
        _ready[:] = [_Knowledge(subjects, context.sections["answering"])]
    return _ready[0]


def check(context: Context) -> Iterator[Flag]:
    """Shortcomings without an answer in next year's arrangements; keeps all answers in ``context.shared``."""
    parts = context.report.parts()
    answers: list[AnswerFound] = []
    context.shared["answers"] = answers
    if "shortcomings" not in parts:
        return
    known = _knowledge(context)
    matcher = Matcher(context.text, known.subjects, known.stop, context.options)
    shortcomings = ShortcomingCutter(context.report, known.phrases, matcher.fields).cut()
    if context.verdicts.get(NEXT_YEAR_ITEM) == "missing":
        answers.extend(AnswerFound(item.start, item.end, "no", None) for item in shortcomings)
        return
    arrangements = cut_arrangements(context.report, known.phrases)
    for item, (answered, by) in zip(shortcomings, matcher.match(shortcomings, arrangements), strict=True):
        answers.append(AnswerFound(item.start, item.end, answered, by))
        if answered == "no":
            yield Flag(item.start, item.end, {"shortcoming": _title(context.text, item)}, likely=item.hidden)


def _title(text: str, item: Shortcoming) -> str:
    words = text[item.start : item.title].replace("\n", "")
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE] + "…"
