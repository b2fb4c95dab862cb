"""Search: what citizens and evaluators type leads to the page that they mean, and costs nothing until they do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.commands import build_here, project, site_config
from tests.helpers.support import AGENCY, report_text, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route
    from playwright.sync_api import Page as BrowserPage

DISTRICT = "reports/example-district"
QUERIES = [
    ("教育局", f"{DISTRICT}/education/"),
    ("样例区教育局", f"{DISTRICT}/education/"),
    ("文旅局", f"{DISTRICT}/culture-tourism/"),
    ("文化和旅游局", f"{DISTRICT}/culture-tourism/"),
    ("区政府办", f"{DISTRICT}/office/"),
    ("政府办", f"{DISTRICT}/office/"),
    ("样例区政府办公室", f"{DISTRICT}/office/"),
    ("海曙", "reports/haishu-office/"),
    ("海曙区政府办", "reports/haishu-office/"),
    ("宁波市海曙区人民政府办公室", "reports/haishu-office/"),
    ("样例区政府", f"{DISTRICT}/"),
    ("东湖街道", f"{DISTRICT}/donghu/"),
    ("东湖街道办", f"{DISTRICT}/donghu/"),
    ("物流园区", f"{DISTRICT}/logistics-park/"),
    ("文化局", f"{DISTRICT}/culture/"),
    ("jyj", f"{DISTRICT}/education/"),
    ("wlj", f"{DISTRICT}/culture-tourism/"),
    ("ylqjyj", f"{DISTRICT}/education/"),
    ("qzfb", f"{DISTRICT}/office/"),
    ("haishu", "reports/haishu-office/"),
    ("hsq", "reports/haishu-office/"),
    ("dhjd", f"{DISTRICT}/donghu/"),
    ("教育局2023", f"{DISTRICT}/education/2023/"),
    ("2023年教育局", f"{DISTRICT}/education/2023/"),
    ("教育局 2023", f"{DISTRICT}/education/2023/"),
    ("教育局23年", f"{DISTRICT}/education/2023/"),
    ("文旅局2024", f"{DISTRICT}/culture-tourism/2024/"),
    ("文旅局2024年度报告", f"{DISTRICT}/culture-tourism/2024/"),
    ("海曙区2021", "reports/haishu-office/2021/"),
    ("东湖街道 2020", f"{DISTRICT}/donghu/2020/"),
    ("jyj2023", f"{DISTRICT}/education/2023/"),
    ("样例区政府2022年报", f"{DISTRICT}/2022/"),
    ("样例区人民政府2024年政府信息公开工作年度报告", f"{DISTRICT}/2024/"),
    ("2024年报告", f"{DISTRICT}/2024/"),
    ("2024", f"{DISTRICT}/2024/"),
    ("各机关 2024", "reports/years/2024/"),
    ("2023年各部门排名", "reports/years/2023/"),
    ("年度报告", "reports/"),
    ("政府信息公开", "reports/"),
    ("教育局历年比较", f"{DISTRICT}/education/compare/"),
    ("文旅局 对比", f"{DISTRICT}/culture-tourism/compare/"),
    ("样政办〔2025〕17号", f"{DISTRICT}/office/2024/"),
    ("样政办[2026]5号", f"{DISTRICT}/office/2025/"),
    ("样政〔2023〕18号", f"{DISTRICT}/2022/"),
    ("样政办（2024）4号", f"{DISTRICT}/office/2023/"),
    ("200元", f"{DISTRICT}/2024/"),
    ("教育局收到多少申请", f"{DISTRICT}/education/2025/"),
    ("教育局 行政复议", f"{DISTRICT}/education/2025/"),
    ("教育局2021行政复议", f"{DISTRICT}/education/2021/"),
    ("文旅局不予公开", f"{DISTRICT}/culture-tourism/2024/"),
    ("信访举报投诉类申请", f"{DISTRICT}/culture-tourism/2025/"),
    ("行政诉讼 2019", f"{DISTRICT}/2019/"),
    ("规范性文件", f"{DISTRICT}/office/2025/"),
    ("政策文件库", f"{DISTRICT}/office/2022/"),
    ("古籍", f"{DISTRICT}/culture-tourism/2025/"),
    ("民办学校", f"{DISTRICT}/education/2021/"),
    ("G404", "rules/g404-jump/"),
    ("编写手册", "editor/"),
    ("fail_on", "webmaster/"),
    ("工作台", "desk/"),
    ("重复申请", f"{DISTRICT}/office/2025/"),
    ("海曙 41件", "reports/haishu-office/2021/"),
    ("education 2022", f"{DISTRICT}/education/2022/"),
    ("样例区教育局2025年收到多少件申请", f"{DISTRICT}/education/2025/"),
    ("信息处理费", f"{DISTRICT}/culture-tourism/2025/"),
    ("不予公开 教育局2021", f"{DISTRICT}/education/2021/"),
]
"""What is typed into the search of the demonstration, and the first page that is found."""
BOX = "input.md-search__input"
META = ".md-search-result__meta"
FIRST = ".md-search-result__item a"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def site(demonstration: Callable[..., Path]) -> Iterator[str]:
    """The demonstration."""
    with served(demonstration("material")) as address:
        yield address


@pytest.fixture(scope="module")
def page(site: str, browser: Browser) -> Iterator[BrowserPage]:
    """A page of it at which things are asked."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(site)
    yield page
    page.close()


