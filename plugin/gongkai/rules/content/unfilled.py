"""G311: a report that is no draft and not filled in."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.model import TO_FILL_IN, Report
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G311",
    name="unfilled",
    level=Level.ERROR,
    title="没有填完，又不是草稿",
    explanation=f"没有写“草稿: true”的报告就会发布。其中还留着新建文件里的“{TO_FILL_IN}”，或者有一张法定表格没有一个数字，都是错误。",
    why="空的骨架公布出去，页面、Word 和 PDF 上都是“待填写”和空白的表格。",
    since=2,
    bad=Example(f"总体情况: |\n  （一）主动公开\n  {TO_FILL_IN}"),
    good=Example("总体情况: |\n  （一）主动公开\n  机构职能和权责清单重新核对之后上网。"),
)

_REMEDY = "填上内容；还没有写完的，在“年度”下面写回一行“草稿: true”，草稿不会发布。"


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a place for text, where it stands, and one a table, at its section's key."""
    for report in inspection.reports:
        if not report.draft:
            yield from _texts(report)
            yield from _tables(report)


def _texts(report: Report) -> Iterator[Finding]:
    for narrative in report.all_narratives:
        for line in narrative.lines:
            start = line.text.find(TO_FILL_IN)
            if start >= 0:
                message = f"还留着“{TO_FILL_IN}”，报告又不是草稿，会这样发布"
                yield finding(RULE, line.at(start), message, _REMEDY, report)


def _tables(report: Report) -> Iterator[Finding]:
    for section in report.form.sections:
        place = report.section_places.get(section.id)
        if section.table is None or place is None:
            continue
        cells = map(report.cells.get, report.form.table(section.table).cells)
        # What cannot be read may be a number, and is a finding of its own.
        if all(cell is not None and cell.value is None for cell in cells):
            message = f"“{report.heading(section)}”的表格没有一个数字，报告又不是草稿，会这样发布"
            yield finding(RULE, place, message, f"{_REMEDY}已经这样公布的，写核对说明。", report)
