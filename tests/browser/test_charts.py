"""Figures over the years in a real browser: on desk and phone the page does not scroll sideways, the box does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from tests.helpers.commands import build_here, project, site_config
from tests.helpers.servers import served
from tests.helpers.support import ROOT, report_text, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.thorough

DISTRICT = ROOT / "data/example-district"
WIDTHS = (1440, 360)
AGENCIES = {"few": range(2019, 2026), "many": range(2019, 2033)}
PAGES = [f"{name}/{part}" for name in AGENCIES for part in ("", "compare/")]
Open = Callable[[str, int], "Page"]


def reports(years: range) -> dict[int, str]:
    """One report a year, with figures of up to four digits whose sums hold; one year is missing."""
    files = {}
    for year in years:
        published = report_text("suqian-2023", year)
        text = (DISTRICT / f"{year}.yml").read_text(encoding="utf-8") if year < 2021 else published
        head, mark, tables = text.partition("收到和处理政府信息公开申请情况:")
        files[year] = (
            head + mark + re.sub(r"(?<=[\[ ])\d+(?=[,\]])", lambda found: f"{int(found[0]) * 11}", tables)
        )
    del files[years[-2]]
    return files


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with an agency of seven years and one of fourteen."""
    folder = project(
        tmp_path_factory.mktemp("figures"), {}, site_config("material", "[search, {gongkai: {fail_on: never}}]")
    )
    for name, years in AGENCIES.items():
        texts = {f"data/{name}/{year}.yml": text for year, text in reports(years).items()}
        write_files(folder, {f"data/{name}/agency.yml": f"名称: 样例{name}\n类别: 政府\n", **texts})
    assert build_here(folder).status == 0
    yield from served(folder / "site")


@pytest.fixture(scope="module")
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """A page in a window of that width, everything that is folded away open, all rows shown."""

    @cache
    def opened(path: str) -> Page:
        page = browser.new_page(reduced_motion="reduce")
        page.goto(f"{site}reports/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        page.evaluate(
            "document.querySelectorAll('.gongkai-all input').forEach(each => { each.checked = true })"
        )
        return page

    def at(path: str, width: int) -> Page:
        opened(path).set_viewport_size({"width": width, "height": 800})
        return opened(path)

    yield at
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
def test_the_page_does_not_scroll_sideways(open_page: Open, path: str, width: int) -> None:
    """Whatever is wider than the page is in a box that scrolls, and no figure is cut."""
    page = open_page(path, width)
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") == 0
    tables: list[dict[str, Any]] = page.evaluate(MEASURE)
    assert tables
    for table in tables:
        assert table["scrolls"] or table["beyond"] <= 0, table["id"]
        cells = [cell for row in table["rows"] for cell in row]
        assert [cell for cell in cells if cell["text"] > 1] == [], table["id"]


@pytest.mark.parametrize("path", ["few/", "few/compare/"])
def test_seven_years_stand_side_by_side_on_a_phone(open_page: Open, path: str) -> None:
    """In one line under the label, each in the window: nothing scrolls."""
    tables = open_page(path, 360).evaluate(MEASURE)
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
    page = open_page("many/compare/", width)
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
    found = open_page(f"{name}/", width).evaluate("""() =>
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


def test_rows_without_a_number_are_there_for_who_asks(browser: Browser, site: str) -> None:
    """Also without a script, and by the keyboard."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}reports/few/compare/")
    quiet, loud = page.locator("#t3-total tr.quiet"), page.locator("#t3-total tbody tr:not(.quiet, .band)")
    assert quiet.count() > 0
    assert (quiet.first.is_visible(), loud.first.is_visible()) == (False, True)
    page.focus(".gongkai-all input")
    page.keyboard.press("Space")
    assert quiet.first.is_visible()
    page.context.close()


def test_seven_years_are_four_printed_pages_at_most(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}reports/few/compare/")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    assert len(printed) <= 4


def test_on_paper_the_tables_of_charts_are_open_and_files_left_out(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}reports/few/")
    page.emulate_media(media="print")
    table, summary = page.locator("#chart-results-table"), page.locator("figure summary").first
    assert (table.is_visible(), summary.is_visible()) == (True, False)
    assert page.locator(".gongkai-list td.files").first.is_visible() is False
    page.emulate_media(media="screen")
    assert (table.is_visible(), summary.is_visible()) == (False, True)
    page.close()


def test_small_charts_stand_side_by_side_where_both_have_room(open_page: Open) -> None:
    tops = "[...document.querySelectorAll('figure.half')].map(each => Math.round(each.getBoundingClientRect().top))"
    wide, narrow = (open_page("few/", width).evaluate(tops) for width in (1440, 360))
    assert len(wide) == 2
    assert wide[0] == wide[1]
    assert narrow[0] < narrow[1]
    assert open_page("few/", 360).evaluate("document.scrollingElement.scrollWidth") == 360


def test_a_short_page_is_one_sheet(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}reports/years/2023/")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    assert len(printed) == 1
