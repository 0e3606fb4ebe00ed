"""Reports for the tests of baseline, waivers and comparisons: texts that are linted, and results made by hand."""

from __future__ import annotations

from functools import cache

from fzlint.checklist.loading import shipped
from fzlint.fingerprints import document_id, finding_id, lacks
from fzlint.linting import Linter
from fzlint.messages import Messages
from fzlint.reading.source import Source
from fzlint.result import Finding, Result, Score, Verdict
from fzlint.text.places import Place

BODY = "青溪镇人民政府"
NAMELESS = """2024年度法治政府建设情况报告

2024年，我镇认真落实上级部署，全年受理调解案件{cases}件，调解成功{settled}件。现将有关情况报告如下。

一、主要举措和成效

我镇组织干部学法4次，开展普法讲座12场，受众860人次。办理行政处罚案件31件，全部录入平台。

二、存在的不足

一是执法人员力量不足，持证人员仅有3人，主要原因是编制空缺。二是普法形式单一，群众参与度不高。

三、下一步工作安排

2025年，我镇将招录执法人员2名，创新普法形式，开展巡回宣讲20场。
"""


@cache
def linter() -> Linter:
    return Linter(shipped())


def messages(language: str = "zh") -> Messages:
    return Messages(shipped().section("messages"), language)


@cache
def lint(text: str, path: str = "report.txt") -> Result:
    return linter().lint(Source(path, text, "utf-8"))


def finding(
    code: str, words: str, *, body: str | None = BODY, year: int | None = 2024, severity: str = "error"
) -> Finding:
    """A finding on ``words``; without any, or with ``weak``, that of a verdict."""
    place = Place(3, 1, 3, 1 + len(words), words) if words else Place(1, 1, 1, 1, "")
    told = f"quote\0{words}" if words not in ("", "weak") else lacks("weak" if words else "missing")
    fingerprint = document_id(body, year) + finding_id(code, told)
    message = f"{code}：{words or '缺失'}"
    return Finding(code, code.lower(), severity, message, "改。", ("依据",), place, (), fingerprint)


def result(
    *findings: Finding, path: str = "a.txt", body: str | None = BODY, year: int | None = 2024, **verdicts: str
) -> Result:
    """The result of a report with these findings and the statuses of its items."""
    return Result(
        path,
        kind="annual-report",
        title=f"{body}2024年度法治政府建设情况报告",
        body=body,
        year=year,
        document=document_id(body, year),
        verdicts=tuple(Verdict(item, status, ()) for item, status in verdicts.items()),
        findings=findings,
        score=Score(50.0, {}),
    )
