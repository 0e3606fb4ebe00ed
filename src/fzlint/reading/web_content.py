"""Which element of a web page holds the report.

The densest block (where the running text is) is certain on most pages. Where text stands in several blocks (news beside
the report, a page of many articles), trafilatura is asked; what it leaves out of the block it names (short headings,
dates, the sign-off) is kept, because only its choice is taken, never its text.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import Any

_PROSE = 25  # characters: shorter lines are headings, buttons, links
_MOST = 0.8  # share of an element's running text that leads into a child
_CERTAIN = 0.85  # share of the page's running text in the block, from which on no other opinion is asked
_CLEARLY_LESS = 0.6  # share of the densest block's text below which trafilatura's choice is not taken
_HELD = 0.9  # share of trafilatura's text that the element chosen holds
_AROUND = 400  # characters by which a parent may hold more, and
_AROUND_SHARE = 0.15  # share of its text in which it may: title, date, index table, sign-off
_LINKS = 60  # characters of links that a parent may add
_BREAKS = frozenset("p div td th li h1 h2 h3 h4 h5 h6 br section article dd dt center".split())


class _Measures:
    """For each element: characters of running text and all characters, without links; characters of links."""

    def __init__(self, body: Any) -> None:
        self.prose: dict[Any, int] = {}
        self.text: dict[Any, int] = {}
        self.links: dict[Any, int] = {}
        self._measure(body)

    def _measure(self, body: Any) -> None:
        # Children before parents, so that each text is counted once.
        for element in reversed(list(body.iter())):
            own = len("".join((element.text or "").split()))
            prose, text, links, run = 0, 0, 0, own
            for child in element:
                prose += self.prose[child]
                text += self.text[child]
                links += self.links[child]
                if child.tag in _BREAKS or self.prose[child]:
                    prose += run if run >= _PROSE else 0
                    run = 0
                else:
                    run += self.text[child]
                tail = len("".join((child.tail or "").split()))
                own += tail
                run += tail
            text += own
            # Text within a line (a font in a span in a paragraph) counts for the element that ends the line.
            if element.tag in _BREAKS or element is body:
                prose += run if run >= _PROSE else 0
            elif run >= _PROSE and run > own * 0.5:
                prose += run
            if element.tag == "a":
                links, text, prose = text + links, 0, 0
            self.prose[element], self.text[element], self.links[element] = prose, text, links


def find_content(body: Any) -> Any:
    """The element of ``body`` that holds the main text with its title, date and sign-off; ``body`` when in doubt."""
    measures = _Measures(body)
    if not measures.prose[body]:
        return body
    densest = _descend(body, measures)
    if measures.prose[densest] < _CERTAIN * measures.prose[body]:
        chosen = _chosen_by_trafilatura(body, measures)
        if chosen is not None and measures.prose[chosen] >= _CLEARLY_LESS * measures.prose[densest]:
            densest = chosen
    return _climb(densest, body, measures)


def _descend(element: Any, measures: _Measures) -> Any:
    """From ``element`` into the child that holds most of its running text, and so on."""
    while True:
        inner = max(element, key=lambda child: measures.prose[child], default=None)
        if inner is None or measures.prose[inner] < _MOST * measures.prose[element]:
            return element
        element = inner


def _climb(element: Any, body: Any, measures: _Measures) -> Any:
    """The outermost element around ``element`` that adds little but what belongs to a report."""
    inner = element
    while element is not body:
        parent = element.getparent()
        if parent is None:
            break
        more = measures.text[parent] - measures.text[inner]
        links = measures.links[parent] - measures.links[inner]
        if more > max(_AROUND, _AROUND_SHARE * measures.text[inner]) or links > _LINKS:
            break
        if measures.prose[parent] - measures.prose[inner] > _AROUND:
            break
        element = parent
    return element


def _chosen_by_trafilatura(body: Any, measures: _Measures) -> Any | None:
    """The innermost element that holds nearly all paragraphs that trafilatura takes for the main text."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            deepcopy(body), fast=True, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False
        )
    except Exception:  # it is asked for an opinion; pages odd enough to break it have the densest block
        return None
    text = found.get("text") if isinstance(found, dict) else getattr(found, "text", None)
    wanted = {"".join(line.split()) for line in (text or "").split("\n")}
    wanted = {line for line in wanted if len(line) >= _PROSE}
    total = sum(map(len, wanted))
    if not total:
        return None
    held: dict[Any, int] = {}
    for element in body.iter():
        if element.tag in ("p", "div", "td", "li") and measures.text[element] < 20_000:
            line = "".join("".join(element.itertext()).split())
            if line in wanted:
                wanted.discard(line)
                for outer in (element, *element.iterancestors()):
                    held[outer] = held.get(outer, 0) + len(line)
                    if outer is body:
                        break
    whole = [element for element, characters in held.items() if characters >= _HELD * total]
    return min(whole, key=lambda element: measures.text[element] + measures.links[element], default=None)
