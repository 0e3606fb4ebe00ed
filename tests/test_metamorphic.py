"""What must not change a verdict: script, width, blanks, encoding, the order of sections; and what must."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from fzlint.checklist.loading import shipped
from fzlint.linting import Linter
from fzlint.reading.source import Source, read_source
from fzlint.report.parts import FIRST, MEASURES, NEXT_YEAR, SHORTCOMINGS
from fzlint.report.report import Report

FOLDER = Path(__file__).parent / "data" / "constructed"
REPORTS = sorted(FOLDER.glob("*.txt"))
WIDE = str.maketrans("，；：（）！？", ",;:()!?")
NARROW = str.maketrans(",;()!?", "，；（）！？")


@cache
def linter() -> Linter:
    return Linter(shipped())


def statuses(text: str) -> dict[str, str]:
    return {v.item: v.status for v in linter().lint(Source("report.txt", text, "utf-8")).verdicts}


def read(text: str) -> Report:
    return linter().read(Source("report.txt", text, "utf-8"))


@cache
def original(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def traditional(text: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))


def other_width(text: str) -> str:
    """Half-width punctuation made full-width and the other way round; commas inside numbers stay."""
    if text.count("，") > text.count(","):
        return text.translate(WIDE)
    return re.sub(r"(?<!\d)[,;()!?]|[,;()!?](?!\d)", lambda found: found.group().translate(NARROW), text)


def blanks(text: str) -> str:
    """Blank lines between paragraphs, indentation, and blanks between figures and words."""
    lines = [("　　" + line if line.strip() else line) for line in text.split("\n")]
    spaced = "\n \n".join(lines)
    return re.sub(r"(?<=[一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])", " ", spaced)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("change", [traditional, other_width, blanks], ids=lambda change: change.__name__)
def test_form_does_not_change_verdicts(path: Path, change: Callable[[str], str]) -> None:
    """The same report in another script, with other punctuation or more blanks is judged the same."""
    assert statuses(change(original(path))) == statuses(original(path))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_encoding_does_not_change_verdicts(path: Path, tmp_path: Path) -> None:
    """A report saved in GB18030 is judged as the same report in UTF-8."""
    saved = tmp_path / "report.txt"
    saved.write_bytes(original(path).encode("gb18030"))
    assert {v.item: v.status for v in linter().lint(read_source(str(saved))).verdicts} == statuses(original(path))


def top_sections(text: str) -> tuple[str, list[tuple[str, str]], str]:
    """What precedes the first top-level heading, the top-level sections with their part, and the sign-off."""
    report = read(text)
    view = report.view
    end = len(view.raw)
    if report.head.sign_off_lines:
        end = view.raw_offset(report.lines[min(report.head.sign_off_lines)].start)
    tops = [s for s in report.sections if s.heading is not None and s.parent is None]
    starts = [view.raw_offset(s.start) for s in tops] + [end]
    blocks = [(s.part, view.raw[a:b]) for s, a, b in zip(tops, starts, starts[1:], strict=False)]
    return view.raw[: starts[0]], blocks, view.raw[end:]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_order_of_sections_does_not_change_verdicts(path: Path) -> None:
    """A report whose top-level sections stand in another order is judged the same."""
    head, blocks, tail = top_sections(original(path))
    shuffled = blocks[:]
    random.Random(path.stem).shuffle(shuffled)
    text = head + "".join(block if block.endswith("\n") else block + "\n" for _, block in shuffled) + tail
    assert statuses(text) == statuses(original(path))


PARTS = [
    (SHORTCOMINGS, {"S2": "missing", "S3": "missing"}),
    (NEXT_YEAR, {"S5": "missing"}),
    (FIRST, {"S4": "missing"}),
    (MEASURES, {"S1": "missing"}),
]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(("part", "expected"), PARTS, ids=[part for part, _ in PARTS])
def test_deleted_section_is_missed(path: Path, part: str, expected: dict[str, str]) -> None:
    """With the section of one content deleted, that content turns missing and no other content changes."""
    text = original(path)
    head, blocks, tail = top_sections(text)
    if not any(p == part for p, _ in blocks):
        pytest.skip("the report has no section of its own for this part")
    contents = {item: status for item, status in statuses(text).items() if item.startswith("S")}
    shortened = head + "".join(block for p, block in blocks if p != part) + tail
    after = {item: status for item, status in statuses(shortened).items() if item.startswith("S")}
    if part == MEASURES:  # measures may also hold what tells of the first responsible persons
        contents.pop("S4")
        after.pop("S4")
    assert after == contents | expected
