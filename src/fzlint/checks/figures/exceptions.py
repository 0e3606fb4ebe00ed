"""All of them, and yet not all: 整改率100%, 均配备, 全覆盖 beside a stated shortcoming of so many that are not.

An exception is a count in the part on shortcomings with a denial behind it (仍有3个村未配备法律顾问). It contradicts a
claim of the other parts when both speak of one act and of one thing. The words are the checklist's (``facts``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fzlint.checks.context import Context
from fzlint.checks.figures.wording import any_of, kept
from fzlint.report.parts import SHORTCOMINGS
from fzlint.report.report import Statement

Span = tuple[int, int]
_BEFORE = 40  # characters of its statement before a claim, or a count, that may name the thing
_HAN_RUN = re.compile(r"[一-鿿]{2,}")
_NUMBER = re.compile(r"\d{2,}")


class _Knowledge:
    """The section ``exceptions`` of the facts, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.gate = any_of(data["denials"])
        denial = "|".join(data["denials"])
        units = "|".join(data["units"])
        count = r"(?:[1-9]\d*|[一二两三四五六七八九十百]+)"
        self.exception = re.compile(
            rf"(?<![\d.第]){count}(?:余|多|几)?(?:{units})(?!是)(?P<thing>[^,;:。!?\n]{{0,18}}?,?)"
            rf"(?P<denied>(?:{denial})(?P<rest>[^,;:。!?\n]{{0,14}}))"
        )
        self.not_denied = re.compile("|".join(data["not_denied"]))
        self.claims = [re.compile(pattern) for pattern in data["claims"]]
        self.acts = [frozenset(words) for words in data["acts"]]
        self.all_acts = any_of(tuple(word for words in data["acts"] for word in words))
        self.adverbs = any_of(data["adverbs"])
        self.blocked = any_of(data["blocked"])
        self.claim_blocked = any_of(data["claim_blocked"])
        self.common = any_of(data["common"])
        self.bearers: Sequence[str] = data["bearers"]


class _Said(NamedTuple):
    """A claim or an exception: place, acts that it speaks of (indices), words that name its thing, and whose it is.

    ``verb``: of an exception, what is denied; of a claim, the words that may hold it.
    """

    start: int
    end: int
    acts: frozenset[int]
    thing: str
    bearers: frozenset[str]
    verb: str


def exceptions(context: Context, data: Mapping[str, Any]) -> Iterator[tuple[Span, Span]]:
    """Pairs of places: what is claimed of all, and the exception to it."""
    words = kept(data, _Knowledge)
    parts: Sequence[str] = data["parts"]
    found = [said for statement in context.statements(SHORTCOMINGS) for said in _exceptions(context, statement, words)]
    if not found:
        return
    claims = [said for statement in context.statements(*parts) for said in _claims(context, statement, words)]
    for exception in found:
        for claim in claims:
            if not (claim.acts & exception.acts or (exception.verb and exception.verb in claim.verb)):
                continue
            if claim.bearers and exception.bearers and not claim.bearers & exception.bearers:
                continue  # 12个村全部建立 … 2个社区尚未建立
            if _one_thing(claim.thing, exception.thing, words, data):
                yield (claim.start, claim.end), (exception.start, exception.end)
                break


def _exceptions(context: Context, statement: Statement, words: _Knowledge) -> Iterator[_Said]:
    text = context.text[statement.start : statement.end]
    if not words.gate.found(text) or words.blocked.found(text):
        return
    for found in words.exception.finditer(text):
        if words.not_denied.match(found["denied"]):
            continue
        rest = words.adverbs.pattern.sub("", found["rest"])
        acts = _acts(found["denied"] if rest else found["thing"] + found["denied"], words)
        verb = rest[:2] if len(rest) > 1 else ""
        if acts or verb:
            thing = text[max(0, found.start() - _BEFORE) : found.end()]
            bearers = _bearers(found["thing"], words)
            yield _Said(statement.start + found.start(), statement.start + found.end(), acts, thing, bearers, verb)


def _claims(context: Context, statement: Statement, words: _Knowledge) -> Iterator[_Said]:
    text = context.text[statement.start : statement.end]
    for pattern in words.claims:
        for found in pattern.finditer(text):
            thing = text[max(0, found.start() - _BEFORE) : found.end()]
            if words.claim_blocked.found(thing):
                continue
            start, end = statement.start + found.start(), statement.start + found.end()
            yield _Said(start, end, _acts(found.group(), words), thing, _bearers(thing, words), found.group())


def _bearers(text: str, words: _Knowledge) -> frozenset[str]:
    return frozenset(bearer for bearer in words.bearers if bearer in text)


def _acts(text: str, words: _Knowledge) -> frozenset[int]:
    if not words.all_acts.found(text):
        return frozenset()
    return frozenset(index for index, act in enumerate(words.acts) if any(word in text for word in act))


def _one_thing(claim: str, exception: str, words: _Knowledge, data: Mapping[str, Any]) -> bool:
    """Whether both texts name one thing: a long word in common, or two short ones, or a short one and a figure."""
    shared = _shared(words.common.pattern.sub("|", claim), words.common.pattern.sub("|", exception))
    if any(len(word) >= data["long_word"] for word in shared):
        return True
    if not shared:
        return False
    figures = set(_NUMBER.findall(claim)) & set(_NUMBER.findall(exception))
    return len(shared) > 1 or bool(figures)


def _shared(one: str, other: str) -> set[str]:
    """The longest runs of Chinese characters, of two at the least, that stand in both texts."""
    found: set[str] = set()
    for run in _HAN_RUN.finditer(one):
        word = run.group()
        at = 0
        while at < len(word) - 1:
            length = 2
            if word[at : at + length] not in other:
                at += 1
                continue
            while at + length < len(word) and word[at : at + length + 1] in other:
                length += 1
            found.add(word[at : at + length])
            at += length
    return found
