"""The gap report as one web page: works offline, asks nothing of a network, sorts and filters, prints on A4."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fzlint.checklist.model import LEVELS
from fzlint.gap.bodies import CONTENTS, Body
from fzlint.gap.compare import KINDS, Comparison
from fzlint.gap.copied.telling import percent, plain
from fzlint.gap.model import Batch
from fzlint.gap.templating import asset, pieces
from fzlint.gap.wording import Wording, number, signed

SIGNS: Mapping[str | None, str] = {"met": "✔", "weak": "△", "missing": "✘", "not-applicable": "–", None: "·"}
_ORDER: Mapping[str | None, int] = {"missing": 0, "weak": 1, "met": 2, "not-applicable": 3, None: 4}
MOST_RANKED, MOST_CLUSTERS, MOST_PLACES = 300, 100, 60  # bodies, shared paragraphs, places of each that are listed
_FIRST_COLUMN = 5  # of the items in the matrix, after body, level, year, score, errors


def page(batch: Batch, comparison: Comparison | None = None) -> str:
    """The page of all reports; of one report alone its section only. Raises ImportError without Jinja2."""
    return "".join(page_pieces(batch, comparison))


def page_pieces(batch: Batch, comparison: Comparison | None = None) -> Iterator[str]:
    """The same, piece by piece: of thousands of reports it is large."""
    wording = Wording(batch.messages)
    script = asset("page.js")
    digest = base64.b64encode(hashlib.sha256(f"\n{script}".encode()).digest()).decode()
    fields = common(batch, wording, comparison)
    fields |= {"style": _trusted(asset("style.css")), "script": _trusted(script), "script_hash": f"sha256-{digest}"}
    return pieces("page.html.j2", **fields, **_matrix(batch, wording, fields["id_of"]))


def common(batch: Batch, wording: Wording, comparison: Comparison | None) -> dict[str, Any]:
    """What the templates of every format ask for."""
    say = batch.messages
    ids = {id(body): f"b{index}" for index, body in enumerate(batch.bodies, start=1)}
    sections = {body.path: ids[id(body)] for body in batch.bodies}
    change_of = comparison.change_of if comparison else lambda body: None
    pages = [
        {"page": found, "id": ids[id(found.body)], "change": change_of(found.body)}
        for found in map(batch.page, batch.bodies)
    ]
    timed = comparison is not None and comparison.told
    wanted = {
        "overview": True, "all": bool(batch.bodies), "missing": any(c.missing or c.weak for c in batch.item_counts),
        "ranking": bool(batch.bodies), "kinds": bool(batch.finding_counts), "copied": batch.copied is not None,
        "time": timed, "each": bool(batch.bodies), "unjudged": bool(batch.unjudged), "notes": bool(batch.bodies),
    }  # fmt: skip
    names = {"overview": "gap.overview", "all": "gap.matrix", "missing": "gap.most-missing", "ranking": "gap.ranking",
             "kinds": "gap.kinds", "copied": "copied.head", "time": "gap.over-time", "each": "gap.each",
             "unjudged": "gap.unjudged", "notes": "gap.notes"}  # fmt: skip
    shown = [key for key, holds in wanted.items() if holds]
    return {
        "t": say,
        "w": wording,
        "lang": "zh-CN" if say.language == "zh" else say.language,
        "signs": SIGNS,
        "number": number,
        "signed": signed,
        "share": wording.share,
        "kinds_of_change": KINDS,
        "labels": lambda bodies: [wording.label_year(body) for body in bodies],
        "id_of": lambda body: ids[id(body)],
        "section_of": sections.get,
        "title": wording.title(batch),
        "single": len(batch.bodies) == 1 and not batch.unjudged,
        "headings": [
            {"id": key, "text": wording.numbered(index, say(names[key]))} for index, key in enumerate(shown, 1)
        ],
        "overview": list(wording.overview(batch, comparison)),
        "pages": pages,
        "lacking": [count for count in batch.item_counts if count.missing or count.weak],
        "rankings": batch.rankings,
        "kinds": batch.finding_counts,
        "unjudged": batch.unjudged,
        "rule": wording.score_rule(batch),
        "comparison": comparison,
        "copied": batch.copied,
        "cw": wording.copied(batch),
        "percent": percent,
        "plain": lambda segments: plain(segments, "【", "】"),
        "most_ranked": MOST_RANKED,
        "most_clusters": MOST_CLUSTERS,
        "most_places": MOST_PLACES,
    }


def _trusted(text: str) -> Any:
    """Our own style or script, which goes into the page as it stands."""
    from markupsafe import Markup

    return Markup(text)


def short(item_id: str) -> str:
    """An item's number as the column shows it: O2.1 as 2.1, S3 as 3."""
    return item_id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") or item_id


def _matrix(batch: Batch, wording: Wording, id_of: Any) -> dict[str, Any]:
    """Columns, groups of columns and rows of the matrix, and what can be filtered for."""
    columns: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    for index, item in enumerate(batch.items):
        contents = item.group == CONTENTS
        key = (item.group, item.part)
        if not groups or groups[-1]["key"] != key:
            title = batch.messages("gap.contents") if contents else wording.part(item.part or 0)
            groups.append({"key": key, "title": title, "short": "", "count": 0})
        group = groups[-1]
        group["count"] += 1
        columns.append(
            {
                "col": _FIRST_COLUMN + index,
                "short": short(item.id),
                "item": item,
                "first": group["count"] == 1,
                "group": group["title"],
            }
        )
    for group in groups:  # a narrow group shows its number only: its title stands in the key and for readers aloud
        group["short"] = group["title"] if group["count"] > 4 else group["title"].partition("、")[0].partition(" ")[0]
    rows = [
        {
            "body": row.body,
            "id": id_of(row.body),
            "doubtful": bool(batch.page(row.body).doubts),
            "errors": errors(batch, row.body),
            "level_order": level_order(row.body.level),
            "cells": [
                {"status": status, "order": _ORDER[status], "first": column["first"], "title": column["item"].title}
                for status, column in zip(row.cells, columns, strict=True)
            ],
        }
        for row in batch.matrix
    ]
    return {"columns": columns, "groups": groups, "rows": rows} | _choices(batch.bodies)


def _choices(bodies: Sequence[Body]) -> dict[str, Any]:
    levels = sorted({body.level for body in bodies}, key=level_order)
    years = sorted({body.year for body in bodies}, key=lambda year: year or 0)
    return {"levels": levels, "years": years}


def level_order(level: str | None) -> int:
    """The rank of a level, province first, an unknown one last."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def errors(batch: Batch, body: Body) -> int:
    """Findings of a report that must be corrected, gaps aside."""
    return sum(finding.severity == "error" and finding.code not in batch.info for finding in body.findings)
