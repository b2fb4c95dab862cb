"""The demonstration as built by its own mkdocs.yml, in a real browser, under a sub-path, on desk and phone.

Beside its report of 2021: six digits in a row, the form of 2019 with its blanks, a merged row.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.demonstration import BESIDE
from tests.helpers.html_tables import Page as BuiltPage
from tests.helpers.servers import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

pytestmark = pytest.mark.thorough

REPORT = "reports/haishu-office/2021/"
LONG, OLD, MERGED = (f"reports/{name}/{year}/" for name, year in BESIDE.items())
REPORTS = (REPORT, LONG, OLD, MERGED)
PAGES = ("", "reports/", "reports/haishu-office/", REPORT)
DESK = 1440
PHONES = (360, 320)
WIDTHS = (DESK, 1024, 720, *PHONES)


Tables = list[dict[str, Any]]


def as_json(page: Page, function: str) -> Any:
    """What a function without arguments returns; as text, for Playwright looks at every value of a tree."""
    return json.loads(page.evaluate(f"JSON.stringify(({function})())"))


@dataclass
class Opened:
    """A page in the browser, and what happened on the way."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def hear(self, said: ConsoleMessage) -> None:
        """Keep what is no mere note."""
        if said.type in ("error", "warning"):
            self.errors.append(said.text)

    def tables(self) -> Tables:
        """What the browser made of every statutory table."""
        tables: Tables = as_json(self.page, MEASURE)
        return tables


