"""Reports written for these tests, about fictional places, in both scripts."""

from __future__ import annotations

from functools import cache

_TITLE = "云溪县人民政府2024年法治政府建设年度报告\r\n\r\n"
_SENTENCES = (
    "2024年，云溪县坚持以习近平法治思想为指导，认真落实法治政府建设实施纲要。",
    "县政府主要负责人切实履行推进法治建设第一责任人职责，全年主持召开常务会议学法6次。",
    "健全重大行政决策程序，出台规范性文件12件，合法性审查率达到100%。",
    "深化“放管服”改革，政务服务事项网上可办率为98.5%，群众满意度明显提高。",
    "加强行政执法监督，评查案卷320件，纠正不规范问题27个（其中立案4件）。",
    "依法化解矛盾纠纷，办理行政复议案件86件，行政机关负责人出庭应诉率保持稳定。",
    "一些乡镇执法力量不足，少数干部运用法治思维的能力还不强；",
    "下一年，我们将加大培训力度，完善制度，补齐短板，推动各项任务落到实处。",
)
PHRASES = (
    *(part for sentence in _SENTENCES for part in sentence.replace("；", "，").split("，")),
    *("人大代表建议", "：", "“", "”", "、", "。", "\n", "\t", "12", "3.5", "（一）", "GB/T 1.1", "①"),
)


@cache
def report(length: int, *, traditional: bool = False) -> str:
    """A report of exactly ``length`` characters."""
    text, at = _TITLE, 0
    while len(text) < length:
        text += _SENTENCES[at % len(_SENTENCES)] + ("\r\n" if at % 3 == 2 else "")
        at += 1
    return in_traditional(text[:length]) if traditional else text[:length]


@cache
def in_traditional(text: str) -> str:
    """``text`` in Traditional script, without the few characters that Big5 lacks."""
    from opencc import OpenCC

    converted: str = OpenCC("s2tw").convert(text)
    return converted.encode("big5", "replace").decode("big5")
