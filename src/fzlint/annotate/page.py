"""Remarks beside the text on one web page: self-contained, without scripts, fit to be printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from html import escape
from string import Template

from fzlint.annotate.remarks import Remark
from fzlint.checklist.model import SEVERITIES
from fzlint.messages import Messages

_LINE_END = re.compile(r"\r\n?|\n")
# Control characters, and those that turn the direction of writing, are no part of what a reader sees.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_PAGE = Template("""<!DOCTYPE html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
body { margin: 2em auto; max-width: 72em; padding: 0 1em; color: #1a1a1a; background: #fff;
  font: 16px/1.8 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Songti SC", serif; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 22em; column-gap: 2em; }
.row > p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; min-height: 1em; }
aside, header { font: 13px/1.55 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
aside div, header { margin: 0 0 .7em; padding: .4em .7em; border-left: 4px solid #777; background: #f6f6f6;
  break-inside: avoid; overflow-wrap: anywhere; }
header { margin-bottom: 1.5em; }
aside b, header b { display: block; }
aside span, header span { display: block; }
aside .error { border-color: #b3261e; } aside .warning { border-color: #a65f00; } aside .note { border-color: #2a6099; }
mark { color: inherit; background: #fff3bf; border-bottom: 2px solid #a65f00; }
mark.error { background: #fde0de; border-color: #b3261e; } mark.note { background: #e3eefb; border-color: #2a6099; }
sup { font: 700 11px/1 sans-serif; color: #444; padding: 0 .15em; }
:target { outline: 2px solid #2a6099; }
a { color: inherit; text-decoration: none; }
@media (max-width: 50em) { .row { grid-template-columns: 1fr; } }
@media print { body { margin: 0; max-width: none; font-size: 11pt; padding: 0; }
  .row { grid-template-columns: minmax(0, 1fr) 17em; column-gap: 1.2em; } aside, header { font-size: 9pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
</style>
</head>
<body>
$body</body>
</html>
""")


def annotate_page(text: str, remarks: Sequence[Remark], messages: Messages, title: str) -> str:
    """The page: each line of the author's text with its words marked and numbered, the remarks of it on the right."""
    lines = _LINE_END.sub("\n", text).split("\n")
    spans: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
    beside: dict[int, list[tuple[int, Remark]]] = defaultdict(list)
    out: list[str] = []
    count = 0
    for remark in remarks:
        if not remark.code:
            out.append(f"<header>{_told(remark, remark.head)}</header>\n")
            continue
        count += 1
        place = remark.place
        first, last = min(place.line, len(lines)), min(max(place.end_line, place.line), len(lines))
        beside[first].append((count, remark))
        for at in range(first, last + 1):
            start = place.column - 1 if at == first else 0
            end = place.end_column - 1 if at == last else len(lines[at - 1])
            if end > start:
                spans[at].append((start, end, count, remark.severity))
    for number, line in enumerate(lines, start=1):
        notes = "".join(
            f'<div class="{escape(r.severity)}" id="r{n}">{_told(r, f"{n}. {r.head}")}</div>' for n, r in beside[number]
        )
        side = f"<aside>{notes}</aside>" if notes else ""
        out.append(f'<div class="row"><p>{_marked(line, spans[number])}</p>{side}</div>\n')
    return _PAGE.substitute(lang="zh" if messages.language == "zh" else "en", title=_safe(title), body="".join(out))


def _told(remark: Remark, head: str) -> str:
    return f"<b>{_safe(head)}</b>" + "".join(f"<span>{_safe(line)}</span>" for line in remark.lines)


def _safe(text: str) -> str:
    return escape(_UNSEEN.sub("\ufffd", text))


def _marked(line: str, spans: Sequence[tuple[int, int, int, str]]) -> str:
    """A line with its spans (start, end, number, severity) marked; where several overlap, the gravest shows."""
    if not spans:
        return _safe(line)
    events: dict[int, list[tuple[bool, int, str]]] = defaultdict(list)
    for start, end, number, severity in spans:
        end = min(end, len(line))
        if start < end:
            events[start].append((True, number, severity))
            events[end].append((False, number, severity))
    pieces: list[str] = []
    at, open_ = 0, dict[int, str]()
    for offset in sorted(events):
        pieces.append(_piece(line[at:offset], open_))
        at = offset
        for begins, number, severity in events[offset]:
            if begins:
                open_[number] = severity
            else:
                open_.pop(number, None)
                pieces.append(f'<sup><a href="#r{number}">{number}</a></sup>')
    pieces.append(_safe(line[at:]))
    return "".join(pieces)


def _piece(text: str, open_: dict[int, str]) -> str:
    if not text or not open_:
        return _safe(text)
    severity = min(open_.values(), key=SEVERITIES.index)
    return f'<mark class="{severity}">{_safe(text)}</mark>'
