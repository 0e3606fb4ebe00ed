"""Options as commands declare them: each with its environment variable; choices that name the nearest word; sizes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from fzlint.cli.words import did_you_mean, nearest
from fzlint.messages import LANGUAGES

Function = TypeVar("Function", bound=Callable[..., Any])

_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s*([kmg]?)i?b?", re.I)
_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """An option that the variable FZLINT_<NAME> sets too; ``env=False``: none does."""
    if settings.pop("env", True):
        long = next(name for name in names if name.startswith("--")).partition("/")[0]
        settings.setdefault("envvar", "FZLINT_" + long.removeprefix("--").replace("-", "_").upper())
    return click.option(*names, **settings)


def _language(ctx: click.Context | None) -> str:
    return str(ctx.obj) if ctx is not None and isinstance(ctx.obj, str) else "zh"


class Choice(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """One of a few words; another word is answered with the nearest."""

    name = "choice"

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The words, as the help shows them."""
        return f"[{'|'.join(self.words)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; case does not matter."""
        word = str(value).lower()
        if word in self.words:
            return word
        language = _language(ctx)
        known = ("、" if language == "zh" else ", ").join(self.words)
        message = f"不能是“{value}”，只能是 {known}。" if language == "zh" else f"{value!r} is none of: {known}."
        return self.fail(message + did_you_mean(nearest(word, self.words), language), param, ctx)


class Size(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A size such as 20MB, 500KB or 4096 (bytes)."""

    name = "size"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """How a size is written."""
        return "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The size in bytes."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value).strip())
        size = int(float(found[1]) * _UNITS[found[2].lower()]) if found else 0
        if size > 0:
            return size
        if _language(ctx) == "zh":
            return self.fail(f"“{value}”不是大小，请写成 20MB、500KB 这样。", param, ctx)
        return self.fail(f"{value!r} is no size such as 20MB or 500KB.", param, ctx)


# Options that several commands have, with one meaning and one help.
LANG = option(
    "--lang",
    type=Choice(LANGUAGES),
    default="zh",
    help="语言：zh 中文（默认），en 英文。 || Language: zh (default), en.",
)
PROFILE = option(
    "--profile",
    metavar="NAME",
    help="指定检查方案（如 strict 从严）；默认按报告的主体级别和年度选定。"
    " || Profile to use (such as strict); by default chosen by the body's level and the year.",
)
CHECKLIST = option(
    "--checklist",
    multiple=True,
    metavar="FILE",
    type=click.Path(),  # in the environment variable parted as paths are
    help="用自己的清单（文件、文件夹或已安装清单的名称）；文件里写 extends: shipped 的加在自带清单之上。可重复。"
    " || Use a checklist of your own: a file, a folder, or the name of an installed one; a file that says "
    "extends: shipped adds to the shipped checklist. Repeatable.",
)
EXCLUDE = option(
    "--exclude",
    multiple=True,
    metavar="PATTERN",
    help="查找文件夹时不看的文件，写法同 .gitignore，可重复。"
    " || Files to leave out of a folder, written as in .gitignore; repeatable.",
)
WAIVERS = option(
    "--waivers",
    metavar="FILE",
    help="豁免文件；默认从报告所在文件夹向上找 .fzlint-waivers.yaml 或 fzlint-waivers.yaml。"
    " || Waiver file; by default .fzlint-waivers.yaml or fzlint-waivers.yaml upward from the report.",
)
FORCE_EXCLUDE = option(
    "--force-exclude",
    is_flag=True,
    help="直接写出的文件也按 --exclude 排除（供 pre-commit 这类逐个给出文件的工具使用）。"
    " || Exclude files that are named too (for tools such as pre-commit that name each file).",
)
NO_GITIGNORE = option(
    "--no-gitignore",
    is_flag=True,
    help="查找文件夹时不理会 .gitignore。 || Do not obey .gitignore files in folders.",
)
TEXT_OR_JSON = option(
    "-f",
    "--format",
    "--output-format",
    "format_",
    type=Choice(("text", "json")),
    default="text",
    env=False,
    help="输出格式：text（默认）或 json。 || Output: text (default) or json.",
)
