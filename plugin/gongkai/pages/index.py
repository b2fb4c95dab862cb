"""The index: all agencies by all years."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.addresses import INDEX, Page
from gongkai.findings import Finding
from gongkai.model import Archive
from gongkai.pages.blocks import Block, Downloads, Filter, Offered, PageContent, Paragraph, Text, Title
from gongkai.pages.dates import newest
from gongkai.pages.frame import NAME, Reports, page_link
from gongkai.pages.lateness import Lateness
from gongkai.pages.matrix import matrix
from gongkai.pages.preview import panel


def index_page(
    archive: Archive,
    reports: Reports,
    last_year: int | None,
    findings: tuple[Finding, ...],
    files: Offered,
    late: Lateness | None = None,
    compared: Iterable[int] = (),
) -> PageContent:
    """The page of all agencies by all years, newest first.

    findings: in a preview, those of no report. files: to download. late: where reports that were late are marked.
    compared: the years that have a page with all agencies side by side.
    """
    agencies = tuple(archive.agencies.values())
    blocks: list[Block] = [Title("", NAME), *panel(findings, None)]
    if reports:
        count = len({year for _, year in reports})
        intro = f"共{len(agencies)}个机关、{count}个年度的报告。每格为发布日期，点开即为该年报告。"
        blocks.append(Paragraph((Text(intro),), "intro"))
        if years := sorted(compared, reverse=True):
            links = [part for year in years for part in (Text("　"), page_link(f"{year}年", Page(None, year)))]
            blocks.append(Paragraph((Text("各机关逐年对照："), *links[1:]), "intro"))
        blocks.append(Filter())
        blocks.extend(matrix("各机关历年报告", agencies, reports, last_year, late))
        if INDEX in files:
            blocks.append(Downloads(files[INDEX]))
    else:
        blocks.append(Paragraph((Text("尚无已发布的报告。"),), "intro"))
    declarations = dict.fromkeys(agency.declaration for agency in agencies if agency.declaration)
    blocks.extend(Paragraph((Text(text),), "declaration") for text in declarations)
    return PageContent(INDEX, NAME, tuple(blocks), newest(reports.values()))