@pytest.fixture
def fresh(site: str, browser: Browser) -> Iterator[BrowserPage]:
    """A report that has just been opened, by somebody who has never been there."""
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.goto(f"{site}{DISTRICT}/education/2025/")
    yield page
    context.close()


def ask(page: BrowserPage, query: str) -> None:
    """Type a query and wait for its answer."""
    page.fill(BOX, "")
    page.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
    page.fill(BOX, query)
    page.wait_for_function(f"document.querySelector('{META}').innerText !== '键入以开始搜索'")


def found(page: BrowserPage, query: str) -> list[str]:
    """The pages that a query finds, best first, from the root of the site."""
    ask(page, query)
    page.locator(FIRST).first.wait_for()
    links = page.locator(".md-search-result__item").evaluate_all(
        "all => all.map(item => new URL(item.querySelector('a').href).pathname)"
    )
    return [link.removeprefix("/") for link in links]


@pytest.mark.parametrize(("query", "wanted"), QUERIES)
def test_first_page(page: BrowserPage, query: str, wanted: str) -> None:
    assert found(page, query)[0] == wanted


def test_at_least_sixty() -> None:
    assert len(dict(QUERIES)) >= 60


def test_of_like_reports_the_newest_first(page: BrowserPage) -> None:
    """Every report since 2019 has a section on 行政复议, with the same title."""
    years = [int(link.split("/")[-2]) for link in found(page, "行政复议")]
    assert years == sorted(years, reverse=True)
    assert years[0] == 2025


def test_reports_before_what_is_written_beside_them(page: BrowserPage) -> None:
    """The handbook speaks of 部署 more than any report."""
    links = found(page, "部署")
    assert [link.startswith("reports/") for link in links] == [True, True, True, *[False] * (len(links) - 3)]


def test_the_sentence_and_the_place(page: BrowserPage) -> None:
    ask(page, "信息处理费 教育局2025")
    page.locator(FIRST).first.wait_for()
    shown = page.locator(".md-search-result__item").first
    title, section = shown.locator("article").all()
    assert title.locator("p").inner_text().startswith("2025年新收政府信息公开申请20件，")
    assert section.locator("mark").all_inner_texts() == ["信息处理费"]
    assert str(shown.locator("a").nth(1).get_attribute("href")).endswith("#others")


def test_what_nobody_has_is_said(page: BrowserPage) -> None:
    ask(page, "龘靐齉")
    assert page.inner_text(META) == "没有找到符合条件的结果"
    assert page.locator(FIRST).count() == 0


def test_what_no_page_has_together_is_said(page: BrowserPage) -> None:
    assert found(page, "古籍 民办学校")[:2] == [
        f"{DISTRICT}/culture-tourism/2025/",
        f"{DISTRICT}/education/2021/",
    ]
    assert page.inner_text(META).startswith("没有同时符合全部词语的页面")


