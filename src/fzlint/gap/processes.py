"""How many processes pay."""

from __future__ import annotations

import os

_FILES_EACH = 50  # below that a process costs more to start than it saves (docs/gap-scaling.md)
_MOST = 8


def processes_for(files: int, asked: int) -> int:
    """As many as were asked for; 0: as many as pay for so many files on this machine."""
    if asked:
        return asked
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(here, _MOST, files // _FILES_EACH))
