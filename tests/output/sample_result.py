"""A small checklist and results made by hand: what the outputs show of them does not change with the knowledge."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import yaml

from fzlint.checklist.model import CheckItem, Checklist, Item, Threshold
from fzlint.messages import Messages
from fzlint.result import Answer, Failure, Finding, Result, Score, Verdict
from fzlint.text.places import Place

_NAMES = ("messages.yaml", "messages-output.yaml", "messages-gate.yaml")
_SHIPPED = [Path(__file__).parents[2] / "checklist" / name for name in _NAMES]
_SOURCE = "《法治政府建设与责任落实督察工作规定》（年度报告内容第{}项）"
_OUTLINE = "《法治政府建设实施纲要(2021—2025年)》第{}部分"


def messages(language: str = "zh") -> Messages:
    """The shipped messages of the outputs."""
    catalogue = {}
    for file in _SHIPPED:
        catalogue |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return Messages(catalogue, language)


def _item(id_: str, zh: str, en: str, group: str, part: int | None = None) -> Item:
    basis = ({"source": "outline", "part": part},) if part else ({"source": "regulation", "content": 1},)
    text = {"zh": "略", "en": "-"}
    return Item(
        id=id_, name=id_.lower(), title={"zh": zh, "en": en}, group=group, basis=basis, requirement=text, why=text,
        years=(None, None), levels=None, silent=frozenset(), severity={"missing": "note", "weak": "note"}, entries=(),
        met=Threshold(1, None, "statement"), weak=Threshold(1, None, "statement"), remedy=text, examples={},
    )  # fmt: skip


def _check(id_: str, zh: str, en: str) -> CheckItem:
    text = {"zh": "略", "en": "-"}
    return CheckItem(
        id=id_, name=id_.lower(), title={"zh": zh, "en": en}, check="rates", options={}, basis=(), requirement=text,
        why=text, severity="error", message=text, remedy=text, examples={},
    )  # fmt: skip


ITEMS = (
    _item("S1", "主要举措和成效", "Measures and results", "contents"),
    _item("S2", "存在的不足", "Shortcomings", "contents"),
    _item("S3", "不足的原因", "Causes", "contents"),
    _item("S4", "党政主要负责人履行推进法治建设第一责任人职责", "First responsible persons", "contents"),
    _item("S5", "下一年度主要安排", "Next year", "contents"),
    _item("O1.1", "学习贯彻习近平法治思想", "Study", "outline", 1),
    _item("O2.1", "推进政府机构职能优化协同高效", "Functions", "outline", 2),
    _item("O2.2", "深入推进“放管服”改革", "Reform", "outline", 2),
    _item("O2.3", "持续优化法治化营商环境", "Business", "outline", 2),
    _item("O3.1", "加强重要领域立法", "Legislation", "outline", 3),
    _item("O10.1", "加强党对法治政府建设的领导", "Leadership", "outline", 10),
)
CHECKS = (_check("C2", "比率与所列数字不符", "Rate and figures"), _check("C5", "不足没有对应安排", "Unanswered"))
CHECKLIST = Checklist(
    id="sample",
    version="1",
    data={
        "sections": {
            "score": {
                "weights": {"contents": 60, "outline": 40},
                "credit": {"met": 1.0, "weak": 0.5, "missing": 0.0},
            },
            "profiles": {"sample": {"note": {"zh": "这是一份示例方案。", "en": "A sample profile."}}},
        }
    },
    items=ITEMS,
    checks=CHECKS,
    groups={},
    terms={},
    patterns=(),
)

_STATUS = {
    "S3": "missing",
    "S4": "weak",
    "O2.2": "weak",
    "O2.3": "missing",
    "O3.1": "not-applicable",
    "O10.1": "missing",
}
WHOLE = Place(1, 1, 1, 1, "")
HOSTILE = "办理\x1b[31m红色\x1b[0m事项\r\n::error file=a::骗人\u202e反\u2066向\x07响铃\x00空##[error]假" + "很长" * 300


def _finding(code: str, severity: str, message: str, place: Place, basis: str, *related: Place) -> Finding:
    remedy = (
        f"请按{code}的要求修改：写明做法、数量和结果，并核对前后是否一致；写不出数字的，说明正在采取的措施和完成时间。"
    )
    fingerprint = sha256(f"{code}-{place.line}".encode()).hexdigest()[:32]
    return Finding(code, code.lower(), severity, message, remedy, (basis,), place, related, fingerprint)


_EVIDENCE = Place(5, 3, 5, 21, "全年调解矛盾纠纷96件，调解成功94件。")
_RATE = Place(15, 8, 15, 30, "立案159宗，结案138宗，结案率为93.5%。")
_OTHER_RATE = Place(40, 2, 40, 12, "结案率86.8%")
_FEW_PEOPLE = Place(12, 1, 12, 20, "一是专职法制审核人员仅1名。")
_MORE_PEOPLE = Place(45, 1, 45, 12, "增配1名法制审核人员。")
_TESTING = Place(31, 3, 31, 9, "检验检测支撑不足")
_SLOGAN = Place(16, 1, 16, 9, "深化放管服改革。")
_DUTY = Place(20, 1, 20, 9, "落实第一责任人职责。")
_UNANSWERED = "下一年度安排中没有回应这条不足。"

RESULT = Result(
    "草稿/青溪镇 2024.txt",
    kind="annual-report",
    title="青溪镇人民政府2024年度法治政府建设情况报告",
    body="青溪镇人民政府",
    body_level="township",
    year=2024,
    profile="sample",
    script="simplified",
    verdicts=tuple(
        Verdict(item.id, status, (_EVIDENCE,) if status == "met" else ())
        for item in ITEMS
        for status in [_STATUS.get(item.id, "met")]
    ),
    findings=(
        _finding("O10.1", "note", "举措中没有写到：加强党对法治政府建设的领导。", WHOLE, _OUTLINE.format(10)),
        _finding("O2.3", "note", "举措中没有写到：持续优化法治化营商环境。", WHOLE, _OUTLINE.format(2)),
        _finding("S3", "warning", "报告没有写：不足的原因。", _FEW_PEOPLE, _SOURCE.format(2)),
        _finding("C2", "error", "结案率写作93.5%，应为86.8%（138÷159）。", _RATE, _SOURCE.format(1), _OTHER_RATE),
        _finding("O2.2", "note", "只是提到，没有写具体做法：深入推进“放管服”改革。", _SLOGAN, _OUTLINE.format(2)),
        _finding("S4", "warning", "写得不具体、不完整：履行第一责任人职责。", _DUTY, _SOURCE.format(3)),
        _finding("C5", "error", _UNANSWERED, _TESTING, _SOURCE.format(4)),
        _finding("C5", "error", _UNANSWERED, Place(33, 3, 33, 900, HOSTILE), _SOURCE.format(4)),
    ),
    answers=(Answer(_FEW_PEOPLE, "yes", _MORE_PEOPLE), Answer(_TESTING, "no", None)),
    score=Score(62.0, {"met": 5, "weak": 2, "missing": 3, "not-applicable": 1}),
)
CLEAN = Result(
    "-",
    kind="unknown",
    year=2019,
    verdicts=tuple(Verdict(item.id, "met" if item.group == "contents" else "not-applicable", ()) for item in ITEMS),
    score=Score(100.0, {"met": 5, "weak": 0, "missing": 0, "not-applicable": 6}),
)
OTHER = Result("公开年报.txt", kind="information-disclosure", title="青溪镇2024年政府信息公开工作年度报告", year=2024)
FAILED = Result("不存在.txt", error=Failure("not-found", "找不到文件：不存在.txt。"))
RESULTS = (RESULT, CLEAN, OTHER, FAILED)
