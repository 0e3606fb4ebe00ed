"""What fuzzing once found is read again: text or one error, soon."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import fuzz_readers

CASES = sorted(fuzz_readers.FOUND.glob("*.*"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_damaged_file_gives_text_or_one_error(case: Path) -> None:
    wrong = fuzz_readers.read(case.suffix[1:], case.read_bytes())
    assert wrong in (None, "too much memory")  # the memory of this process was used by other tests


def test_damage_follows_from_the_seed() -> None:
    """A case that was found can be made again."""
    import random

    data = b"%PDF-1.7 stream\n" + bytes(range(256)) * 4
    assert fuzz_readers.mutate(data, random.Random("1 2")) == fuzz_readers.mutate(data, random.Random("1 2"))
    assert any(fuzz_readers.mutate(data, random.Random(f"1 {n}")) != data for n in range(5))
