"""Batches with copied text: constructed reports with paragraphs put into others, and last year's of some of them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from copied_texts import altered, linter, originals, prose_lines, read
from sample_batch import messages

from fzlint.checklist.loading import shipped
from fzlint.gap.compare import Comparison, compare
from fzlint.gap.copied import find_copies
from fzlint.gap.copied.telling import CopiedText
from fzlint.gap.model import Batch
from fzlint.output.json_ import render
from fzlint.reading.source import Source

GIVER = "w1_01"  # whose paragraphs stand in others
TAKERS = ("w1_02", "w1_03", "w1_04")
_LAST = ("w1_01", "w1_03")  # who took over half of last year's report
_YEARS = {"w1_01": 2021, "w1_03": 2023}


@cache
def texts() -> dict[str, str]:
    """The reports by file name: five of this year, two of last year (``old-…``)."""
    chance = random.Random(4)
    found = {name: originals()[name].split("\n") for name in (GIVER, *TAKERS, "w1_07")}
    giver = originals()[GIVER].split("\n")
    for number in prose_lines(GIVER)[1:3]:
        for taker in TAKERS:
            found[taker].insert(prose_lines(taker)[3], altered(chance, "figures", giver[number - 1]))
    made = {f"{name}.txt": "\n".join(lines) for name, lines in found.items()}
    for name in _LAST:
        lines = originals()[name].split("\n")
        dropped = prose_lines(name)[::2]
        kept = [line for number, line in enumerate(lines, start=1) if number not in dropped]
        made[f"old-{name}.txt"] = "\n".join(kept).replace(str(_YEARS[name]), str(_YEARS[name] - 1))
    return made


@cache
def _json(names: tuple[str, ...], language: str) -> str:
    from fzlint.linting import Linter

    judge = Linter(shipped(), language=language)
    return render([judge.lint(Source(name, texts()[name], "utf-8")) for name in names], shipped())


def documents(*, old: bool = False, language: str = "zh") -> list[dict[str, Any]]:
    """The JSON of the reports of this year, or of last year."""
    return [json.loads(_json(tuple(name for name in texts() if name.startswith("old-") is old), language))]


def copied_batch(language: str = "zh") -> tuple[Batch, Comparison]:
    """The batch of this year's reports with their copied text, and the comparison with last year's."""
    batch = Batch.from_documents(documents(language=language), shipped(), messages(language))
    before = Batch.from_documents(documents(old=True, language=language), shipped(), messages(language))
    now = [read(name, text) for name, text in texts().items() if not name.startswith("old-")]
    old = [read(name, text) for name, text in texts().items() if name.startswith("old-")]
    copied = CopiedText(find_copies(now, previous=old), batch.labels(), len(old))
    batch = replace(batch, copied=copied)
    return batch, compare(batch, [before])


def one_body(path: str = "w1_03.txt") -> tuple[Batch, Comparison | None]:
    """What a letter to one body is made from."""
    batch, comparison = copied_batch()
    body = next(body for body in batch.bodies if body.path == path)
    return batch.alone(body), comparison.alone(body)


def hostile_batch(word: str, times: int = 1) -> Batch:
    """Two bodies of hostile names whose reports share ``times`` paragraphs with hostile words."""
    chance = random.Random(times)
    known = re.findall(r"[一-鿿]{2,4}", "".join(originals().values()))
    stories = [
        "，".join("".join(chance.choices(known, k=5)) for _ in range(3)) + f"，{word}两边按了手印。"
        for _ in range(times)
    ]
    found = []
    for place in ("清河", "松山"):
        body = "\n".join(stories)
        text = f"{place}镇人民政府关于2023年度法治政府建设情况的报告\n一、主要工作\n（一）{word}\n{body}"
        document = read(f"{place}.txt", text)
        found.append(replace(document, body=f"{word}{place}镇", path=f"{word}{place}.txt"))
    from fzlint.output.shapes import line

    reports = [
        {"path": document.path, "error": None, "kind": "annual-report", "body": document.body, "year": 2023,
         "body_level": "township", "verdicts": [{"item": "S1", "status": "met", "evidence": []}]}
        for document in found
    ]  # fmt: skip
    batch = Batch.from_documents([{"schema_version": 1, "reports": reports}], shipped(), messages())
    assert {body.path for body in batch.bodies} == {line(document.path, "") for document in found}
    return replace(batch, copied=CopiedText(find_copies(found), batch.labels()))


def many_bodies(number: int, *, name: Sequence[str] = ("青", "白", "石", "柳", "松", "云", "河")) -> Batch:
    """``number`` bodies of names of thirty characters and more that all have one paragraph."""
    text = (
        "麻柳湾一户在承包地里打地基，执法队上门三回，把卫星图摊开给他看，又帮他在老宅基上申请翻修，此后再没有人乱占。"
    )
    bodies = ["".join(name[number // len(name) ** power % len(name)] for power in range(4)) for number in range(number)]
    labels = [f"{body}市{body}新区综合行政执法与城市管理委员会{body}街道办事处" for body in bodies]
    found = [
        replace(read(f"{index}.txt", f"{body}街道办事处2023年度法治政府建设情况报告\n一、主要工作\n{text}"), body=label)
        for index, (body, label) in enumerate(zip(bodies, labels, strict=True))
    ]
    reports = [
        {"path": document.path, "error": None, "kind": "annual-report", "body": document.body, "year": 2023,
         "body_level": "subdistrict", "verdicts": [{"item": "S1", "status": "met", "evidence": []}]}
        for document in found
    ]  # fmt: skip
    batch = Batch.from_documents([{"schema_version": 1, "reports": reports}], shipped(), messages())
    return replace(batch, copied=CopiedText(find_copies(found), batch.labels()))


__all__ = ["copied_batch", "documents", "hostile_batch", "linter", "many_bodies", "one_body", "texts"]
