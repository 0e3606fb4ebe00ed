"""Bodies of every level, and skeletons for them."""

from __future__ import annotations

from fzlint.checklist.loading import shipped
from fzlint.skeleton.building import Request, Skeleton, build

BODIES = {
    "province": "云岭省人民政府",
    "city": "云岭省澄江州人民政府",
    "county": "青石县人民政府",
    "department": "青石县教育局",
    "township": "青石镇人民政府",
    "subdistrict": "青石街道办事处",
}
YEARS = (2020, 2025, 2026)
CASES = [(level, year) for level in BODIES for year in YEARS]
WORDS = shipped().section("skeleton")


def skeleton(level: str, year: int, *, body: str | None = None, addressee: str | None = None) -> Skeleton:
    """The skeleton for a body of this level."""
    return build(shipped(), Request(body or BODIES[level], level, year, addressee))
