"""The page for an address that leads nowhere."""

from __future__ import annotations

from itertools import islice

from mkdocs.config.defaults import MkDocsConfig

from gongkai.addresses import INDEX, Addresses, Page
from gongkai.plugin.preparation import Prepared
from gongkai.writers.html.lost import Way, write_not_found
from gongkai.writers.html.style import OF_ALL

_STOCK = ("<h1>404 - Not found</h1>", "Page not found")
"""What the themes' own pages say, in English: a site's own page stays as it is."""


def not_found(html: str, config: MkDocsConfig, prepared: Prepared, *, is_searched: bool) -> str:
    """Ours in place of a theme's own. is_searched: whether the site's search answers a question in the address."""
    if not any(words in html for words in _STOCK):
        return html
    addresses = prepared.addresses
    index = _path(addresses, INDEX)
    # The pages of years stand in their order, the newest first.
    years = (content.page for content in prepared.site.pages if _is_year(content.page))
    ways = [
        Way(index, "年度报告目录", "全部机关、全部年度"),
        *(
            Way(_path(addresses, page), f"{page.year}年各机关对照", "新收、办结、公开率、复议、诉讼")
            for page in islice(years, 1)
        ),
        Way("", "首页", "关于本网站"),
    ]
    search = index if is_searched else None
    return write_not_found(str(config.site_name), ways, addresses.asset(OF_ALL), config.site_url, search)


def _path(addresses: Addresses, page: Page) -> str:
    return addresses.file(page).removesuffix("index.html")


def _is_year(page: Page) -> bool:
    return page.agency is None and page.year is not None
