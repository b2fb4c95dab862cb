"""The page for an address that leads nowhere."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from gongkai.addresses import INDEX, Addresses, Page
from gongkai.plugin.not_found import not_found

STOCK = "<html><body><h1>404 - Not found</h1></body></html>"


def of_site(page: str, site_url: str | None = None, *, is_searched: bool = True) -> str:
    """What becomes of a theme's page on a site with pages of two years."""
    config: Any = SimpleNamespace(site_name="某某局", site_url=site_url)
    pages = [
        SimpleNamespace(page=page) for page in (INDEX, Page(None, 2025), Page(None, 2024), Page("a", 2026))
    ]
    prepared: Any = SimpleNamespace(addresses=Addresses("nb"), site=SimpleNamespace(pages=pages))
    return not_found(page, config, prepared, is_searched=is_searched)


def test_loads_nothing_and_leads_nowhere_by_a_relative_link() -> None:
    page = html.document_fromstring(of_site(STOCK))
    assert page.xpath("//link | //img | //@src | //@href | //@action") == []
    assert page.xpath("string(//title)") == "没有找到这个页面 - 某某局"
    assert page.xpath("//ul/@hidden")
    assert page.xpath("//form/@hidden")


@pytest.mark.parametrize("site_url", ["https://www.example.gov.cn/xxgk/", "https://www.example.gov.cn/xxgk"])
def test_with_the_address_of_the_site_its_links_need_no_script(site_url: str) -> None:
    page = html.document_fromstring(of_site(STOCK, site_url))
    assert page.xpath("//a/@href") == ["/xxgk/nb/", "/xxgk/nb/years/2025/", "/xxgk/"]
    assert page.xpath("//form/@action") == ["/xxgk/nb/"]
    assert page.xpath("//script | //@hidden") == []


def test_what_no_search_would_answer_cannot_be_asked() -> None:
    assert "<form" not in of_site(STOCK, is_searched=False)


def test_a_page_of_the_site_itself_stays() -> None:
    assert of_site("<h1>找不到</h1>") == "<h1>找不到</h1>"
