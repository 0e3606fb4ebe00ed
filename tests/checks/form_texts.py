"""Reports that hold given lines, and what the checks of form and text find in them."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fzlint.checks.context import Context, Flag
from fzlint.report.parts import PartWords
from fzlint.report.report import Report, ReportWords, read_report
from fzlint.report.words import HeadWords
from fzlint.text.view import View

_CHECKLIST = Path(__file__).parents[2] / "checklist"
TITLE = "石岭镇人民政府2023年度法治政府建设情况报告"
SIGNED = "石岭镇人民政府\n2024年1月12日"
TEXT = "2023年，石岭镇扎实推进法治政府建设，全年开展普法宣传18场，调解纠纷45件，现将情况报告如下。"


@cache
def load(name: str) -> Any:
    """A file of the checklist."""
    return yaml.safe_load((_CHECKLIST / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def _words() -> ReportWords:
    head = load("head")
    return ReportWords(HeadWords.from_mapping(head.get("head", head)), PartWords.from_mapping(load("parts")["parts"]))


@cache
def item(code: str) -> Any:
    """The item of this code."""
    items = [*load("checks-form")["items"], *load("checks-text")["items"]]
    return next(item for item in items if item["id"] == code)


def report(*lines: str) -> str:
    """A report with title, first paragraph, these lines, and sign-off."""
    return "\n".join((TITLE, TEXT, *lines, SIGNED))


def read(raw: str) -> Report:
    """The report in ``raw`` as the linter reads it."""
    return read_report(View(raw), _words())


def flags(code: str, raw: str) -> list[Flag]:
    """What the check of ``code`` finds in a document; every message must fill in both languages."""
    bound = item(code)
    check = importlib.import_module(f"fzlint.checks.{bound['check']}").check
    found = list(check(Context(read(raw), bound["options"], {}, {}, {}, {})))
    for flag in found:
        for field in ("message", "remedy"):
            for language in ("zh", "en"):
                assert bound[field][language].format_map(flag.fields), (code, field, language)
    return found


def quotes(code: str, raw: str) -> list[str]:
    """The author's characters that the check of ``code`` flags."""
    view = View(raw)
    return [view.place(flag.start, flag.end).quote for flag in flags(code, raw)]


def told(found: Iterable[Flag]) -> str:
    """The Chinese reasons of flags."""
    return " ".join(str(flag.fields["reason_zh"]) for flag in found)
