"""Copied text on the page in a real browser: nothing wider than the window, folded parts open by key, it prints."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from chromium import chromium, requests, show
from copied_batch import copied_batch, hostile_batch, many_bodies
from sample_batch import HOSTILE

from fzlint.gap.page import page

PRINTED = "return [...arguments[0].querySelectorAll('.twos > li')].filter(e => e.checkVisibility()).length"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One browser for all tests of this module."""
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on all bodies."""
    path = tmp_path_factory.mktemp("page") / "all.html"
    path.write_text(page(*copied_batch()), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_fits_the_window(browser: Any, whole: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    """Long names, two hundred bodies and hostile words make no line wider than the window, and ask nothing."""
    paths = [whole]
    for name, batch in (("many", many_bodies(200)), ("hostile", hostile_batch(f"{HOSTILE}{'长' * 40}", times=30))):
        paths.append(tmp_path / f"{name}.html")
        paths[-1].write_text(page(batch), encoding="utf-8")
    for path in paths:
        requests(browser)
        show(browser, path, *size)
        browser.execute_script("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert requests(browser) == [path.as_uri()]
        assert browser.get_log("browser") == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]
        assert browser.execute_script("return document.querySelectorAll('script').length") == 1


def test_folded_pairs_open_by_key(browser: Any, whole: Path) -> None:
    """The first pairs are there; the others come with Enter on their heading, which can be reached."""
    from selenium.webdriver.common.keys import Keys

    show(browser, whole, 1280, 800)
    (details,) = browser.find_elements("css selector", "#b3 details.kept")
    section = browser.find_element("id", "b3")
    before = browser.execute_script(PRINTED, section)
    assert before == 3
    summary = details.find_element("tag name", "summary")
    summary.send_keys(Keys.ENTER)
    assert browser.execute_script("return document.activeElement === arguments[0]", summary)
    assert browser.execute_script(PRINTED, section) > before
    assert f"其余{browser.execute_script(PRINTED, section) - before}处" in summary.text


def test_a_pair_leads_to_its_cluster(browser: Any, whole: Path) -> None:
    """Who else has a paragraph is one click away, and back."""
    show(browser, whole, 1280, 800)
    link = browser.find_element("css selector", "#b2 .twos a[href^='#k']")
    link.click()
    target = browser.execute_script("return location.hash").removeprefix("#")
    cluster = browser.find_element("id", target)
    assert "4个单位" in cluster.text
    places = cluster.find_elements("css selector", ".places a")
    assert len(places) == 4
    assert all(browser.find_elements("id", place.get_attribute("href").partition("#")[2]) for place in places)


def test_both_sides_are_beside_each_other_or_below(browser: Any, whole: Path) -> None:
    """On a desk side by side, on a phone one below the other."""
    for width, beside in ((1280, True), (390, False)):
        show(browser, whole, width, 844)
        one, other = browser.find_elements("css selector", "#b3 .twos > li:first-child > div")[:2]
        assert (one.rect["y"] == other.rect["y"]) is beside
        assert (one.rect["x"] == other.rect["x"]) is not beside


def test_prints_the_longest_pairs(browser: Any, whole: Path) -> None:
    """On paper the shares, the shared paragraphs and the first pairs of each body, what differs in bold."""
    pypdf = pytest.importorskip("pypdf", reason="pip install pypdf")
    batch, _ = copied_batch()
    assert batch.copied is not None
    show(browser, whole, 1280, 800)
    settings = {"preferCSSPageSize": True, "printBackground": False}
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", settings)["data"])
    sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
    text = "".join(normalize("NFKC", "".join(sheet.extract_text() for sheet in sheets)).split())
    for body in batch.copied.ranked:
        pair = body.pairs(1)[0]
        begin = "".join(piece for piece, _ in pair.other.segments)[:12]
        assert "".join(normalize("NFKC", begin).split()) in text
    for cluster in batch.copied.clusters:
        assert "".join(normalize("NFKC", cluster.quote[:12]).split()) in text
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    weight = "return getComputedStyle(document.querySelector('mark')).fontWeight"
    assert int(browser.execute_script(weight)) >= 600
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
