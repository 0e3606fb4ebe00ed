"""Markdown as its reader sees it, line by line: the marks go, every line stays where it was."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^`]*")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")
_CHINESE_HEADING = re.compile(
    r"#{1,6}(?=[一二三四五六七八九十（(第])"
)  # written without the blank that the standard asks for
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*){3,80}|(?:\*[ \t]*){3,80}|(?:_[ \t]*){3,80}|={2,200})")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?){1,20}")
_BULLET = re.compile(r"([ \t]{0,40})[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_ALIGNMENT = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,100}\|?[ \t]*")
_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\](?:\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,300}\])")
_LINK = re.compile(r"\[([^\[\]]{1,2000})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_REFERENCE = re.compile(r"\[([^\[\]]{1,2000})\]\[[^\[\]]{0,300}\]")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\[\]]{1,300}\]:[ \t]*\S{1,2000}(?:[ \t]+[\"'(].{0,300})?")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000}|[\w.+-]{1,100}@[\w.-]{1,100})>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,3000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]{1,3000}?)(?<=[^\s*])\*(?![*\d])")
_CODE = re.compile(r"`{1,3}([^`]{1,2000})`{1,3}")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,2000}?)~~")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|br|center|font|span|div|p|sub|sup|small|big)\b[^<>]{0,300}/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
_HELD = "\ue000"  # stands for an escaped mark until the others are gone
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")


def plain(text: str) -> str:
    """``text`` without Markdown's marks, with as many lines, each with its own line end.

    Headings, emphasis, bullets, quotes, links, pictures, code fences and the pipes of tables go; numbers, which are
    text, stay, and so does a star between figures (12*3) or a lone one (*次).
    """
    fenced = ""
    table = False
    found: list[str] = []
    for match in _LINE.finditer(text):
        whole = match.group()
        line = whole.rstrip("\r\n")
        end = whole[len(line) :]
        fence = _FENCE.fullmatch(line)
        if fence and (not fenced or (fence[1].startswith(fenced) and line.strip() == fence[1])):
            fenced = "" if fenced else fence[1]
            line = ""
        elif not fenced and line:
            line, table = _line(line, table)
        found.append(line + end)
    return "".join(found)


def _line(line: str, table: bool) -> tuple[str, bool]:
    """One line, and whether it belongs to a table."""
    if "|" in line and _ALIGNMENT.fullmatch(line):
        return "", True
    if _RULE.fullmatch(line) or _DEFINITION.fullmatch(line):
        return "", False
    row = line.strip()
    if row.startswith("|") and row.count("|") > 1:
        cells = [_inline(cell.strip()) for cell in row.strip("|").split("|")]
        return "\t".join(cells), True
    if table and row.count("|") > 0:
        return "\t".join(_inline(cell.strip()) for cell in row.split("|")), True
    line = _QUOTE.sub("", line, count=1) if line.lstrip(" ").startswith(">") else line
    heading = _HEADING.match(line)
    line = _heading(line[heading.end() :]) if heading else _CHINESE_HEADING.sub("", line, count=1)
    bullet = _BULLET.match(line)
    if bullet and not heading:
        line = bullet[1] + line[bullet.end() :]
    return _inline(line), False


def _heading(text: str) -> str:
    """A heading's text without the marks that may close it (## 一、成效 ##)."""
    text = text.rstrip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare != text and (not bare or bare[-1] in " \t") else text


def _inline(text: str) -> str:
    held: list[str] = []
    if "\\" in text:

        def keep(found: re.Match[str]) -> str:
            held.append(found[1])
            return _HELD

        text = _ESCAPE.sub(keep, text) if _HELD not in text else text
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    if "[" in text:
        text = _IMAGE.sub(r"\1", text)
        text = _LINK.sub(r"\1", text)
        text = _REFERENCE.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
        text = _TAG.sub("", text)
    if "*" in text or "__" in text:
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\1", text)
    if "~~" in text:
        text = _STRUCK.sub(r"\1", text)
    if held:
        left = iter(held)
        text = re.sub(_HELD, lambda _: next(left, ""), text)
    return text