def test_more_on_demand(page: BrowserPage) -> None:
    assert len(found(page, "主动公开")) == 10
    page.click("text=显示更多")
    page.wait_for_function("document.querySelectorAll('.md-search-result__item').length === 20")


class TestWeight:
    """What a search loads, and when."""

    def test_nothing_until_a_reader_turns_to_it(self, fresh: BrowserPage) -> None:
        asked: list[str] = []
        fresh.on("request", lambda request: asked.append(request.url.partition("?")[0].rpartition("/")[2]))
        fresh.reload(wait_until="networkidle")
        assert "gongkai.js" in asked
        assert [name for name in asked if "search" in name or name == "start.js"] == []
        fresh.focus(BOX)
        fresh.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
        assert asked[-1] == "search.js"

    def test_few_files_for_a_question(self, site: str, fresh: BrowserPage) -> None:
        asked: list[str] = []
        fresh.on("request", lambda request: asked.append(request.url.removeprefix(site).partition("?")[0]))
        fresh.focus(BOX)
        fresh.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
        assert found(fresh, "教育局2023")[0] == f"{DISTRICT}/education/2023/"
        folder = "reports/assets/search"
        assert sorted(name for name in asked if name.startswith(folder)) == [
            *(f"{folder}.js", f"{folder}/entries/0.js", f"{folder}/start.js")
        ]

    def test_a_site_renewed_meanwhile_is_read_anew(self, fresh: BrowserPage) -> None:
        """Parts of another build than the start are not believed."""
        stale: list[str] = []

        def answer(route: Route) -> None:
            response = route.fetch()
            text = response.text()
            if not stale:
                stale.append(text)
                text = text.replace(text[15:27], "0" * 12)
            route.fulfill(response=response, body=text)

        fresh.route("**/search/start.js*", answer)
        fresh.focus(BOX)
        fresh.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
        assert found(fresh, "教育局2023") == [f"{DISTRICT}/education/2023/"]
        assert len(stale) == 1

    def test_files_that_do_not_come_are_said_so(self, fresh: BrowserPage) -> None:
        fresh.route("**/search/start.js*", lambda route: route.abort())
        fresh.focus(BOX)
        fresh.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
        ask(fresh, "教育局")
        fresh.wait_for_function(
            f"document.querySelector('{META}').innerText === '搜索的文件读不出来，请稍后再试'"
        )


class TestKeys:
    """Without a mouse."""

    @pytest.mark.parametrize("key", ["f", "s", "/"])
    def test_a_key_turns_to_search(self, fresh: BrowserPage, key: str) -> None:
        fresh.keyboard.press(key)
        fresh.wait_for_function(f"document.activeElement === document.querySelector('{BOX}')")
        fresh.wait_for_function("document.getElementById('__search').checked")

    def test_down_to_an_answer_and_back(self, fresh: BrowserPage) -> None:
        fresh.keyboard.press("/")
        fresh.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
        found(fresh, "教育局2023")
        fresh.keyboard.press("ArrowDown")
        assert str(fresh.evaluate("document.activeElement.href")).partition("?")[0].endswith("/education/2023/")
        fresh.keyboard.press("ArrowUp")
        assert fresh.evaluate(f"document.activeElement === document.querySelector('{BOX}')")
        fresh.keyboard.press("Escape")
        assert fresh.is_checked("#__search") is False

    def test_enter_opens_the_first_and_what_was_asked_is_marked(self, fresh: BrowserPage) -> None:
        fresh.keyboard.press("/")
        fresh.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
        found(fresh, "古籍")
        fresh.keyboard.press("Enter")
        fresh.wait_for_url("**/culture-tourism/2025/**")
        fresh.locator("article mark").first.wait_for()
        assert set(fresh.locator("article mark").all_inner_texts()) == {"古籍"}

    def test_a_question_in_the_address(self, site: str, fresh: BrowserPage) -> None:
        fresh.goto(f"{site}?q=wlj")
        fresh.locator(FIRST).first.wait_for()
        assert str(fresh.locator(FIRST).first.get_attribute("href")).endswith("/culture-tourism/")


