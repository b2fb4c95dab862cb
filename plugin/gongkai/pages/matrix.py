"""Agencies by years: what there is of each year, on the index and on the page of an agency with subordinates."""

from __future__ import annotations

from gongkai.addresses import Page
from gongkai.model import Agency, AgencyKind, Report, expected_years
from gongkai.pages.blocks import (
    Block,
    Hidden,
    IndexCell,
    IndexGroup,
    IndexTable,
    Inlines,
    Legend,
    Sign,
    Tag,
    Text,
)
from gongkai.pages.frame import Reports, page_link
from gongkai.pages.lateness import Lateness
from gongkai.pages.states import MEANINGS, NOTHING, overdue_tag, state_tags


def matrix(
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
        return IndexCell((page_link(text, Page(report.agency, year)), *state_tags(report, agency, late)))
    if year in expected:
        overdue = overdue_tag(agency, year, late)
        return IndexCell((overdue,) if overdue else (Text(NOTHING), Hidden("没有报告")))
    if agency.first_year is not None and year < agency.first_year:
        return IndexCell((Hidden("机关尚未设立"),), "none")
    if agency.last_year is not None and year > agency.last_year:
        return IndexCell((Hidden("机关已不再报告"),), "none")
    # The agency states nothing about such years and has no report of them.
    return IndexCell((Hidden("没有收录"),), "none")


def _legend(groups: list[IndexGroup]) -> Legend:
    """What the signs mean, those that are in use."""
    cells = (cell for group in groups for row in group.rows for cell in row)
    shown = {inline for cell in cells for inline in cell.inlines}
    used = {inline.text.partition(" ")[0] for inline in shown if isinstance(inline, Tag)}
    signs = [Sign("月-日", "发布日期"), *(sign for sign in MEANINGS if sign.text in used)]
    if Text(NOTHING) in shown:
        signs.append(Sign(NOTHING, "没有报告"))
    return Legend(tuple(signs))
