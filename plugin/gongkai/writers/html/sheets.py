"""Which style sheets a page needs besides that of all pages, and where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.addresses import Addresses
from gongkai.pages import (
    AgenciesTable,
    Banner,
    ComparisonTable,
    Drawing,
    Filter,
    IndexTable,
    Legend,
    PageContent,
    Panel,
    StatutoryTable,
)
from gongkai.pages.blocks import LARGE
from gongkai.writers.html.style import OF_ALL, OF_OVERVIEWS, OF_PREVIEWS, OF_PRINT, OF_TABLES

_OVERVIEWS = (
    *(each.__name__ for each in (AgenciesTable, ComparisonTable, Drawing, Filter, IndexTable, Legend)),
    LARGE,
)
_PREVIEWS = tuple(each.__name__ for each in (Banner, Panel))
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
    needed = set(map(_sheet, content.kinds))
    yield from ((name, "") for name in (OF_TABLES, OF_OVERVIEWS, OF_PREVIEWS) if name in needed)
    yield OF_PRINT, ' media="print"'


def _sheet(kind: str) -> str:
    if kind == StatutoryTable.__name__:
        return OF_TABLES
    if kind in _OVERVIEWS:
        return OF_OVERVIEWS
    return OF_PREVIEWS if kind in _PREVIEWS else OF_ALL
