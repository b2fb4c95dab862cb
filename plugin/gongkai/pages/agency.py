"""The page of an agency: its reports, its numbers over the years, its subordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from gongkai.addresses import Attached, Page
from gongkai.model import Agency, Archive, Report, expected_years
from gongkai.pages.blocks import (
    Block,
    Download,
    Heading,
    Hidden,
    IndexCell,
    IndexGroup,
    IndexTable,
    Inline,
    Inlines,
    KeyBlock,
    Link,
    Offered,
    PageContent,
    Paragraph,
    Text,
    Title,
)
from gongkai.pages.dates import date_text, newest
from gongkai.pages.doubts import Doubts
from gongkai.pages.frame import NAME, Reports, declaration, page_link, trail
from gongkai.pages.key_block import key_block
from gongkai.pages.key_numbers import key_number_blocks
from gongkai.pages.lateness import Lateness
from gongkai.pages.matrix import matrix
from gongkai.pages.plain_text import plain_text
from gongkai.pages.report import report_title
from gongkai.pages.states import NOTHING, overdue_tag, state_tags
from gongkai.pages.year_bar import year_bar
from gongkai.series import Series

_NO_REMARK = IndexCell((Hidden("没有"),))


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
    """The page of an agency: its years, newest first, its numbers, its subordinates, and what became of it.

    reports: those that are shown. last_year: the last for which reports are expected. files: to download.
    series: of the agency, if any. late: where reports that were late are marked. doubts: of all reports.
    """
    here = Page(agency.path)
    own = {year: report for (path, year), report in reports.items() if path == agency.path}
    blocks: list[Block] = [trail(agency, archive), Title("", agency.name)]
    key = None
    if own:
        is_compared = series is not None and series.can_be_compared
        blocks.append(year_bar(agency.path, own, here, is_compared=is_compared))
    if agency.scope is not None:
        blocks.append(Paragraph((Text(f"统计范围：{agency.scope}。"),), "intro"))
    blocks.extend(_succession(agency, archive))
    if series is not None:
        key = _key_block(series, own, files, doubts)
        blocks.extend([key] if key is not None else [])
    if own:
        years = sorted({*own, *expected_years(agency, own, last_year)}, reverse=True)
        downloads = [
            (*_files_alone(own.get(year), archive), *_downloads(files.get(Page(agency.path, year), ())))
            for year in years
        ]
        header: tuple[Inlines, ...] = ((Text("年度"),), (Text("发布日期"),), (Text("说明"),))
        rows = tuple(_year_row(year, own.get(year), agency, late) for year in years)
        if all(row[-1] is _NO_REMARK for row in rows):
            header, rows = header[:-1], tuple(row[:-1] for row in rows)
        if any(downloads):
            header = (*header, (Text("下载"),))
            rows = tuple((*row, _links(of_year)) for row, of_year in zip(rows, downloads, strict=True))
        blocks.append(IndexTable(f"历年{NAME}", header, (IndexGroup((), rows),)))
    else:
        blocks.append(
            Paragraph((Text("尚无已发布的报告。公布之后，本页列出主要数字、历年报告和下载文件。"),), "intro")
        )
    if series is not None:
        blocks.extend(key_number_blocks(series))
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


def _succession(agency: Agency, archive: Archive) -> Iterator[Block]:
    """Merged agencies point to each other."""
    merged = [archive.agencies[path] for path in agency.succeeds if path in archive.agencies]
    for sentence, others in (("本机关承继：", merged), ("本机关已并入：", archive.successors(agency.path))):
        if others:
            inlines: list[Inline] = [Text(sentence)]
            for number, other in enumerate(others):
                inlines += [Text("、" if number else ""), page_link(other.name, Page(other.path))]
            yield Paragraph((*inlines, Text("。")), "intro")


def _year_row(year: int, report: Report | None, agency: Agency, late: Lateness | None) -> tuple[IndexCell, ...]:
    if report is None:
        overdue = overdue_tag(agency, year, late)
        said: Inlines = (overdue,) if overdue else (Text("没有报告"),)
        return (IndexCell((Text(f"{year}年"),)), IndexCell((Text(NOTHING),)), IndexCell(said))
    date = date_text(report.published) if report.published else NOTHING
    # The usual title is that of the page and of the table already.
    title = report_title(report)
    own = () if title.text == f"{year}年{NAME}" else (Text(title.whole),)
    said = (*own, *state_tags(report, agency, late, with_date=True))
    return (
        IndexCell((page_link(f"{year}年年度报告", Page(report.agency, year)),)),
        IndexCell((Text(date),)),
        IndexCell(said) if said else _NO_REMARK,
    )


def _files_alone(report: Report | None, archive: Archive) -> Iterator[Link]:
    """The files of a report that is nothing else, by their kinds."""
    if report is None or report.withdrawal is not None or not report.is_elsewhere:
        return
    there = archive.files.get((report.agency, report.year), {})
    kinds: Counter[str] = Counter()
    for file in (there[each.file] for each in report.attachments if each.file in there):
        kinds[file.kind] += 1
        number = f" {kinds[file.kind]}" if kinds[file.kind] > 1 else ""
        yield Link((Text(f"{file.kind}{number}"),), Attached(Page(report.agency, report.year), file.name))


def _downloads(downloads: tuple[Download, ...]) -> Iterator[Link]:
    """The files made of a report, by their kinds; what explains the report, which has a label, stands with it."""
    return (Link((Text(each.kind),), each.address) for each in downloads if not each.label)


def _links(links: tuple[Link, ...]) -> IndexCell:
    parted: list[Inline] = [part for link in links for part in (Text("　"), link)]
    return IndexCell(tuple(parted[1:]) or (Hidden("没有"),))
