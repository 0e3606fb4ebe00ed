"""Batches for the tests of the office files: constructed reports, linted once; hostile words; LibreOffice."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fzlint.checklist.loading import shipped
from fzlint.gap.model import Batch
from fzlint.linting import Linter
from fzlint.messages import Messages
from fzlint.output import json_
from fzlint.reading.source import ReadingError, Source, read_source

DATA = Path(__file__).parents[1] / "data" / "constructed"
_PLAN = "关于印发2024年普法工作计划的通知\n各单位：\n现将2024年普法工作计划印发给你们，请认真执行。\n"


def messages(language: str = "zh") -> Messages:
    """The words of the report."""
    return Messages(shipped().section("messages"), language)


@cache
def _json(language: str) -> str:
    linter = Linter(shipped(), language=language)
    results = [linter.lint(read_source(str(path))) for path in sorted(DATA.glob("*.txt"))]
    results.append(linter.lint(Source("plan.txt", _PLAN, "utf-8")))
    try:
        read_source("missing.txt")
    except ReadingError as error:
        results.append(linter.failed("missing.txt", error))
    return json_.render(results, linter.checklist)


def documents(language: str = "zh") -> list[dict[str, Any]]:
    """The JSON of the constructed reports, of a plan and of a file that is not there."""
    return [json.loads(_json(language))]


def one_document(part: str) -> list[dict[str, Any]]:
    """The JSON of the one report whose file is named so."""
    (document,) = documents()
    return [{**document, "reports": [report for report in document["reports"] if part in report["path"]]}]


def hostile_documents(word: str) -> list[dict[str, Any]]:
    """The JSON of two reports with ``word`` wherever a report's own text stands."""
    (document,) = documents()
    unread = next(report for report in document["reports"] if report["error"])
    unread = {**unread, "path": word, "error": {"kind": "unreadable", "message": word}}
    reports = [_replaced(report, word) for report in document["reports"][:2]]
    return [{**document, "reports": [*reports, unread]}]


def _replaced(value: Any, word: str) -> Any:
    """``value`` with ``word`` for every quote, title, body, path and message in it."""
    if isinstance(value, dict):
        kept = {key: _replaced(entry, word) for key, entry in value.items()}
        own = ("quote", "title", "body", "path", "message", "remedy", "section")
        return kept | {key: word for key in own if isinstance(value.get(key), str)}
    return [_replaced(entry, word) for entry in value] if isinstance(value, list) else value


def batch_of(data: Sequence[Any], language: str = "zh") -> Batch:
    """The batch of these documents."""
    return Batch.from_documents(data, shipped(), messages(language))


def converted(path: Path, form: str, folder: Path) -> Path:
    """``path`` as LibreOffice converts it. Raises FileNotFoundError, subprocess.SubprocessError."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = folder / f"{path.stem}.{form}"
    if not made.exists():
        raise FileNotFoundError(f"soffice makes no {form} of {path.suffix}")
    return made
