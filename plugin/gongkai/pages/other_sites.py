"""The pages of other sites: what a province's index says of its cities, each with its own site, and where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.addresses import INDEX, OTHER_SITES, Page
from gongkai.pages.agencies_of_year import COLUMNS, agency_row, by_new, totals
from gongkai.pages.blocks import (
    AgenciesTable,
    Block,
    Filter,
    IndexCell,
    IndexGroup,
    IndexTable,
    Inlines,
    Link,
    PageContent,
    Paragraph,
    Tag,
    Text,
    Title,
    Trail,
)
from gongkai.pages.frame import COLUMN, page_link
from gongkai.series import AgencyYear, key_year
from gongkai.series.series import gap_of

if TYPE_CHECKING:
    from gongkai.readings.other_site import Catalog, ListedAgency, ListedReport

TITLE = "各地年度报告"
FEWEST = 2
"""One region is compared with none."""


def other_sites_pages(catalogs: Sequence[Catalog]) -> Iterator[PageContent]:
    """The overview, and a page for each site."""
    yield _overview(catalogs)
    for catalog in catalogs:
        yield _site(catalog)


def _overview(catalogs: Sequence[Catalog]) -> PageContent:
    agencies = sum(len(catalog.agencies) for catalog in catalogs)
    reports = sum(catalog.reports for catalog in catalogs)
    said = f"汇集{len(catalogs)}个网站公布的目录：{agencies}个机关、{reports}份报告。内容以各网站为准。"
    rows = tuple(_row_of_site(catalog) for catalog in catalogs)
    header: tuple[Inlines, ...] = tuple(
        (Text(text),) for text in ("网站", "机关", "报告", "年度", "目录中最新的日期", "原网站")
    )
    blocks: list[Block] = [
        Trail((page_link(COLUMN, INDEX),), TITLE),
        Title("", TITLE),
        Paragraph((Text(said),), "intro"),
        IndexTable("各网站", header, (IndexGroup((), rows),)),
        *_compared(catalogs),
    ]
    return PageContent(Page(site=OTHER_SITES), TITLE, tuple(blocks), None, description=said)


def _row_of_site(catalog: Catalog) -> tuple[IndexCell, ...]:
    years = sorted({report.year for each in catalog.agencies for report in each.reports})
    span = f"{years[0]}—{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    return (
        IndexCell((page_link(catalog.site.name, _page(catalog)),)),
        IndexCell((Text(f"{len(catalog.agencies)}"),), "num"),
        IndexCell((Text(f"{catalog.reports}"),), "num"),
        IndexCell((Text(span),), "num"),
        IndexCell((Text(catalog.newest or "没有写明"),), "num"),
        IndexCell((Link((Text("打开"),), catalog.site.url),)),
    )


def _compared(catalogs: Sequence[Catalog]) -> Iterator[Block]:
    """The agencies at the top side by side, of the newest year that several have numbers of."""
    years = sorted({year for catalog in catalogs for _, year in catalog.numbers}, reverse=True)
    for year in years:
        found = [
            (AgencyYear(each.agency, report, numbers, gap_of(report)), f"{each.address}{year}/")
            for catalog in catalogs
            for each in catalog.agencies
            if (report := catalog.numbers.get((each.agency.path, year))) is not None
            and (numbers := key_year(report, None)) is not None
        ]
        if len(found) >= FEWEST:
            rows = sorted(
                (
                    replace(agency_row(each, {}), name=Link((Text(each.agency.name),), address))
                    for each, address in found
                ),
                key=by_new,
            )
            known = [each for each, _ in found]
            total = totals([each.numbers for each in known if each.numbers is not None], {}, known)
            columns = tuple((group, label) for _, _, group, label in COLUMNS)
            yield Paragraph((Text(f"{year}年各地的数，取自各网站公布的 all.csv，合计由本站相加。"),), "aside")
            yield AgenciesTable("单位：件", "机关", columns, tuple(rows), (f"{len(rows)}个机关合计", total))
            return


def _site(catalog: Catalog) -> PageContent:
    title = f"{catalog.site.name}年度报告"
    newest = f"目录中最新的日期是{catalog.newest}。" if catalog.newest else ""
    said = f"{len(catalog.agencies)}个机关、{catalog.reports}份报告，链接到原网站。{newest}"
    years = sorted({report.year for each in catalog.agencies for report in each.reports}, reverse=True)
    header: tuple[Inlines, ...] = ((Text("机关"),), *((Text(str(year)), Text("年")) for year in years))
    rows = tuple(_row(each, years) for each in sorted(catalog.agencies, key=lambda each: each.agency.path))
    blocks: list[Block] = [
        Trail((page_link(COLUMN, INDEX), page_link(TITLE, Page(site=OTHER_SITES))), catalog.site.name),
        Title("", title),
        Paragraph((Text(f"{said}原网站："), Link((Text(catalog.site.url),), catalog.site.url)), "intro"),
        Filter(),
        IndexTable("各机关历年报告", header, (IndexGroup((), rows),), by_year=True),
    ]
    return PageContent(_page(catalog), title, tuple(blocks), None, description=said)


def _row(each: ListedAgency, years: Sequence[int]) -> tuple[IndexCell, ...]:
    own = {report.year: report for report in each.reports}
    name = IndexCell((Link((Text(each.agency.name),), each.address),))
    return (name, *(_cell(own.get(year)) for year in years))


def _cell(report: ListedReport | None) -> IndexCell:
    if report is None:
        return IndexCell((Text("—"),), "none")
    shown = report.published[5:] if report.published else "已发布"
    tags = (Text(" "), Tag("撤回", "withdrawn")) if report.is_withdrawn else ()
    tags = (Text(" "), Tag("更正", "correction")) if report.is_corrected and not tags else tags
    return IndexCell((Link((Text(shown),), report.address), *tags))


def _page(catalog: Catalog) -> Page:
    return Page(site=f"{OTHER_SITES}/{catalog.site.key}")