@dataclass
class Site:
    """The built demonstration, served."""

    browser: Browser
    theme: str
    address: str
    dark_address: str
    folder: Path
    measured: dict[tuple[str, int], tuple[Tables, int]] = field(default_factory=dict)

    def measure(self, path: str, width: int) -> tuple[Tables, int]:
        """The tables of a page at a width, and by how much the page is wider than its window; all widths at once."""
        if (path, width) not in self.measured:
            page = self.open(path).page
            for each in WIDTHS:
                page.set_viewport_size({"width": each, "height": 800})
                beyond = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
                self.measured[path, each] = as_json(page, MEASURE), beyond
        return self.measured[path, width]

    def open(
        self, path: str, width: int = DESK, *, dark: bool = False, until: Any = "load", **context: Any
    ) -> Opened:
        """A page in a window of its own."""
        scheme = "dark" if dark else "light"
        context |= {"color_scheme": scheme, "reduced_motion": "reduce"}
        window = self.browser.new_context(viewport={"width": width, "height": 800}, **context)
        window.set_default_timeout(10_000)
        opened = Opened(window.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", opened.hear)
        opened.page.on("requestfailed", lambda request: opened.errors.append(f"failed: {request.url}"))
        opened.page.goto((self.dark_address if dark else self.address) + path, wait_until=until)
        return opened


@pytest.fixture(scope="module", params=["material", "mkdocs"])
def site(
    request: pytest.FixtureRequest, browser: Browser, demonstration: Callable[..., Path]
) -> Iterator[Site]:
    """Both themes. Material's own page turns dark by itself; the other theme is built anew for it."""
    theme = str(request.param)
    agency = "haishu-office"
    folder = demonstration(theme, agency=agency)
    dark = folder if theme == "material" else demonstration(theme, agency=agency, dark=True)
    addresses = [served(folder), served(dark)]
    yield Site(browser, theme, next(addresses[0]), next(addresses[1]), folder)
    for address in addresses:
        next(address, None)


@pytest.fixture(autouse=True)
def closed(site: Site) -> Iterator[None]:
    """The windows of a test are closed when it ends."""
    yield
    for window in site.browser.contexts:
        window.close()


# Of each table: whether it scrolls, and of each cell its text, its box, the boxes of its visible text, and whether
# it is what a reader meets at its place.
MEASURE = """() => [...document.querySelectorAll('table.gongkai')].map(table => ({
  id: table.id,
  scrolls: [table, table.closest('.gongkai-table')].some(box => box.scrollWidth > box.clientWidth),
  rows: [...table.rows].map(row => [...row.cells].map(cell => {
    const box = rect => [rect.left, rect.top, rect.right, rect.bottom].map(v => Math.round(v * 10) / 10);
    const style = getComputedStyle(cell);
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const lines = [], range = document.createRange();
    for (let node; (node = walker.nextNode());) {
      if (!node.data.trim() || node.parentElement.closest('.gongkai-hidden')) continue;
      range.selectNodeContents(node);
      lines.push(...[...range.getClientRects()].map(box));
    }
    return {
      id: cell.id, data: cell.tagName === 'TD', blank: cell.classList.contains('blank'), text: cell.textContent, box: box(cell.getBoundingClientRect()), lines,
      seen: style.visibility === 'visible' && Number(style.opacity) === 1 && parseFloat(style.fontSize) >= 10,
    };
  })),
}))"""


def cells(tables: Tables) -> Iterator[dict[str, Any]]:
    """Every cell of every table."""
    for table in tables:
        for row in table["rows"]:
            yield from row


@pytest.mark.parametrize("path", PAGES)
def test_no_request_leaves_the_machine_and_nothing_fails(site: Site, path: str) -> None:
    """Nor does the page ask for anything outside of its own folder."""
    opened = site.open(path, until="networkidle")
    asked = [url for url in opened.requests if not url.startswith("data:")]
    assert [url for url in asked if not url.startswith(site.address)] == []
    assert len(asked) > 2
    assert opened.errors == []


def test_links_work_under_the_sub_path(site: Site) -> None:
    """From the start to the report and on to a cell, by the links of the pages."""
    page = site.open("reports/").page
    page.click("table a[href^='haishu-office/2021']")
    page.wait_for_url(site.address + REPORT)
    page.click(".gongkai-path a >> nth=-1")
    page.wait_for_url(f"{site.address}reports/haishu-office/")
    page.click(".gongkai-path a >> nth=0")
    page.wait_for_url(f"{site.address}reports/")


@pytest.mark.parametrize("path", REPORTS)
def test_every_cell_is_in_sight(site: Site, path: str) -> None:
    """At every width, as many as the built page has, with the same text in the same rows."""
    built = BuiltPage.of((site.folder / path / "index.html").read_bytes()).tables
    expected = [[len(row) for row in table.rows] for table in built.values()]
    texts = []
    for width in WIDTHS:
        tables, beyond = site.measure(path, width)
        assert beyond <= 0
        assert [[len(row) for row in table["rows"]] for table in tables] == expected
        hold(tables, width)
        texts.append([(cell["id"], cell["text"]) for cell in cells(tables)])
    assert all(text == texts[0] for text in texts)
    assert sum(cell["data"] for cell in cells(tables)) > 180


def hold(tables: Tables, width: int) -> None:
    """No sideways scroll; each cell in the window, its text whole and over no other."""
    assert [table["id"] for table in tables] == ["t2", "t3", "t4"]
    assert [table["id"] for table in tables if table["scrolls"]] == []
    for cell in cells(tables):
        left, top, right, bottom = cell["box"]
        assert cell["seen"], cell
        assert right - left > 8, cell
        assert bottom - top > 8, cell
        assert left >= -0.5, cell
        assert right <= width + 0.5, cell
        assert bool(cell["lines"]) is not cell["blank"], cell
        for line in cell["lines"]:
            assert line[0] >= left - 1, cell
            assert line[2] <= right + 1, cell
            assert line[1] >= top - 2, cell
            assert line[3] <= bottom + 2, cell
    for table in tables:
        for row in table["rows"]:
            assert overlapping([cell for cell in row if cell["data"]]) == [], table["id"]
            # A figure is on one line, however many digits it has.
            figures = [cell for cell in row if cell["id"] and cell["data"] and cell["lines"]]
            assert [c["id"] for c in figures if not on_one_line(c["lines"])] == []


def on_one_line(boxes: list[list[float]]) -> bool:
    """Whether the boxes have a height in common."""
    return max(top for _, top, _, _ in boxes) < min(bottom for _, _, _, bottom in boxes)


def overlapping(row: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The cells of a row whose boxes or figures lie over one another."""
    found = []
    for number, one in enumerate(row):
        for other in row[number + 1 :]:
            boxes = [(one["box"], other["box"]), *((a, b) for a in one["lines"] for b in other["lines"])]
            if any(
                min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5
                for a, b in boxes
            ):
                found.append((one["id"], other["id"]))
    return found


def test_the_measure_sees_what_is_wrong(site: Site) -> None:
    """So that the test above can fail."""
    opened = site.open(REPORT, 360)
    opened.page.add_style_tag(content="table.gongkai td { font-size: 60px !important }")
    assert any(overlapping([c for c in row if c["data"]]) for t in opened.tables() for row in t["rows"])
    opened = site.open(REPORT, 360)
    opened.page.add_style_tag(content="#t3 { min-width: 900px }")
    assert [table["id"] for table in opened.tables() if table["scrolls"]] == ["t3"]


def test_six_digits_stand_in_one_row_of_a_phone(site: Site) -> None:
    """316441 beside 158280 and 158161, all seven columns."""
    (row,) = (
        row
        for table in site.measure(LONG, 360)[0]
        for row in table["rows"]
        if any(cell["id"] == "t3-granted-total" for cell in row)
    )
    figures = [cell for cell in row if cell["data"]]
    assert [cell["text"] for cell in figures] == ["158280", "0", "0", "0", "0", "158161", "316441"]
    assert len({cell["box"][1] for cell in figures}) == 1
    assert [cell["box"][0] for cell in figures] == sorted(cell["box"][0] for cell in figures)


@pytest.mark.parametrize("width", [DESK, 360])
def test_without_javascript(site: Site, width: int) -> None:
    """Everything is there, at the same place of its row."""
    with_script, _ = site.measure(REPORT, width)
    opened = site.open(REPORT, width, java_script_enabled=False)
    without = opened.tables()
    assert [(c["id"], c["text"], c["seen"]) for c in cells(without)] == [
        (c["id"], c["text"], c["seen"]) for c in cells(with_script)
    ]
    assert [t["scrolls"] for t in without] == [False] * 3
    assert opened.errors == []
    opened.page.click(".gongkai-path a >> nth=0")
    opened.page.wait_for_url(f"{site.address}reports/")


PARTS = ("table", "row", "cell", "columnheader", "rowheader")


def accessible(page: Page) -> list[tuple[str, str]]:
    """Role and name of all that tables are made of, as assistive technology has them, in order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
        role = "" if node.get("ignored") else node["role"]["value"]
        if role in PARTS:
            yield role, node.get("name", {}).get("value", "")
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(nodes[0]))


@pytest.mark.parametrize("path", REPORTS)
def test_assistive_technology_has_the_same_tables_on_a_phone(site: Site, path: str) -> None:
    """Every cell of the built page is a cell there, every header a header, with its name, without any script."""
    built = BuiltPage.of((site.folder / path / "index.html").read_bytes()).tables
    page = site.open(path, java_script_enabled=False).page
    desk = accessible(page)
    roles = Counter(role for role, _ in desk)
    headers = [cell.text for table in built.values() for cell in table.cells if cell.is_header]
    assert roles["table"] == 3
    assert roles["row"] == sum(len(table.rows) for table in built.values())
    assert roles["cell"] == sum(not cell.is_header for table in built.values() for cell in table.cells)
    assert roles["columnheader"] + roles["rowheader"] == len(headers)
    # Chromium has a space in a name where the page has a wbr.
    assert [name.replace(" ", "") for role, name in desk if role.endswith("header")] == headers
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 800})
        assert accessible(page) == desk


