"""Runs for the outputs that programs read: ordinary, hostile, large; and the schemas they are held against."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sample_result import CHECKLIST, CLEAN, FAILED, OTHER, RESULT, messages

from fzlint.output.neutral import neutral
from fzlint.output.run import Run
from fzlint.output.standing import Gone, Notice
from fzlint.result import Failure, Finding, Result, Waiver
from fzlint.text.places import Place, Spot

SCHEMAS = Path(__file__).parents[1] / "schemas"
FORMATS = ("jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown")
BASES = {"S4": ("《法治政府建设与责任落实督察工作规定》（年度报告内容第3项）",), "C2": ("《统计法》", "规定")}

# What a report from a stranger may hold, in one text.
EVIL = (
    "\x1b[31m红\x1b[0m\n::error file=a,line=1::骗\r\n##[error]坏]]><script>alert(1)</script>|a|b|`c`\x00\x0b\ufffe"
    "<!-- x --> [链接](http://evil.example) ![图](http://evil.example/a.png) @admin #12 %3A%0A 100% &lt; \u202e反\ud800"
)
FIGURES = replace(RESULT, figures=(9, 40))
WORD = replace(
    RESULT,
    path="报告/第一稿.docx",
    format="docx",
    findings=(
        replace(RESULT.findings[3], place=Place(15, 8, 15, 30, "结案率为93.5%", "一、措施", Spot("body", 12, page=3))),
        replace(RESULT.findings[0], place=Place(9, 1, 9, 1, "", "一、措施 / （二）制度")),
        replace(
            RESULT.findings[6], place=Place(20, 1, 20, 4, "单元格", None, Spot("table", cell=(2, 3, 1)), ), related=()
        ),
    ),
    broken=(("C5", "ValueError, answers.py:12"),),
)  # fmt: skip
WAIVER = Waiver("县委编办已批准增编，人员2025年到岗", "县司法局 李某", datetime.date(2025, 12, 31))
# The contents and a rate waived or known, an outline note waived, another known, one error that counts.
GATED = replace(
    FIGURES,
    findings=tuple(
        replace(
            finding,
            waived=WAIVER if finding.code in ("S3", "O2.3") else None,
            known=finding.code in ("C2", "S3", "O10.1"),
        )
        for finding in RESULT.findings
    ),
)
NOTICES = (
    Notice("expired-waiver", "waivers.yaml:7：“青溪镇人民政府”的 S4 豁免已到期。", "waivers.yaml", 7),
    Notice("unused-waiver", "waivers.yaml:12：“青溪镇人民政府”的 D3 豁免没有用到。", "waivers.yaml", 12),
    Notice("stale-baseline", "基线 base.json 中有1个问题已不再出现。", "base.json"),
)
GONE = (Gone(RESULT.path, "C2", "0123456789abcdef0123456789abcdef", "办结率写作90%，应为91%。"),)
RESULTS = (RESULT, WORD, replace(CLEAN, path="没有问题.txt"), OTHER, FAILED)


def run(*results: Result, language: str = "zh", **options: Any) -> Run:
    """A run with these results (none: the sample)."""
    return Run(results or RESULTS, CHECKLIST, messages(language), BASES, **options)


def gated(*, language: str = "zh", **options: Any) -> Run:
    """A run with waived and known findings, with notices and a finding that is gone."""
    return run(GATED, CLEAN, language=language, notices=NOTICES, gone=GONE, **options)


def hostile() -> Run:
    """A run in which every text that may come from outside is hostile."""
    places = [Place(2, 3, 4, 5, EVIL, EVIL), Place(1, 1, 1, 1, "", EVIL)]
    findings = tuple(
        Finding(code, code.lower(), "error", EVIL, EVIL, (EVIL,), place, (places[0],), f"{code}-{at}", waived=waiver)
        for code in ("S1", "C2")
        for waiver in (None, Waiver(EVIL, EVIL, datetime.date(2025, 1, 1)))
        for at, place in enumerate(places)
    )
    first = replace(RESULT, path="a\n::error ::b/" + EVIL + ".txt", title=EVIL, body=EVIL, findings=findings)
    second = replace(first, path="]]>.docx", format="docx", broken=(("C5", EVIL),))
    failed = Result(EVIL, error=Failure("not-found", EVIL))
    notices = [Notice(kind, neutral(EVIL), EVIL, 2) for kind in ("expired-waiver", "unused-waiver")]
    return run(first, second, failed, notices=notices, gone=[Gone(EVIL, "C2", "0" * 32, EVIL)])


def large(count: int = 10_000) -> Run:
    """A run with one report of this many findings, all alike but for their place."""
    finding = RESULT.findings[3]
    findings = tuple(
        replace(finding, place=Place(at, 1, at, 9, "结案率为93.5%"), fingerprint=f"{at % 5000:032x}")
        for at in range(1, count + 1)
    )
    return run(replace(RESULT, findings=findings))


def schema(name: str) -> Any:
    """A schema of tests/schemas."""
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
