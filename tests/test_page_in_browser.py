"""The built 2021 page in a real browser, under a sub-path, on desk and phone."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.sites import build_site
from tests.support import AGENCY, report_text

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run"]
REPORT = "/a/b/reports/office/2021/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; where there is none the tests are skipped, but never in CI."""
    if not Path(CHROMIUM).exists() and "CI" not in os.environ:
        pytest.skip("no /usr/bin/chromium: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module", params=["material", "mkdocs"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of two reports, one with six-digit figures, served below /a/b/."""
    folder = tmp_path_factory.mktemp("browser")
    large = report_text("haishu-office-2021", 2021).replace(
        "[37, 4, 0, 0, 0, 0, 41]", "[316441, 317418, 0, 0, 0, 0, 633859]"
    )
    data = {
        "office/agency.yml": AGENCY,
        "office/2021.yml": report_text("haishu-office-2021", 2021),
        "large/agency.yml": AGENCY,
        "large/2021.yml": large,
        "old/agency.yml": AGENCY,
        "old/2019.yml": report_text("shanghai-office-2019", 2019),
        "merged/agency.yml": AGENCY,
        "merged/2023.yml": report_text("hongze-2023", 2023),
    }
    site = build_site(folder / "site", data, theme=request.param, options={"fail_on": "never"})
    shutil.copytree(site.folder, folder / "root/a/b")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "root")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(browser: Browser, address: str, path: str, width: int, **context: Any) -> tuple[Page, list[str]]:
    """A page, and what it asked of other hosts or complained of."""
    page = browser.new_context(viewport={"width": width, "height": 800}, **context).new_page()
    wrong: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address + path)
    return page, wrong


# Texts of all cells, and what is wrong with where they stand.
CELLS = """() => {
  const wrong = [], texts = [];
  for (const table of document.querySelectorAll('table.gongkai')) {
    const box = table.parentElement;
    if (box.scrollWidth > box.clientWidth + 1) wrong.push('scrolls: ' + table.id);
    for (const row of table.rows) {
      let before = null;
      for (const cell of row.cells) {
        texts.push(cell.id + '=' + cell.textContent);
        const rect = cell.getBoundingClientRect();
        if (rect.width < 1 || rect.height < 1) wrong.push('no box: ' + cell.id);
        if (rect.left < -1 || rect.right > innerWidth + 1) wrong.push('outside: ' + cell.id);
        if (cell.tagName === 'TD' && cell.id) {
          const range = document.createRange(); range.selectNodeContents(cell);
          const text = range.getBoundingClientRect();
          if (!cell.querySelector('.gongkai-hidden')) {
            if (text.left < rect.left - 2.5 || text.right > rect.right + 2.5) wrong.push('clipped: ' + cell.id);
            if (before && text.top < before.bottom - 1 && text.left < before.right - 0.5) wrong.push('overlaps: ' + cell.id);
            before = text;
          }
        }
      }
    }
  }
  if (document.scrollingElement.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
    wrong.push('page scrolls: ' + wide.slice(0, 3).map(e => e.tagName + '.' + e.className));
  }
  return {wrong, texts};
}"""

PAGES = (REPORT, "/a/b/reports/large/2021/", "/a/b/reports/old/2019/", "/a/b/reports/merged/2023/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 320])
def test_a_phone_shows_every_cell(browser: Browser, address: str, path: str, width: int) -> None:
    """No sideways scroll, no cell lost, cut or covered."""
    wide, _ = opened(browser, address, path, 1440)
    narrow, _ = opened(browser, address, path, width)
    expected, found = wide.evaluate(CELLS), narrow.evaluate(CELLS)
    assert found["wrong"] == []
    assert found["texts"] == expected["texts"]
    assert len(found["texts"]) > 200


@pytest.mark.parametrize("path", [*PAGES, "/a/b/reports/", "/a/b/reports/office/", "/a/b/"])
def test_nothing_leaves_the_machine_and_nothing_complains(browser: Browser, address: str, path: str) -> None:
    """No request to another host, no error on the console."""
    page, wrong = opened(browser, address, path, 1440)
    page.wait_for_timeout(200)
    assert wrong == []


def test_links_work_under_a_sub_path(browser: Browser, address: str) -> None:
    """From the report to the index and back."""
    page, _ = opened(browser, address, REPORT, 1440)
    page.click(".gongkai-path a >> nth=0")
    assert page.url == f"{address}/a/b/reports/"
    page.click("table.gongkai-list td a >> nth=0")
    assert "/a/b/reports/" in page.url
    assert page.locator("h1.gongkai-title").count() == 1


def tree(browser: Browser, address: str, path: str, width: int) -> list[tuple[str, str]]:
    """Role and name of everything that makes a table, as assistive technology sees it."""
    page, _ = opened(browser, address, path, width)
    session = page.context.new_cdp_session(page)
    roles = {"table", "rowgroup", "row", "cell", "gridcell", "columnheader", "rowheader"}
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n.get("ignored")]
    return [(role, name if role != "row" else "") for role, name in found if role in roles]


@pytest.mark.parametrize("path", [REPORT, "/a/b/reports/old/2019/"])
def test_assistive_technology_has_the_same_tables_everywhere(browser: Browser, address: str, path: str) -> None:
    """At 1440, 360 and 320 px."""
    wide = tree(browser, address, path, 1440)
    assert [role for role, _ in wide].count("table") == 3
    assert tree(browser, address, path, 360) == wide
    assert tree(browser, address, path, 320) == wide


def test_without_javascript(browser: Browser, address: str) -> None:
    """Everything is there."""
    script, _ = opened(browser, address, REPORT, 360)
    plain, _ = opened(browser, address, REPORT, 360, java_script_enabled=False)
    assert plain.locator("table.gongkai td").count() == script.locator("table.gongkai td").count()
    assert plain.locator("#t3-granted-natural").is_visible()


def test_a_linked_cell_is_marked_and_in_sight(browser: Browser, address: str) -> None:
    """Below whatever sticks to the top of the window."""
    page, _ = opened(browser, address, REPORT + "#t3-carried-out-natural", 1440)
    marked = "id => getComputedStyle(document.getElementById(id)).backgroundColor"
    assert page.evaluate(marked, "t3-carried-out-natural") != page.evaluate(marked, "t3-new-natural")
    in_sight = """id => {
      const box = document.getElementById(id).getBoundingClientRect();
      const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return there !== null && there.closest('#' + id) !== null;
    }"""
    page.wait_for_function(in_sight, arg="t3-carried-out-natural", timeout=5000)
