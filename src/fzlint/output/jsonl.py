"""JSON Lines: for each file one line ``report`` with all but its findings, then one line ``finding`` for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from fzlint import __version__
from fzlint.checklist.model import Checklist
from fzlint.output.json_ import SCHEMA_VERSION, escaped, finding_data, notice_data, report_data
from fzlint.output.standing import Notice
from fzlint.output.wording import in_order
from fzlint.result import Result


def render(results: Sequence[Result], checklist: Checklist, notices: Sequence[Notice] = ()) -> str:
    """The lines; the keys of each are those of the JSON output, and ``type`` and ``path`` come first.

    What is said about the run stands in lines ``notice`` at the end.
    """
    return "".join(pieces(results, checklist, notices))


def pieces(results: Sequence[Result], checklist: Checklist, notices: Sequence[Notice] = ()) -> Iterator[str]:
    """The lines one by one."""
    for line in chain(_lines(results, checklist), ({"type": "notice", **notice_data(notice)} for notice in notices)):
        yield f"{escaped(json.dumps(line, ensure_ascii=False))}\n"


def _lines(results: Sequence[Result], checklist: Checklist) -> Iterator[dict[str, Any]]:
    run = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fzlint", "version": __version__},
        "checklist": {"id": checklist.id, "version": checklist.version},
    }
    for result in results:
        data = report_data(result)
        del data["findings"]
        yield {"type": "report", **data, "run": run}
        for finding in in_order(result):
            yield {"type": "finding", "path": result.path, **finding_data(finding)}
