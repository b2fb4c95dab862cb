"""What stands around the content of every page: names, where it stands, links, the agency's declaration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.addresses import INDEX, Page
from gongkai.model import Agency, Archive, Report
from gongkai.pages.blocks import Block, Link, Paragraph, Text, Trail

NAME = "政府信息公开工作年度报告"
COLUMN = "年度报告"

Reports = Mapping[tuple[str, int], Report]
"""Those that are shown, by agency and year."""


def page_link(text: str, page: Page) -> Link:
    """A link to one of our pages."""
    return Link((Text(text),), page)


def declaration(agency: Agency) -> Iterator[Block]:
    """声明, at the end of every page of an agency."""
    if agency.declaration:
        yield Paragraph((Text(agency.declaration),), "declaration")


def trail(agency: Agency, archive: Archive, here: str | None = None) -> Trail:
    """Where a page of an agency stands: the index, the agencies above; then its own short name, or the agency's."""
    above: list[Agency] = []
    parent = agency.parent
    while parent is not None:
        above.insert(0, archive.agencies[parent])
        parent = archive.agencies[parent].parent
    if here is not None:
        above.append(agency)
    links = (page_link(each.name, Page(each.path)) for each in above)
    return Trail((page_link(COLUMN, INDEX), *links), here if here is not None else agency.name)


def size_text(size: int) -> str:
    """A file's size as readers know it: 385 KB, 1.2 MB."""
    if size < 1000 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1024 * 1024):.1f} MB"
