"""The group of commands: which there are, how they are found, and what happens when one is called wrongly."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from fzlint import __version__
from fzlint.cli import BAD_USE, INTERRUPTED
from fzlint.cli.words import Context, did_you_mean, language_of, nearest, told
from fzlint.messages import LANGUAGES

# command: module of fzlint.cli with a click command named ``command``, and what it does
COMMANDS = {
    "check": ("check", "检查报告：应写的内容、数字、日期、格式。 || Check reports: contents, figures, dates, form."),
    "gap": (
        "gap",
        "汇总检查许多报告，写成网页、公文或表格。 || Many reports at once, as a web page, a document or a table.",
    ),
    "diff": ("diff", "比较两次检查：改正了什么，新出现什么。 || Compare two runs: what was mended, what is new."),
    "explain": (
        "explain",
        "说明一个检查事项：要求、依据、理由、示例和改法。 || Explain an item: what it asks, why, and how to mend it.",
    ),
    "annotate": (
        "annotate",
        "把检查结果写进报告：Word 批注或网页。 || Write the findings into the report: Word comments or a web page.",
    ),
    "new": (
        "new",
        "生成一份报告的框架，写明每处写什么。 || Write the skeleton of a report, with hints of what to write.",
    ),
    "lsp": ("lsp", "编辑器的语言服务：边写边查。 || The language server for editors: findings while one writes."),
    "list": ("list_", "列出全部检查事项。 || List the items of the checklist."),
    "checklist": (
        "checklist",
        "检查和试验清单文件（给编写清单的人）。 || Validate and test checklist files (for those who write them).",
    ),
}
_HELP = """检查法治政府建设年度报告。最常用：fzlint check 报告.txt
各命令的用法：fzlint 命令 --help
 || Check annual reports on building a rule-of-law government, most often: fzlint check REPORT.txt
How a command is used: fzlint COMMAND --help"""


class Commands(click.Group):
    """Commands that are imported when they are asked for."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, the one needed most first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"fzlint.cli.{COMMANDS[cmd_name][0]}").command
        return _adopted(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names. Raises UsageError with the nearest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            language = str(ctx.obj)
            message = f"没有“{name}”这个命令。" if language == "zh" else f"There is no command {name}."
            hint = did_you_mean(nearest(name, COMMANDS), language)
            if not hint and os.path.exists(name):
                hint = did_you_mean(f"fzlint check {name}", language)
            raise click.UsageError(message + hint, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with what they do, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _show_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"fzlint {__version__}")
        ctx.exit()


def _version_option() -> click.Option:
    return click.Option(
        ["-V", "--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="显示版本。 || Show the version.",
    )


def _adopted(command: click.Command) -> click.Command:
    """A command as part of the group: help in the language of the run, ``--version`` on every level."""
    if command.context_class is click.Context:
        command.context_class = Context
        if not any("--version" in parameter.opts for parameter in command.params):
            command.params.append(_version_option())
        command.short_help = command.short_help or command.help
        for inner in getattr(command, "commands", {}).values():
            _adopted(inner)
    return command


def _set_language(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """``fzlint --lang en check …``: the command reads the language where it would find it anyway."""
    if value is not None:
        os.environ["FZLINT_LANG"] = value


def _root() -> Commands:
    return Commands(
        "fzlint",
        help=_HELP,
        context_settings={"help_option_names": ["-h", "--help"]},
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(LANGUAGES),
                expose_value=False,
                callback=_set_language,
                help="说明和结果的语言：zh 中文（默认），en 英文。 || Language of help and output: zh (default), en.",
            ),
            _version_option(),
        ],
    )


def run(arguments: list[str]) -> int:
    """Run the command that the arguments ask for; its exit status."""
    _set_encoding()
    language = language_of(arguments)
    root = _root()
    try:
        status = root.main(arguments or ["--help"], "fzlint", standalone_mode=False, obj=language)
        status = status if arguments else BAD_USE
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        _complain(error, language)
        return BAD_USE
    except BrokenPipeError:
        return silence()
    return status if isinstance(status, int) else 0


def _complain(error: click.ClickException, language: str) -> None:
    sys.stderr.write(f"fzlint: {told(error, language)}\n")
    context = getattr(error, "ctx", None)
    if context is not None:
        path = context.command_path
        hint = f"用法见：{path} --help" if language == "zh" else f"See: {path} --help"
        sys.stderr.write(f"{hint}\n")


def silence() -> int:
    """Nobody reads any more: write the rest to nowhere, so that the interpreter's end is silent too. The status: 0."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _set_encoding() -> None:
    """UTF-8 whatever the locale says, unless PYTHONIOENCODING names another; what cannot be written is escaped."""
    chosen = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    for stream in (sys.stdout, sys.stderr):
        settings: dict[str, Any] = {"errors": "backslashreplace"}
        if not chosen:
            settings["encoding"] = "utf-8"
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(**settings)
