"""The command ``fzlint``: one module a command, imported when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

BAD_USE = 2
INTERRUPTED = 130
DEBUG = "FZLINT_DEBUG"  # set by those who work on fzlint: a defect shows its traceback


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status: 0 nothing to mend, 1 findings, 2 it could not do its work, 130 interrupted."""
    try:
        from fzlint.cli.group import run

        return run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        sys.stderr.write(
            f"fzlint: 程序出错，没有完成检查（{where(error)}）。请把这一行告诉维护人员。"
            " The program failed; please report this line.\n"
        )
        return BAD_USE


def where(error: BaseException) -> str:
    """A defect in short: the error's type, and file and line where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__}, {place}"
