"""``fzlint lsp``: the language server that editors start."""

from __future__ import annotations

import os
import sys

import click

from fzlint.cli import BAD_USE, DEBUG
from fzlint.cli.options import LANG

_EXTRA = ("pygls", "lsprotocol", "cattrs", "attrs")


@click.command(
    "lsp",
    help="编辑器的语言服务（LSP）：边写边查，由编辑器启动。\n"
    "在 VS Code、Neovim、Kate 等编辑器里怎样设置，见 docs/editors.zh.md。"
    " || The language server (LSP) that editors start: findings while a report is written.\n"
    "docs/editors.md says how to set up VS Code, Neovim, Kate and others.",
)
@click.option(
    "--stdio",
    is_flag=True,
    expose_value=False,
    help="用标准输入和输出通信；一向如此，编辑器可以写明。"
    " || Talk over standard input and output; always so, editors may say it.",
)
@LANG
def command(lang: str) -> int:
    """Serve an editor; the exit status."""
    from fzlint.checklist.loading import ChecklistError, shipped
    from fzlint.messages import Messages

    try:
        messages = Messages(shipped().section("messages"), lang)
        if sys.stdin.isatty():
            return _refuse(messages("editor.not-by-hand"))
        from fzlint.cli.configuring import keys
        from fzlint.lsp.stdio import serve

        return serve(keys, lang, debug=bool(os.environ.get(DEBUG)))
    except ChecklistError as error:
        return _refuse(str(error))
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in _EXTRA:
            raise
        return _refuse(messages("editor.no-pygls"))


def _refuse(message: str) -> int:
    sys.stderr.write(f"fzlint: {message}\n")
    return BAD_USE
