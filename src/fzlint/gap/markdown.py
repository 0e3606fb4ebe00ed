"""The gap report as Markdown: for a wiki, a mail, or a converter to another format."""

from __future__ import annotations

import re

from fzlint.gap.bodies import CONTENTS, MET, NOT_APPLICABLE, OUTLINE
from fzlint.gap.compare import Comparison
from fzlint.gap.model import Batch
from fzlint.gap.page import common, errors
from fzlint.gap.templating import render
from fzlint.gap.wording import Wording

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def markdown(batch: Batch, comparison: Comparison | None = None) -> str:
    """The report in Markdown (CommonMark with tables). Raises ImportError without Jinja2."""
    wording = Wording(batch.messages)
    contents = [index for index, item in enumerate(batch.items) if item.group == CONTENTS]
    outline = [index for index, item in enumerate(batch.items) if item.group == OUTLINE]
    rows = []
    for row in batch.matrix:
        asked = [row.cells[i] for i in outline if row.cells[i] not in (None, NOT_APPLICABLE)]
        rows.append(
            {
                "body": row.body,
                "contents": [row.cells[i] for i in contents],
                "outline": f"{asked.count(MET)}/{len(asked)}" if asked else "—",
                "errors": errors(batch, row.body),
                "doubtful": bool(batch.page(row.body).doubts),
            }
        )
    fields = common(batch, wording, comparison)
    text = render("report.md.j2", **fields, contents=[batch.items[index] for index in contents], rows=rows)
    return _EMPTY_LINES.sub("\n\n", text).strip() + "\n"
