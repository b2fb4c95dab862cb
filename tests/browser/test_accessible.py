"""Every kind of page for everyone: axe-core, keyboard, enlarged and narrow windows, 长者模式, colours of the system.

The rules of axe-core are held against our own content, not against the theme around it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.public import KINDS, build_public
from tests.helpers.servers import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.thorough

CONTENT = "article, [role=main]"
"""Our content in both themes."""
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# Beside the usual rules the strict ones of contrast and of room for a finger.
RUN = f"""axe.run('{CONTENT}', {{
  resultTypes: ['violations'],
  rules: {{'color-contrast-enhanced': {{enabled: true}}, 'target-size': {{enabled: true}}}},
}}).then(found => JSON.stringify(found.violations.map(
  each => [each.id, each.nodes.slice(0, 5).map(node => node.html.slice(0, 120))])))"""
BEYOND = "document.scrollingElement.scrollWidth - innerWidth"
LARGE = ".gongkai-tools > button"


# What the themes do not change is looked at in one.
PAGES = [("material", kind) for kind in KINDS] + [("mkdocs", kind) for kind in ("index", "agency", "report")]
pages = pytest.mark.parametrize(("site", "kind"), PAGES, indirect=["site"])
in_material = pytest.mark.parametrize("site", ["material"], indirect=True)


@dataclass
class Site:
    """A built site, served."""

    browser: Browser
    theme: str
    address: str
    folder: Path
    requests: list[str] = field(default_factory=list)

    def open(
        self, kind: str, width: int = 1440, *, prepare: Callable[[Page], Any] = id, **context: Any
    ) -> Page:
        """A page of that kind in a window of its own. prepare: what to do before it is opened."""
        context = {"reduced_motion": "reduce", "color_scheme": "light", **context}
        page = self.browser.new_context(viewport={"width": width, "height": 800}, **context).new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: self.requests.append(request.url))
        prepare(page)
        page.goto(f"{self.address}reports/{KINDS[kind]}")
        return page


@pytest.fixture(scope="module")
def built(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """The site by its theme, built once: pytest ends a fixture that has a parameter after each pair of page and theme."""
    serving: list[Iterator[str]] = []

    @cache
    def of(theme: str) -> Site:
        folder = build_public(tmp_path_factory.mktemp(theme), theme)
        serving.append(served(folder))
        return Site(browser, theme, next(serving[-1]), folder)

    yield of
    for addresses in serving:
        next(addresses, None)


@pytest.fixture(params=["material", "mkdocs"])
def site(request: pytest.FixtureRequest, built: Callable[[str], Site]) -> Site:
    """Both themes."""
    return built(str(request.param))


@pytest.fixture(autouse=True)
def closed(site: Site) -> Iterator[None]:
    """The windows of a test are closed when it ends; nothing of it was asked of another host."""
    site.requests.clear()
    yield
    for window in site.browser.contexts:
        window.close()
    assert [url for url in site.requests if not url.startswith((site.address, "data:", "blob:"))] == []


def violations(page: Page) -> Any:
    """What axe-core finds in our content."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    return json.loads(page.evaluate(RUN))


# All that is folded away; of a comparison's hundreds of like rows a few, for each costs milliseconds.
UNFOLD = """() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  for (const body of document.querySelectorAll('.gongkai-compare tbody')) [...body.rows].slice(3).forEach(row => row.remove());
}"""


@pages
def test_axe_finds_nothing(site: Site, kind: str) -> None:
    """Light and dark, wide and narrow: all four of the pages that differ most, else light on a desk, dark on a phone."""
    windows = {"light": (1440, 360), "dark": (360, 1440)}
    is_whole = site.theme == "material" and kind in ("index", "agency", "report")
    papers, found = set(), {}
    for scheme, widths in windows.items():
        page = site.open(kind, color_scheme=scheme)
        page.evaluate(UNFOLD)
        papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        for width in widths if is_whole else widths[:1]:
            page.set_viewport_size({"width": width, "height": 800})
            found[width, scheme] = violations(page)
    assert {window: wrong for window, wrong in found.items() if wrong} == {}
    assert len(papers) == 2