def test_parts_of_tables_say_what_they_are_where_there_are_scripts(site: Site) -> None:
    """For engines that forget it once the display changes."""
    roles = site.open(REPORT, 360).page.evaluate(
        "() => [...document.querySelectorAll('table.gongkai, table.gongkai *')].map(e => [e.localName, e.getAttribute('role')])"
    )
    assert {(name, role) for name, role in roles if role} == {
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("td", "cell"),
        ("th", "rowheader"),
        ("th", "columnheader"),
    }


# The contrast of every cell's text with what is behind it.
CONTRAST = """() => {
  const parse = text => {
    const values = text.match(/[\\d.]+/g).map(Number);
    if (!text.startsWith('rgb')) throw new Error(text);
    return [...values.slice(0, 3), values.length > 3 ? values[3] : 1];
  };
  const over = (above, below) => [0, 1, 2].map(i => above[i] * above[3] + below[i] * (1 - above[3]));
  const behind = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
    return layers.reverse().reduce((below, layer) => over(layer, below), dark ? [18, 18, 18] : [255, 255, 255]);
  };
  const light = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll('table.gongkai :is(td, th, caption, caption span)')].map(element => {
    const below = behind(element), ink = over(parse(getComputedStyle(element).color), below);
    const [a, b] = [light(ink), light(below)].sort((x, y) => y - x);
    return {name: element.id || element.textContent, ratio: (a + 0.05) / (b + 0.05), dark: light(below) < 0.2};
  });
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast(site: Site, dark: bool) -> None:
    """7 to 1, the stricter level, in every cell; and a dark page is dark."""
    page = site.open(REPORT, dark=dark).page
    for width in (DESK, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found = as_json(page, CONTRAST)
        assert len(found) > 250
        assert {cell["dark"] for cell in found} == {dark}
        assert [cell for cell in found if cell["ratio"] < 7] == []


# Colour and shadow of a cell, and whether it is what one meets at its middle.
TARGET = """(id => {
  const cell = document.getElementById(id), style = getComputedStyle(cell), rect = cell.getBoundingClientRect();
  const met = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
  return {colour: style.backgroundColor, shadow: style.boxShadow, met: met !== null && met.closest('td') === cell};
})"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [DESK, 360])
def test_a_linked_cell_is_marked_and_in_sight(site: Site, width: int, dark: bool) -> None:
    """By colour and by a line, below all that sticks to the top of the window."""
    page = site.open(REPORT, width, dark=dark).page
    for id_, other in (
        ("t2-licence-decisions", "t2-penalty-decisions"),
        ("t3-unable-not-held-natural", "t3-unable-not-held-business"),
        ("t4-suit-direct-upheld", "t4-suit-direct-corrected"),
        ("t3-granted-natural", "t3-partial-natural"),
    ):
        page.goto(f"{page.url.partition('#')[0]}#{id_}")
        page.wait_for_function(f"{TARGET}('{id_}').met")
        marked, plain = page.evaluate(TARGET, id_), page.evaluate(TARGET, other)
        assert marked["colour"] != plain["colour"]
        assert marked["shadow"] != "none"
        assert plain["shadow"] == "none"
        (found,) = (c for c in as_json(page, CONTRAST) if c["name"] == id_)
        assert found["ratio"] >= 7


