"""The pages that lead to reports: one an agency, one for all."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.addresses import INDEX, Page
from gongkai.document.blocks import Block, Document, Inlines, Paragraph, SimpleTable, Text, Title, Trail
from gongkai.document.common import COLUMN, NAME, date_text, declaration, newest, page_link
from gongkai.document.report import report_title
from gongkai.model import Agency, AgencyKind, Archive, Report


def agency_document(agency: Agency, archive: Archive) -> Document:
    """The page of an agency: its years, newest first."""
    reports = [report for report in archive.published if report.agency == agency.path]
    rows = tuple(
        (
            (page_link(f"{report.year}年", Page(agency.path, report.year)),),
            (Text(date_text(report.published) if report.published else "—"),),
            (Text(report_title(report).whole),),
        )
        for report in sorted(reports, key=lambda report: -report.year)
    )
    header = ((Text("年度"),), (Text("发布日期"),), (Text("报告"),))
    blocks: list[Block] = [Trail((page_link(COLUMN, INDEX),), agency.name), Title("", agency.name)]
    if rows:
        blocks.append(SimpleTable(header, rows, "list", f"{agency.name}历年{NAME}"))
    else:
        blocks.append(Paragraph((Text("尚无已发布的报告。"),)))
    blocks.extend(declaration(agency))
    return Document(Page(agency.path), agency.name, tuple(blocks), newest(reports), agency.place.file)


def index_document(archive: Archive) -> Document:
    """The page of all agencies by all years, newest first."""
    reports: Mapping[tuple[str, int], Report] = {(r.agency, r.year): r for r in archive.published}
    years = sorted({year for _, year in reports}, reverse=True)
    order = list(AgencyKind)
    agencies = sorted(archive.agencies.values(), key=lambda agency: (order.index(agency.kind), agency.path))
    header: tuple[Inlines, ...] = ((Text("机关"),), *((Text(f"{year}年"),) for year in years))
    rows = tuple(
        (
            (page_link(agency.name, Page(agency.path)),),
            *(_year_cell(reports.get((agency.path, year))) for year in years),
        )
        for agency in agencies
    )
    blocks: list[Block] = [Title("", NAME)]
    if rows and years:
        blocks.append(SimpleTable(header, rows, "years", "各机关历年报告"))
    else:
        blocks.append(Paragraph((Text("尚无已发布的报告。"),)))
    declarations = dict.fromkeys(agency.declaration for agency in agencies if agency.declaration)
    blocks.extend(Paragraph((Text(text),), "declaration") for text in declarations)
    return Document(INDEX, NAME, tuple(blocks), newest(archive.published))


def _year_cell(report: Report | None) -> Inlines:
    if report is None:
        return (Text("—"),)
    text = f"{report.published.day:%m-%d}" if report.published else f"{report.year}年"
    return (page_link(text, Page(report.agency, report.year)),)
