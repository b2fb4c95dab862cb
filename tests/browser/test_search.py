"""Chinese search with Material: what readers type leads to the page that they mean."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.addresses import INDEX, Page
from gongkai.search import boost, search_words
from tests.helpers.commands import build_here, mkdocs_build, project, site_config
from tests.helpers.support import AGENCY, read_files, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as BrowserPage

pytest.importorskip("jieba")

DISTRICT = "reports/example-district"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def searched(demonstration: Callable[..., Path], browser: Browser) -> Iterator[Callable[[str], list[str]]]:
    """The pages that a search in the demonstration finds, best first."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=demonstration("material")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    root = f"http://127.0.0.1:{server.server_port}/"
    page.goto(root)
    page.locator("input.md-search__input").focus()
    page.wait_for_function("document.querySelector('.md-search-result__meta').innerText.includes('搜索')")
    try:
        yield lambda query: _found(page, root, query)
    finally:
        page.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _found(page: BrowserPage, root: str, query: str) -> list[str]:
    """What is found for a query, typed in the search box."""
    box = page.locator("input.md-search__input")
    box.fill("")
    # An input method ends in a key.
    box.press("End")
    page.wait_for_function("!document.querySelector('.md-search-result__item')")
    box.fill(query)
    box.press("End")
    page.locator(".md-search-result__item").first.wait_for()
    # The first link of an item is the page, or its section that fits best.
    links = page.locator(".md-search-result__item").evaluate_all(
        "all => all.map(item => item.querySelector('a').href)"
    )
    return [link.removeprefix(root).partition("?")[0].partition("#")[0] for link in links]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("行政复议", f"{DISTRICT}/education/2025/"),
        ("行政诉讼", f"{DISTRICT}/education/2025/"),
        ("海曙", "reports/haishu-office/"),
        ("海曙区 2021", "reports/haishu-office/2021/"),
        ("结转 2021", f"{DISTRICT}/2021/"),
        ("规范性文件", f"{DISTRICT}/culture-tourism/2025/"),
        ("信息处理费", f"{DISTRICT}/culture-tourism/2025/"),
        ("不予公开", f"{DISTRICT}/education/2025/"),
        ("样例区教育局 2022", f"{DISTRICT}/education/2022/"),
        ("教育局", f"{DISTRICT}/education/"),
        ("文化和旅游局", f"{DISTRICT}/culture-tourism/"),
        ("东湖街道 2020", f"{DISTRICT}/donghu/2020/"),
        ("年度报告", "reports/"),
        ("教育局2023", f"{DISTRICT}/education/2023/"),
        ("2023年教育局", f"{DISTRICT}/education/2023/"),
        ("2024年报告", f"{DISTRICT}/2024/"),
        ("文旅局", f"{DISTRICT}/culture-tourism/"),
        ("文旅局2024", f"{DISTRICT}/culture-tourism/2024/"),
        ("区政府办", f"{DISTRICT}/office/"),
        ("样政办〔2026〕5号", f"{DISTRICT}/office/2025/"),
    ],
)
def test_among_the_first_three(searched: Callable[[str], list[str]], query: str, wanted: str) -> None:
    """Where every report would do, those of the newest year are meant."""
    assert wanted in searched(query)[:3]


def test_of_like_reports_the_newest_first(searched: Callable[[str], list[str]]) -> None:
    """Every report since 2019 has a section on 行政复议, with the same title."""
    years = [int(link.split("/")[-2]) for link in searched("行政复议") if link[-5:-1].isdecimal()]
    assert years[:10] == sorted(years[:10], reverse=True)
    assert years[0] == 2025


class TestWords:
    """What jieba is taught."""

    @pytest.mark.parametrize(
        ("name", "places"),
        [
            ("宁波市海曙区人民政府办公室", ["宁波市", "海曙区"]),
            ("垟埗镇人民政府", ["垟埗镇"]),
            ("枣庄市市中区人民政府", ["枣庄市", "市中区"]),
            ("样例区教育局", []),
            ("人民政府", []),
        ],
    )
    def test_places(self, tmp_path: Path, name: str, places: list[str]) -> None:
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY.replace("样例区人民政府办公室", name)})
        none, _ = read_files(tmp_path, {"office/agency.yml": AGENCY.replace("样例区人民政府办公室", "甲")})
        assert [word for word in search_words(archive) if word not in search_words(none)] == places

    def test_a_small_place_is_one_word_of_the_index(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config("material"))
        write_files(tmp_path, {"data/office/agency.yml": AGENCY.replace("样例区", "垟埗镇")})
        assert build_here(tmp_path).status == 0
        index = json.loads((tmp_path / "site/search/search_index.json").read_bytes())["docs"]
        titles = [
            entry["title"].split("\u200b") for entry in index if entry["location"] == "reports/office/2021/"
        ]
        assert titles == [
            ["垟埗镇", "人民政府", "办公室", "2021", "年", "政府", "信息", "公开", "工作", "年度报告"]
        ]


class TestIndex:
    """What the search loads."""

    def test_an_entry_has_the_sentence_of_the_key_block(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config("material"))
        assert build_here(tmp_path).status == 0
        text = (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")
        entries = {entry["location"]: entry for entry in json.loads(text)["docs"]}
        said = entries["reports/office/2021/"]["text"].replace("\u200b", "")
        assert said.startswith("2021年新收政府信息公开申请41件，")
        assert "年度报告›" not in said
        assert "41件，" not in entries["reports/office/2021/#report"]["text"].replace("\u200b", "")
        assert "\\u" not in text.partition('"docs"')[2]

    def test_the_index_of_another_theme_stays(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        assert build_here(tmp_path).status == 0
        assert "\\u" in (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")


def test_in_silence_and_in_memory(tmp_path: Path, sample: str) -> None:
    """jieba neither prints nor leaves a file."""
    project(tmp_path / "site", {"2021.yml": sample}, site_config("material"))
    (tmp_path / "temporary").mkdir()
    done = mkdocs_build(tmp_path / "site", "--quiet", TMPDIR=str(tmp_path / "temporary"))
    assert (done.status, done.said) == (0, "")
    assert list((tmp_path / "temporary").iterdir()) == []


def test_figures_of_a_row_stand_apart(tmp_path: Path, sample: str) -> None:
    """In the index 14, 17 and 92 are three numbers."""
    project(tmp_path, {"2021.yml": sample})
    assert build_here(tmp_path).status == 0
    index = json.loads((tmp_path / "site/search/search_index.json").read_bytes())["docs"]
    (text,) = [entry["text"] for entry in index if entry["location"] == "reports/office/2021/#disclosure"]
    assert text.split()[text.split().index("行政规范性文件") + 1 :][:3] == ["14", "17", "92"]


def test_weight() -> None:
    """A list before its reports, a newer report before an older one, all before a page of another kind."""
    weights = [boost(page) for page in (INDEX, Page("office"), Page("office", 2025), Page("office", 2008))]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 1
