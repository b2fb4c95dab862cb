"""The page for an address that leads nowhere."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from gongkai.addresses import Addresses
from gongkai.plugin.not_found import not_found
from gongkai.writers.html.lost import write_not_found

STOCK = "<html><body><h1>404 - Not found</h1></body></html>"


def of_site(page: str, site_url: str | None = None) -> str:
    """What becomes of a theme's page."""
    config: Any = SimpleNamespace(site_name="某某局", site_url=site_url)
    prepared: Any = SimpleNamespace(addresses=Addresses("nb"))
    return not_found(page, config, prepared)


def test_loads_nothing_and_leads_nowhere_by_a_relative_link() -> None:
    page = html.document_fromstring(write_not_found("某某局", "reports", "reports/assets/gongkai.css", None))
    assert page.xpath("//link | //img | //@src | //@href") == []
    assert page.xpath("string(//title)") == "没有找到这个页面 - 某某局"
    assert page.xpath("//ul/@hidden")


@pytest.mark.parametrize("site_url", ["https://www.example.gov.cn/xxgk/", "https://www.example.gov.cn/xxgk"])
def test_with_the_address_of_the_site_its_links_need_no_script(site_url: str) -> None:
    page = html.document_fromstring(of_site(STOCK, site_url))
    assert page.xpath("//a/@href") == ["/xxgk/nb/", "/xxgk/"]
    assert page.xpath("//script") == []


def test_a_page_of_the_site_itself_stays() -> None:
    assert of_site("<h1>找不到</h1>") == "<h1>找不到</h1>"
