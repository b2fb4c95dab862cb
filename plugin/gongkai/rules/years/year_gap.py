"""G403: a year without a report between years that have one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gongkai.findings import Finding, Level
from gongkai.model import Agency, Report
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G403",
    name="year-gap",
    level=Level.INFO,
    title="中间缺少年度",
    explanation="一个机关的报告从第一份到最后一份之间，有的年度没有文件。撤回的报告不算缺。",
    why="历年报告应当都能查到；缺了一年，结转数也无从核对。",
    bad=Example("", "2023.yml", {"2021.yml": ""}),
    good=Example("", "2023.yml", {"2021.yml": "", "2022.yml": ""}),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a gap, at the report that follows it."""
    for agency in inspection.agencies:
        yield from _of_agency(inspection, agency)


def _of_agency(inspection: Inspection, agency: Agency) -> Iterator[Finding]:
    reports = inspection.archive.by_agency[agency.path]
    # A withdrawn or unreadable report is not missing; a draft counts only for other drafts.
    unread = {year for path, year in inspection.archive.unreadable if path == agency.path}
    there = {year for year, report in reports.items() if not report.draft} | unread
    for before, year in pairwise(sorted(there)):
        if year in reports:
            yield from _gap(reports[year], before)
    drafts = sorted(year for year, report in reports.items() if report.draft)
    for before, draft in pairwise(sorted({*drafts, *there})):
        if draft in drafts:
            yield from _gap(reports[draft], before)


def _gap(report: Report, before: int) -> Iterator[Finding]:
    if report.year - before < 2:
        return
    first, last = before + 1, report.year - 1
    years = f"{first}" if first == last else f"{first}—{last}"
    yield finding(
        RULE,
        report.place,
        f"没有{years}年度的报告，前后不连贯",
        "补上缺的报告；在别处发布的写“原址”；确实没有的写核对说明。",
        report,
    )
