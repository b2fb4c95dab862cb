"""The desk for everybody: by the keyboard alone, large, on a phone, in the dark, with a screen reader."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from tests.helpers.desk import READY, START, open_file
from tests.helpers.support import report_text

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAMPLE = report_text("haishu-office-2021", 2021)
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then(
  found => found.violations.map(each => [each.id, each.nodes.slice(0, 3).map(node => node.html.slice(0, 120))]))"""
CELL = "document.activeElement.classList.contains('cell') ? document.activeElement.id : ''"


def opened(page: Page, text: str = SAMPLE) -> None:
    page.evaluate("document.activeElement.blur()")
    open_file(page, "2021.yml", text)
    page.wait_for_selector(READY, timeout=START)


def seen(page: Page) -> list[object]:
    page.evaluate(AXE)
    found: list[object] = page.evaluate(RUN)
    return found


def test_a_report_by_the_keyboard_alone(page: Page) -> None:
    """From the top of the page into a table, filled, undone, remarked upon and saved, without a mouse."""
    opened(page, SAMPLE.replace("予以公开: [18,", "予以公开: [17,"))
    for _ in range(4):
        page.keyboard.press("F6")
        if page.evaluate("document.getElementById('chapters').contains(document.activeElement)"):
            break
    for _ in range(4):
        page.keyboard.press("Alt+PageDown")
    assert page.evaluate("document.activeElement.textContent").startswith("三、")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(CELL):
            break
    assert page.evaluate(CELL) == "t3-new-natural"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(CELL) == "t3-granted-natural"
    page.keyboard.press("Alt+Enter")
    assert page.input_value("#t3-granted-natural") == "18"
    page.keyboard.press("Control+z")
    assert page.input_value("#t3-granted-natural") == "17"
    page.keyboard.press("Control+y")
    page.wait_for_selector(READY)
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    assert download.value.suggested_filename == "2021.yml"


def test_tab_leaves_a_table(page: Page) -> None:
    """No trap for the keyboard: after the last cell comes what follows the table."""
    opened(page)
    last = page.locator("input.cell").last
    last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(CELL) == ""
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(CELL) == last.get_attribute("id")


def test_each_cell_says_where_it_stands(page: Page) -> None:
    opened(page)
    names = page.locator("input.cell").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert len(set(names)) == len(names) == 200
    assert (
        page.get_attribute("#t3-granted-natural", "aria-label") == "三、本年度办理结果，（一）予以公开，自然人"
    )


@pytest.mark.parametrize("what", ["changes", "help", "menu", "doubts", "about"])
def test_what_opens_is_accessible_too(page: Page, what: str) -> None:
    opened(page)
    if what == "changes":
        page.fill("#t3-granted-natural", "17")
        page.wait_for_selector(READY)
        page.click("[data-action=changes]")
    elif what == "help":
        page.keyboard.press("F1")
    elif what == "menu":
        page.focus("#t3-granted-natural")
        page.keyboard.press("Shift+F10")
    elif what == "about":
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    else:
        open_file(
            page,
            "2021.txt",
            "三、收到和处理政府信息公开申请情况\n（一）予以公开 3 4\n一、总体情况\n依法公开。\n",
        )
        page.wait_for_selector(READY, timeout=START)
    page.evaluate("document.activeElement.closest('#cell-menu, dialog') || document.activeElement.blur()")
    assert seen(page) == []
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1366, 360])
def test_large_letters_fit(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 650})
    opened(page)
    page.evaluate("document.querySelector('[data-action=large]').click()")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelector('[data-action=large]').click()")
    page.set_viewport_size({"width": 1440, "height": 900})