FEW = {
    "data/office/agency.yml": AGENCY,
    **{f"data/office/{year}.yml": report_text("haishu-office-2021", year) for year in (2021, 2022)},
}


def built(folder: Path, plugins: str = "[search, gongkai]", more: str = "") -> Path:
    """A small site in Material."""
    project(folder, {}, site_config("material", plugins, more))
    write_files(folder, FEW)
    done = build_here(folder)
    assert done.status == 0, done.err
    return folder / "site"


class TestWhere:
    """In which sites it stands in the place of the theme's."""

    def test_without_a_server(self, tmp_path: Path, browser: Browser) -> None:
        site = built(tmp_path / "离线 site", more="use_directory_urls: false\n")
        page = browser.new_page()
        page.goto((site / "reports/office/2021.html").as_uri())
        page.focus(BOX)
        page.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
        ask(page, "2022")
        page.locator(FIRST).first.click()
        page.wait_for_url("**/office/2022.html*")
        assert page.title().startswith("样例区人民政府办公室2022年")
        page.close()

    def test_two_of_ours_in_one_list(self, tmp_path: Path, browser: Browser) -> None:
        write_files(tmp_path, {"more/school/agency.yml": AGENCY.replace("样例区人民政府办公室", "样例中学")})
        write_files(tmp_path, {"more/school/2023.yml": report_text("haishu-office-2021", 2023)})
        site = built(tmp_path, "[search, gongkai, {gongkai: {data_dir: more, output: schools/reports}}]")
        with served(site) as address:
            page = browser.new_page()
            page.goto(address)
            page.focus(BOX)
            page.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
            found(page, "样例")
            # One answers before the other.
            for first in ("reports/office/", "schools/reports/school/"):
                page.locator(
                    f".md-search-result__item:nth-child(-n+2) a[href*='{address}{first}']"
                ).first.wait_for()
            page.close()

    def test_pages_of_people_are_found_too(self, tmp_path: Path, browser: Browser) -> None:
        """And by every kind of word, cut by the script as by the index."""
        text = "垟𠮷村的申请表，11,398,889件，占54.5%，见Ａb12、样政（2025）第7号。"
        write_files(tmp_path, {"docs/a.md": f"# 指南\n\n## 怎样申请 {{ #how }}\n\n{text}\n"})
        site = built(tmp_path, more="markdown_extensions: [attr_list]\n")
        asked = [
            "申请表",
            "垟𠮷村",
            "11398889件",
            "11,398,889",
            "54.5%",
            "ab12",
            "样政〔2025〕7号",
            "𠮷村 ＡＢ１２",
        ]
        with served(site) as address:
            page = browser.new_page()
            page.goto(address)
            page.focus(BOX)
            page.wait_for_function(f"document.querySelector('{META}').innerText === '键入以开始搜索'")
            assert {query: found(page, query) for query in asked} == {query: ["a/"] for query in asked}
            assert str(page.locator(FIRST).nth(1).get_attribute("href")) == f"{address}a/#how"
            page.close()

    def test_the_index_that_nobody_fetches_is_not_there(self, tmp_path: Path) -> None:
        assert not (built(tmp_path) / "search").exists()

    def test_not_where_the_box_is_another(self, tmp_path: Path) -> None:
        """A theme of one's own keeps its search, with our pages in it."""
        write_files(tmp_path, {"own/partials/search.html": '<div class="md-search">另一个搜索</div>'})
        config = site_config("material", "[search, gongkai]")
        project(tmp_path, {}, config.replace("{name: material", "{custom_dir: own, name: material"))
        write_files(tmp_path, FEW)
        assert build_here(tmp_path).status == 0
        assert not (tmp_path / "site/reports/assets/search").exists()
        index = (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")
        assert '"reports/office/2021/"' in index

    def test_not_in_another_theme(self, tmp_path: Path) -> None:
        project(tmp_path, {}, site_config("mkdocs"))
        write_files(tmp_path, FEW)
        assert build_here(tmp_path).status == 0
        assert not (tmp_path / "site/reports/assets/search").exists()
        assert "reports/office/2021/" in (tmp_path / "site/search/search_index.json").read_text(
            encoding="utf-8"
        )
