"""The whole page of the demonstration, with what the theme puts around our content, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.servers import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
PAGES = (
    "reports/haishu-office/2021/",
    "reports/haishu-office/2021.cells.html",
    "reports/",
    "reports/haishu-office/",
    "404.html",
    "",
)


@pytest.fixture(scope="module")
def address(demonstration: Callable[..., Path]) -> Iterator[str]:
    """Of the demonstration."""
    yield from served(demonstration("material"))


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + path)
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(found => found.violations)")
    page.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
