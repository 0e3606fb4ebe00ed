"""``fzlint new``: the skeleton of a report, to be filled in."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from fzlint.checklist.model import LEVELS
from fzlint.cli import BAD_USE
from fzlint.cli.options import LANG, Choice, option

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.messages import Messages
    from fzlint.skeleton.building import Skeleton

STDOUT = "-"
SUFFIXES = (".docx", ".txt", ".md")
FIRST_YEAR, LAST_YEAR = 2004, 2099  # of the first call for such reports, and of a number that may be a year
LONGEST = 60  # characters of a body's name or of the addressee


@click.command(
    "new",
    help="生成一份报告的框架：该写的部分都有，每处写明写什么，替换“请填写”即可。\n"
    "例如：fzlint new --body 青石镇人民政府 --year 2025 -o 报告.docx"
    " || Write the skeleton of a report: all parts that are asked for, with hints of what to write there.\n"
    "Such as: fzlint new --body 青石镇人民政府 --year 2025 -o report.docx",
)
@option(
    "--body",
    required=True,
    metavar="NAME",
    env=False,
    help="写报告的单位的全称。 || Full name of the body that reports.",
)
@option(
    "--year",
    required=True,
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    metavar="YEAR",
    env=False,
    help="报告的年度，如 2025。 || Year reported on, such as 2025.",
)
@option(
    "--level",
    type=Choice(LEVELS),
    env=False,
    help="单位的级别；不写时按名称判断。 || Level of the body; by default its name tells.",
)
@option(
    "--addressee",
    metavar="NAME",
    env=False,
    help="主送机关；不写时留待填写。 || To whom the report goes; by default left to be filled in.",
)
@option(
    "-o",
    "--output-file",
    "output",
    default=STDOUT,
    metavar="FILE",
    env=False,
    help="写入的文件，按后缀定格式：.docx、.txt 或 .md；- 为标准输出（默认）。"
    " || File to write, .docx, .txt or .md by its suffix; - is standard output (default).",
)
@option(
    "--force",
    is_flag=True,
    env=False,
    help="文件已存在时覆盖它。 || Replace a file that exists.",
)
@LANG
def command(body: str, year: int, level: str | None, addressee: str | None, output: str, force: bool, lang: str) -> int:
    """Write a skeleton; the exit status."""
    from fzlint.checklist.loading import ChecklistError, shipped
    from fzlint.messages import Messages
    from fzlint.skeleton.building import Request, build, level_from_name

    try:
        checklist = shipped()
    except ChecklistError as error:
        return _refuse(str(error))
    messages = Messages(checklist.section("skeleton")["messages"], lang)
    body = body.strip()
    if not _is_line(body):
        return _refuse(messages("bad-body", most=LONGEST))
    addressee = addressee.strip().rstrip(":：") if addressee else None
    if addressee is not None and not _is_line(addressee):
        return _refuse(messages("bad-addressee", most=LONGEST))
    if output != STDOUT and not output.lower().endswith(SUFFIXES):
        return _refuse(messages("unknown-suffix", path=output, suffixes=" ".join(SUFFIXES)))
    level = level or level_from_name(checklist, body)
    if level is None:
        return _refuse(messages("unknown-level", body=body, levels=_levels(checklist, messages)))
    skeleton = build(checklist, Request(body, level, year, addressee))
    status = _write(skeleton, checklist, output, force=force, messages=messages)
    if status == 0 and skeleton.note is not None:
        _say(messages("note", note=messages.of(skeleton.note)))
    return status


def _is_line(name: str) -> bool:
    """Whether this can stand in a line of a report: not empty, not too long, no control character."""
    return 0 < len(name) <= LONGEST and name.isprintable()


def _levels(checklist: Checklist, messages: Messages) -> str:
    meanings = checklist.section("messages")
    separator = messages.of(meanings["text.list-comma"])
    return separator.join(
        messages("level", word=level, meaning=messages.of(meanings[f"text.level.{level}"])) for level in LEVELS
    )


def _write(skeleton: Skeleton, checklist: Checklist, output: str, *, force: bool, messages: Messages) -> int:
    """Write the skeleton in the form that the name asks for; the exit status."""
    words = checklist.section("skeleton")
    if output == STDOUT:
        from fzlint.skeleton.plain import as_text

        click.echo(as_text(skeleton, words), nl=False)
        return 0
    try:
        content = _content(skeleton, checklist, output)
    except ImportError:
        return _refuse(messages("no-word"))
    try:
        with open(output, "wb" if force else "xb") as file:
            file.write(content)
    except FileExistsError:
        return _refuse(messages("exists", path=output))
    except (OSError, ValueError) as error:
        return _refuse(messages("cannot-write", path=output, reason=getattr(error, "strerror", None) or str(error)))
    _say(messages("written", path=output, hints=skeleton.hints))
    return 0


def _content(skeleton: Skeleton, checklist: Checklist, output: str) -> bytes:
    from fzlint.skeleton import plain

    words = checklist.section("skeleton")
    suffix = os.path.splitext(output)[1].lower()
    if suffix == ".docx":
        from fzlint.skeleton.word import as_word

        return as_word(skeleton, words)
    text = plain.as_markdown(skeleton) if suffix == ".md" else plain.as_text(skeleton, words)
    return text.encode()


def _say(message: str) -> None:
    sys.stderr.write(f"fzlint: {message}\n")


def _refuse(message: str) -> int:
    _say(message)
    return BAD_USE