@in_material
def test_axe_sees_what_is_wrong(site: Site) -> None:
    """So that the test above can fail."""
    page = site.open("report")
    page.add_style_tag(content=".gongkai-title ~ p:not([class]) { color: #6a6a6a !important }")
    page.evaluate("document.querySelector('.gongkai-tools > button').textContent = ''")
    page.evaluate("document.querySelector('.gongkai-tools > button').title = ''")
    assert {name for name, _ in violations(page)} >= {"color-contrast-enhanced", "button-name"}


@in_material
@pytest.mark.parametrize("wish", [{"contrast": "more"}, {"forced_colors": "active"}], ids=["more", "forced"])
@pytest.mark.parametrize("kind", ["index", "agency"])
def test_colours_of_the_system(site: Site, kind: str, wish: dict[str, Any]) -> None:
    """More contrast, or the reader's own few colours."""
    page = site.open(kind, color_scheme="dark", **wish)
    page.evaluate(UNFOLD)
    assert violations(page) == []


def test_more_contrast_is_black_on_white(site: Site) -> None:
    page = site.open("report", contrast="more")
    ink = "getComputedStyle(document.querySelector('.gongkai-meta dt')).color"
    assert page.evaluate(ink) == "rgb(0, 0, 0)"


# Where the focus is, and whether it is to be seen there; null outside of our content.
FOCUS = f"""() => {{
  const element = document.activeElement;
  if (!element || !element.closest('{CONTENT}') || element.matches('.headerlink')) return null;
  const style = getComputedStyle(element), rect = element.getBoundingClientRect();
  const line = element.getClientRects()[0];
  const top = Math.max(0, line.top), bottom = Math.min(innerHeight, line.bottom);
  const met = document.elementFromPoint(line.left + line.width / 2, (top + bottom) / 2);
  return {{
    at: element.dataset.number,
    framed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    met: met !== null && (element.contains(met) || met.contains(element)),
    seen: rect.bottom > 0 && rect.top < innerHeight,
  }};
}}"""
# Numbers everything in our content that the keyboard should reach, and says how many there are.
NUMBER = f"""() => {{
  const reached = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter(
    each => each.closest('{CONTENT}') && !each.matches('.headerlink, :disabled') && each.checkVisibility());
  reached.forEach((each, number) => {{ each.dataset.number = number; }});
  return reached.length;
}}"""


@pytest.mark.parametrize("kind", ["index", "agency", "report", "comparison"])
@in_material
def test_keyboard_reaches_every_control(site: Site, kind: str) -> None:
    """In the order of the page, each in sight and in a frame."""
    page = site.open(kind)
    count = page.evaluate(NUMBER)
    assert count > 5
    found: list[dict[str, Any]] = []
    for _ in range(count + 80):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is not None and (not found or found[-1]["at"] != focus["at"]):
            found.append(focus)
        if focus is not None and focus["at"] == str(count - 1):
            break
    assert [each for each in found if not (each["framed"] and each["met"] and each["seen"])] == []
    assert [each["at"] for each in found] == [str(number) for number in range(count)]


# Elements that would move, or change little by little.
MOVING = f"""() => [...document.querySelectorAll('{CONTENT}')].flatMap(content => [content, ...content.querySelectorAll('*')])
  .map(each => [each.outerHTML.slice(0, 80), getComputedStyle(each)])
  .filter(([, style]) => style.animationName !== 'none' || style.scrollBehavior === 'smooth'
    || style.transitionDuration.split(',').some(duration => parseFloat(duration) > 0))
  .map(([html]) => html)"""


@in_material
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_for_who_asked_for_that(site: Site, kind: str) -> None:
    assert site.open(kind).evaluate(MOVING) == []


@in_material
def test_the_measure_sees_what_moves(site: Site) -> None:
    """The theme's links change little by little where nobody minds."""
    assert site.open("report", reduced_motion="no-preference").evaluate(MOVING) != []


