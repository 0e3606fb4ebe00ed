"""Short reports of a body in which one sentence may name another body, and what C6 says of them."""

from __future__ import annotations

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source
from fzlint.result import Result

STREET = "岭安市翠屏区柏林桥街道办事处"
TOWN = "怀溪县云门镇人民政府"
COUNTY = "临沧江县人民政府"
_LINTER = Linter(shipped())


def linted(text: str) -> Result:
    """What is found in a text; no check may have failed in it."""
    result = _LINTER.lint(Source("r.txt", text, "utf-8"))
    assert result.broken == ()
    return result


def quotes(
    body: str, done: str = "全年检查商户412家次。", *, plan: str = "补充两名执法人员。", signed: str = ""
) -> list[str]:
    """The words that C6 flags in the report of ``body`` with these sentences."""
    parts = ("一、主要举措和成效", done, "二、2024年工作安排", plan, signed or body, "2024年1月18日")
    text = "\n".join((f"{body}2023年度法治政府建设情况报告", *parts))
    return [finding.place.quote for finding in linted(text).findings if finding.code == "C6"]
