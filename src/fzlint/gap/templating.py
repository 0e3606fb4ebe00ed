"""The templates: Jinja2 with strict names and autoescape; for Markdown the escape is Markdown's own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).with_name("templates")


@cache
def environment(kind: str) -> Environment:
    """The environment for ``html`` or ``md``. Raises ImportError when Jinja2 is not installed."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from fzlint.gap.escaping import markdown

    def as_markdown(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(markdown(str(value)))

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=as_markdown if kind == "md" else None,
    )


def render(name: str, **fields: Any) -> str:
    """The template ``name`` (its kind is what stands before ``.j2``) with its fields."""
    return environment(name.split(".")[-2]).get_template(name).render(**fields)


def pieces(name: str, **fields: Any) -> Iterator[str]:
    """The same, some thousand parts of it at a time."""
    stream = environment(name.split(".")[-2]).get_template(name).stream(**fields)
    stream.enable_buffering(1000)
    return stream


def asset(name: str) -> str:
    """A file of the templates' folder that goes into a page as it stands."""
    return (FOLDER / name).read_text(encoding="utf-8")
