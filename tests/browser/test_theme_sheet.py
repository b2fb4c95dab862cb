"""Our pages with the theme's style sheets cut down to what they can use, in a real browser: they look the same to the last value."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.public import KINDS, REAL, build_public
from tests.helpers.servers import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

STYLES = Path(str(resources.files("material") / "templates/assets/stylesheets"))
WHOLE = "".join(
    next(STYLES.glob(f"{name}.*.min.css")).read_text(encoding="utf-8") for name in ("main", "palette")
)
LOOK = """() => {
  const seen = new Set(), looks = [];
  for (const element of document.querySelectorAll("*")) {
    const path = [element.tagName, element.className, element.parentElement?.className].join();
    if (seen.has(path)) continue;
    seen.add(path);
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      if (pseudo && style.content === "none") continue;
      looks.push(path + (pseudo ?? "") + [...style].filter(name => !name.startsWith("--")).map(name => name + style.getPropertyValue(name)).join(";"));
    }
  }
  const before = window.looksBefore;
  window.looksBefore = looks;
  return before !== undefined && before.join() === looks.join();
}"""
"""Whether every computed value is as it was when this was asked last. They are large: they stay in the page."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reports."""
    for served_at in served(build_public(tmp_path_factory.mktemp("theme"), "material")):
        yield f"{served_at}reports/"


def as_it_is(page: Page) -> None:
    """Nothing is done."""


def with_the_drawer(page: Page) -> None:
    """The navigation of a phone."""
    page.evaluate("document.getElementById('__drawer').click()")


def with_a_search(page: Page) -> None:
    """The box of search, with what it found."""
    page.evaluate("document.getElementById('__search').click()")
    page.fill(".md-search__input", "教育局2022")
    page.wait_for_selector(".md-search-result__item")
    page.wait_for_load_state("networkidle")


def in_the_dark(page: Page) -> None:
    """As the reader's system asks for."""
    page.emulate_media(color_scheme="dark")


def in_print(page: Page) -> None:
    """On paper."""
    page.emulate_media(media="print")


STATES = (as_it_is, with_the_drawer, with_a_search, in_the_dark, in_print)


def looks(browser: Browser, address: str, width: int, *, is_whole: bool) -> list[list[str]]:
    """Every computed value of one element of each kind, in each state."""
    found = []
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")

    def answer(route: Route) -> None:
        route.fulfill(body=WHOLE, content_type="text/css")

    if is_whole:
        context.route("**/theme.css", answer)
    for state in STATES:
        page = context.new_page()
        page.goto(address)
        state(page)
        found.append(settled(page))
        page.close()
    context.close()
    return found


def settled(page: Page) -> list[str]:
    """The values once the theme's scripts, which place its sidebars, have answered: those that stay as they are."""
    while not page.evaluate(LOOK):
        page.wait_for_timeout(200)
    return [str(look) for look in page.evaluate("window.looksBefore")]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("path", "width"),
    [(REAL, 360), (REAL, 1440), (KINDS["agency"], 360), (KINDS["comparison"], 1440), (KINDS["index"], 1440)],
)
def test_it_looks_as_with_the_whole_of_it(browser: Browser, address: str, path: str, width: int) -> None:
    trimmed, whole = (looks(browser, address + path, width, is_whole=is_whole) for is_whole in (False, True))
    assert [len(each) for each in trimmed] == [len(each) for each in whole]
    for state, ours, theirs in zip(STATES, trimmed, whole, strict=True):
        differing = [
            (one.partition(";")[0], sorted(set(one.split(";")) ^ set(other.split(";"))))
            for one, other in zip(ours, theirs, strict=True)
            if one != other
        ]
        assert differing == [], state.__name__
