"""The whole page of the demonstration, with what the theme puts around our content, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

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

PAPER_AND_INK = """["body", "h1"].map((name, at) =>
  getComputedStyle(document.querySelector(name))[at ? "color" : "backgroundColor"])"""


@pytest.fixture(scope="module")
def address(demonstration: Callable[..., Path]) -> Iterator[str]:
    """Of the demonstration."""
    yield from served(demonstration("material"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: Literal["light", "dark"]) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page.goto(address + path)
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(found => found.violations)")
    page.close()
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_dark_without_a_script(browser: Browser, address: str, path: str) -> None:
    """Where the reader's system asks for it: the same paper and ink as with one."""
    page = browser.new_page(color_scheme="dark")
    page.goto(address + path)
    with_scripts = page.evaluate(PAPER_AND_INK)
    page.close()
    page = browser.new_page(color_scheme="dark", java_script_enabled=False)
    page.goto(address + path)
    without = page.evaluate(PAPER_AND_INK)
    page.close()
    assert without == with_scripts
    assert without[0] == "rgb(20, 24, 28)"


def test_an_address_that_leads_nowhere_leads_on(
    browser: Browser, address: str, demonstration: Callable[..., Path]
) -> None:
    """Under any address, as a server shows the page for it; what is typed there is answered."""
    lost = (demonstration("material") / "404.html").read_text(encoding="utf-8")
    page = browser.new_page()
    page.route("**/nowhere/", lambda route: route.fulfill(status=404, content_type="text/html", body=lost))
    page.goto(f"{address}reports/haishu-office/nowhere/")
    assert page.get_by_role("link", name="年度报告目录").get_attribute("href") == "/a/b/reports/"
    page.get_by_role("searchbox").fill("海曙区2021")
    page.get_by_role("button", name="搜索").click()
    found = page.locator(".md-search-result__item a").first
    found.wait_for()
    assert "haishu-office/2021/" in str(found.get_attribute("href"))
    page.close()


def test_what_the_keyboard_reaches_is_in_sight_on_a_narrow_page(browser: Browser, address: str) -> None:
    """The links of the drawer too, as on a page enlarged to four times."""
    page = browser.new_page(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    page.goto(f"{address}reports/haishu-office/2021/")
    link = page.locator(".md-sidebar--primary a.md-nav__link:visible").first
    assert link.evaluate("link => link.getBoundingClientRect().right") <= 0
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    assert link.evaluate("link => link === document.activeElement")
    page.wait_for_function("document.activeElement.getBoundingClientRect().left >= 0")
    page.close()
