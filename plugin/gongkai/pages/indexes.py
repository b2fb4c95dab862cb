"""The pages that lead to reports: one an agency, one for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.addresses import INDEX, Page
from gongkai.findings import Finding
from gongkai.model import Agency, AgencyKind, Archive, Report
from gongkai.pages.blocks import (
    Block,
    Download,
    Downloads,
    Filter,
    Heading,
    Hidden,
    IndexCell,
    IndexGroup,
    IndexTable,
    Inline,
    Inlines,
    Legend,
    Link,
    PageContent,
    Paragraph,
    Sign,
    Tag,
    Text,
    Title,
)
from gongkai.pages.common import NAME, date_text, declaration, newest, page_link, trail
from gongkai.pages.key_numbers import key_number_blocks
from gongkai.pages.lateness import Lateness
from gongkai.pages.preview import panel
from gongkai.pages.report import report_title
from gongkai.series import Series

Reports = Mapping[tuple[str, int], Report]
Files = Mapping[Page, tuple[Download, ...]]
"""The files of each report, and those of all under the index."""
NOTHING = "—"
_NO_REMARK = IndexCell((Hidden("没有"),))


def agency_page(
    agency: Agency,
    archive: Archive,
    reports: Reports,
    last_year: int | None,
    files: Files,
    series: Series | None = None,
    late: Lateness | None = None,
) -> PageContent:
    """The page of an agency: its years, newest first, its figures, its subordinates, and what became of it.

    reports: those that are shown. last_year: the last for which reports are expected. files: to download.
    series: of the agency, if any. late: where reports that were late are marked.
    """
    own = {year: report for (path, year), report in reports.items() if path == agency.path}
    blocks: list[Block] = [trail(agency, archive), Title("", agency.name)]
    blocks.extend(_succession(agency, archive))
    if own:
        years = sorted({*own, *expected_years(agency, own, last_year)}, reverse=True)
        downloads = [files.get(Page(agency.path, year), ()) for year in years]
        header: tuple[Inlines, ...] = ((Text("年度"),), (Text("发布日期"),), (Text("说明"),))
        rows = tuple(_year_row(year, own.get(year), agency, late) for year in years)
        if all(row[-1] is _NO_REMARK for row in rows):
            header, rows = header[:-1], tuple(row[:-1] for row in rows)
        if any(downloads):
            header = (*header, (Text("下载"),))
            rows = tuple((*row, _links(of_year)) for row, of_year in zip(rows, downloads, strict=True))
        blocks.append(IndexTable(f"历年{NAME}", header, (IndexGroup((), rows),)))
    else:
        blocks.append(Paragraph((Text("尚无已发布的报告。"),), "intro"))
    if series is not None:
        blocks.extend(key_number_blocks(series))
    subordinates = archive.subordinates(agency.path)
    if subordinates:
        if series is not None:
            blocks.append(Heading(2, "subordinates", (Text("下级机关"),)))
        blocks.extend(_matrix("下级机关历年报告", subordinates, reports, last_year, late))
    blocks.extend(declaration(agency))
    return PageContent(Page(agency.path), agency.name, tuple(blocks), newest(own.values()), agency.place.file)


def index_page(
    archive: Archive,
    reports: Reports,
    last_year: int | None,
    findings: tuple[Finding, ...],
    files: Files,
    late: Lateness | None = None,
) -> PageContent:
    """The page of all agencies by all years, newest first.

    findings: in a preview, those of no report. files: to download. late: where reports that were late are marked.
    """
    agencies = tuple(archive.agencies.values())
    blocks: list[Block] = [Title("", NAME), *panel(findings, None)]
    if reports:
        count = len({year for _, year in reports})
        intro = f"共{len(agencies)}个机关、{count}个年度的报告。每格为发布日期，点开即为该年报告。"
        blocks.append(Paragraph((Text(intro),), "intro"))
        blocks.append(Filter())
        blocks.extend(_matrix("各机关历年报告", agencies, reports, last_year, late))
        if INDEX in files:
            blocks.append(Downloads(files[INDEX]))
    else:
        blocks.append(Paragraph((Text("尚无已发布的报告。"),), "intro"))
    declarations = dict.fromkeys(agency.declaration for agency in agencies if agency.declaration)
    blocks.extend(Paragraph((Text(text),), "declaration") for text in declarations)
    return PageContent(INDEX, NAME, tuple(blocks), newest(reports.values()))


def expected_years(agency: Agency, own: Mapping[int, Report], last_year: int | None) -> range:
    """The years for which an agency owes a report: from 起始年度 to 终止年度, by default those it has.

    An agency that states when it begins is expected to go on; of one that states nothing, nothing is missing.
    """
    first = agency.first_year if agency.first_year is not None else min(own, default=None)
    last = agency.last_year
    if last is None:
        last = max(own, default=None) if agency.first_year is None else last_year
    return range(first, last + 1) if first is not None and last is not None else range(0)


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
        missing = _missing(agency, year, late)
        said: Inlines = (missing,) if missing else (Text("没有报告"),)
        return (IndexCell((Text(f"{year}年"),)), IndexCell((Text(NOTHING),)), IndexCell(said))
    date = date_text(report.published) if report.published else NOTHING
    # The usual title is that of the page and of the table already.
    title = report_title(report)
    own = () if title.text == f"{year}年{NAME}" else (Text(title.whole),)
    said = (*own, *_tags(report, agency, late, with_date=True))
    return (
        IndexCell((page_link(f"{year}年年度报告", Page(report.agency, year)),)),
        IndexCell((Text(date),)),
        IndexCell(said) if said else _NO_REMARK,
    )


def _links(downloads: tuple[Download, ...]) -> IndexCell:
    """The files of a year, by their kinds."""
    links: list[Inline] = []
    for download in downloads:
        links += [Text("　"), Link((Text(download.kind),), download.address)]
    return IndexCell(tuple(links[1:]) or (Hidden("没有"),))


def _matrix(
    caption: str,
    agencies: tuple[Agency, ...],
    reports: Reports,
    last_year: int | None,
    late: Lateness | None,
) -> tuple[Block, ...]:
    """Agencies by years: by kind, within a kind in the order of the hierarchy; before it what its signs mean."""
    paths = {agency.path for agency in agencies}
    years = sorted({year for path, year in reports if path in paths}, reverse=True)
    header: tuple[Inlines, ...] = ((Text("机关"),), *((Text(str(year)), Text("年")) for year in years))
    groups = []
    for kind in AgencyKind:
        of_kind = sorted((agency for agency in agencies if agency.kind is kind), key=lambda a: a.path)
        if of_kind:
            rows = tuple(_agency_row(agency, reports, years, last_year, late) for agency in of_kind)
            groups.append(IndexGroup((Text(f"{kind.value}　"), Text(f"{len(rows)}个机关")), rows))
    return _legend(groups), IndexTable(caption, header, tuple(groups), by_year=True)


def _agency_row(
    agency: Agency, reports: Reports, years: list[int], last_year: int | None, late: Lateness | None
) -> tuple[IndexCell, ...]:
    own = {year: reports[agency.path, year] for year in years if (agency.path, year) in reports}
    expected = expected_years(agency, own, last_year)
    name = IndexCell((page_link(agency.name, Page(agency.path)),))
    return (name, *(_cell(agency, year, own.get(year), expected, late) for year in years))


def _cell(
    agency: Agency, year: int, report: Report | None, expected: range, late: Lateness | None
) -> IndexCell:
    if report is not None:
        text = f"{report.published.day:%m-%d}" if report.published else "已发布"
        if report.draft:
            text = "草稿"
        return IndexCell((page_link(text, Page(report.agency, year)), *_tags(report, agency, late)))
    if year in expected:
        missing = _missing(agency, year, late)
        return IndexCell((missing,) if missing else (Text(NOTHING), Hidden("没有报告")))
    if agency.first_year is not None and year < agency.first_year:
        return IndexCell((Hidden("机关尚未设立"),), "none")
    if agency.last_year is not None and year > agency.last_year:
        return IndexCell((Hidden("机关已不再报告"),), "none")
    # Nothing is said about years for which the agency neither states nor has anything.
    return IndexCell((Hidden("没有收录"),), "none")


def _missing(agency: Agency, year: int, late: Lateness | None) -> Tag | None:
    """What is said of a report that is not there though it was due."""
    return Tag("未发布", "late") if late is not None and late.is_missing(agency.kind, year) else None


def _tags(report: Report, agency: Agency, late: Lateness | None, *, with_date: bool = False) -> Inlines:
    """The state of a report in words."""
    tags: list[Inline] = []
    if report.withdrawal is not None:
        tags.append(Tag("撤回", "withdrawn"))
    elif report.is_elsewhere and report.original_address is not None:
        tags.append(Tag("他站"))
    elif report.is_elsewhere:
        tags.append(Tag("文件"))
    if late is not None and report.withdrawal is None and (days := late.days(report, agency.kind)):
        tags.append(Tag(f"逾期{days}天" if with_date else "逾期", "late"))
    if report.corrections and report.withdrawal is None:
        day = max(correction.date.day for correction in report.corrections)
        tags.append(Tag(f"更正 {day:%Y-%m-%d}" if with_date else f"更正 {day:%m-%d}", "correction"))
    if report.draft and with_date:
        tags.append(Tag("草稿"))
    return tuple(part for tag in tags for part in (Text(" "), tag))


_MEANINGS = (
    Sign("更正", "发布后更正过，附更正日期", "correction"),
    Sign("文件", "只有文件，没有网页数据", ""),
    Sign("他站", "发布在其他地址", ""),
    Sign("撤回", "已撤回", "withdrawn"),
    Sign("逾期", "晚于规定日期发布", "late"),
    Sign("未发布", "规定日期已过，没有报告", "late"),
)


def _legend(groups: list[IndexGroup]) -> Legend:
    """What the signs mean, those that are in use."""
    cells = (cell for group in groups for row in group.rows for cell in row)
    shown = {inline for cell in cells for inline in cell.inlines}
    tags = {inline.text.partition(" ")[0] for inline in shown if isinstance(inline, Tag)}
    signs = [Sign("月-日", "发布日期"), *(sign for sign in _MEANINGS if sign.text in tags)]
    if Text(NOTHING) in shown:
        signs.append(Sign(NOTHING, "没有报告"))
    return Legend(tuple(signs))
