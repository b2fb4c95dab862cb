"""The page for an address that leads nowhere."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from gongkai.plugin.preparation import Prepared
from gongkai.writers.html.lost import write_not_found
from gongkai.writers.html.style import OF_ALL

_STOCK = ("<h1>404 - Not found</h1>", "Page not found")
"""What the themes' own pages say, in English: a site's own page stays as it is."""


def not_found(html: str, config: MkDocsConfig, prepared: Prepared) -> str:
    """Ours in place of a theme's own."""
    if not any(words in html for words in _STOCK):
        return html
    addresses = prepared.addresses
    return write_not_found(str(config.site_name), addresses.output, addresses.asset(OF_ALL), config.site_url)
