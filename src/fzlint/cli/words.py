"""The language of the command line, and help and usage errors in it.

These words stand here and not in the checklist: they must be there when the checklist cannot be read, and before it is
loaded. Help is written ``中文 || English`` beside the option it explains; one side of it is shown.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

import click

from fzlint.messages import LANGUAGES

SEPARATOR = " || "

# click's own phrases
_CLICK = {
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本。",
}


def language_of(arguments: Sequence[str], environ: Mapping[str, str] | None = None) -> str:
    """The language that the arguments or FZLINT_LANG ask for: needed before they are parsed, for help and errors."""
    told = (os.environ if environ is None else environ).get("FZLINT_LANG", "")
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and at + 1 < len(arguments):
            told = arguments[at + 1]
        elif argument.startswith("--lang="):
            told = argument.removeprefix("--lang=")
    return told if told in LANGUAGES else LANGUAGES[0]


def side(text: str, language: str) -> str:
    """The side of ``中文 || English`` in this language; a text of one side as it is, click's phrases translated."""
    chinese, separator, english = text.partition(SEPARATOR)
    if separator:
        return (chinese if language == "zh" else english).strip()
    return _CLICK.get(text, text) if language == "zh" else text


class Formatter(click.HelpFormatter):
    """Help in one language, in lines that count Chinese characters as two columns."""

    language = LANGUAGES[0]

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how the command is called."""
        self.write(f"{'用法：' if self.language == 'zh' else 'Usage: '}{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading."""
        self.write(f"{side(heading, self.language)}{'：' if self.language == 'zh' else ':'}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, parted by empty lines; a line that ends within one ends in the help too."""
        from fzlint.output.width import wrap

        indent = " " * self.current_indent
        for line in side(text, self.language).splitlines():
            self.write("\n".join(wrap(line.strip(), self.width, first=indent)) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands with what they do."""
        from fzlint.output.width import pad, text_width, wrap

        rows = list(rows)
        wide = min(max((text_width(first) for first, _ in rows), default=0), col_max)
        indent = " " * self.current_indent
        for first, second in rows:
            start = indent + pad(first, wide + col_spacing)
            if text_width(first) > wide:
                self.write(f"{indent}{first}\n")
                start = indent + " " * (wide + col_spacing)
            self.write("\n".join(wrap(side(second, self.language), self.width, first=start)) + "\n")


class Context(click.Context):
    """click's context with help in the language of the run (``obj``)."""

    def make_formatter(self) -> click.HelpFormatter:
        """A formatter for this run's language."""
        formatter = Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.language = self.obj if self.obj in LANGUAGES else LANGUAGES[0]
        return formatter


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), list(words), 1, 0.5)), None)


def told(error: click.ClickException, language: str) -> str:
    """A usage error in one sentence or two, with the nearest word where one is meant."""
    zh = language == "zh"
    name = _parameter(error)
    if isinstance(error, click.NoSuchOption):
        known = [*(error.possibilities or ())]
        if not known and error.ctx is not None:
            options = [text for parameter in error.ctx.command.get_params(error.ctx) for text in parameter.opts]
            meant = nearest(error.option_name, options)
            known = [meant] if meant else []
        message = f"没有“{error.option_name}”这个选项。" if zh else f"There is no option {error.option_name}."
        return message + did_you_mean(known[0] if known else None, language)
    if isinstance(error, click.BadOptionUsage):
        if "requires an argument" in error.message:
            return (
                f"选项 {error.option_name} 后面要写一个值。" if zh else f"The option {error.option_name} needs a value."
            )
        return f"选项 {error.option_name} 后面不能写值。" if zh else f"The option {error.option_name} takes no value."
    if isinstance(error, click.MissingParameter):
        return f"缺少 {name}。" if zh else f"{name} is missing."
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param is not None else None
        if isinstance(kind, click.Choice):
            choices = ("、" if zh else ", ").join(map(str, kind.choices))
            return f"{name} 只能是：{choices}。" if zh else f"{name} is one of: {choices}."
        return f"{name} {error.message}" if zh else f"{name}: {error.message}"
    extra = error.message.partition("(")[2].rstrip(").") if "unexpected extra" in error.message else ""
    if extra:
        return f"多出参数：{extra}。" if zh else f"Too many arguments: {extra}."
    return error.message


def did_you_mean(word: str | None, language: str) -> str:
    """A hint at the word that was probably meant; nothing when there is none."""
    if not word:
        return ""
    return f"是否想写“{word}”？" if language == "zh" else f" Did you mean {word}?"


def _parameter(error: click.ClickException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or "")
    if isinstance(parameter, click.Option):
        return next((name for name in parameter.opts if name.startswith("--")), parameter.opts[0])
    return str(parameter.metavar or (parameter.name or "").upper())
