"""Figures over the years in a real browser: on desk and phone the page does not scroll sideways, the box does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import build_here, project, site_config
from tests.support import report_text
from tests.test_browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1440, 360)
PAGES = ("office/", "office/compare/")
Open = Callable[[str, str, int], "Page"]


def reports(years: range) -> dict[str, str]:
    """One report a year, with figures of up to five digits; one year is missing."""
    files = {}
    for year in years:
        text = report_text("shanghai-office-2019" if year < 2021 else "suqian-2023", year)
        head, mark, tables = text.replace("~", "7").partition("收到和处理政府信息公开申请情况:")
        files[f"{year}.yml"] = head + mark + re.sub(r"(?<=[\[ ])\d{2}(?=[,\]])", r"\g<0>11", tables)
    del files[f"{years[-2]}.yml"]
    return files


@pytest.fixture(scope="module")
def open_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """A page of a site with so many years, in a window of that width: `few` is seven, `many` fourteen."""
    servers = []

    @cache
    def site(name: str) -> str:
        folder: Path = tmp_path_factory.mktemp(name)
        years = range(2019, 2026 if name == "few" else 2033)
        project(folder, reports(years), site_config("material", "[search, {gongkai: {fail_on: never}}]"))
        assert build_here(folder).status == 0
        server = served(folder / "site")
        servers.append(server)
        return next(server)

    def opened(name: str, path: str, width: int) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        page.goto(f"{site(name)}reports/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        return page

    yield opened
    for server in servers:
        next(server, None)


@pytest.fixture(autouse=True)
def closed(browser: Browser) -> Iterator[None]:
    """The windows of a test are closed when it ends."""
    yield
    for window in browser.contexts:
        window.close()


# Of each table: how far it is wider than its box, whether its box scrolls, and where its cells stand.
MEASURE = """() => [...document.querySelectorAll('table.gongkai-compare')].map(table => {
  const box = table.parentElement, edge = box.getBoundingClientRect();
  return {
    id: table.id,
    beyond: box.scrollWidth - box.clientWidth,
    scrolls: getComputedStyle(box).overflowX !== 'visible',
    rows: [...table.tBodies].flatMap(body => [...body.rows]).map(row => [...row.cells].map(cell => {
      const rect = cell.getBoundingClientRect();
      return {tag: cell.tagName, left: rect.left - edge.left, right: rect.right - edge.left,
        top: rect.top, width: rect.width, text: cell.scrollWidth - cell.clientWidth};
    })),
    heads: [...table.tHead.rows].at(-1).cells.length,
    width: edge.width,
  };
})"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["few", "many"])
def test_the_page_does_not_scroll_sideways(open_page: Open, name: str, path: str, width: int) -> None:
    """Whatever is wider than the page is in a box that scrolls, and no figure is cut."""
    page = open_page(name, path, width)
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") == 0
    tables: list[dict[str, Any]] = page.evaluate(MEASURE)
    assert tables
    for table in tables:
        assert table["scrolls"] or table["beyond"] <= 0, table["id"]
        cells = [cell for row in table["rows"] for cell in row]
        assert [cell for cell in cells if cell["text"] > 1] == [], table["id"]


@pytest.mark.parametrize("path", PAGES)
def test_seven_years_stand_side_by_side_on_a_phone(open_page: Open, path: str) -> None:
    """In one line under the label, each in the window: nothing scrolls."""
    tables = open_page("few", path, 360).evaluate(MEASURE)
    plain = [table for table in tables if table["beyond"] <= 0 and not table["scrolls"]]
    assert len(plain) >= 3
    for table in plain:
        for label, *figures in (row for row in table["rows"] if len(row) > 1):
            assert len({figure["top"] for figure in figures}) == 1
            assert label["top"] < figures[0]["top"]
            assert all(0 <= figure["left"] < figure["right"] <= table["width"] + 1 for figure in figures)


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_stay_in_sight_while_the_box_scrolls(open_page: Open, width: int) -> None:
    """Fourteen years: by keyboard to the last, and the label of the row is still there."""
    page = open_page("many", "office/compare/", width)
    box = page.locator("#t3-total").locator("xpath=..")
    box.focus()
    assert page.evaluate("document.activeElement.querySelector('table').id") == "t3-total"
    box.evaluate("box => box.scrollTo(box.scrollWidth, 0)")
    seen = box.evaluate("""box => {
      const edge = box.getBoundingClientRect();
      return [...box.querySelectorAll('tbody th > span')].slice(0, 3).map(label => {
        const rect = label.getBoundingClientRect();
        return rect.left >= edge.left - 1 && rect.right <= edge.right + 1;
      });
    }""")
    assert box.evaluate("box => box.scrollLeft") > 0
    assert seen == [True] * 3


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["few", "many"])
def test_texts_of_charts_do_not_lie_over_one_another(open_page: Open, name: str, width: int) -> None:
    """And none is smaller than ten pixels, whatever the width."""
    found = open_page(name, "office/", width).evaluate("""() =>
      [...document.querySelectorAll('svg.gongkai-chart')].map(svg => [...svg.querySelectorAll('text')]
        .filter(text => getComputedStyle(text).display !== 'none')
        .map(text => { const r = text.getBoundingClientRect();
          return {text: text.textContent, size: parseFloat(getComputedStyle(text).fontSize),
            box: [r.left, r.top + 2, r.right, r.bottom - 2]}; }))""")
    assert len(found) == 3
    for texts in found:
        assert len(texts) > 8
        assert min(text["size"] for text in texts) >= 10
        for number, one in enumerate(texts):
            for other in texts[number + 1 :]:
                a, b = one["box"], other["box"]
                over = min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
                assert not over, (one, other)
