"""The command ``fzlint``: one module a command, imported when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

BAD_USE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status: 0 nothing to mend, 1 findings, 2 it could not do its work, 130 interrupted."""
    try:
        from fzlint.cli.group import run

        return run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
