"""Reports that hold given sentences, what the checks of figures find in them, and numbers in Chinese numerals."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fzlint.checklist.loading import shipped
from fzlint.checks import load_check
from fzlint.checks.context import Context, Flag
from fzlint.checks.figures import Quantity, figures_of
from fzlint.checks.figures.quantities import Figures
from fzlint.report.parts import PartWords
from fzlint.report.report import ReportWords, read_report
from fzlint.report.words import HeadWords
from fzlint.text.view import View

CODES = {"C1": "sums", "C2": "rates", "C3": "contradictions"}
HEAD = "石岭镇人民政府2024年度法治政府建设情况报告\n一、主要举措和成效\n"
LACKING = "\n二、存在的不足\n"
FOOT = f"{LACKING}一是执法力量不足，人员少、任务重，培训不够。"
_DIGITS = "零一二三四五六七八九"


@cache
def sentences() -> Any:
    """Constructed sentences: ``wrong`` by code, and ``clean``."""
    return yaml.safe_load((Path(__file__).parent / "figures_sentences.yaml").read_text(encoding="utf-8"))


@cache
def _words() -> ReportWords:
    checklist = shipped()
    return ReportWords(
        HeadWords.from_mapping(checklist.section("head")), PartWords.from_mapping(checklist.section("parts"))
    )


def context(body: str, *, head: str = HEAD) -> Context:
    """What a check is given for a report with this body."""
    text = head + body
    if LACKING not in body:
        text += FOOT
    report = read_report(View(text), _words())
    return Context(report, {}, shipped().data["sections"], {}, {}, {})


def flags(code: str, body: str) -> list[Flag]:
    """What the item of this code flags in a report with this body."""
    given = context(body)
    item = next(check for check in shipped().checks if check.id == code)
    options = Context(given.report, item.options, given.sections, {}, {}, given.shared)
    return list(load_check(CODES[code])(options))


def codes(body: str) -> set[str]:
    """The codes of the three checks that flag anything in a report with this body."""
    return {code for code in CODES if flags(code, body)}


def figures(body: str) -> Figures:
    """The quantities of a report with this body."""
    return figures_of(context(body))


def quantities(body: str) -> list[Quantity]:
    """The quantities of the first part of a report with this body, in order."""
    return [quantity for group in figures(body).groups for quantity in group]


def han(number: int) -> str:
    """A number below a hundred million in Chinese numerals."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return han(high) + "万" + (("零" if low < 1000 else "") + han(low) if low else "")
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        elif written:
            gap = True
    written = written or "零"
    return written[1:] if written.startswith("一十") else written
