"""Tasks in order: however many are at work, they are handed on as they came, and few are held meanwhile."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

from fzlint.gate.running.tasks import Crew, Task

AHEAD = 8  # documents begun for each process while the first of them is not done
_T = TypeVar("_T", bound=Task)


def in_order(tasks: Iterable[_T], crew: Crew, ahead: int) -> Iterator[_T]:
    """The tasks in order, done, with at most ``ahead`` begun at a time."""
    begun: deque[_T] = deque()
    for task in tasks:
        begun.append(task)
        if not task.is_done:
            crew.submit(task)
        while begun and (begun[0].is_done or len(begun) >= ahead):
            if begun[0].is_done:
                yield begun.popleft()
            else:
                crew.step()
    while begun:
        if begun[0].is_done:
            yield begun.popleft()
        else:
            crew.step()