# Elements whose lines stand closer than one and a half times their letters; titles may.
CLOSE = f"""() => [...document.querySelectorAll('{CONTENT}')].flatMap(content => [...content.querySelectorAll(
    ':is(p, li, dt, dd, td, th, caption, summary, label, button, small):not(.gongkai-panel-title)')])
  .filter(each => each.checkVisibility() && !each.closest('nav:not([class*=gongkai])'))
  .map(each => [each.outerHTML.slice(0, 80), getComputedStyle(each)])
  .map(([html, style]) => [html, parseFloat(style.lineHeight) / parseFloat(style.fontSize)])
  .filter(([, ratio]) => !(ratio >= 1.499))"""


@pages
def test_narrow_windows_and_large_letters(site: Site, kind: str) -> None:
    """The page never scrolls sideways, and text has air."""
    page = site.open(kind)
    beyond, close = {}, {}
    for width in (1440, 768, 320):
        page.set_viewport_size({"width": width, "height": 800})
        beyond[width, "as it is"] = page.evaluate(BEYOND)
        close[width] = page.evaluate(CLOSE)
    page.click(LARGE)
    for width in (1440, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        beyond[width, "large"] = page.evaluate(BEYOND)
    page.evaluate(
        "document.documentElement.style.fontSize = "
        "`${2 * parseFloat(getComputedStyle(document.documentElement).fontSize) / 1.35}px`"
    )
    for width in (1440, 640):
        page.set_viewport_size({"width": width, "height": 800})
        beyond[width, "200 %"] = page.evaluate(BEYOND)
    assert {place: by for place, by in beyond.items() if by > 0} == {}
    assert {width: found for width, found in close.items() if found} == {}


SIZES = """() => ['.gongkai-title', '.gongkai-title ~ p', 'table td', 'table th', '.gongkai-path a'].map(
  name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"""


class TestLarge:
    """长者模式."""

    @pytest.mark.parametrize("width", [1440, 360])
    def test_everything_grows(self, site: Site, width: int) -> None:
        page = site.open("report", width)
        before = page.evaluate(SIZES)
        page.click(LARGE)
        after = page.evaluate(SIZES)
        assert [old for old, new in zip(before, after, strict=True) if new < 1.3 * old] == []

    def test_by_keyboard_and_remembered_on_every_page(self, site: Site) -> None:
        page = site.open("report")
        size = "parseFloat(getComputedStyle(document.querySelector('.gongkai-title')).fontSize)"
        before = page.evaluate(size)
        page.focus(LARGE)
        page.keyboard.press("Enter")
        assert page.inner_text(LARGE) == "退出长者模式"
        page.goto(f"{site.address}reports/")
        assert page.evaluate(size) >= 1.3 * before
        page.focus(LARGE)
        page.keyboard.press("Space")
        assert page.inner_text(LARGE) == "长者模式"
        page.reload()
        assert page.evaluate(size) == before

    def test_not_on_the_sites_own_pages(self, site: Site) -> None:
        """They have no button that takes it back."""
        page = site.open("free")
        page.click(LARGE)
        page.goto(site.address)
        assert page.evaluate("document.documentElement.className.includes('gongkai-large')") is False

    @in_material
    def test_nothing_is_wrong_with_it(self, site: Site) -> None:
        page = site.open("report", 360)
        page.click(LARGE)
        assert violations(page) == []

    @in_material
    def test_on_a_phone_each_figure_has_its_column(self, site: Site) -> None:
        """Seven of them no longer stand beside each other."""
        page = site.open("report", 360)
        page.click(LARGE)
        shown = page.evaluate(
            """() => [...document.querySelectorAll('tr:has(#t3-granted-natural) > td')].map(
              cell => [getComputedStyle(cell, '::before').content.split('"')[1], cell.scrollWidth <= cell.clientWidth])"""
        )
        labels = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
        assert shown == [[label, True] for label in labels]

    @in_material
    def test_where_nothing_can_be_remembered(self, site: Site) -> None:
        """A browser may forbid it."""
        forbid = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden') }})"
        page = site.open("free", prepare=lambda page: page.add_init_script(forbid))
        page.click(LARGE)
        assert page.inner_text(LARGE) == "退出长者模式"


class TestWithoutScript:
    """Everything is there, and nothing of what would not work."""

    @in_material
    @pytest.mark.parametrize("kind", ["index", "agency", "report", "comparison"])
    def test_same_words(self, site: Site, kind: str) -> None:
        words = f"""[...document.querySelectorAll('{CONTENT}')].map(content => {{
          const copy = content.cloneNode(true);
          copy.querySelectorAll('.gongkai-tools, .gongkai-filter, script, .md-source-file').forEach(each => each.remove());
          return copy.textContent.replace(/\\s+/g, '');
        }}).join('')"""
        without = site.open(kind, java_script_enabled=False)
        assert without.evaluate(words) == site.open(kind).evaluate(words)

    def test_no_empty_room(self, site: Site) -> None:
        page = site.open("index", java_script_enabled=False)
        boxes = [page.locator(name).bounding_box() for name in (".gongkai-tools", ".gongkai-filter")]
        assert [box["height"] for box in boxes if box] == [0, 0]


# The bar of MkDocs' own theme moves by a hair when its icons come. A control that came late would count a hundredfold.
A_HAIR = 0.0005
SHIFTS = f"""window.shifts = [];
new PerformanceObserver(list => shifts.push(...list.getEntries().filter(
  entry => entry.sources.some(({{node}}) => (node?.closest ? node : node?.parentElement)?.closest('{CONTENT}'))
).map(entry => entry.value))).observe({{type: 'layout-shift', buffered: true}});"""


@pytest.mark.parametrize(("kind", "width"), [("index", 1440), ("index", 768), ("index", 360), ("report", 360)])
def test_nothing_moves_when_the_script_comes_late(site: Site, kind: str, width: int) -> None:
    def prepare(page: Page) -> None:
        page.add_init_script(SHIFTS)
        page.route("**/gongkai.js", come_late)

    def come_late(route: Route) -> None:
        route.request.frame.page.wait_for_timeout(250)
        route.continue_()

    page = site.open(kind, width, prepare=prepare)
    page.wait_for_selector(LARGE)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("performance.getEntriesByType('paint').length") > 0
    assert sum(page.evaluate("shifts")) < A_HAIR


@in_material
def test_pages_that_are_not_loaded_anew(browser: Browser, tmp_path: Path) -> None:
    """Material's navigation.instant: the controls come with each page, and the choice is there on the way back."""
    folder = build_public(tmp_path, "material", features=["navigation.instant"])
    for address in served(folder):
        # Material goes by the sitemap, for which a site has to know its address.
        page = browser.new_page()
        (folder / "sitemap.xml").write_text(sitemap(address, folder), encoding="utf-8")
        page.goto(f"{address}reports/example-district/")
        page.evaluate("window.kept = true")
        page.click(".gongkai-path a")
        page.fill("[name=name]", "教育")
        page.click("tbody:not([hidden]) tr:not([hidden]) > th > a")
        page.wait_for_url("**/education/")
        assert page.inner_text(LARGE) == "长者模式"
        page.go_back()
        assert page.inner_text("[role=status]") == "显示1个机关，4份报告"
        assert page.evaluate("window.kept") is True
        page.close()


def sitemap(address: str, folder: Path) -> str:
    """All pages of a site at that address."""
    pages = sorted(path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    places = "".join(f"<url><loc>{address}{page}/</loc></url>" for page in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'


def test_weight(site: Site) -> None:
    """The largest report, packed as servers do: 60 KB, and 200 KB with all that it loads.

    Apart from the search index, and from the icons of MkDocs' own theme, which alone weigh 150 KB.
    """
    pages = {path: packed(path) for path in site.folder.glob("reports/**/2???/index.html")}
    largest = max(pages, key=lambda path: pages[path])
    assert pages[largest] < 60 * 1024
    page = site.open("index")
    site.requests.clear()
    page.goto(f"{site.address}{largest.relative_to(site.folder).parent.as_posix()}/", wait_until="networkidle")
    loaded = {
        url.removeprefix(site.address).partition("?")[0] for url in site.requests if not url.startswith("data:")
    }
    files = [site.folder / (f"{url}index.html" if url.endswith("/") or not url else url) for url in loaded]
    weights = {file: packed(file) for file in files if file.is_file() and file.name != "fa-solid-900.woff2"}
    assert len(weights) > 3
    assert sum(weights.values()) < 200 * 1024


def packed(file: Path) -> int:
    """Bytes of a file as a server sends it."""
    return len(gzip.compress(file.read_bytes()))
