"""Bodies known again by their names."""

from __future__ import annotations

from functools import lru_cache

from fzlint.text.script import has_traditional, simplified

_LEAST = 3  # characters of a name that another ends with


@lru_cache(maxsize=20_000)
def flat(name: str) -> str:
    """The name of a body without blanks, in the simplified script."""
    text = "".join(name.split())
    return simplified(text) if has_traditional(text) else text


def ending(name: str) -> str:
    """What the names of one body have in common, to look it up by."""
    return flat(name)[-_LEAST:]


def same_body(one: str | None, one_year: int | None, other: str | None, other_year: int | None) -> bool:
    """Whether two reports may be one body's on one year: one name ends with the other (港东区望潮街道办事处,
    望潮街道办事处), and the years are the same where both are known."""
    if not one or not other or (one_year != other_year and None not in (one_year, other_year)):
        return False
    names = sorted((flat(one), flat(other)), key=len)
    return len(names[0]) >= _LEAST and names[1].endswith(names[0])
