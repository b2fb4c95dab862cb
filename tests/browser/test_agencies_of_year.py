"""The page of a year in a browser: sorted by its heads, one agency marked; whole without the script; on a phone."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from gongkai.addresses import Addresses, Page
from gongkai.settings import Settings
from gongkai.site import make_site
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.page import html_block
from gongkai.writers.html.style import OF_ALL, OF_OVERVIEWS, sheet
from tests.helpers.support import read_files, report_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Opened

REPORTS = {"small": "haishu-office-2021", "other": "hongze-2023", "large": "suqian-2023"}
NAMES = "[...document.querySelectorAll('tbody.rows tr:not([hidden]) > th > a')].map(each => each.textContent)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as a file."""
    folder = tmp_path_factory.mktemp("year")
    files = {f"{path}/2021.yml": report_text(name, 2021) for path, name in REPORTS.items()}
    for path in REPORTS:
        files[f"{path}/agency.yml"] = f"名称: {path}\n类别: {'政府' if path == 'large' else '部门'}\n"
    archive, findings = read_files(folder, files)
    site = make_site(archive, Settings(), Addresses(), findings=findings)
    content = next(each for each in site.pages if each.page == Page(None, 2021))
    writer = HtmlWriter(content.page, Addresses())
    body = "\n".join(text for block in content.blocks for text in html_block(block, writer))
    (folder / "gongkai.js").write_bytes((resources.files("gongkai") / "assets/gongkai.js").read_bytes())
    (folder / "gongkai.css").write_text(sheet(OF_ALL) + sheet(OF_OVERVIEWS), encoding="utf-8")
    (folder / "index.html").write_text(
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<link rel="stylesheet" href="gongkai.css"><body>{body}<script src="gongkai.js"></script>',
        encoding="utf-8",
    )
    return (folder / "index.html").as_uri()


def opened(browser: Browser, address: str, **options: object) -> Opened:
    """The page in a window of its own."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


def test_a_head_sorts_and_turns(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    assert page.evaluate(NAMES) == ["large", "small", "other"]
    button = page.locator("thead th:nth-child(4) button")
    button.press("Enter")
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert page.evaluate(NAMES)[-1] == "other"
    button.press("Enter")
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert page.evaluate(NAMES)[0] == "other"


def test_one_agency_is_marked_and_a_kind_is_chosen(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.select_option("select[name=own]", "small")
    assert page.locator("tr.own").inner_text().startswith("small所选")
    assert page.locator("svg .own").count() >= 4
    page.select_option("select[name=kind]", "部门")
    assert page.evaluate(NAMES) == ["small", "other"]
    assert page.locator("form [role=status]").inner_text() == "显示2个机关"


def test_whole_without_the_script(browser: Browser, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False)
    assert page.locator("tbody.rows tr").count() == 3
    assert page.locator("button").count() == 0


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
