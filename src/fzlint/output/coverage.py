"""The coverage of the outline as bars, and the score with its arithmetic in words and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fzlint.checklist.model import STATUSES, Checklist, Item
from fzlint.messages import Messages
from fzlint.output.neutral import neutral
from fzlint.output.summary import named
from fzlint.output.terminal import Screen
from fzlint.output.width import pad, text_width, wrap
from fzlint.result import Result

_TOTAL_CELLS = 20
_NARROW = 70  # columns below which the names of items get lines of their own

Judged = list[tuple[Item, str]]


def coverage_lines(
    result: Result, checklist: Checklist, messages: Messages, screen: Screen, *, hint: bool
) -> Iterator[str]:
    """One line for each part of the outline: bar, met of applicable, and what is missing or weak; then all together.

    ``hint``: say how the gaps can be listed one by one. Nothing when the outline does not apply.
    """
    parts = _parts(result, checklist)
    asked = {part: [(i, s) for i, s in judged if s != "not-applicable"] for part, judged in parts.items()}
    every = [entry for judged in asked.values() for entry in judged]
    if not every:
        return
    yield ""
    yield screen.paint(messages("text.group.outline"), "strong")
    total = messages("text.outline-total")
    labels = {part: messages(f"outline.part-{part}" if part else "text.outline-other") for part in parts}
    wide = max(map(text_width, (total, *labels.values())))
    cells = max(map(len, asked.values()))
    for part, judged in asked.items():
        counts = Counter(status for _, status in judged)
        fraction = f"{counts['met']}/{len(judged)}" if judged else messages("text.status.not-applicable")
        line = f"  {pad(labels[part], wide)}  {screen.bar(counts)}{' ' * (cells - len(judged))}  {fraction}"
        plain = wide + cells + 6 + text_width(fraction)
        gaps = _gaps(judged, messages)
        if not gaps:
            yield line
        elif screen.columns < _NARROW:
            yield line
            yield from wrap(gaps, screen.columns, first="      ")
        else:
            lines = wrap(gaps, screen.columns, first=" " * (plain + 2))
            yield line + "  " + lines[0].lstrip()
            yield from lines[1:]
    counts = Counter(status for _, status in every)
    told = [f"{counts['met']}/{len(every)}"]
    told += [
        f"{messages(f'text.outline-{status}')} {counts[status]}" for status in ("weak", "missing") if counts[status]
    ]
    bar = screen.bar(_scaled(counts, len(every)))
    yield f"  {pad(total, wide)}  {bar}  {messages('text.comma').join(told)}"
    plain_screen = Screen(signs=screen.signs)
    cells_shown = {status: plain_screen.bar({status: 1}) for status in ("met", "weak", "missing")}
    yield from wrap(messages("text.outline-legend", **cells_shown), screen.columns, first="  ")
    codes = {item.id for item, _ in every}
    notes = sum(f.counts and f.severity == "note" and f.code in codes for f in result.findings)
    if notes and hint:
        yield from wrap(messages("text.outline-hint", count=notes), screen.columns, first="  ")


def score_lines(result: Result, checklist: Checklist, messages: Messages, screen: Screen) -> Iterator[str]:
    """The score, how it comes about, and what was left out of it."""
    yield ""
    head = screen.paint(messages("text.score"), "strong") + messages("text.colon")
    if result.score.value is None:
        yield head + messages("text.no-score")
        return
    yield head + messages("text.score-value", value=_number(result.score.value))
    items = {item.id: item for item in checklist.items}
    settings = checklist.section("score")
    judged: dict[str, list[str]] = {}
    left_out: list[str] = []
    for verdict in result.verdicts:
        item = items.get(verdict.item)
        if item is None:
            continue
        if verdict.status == "not-applicable":
            left_out.append(f"{item.id} {neutral(messages.of(item.title))}")
        else:
            judged.setdefault(item.group, []).append(verdict.status)
    weights = {group: weight for group, weight in settings["weights"].items() if group in judged}
    for group, weight in weights.items():
        share = weight / sum(weights.values()) * 100
        credit = sum(settings["credit"][status] for status in judged[group])
        count = len(judged[group])
        told = messages(
            "text.score-part",
            group=named(messages, "text.score-group", group),
            weight=_number(share),
            credit=_number(credit),
            applicable=count,
            points=_number(share * credit / count),
        )
        yield from wrap(told, screen.columns, first="  ")
    credits = {status: _number(settings["credit"][status]) for status in STATUSES if status in settings["credit"]}
    yield from wrap(messages("text.score-rule", **credits), screen.columns, first="  ")
    if left_out:
        names = messages("text.list-comma").join(left_out) + messages("text.stop")
        yield from wrap(names, screen.columns, first="  " + messages("text.left-out"), rest="    ")


def _parts(result: Result, checklist: Checklist) -> dict[int, Judged]:
    """The outline's items with their statuses by part, 0 for items of no part, in the checklist's order."""
    items = {item.id: item for item in checklist.items}
    parts: dict[int, Judged] = {}
    for verdict in result.verdicts:
        item = items.get(verdict.item)
        if item is not None and item.group == "outline":
            part = next((int(basis["part"]) for basis in item.basis if "part" in basis), 0)
            parts.setdefault(part, []).append((item, verdict.status))
    return parts


def _gaps(judged: Sequence[tuple[Item, str]], messages: Messages) -> str:
    """What is missing and what is weak, by name."""
    told = []
    for status in ("missing", "weak"):
        names = [f"{item.id} {neutral(messages.of(item.title))}" for item, found in judged if found == status]
        if names:
            told.append(
                messages(f"text.outline-{status}") + messages("text.colon") + messages("text.list-comma").join(names)
            )
    return messages("text.semicolon").join(told)


def _scaled(counts: Counter[str], total: int) -> dict[str, int]:
    """The counts as cells of a bar of fixed length; what exists gets at least one cell."""
    cells = {status: max(1, round(counts[status] / total * _TOTAL_CELLS)) for status in counts if counts[status]}
    most = max(cells, key=lambda status: cells[status])
    cells[most] += _TOTAL_CELLS - sum(cells.values())
    return cells


def _number(value: float) -> str:
    """A number with at most two decimals, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
