"""Reports of one sentence, and what the checks of cited documents find in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from fzlint.checks import repealed, titles
from fzlint.checks.citing.register import Register, register_of
from fzlint.checks.context import Context, Flag
from fzlint.report.parts import PartWords
from fzlint.report.report import ReportWords, read_report
from fzlint.report.words import HeadWords
from fzlint.text.view import View

_CHECKLIST = Path(__file__).parents[2] / "checklist"
CHECKS: dict[str, ModuleType] = {"R1": repealed, "R2": titles}


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
    return next(item for item in load("checks-documents")["items"] if item["id"] == code)


def register() -> Register:
    """The register of the shipped documents."""
    return register_of(load("documents"))


def report(words: str, year: int = 2024) -> str:
    """A report of ``year`` that says ``words``."""
    return f"云岭镇{year}年度法治政府建设情况报告\n一、主要举措和成效\n{words}"


def flags(code: str, raw: str) -> list[Flag]:
    """What the check of ``code`` finds in a document."""
    context = Context(
        report=read_report(View(raw), _words()),
        options=item(code)["options"],
        sections=load("documents"),
        verdicts={},
        topics={},
        shared={},
    )
    return list(CHECKS[code].check(context))


def quotes(code: str, words: str, year: int = 2024) -> list[str]:
    """The words flagged in a report of ``year`` that says ``words``."""
    raw = report(words, year)
    text = View(raw).text
    return [text[flag.start : flag.end] for flag in flags(code, raw)]


def told(code: str, words: str, year: int = 2024, language: str = "zh") -> list[str]:
    """The messages of what is flagged."""
    message: str = item(code)["message"][language]
    return [message.format_map(flag.fields) for flag in flags(code, report(words, year))]
