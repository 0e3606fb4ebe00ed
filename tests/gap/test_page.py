"""The web page works in a real browser: offline, sorted, filtered, printed, and safe from the text it shows."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from chromium import chromium, requests, show
from sample_batch import HOSTILE, batch, document, document_of, hostile, report

from fzlint.gap.compare import compare
from fzlint.gap.page import page
from fzlint.messages import LANGUAGES

JAVASCRIPT_ROWS = "return [...document.querySelectorAll('#matrix tbody tr:not([hidden])')].map(r => r.dataset.name)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One browser for all tests of this module."""
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


def earlier() -> dict[str, Any]:
    """The constructed reports as if of the year before."""
    data = document()
    for entry in data["reports"][:9]:
        entry["year"] = entry["year"] and entry["year"] - 1
        for verdict in entry["verdicts"][::5]:
            verdict["status"] = "missing"
    return data


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all constructed reports, one unreadable file and the year before."""
    data = document()
    data["reports"].append({"path": "坏.pdf", "error": {"kind": "binary", "message": "坏.pdf 不是文本"}})
    found = batch(data)
    path = tmp_path_factory.mktemp("page") / "all.html"
    path.write_text(page(found, compare(found, [batch(earlier())])), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of one report."""
    path = tmp_path_factory.mktemp("page") / "one.html"
    data = document()
    path.write_text(page(batch({**data, "reports": data["reports"][:1]})), encoding="utf-8")
    return path


def names(browser: Any) -> list[str]:
    """The bodies that the matrix shows, in their order."""
    return list(browser.execute_script(JAVASCRIPT_ROWS))


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_opens_quietly(browser: Any, many: Path, one: Path, size: tuple[int, int]) -> None:
    """No request but the file itself, no word on the console, nothing wider than the window."""
    for path in (many, one):
        requests(browser)
        show(browser, path, *size)
        assert requests(browser) == [path.as_uri()]
        assert browser.get_log("browser") == []
        assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]


def test_sorts(browser: Any, many: Path) -> None:
    """A click on a head sorts up, another one down, and aria-sort says so; a key does the same."""
    from selenium.webdriver.common.keys import Keys

    show(browser, many, 1280, 800)
    before = names(browser)
    head = browser.find_element("css selector", "#matrix th[data-col='3']")
    button = head.find_element("tag name", "button")
    scores = "return [...document.querySelectorAll('#matrix tbody tr')].map(r => Number(r.cells[3].dataset.v))"
    button.click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert browser.execute_script(scores) == sorted(browser.execute_script(scores))
    button.send_keys(Keys.ENTER)
    assert head.get_attribute("aria-sort") == "descending"
    assert browser.execute_script(scores) == sorted(browser.execute_script(scores), reverse=True)
    other = browser.find_element("css selector", "#matrix th[data-col='7']")
    other.find_element("tag name", "button").click()
    assert head.get_attribute("aria-sort") is None
    cells = "return [...document.querySelectorAll('#matrix tbody tr')].map(r => r.cells[7].dataset.s)"
    found = browser.execute_script(cells)
    assert found == sorted(found, key=["missing", "weak", "met", "not-applicable", "none"].index)
    assert sorted(names(browser)) == sorted(before)


def test_filters(browser: Any, many: Path) -> None:
    """Each filter, and all together; sections follow; the count is told; all come back."""
    show(browser, many, 1280, 800)
    everyone = names(browser)

    def choose(control: str, value: str) -> None:
        script = (
            "const c=document.getElementById(arguments[0]);c.value=arguments[1];c.dispatchEvent(new Event('input'))"
        )
        browser.execute_script(script, control, value)

    browser.find_element("id", "f-name").send_keys("街道")
    assert names(browser) == [name for name in everyone if "街道" in name]
    assert "显示4份" in browser.find_element("id", "f-shown").text
    shown = "return [...document.querySelectorAll('section.one:not([hidden]) h3')].length"
    assert browser.execute_script(shown) == 4
    browser.find_element("id", "f-reset").click()
    assert names(browser) == everyone
    choose("f-level", "township")
    choose("f-status", "missing weak")
    choose("f-item", "7")
    lacking = [b.label for b in batch().bodies if b.level == "township" and b.status("S3") in ("missing", "weak")]
    assert names(browser) == lacking
    choose("f-year", "2024")
    assert len(names(browser)) < len(lacking)


