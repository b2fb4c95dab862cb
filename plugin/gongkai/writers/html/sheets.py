"""Which style sheets a page needs besides that of all pages, and where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.addresses import Addresses
from gongkai.pages import (
    AgenciesTable,
    Banner,
    Block,
    ComparisonTable,
    Drawing,
    Filter,
    IndexTable,
    KeyBlock,
    Legend,
    PageContent,
    Panel,
    StatutoryTable,
)
from gongkai.writers.html.style import OF_ALL, OF_OVERVIEWS, OF_PREVIEWS, OF_PRINT, OF_TABLES

_OVERVIEWS = (AgenciesTable, ComparisonTable, Drawing, Filter, IndexTable, Legend)
_PREVIEWS = (Banner, Panel)
_LINK = re.compile(rf"<link\b[^>]*/{re.escape(OF_ALL)}[^>]*>")


def with_sheets(page: str, content: PageContent, addresses: Addresses) -> str:
    """A finished page with the style sheets of what is on it, right behind that of all pages.

    The site's own come after them and have the last word. A page without ours stays as it is.
    """
    links = "".join(
        f'<link rel="stylesheet"{media} href="{addresses.asset_link(content.page, name)}">'
        for name, media in sheets_of(content)
    )
    return _LINK.sub(lambda link: link[0] + links, page, count=1)


def sheets_of(content: PageContent) -> Iterator[tuple[str, str]]:
    """Each with its attribute `media`. What is for print alone does not keep the screen waiting."""
    needed = set(map(_sheet, content.blocks))
    yield from ((name, "") for name in (OF_TABLES, OF_OVERVIEWS, OF_PREVIEWS) if name in needed)
    yield OF_PRINT, ' media="print"'


def _sheet(block: Block) -> str:
    if isinstance(block, StatutoryTable):
        return OF_TABLES
    if isinstance(block, _OVERVIEWS) or (isinstance(block, KeyBlock) and block.is_large):
        return OF_OVERVIEWS
    return OF_PREVIEWS if isinstance(block, _PREVIEWS) else OF_ALL
