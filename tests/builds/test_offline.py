"""`make offline`: a site that works from a folder, without a server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import html

from tests.helpers.commands import mkdocs_build
from tests.helpers.support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.thorough

SETTINGS = {"GONGKAI_DIRECTORY_URLS": "false"}
"""What the Makefile sets."""


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, as `make offline` builds it."""
    site = tmp_path_factory.mktemp("offline") / "离线 site"
    done = mkdocs_build(ROOT, "--strict", "--quiet", "--site-dir", str(site), **SETTINGS)
    assert (done.status, done.said) == (0, "")
    return site


def broken_from_a_folder(site: Path) -> list[tuple[str, str]]:
    """Every link that leads to no file, as a browser without a server reads it, or to no place on its page."""
    roots = {
        path: html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for path in site.rglob("*.html")
        # Shown at any address, by a server alone.
        if path.name != "404.html"
    }
    ids = {path: {*root.xpath("//@id"), *root.xpath("//a/@name"), ""} for path, root in roots.items()}
    broken = []
    for path, root in roots.items():
        for link in root.xpath("//@href | //@src"):
            address, fragment = urldefrag(urljoin(path.as_uri(), link))
            if address.startswith(("http:", "https:", "mailto:")):
                continue
            target = Path(unquote(address.removeprefix("file://")))
            # Material's own switches lead to places that a script makes.
            is_place = unquote(fragment) in ids.get(target, {""}) or fragment.startswith("__")
            if not target.is_file() or not target.is_relative_to(site) or not is_place:
                broken.append((path.relative_to(site).as_posix(), link))
    return broken


def test_every_link_holds(offline: Path) -> None:
    assert broken_from_a_folder(offline) == []
    assert len(list(offline.rglob("20??.html"))) > 50


def test_the_crawler_sees_broken_links(tmp_path: Path) -> None:
    """So that the test above can fail: a folder is no page, and the root is the disk's."""
    links = ("a/", "a/index.html#x", "a/index.html#y", "/a/index.html", "./", "a/index.html")
    page = "".join(f'<a href="{link}">1</a>' for link in links)
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text('<p id="x">1</p>', encoding="utf-8")
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert [link for _, link in broken_from_a_folder(tmp_path)] == [
        "a/",
        "a/index.html#y",
        "/a/index.html",
        "./",
    ]


def test_search_answers(offline: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto((offline / "index.html").as_uri())
    page.fill("input.md-search__input", "教育局2023")
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_url("**/education/2023.html*")
    assert page.title().startswith("样例区教育局2023年")
    page.close()


def test_opened_in_a_browser(offline: Path, browser: Browser) -> None:
    """From the home page to a report, without a complaint of the browser's."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto((offline / "index.html").as_uri())
    page.locator("article a", has_text="年度报告").first.click()
    page.locator("table.gongkai-list a[href*='haishu-office/2021.html']").first.click()
    assert page.title().startswith("宁波市海曙区人民政府办公室2021年")
    assert page.locator("#t3").count() == 1
    assert complaints == []
    page.close()


def test_the_makefile_sets_what_the_configuration_reads() -> None:
    read = re.findall(r"!ENV \[(\w+), true\]", (ROOT / "mkdocs.yml").read_text("utf-8"))
    rules = re.findall(
        r"^offline: export (\w+) := false$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(read) == sorted(rules) == sorted(SETTINGS)
