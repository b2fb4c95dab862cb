"""The bar of years on every page of an agency, and the outline of a report: ways to go on, no part of the report."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.addresses import Anchor, Page
from gongkai.pages.blocks import BarYear, Block, Heading, Link, Outline, Text, YearBar
from gongkai.pages.frame import page_link

COMPARE = "历年比较"


def year_bar(
    agency: str,
    years: Iterable[int],
    here: Page,
    *,
    is_compared: bool,
    current: int | None = None,
    listed: Anchor | None = None,
) -> YearBar:
    """The bar of an agency's page. years: those that have a page; is_compared: whether there is a page that compares them.

    current: that of the page, if it is one of them. listed: where the agency's own page lists all years, if it says.
    """
    newest_first = sorted(years, reverse=True)
    links = tuple(BarYear(year, Page(agency, year), year == current) for year in newest_first)
    own = Page(agency)
    where = own if here != own else listed
    everything = None if where is None else Link((Text(f"全部{len(links)}年"),), where)
    is_compare = here.is_comparison
    compare = page_link(COMPARE, Page(agency, is_comparison=True)) if is_compared else None
    remark = "本站只有这一年的报告" if len(links) == 1 else ""
    return YearBar(links, everything, compare, is_compare, remark)


def outline(here: Page, blocks: Iterable[Block]) -> Outline | None:
    """The sections of a page; None where there are fewer than two."""
    sections = [block for block in blocks if isinstance(block, Heading) and block.level == 2]
    if len(sections) < 2:
        return None
    links = tuple(Link(section.inlines, Anchor(here, section.id)) for section in sections)
    return Outline(f"目录：{_counted(len(links))}个部分", links)


def _counted(number: int) -> str:
    digits = "零一两三四五六七八九十"
    return digits[number] if number < len(digits) else str(number)