def test_prints_on_a4(browser: Any, tmp_path: Path) -> None:
    """The matrix lies on a landscape page, all else stands; controls are not printed, words are text."""
    pypdf = pytest.importorskip("pypdf", reason="pip install pypdf")
    data = document()
    broken = {"path": "坏.pdf", "error": {"kind": "binary", "message": "坏.pdf 不是文本"}}
    path = tmp_path / "print.html"
    path.write_text(page(batch({**data, "reports": [*data["reports"][:2], broken]})), encoding="utf-8")
    show(browser, path, 1280, 800)
    settings = {"preferCSSPageSize": True, "printBackground": True}
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", settings)["data"])
    sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
    sizes = [tuple(round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]) for sheet in sheets]
    assert set(sizes) == {(210, 297), (297, 210)}
    assert sizes[0] == (210, 297)
    assert sizes.count((297, 210)) <= 2
    text = normalize("NFKC", "".join(sheet.extract_text() for sheet in sheets))
    assert "全部显示" not in text
    assert "麻柳溪" in text
    assert "坏.pdf" in text


def test_text_is_only_text(browser: Any, tmp_path: Path) -> None:
    """Markup, scripts and links in a report's text are shown, never run; nothing is asked of a network."""
    path = tmp_path / "hostile.html"
    found = batch(hostile())
    path.write_text(page(found, compare(found, [batch(hostile())])), encoding="utf-8")
    requests(browser)
    show(browser, path, 1280, 800)
    assert requests(browser) == [path.as_uri()]
    assert browser.get_log("browser") == []
    links = "return [...document.links].filter(a => !a.getAttribute('href').startsWith('#')).length"
    assert browser.execute_script(links) == 0
    assert browser.execute_script("return document.querySelectorAll('script, img, iframe, object, embed').length") == 1
    assert "<script>alert(1)</script>" in browser.find_element("id", "matrix").text
    assert not set(HOSTILE) & set("\x1b\u202e") & set(path.read_text(encoding="utf-8"))


class _Tags(HTMLParser):
    """Every tag with its attributes, and whether each was closed."""

    VOID = ("meta", "input", "br", "hr", "link", "img")

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_structure(language: str) -> None:
    """Tables have scoped heads, ids are unique, links lead somewhere, controls have labels, tags are closed."""
    data = document()
    data["reports"].append({"path": "坏.pdf", "error": {"kind": "binary", "message": "x"}})
    found = batch(data, language=language)
    text = page(found, compare(found, [batch(earlier(), language=language)]))
    tags = _Tags()
    tags.feed(text)
    assert tags.open == []
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all("scope" in attributes for tag, attributes in tags.tags if tag == "th")
    anchors = [attributes["href"] or "" for tag, attributes in tags.tags if tag == "a"]
    assert {anchor.removeprefix("#") for anchor in anchors} <= set(ids)
    labels = {attributes["for"] for tag, attributes in tags.tags if tag == "label"}
    assert labels == {a["id"] for tag, a in tags.tags if tag in ("input", "select")}
    assert not re.search(r"\bgap\.[a-z]", text), "a message is missing"
    if language == "en":
        shown = re.sub(r"(?s)<(style|script).*?</\1>", "", text)
        assert "必备内容" not in shown  # the findings keep the language that they were made in


def test_one_report_reads_like_a_letter() -> None:
    """No matrix, no script, no name or code of the tool: what a bureau would send."""
    data = document()
    text = page(batch({**data, "reports": data["reports"][:1]}))
    assert "<script" not in text
    assert "fzlint" not in text
    assert "麻柳溪镇人民政府2021年度法治政府建设年度报告的检查意见" in text
    shown = re.sub(r"(?s)<style.*?</style>", "", text)
    assert not re.search(r"\b[SO]\d+(?:\.\d+)?\b", re.sub(r"<[^>]*>", " ", shown))


def test_empty_and_strange_batches() -> None:
    """Nothing to judge, nothing recognised, nothing applicable: still a page."""
    assert "没有能够检查的年度报告" in page(batch(document_of()))
    nothing = report(None, None, {"S1": "not-applicable"}, body_level=None, title=None, score={"value": None})
    assert "不计分" in page(batch(document_of(nothing)))


def test_same_input_same_page() -> None:
    """The page does not change from run to run."""
    assert page(batch()) == page(batch())
