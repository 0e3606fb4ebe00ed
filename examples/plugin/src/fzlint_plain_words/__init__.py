"""Paragraphs that hold slogans and nothing else: no figure, no document, nothing that was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from fzlint.checks import Context, Flag


def check(context: Context) -> Iterator[Flag]:
    """Flag paragraphs with several slogans and nothing concrete.

    Options: ``look_in``, parts of the report; ``slogans``; ``least``, how many different ones make a paragraph empty;
    ``least_length``, characters below which a paragraph is no paragraph; ``concrete_pattern``, what saves it.
    """
    options = context.options
    concrete = re.compile(options["concrete_pattern"])
    statements = context.statements(*options["look_in"])
    for _, paragraph in groupby(statements, key=lambda statement: statement.paragraph):
        listed = list(paragraph)
        start, end = listed[0].start, listed[-1].end
        words = context.text[start:end]
        if len(words) < options["least_length"] or concrete.search(words):
            continue
        slogans = [slogan for slogan in options["slogans"] if slogan in words]
        if len(slogans) >= options["least"]:
            yield Flag(start, end, {"slogans": "、".join(slogans[:5]), "count": len(slogans), "length": len(words)})
