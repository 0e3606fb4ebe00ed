"""Work that takes too long is stopped, and nothing else is."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest

from fzlint.reading.watch import TimeUpError, within


def test_gives_the_result_or_the_exception() -> None:
    assert within(5, lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)


def test_an_endless_loop_is_stopped_even_if_it_catches_exceptions() -> None:
    def endless() -> None:
        while True:
            try:
                while True:
                    pass
            except Exception:
                pass

    before = threading.active_count()
    start = time.perf_counter()
    with pytest.raises(TimeUpError):
        within(0.1, endless)
    assert time.perf_counter() - start < 4
    assert threading.active_count() == before


def test_ending_just_in_time_leaves_nothing_behind() -> None:
    """The call to stop must strike no one else, however close it comes to the end of the work."""

    def work(seconds: float) -> int:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
        return 1

    before = threading.active_count()
    ends = []
    for step in range(150):
        try:
            ends.append(within(0.01, partial(work, 0.06 * (step % 50) / 50)))
        except TimeUpError:
            ends.append(0)
    assert len(ends) == 150
    assert set(ends) == {0, 1}
    assert threading.active_count() == before
