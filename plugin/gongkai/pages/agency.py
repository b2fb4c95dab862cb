"""The page of an agency: its reports, its numbers over the years, its subordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gongkai.addresses import Anchor, Page
from gongkai.model import Agency, Archive, Report
from gongkai.model.deadlines import DAYS
from gongkai.pages.all_years import SECTION, all_years
from gongkai.pages.blocks import (
    Block,
    Heading,
    Inline,
    KeyBlock,
    Link,
    Offered,
    PageContent,
    Paragraph,
    Text,
    Title,
)
from gongkai.pages.dates import newest
from gongkai.pages.doubts import Doubts
from gongkai.pages.frame import NAME, Reports, declaration, page_link, trail
from gongkai.pages.key_block import key_block
from gongkai.pages.key_numbers import charts
from gongkai.pages.lateness import Lateness
from gongkai.pages.matrix import matrix
from gongkai.pages.plain_text import plain_text
from gongkai.pages.year_bar import year_bar
from gongkai.series import Series


def agency_page(
    agency: Agency,
    archive: Archive,
    reports: Reports,
    last_year: int | None,
    files: Offered,
    series: Series | None = None,
    late: Lateness | None = None,
    doubts: Doubts = MappingProxyType({}),
) -> PageContent:
    """The page of an agency: the numbers of the newest year, charts, all years, its subordinates, and what became of it.

    reports: those that are shown. last_year: the last for which reports are expected. files: to download.
    series: of the agency, if any. late: where reports that were late are marked. doubts: of all reports.
    """
    here = Page(agency.path)
    own = {year: report for (path, year), report in reports.items() if path == agency.path}
    blocks: list[Block] = [trail(agency, archive), Title("", agency.name)]
    key = None
    years: tuple[Block, ...] = ()
    if own:
        span = f"{min(own)}—{max(own)}年" if len(own) > 1 else f"{min(own)}年"
        blocks.append(Paragraph((Text(f"{NAME}　{span}"),), "subtitle"))
        is_compared = series is not None and series.can_be_compared
        years = tuple(all_years(agency, archive, own, last_year, files, series, late))
        listed = Anchor(here, SECTION) if isinstance(years[0], Heading) else None
        blocks.append(year_bar(agency.path, own, here, is_compared=is_compared, listed=listed))
    if agency.scope is not None:
        blocks.append(Paragraph((Text(f"统计范围：{agency.scope}。"),), "intro"))
    blocks.extend(_succession(agency, archive))
    if series is not None:
        key = _key_block(series, own, files, doubts)
        blocks.extend([key] if key is not None else [])
        blocks.extend(charts(series))
    if own:
        blocks.extend(years)
    else:
        blocks.append(Paragraph((Text(_nothing_yet(agency, archive)),), "intro"))
    subordinates = archive.subordinates(agency.path)
    if subordinates:
        if series is not None:
            blocks.append(Heading(2, "subordinates", (Text("下级机关"),)))
        blocks.extend(matrix("下级机关历年报告", subordinates, reports, last_year, late))
    blocks.extend(declaration(agency))
    said = plain_text(key.sentence) if key is not None else None
    return PageContent(
        here, agency.name, tuple(blocks), newest(own.values()), agency.place.file, description=said
    )


def _key_block(series: Series, own: Mapping[int, Report], files: Offered, doubts: Doubts) -> KeyBlock | None:
    """That of the newest year with numbers, with the ways to the report, its PDF and the comparison."""
    report = series.with_numbers[-1].report
    assert report is not None
    page = Page(report.agency, report.year)
    links = [page_link(f"{report.year}年年度报告全文", page)]
    links += [Link((Text(file.kind),), file.address) for file in files.get(page, ()) if file.kind == "PDF"]
    if series.can_be_compared:
        links.append(page_link("逐项比较历年数字", Page(report.agency, is_comparison=True)))
    return key_block(report, own.get(report.year - 1), doubts, links=tuple(links), is_large=True)


def _nothing_yet(agency: Agency, archive: Archive) -> str:
    """What the public may expect, and by when: the day of the law, for agencies that go on and have one."""
    due = DAYS.get(agency.kind) if not archive.successors(agency.path) else None
    if due is None:
        return "尚无已发布的报告。公布之后，本页列出主要数字、历年报告和下载文件。"
    month, day = map(int, due.split("-"))
    return (
        f"尚无已发布的报告。依照《中华人民共和国政府信息公开条例》第四十九条，上一年度的报告应于每年{month}月{day}日前公布；"
        "公布之后，本页列出主要数字、历年报告和下载文件。"
    )


def _succession(agency: Agency, archive: Archive) -> Iterator[Block]:
    """Merged agencies point to each other."""
    merged = [archive.agencies[path] for path in agency.succeeds if path in archive.agencies]
    for sentence, others in (("本机关承继：", merged), ("本机关已并入：", archive.successors(agency.path))):
        if others:
            inlines: list[Inline] = [Text(sentence)]
            for number, other in enumerate(others):
                inlines += [Text("、" if number else ""), page_link(other.name, Page(other.path))]
            yield Paragraph((*inlines, Text("。")), "intro")
