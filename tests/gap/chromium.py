"""The real Chromium for the tests of the page; a test is skipped, with a hint, where it is not installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def chromium(folder: Path) -> Iterator[Any]:
    """A browser with a profile of its own in ``folder``, which logs the console and every request."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="pip install selenium")
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("chromium and chromedriver are not installed (apt-get install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    page = webdriver.Chrome(options=options, service=webdriver.chrome.service.Service(driver))
    try:
        page.get("about:blank")
        yield page
    finally:
        page.quit()


def requests(page: Any) -> list[str]:
    """The addresses asked for since the log was last read."""
    import json

    messages = (json.loads(entry["message"])["message"] for entry in page.get_log("performance"))
    urls = (m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent")
    return [url for url in urls if not url.startswith(("chrome", "about:"))]  # the browser's own first tab


def show(page: Any, path: Path, width: int, height: int) -> None:
    """Open the file in a window of this size."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.get(path.as_uri())
