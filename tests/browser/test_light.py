"""Pages on a slow line, in a real browser: when something is seen, and that nothing moves afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from gongkai.writers.html.style import OF_DARK, SHEETS, sheet
from tests.helpers.public import KINDS, REAL, build_public
from tests.helpers.servers import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLOW = {"offline": False, "latency": 100, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s: bytes a second, milliseconds."""
WATCH = """window.moved = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({type: 'layout-shift', buffered: true})"""
RULES = """text => {
  const style = document.createElement('style');
  style.textContent = text;
  document.head.append(style);
  const found = [...style.sheet.cssRules].map(rule => rule.cssText);
  style.remove();
  return found;
}"""


@pytest.mark.parametrize("name", [name for name in SHEETS if name != OF_DARK])
def test_a_browser_reads_the_same_rules_as_from_the_source(browser: Browser, name: str) -> None:
    """But for what is made from the forms, and from the dark tokens."""
    page = browser.new_page()
    source = (resources.files("gongkai") / "assets" / name).read_text(encoding="utf-8")
    written, sent = (
        [
            re.sub(r"([,:]) ", r"\1", re.sub(r"\s+", " ", rule))
            for rule in page.evaluate(RULES, text)
            if " --gongkai-column:" not in rule and "color-scheme: dark; --gongkai-paper:" not in rule
        ]
        for text in (source, sheet(name))
    )
    page.close()
    assert sent == written


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reports."""
    for served_at in served(build_public(tmp_path_factory.mktemp("light"), "material")):
        yield f"{served_at}reports/"


def slow(browser: Browser, width: int) -> Page:
    """A window on a slow line, with nothing kept from before."""
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(WATCH)
    return page


def painted(page: Page) -> float:
    """Milliseconds until something was seen."""
    (entry,) = page.evaluate("performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)")
    return float(entry)


@pytest.mark.thorough
@pytest.mark.parametrize("width", [360, 1440])
def test_on_a_slow_line(browser: Browser, address: str, width: int) -> None:
    """Without compression."""
    page = slow(browser, width)
    page.goto(address + REAL)
    assert painted(page) < 5000
    for path in (KINDS["report"], KINDS["agency"], KINDS["comparison"], KINDS["index"]):
        page.goto(address + path)
        assert painted(page) < 2000
    page.context.close()


@pytest.mark.thorough
@pytest.mark.parametrize("path", [REAL, *(KINDS[kind] for kind in ("report", "agency", "comparison", "index"))])
def test_nothing_moves(browser: Browser, address: str, path: str) -> None:
    """Neither on the first page nor on a later one, of which more and more is seen while it comes in: on a phone and on a desk."""
    windows = {width: slow(browser, width) for width in (360, 1440)}
    at_first = moved(windows, address + path)
    for page in windows.values():
        page.goto("about:blank")
    later = moved(windows, address + path)
    for page in windows.values():
        page.context.close()
    assert at_first == dict.fromkeys(windows, 0)
    # Where a piece of the page ends within the theme's own outline, its list moves by half a line.
    assert {width: value for width, value in later.items() if value >= 0.0005} == {}


def moved(windows: Mapping[int, Page], address: str) -> dict[int, float]:
    """How much moves while a page comes in, in each window. They wait for their lines at the same time."""
    for page in windows.values():
        page.goto(address, wait_until="commit")
    for page in windows.values():
        page.wait_for_load_state()
        page.wait_for_timeout(300)
    return {width: page.evaluate("window.moved") for width, page in windows.items()}