@pytest.mark.parametrize("width", [360, 768, 960, 1440])
def test_key_numbers_of_eight_digits_have_room(site: Site, width: int) -> None:
    """On the page of an agency, each with its unit on one line within its own column."""
    page = site.open("reports/haishu-office/", width).page
    outside = page.evaluate(
        """() => {
          const list = document.querySelector('.gongkai-key--large > .gongkai-numbers');
          list.classList.add('long');
          const numbers = [...list.querySelectorAll('dd.number > b')].slice(0, 3);
          for (const number of numbers) number.textContent = '11,398,889';
          return numbers.map(number => [number.getBoundingClientRect(), number.nextElementSibling.getBoundingClientRect(),
            number.closest('div').getBoundingClientRect()]).filter(([number, unit, column]) =>
              unit.right > column.right + .5 || unit.left < number.right || unit.top >= number.bottom);
        }"""
    )
    assert outside == []


class TestAsked:
    """A number of a table can be asked."""

    def test_by_mouse_and_by_keyboard(self, site: Site) -> None:
        page = site.open(REPORT, 1440).page
        page.click("#t3-new-total")
        panel = page.locator(".gongkai-asked")
        panel.wait_for()
        assert "一、本年新收政府信息公开申请数量　总计" in panel.inner_text()
        assert "（相符）" in panel.inner_text()
        page.keyboard.press("Escape")
        assert (panel.count(), page.evaluate("document.activeElement.id")) == (0, "t3-new-total")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.activeElement.id") == "t3-carried-in-other"
        page.keyboard.press("Enter")
        panel.wait_for()
        assert "二、上年结转政府信息公开申请数量　其他" in panel.inner_text()

    @pytest.mark.parametrize("width", [360, 1440])
    def test_the_answer_does_not_cover_what_was_asked(self, site: Site, width: int) -> None:
        page = site.open(REPORT, width).page
        cell = page.locator("#t3-new-total")
        cell.evaluate("cell => scrollBy(0, cell.getBoundingClientRect().bottom - innerHeight)")
        cell.press("Enter")
        panel = page.locator(".gongkai-asked")
        panel.wait_for()
        asked, answer = cell.bounding_box(), panel.bounding_box()
        assert asked is not None
        assert answer is not None
        assert asked["y"] + asked["height"] <= answer["y"]

    def test_one_cell_of_a_table_is_a_stop_of_the_tab_key(self, site: Site) -> None:
        stops = "[...document.querySelectorAll('table.gongkai')].map(t => t.querySelectorAll('td[tabindex=\"0\"]').length)"
        assert site.open(REPORT, 1440).page.evaluate(stops) == [1, 1, 1]

    def test_without_a_script_there_is_a_page(self, site: Site) -> None:
        page = site.open(REPORT, 360, java_script_enabled=False).page
        page.click('.gongkai-downloads a[href$=".cells.html"]')
        row = page.locator("#t3-new-total")
        assert row.locator("th").inner_text() == "总计"
        assert page.evaluate("document.scrollingElement.scrollWidth") == 360
