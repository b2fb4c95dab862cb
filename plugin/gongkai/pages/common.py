"""What the pages have in common."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from gongkai.addresses import INDEX, Page
from gongkai.model import Agency, Archive, Date, Report
from gongkai.pages.blocks import Block, Link, Paragraph, Text, Trail

NAME = "政府信息公开工作年度报告"
COLUMN = "年度报告"

Reports = Mapping[tuple[str, int], Report]
"""Those that are shown, by agency and year."""


def date_text(date: Date) -> str:
    """`2022年1月28日`, with the time where one is given."""
    day = f"{date.day.year}年{date.day.month}月{date.day.day}日"
    return f"{day} {date.time:%H:%M}" if date.time else day


def day_of(report: Report) -> datetime.date | None:
    """The date of a report: its last correction or withdrawal, else its publication."""
    days = [date.day for date in (report.published, *(c.date for c in report.corrections)) if date is not None]
    if report.withdrawal is not None:
        days.append(report.withdrawal.date.day)
    return max(days, default=None)


def day_of_file(report: Report) -> datetime.date:
    """The date of a document made from the report: its publication, else the last day of its year."""
    return report.published.day if report.published is not None else datetime.date(report.year, 12, 31)


def newest(reports: Iterable[Report]) -> datetime.date | None:
    """The newest day of several reports."""
    return max((latest for report in reports if (latest := day_of(report))), default=None)


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
