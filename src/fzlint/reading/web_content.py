"""Which element of a web page holds the report.

The densest block (where the running text is) is certain on most pages. Where text stands in several blocks (news beside
the report, a page of many articles), trafilatura is asked; what it leaves out of the block it names (short headings,
dates, the sign-off) is kept, because only its choice is taken, never its text.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import Any

_PROSE = 25  # characters: shorter lines are headings, buttons, links
_MOST = 0.8  # share of an element's running text that leads into a child
_CERTAIN = 0.8  # share of the page's running text in the block, from which on no other opinion is asked
_CLEARLY_LESS = 0.6  # share of the densest block's text below which trafilatura's choice is not taken
_HELD = 0.9  # share of trafilatura's text that the element chosen holds
_GRAM = 12  # characters that tell a passage from any other
_MOST_ASKED = 300_000  # characters of trafilatura's text that are looked at
_AROUND = 400  # characters by which a parent may hold more, and
_AROUND_SHARE = 0.15  # share of its text in which it may: title, date, index table, sign-off
_LINKS = 60  # characters of links that a parent may add
_MENU = 8  # characters of links from which on an element of little else is a menu, and
_MENU_SHARE = 0.75  # their share of its characters
_LIST_LINKS = 20  # likewise of one that is emptied
_LIST_SHARE = 0.6
_LIST_TEXT = 400  # characters beside the links (dates); more is text in which links stand
_SEVERAL = 0.15  # share of the running text that makes a second block
_FURNITURE = re.compile(r"(?:^|[\s_-])(?:foot(?:er)?|nav|menu|side(?:bar)?|copyright|bottom)(?:$|[\s_\d-])", re.I)
_BREAKS = frozenset(
    ("p", "div", "td", "th", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "section", "article", "dd", "dt", "center")
)


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
            if element.tag == "a" and element.get("href") is not None:
                links, text, prose = text + links, 0, 0
            self.prose[element], self.text[element], self.links[element] = prose, text, links


def find_content(body: Any) -> Any:
    """The element of ``body`` that holds the main text with its title, date and sign-off; ``body`` when in doubt.

    Menus and lists of other pages are emptied, wherever they stand.
    """
    measures = _Measures(body)
    if not measures.prose[body]:
        return body
    if _empty_menus(body, measures):
        measures = _Measures(body)
    densest = _descend(body, measures)
    if measures.prose[densest] < _CERTAIN * measures.prose[body] or _several(densest, measures):
        chosen = _chosen_by_trafilatura(body, measures)
        if chosen is not None and measures.prose[chosen] >= _CLEARLY_LESS * measures.prose[densest]:
            densest = chosen
    return _climb(densest, body, measures)


def _empty_menus(body: Any, measures: _Measures) -> bool:
    found = False
    for element in list(body.iter("ul", "ol", "nav", "div", "table", "dl", "td")):
        links, text = measures.links[element], measures.text[element]
        if links >= _LIST_LINKS and links > _LIST_SHARE * (links + text) and text < _LIST_TEXT:
            named = [anchor for anchor in element.iter("a") if anchor.get("href") is not None]
            if len(named) > 2 and all(measures.links[anchor] < _LINKS for anchor in named):
                element.clear(keep_tail=True)
                found = True
    return found


def _descend(element: Any, measures: _Measures) -> Any:
    """From ``element`` into the child that holds most of its running text, and so on."""
    while True:
        inner = max(element, key=lambda child: measures.prose[child], default=None)
        if inner is None or measures.prose[inner] < _MOST * measures.prose[element]:
            return element
        element = inner


def _several(element: Any, measures: _Measures) -> bool:
    """Whether running text stands in several blocks of ``element``, not only in its paragraphs."""
    blocks = 0
    for child in element:
        if child.tag != "p" and measures.prose[child] >= _SEVERAL * measures.prose[element]:
            blocks += any(measures.prose[inner] for inner in child)
    return blocks > 1


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
        if any(_is_furniture(child, measures) for child in parent if child is not element):
            break
        element = parent
    return element


def _is_furniture(element: Any, measures: _Measures) -> bool:
    """Whether an element beside the text is a menu, a list of other pages or the page's foot."""
    if element.tag == "footer" or _FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:200]):
        return True
    links = measures.links[element]
    return links >= _MENU and links > _MENU_SHARE * (links + measures.text[element])


def _chosen_by_trafilatura(body: Any, measures: _Measures) -> Any | None:
    """The innermost element that holds nearly all running text that trafilatura takes for the main text."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        from trafilatura import bare_extraction

        found = bare_extraction(
            deepcopy(body),
            fast=True,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            with_metadata=False,
        )
    except Exception:  # it is asked for an opinion; pages odd enough to break it have the densest block
        return None
    text = "".join((getattr(found, "text", None) or "").split())[:_MOST_ASKED]
    wanted = {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}
    held: dict[Any, int] = {}
    total = 0
    for element in body.iter():
        for owner, piece in ((element, element.text), (element.getparent(), element.tail)):
            bare = "".join((piece or "").split())
            if len(bare) >= _PROSE and bare[:_GRAM] in wanted:
                total += len(bare)
                held[owner] = held.get(owner, 0) + len(bare)
    if not total:
        return None
    for element in reversed(list(body.iter())):  # children before parents
        parent = element.getparent()
        if element in held and element is not body and parent is not None:
            held[parent] = held.get(parent, 0) + held[element]
    whole = [
        element for element, characters in held.items() if element in measures.text and characters >= _HELD * total
    ]
    return min(whole, key=lambda element: measures.text[element] + measures.links[element], default=None)
